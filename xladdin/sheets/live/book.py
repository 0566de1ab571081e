"""What live reports rest on: the hidden sheet of row formulas, and how to sum over it."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Final

from xladdin.model.cells import quoted
from xladdin.model.source_map import Field, ListRole
from xladdin.sheets.live import calculation_sheet as sheet
from xladdin.sheets.live.calculation_sheet import NAME, CalculationSheet, figure
from xladdin.sheets.live.check import check_month, check_rows, has_terms
from xladdin.sheets.live.conditions import BUDGET, NotLiveError, followed_lists
from xladdin.sheets.live.followed_list import FollowedList
from xladdin.sheets.live.item_formulas import STRETCH as ITEMS
from xladdin.sheets.live.item_formulas import Month
from xladdin.sheets.live.item_values import ItemValues
from xladdin.sheets.live.keys import serial
from xladdin.sheets.live.learning import collectors, known_words, learn_lost
from xladdin.sheets.live.payment_rows import STRETCH as PAYMENTS
from xladdin.sheets.live.payment_rows import PaymentRows

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from xladdin.ledger.ledger import Ledger
    from xladdin.model.sheet_plan import SheetPlan
    from xladdin.model.source_map import SourceMap
    from xladdin.sheets.live.grid import FormulaGrid

_LAST_DAY: Final = dt.date(9999, 12, 31)
"""Stands for no due date: never late."""

Condition = tuple[str, str]
"""A column of the hidden sheet and a criterion of SUMIFS, as a formula."""


@dataclass(frozen=True, slots=True)
class LiveBook:
    """What live reports need: the hidden sheet, and references into it.

    Attributes:
        plan: the hidden sheet.
        customers: number per customer code.
        collectors: number per chargé de recouvrement, ``""`` for none.
    """

    plan: SheetPlan
    grid: FormulaGrid
    customers: Mapping[str, int]
    collectors: Mapping[str, int]
    stretches: tuple[str, ...]

    @property
    def as_of(self) -> str:
        """Reference of the as-of date, whole day."""
        return figure(sheet.AS_OF)

    @property
    def month_before(self) -> str:
        """Reference of the last day of the month before."""
        return figure(sheet.BEFORE)

    @property
    def month_end(self) -> str:
        """Reference of the last day of the month."""
        return figure(sheet.MONTH_END)

    @property
    def changed(self) -> str:
        """Reference of a number above 0 when a refresh is needed."""
        return figure(sheet.CHANGED)

    @property
    def charges_changed(self) -> str:
        """The same for who is in charge of whom."""
        return figure(sheet.CHARGES)

    @property
    def left(self) -> str:
        """Reference of what is left of her whole list."""
        return figure(sheet.LEFT)

    @property
    def has_payments(self) -> bool:
        """Payments have a list of their own."""
        return PAYMENTS in self.stretches

    def customer(self, code: str) -> Condition:
        """Pieces of a customer."""
        return ("customer", str(self.customers[code]))

    def collector(self, name: str) -> Condition:
        """Pieces of a chargé de recouvrement."""
        return ("charge", str(self.collectors[name]))

    def of_pieces(self, name: str, *conditions: Condition) -> str:
        """A formula for the sum of a column over invoices and payments."""
        return self._sum(name, conditions, self.stretches)

    def of_items(self, name: str, *conditions: Condition) -> str:
        """The same over the invoice list only."""
        return self._sum(name, conditions, (ITEMS,))

    def of_payments(self, name: str, *conditions: Condition) -> str:
        """The same over the payment list only; 0 when there is none."""
        return self._sum(name, conditions, (PAYMENTS,)) if self.has_payments else "0"

    def _sum(self, name: str, conditions: Sequence[Condition], stretches: tuple[str, ...]) -> str:
        place = f"{quoted(NAME)}!"
        given = "".join(
            f",{place}{self.grid.span(column, *stretches)},{criterion}" for column, criterion in conditions
        )
        column = f"{place}{self.grid.span(name, *stretches)}"
        return f"ROUND(SUMIFS({column}{given}),2)" if given else f"ROUND(SUM({column}),2)"


def live_book(
    ledger: Ledger, source_map: SourceMap, as_of_cell: str, as_of: dt.date, *, report_cells: int
) -> LiveBook:
    """The hidden sheet for a workbook whose reports can be live.

    Args:
        as_of_cell: reference of « Arrêté au »; blank, it means today.
        as_of: what it says now.
        report_cells: formulas of the reports, each of which looks at every row.

    Raises:
        NotLiveError: the reports must hold values; the message says why.
    """
    invoice_list, payment_list = followed_lists(ledger, source_map)
    date_1904 = source_map.date_1904
    far = serial(_LAST_DAY, date_1904=date_1904)
    invoices = FollowedList(invoice_list, date_1904)
    payments = PaymentRows.read(FollowedList(payment_list, date_1904), far) if payment_list else None
    lookup = known_words(ledger, invoices, payments.followed if payments else None)
    terms = has_terms(ledger) or Field.TERMS in invoices
    items = ItemValues(invoices, lookup, payments, terms, far)
    learn_lost(lookup, payments, items)
    _check_size(items, len(payments.amount) if payments else 0, report_cells)
    month = Month.of(as_of, date_1904=date_1904)
    check_rows(ledger, items, payments, as_of)
    check_month(ledger, items, payments, month, as_of)
    drawing = CalculationSheet(
        invoices, items, payments, lookup, month, _charges(source_map, date_1904=date_1904), as_of_cell
    )
    plan, grid = drawing.drawn()
    numbers = {str(code): number for number, code in enumerate(ledger.customers.code, 1)}
    return LiveBook(plan, grid, numbers, collectors(ledger), tuple(grid.stretches))


def _check_size(items: ItemValues, payments: int, report_cells: int) -> None:
    """How many cells formulas look at in one calculation: words, payments and invoices, row by row."""
    rows, words = len(items.followed), len(items.lookup.numbers)
    per_item = 3 * words + 3 * payments + rows * (items.numbers_count + 3 * items.names_pieces)
    if rows * per_item + payments * (2 * words + rows) + (rows + payments) * report_cells > BUDGET:
        raise NotLiveError("trop de lignes pour des formules")


def _charges(source_map: SourceMap, *, date_1904: bool) -> FollowedList | None:
    """The customer list, when it says who is in charge of whom."""
    lists = [one for one in source_map.of(ListRole.CUSTOMERS) if Field.COLLECTOR in one.cells]
    return FollowedList(replace(lists[0], room=0), date_1904) if len(lists) == 1 else None
