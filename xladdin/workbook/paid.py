"""What a list says was paid on each piece, when its own columns disagree, and which of them is believed."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

import numpy as np

from xladdin.model.arrays import NO_DAY
from xladdin.model.wording import french_amount
from xladdin.workbook.vocabulary import Paid

if TYPE_CHECKING:
    import numpy.typing as npt

    from xladdin.model.arrays import Cents, Days, Mask

    Statuses = npt.NDArray[np.int8]

_TOLERANCE: Final = 1
"""Cents by which two figures of one row may differ before it is worth a word."""


@dataclass(slots=True)
class Evidence:
    """What says paid, per item; amounts in the sign that the ledger gives them.

    Attributes:
        amount: of the item; credits negative.
        by_lines: sum of the payment lines that name the piece; believed first.
        has_lines: there are such lines.
        lettered: the piece is lettered, and no payment row of the list shares its letter.
        lettered_on: date of lettering.
        paid: amount paid as the row says it, sign as written.
        paid_known: the row says one (0 included).
        paid_on: date of payment.
        remaining: what the row says is left, sign as written.
        remaining_known: the row says so (0 included).
        status: ``Paid`` values.
    """

    amount: Cents
    by_lines: Cents
    has_lines: Mask
    lettered: Mask
    lettered_on: Days
    paid: Cents
    paid_known: Mask
    paid_on: Days
    remaining: Cents
    remaining_known: Mask
    status: Statuses

    @classmethod
    def of(cls, amount: Cents) -> Evidence:
        """No evidence at all."""
        size = len(amount)

        def no() -> Mask:
            return np.zeros(size, dtype=np.bool_)

        def zero() -> Cents:
            return np.zeros(size, dtype=np.int64)

        def never() -> Days:
            return np.full(size, NO_DAY)

        return cls(
            amount, zero(), no(), no(), never(), zero(), no(), never(), zero(), no(),
            np.full(size, Paid.UNKNOWN, dtype=np.int8),
        )  # fmt: skip


@dataclass(slots=True)
class Settled:
    """What each row itself settles of its item, and where its columns contradict one another.

    Attributes:
        amount: cents taken off the item, in its sign; 0 for none.
        date: ``NaT`` for settled at every date.
        matched: date of lettering.
        conflicts: item row -> (what is believed, what is not), in French.
        unknown_part: rows said to be partly paid, with nothing that says how much.
    """

    amount: Cents
    date: Days
    matched: Days
    conflicts: dict[int, tuple[str, str]] = field(default_factory=dict)
    unknown_part: npt.NDArray[np.intp] = field(default_factory=lambda: np.empty(0, dtype=np.intp))

    @property
    def undated(self) -> Mask:
        """Settled, and no column says when."""
        undated: Mask = (self.amount != 0) & np.isnat(self.date)
        return undated


def settle(seen: Evidence) -> Settled:
    """Believes payment lines, then lettering, then amount and date paid, then what is left, then status.

    A date of payment with no amount means fully paid that day. Payment lines settle by themselves: rows
    that have some settle nothing here, and are only compared.
    """
    full = seen.amount
    paid = np.where(full < 0, -np.abs(seen.paid), seen.paid)
    left = np.where((full < 0) & (seen.remaining > 0), -seen.remaining, seen.remaining)
    dated = ~np.isnat(seen.paid_on)

    open_rows = ~seen.has_lines
    lettered = open_rows & seen.lettered
    open_rows = open_rows & ~lettered
    by_amount = open_rows & seen.paid_known
    open_rows = open_rows & ~by_amount
    by_rest = open_rows & seen.remaining_known
    open_rows = open_rows & ~by_rest
    partly = seen.status == Paid.PARTLY
    by_date = open_rows & dated & ~partly
    by_status = open_rows & ~dated & (seen.status == Paid.FULLY)

    amount = np.zeros_like(full)
    amount[lettered] = full[lettered]
    amount[by_amount] = paid[by_amount]
    amount[by_rest] = (full - left)[by_rest]
    amount[by_date | by_status] = full[by_date | by_status]
    date = np.where(amount != 0, seen.paid_on, NO_DAY)
    date = np.where(lettered & np.isnat(date), seen.lettered_on, date)
    settled = Settled(
        amount=amount,
        date=date,
        matched=np.where(lettered, seen.lettered_on, NO_DAY),
        unknown_part=np.flatnonzero(open_rows & partly),
    )
    believed = np.where(seen.has_lines, seen.by_lines, amount)
    source = np.select(
        [seen.has_lines, lettered, by_amount, by_rest, by_date],
        ["lignes de règlement", "lettrage", "montant réglé", "reste dû", "date de règlement"],
        default="",
    )
    settled.conflicts = _conflicts(seen, _Belief(believed, source, paid, left))
    return settled


@dataclass(frozen=True, slots=True)
class _Belief:
    """What is taken as settled per row and why, and the row's own figures in the item's sign."""

    settled: Cents
    source: npt.NDArray[np.str_]
    paid: Cents
    left: Cents


def _conflicts(seen: Evidence, belief: _Belief) -> dict[int, tuple[str, str]]:
    """Rows on which a less trusted column says something else."""
    full, believed, source, paid, left = seen.amount, belief.settled, belief.source, belief.paid, belief.left
    spoken = source != ""
    closed = np.abs(full - believed) <= _TOLERANCE

    other_paid = (
        spoken & (source != "montant réglé") & seen.paid_known & (np.abs(paid - believed) > _TOLERANCE)
    )
    other_rest = (
        spoken & (source != "reste dû") & seen.remaining_known & (np.abs(full - believed - left) > _TOLERANCE)
    )
    says_paid = spoken & (seen.status == Paid.FULLY) & ~closed
    says_open = spoken & (seen.status == Paid.OPEN) & closed & (full != 0)
    date_alone = (source == "montant réglé") & ~np.isnat(seen.paid_on) & (paid == 0) & (full != 0)
    found: dict[int, tuple[str, str]] = {}
    for mask, other in (
        (other_paid, "montant réglé {paid}"),
        (other_rest, "reste dû {left}"),
        (says_paid, "statut réglé"),
        (says_open, "statut en cours"),
        (date_alone, "date de règlement"),
    ):
        for row in np.flatnonzero(mask):
            text = other.format(paid=french_amount(int(paid[row])), left=french_amount(int(left[row])))
            found.setdefault(int(row), (_said(source[row], believed[row], full[row]), text))
    return found


def _said(source: str, believed: int, full: int) -> str:
    if source == "reste dû":
        return f"reste dû {french_amount(int(full - believed))}"
    if source in ("lettrage", "date de règlement"):
        return str(source)
    return f"{source} {french_amount(int(believed))}"
