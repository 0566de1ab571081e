"""Which cases there are: those of the sheet, those that the user adds, those that a scenario opens."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Final

from xladdin.dunning.case import CaseState
from xladdin.dunning.case_pieces import CasePieces, late_debts
from xladdin.dunning.case_record import CaseNumbers, CaseRecord
from xladdin.dunning.followed import AccountKey, account_of
from xladdin.dunning.holds import dispute_of
from xladdin.errors import ArgumentError
from xladdin.ledger.find_customer import find_customer
from xladdin.ledger.history import RANKS
from xladdin.model.arrays import as_of_day
from xladdin.model.source_map import Field
from xladdin.model.text import fold

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from xladdin.dunning.account_rows import AccountRows
    from xladdin.dunning.case_record import CaseRecords
    from xladdin.dunning.followed import FollowedScenarios
    from xladdin.dunning.scenario import Scenario, Step
    from xladdin.ledger.history import PastStep

NO_PAYMENT: Final = "Absence de paiement"
"""Motif of a case without a known dispute."""
DISPUTE: Final = "Litige"
"""Motif where the list says that there is a dispute and not which."""
_TICKS: Final = frozenset({"oui", "o", "x", "1", "vrai", "true", "yes"})


@dataclass(frozen=True, slots=True)
class StandingCase:
    """A case with its account and its pieces, before anything is computed of it."""

    record: CaseRecord
    account: AccountKey
    pieces: CasePieces

    @property
    def state(self) -> CaseState:
        """Closed by hand, else paid, else open."""
        if self.record.closed is not None:
            return CaseState.CLOSED
        return CaseState.OPEN if self.pieces.paid_on is None else CaseState.PAID

    @property
    def over(self) -> dt.date | None:
        """The day it was closed or paid; None while it is open."""
        return self.record.closed or self.pieces.paid_on


@dataclass(frozen=True, slots=True)
class PassedOver:
    """A row of the sheet that is no case now, and why, in French; it stays on the sheet."""

    record: CaseRecord
    reason: str


@dataclass(frozen=True, slots=True)
class CaseBook:
    """Every case, by number of opening.

    Attributes:
        passed_over: rows of the sheet that are no case.
        last_numbers: to be kept, see ``CaseRecords``.
    """

    cases: tuple[StandingCase, ...]
    passed_over: tuple[PassedOver, ...]
    last_numbers: tuple[str, ...]


def opening_step(scenario: Scenario) -> Step | None:
    """The step that opens a case: the one that says so, else the first that expects a loss or is the LRAR.

    « Notification d’ouverture de dossier » says so. None where the scenario has nothing of the kind.
    """
    for step in scenario.steps:
        words = fold(step.name).split()
        if "dossier" in words and any(word.startswith("ouv") for word in words):
            return step
    for step in scenario.steps:
        if step.loss_percent is not None or step.level == RANKS[-1]:
            return step
    return None


def standing_cases(
    book: AccountRows,
    records: CaseRecords,
    steps: Mapping[int, Sequence[PastStep]],
    followed: FollowedScenarios,
) -> CaseBook:
    """Every case at close of the as-of date of ``book``; the same facts give the same numbers.

    The numbered rows of the sheet come first, in its order; then the accounts of which an open piece took
    the opening step of its scenario and is in no case yet, by the date of that step; then what the user
    added, whose motif and contacts count where a scenario would have opened the case too. An account has one
    open case at a time.

    Args:
        records: the sheet Dossiers.
        steps: what was done per item, by ``as_of``.
        followed: scenarios of the accounts.
    """
    return _Opener(book, records, steps, followed).cases()


class _Opener:
    """Goes through the rows of the sheet, then through the accounts."""

    def __init__(
        self,
        book: AccountRows,
        records: CaseRecords,
        steps: Mapping[int, Sequence[PastStep]],
        followed: FollowedScenarios,
    ) -> None:
        self._book, self._ledger, self._as_of = book, book.ledger, book.as_of
        self._steps, self._followed, self._records = steps, followed, records
        known = (*records.last_numbers, *(record.number for record in records.records))
        self._numbers = CaseNumbers(known)
        ledger = book.ledger
        self._disputes, self._collectors = map(ledger.attribute, (Field.DISPUTE, Field.COLLECTOR))
        self._contacts, self._associates = map(ledger.customers.text, (Field.CONTACT, Field.ASSOCIATE))
        self._cases: list[StandingCase] = []
        self._open: dict[AccountKey, StandingCase] = {}
        self._passed_over: list[PassedOver] = []

    def cases(self) -> CaseBook:
        new = [record for record in self._records.records if not record.number]
        for record in self._records.records:
            if record.number:
                self._take(record)
        hers = {self._account(record) for record in new}
        for account, opened in self._called_for():
            if account not in hers:
                self._open_for(account, opened)
        for record in new:
            self._take(record)
        return CaseBook(tuple(self._cases), tuple(self._passed_over), self._numbers.last)

    def _take(self, record: CaseRecord) -> None:
        """A row of the sheet becomes a case, numbered when it is new."""
        account = self._account(record)
        if account is None:
            self._passed_over.append(PassedOver(record, f"client introuvable : « {record.customer} »"))
            return
        already = self._open.get(account)
        if not record.number and record.closed is None and already is not None:
            number = already.record.number
            self._passed_over.append(PassedOver(record, f"dossier {number} déjà ouvert pour ce client"))
            return
        opened = record.opened or self._as_of
        number = record.number or self._numbers.next(opened.year)
        known = replace(record, number=number, opened=opened, currency=self._ledger.currencies[account[1]])
        self._add(known, account)

    def _account(self, record: CaseRecord) -> AccountKey | None:
        try:
            customer = find_customer(self._ledger.customers, record.customer)
        except ArgumentError:
            return None
        if record.currency in self._ledger.currencies:
            return AccountKey(customer, self._ledger.currencies.index(record.currency))
        accounts = [AccountKey(customer, place) for place in range(len(self._ledger.currencies))]
        return max(accounts, key=lambda one: sum(self._book.outstanding[self._book.items(one)]))

    def _open_for(self, account: AccountKey, opened: dt.date) -> None:
        """The case that a scenario opens."""
        code = self._ledger.customers.code[account.customer]
        record = CaseRecord(
            number=self._numbers.next(opened.year),
            customer=code,
            currency=self._ledger.currencies[account.currency],
            opened=opened,
        )
        self._add(record, account)

    def _add(self, record: CaseRecord, account: AccountKey) -> None:
        opened = record.opened or self._as_of
        pieces = CasePieces.of(late_debts(self._book, account), opened, record.closed)
        case = StandingCase(self._filled_in(record, account, pieces), account, pieces)
        self._cases.append(case)
        if case.state is CaseState.OPEN:
            self._open.setdefault(account, case)

    def _filled_in(self, record: CaseRecord, account: AccountKey, pieces: CasePieces) -> CaseRecord:
        """What she left blank, as the lists tell it."""
        rows = [debt.row for debt in pieces.debts]
        own = rows or self._book.items(account)
        disputes = _distinct(
            _in_words(dispute_of(self._ledger, row, str(self._disputes[row]))) for row in rows
        )
        named = _distinct(self._collectors[own])
        return replace(
            record,
            customer=self._ledger.customers.code[account.customer],
            reason=record.reason or ", ".join(disputes) or NO_PAYMENT,
            collector=record.collector or next(iter(named), ""),
            contact=record.contact or str(self._contacts[account.customer]),
            other_contacts=record.other_contacts or str(self._associates[account.customer]),
        )

    def _called_for(self) -> Iterator[tuple[AccountKey, dt.date]]:
        """Accounts for which a scenario opens a case, with its opening date; the earliest first."""
        covered = {debt.row for case in self._cases for debt in case.pieces.debts}
        items = self._ledger.items
        late = (self._book.outstanding > 0) & (items.due < as_of_day(self._as_of)) & items.is_receivable()
        dates: dict[AccountKey, list[dt.date]] = defaultdict(list)
        for row, steps in self._steps.items():
            if row not in covered and late[row]:
                account = account_of(self._ledger, row)
                step = opening_step(self._followed.of(account))
                taken = [past.date for past in steps if past.done and step and past.ref >= step.ref]
                dates[account] += [min(taken)] if taken else []
        found = [(min(days), account) for account, days in dates.items() if days]
        codes, currencies = self._ledger.customers.code, self._ledger.currencies
        for opened, account in sorted(
            found, key=lambda one: (one[0], codes[one[1][0]], currencies[one[1][1]])
        ):
            if account not in self._open:
                yield account, opened


def _in_words(dispute: str) -> str:
    """« Litige » where the list only ticks that there is one."""
    return DISPUTE if fold(dispute) in _TICKS else dispute


def _distinct(texts: Iterable[object]) -> list[str]:
    """Texts that say something, each once, in order."""
    return list(dict.fromkeys(str(text).strip() for text in texts if str(text).strip()))
