"""Sheet « Balance âgée »: what each customer owes, by how late it is."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING, Final

from xladdin.model.wording import TOTAL
from xladdin.sheets import layout
from xladdin.sheets.customer_table import CustomerTable, LiveColumns, Order, light_to_dark, with_credits

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Mapping

    import pandas as pd

    from xladdin.model.scale import AgeingScale
    from xladdin.model.settings import CreditsRule
    from xladdin.model.sheet_plan import SheetPlan
    from xladdin.sheets.live.book import LiveBook

MARK: Final = "balance_agee"
NAME: Final = "Balance âgée"


def aged_balance_plan(
    report: pd.DataFrame,
    names: Mapping[str, str],
    *,
    as_of: dt.date,
    currency: str,
    list_total: int,
    order: Order = "total",
    live: LiveColumns | None = None,
    frozen_because: str = "",
) -> SheetPlan:
    """The balance âgée as a sheet: customers, their total, the share of each bucket, a chart.

    Args:
        report: of ``xladdin.reports.aged_balance``, cents.
        names: display name per customer code.
        list_total: outstanding of the whole list in cents, for the control line.
        order: ``total`` for the largest first, or ``code``; the chart shows the first ten customers.
        live: of ``live_columns``, for a sheet that follows her lists.
        frozen_because: why it does not, one French clause.
    """
    return CustomerTable(
        name=NAME,
        mark=MARK,
        report=report,
        names=names,
        as_of=as_of,
        currency=currency,
        control=layout.control_line(int(report[TOTAL].sum()), list_total),
        shades=light_to_dark(list(report.columns)),
        order=order,
        live=live,
        frozen_because=frozen_because,
    ).plan()


def live_columns(book: LiveBook, scale: AgeingScale, rule: CreditsRule) -> LiveColumns:
    """What the columns of a live balance sum: buckets by days late, then credits when they stand apart."""
    limits = scale.limits
    buckets = []
    for low, high in [(None, 0), *pairwise((0, *limits)), (limits[-1], None)]:
        later = [] if high is None else [("due", f'">="&{_days_before(book, high)}')]
        earlier = [] if low is None else [("due", f'"<"&{_days_before(book, low)}')]
        buckets.append((*later, *earlier))
    return with_credits(book, buckets, rule)


def _days_before(book: LiveBook, days: int) -> str:
    """The day so many days before the as-of date."""
    return f"{book.as_of}-{days}" if days else book.as_of
