"""Interest day by day: the stretches of days that have one outstanding and one rate."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from fractions import Fraction
from itertools import pairwise
from typing import TYPE_CHECKING, Final

from xladdin.ledger.rates import HalfYear
from xladdin.ledger.standing import Category
from xladdin.model.wording import french_amount, french_date
from xladdin.reports.penalty_rate import AppliedRate, PenaltyRates, percent_text

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

_DAYS_OF_YEAR: Final = 365  # actual/365, leap years included
_ONE_DAY: Final = dt.timedelta(days=1)


@dataclass(frozen=True, slots=True)
class InterestPeriod:
    """Consecutive days with one outstanding and one rate.

    Attributes:
        first: first day that bears interest.
        last: last one, inclusive.
        outstanding: cents on which it runs, positive.
        rate: yearly rate and its source.
    """

    first: dt.date
    last: dt.date
    outstanding: int
    rate: AppliedRate

    @property
    def days(self) -> int:
        """Number of days, both ends included."""
        return (self.last - self.first).days + 1

    @property
    def interest(self) -> Fraction | None:
        """Cents, not rounded; None when the rate is unknown."""
        if self.rate.percent is None:
            return None
        percent, per = self.rate.percent.as_integer_ratio()
        return Fraction(self.outstanding * self.days * percent, per * 100 * _DAYS_OF_YEAR)

    @property
    def explanation(self) -> str:
        """French: ``Du 01/06/2024 au 30/06/2024 : 10 000,00 × 14,50 % × 30 j / 365 = 119,18 (…)``."""
        when = f"Du {french_date(self.first)} au {french_date(self.last)}"
        if self.rate.percent is None or self.interest is None:
            return f"{when} : {french_amount(self.outstanding)}, {self.rate.source}"
        return (
            f"{when} : {french_amount(self.outstanding)} × {percent_text(self.rate.percent)} "
            f"× {self.days} j / {_DAYS_OF_YEAR} = {french_amount(round_cents(self.interest))} "
            f"({self.rate.source})"
        )


def interest_periods(
    amount: int,
    settlements: Sequence[tuple[dt.date, int]],
    in_time_until: dt.date,
    as_of: dt.date,
    *,
    rates: PenaltyRates,
    category: Category,
) -> tuple[InterestPeriod, ...]:
    """The days on which an invoice bears interest, in order; none when it was never late.

    Day D bears interest on what was outstanding at close of D − 1, if that is positive: the day of
    payment itself still does.

    Args:
        amount: cents of the invoice, less what was settled without a date.
        settlements: (date, cents) of the dated ones, in any order; a returned debit is negative.
        in_time_until: due date, or the issue date if that is later.
        as_of: last day, inclusive.
        rates: which rate runs on which day.
        category: of the customer; a public buyer keeps one rate throughout.
    """
    if as_of <= in_time_until:
        return ()
    changes = [date for date, _ in settlements if in_time_until < date < as_of]
    half_years = [] if category is Category.PUBLIC else _half_year_ends(in_time_until, as_of)
    closes = sorted({in_time_until, *changes, *half_years, as_of})
    began: dt.date | None = None
    periods = []
    for close, last in pairwise(closes):
        outstanding = amount - sum(cents for date, cents in settlements if date <= close)
        if outstanding <= 0:
            continue
        first = close + _ONE_DAY
        began = began or first
        rate = rates.on(first, began=began, category=category)
        periods.append(InterestPeriod(first, last, outstanding, rate))
    return tuple(periods)


def round_cents(interest: Fraction) -> int:
    """Nearest cent, halves up."""
    return int(interest + Fraction(1, 2))


def _half_year_ends(after: dt.date, before: dt.date) -> Iterator[dt.date]:
    """Each 30 June and 31 December in between, excluded at both ends."""
    end = HalfYear.of(after + _ONE_DAY).last_day
    while end < before:
        yield end
        end = HalfYear.of(end + _ONE_DAY).last_day
