"""Sheet « Échéancier »: when what is owed falls due, month by month, bills in circulation apart."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Final

from xladdin.model.sheet_plan import Area, Cell, Chart, Series, Style
from xladdin.model.wording import BILLS, CREDITS, TOTAL
from xladdin.sheets import layout
from xladdin.sheets.customer_table import CustomerTable, Order

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Mapping, Sequence

    import pandas as pd

    from xladdin.model.sheet_plan import Block, SheetPlan

MARK: Final = "echeancier"
NAME: Final = "Échéancier"


def schedule_plan(
    report: pd.DataFrame,
    bills: pd.DataFrame,
    names: Mapping[str, str],
    *,
    as_of: dt.date,
    currency: str,
    list_total: int,
    order: Order = "total",
) -> SheetPlan:
    """The échéancier as a sheet: customers by month, totals and shares, bills, a chart of the months.

    Args:
        report: of ``xladdin.reports.schedule``, cents.
        bills: of ``xladdin.reports.bills_schedule`` with the same months, cents; their sum stands on a line
            of its own, under the total and outside it.
        names: display name per customer code.
        list_total: outstanding of the whole list in cents, for the control line.
        order: ``total`` for the largest first, or ``code``.
    """
    table = CustomerTable(
        name=NAME,
        mark=MARK,
        report=report,
        names=names,
        as_of=as_of,
        currency=currency,
        control=layout.control_line(int(report[TOTAL].sum()), list_total),
        shades={},
        order=order,
    ).plan()
    block = table.block
    if block is None or report.empty:
        return table
    total_row, bills_row = block.last_row + 1, block.last_row + 3
    before = len(table.widths) - len(report.columns)
    bills_cells = {
        (bills_row, before + place): Cell(layout.units(int(bills[label].sum())), Style.AMOUNT)
        for place, label in enumerate(report.columns, 1)
        if label in bills.columns
    }
    return replace(
        table,
        cells={**table.cells, (bills_row, 1): Cell(BILLS, Style.LABEL), **bills_cells},
        block=replace(block, footer_rows=3),
        charts=(_chart(report, block, total_row, bills_row, table.widths),),
        page=replace(table.page, area=table.page.area and table.page.area._replace(last_row=bills_row)),
    )


def _chart(
    report: pd.DataFrame, block: Block, total_row: int, bills_row: int, widths: Sequence[float]
) -> Chart:
    """Columns: what falls due in each month, bills on top."""
    months = [label for label in report.columns if label not in (CREDITS, TOTAL)]
    first = block.last_column - len(report.columns) + 1
    last = first + len(months) - 1
    row, column = layout.chart_place(bills_row, len(report), block.last_column)
    return Chart(
        kind="stacked_column",
        title="Échéances par mois",
        categories=Area(layout.HEADER_ROW, first, layout.HEADER_ROW, last),
        series=(
            Series("Créances", Area(total_row, first, total_row, last), shade=0.75),
            Series(BILLS, Area(bills_row, first, bills_row, last), shade=0.25),
        ),
        row=row,
        column=column,
        width=layout.pixels(widths),
        height=280,
    )
