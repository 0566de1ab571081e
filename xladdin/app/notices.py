"""What a proposal, or an account, says on paper: letters, fiches d’appel, relevés de compte."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Final

import numpy as np

from xladdin.dunning.journal import Origin
from xladdin.dunning.run import DunningNotice
from xladdin.errors import ArgumentError
from xladdin.ledger.find_customer import find_customer
from xladdin.ledger.schema import NO_ROW
from xladdin.ledger.standing import category_of
from xladdin.ledger.steps_by_item import steps_by_item
from xladdin.letters.charges import Charges
from xladdin.letters.notice import CallNotes, EarlierReminder, Notice, NoticeLine, PastEvent, Recipient
from xladdin.model.arrays import to_date
from xladdin.model.row_names import is_row_name
from xladdin.model.source_map import Field
from xladdin.model.wording import KIND_LABELS, REMINDER_NAMES, Kind, french_date
from xladdin.reports.customer_file import Promise, customer_file

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterable, Iterator

    from xladdin.dunning.run import DunningAction, DunningLine
    from xladdin.ledger.history import PastStep
    from xladdin.ledger.ledger import Ledger
    from xladdin.model.arrays import Cents
    from xladdin.reports.late_interest import LateInterest
    from xladdin.workbook.workbook import Workbook

STATEMENT_TITLE: Final = "Relevé de compte"


def notice_of(
    proposal: DunningNotice | DunningAction, workbook: Workbook, as_of: dt.date, interest: LateInterest
) -> Notice:
    """What the letter or the fiche d’appel of one proposal says; see ``NoticeMaker`` for many."""
    return NoticeMaker(workbook, as_of, [interest]).notice_of(proposal)


class NoticeMaker:
    """Says what the proposals of one run say; what they share is looked up once.

    Args:
        workbook: from whose ledger the run was proposed, unfiltered: proposals name its rows.
        as_of: of the run.
        interests: late-payment charges of that ledger, one per currency of the proposals.
    """

    def __init__(self, workbook: Workbook, as_of: dt.date, interests: Iterable[LateInterest]) -> None:
        self._workbook = workbook
        self._ledger = workbook.ledger
        self._as_of = as_of
        self._customer_rows = {code: row for row, code in enumerate(self._ledger.customers.code)}
        reports = list(interests)
        self._computed_currencies = {report.currency for report in reports}
        self._interest = {item.item: item for report in reports for item in report.items}
        items = self._ledger.items
        debts = np.flatnonzero(items.is_receivable() & (items.amount > 0)).tolist()
        self._steps = steps_by_item(self._ledger, workbook.history, debts)

    def notice_of(self, proposal: DunningNotice | DunningAction) -> Notice:
        """What the letter, or for a call or a check its fiche, says.

        Charges are asked where the proposal says so: the pénalités de retard and the indemnity of the
        pieces whose step asks for them, the fee of the step. A rate that is missing withholds the
        interest of the piece, and a fee is withheld in a letter in another currency than the
        workbook's; the notice names both.

        Raises:
            ValueError: penalties in a currency whose interest was not given.
        """
        notice = Notice(
            recipient=recipient_of(self._ledger, self._customer_rows[proposal.customer]),
            level=proposal.step.ref.rank,
            currency=proposal.currency,
            as_of=self._as_of,
            lines=tuple(self._line(line) for line in proposal.lines),
            step=proposal.step.name,
            reminders=tuple(self._reminders(proposal)),
        )
        if isinstance(proposal, DunningNotice):
            return replace(notice, channel=proposal.channel, charges=self._charges(proposal))
        step = proposal.step
        return replace(notice, title=step.name, channel=step.channel, call=self._call(proposal))

    def _line(self, line: DunningLine) -> NoticeLine:
        return _piece(
            self._ledger,
            line.row,
            line.outstanding,
            self._as_of,
            for_information=line.step is None and line.outstanding > 0,
        )

    def _charges(self, notice: DunningNotice) -> Charges:
        charged = [line for line in notice.lines if line.penalties]
        if charged and notice.currency not in self._computed_currencies:
            raise ValueError(f"no late interest given for {notice.currency}")
        own = self._workbook.settings.currency
        withheld = []
        if charged and notice.currency != "EUR":
            withheld.append(
                f"Indemnité forfaitaire fixée en euros : non demandée sur des pièces en {notice.currency}."
            )
        if notice.fee and notice.currency != own:
            withheld.append(f"Frais fixés en {own} : non demandés dans une lettre en {notice.currency}.")
        return Charges(
            interest=tuple(self._interest[line.row] for line in charged if line.row in self._interest),
            fee=notice.fee if notice.currency == own else 0,
            withheld=tuple(withheld),
        )

    def _past(self, lines: Iterable[DunningLine]) -> Iterator[tuple[DunningLine, PastStep]]:
        """Steps done by the as-of date for these pieces."""
        for line in lines:
            for step in self._steps.get(line.row, ()):
                if step.done and step.date <= self._as_of:
                    yield line, step

    def _reminders(self, proposal: DunningNotice | DunningAction) -> Iterator[EarlierReminder]:
        """Reminders that left for its debts, oldest first."""
        owed = {line.number for line in proposal.lines if line.outstanding > 0}
        found: dict[tuple[dt.date, int], dict[str, None]] = {}
        for line, step in self._past(proposal.lines):
            if step.ref.rank and not step.ref.action:
                found.setdefault((step.date, step.ref.rank), {})[line.number] = None
        for (date, rank), numbers in sorted(found.items(), key=lambda one: one[0]):
            yield EarlierReminder(rank, date, () if numbers.keys() >= owed else tuple(numbers))

    def _call(self, action: DunningAction) -> CallNotes:
        """What is known of the customer before the call."""
        card = customer_file(self._ledger, self._workbook.history, action.customer, self._as_of)
        promises = [promise for promise in card.promises if promise.currency == action.currency]
        promised = self._workbook.history.promises.get(action.customer)
        if promised is not None:
            broken = promised < self._as_of
            promises.append(Promise("", promised, action.total, action.currency, broken=broken))
        return CallNotes(
            events=self._events(action),
            promises=tuple(sorted(promises, key=lambda promise: (promise.date, promise.number))),
            remarks=card.notes,
        )

    def _events(self, action: DunningAction) -> tuple[PastEvent, ...]:
        """Letters, calls and checks about its pieces, and notes about its customer; latest first."""
        steps: dict[tuple[dt.date, str], dict[str, None]] = {}
        for line, step in self._past(action.lines):
            name = step.name or REMINDER_NAMES[step.ref.rank]
            steps.setdefault((step.date, name), {})[line.number] = None
        events = [PastEvent(date, name, tuple(numbers)) for (date, name), numbers in steps.items()]
        events += (
            PastEvent(entry.date, entry.text, (entry.number,) if entry.number else ())
            for entry in self._workbook.dunning.journal.entries
            if entry.origin is Origin.NOTE
            and entry.customer == action.customer
            and entry.text
            and entry.date <= self._as_of
        )
        return tuple(sorted(events, key=lambda event: event.date, reverse=True))


def statement_of(workbook: Workbook, customer: str, currency: str, as_of: dt.date) -> Notice:
    """Relevé de compte: every open piece of a customer in one currency, due and not due.

    Credits and unallocated payments are among the lines, negative; bills in circulation are apart, since
    the pieces that they pay are settled. Fee lines are charges and stay out, as in the balance âgée.

    Args:
        customer: code or name, without regard to case, accents and punctuation.
        currency: ISO code.
        as_of: date d’arrêté, inclusive.

    Raises:
        ArgumentError: no such customer, or nothing open in that currency.
    """
    ledger = workbook.ledger
    row = find_customer(ledger.customers, customer)
    recipient = recipient_of(ledger, row)
    code = ledger.currencies.index(currency) if currency in ledger.currencies else NO_ROW
    own = (ledger.items.customer == row) & (ledger.items.currency == code)
    lines = _open_pieces(
        ledger, np.where(own & ledger.items.is_receivable(), ledger.outstanding(as_of), 0), as_of
    )
    bills = _open_pieces(ledger, np.where(own, ledger.bills_in_circulation(as_of), 0), as_of)
    if not lines and not bills:
        raise ArgumentError(
            f"Le compte de {recipient.name} n’a aucune pièce ouverte en {currency} "
            f"au {french_date(as_of)} : il n’y a pas de relevé à faire.",
            "Choisissez un autre client, une autre devise ou une autre date.",
        )
    return Notice(
        recipient=recipient,
        level=0,
        currency=currency,
        as_of=as_of,
        lines=lines,
        title=STATEMENT_TITLE,
        bills=bills,
    )


def recipient_of(ledger: Ledger, customer: int) -> Recipient:
    """To whom letters about the customer in that row go."""
    customers = ledger.customers

    def text(field: Field) -> str:
        return str(customers.text(field)[customer])

    return Recipient(
        code=customers.code[customer],
        name=customers.name[customer],
        contact=text(Field.CONTACT),
        address=(text(Field.ADDRESS), text(Field.ADDRESS_2)),
        postcode=text(Field.POSTCODE),
        city=text(Field.CITY),
        email=text(Field.EMAIL),
        phone=text(Field.PHONE),
        collector=text(Field.COLLECTOR),
        category=category_of(text(Field.CATEGORY)),
    )


def _open_pieces(ledger: Ledger, left: Cents, as_of: dt.date) -> tuple[NoticeLine, ...]:
    """The items of which something is left, oldest due date first, those without one last."""
    pieces = [_piece(ledger, row, int(left[row]), as_of) for row in np.flatnonzero(left).tolist()]
    return tuple(sorted(pieces, key=lambda piece: (piece.due is None, piece.due or as_of, piece.number)))


def _piece(
    ledger: Ledger, row: int, outstanding: int, as_of: dt.date, *, for_information: bool = False
) -> NoticeLine:
    items = ledger.items
    due, number = to_date(items.due[row]), items.number[row]
    return NoticeLine(
        number="" if is_row_name(number) else number,
        kind=KIND_LABELS[Kind(items.kind[row])],
        issued=to_date(items.issued[row]),
        due=due,
        amount=int(items.amount[row]),
        outstanding=outstanding,
        days_late=(as_of - due).days if due else 0,
        for_information=for_information,
    )
