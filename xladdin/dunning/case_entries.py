"""The entries (écritures) of a case: pieces, what was paid on them, open credits, fees and penalties."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Final, NamedTuple

from xladdin.dunning.case import CaseEntry
from xladdin.model.arrays import to_date
from xladdin.model.wording import KIND_LABELS, Kind

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from xladdin.dunning.account_rows import AccountRows
    from xladdin.dunning.followed import AccountKey
    from xladdin.ledger.history import PastStep, StepRef
    from xladdin.ledger.ledger import Ledger

PART_PAYMENT: Final = "RÈGLEMENT PARTIEL"
PAYMENT: Final = "RÈGLEMENT"
RETURNED: Final = "REJET DE RÈGLEMENT"
INTEREST: Final = "PÉNALITÉS DE RETARD"
INDEMNITY: Final = "INDEMNITÉ FORFAITAIRE"
FEE: Final = "FRAIS"


class PieceCharges(NamedTuple):
    """Late-payment charges of one piece, as the report of penalties gives them.

    Attributes:
        interest: cents; None when withheld.
        indemnity: cents, 0 for none.
        reason: French, why interest is withheld; else empty.
    """

    interest: int | None
    indemnity: int
    reason: str = ""


def piece_entries(book: AccountRows, rows: Iterable[int]) -> Iterator[CaseEntry]:
    """Each piece, followed by what was settled on it by the as-of date; their sum is its outstanding.

    Args:
        rows: oldest due date first.
    """
    items, settlements = book.ledger.items, book.ledger.settlements
    for row in rows:
        number, amount = items.number[row], int(items.amount[row])
        label = KIND_LABELS[Kind(items.kind[row])]
        yield CaseEntry(label, number, to_date(items.issued[row]), to_date(items.due[row]), amount)
        dates = {place: to_date(settlements.date[place]) for place in book.settlements(row)}
        counted = [place for place, date in dates.items() if date is None or date <= book.as_of]
        for place in sorted(counted, key=lambda place: dates[place] or dt.date.min):
            cents = int(settlements.amount[place])
            kind = Kind(settlements.kind[place])
            word = KIND_LABELS[kind]
            if kind is Kind.REGLEMENT:
                word = PART_PAYMENT if book.outstanding[row] else PAYMENT
            word = RETURNED if cents < 0 else word
            yield CaseEntry(word, number, dates[place], None, -cents)


def credit_entries(book: AccountRows, account: AccountKey) -> Iterator[CaseEntry]:
    """Down payments (acomptes), credit notes and payments of the account that settle nothing yet."""
    items = book.ledger.items
    for row in book.items(account):
        kind, left = Kind(items.kind[row]), int(book.outstanding[row])
        if left < 0 and kind not in {Kind.EFFET, Kind.FRAIS}:
            yield CaseEntry(KIND_LABELS[kind], items.number[row], to_date(items.issued[row]), None, left)


def charge_entries(
    ledger: Ledger, rows: Iterable[int], charges: Mapping[int, PieceCharges], as_of: dt.date
) -> Iterator[CaseEntry]:
    """Penalties and recovery indemnity of each piece at close of ``as_of``."""
    for row in rows:
        if row not in charges:
            continue
        interest, indemnity, reason = charges[row]
        number = ledger.items.number[row]
        if interest or (interest is None and reason):
            yield CaseEntry(INTEREST, number, as_of, None, interest or 0, is_charge=True, remark=reason)
        if indemnity:
            yield CaseEntry(INDEMNITY, number, as_of, None, indemnity, is_charge=True)


def invoiced_fees(book: AccountRows, account: AccountKey) -> Iterator[CaseEntry]:
    """Fee lines of the user's own list that are not paid."""
    items = book.ledger.items
    for row in book.items(account):
        left = int(book.outstanding[row])
        if items.kind[row] == Kind.FRAIS and left:
            issued, due = to_date(items.issued[row]), to_date(items.due[row])
            yield CaseEntry(FEE, items.number[row], issued, due, left, is_charge=True)


def step_fees(taken: Iterable[PastStep], fees: Mapping[StepRef, int]) -> Iterator[CaseEntry]:
    """What the scenario charges for letters that left, once per letter however many pieces it listed.

    Letters of which only the user's own list tells were not made by the scenario: no fee is known of them.

    Args:
        taken: steps of the case's pieces; those of the Journal name their customer.
        fees: cents per step reference.
    """
    letters = sorted(
        {
            (step.date, step.ref, step.name)
            for step in taken
            if step.customer and step.done and step.ref in fees
        }
    )
    for date, ref, name in letters:
        yield CaseEntry(FEE, "", date, None, fees[ref], is_charge=True, remark=name)
