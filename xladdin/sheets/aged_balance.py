"""Sheet « Balance âgée »: what each customer owes, by how late it is."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from xladdin.model.wording import TOTAL
from xladdin.sheets import layout
from xladdin.sheets.customer_table import CustomerTable, Order, light_to_dark

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Mapping

    import pandas as pd

    from xladdin.model.sheet_plan import SheetPlan

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
) -> SheetPlan:
    """The balance âgée as a sheet: customers, their total, the share of each bucket, a chart.

    Args:
        report: of ``xladdin.reports.aged_balance``, cents.
        names: display name per customer code.
        list_total: outstanding of the whole list in cents, for the control line.
        order: ``total`` for the largest first, or ``code``; the chart shows the first ten customers.
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
    ).plan()
