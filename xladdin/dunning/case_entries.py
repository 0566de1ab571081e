"""The entries (écritures) of a case: pieces, what was paid on them, open credits, fees and penalties."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, NamedTuple

import numpy as np

from xladdin.dunning.case import CaseEntry
from xladdin.model.arrays import to_date
from xladdin.model.wording import KIND_LABELS, Kind

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterable, Iterator, Mapping, Sequence

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


def piece_entries(ledger: Ledger, rows: Sequence[int], as_of: dt.date) -> Iterator[CaseEntry]:
    """Each piece, followed by what was settled on it by ``as_of``; their sum is its outstanding.

    Args:
        rows: oldest due date first.
    """
    items, settlements = ledger.items, ledger.settlements
    left = ledger.outstanding(as_of)
    counted = np.isnat(settlements.date) | (settlements.date <= np.datetime64(as_of, "D"))
    for row in rows:
        number, amount = items.number[row], int(items.amount[row])
        label = KIND_LABELS[Kind(items.kind[row])]
        yield CaseEntry(label, number, to_date(items.issued[row]), to_date(items.due[row]), amount)
        places = np.flatnonzero(counted & (settlements.item == row))
        for place in places[np.argsort(settlements.date[places], kind="stable")].tolist():
            cents = int(settlements.amount[place])
            kind = Kind(settlements.kind[place])
            word = KIND_LABELS[kind]
            if kind is Kind.REGLEMENT:
                word = PART_PAYMENT if left[row] else PAYMENT
            word = RETURNED if cents < 0 else word
            yield CaseEntry(word, number, to_date(settlements.date[place]), None, -cents)


def credit_entries(ledger: Ledger, account: AccountKey, as_of: dt.date) -> Iterator[CaseEntry]:
    """Down payments (acomptes), credit notes and payments of the account that settle nothing yet."""
    items = ledger.items
    left = ledger.outstanding(as_of)
    own = (items.customer == account.customer) & (items.currency == account.currency)
    for row in np.flatnonzero(own & items.is_receivable() & (left < 0)).tolist():
        issued = to_date(items.issued[row])
        yield CaseEntry(KIND_LABELS[Kind(items.kind[row])], items.number[row], issued, None, int(left[row]))


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


def invoiced_fees(ledger: Ledger, account: AccountKey, as_of: dt.date) -> Iterator[CaseEntry]:
    """Fee lines of the user's own list that are not paid."""
    items = ledger.items
    left = ledger.outstanding(as_of)
    own = (items.customer == account.customer) & (items.currency == account.currency)
    for row in np.flatnonzero(own & (items.kind == Kind.FRAIS) & (left != 0)).tolist():
        issued, due = to_date(items.issued[row]), to_date(items.due[row])
        yield CaseEntry(FEE, items.number[row], issued, due, int(left[row]), is_charge=True)


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
