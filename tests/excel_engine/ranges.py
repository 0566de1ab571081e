"""Ranges, and what becomes of what is written into them."""

from __future__ import annotations

import datetime as dt
import re
from copy import copy
from types import SimpleNamespace
from typing import TYPE_CHECKING, Any, Final

import xlwings as xw
from openpyxl.formula.translate import Translator
from openpyxl.utils.cell import get_column_letter
from openpyxl.worksheet.hyperlink import Hyperlink

from excel_engine.failure import ComError

if TYPE_CHECKING:
    from collections.abc import Iterator

    from excel_engine.sheets import Sheet

LAST_ROW, LAST_COLUMN = 1_048_576, 16_384
CODES: Final = {"#N/A": -2146826246, "#DIV/0!": -2146826281, "#REF!": -2146826265, "#VALUE!": -2146826273}


class Range:
    max_cells_per_read = max_cells_per_write = None

    def __init__(self, sheet: Sheet, row: int, column: int, height: int, width: int) -> None:
        self.sheet, self.row, self.column, self.shape = sheet, row, column, (height, width)
        self.options: Any = {}
        self.others: list[Range] = []  # further parts of a selection

    def __len__(self) -> int:
        return self.shape[0] * self.shape[1]

    def __call__(self, row: int, column: int | None = None) -> Range:
        if column is None:
            row, column = divmod(row - 1, self.shape[1])
            row, column = row + 1, column + 1
        return Range(self.sheet, self.row + row - 1, self.column + column - 1, 1, 1)

    @property
    def coords(self) -> tuple[Any, ...]:
        return (self.sheet, self.row, self.column, *self.shape)

    @property
    def columns(self) -> list[Range]:
        return [
            Range(self.sheet, self.row, self.column + place, self.shape[0], 1)
            for place in range(self.shape[1])
        ]

    @property
    def rows(self) -> list[Range]:
        return [
            Range(self.sheet, self.row + place, self.column, 1, self.shape[1])
            for place in range(self.shape[0])
        ]

    @property
    def api(self) -> Any:
        kinds = {cell.data_type == "f" for cell in self._filled()}
        merged = any(self._touches(one) for one in self.sheet.ws.merged_cells.ranges)
        return SimpleNamespace(
            HasArray=False,
            HasFormula=None if len(kinds) > 1 else kinds == {True},
            MergeCells=None if merged and len(self) > 1 else merged,
            Areas=[
                SimpleNamespace(Row=one.row, Rows=SimpleNamespace(Count=one.shape[0]))
                for one in (self, *self.others)
            ],
            AutoFilter=lambda: setattr(self.sheet.ws.auto_filter, "ref", self._a1()),
            Hyperlinks=SimpleNamespace(Add=self._add_link, Delete=self._drop_links),
        )

    def _add_link(self, Anchor: Any, Address: str, SubAddress: str, ScreenTip: str) -> None:  # noqa: N803
        del Anchor
        self.sheet.book.app.changing()
        self._drop_links()
        for cell in self._filled():
            cell.hyperlink = Hyperlink(
                ref=cell.coordinate, target=Address, location=SubAddress, tooltip=ScreenTip
            )

    def _drop_links(self) -> None:
        for cell in self._filled(styled=True):
            cell.hyperlink = None

    @property
    def address(self) -> str:
        return self.get_address(True, True, False)

    def get_address(self, row_absolute: bool, col_absolute: bool, external: bool) -> str:
        del row_absolute, col_absolute, external
        (rows, columns), row, column = self.shape, self.row, self.column
        if columns == LAST_COLUMN:
            return f"${row}:${row + rows - 1}"
        first = f"${get_column_letter(column)}${row}"
        last = f"${get_column_letter(column + columns - 1)}${row + rows - 1}"
        return first if first == last else f"{first}:{last}"

    def _a1(self) -> str:
        return self.address.replace("$", "")

    @property
    def raw_value(self) -> Any:
        rows = tuple(tuple(self._read(cell) for cell in row) for row in self._cells())
        return rows[0][0] if len(self) == 1 else rows

    @raw_value.setter
    def raw_value(self, data: Any) -> None:
        self.sheet.book.app.changing()
        for row, line in zip(self._cells(), self._spread(data), strict=True):
            for cell, value in zip(row, line, strict=True):
                self.sheet.cached.pop((cell.row, cell.column), None)
                _enter(cell, value)

    @property
    def formula(self) -> Any:
        rows = tuple(
            tuple("" if cell.value is None else _text(cell.value) for cell in row) for row in self._cells()
        )
        return rows[0][0] if len(self) == 1 else rows

    @formula.setter
    def formula(self, data: Any) -> None:
        self.sheet.book.app.changing()
        for row, line in zip(self._cells(), self._spread(data), strict=True):
            for cell, text in zip(row, line, strict=True):
                assert isinstance(text, str)
                assert text.startswith("=")
                self.sheet.cached.setdefault((cell.row, cell.column), cell.value)
                cell.value = text
                cell.data_type = "f"

    @property
    def number_format(self) -> str | None:
        formats = {cell.number_format for row in self._cells() for cell in row}
        return formats.pop() if len(formats) == 1 else None

    @number_format.setter
    def number_format(self, code: str) -> None:
        for row in self._cells():
            for cell in row:
                cell.number_format = code

    @property
    def merge_cells(self) -> bool:
        return any(self._touches(one) for one in self.sheet.ws.merged_cells.ranges)

    @property
    def merge_area(self) -> Range:
        found = [one for one in self.sheet.ws.merged_cells.ranges if self._touches(one)]
        return self.sheet.range(found[0].coord) if found else self

    @property
    def row_height(self) -> Any:
        heights = {self.sheet.height(self.row + place) for place in range(self.shape[0])}
        return heights.pop() if len(heights) == 1 else None

    @row_height.setter
    def row_height(self, value: float) -> None:
        self.sheet.book.app.changing()
        for place in range(self.shape[0]):
            self.sheet.ws.row_dimensions[self.row + place].height = value

    @property
    def row_hidden(self) -> bool | None:
        dimensions = self.sheet.ws.row_dimensions
        states = {bool(dimensions[self.row + place].hidden) for place in range(self.shape[0])}
        return states.pop() if len(states) == 1 else None

    @property
    def top(self) -> float:
        return 15.0 * (self.row - 1)

    @property
    def left(self) -> float:
        return 48.0 * (self.column - 1)

    def select(self) -> None:
        if (
            self.sheet.book.app.books.active is not self.sheet.book
            or self.sheet.book.sheets.active is not self.sheet
        ):
            raise ComError("only on the active sheet")
        self.sheet.selection = self

    def clear(self) -> None:
        self.sheet.book.app.changing()
        for cell in self._filled(styled=True):
            self.sheet.cached.pop((cell.row, cell.column), None)
            cell.hyperlink = None
            cell.value = None
            cell.style = "Normal"

    def clear_contents(self) -> None:
        self.sheet.book.app.changing()
        for cell in self._filled():
            self.sheet.cached.pop((cell.row, cell.column), None)
            cell.value = None

    def insert(self, shift: Any = None, copy_origin: Any = None) -> None:
        del copy_origin
        self.sheet.book.app.changing()
        assert shift == ("down" if self.shape[1] == LAST_COLUMN else "right")
        if shift == "down":
            self.sheet.ws.insert_rows(self.row, self.shape[0])
        else:
            self.sheet.ws.insert_cols(self.column, self.shape[1])
        self._shift(shift == "down", 1)

    def delete(self, shift: Any = None) -> None:
        self.sheet.book.app.changing()
        assert shift == ("up" if self.shape[1] == LAST_COLUMN else "left")
        if shift == "up":
            self.sheet.ws.delete_rows(self.row, self.shape[0])
        else:
            self.sheet.ws.delete_cols(self.column, self.shape[1])
        self._shift(shift == "up", -1)

    def copy(self, destination: Any = None, *, own: bool = False) -> None:
        """Values, formulas and formats; references to sheets become links in another workbook."""
        if destination is None:
            self.sheet.book.app.cut_copy_mode = "copy"
            self.sheet.book.app.clipboard = self
            return
        target = destination.impl if isinstance(destination, xw.Range) else destination
        to = target.sheet
        to.book.app.changing()
        taken = [
            (cell.row - self.row, cell.column - self.column, cell.value, cell.data_type, cell,
             self.sheet.cached.get((cell.row, cell.column)))
            for row in self._cells() for cell in row
        ]  # fmt: skip
        linked = to.book is not self.sheet.book and not own
        for row, column, value, kind, source, cached in taken:
            cell = to.ws.cell(target.row + row, target.column + column)
            cell.value = value
            if kind == "f":
                text = _linked(value, self.sheet.book.name, to.book.name) if linked else value
                cell.value = Translator(text, source.coordinate).translate_formula(cell.coordinate)
            cell.data_type = kind
            to.cached.pop((cell.row, cell.column), None)
            if kind == "f":
                to.cached[cell.row, cell.column] = cached
            _copy_format(source, cell, to.book.formats)
            if source.hyperlink:  # of a cell without one, Excel may leave the link that was there
                cell.hyperlink = copy(source.hyperlink)

    def paste(self, paste: Any, operation: Any, skip_blanks: Any, transpose: Any) -> None:
        """Values over formulas, at the place that was copied."""
        assert (paste, operation, skip_blanks, transpose) == ("values", None, False, False)
        assert self.sheet.book.app.clipboard.coords == self.coords
        self.sheet.book.app.changing()
        for row in self._cells():
            for cell in row:
                if cell.data_type == "f":
                    value = self.sheet.cached.pop((cell.row, cell.column), None)
                    cell.value = value
                    cell.data_type = "s" if isinstance(value, str) else cell.data_type

    def _shift(self, rows: bool, sign: int) -> None:
        start, count = (self.row, self.shape[0]) if rows else (self.column, self.shape[1])
        axis = 0 if rows else 1
        moved = {}
        for place, value in self.sheet.cached.items():
            at = place[axis]
            if sign < 0 and start <= at < start + count:
                continue
            new = list(place)
            new[axis] += sign * count if at >= start else 0
            moved[new[0], new[1]] = value
        self.sheet.cached = moved
        if rows:
            self._shift_heights(start, sign * count)

    def _shift_heights(self, start: int, count: int) -> None:
        """Rows take their height along; new ones are as high as the row above."""
        dimensions = self.sheet.ws.row_dimensions
        heights = {row: dimensions[row].height for row in list(dimensions)}
        above = heights.get(start - 1)
        end = max([*heights, start]) + abs(count)
        for row in range(start, end + 1):
            inserted = start <= row < start + count
            dimensions[row].height = above if inserted else heights.get(row - count)

    def _touches(self, merged: Any) -> bool:
        left, top, right, bottom = merged.bounds
        return not (
            bottom < self.row or top >= self.row + self.shape[0]
            or right < self.column or left >= self.column + self.shape[1]
        )  # fmt: skip

    def _cells(self) -> list[list[Any]]:
        rows, columns = self.shape
        ws = self.sheet.ws
        return [
            [ws.cell(self.row + row, self.column + column) for column in range(columns)]
            for row in range(rows)
        ]

    def _filled(self, *, styled: bool = False) -> Iterator[Any]:
        bottom, right = self.row + self.shape[0], self.column + self.shape[1]
        for (row, column), cell in list(self.sheet.ws._cells.items()):
            if (
                self.row <= row < bottom
                and self.column <= column < right
                and (styled or cell.value is not None)
            ):
                yield cell

    def _read(self, cell: Any) -> Any:
        value = self.sheet.cached.get((cell.row, cell.column)) if cell.data_type == "f" else cell.value
        if isinstance(value, str) and value in CODES and cell.data_type in {"e", "f"}:
            return CODES[value]
        if isinstance(value, dt.time):
            value = dt.datetime.combine(dt.date(1899, 12, 30), value)
        if isinstance(value, dt.date) and not isinstance(value, dt.datetime):
            value = dt.datetime.combine(value, dt.time())
        if isinstance(value, dt.datetime):
            return value.replace(tzinfo=dt.UTC)
        return float(value) if isinstance(value, int) and not isinstance(value, bool) else value

    def _spread(self, data: Any) -> list[list[Any]]:
        rows, columns = self.shape
        if not isinstance(data, list | tuple):
            return [[data] * columns for _ in range(rows)]
        return [list(line) for line in data] if isinstance(data[0], list | tuple) else [list(data)]


def _enter(cell: Any, value: Any) -> None:
    """As Excel takes a value from a program."""
    as_text = cell.number_format == "@"
    if isinstance(value, str) and not as_text and value.startswith("'"):
        value, as_text = value[1:], True
    elif isinstance(value, str) and not as_text and re.fullmatch(r"-?[\d  ]+(?:\.\d+)?", value):
        value = float(value.replace(" ", "").replace(" ", ""))
    elif isinstance(value, str) and value in CODES:
        as_text = False
    cell.value = None if value == "" else value
    if as_text and isinstance(value, str) and value:
        cell.data_type = "s"


def _copy_format(source: Any, cell: Any, known: dict[Any, Any]) -> None:
    key = (source.parent.parent, tuple(source._style or ()))
    if key not in known:
        for part in ("font", "fill", "border", "alignment", "number_format"):
            setattr(cell, part, copy(getattr(source, part)))
        known[key] = copy(cell._style)
    cell._style = copy(known[key])


def _linked(formula: str, source: str, target: str) -> str:
    """References to sheets after a copy from the workbook ``source`` to ``target``."""

    def reference(match: re.Match[str]) -> str:
        name = match[1] or match[2]
        name = name.removeprefix(f"[{target}]") if name.startswith("[") else f"[{source}]{name}"
        return f"'{name}'!"

    return re.sub(r"(?:'((?:[^']|'')+)'|([\w.]+))!", reference, formula)


def _text(value: Any) -> str:
    if isinstance(value, dt.date):
        return str((value - type(value)(1899, 12, 30)).days)
    return str(value).upper() if isinstance(value, bool) else str(value)
