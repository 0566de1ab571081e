"""Sheet « Échéancier »: when what is owed falls due, month by month, bills in circulation apart."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Final

from xladdin.model.sheet_plan import Area, Cell, Chart, Series, Style
from xladdin.model.wording import BEYOND, BILLS, CREDITS, CURRENT_MONTH, TOTAL
from xladdin.sheets import layout
from xladdin.sheets.customer_table import CustomerTable, LiveColumns, Order, with_credits

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Mapping, Sequence

    import pandas as pd

    from xladdin.model.settings import CreditsRule
    from xladdin.model.sheet_plan import Block, SheetPlan
    from xladdin.sheets.live.book import Condition, LiveBook

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
    live: LiveColumns | None = None,
    frozen_because: str = "",
) -> SheetPlan:
    """The échéancier as a sheet: customers by month, totals and shares, bills, a chart of the months.

    Args:
        report: of ``xladdin.reports.schedule``, cents.
        bills: of ``xladdin.reports.bills_schedule`` with the same months, cents; their sum stands on a line
            of its own, under the total and outside it.
        names: display name per customer code.
        list_total: outstanding of the whole list in cents, for the control line.
        order: ``total`` for the largest first, or ``code``.
        live: of ``live_columns``, for a sheet that follows her lists.
        frozen_because: why it does not, one French clause.
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
        live=live,
        frozen_because=frozen_because,
    ).plan()
    block = table.block
    if block is None or report.empty:
        return table
    total_row, bills_row = block.last_row + 1, block.last_row + 3
    before = len(table.widths) - len(report.columns)
    formulas = _bill_formulas(live.book, [str(label) for label in bills.columns]) if live else {}
    bills_cells = {
        (bills_row, before + place): Cell(
            layout.units(int(bills[label].sum())), Style.AMOUNT, formulas.get(label)
        )
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


def live_columns(book: LiveBook, months: int, rule: CreditsRule) -> LiveColumns:
    """What the columns of a live échéancier sum: late, this month, the months after, beyond."""
    return with_credits(book, [(("due", f'"<"&{book.as_of}'),), *_months(book, months)], rule)


def _months(book: LiveBook, months: int) -> list[tuple[Condition, ...]]:
    """From the as-of date to the end of its month, then month by month, then without end."""
    ends = [f"DATE(YEAR({book.as_of}),MONTH({book.as_of})+{month},0)" for month in range(1, months + 2)]
    after = [f'">="&{book.as_of}', *(f'">"&{end}' for end in ends)]
    return [
        *((("due", start), ("due", f'"<="&{end}')) for start, end in zip(after, ends, strict=False)),
        (("due", after[-1]),),
    ]


def _bill_formulas(book: LiveBook, labels: Sequence[str]) -> dict[str, str]:
    """Bills in circulation by month of maturity, by label, « Total » last."""
    months = len(labels) - len((CURRENT_MONTH, BEYOND, TOTAL))
    sums = [book.of_items("bill", *one) for one in (*_months(book, months), ())]
    return {label: f"={formula}" for label, formula in zip(labels, sums, strict=True)}


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
