"""Cells as an open Excel hands them over, made what the reader of files gives for the same cells."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, field
from decimal import Decimal
from typing import TYPE_CHECKING, Final

from xladdin.hosts.excel_native import holds_formulas
from xladdin.model.error_cells import error_cell

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    import xlwings

    from xladdin.workbook.grid import Position

_DAY_ZERO: Final = dt.date(1899, 12, 30)
"""The day of a time that has none."""


@dataclass(frozen=True, slots=True)
class LiveCells:
    """The used part of a sheet.

    Attributes:
        values: rows as in ``workbook.grid.Grid``; an error cell is ``""`` and stands in ``errors``.
        first_row: sheet row, 1-based, of ``values[0]``.
        first_column: sheet column of each row's first cell.
        errors: error cells and their text.
        formulas: formulas by place, en-US, with their leading ``=``; empty when they were not asked for.
    """

    values: Sequence[Sequence[object]]
    first_row: int = 1
    first_column: int = 1
    errors: Mapping[Position, str] = field(default_factory=dict)
    formulas: Mapping[Position, str] = field(default_factory=dict)

    @property
    def last_row(self) -> int:
        """Sheet row of the last row."""
        return self.first_row + len(self.values) - 1

    @property
    def last_column(self) -> int:
        """Sheet column of the last cell."""
        return self.first_column + (len(self.values[0]) if self.values else 0) - 1

    def value(self, row: int, column: int) -> object:
        """What a cell holds, 1-based; ``""`` outside."""
        line, place = row - self.first_row, column - self.first_column
        if 0 <= line < len(self.values) and 0 <= place < len(self.values[line]):
            return self.values[line][place]
        return ""

    def is_filled(self, row: int, column: int) -> bool:
        """Whether a cell holds a value, a formula or an error."""
        place = (row, column)
        return self.value(row, column) != "" or place in self.formulas or place in self.errors

    def text(self, row: int, column: int) -> str:
        """A cell as a key: see ``key_text``."""
        return key_text(self.value(row, column))


def live_cells(sheet: xlwings.Sheet, *, with_formulas: bool = True) -> LiveCells:
    """The used range of a sheet: one read for the values, one for the formulas if there are any."""
    used = sheet.used_range
    top, left = used.row, used.column
    rows = rectangle(used.raw_value)
    errors: dict[Position, str] = {}
    values = []
    for row, line in enumerate(rows, top):
        cells = [as_read(cell) for cell in line]
        for place, cell in enumerate(line):
            if error := error_cell(cell):
                errors[row, left + place] = error.in_files
                cells[place] = ""
        values.append(cells)
    formulas = _formulas(used, rows, top, left) if with_formulas and holds_formulas(used) else {}
    last_told = max((row for row, _ in (*errors, *formulas)), default=0)
    while values and top + len(values) - 1 > last_told and all(cell == "" for cell in values[-1]):
        values.pop()
    return LiveCells(values, top, left, errors, formulas)


def rectangle(value: object) -> Sequence[Sequence[object]]:
    """What Excel hands over as rows: one cell comes alone, on a Mac one row as a flat list."""
    if not isinstance(value, list | tuple):
        return ((value,),)
    if value and isinstance(value[0], list | tuple):
        return value
    return (value,)


def as_read(cell: object) -> object:
    """As the reader of files has it: a day without a time is a date, an amount a float, nothing ``""``."""
    match cell:
        case None:
            return ""
        case dt.datetime():
            return _as_moment(cell.replace(tzinfo=None))
        case Decimal():
            return float(cell)
        case _:
            return cell


def key_text(value: object) -> str:
    """A value as a text that is the same whether we are about to write it or Excel gives it back."""
    match value:
        case None | "":
            return ""
        case bool():
            return str(value)
        case int() | float():
            return repr(float(value))
        case dt.datetime():
            return key_text(_as_moment(value))
        case _:
            return str(value)


def _as_moment(moment: dt.datetime) -> object:
    # Built anew: pywintypes' own class is a datetime, but does not compare or print as one.
    day, time = (
        dt.date(moment.year, moment.month, moment.day),
        dt.time(moment.hour, moment.minute, moment.second, moment.microsecond),
    )
    if day == _DAY_ZERO and time:
        return time
    return dt.datetime.combine(day, time) if time != dt.time() else day


def _formulas(
    used: xlwings.Range, rows: Sequence[Sequence[object]], top: int, left: int
) -> dict[Position, str]:
    """Formulas by place; a text that merely begins with ``=`` is its own value and none."""
    texts = rectangle(used.formula)
    return {
        (row, column): text
        for row, (line, values) in enumerate(zip(texts, rows, strict=True), top)
        for column, (text, value) in enumerate(zip(line, values, strict=True), left)
        if isinstance(text, str) and text.startswith("=") and text != value
    }
