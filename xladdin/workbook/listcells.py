"""The kept cells of a list, column by column and typed, with what was wrong in them."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import cached_property
from typing import TYPE_CHECKING, Final

import numpy as np

from xladdin.model.cells import vertical_range
from xladdin.model.problem import Problem, Spot, problem, problems_at
from xladdin.model.source_map import Field
from xladdin.model.wording import french_amount
from xladdin.workbook.amounts import AmountColumn, read_amounts
from xladdin.workbook.date_texts import lacks_year
from xladdin.workbook.dates import ORDER_SUPPOSED, DateColumn, ordered, read_dates, repair_swapped
from xladdin.workbook.profile import DATE_FIELDS, cell_text

if TYPE_CHECKING:
    from collections.abc import Mapping

    import numpy.typing as npt

    from xladdin.model.arrays import Mask, Texts
    from xladdin.model.source_map import ColumnSource
    from xladdin.workbook.regions import Region

_BLANK: Final = ""
MONEY_FIELDS: Final = (Field.AMOUNT, Field.DEBIT, Field.REMAINING, Field.AMOUNT_NET, Field.PAID)
"""Where the amount of a row stands, best first."""


@dataclass
class ListCells:
    """Typed access to the rows of a list that count.

    Args:
        kept: positions of those rows below the headings, ascending.
        day_first: the user's own word on the order of text dates.
    """

    region: Region
    columns: dict[Field, ColumnSource]
    kept: npt.NDArray[np.intp]
    day_first: bool | None = None
    date_1904: bool = False

    def __post_init__(self) -> None:
        self.problems: list[Problem] = []
        self._texts: dict[Field, Texts] = {}
        self._said: dict[int, set[int]] = {}
        self._order_is_told = False
        self._order_by_terms: tuple[str, bool] | None = None
        self._whole = len(self.kept) == self.region.size
        self._positions: list[int] = self.kept.tolist()
        self._faulty = self._faulty_by_column()

    def __len__(self) -> int:
        return len(self.kept)

    def __contains__(self, one: Field) -> bool:
        return one in self.columns

    @property
    def sheet(self) -> str:
        """Name of the sheet."""
        return self.region.grid.sheet

    @property
    def rows(self) -> npt.NDArray[np.int32]:
        """Sheet row of each kept row."""
        return (self.kept + self.region.first_row).astype(np.int32)

    def row(self, place: int) -> int:
        """Sheet row of one kept row."""
        return self.region.first_row + self._positions[place]

    def raw(self, one: Field) -> list[object]:
        """The cells as they are; blanks when there is no such column."""
        source = self.columns.get(one)
        if source is None:
            return [_BLANK] * len(self)
        cells = self.region.cells(source.column)
        return cells if self._whole else [cells[position] for position in self._positions]

    def texts(self, one: Field) -> Texts:
        """Trimmed texts; ``""`` for a blank or when there is no such column. Each call gives a new array."""
        if one not in self.columns:
            return np.full(len(self), "", dtype=object)
        if one not in self._texts:
            self._report_faults(one)
            self._texts[one] = as_texts(self.raw(one))
        return self._texts[one].copy()

    def amounts(self, one: Field) -> AmountColumn | None:
        """Amounts of a column, None when there is none; unreadable cells are reported."""
        if one not in self.columns:
            return None
        self._report_faults(one)
        read = read_amounts(self.raw(one))
        self._report("montant-illisible", one, read.bad)
        if read.ambiguous:
            shown = self.raw(one)
            fields = {
                place: {"text": cell_text(shown[place]), "amount": french_amount(int(read.cents[place]))}
                for place in read.ambiguous
            }
            self.report("montant-ambigu", one, fields)
        self._mark(one, clean=read.clean)
        return read

    def dates(self, one: Field, *, end_of_month: bool = False) -> DateColumn | None:
        """Dates of a column, None when there is none; unreadable cells are reported."""
        read = self._read_dates(one, end_of_month=end_of_month)
        if read is not None:
            self._finish_dates(one, read)
        return read

    def issue_and_due(self) -> tuple[DateColumn | None, DateColumn | None]:
        """Dates of issue and due dates; each helps to set the other's exchanged days and months right."""
        issued = self._read_dates(Field.ISSUED)
        due = self._read_dates(Field.DUE, end_of_month=True)
        if issued is not None and due is not None:
            supposed = issued.order_is_supposed, due.order_is_supposed
            issued, due = repair_swapped(issued, due)
            for one, read, was in zip((Field.ISSUED, Field.DUE), (issued, due), supposed, strict=True):
                if was and not read.order_is_supposed:
                    self._order_by_terms = self.columns[one].heading, bool(read.day_first)
        for one, dates in ((Field.ISSUED, issued), (Field.DUE, due)):
            if dates is not None:
                self._finish_dates(one, dates)
        return issued, due

    def report(self, code: str, one: Field, found: Mapping[int, Mapping[str, object]]) -> None:
        """Problems at the cells of a field, per kept row; many of them become one."""
        column = self.columns[one].column if one in self.columns else 0
        self._said.setdefault(column, set()).update(found)
        spots = [Spot(self.sheet, self.row(place), column, fields) for place, fields in sorted(found.items())]
        self.problems += problems_at(code, spots)

    def report_missing(self, lacking: Mask) -> None:
        """Rows that have no amount and of which nothing else was said: they cannot be counted."""
        money = next(one for one in MONEY_FIELDS if one in self.columns)
        column = self.columns[money].column
        said = self._said.get(column, set())
        found: dict[int, dict[str, object]] = {
            place: {} for place in np.flatnonzero(lacking).tolist() if place not in said
        }
        self.report("montant-absent", money, found)

    def _read_dates(self, one: Field, *, end_of_month: bool = False) -> DateColumn | None:
        if one not in self.columns:
            return None
        self._report_faults(one)
        read = read_dates(
            self.raw(one), day_first=self.day_first, end_of_month=end_of_month, date_1904=self.date_1904
        )
        if read.order_is_supposed and (proof := self._proven_order or self._order_by_terms):
            heading, day_first = proof
            return ordered(read, heading, day_first=day_first)
        return read

    @cached_property
    def _proven_order(self) -> tuple[str, bool] | None:
        """The order that the texts of a date column prove for the whole list, and its heading.

        One hand writes all dates of a list. None when no column proves an order, or two prove each its own.
        """
        proven: dict[bool, str] = {}
        for one, source in self.columns.items():
            if one in DATE_FIELDS:
                read = read_dates(self.raw(one), date_1904=self.date_1904)
                if read.day_first is not None and not read.order_is_supposed:
                    proven.setdefault(read.day_first, source.heading)
        return (
            next(((heading, order) for order, heading in proven.items()), None) if len(proven) == 1 else None
        )

    def _finish_dates(self, one: Field, read: DateColumn) -> None:
        yearless = {place: text for place, text in read.bad.items() if lacks_year(text)}
        self._report("date-sans-annee", one, yearless)
        self._report(
            "date-illisible", one, {place: text for place, text in read.bad.items() if place not in yearless}
        )
        column = self.columns[one].column
        where = self.problem_range(column)
        self.problems += [
            problem(code, sheet=self.sheet, cell=where, **fields)
            for code, fields in read.notes
            if not (code == ORDER_SUPPOSED and self._order_is_told)
        ]
        self._order_is_told |= read.order_is_supposed
        self._mark(one, clean=read.clean)

    def problem_range(self, column: int) -> str:
        """Address of a column from its first kept row to its last."""
        return vertical_range(column, self.row(0), self.row(len(self) - 1)) if len(self) else ""

    def _report(self, code: str, one: Field, bad: Mapping[int, str]) -> None:
        heading = self.columns[one].heading
        self.report(code, one, {place: {"text": text, "heading": heading} for place, text in bad.items()})

    def _report_faults(self, one: Field) -> None:
        """Error cells and formulas without a value among the kept rows of a column."""
        faulty = self._faulty.pop(self.columns[one].column, None)
        if faulty is None:
            return
        heading = self.columns[one].heading
        for code in ("cellule-en-erreur", "formule-non-calculee"):
            found = {
                place: {"text": text, "heading": heading}
                for place, (kind, text) in faulty.items()
                if kind == code
            }
            self.report(code, one, found)
        self._mark(one, clean=False)

    def _faulty_by_column(self) -> dict[int, dict[int, tuple[str, str]]]:
        grid = self.region.grid
        places = (
            {self.region.first_row + position: place for place, position in enumerate(self._positions)}
            if (grid.errors or grid.uncached)
            else {}
        )
        found: dict[int, dict[int, tuple[str, str]]] = {}
        for (row, column), text in grid.errors.items():
            if row in places:
                found.setdefault(column, {})[places[row]] = ("cellule-en-erreur", text)
        for row, column in grid.uncached:
            if row in places:
                found.setdefault(column, {})[places[row]] = ("formule-non-calculee", "")
        return found

    def _mark(self, one: Field, *, clean: bool) -> None:
        source = self.columns[one]
        self.columns[one] = replace(source, clean=source.clean and clean)


def as_texts(cells: list[object]) -> Texts:
    """Cells as trimmed texts; whole numbers without decimals."""
    try:
        return np.fromiter(map(str.strip, cells), object, len(cells))  # type: ignore[arg-type]
    except TypeError:  # not all of them are texts
        texts = (cell.strip() if isinstance(cell, str) else cell_text(cell) for cell in cells)
        return np.fromiter(texts, object, len(cells))
