"""DSO par épuisement: how far back sales must be added up to reach what is owed."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from xladdin.ledger.terms import add_months, month_end
from xladdin.model.arrays import to_date, to_day

if TYPE_CHECKING:
    import datetime as dt

    from xladdin.model.arrays import Cents, Days


@dataclass(frozen=True, slots=True)
class CountBackMonth:
    """What one month contributes.

    Attributes:
        month: its first day.
        sales: cents sold in it, up to the as-of date; below 0 when credit notes exceed invoices.
        absorbed: cents of the receivables that these sales explain.
        days: all days of the month (up to the as-of date), or the share that the absorbed part is of
            the sales.
    """

    month: dt.date
    sales: int
    absorbed: int
    days: float


def count_back(
    issued: Days, sales: Cents, owed: int, as_of: dt.date
) -> tuple[tuple[CountBackMonth, ...], int]:
    """Exhausts ``owed`` by the sales of each month, latest first.

    A month whose sales are below what is left counts whole, with all its days; so does one without
    sales, and one whose credit notes exceed its invoices, which adds to what is left. The last month
    counts as left / sales × days.

    Args:
        issued: issue date per item; those without one are ignored.
        sales: cents per item, 0 for what is no sale.
        owed: receivables in cents, 0 or more.
        as_of: date d’arrêté, inclusive.

    Returns:
        the months, latest first, and the cents that no sale explains (0 when exhausted).
    """
    dated = issued[(sales != 0) & (issued <= to_day(as_of))]
    oldest = to_date(dated.min()) if len(dated) else as_of
    assert oldest is not None  # noqa: S101 - NaT never compares as <=
    months = []
    left, first = owed, as_of.replace(day=1)
    while left > 0 and month_end(first) >= oldest:
        last = min(month_end(first), as_of)
        length = (last - first).days + 1
        sold = int(sales[(issued >= to_day(first)) & (issued <= to_day(last))].sum())
        absorbed = min(sold, left)
        whole = sold <= left
        months.append(CountBackMonth(first, sold, absorbed, length if whole else left / sold * length))
        left -= absorbed
        first = add_months(first, -1)
    return tuple(months), left
