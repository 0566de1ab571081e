"""Sheets, their tables and their charts."""

from __future__ import annotations

import re
from copy import copy
from types import SimpleNamespace
from typing import TYPE_CHECKING, Any

from openpyxl.utils.cell import range_boundaries

from excel_engine.charts import Charts
from excel_engine.failure import ComError
from excel_engine.names import Names
from excel_engine.ranges import LAST_COLUMN, LAST_ROW, Range
from xladdin.model.cells import quoted

if TYPE_CHECKING:
    from collections.abc import Iterator

    from excel_engine.application import Book


class Sheets:
    def __init__(self, book: Book, sheets: list[Sheet]) -> None:
        self.book, self.all = book, sheets
        self.active = sheets[0]

    def __call__(self, key: Any) -> Sheet:
        if isinstance(key, int):
            return self.all[key - 1]
        found = [sheet for sheet in self.all if sheet.name.lower() == str(key).lower()]
        if not found:
            raise KeyError(key)
        return found[0]

    def __len__(self) -> int:
        return len(self.all)

    def __iter__(self) -> Iterator[Sheet]:
        return iter(list(self.all))

    def add(self, before: Sheet | None = None, after: Sheet | None = None, name: Any = None) -> Sheet:
        place = self.all.index(before) if before else self.all.index(after) + 1 if after else 0
        sheet = Sheet(self.book, self.book.wb.create_sheet(name, place))
        self.all.insert(place, sheet)
        self.active = sheet
        return sheet


class Sheet:
    def __init__(self, book: Book, ws: Any, chart_names: list[str] | None = None) -> None:
        self.book, self.ws = book, ws
        self.cached: dict[tuple[int, int], Any] = {}
        self.selection = Range(self, 1, 1, 1, 1)
        self.protected = False
        self.notes: list[Any] = []
        self.comments: list[Any] = []
        self.pivot_tables: list[Any] = []
        self.charts = Charts(self, ws._charts, chart_names or [])
        self.filtered = False

    @property
    def api(self) -> Any:
        sheet = self

        class Api(SimpleNamespace):
            def __setattr__(self, name: str, value: Any) -> None:
                if name == "AutoFilterMode" and not value:
                    sheet.ws.auto_filter.ref = None
                super().__setattr__(name, value)

        hidden = {"visible": -1, "hidden": 0, "veryHidden": 2}
        return Api(
            ProtectContents=self.protected, Visible=hidden[self.ws.sheet_state], FilterMode=self.filtered,
            ShowAllData=lambda: setattr(self, "filtered", False), Hyperlinks=self._links(),
        )  # fmt: skip

    def _links(self) -> list[SimpleNamespace]:
        return [
            SimpleNamespace(
                Type=0, Address=cell.hyperlink.target, SubAddress=cell.hyperlink.location,
                ScreenTip=cell.hyperlink.tooltip,
                Range=SimpleNamespace(
                    Row=cell.row, Column=cell.column, Rows=SimpleNamespace(Count=1),
                    Columns=SimpleNamespace(Count=1),
                ),
            )
            for row in self.ws.iter_rows() for cell in row if cell.hyperlink
        ]  # fmt: skip

    def height(self, row: int) -> float:
        """Of a row, in points."""
        own = self.ws.row_dimensions[row].height
        return float(own if own is not None else self.ws.sheet_format.defaultRowHeight or 15)

    @property
    def name(self) -> str:
        return str(self.ws.title)

    @name.setter
    def name(self, title: str) -> None:
        self.book.app.changing()
        if any(one is not self and one.name.lower() == title.lower() for one in self.book.sheets):
            raise ComError("name taken")
        old, new = f"{quoted(self.name)}!", f"{quoted(title)}!"
        bare = re.compile(rf"(?<![\w'\]]){re.escape(self.name)}!")
        for names in (self.book.wb.defined_names, *(one.ws.defined_names for one in self.book.sheets)):
            for name in names.values():
                name.attr_text = bare.sub(lambda _: new, name.attr_text.replace(old, new))
        for sheet in self.book.sheets:
            for row in sheet.ws.iter_rows():
                for cell in row:
                    if cell.data_type == "f":
                        cell.value = bare.sub(lambda _: new, cell.value.replace(old, new))
        self.ws.title = title

    @property
    def names(self) -> Names:
        return Names(self.book, self)

    @property
    def index(self) -> int:
        return self.book.sheets.all.index(self) + 1

    @property
    def cells(self) -> Range:
        return Range(self, 1, 1, LAST_ROW, LAST_COLUMN)

    @property
    def tables(self) -> Tables:
        return Tables([Table(self, table) for table in self.ws.tables.values()])

    @property
    def visible(self) -> bool:
        return bool(self.ws.sheet_state == "visible")

    @visible.setter
    def visible(self, value: bool) -> None:
        self.ws.sheet_state = "visible" if value else "hidden"

    @property
    def used_range(self) -> Range:
        places = [
            (cell.row, cell.column) for row in self.ws.iter_rows() for cell in row if cell.value is not None
        ]
        rows, columns = [row for row, _ in places] or [1], [column for _, column in places] or [1]
        return Range(
            self, min(rows), min(columns), max(rows) - min(rows) + 1, max(columns) - min(columns) + 1
        )

    def range(self, first: Any, last: Any = None) -> Range:
        start = self._one(first)
        if last is None:
            return start
        end = self._one(last)
        return Range(
            self, start.row, start.column,
            end.row + end.shape[0] - start.row, end.column + end.shape[1] - start.column,
        )  # fmt: skip

    def _one(self, where: Any) -> Range:
        match where:
            case Range():
                return where
            case (row, column):
                return Range(self, row, column, 1, 1)
            case (row, column, height, width):
                return Range(self, row, column, height, width)
        left, top, right, bottom = range_boundaries(where.replace("$", ""))
        return Range(
            self,
            top or 1,
            left or 1,
            (bottom or LAST_ROW) - (top or 1) + 1,
            (right or LAST_COLUMN) - (left or 1) + 1,
        )

    def activate(self) -> None:
        if not self.visible:
            raise ComError("a hidden sheet cannot be activated")
        self.book.sheets.active = self
        self.book.activate()

    select = activate

    def delete(self) -> None:
        self.book.app.changing()
        if not any(sheet.visible for sheet in self.book.sheets if sheet is not self):
            raise ComError("last visible sheet")
        self.book.sheets.all.remove(self)
        for name in self.book.wb.defined_names.values():
            name.attr_text = name.attr_text.replace(f"{quoted(self.name)}!", "#REF!")
        self.book.wb.remove(self.ws)
        if self.book.sheets.active is self:
            self.book.sheets.active = self.book.sheets.all[0]

    def copy(self, before: Sheet | None, after: Sheet | None) -> None:
        place = before or after
        assert place is not None
        book = place.book
        book.app.changing()
        titles, title, number = {one.name.lower() for one in book.sheets}, self.name, 1
        while title.lower() in titles:
            number += 1
            title = f"{self.name} ({number})"
        new = book.sheets.add(before, after, title)
        self.range((1, 1), (self.ws.max_row, self.ws.max_column)).copy(new.range((1, 1)), own=True)
        new.ws.sheet_state = self.ws.sheet_state
        new.ws.freeze_panes, new.ws.auto_filter.ref = self.ws.freeze_panes, self.ws.auto_filter.ref
        new.ws.sheet_format = copy(self.ws.sheet_format)
        for row, dimension in self.ws.row_dimensions.items():
            new.ws.row_dimensions[row].height = dimension.height
        for letter, dimension in self.ws.column_dimensions.items():
            new.ws.column_dimensions[letter].width = dimension.width
        for name in self.ws.defined_names.values():
            new.names.add(name.name, "=" + name.attr_text.replace(quoted(self.name), quoted(title)))
        if book is self.book:  # what the workbook calls its own of this sheet, the copy has for itself
            for name in list(book.wb.defined_names.values()):
                if name.attr_text.startswith(f"{quoted(self.name)}!"):
                    new.names.add(name.name, "=" + name.attr_text.replace(quoted(self.name), quoted(title)))
        new.charts.all = [chart.copied(self.name, title, new) for chart in self.charts.all]
        book.activate()


class Tables(list["Table"]):
    """``sheet.tables``."""

    def __call__(self, key: int) -> Table:
        return self[key - 1]


class Table:
    def __init__(self, sheet: Sheet, table: Any) -> None:
        self.sheet, self.table = sheet, table
        self.name = self.display_name = table.displayName

    @property
    def range(self) -> Range:
        return self.sheet.range(self.table.ref)

    @property
    def header_row_range(self) -> Range | None:
        return self.range if self.table.headerRowCount != 0 else None

    @property
    def data_body_range(self) -> Range:
        whole, totals = self.range, self.table.totalsRowCount or 0
        return Range(self.sheet, whole.row + 1, whole.column, whole.shape[0] - 1 - totals, whole.shape[1])
