"""The shape that Balance âgée and Échéancier share: customers, amounts in columns, totals, stacked bars."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final, Literal

from xladdin.model.cells import address
from xladdin.model.settings import CreditsRule
from xladdin.model.sheet_plan import Area, Block, Cell, Chart, Page, Series, SheetPlan, Style
from xladdin.model.wording import CREDITS, TOTAL
from xladdin.sheets import layout

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Mapping, Sequence

    import pandas as pd

    from xladdin.sheets.live.book import Condition, LiveBook

CHARTED_CUSTOMERS: Final = 10

Order = Literal["total", "code"]
"""Largest total first, or by customer code."""


@dataclass(frozen=True, slots=True)
class LiveColumns:
    """What each column of a live sheet sums.

    Attributes:
        conditions: per column but the total, what the pieces of a customer must fulfil to be in it.
    """

    book: LiveBook
    conditions: tuple[tuple[Condition, ...], ...]


@dataclass(frozen=True, slots=True)
class CustomerTable:
    """What such a sheet is made of.

    Attributes:
        report: cents; index customer code, « Total » the last column.
        names: display name per customer code.
        control: what the line under the as-of date says after the unit.
        shades: of the chart's series by column, see ``Series.shade``; a column that is not named here is
            not drawn.
        live: formulas, when the sheet follows her lists.
        frozen_because: why it does not, one French clause.
    """

    name: str
    mark: str
    report: pd.DataFrame
    names: Mapping[str, str]
    as_of: dt.date
    currency: str
    control: str
    shades: Mapping[str, float]
    order: Order = "total"
    live: LiveColumns | None = None
    frozen_because: str = ""

    def plan(self) -> SheetPlan:
        """The sheet: customers, their total, the share of each column, a chart of the first customers."""
        report = self.report
        if self.order == "total":
            report = report.sort_values(TOTAL, ascending=False, kind="stable")
        codes = [str(code) for code in report.index]
        customer = layout.customer_columns(codes, self.names)
        labels = [*customer, *report.columns]
        totals = [int(cents) for cents in report.sum()]
        last_row = layout.HEADER_ROW + len(codes)
        one_page = len(codes) <= layout.ONE_PAGE_ROWS
        block = Block(layout.HEADER_ROW, last_row, len(labels), key_columns=(1,), footer_rows=2)
        widths = (
            *layout.customer_widths(codes, self.names, customer),
            *(layout.amount_width([layout.units(cents)]) for cents in totals),
        )

        live = self.live is not None and bool(codes)
        cells = self._head(labels, last_row + 1) | layout.headings(labels)
        for row, (code, amounts) in enumerate(
            zip(codes, report.itertuples(index=False, name=None), strict=True), block.first_row
        ):
            customer_cells = layout.customer_cells(code, self.names, customer)
            cells |= layout.line(row, (*customer_cells, *self._amounts(row, len(customer), code, amounts)))
        cells |= layout.total_line(last_row + 1, len(customer), totals, live=live)
        cells |= layout.share_line(last_row + 2, len(customer), totals, live=live)

        return SheetPlan(
            name=self.name,
            mark=self.mark,
            cells=cells,
            widths=widths,
            heights=layout.HEIGHTS,
            freeze=(layout.HEADER_ROW, len(customer)),
            block=block,
            filter=block.area(),
            charts=(self._chart(labels, len(codes), len(customer), widths),) if codes else (),
            page=Page(
                repeated_rows=(layout.HEADER_ROW, layout.HEADER_ROW),
                area=None if one_page else Area(1, 1, last_row + block.footer_rows, len(labels)),
                one_page=one_page,
            ),
        )

    def _head(self, labels: Sequence[str], total_row: int) -> dict[tuple[int, int], Cell]:
        if self.live is None:
            return layout.head(
                self.name, self.as_of, self.currency, self.control, because=self.frozen_because
            )
        book, total = self.live.book, address(total_row, len(labels))
        return layout.live_head(
            self.name,
            self.as_of,
            self.currency,
            as_of_cell=book.as_of,
            holds=f"AND({book.changed}=0,ABS({total}-{book.left})<0.005)",
        )

    def _amounts(self, row: int, before: int, code: str, cents: Sequence[int]) -> list[Cell]:
        """One customer's amounts, the total last."""
        *parts, total = (layout.units(amount) for amount in cents)
        if self.live is None:
            return [*(Cell(part, Style.AMOUNT) for part in parts), Cell(total, Style.ROW_TOTAL)]
        book, owner = self.live.book, self.live.book.customer(code)
        formulas = (f"={book.of_pieces('left', owner, *one)}" for one in self.live.conditions)
        first, last = address(row, before + 1), address(row, before + len(parts))
        return [
            *(Cell(part, Style.AMOUNT, formula) for part, formula in zip(parts, formulas, strict=True)),
            Cell(total, Style.ROW_TOTAL, f"=ROUND(SUM({first}:{last}),2)"),
        ]

    def _chart(self, labels: Sequence[str], rows: int, name_column: int, widths: Sequence[float]) -> Chart:
        """Stacked bars of the first customers, in the order of the list."""
        charted = min(rows, CHARTED_CUSTOMERS)
        first, last = layout.HEADER_ROW + 1, layout.HEADER_ROW + charted
        row, column = layout.chart_place(layout.HEADER_ROW + rows + 2, rows, len(labels))
        return Chart(
            kind="stacked_bar",
            title=f"Les {charted} premiers clients" if rows > charted else "Répartition par client",
            categories=Area(first, name_column, last, name_column),
            series=tuple(
                Series(
                    name=Area(layout.HEADER_ROW, place, layout.HEADER_ROW, place),
                    values=Area(first, place, last, place),
                    shade=self.shades[label],
                )
                for place, label in enumerate(labels, 1)
                if label in self.shades
            ),
            row=row,
            column=column,
            width=layout.pixels(widths),
            height=120 + 22 * charted,
            reverse=True,
        )


def with_credits(book: LiveBook, columns: Sequence[tuple[Condition, ...]], rule: CreditsRule) -> LiveColumns:
    """Columns by date, and credits in one of their own when they stand apart."""
    if rule is CreditsRule.BUCKET:
        return LiveColumns(book, tuple(columns))
    debits = tuple((*conditions, ("left", '">0"')) for conditions in columns)
    return LiveColumns(book, (*debits, (("left", '"<0"'),)))


def light_to_dark(labels: Sequence[str]) -> dict[str, float]:
    """One shade per column, the first the lightest; credits white, « Total » not drawn."""
    drawn = [label for label in labels if label not in (CREDITS, TOTAL)]
    shades = {label: place / max(len(drawn) - 1, 1) for place, label in enumerate(drawn)}
    return shades | ({CREDITS: -1.0} if CREDITS in labels else {})
