"""Sheet « Balance âgée »: what each customer owes, by how late it is."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, Literal

from xladdin.model.sheet_plan import Area, Block, Cell, Chart, Page, Series, SheetPlan, Style
from xladdin.model.wording import CREDITS, TOTAL
from xladdin.sheets import layout

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Mapping, Sequence

    import pandas as pd

MARK: Final = "balance_agee"
NAME: Final = "Balance âgée"
CHARTED_CUSTOMERS: Final = 10

Order = Literal["total", "code"]
"""Largest total first, or by customer code."""


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
        order: ``total``, or ``code`` as the report has it; the chart shows the first ten customers.
    """
    if order == "total":
        report = report.sort_values(TOTAL, ascending=False, kind="stable")
    codes = [str(code) for code in report.index]
    customer = layout.customer_columns(codes, names)
    labels = [*customer, *report.columns]
    totals = [int(cents) for cents in report.sum()]
    last_row = layout.HEADER_ROW + len(codes)
    one_page = len(codes) <= layout.ONE_PAGE_ROWS
    block = Block(layout.HEADER_ROW, last_row, len(labels), key_columns=(1,), footer_rows=2)
    widths = (*layout.customer_widths(customer), *(layout.AMOUNT_WIDTH for _ in report.columns))

    cells = layout.head(NAME, as_of, currency, layout.control_line(totals[-1], list_total))
    cells |= layout.headings(labels)
    for row, (code, amounts) in enumerate(
        zip(codes, report.itertuples(index=False, name=None), strict=True), block.first_row
    ):
        cells |= layout.line(row, (*layout.customer_cells(code, names, customer), *_amounts(amounts)))
    cells |= layout.total_line(last_row + 1, len(customer), totals)
    cells |= layout.share_line(last_row + 2, len(customer), totals)

    return SheetPlan(
        name=NAME,
        mark=MARK,
        cells=cells,
        widths=widths,
        heights={1: layout.TITLE_HEIGHT, layout.HEADER_ROW: layout.HEADER_HEIGHT},
        freeze=(layout.HEADER_ROW, len(customer)),
        block=block,
        filter=block.area(),
        charts=(_chart(list(report.columns), len(codes), len(customer), widths),) if codes else (),
        page=Page(
            repeated_rows=(layout.HEADER_ROW, layout.HEADER_ROW),
            area=None if one_page else Area(1, 1, last_row + block.footer_rows, len(labels)),
            one_page=one_page,
        ),
    )


def _amounts(cents: Sequence[int]) -> list[Cell]:
    """One customer's amounts, the total last."""
    *parts, total = (layout.units(amount) for amount in cents)
    return [*(Cell(part, Style.AMOUNT) for part in parts), Cell(total, Style.ROW_TOTAL)]


def _chart(columns: Sequence[str], rows: int, before: int, widths: Sequence[float]) -> Chart:
    """Stacked bars: the first customers, one series per bucket from light to dark, credits in white."""
    charted = min(rows, CHARTED_CUSTOMERS)
    first, last = layout.HEADER_ROW + 1, layout.HEADER_ROW + charted
    buckets = [label for label in columns if label not in (CREDITS, TOTAL)]
    drawn = [label for label in columns if label != TOTAL]
    row, column = layout.chart_place(layout.HEADER_ROW + rows + 2, rows, len(widths))
    return Chart(
        kind="stacked_bar",
        title="Les clients les plus engagés" if rows > charted else "Répartition par client",
        categories=Area(first, before, last, before),
        series=tuple(
            Series(
                name=Area(layout.HEADER_ROW, place, layout.HEADER_ROW, place),
                values=Area(first, place, last, place),
                shade=-1 if label == CREDITS else buckets.index(label) / max(len(buckets) - 1, 1),
            )
            for place, label in enumerate(drawn, before + 1)
        ),
        row=row,
        column=column,
        width=layout.pixels(widths),
        height=120 + 22 * charted,
        reverse=True,
    )
