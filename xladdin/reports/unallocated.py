"""Taux des règlements non affectés: how fast received payments are matched with what they pay."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from xladdin.model.arrays import to_day
from xladdin.model.wording import Kind
from xladdin.reports.months import days_of_month, each_day

if TYPE_CHECKING:
    import datetime as dt

    from xladdin.ledger.ledger import Ledger
    from xladdin.model.arrays import Cents, Days


@dataclass(frozen=True, slots=True)
class MatchingProgress:
    """The rate at close of one day; cents.

    Attributes:
        opening: unallocated at close of the day before the 1st.
        received: received without allocation from the 1st to ``day``, both included.
        matched: lettered from the 1st to ``day``, both included.
    """

    day: dt.date
    opening: int
    received: int
    matched: int

    @property
    def base(self) -> int:
        """What could have been matched: opening + received."""
        return self.opening + self.received

    @property
    def remaining(self) -> int:
        """Still unallocated at close of ``day``."""
        return self.base - self.matched

    @property
    def rate(self) -> float | None:
        """Matched / base; None when nothing was waiting."""
        return self.matched / self.base if self.base > 0 else None


@dataclass(frozen=True, slots=True)
class UnallocatedRate(MatchingProgress):
    """Taux des règlements non affectés of a month, with the way to it.

    Attributes:
        month: first day of the month.
        days: one entry per day, from the 1st to ``day``.
    """

    month: dt.date
    currency: str
    days: tuple[MatchingProgress, ...]


def unallocated_rate(
    ledger: Ledger, month: dt.date | str, as_of: dt.date, *, currency: str | None = None
) -> UnallocatedRate:
    """Share of the unallocated payments that was matched (lettrée) during ``month``, at close of ``as_of``.

    A payment is unallocated from its date to its lettering: one that names no piece is an item of kind
    REGLEMENT, used up by its lettering; one that names its piece counts here when its lettering date is
    known and later than its own. Credit notes are not payments.

    Args:
        ledger: filter it beforehand with ``Ledger.where``.
        month: any day of it, or ``"2026-06"``.
        as_of: date d’arrêté, inclusive; after the month, the month is looked at on its last day.
        currency: ISO code; may be left out when the ledger has one currency.

    Raises:
        SeveralCurrenciesError: several currencies and none named.
        ArgumentError: not a month, ``as_of`` before it, or unknown currency.
    """
    ledger, currency = ledger.in_currency(currency)
    first, until = days_of_month(month, as_of)
    received, matched = _receipts_and_matches(ledger)
    opening = received.before(first) - matched.before(first)
    days = tuple(
        MatchingProgress(day, opening, received.between(first, day), matched.between(first, day))
        for day in each_day(first, until)
    )
    last = days[-1]
    return UnallocatedRate(
        until, opening, last.received, last.matched, month=first, currency=currency, days=days
    )


@dataclass(frozen=True, slots=True)
class _Flow:
    """Amounts by day; one without a day is before every day."""

    days: Days
    cents: Cents

    def before(self, day: dt.date) -> int:
        return int(self.cents[~(self.days >= to_day(day))].sum())

    def between(self, first: dt.date, last: dt.date) -> int:
        """Both days included."""
        return int(self.cents[(self.days >= to_day(first)) & (self.days <= to_day(last))].sum())


def _receipts_and_matches(ledger: Ledger) -> tuple[_Flow, _Flow]:
    """Payments as they came in without allocation, and as they were matched."""
    items, settlements = ledger.items, ledger.settlements
    without_piece = items.kind == Kind.REGLEMENT
    uses_one_up = without_piece[settlements.item]
    # Lettering cannot precede the payment; fmax passes over an unknown date.
    used_on = np.fmax(settlements.date[uses_one_up], items.issued[settlements.item[uses_one_up]])
    later = ~uses_one_up & (settlements.kind == Kind.REGLEMENT) & (settlements.matched > settlements.date)
    amount = settlements.amount
    return (
        _Flow(
            np.concatenate([items.issued[without_piece], settlements.date[later]]),
            np.concatenate([-items.amount[without_piece], amount[later]]),
        ),
        _Flow(
            np.concatenate([used_on, settlements.matched[later]]),
            np.concatenate([-amount[uses_one_up], amount[later]]),
        ),
    )
