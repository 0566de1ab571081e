"""Excel, its workbooks, and the engine that xlwings is given."""

from __future__ import annotations

import re
from pathlib import Path
from types import SimpleNamespace
from typing import TYPE_CHECKING, Any

import openpyxl
import xlwings as xw

from excel_engine.failure import ComError
from excel_engine.names import Names
from excel_engine.sheets import Sheet, Sheets
from xladdin.opc.package import open_package
from xladdin.workbook.graft_survey import survey

if TYPE_CHECKING:
    from collections.abc import Iterator

    from excel_engine.ranges import Range


class Engine:
    name, type = "essai", "desktop"

    def __init__(self) -> None:
        self.apps: list[App] = []  # the one that is used

    @staticmethod
    def prepare_xl_data_element(value: Any, _: Any) -> Any:
        return "" if value is None else value

    @staticmethod
    def clean_value_data(data: Any, *_: Any) -> Any:
        return [list(row) for row in data]


class App:
    pid = hwnd = 1
    version = "16.0"
    screen_updating = enable_events = display_alerts = visible = True
    calculation = "automatic"
    status_bar: Any = False
    interactive = True
    cut_copy_mode: Any = False
    clipboard: Any = None

    def __init__(self) -> None:
        self.engine = ENGINE
        self.books = Books(self)
        self.alerts: list[tuple[str, str]] = []
        self.answer = "ok"
        self.typed: object = False
        self.changes_until_failure = -1
        self.statuses: list[object] = []

    def __setattr__(self, name: str, value: Any) -> None:
        if name == "status_bar":
            self.statuses.append(value)
        super().__setattr__(name, value)

    @property
    def api(self) -> Any:
        return SimpleNamespace(InputBox=lambda **_: self.typed)

    @property
    def selection(self) -> Range | None:
        active = self.books.active
        return active.sheets.active.selection if active else None

    def alert(self, prompt: str, title: str, buttons: str, mode: str, callback: Any) -> str:
        del buttons, mode, callback
        self.alerts.append((title, prompt))
        return self.answer

    def activate(self, steal_focus: bool = False) -> None:
        del steal_focus

    def changing(self) -> None:
        """Called before every change; fails when a test wants it."""
        self.changes_until_failure -= 1
        if self.changes_until_failure == 0:
            raise ComError("Excel refuse")


class Books:
    def __init__(self, app: App) -> None:
        self.app = app
        self.opened: list[Book] = []
        self.active: Book | None = None

    def __call__(self, key: Any) -> Book:
        if isinstance(key, int):
            return self.opened[key - 1]
        found = [book for book in self.opened if book.name.lower() == key.lower()]
        if not found:
            raise KeyError(key)
        return found[0]

    def __len__(self) -> int:
        return len(self.opened)

    def __iter__(self) -> Iterator[Book]:
        return iter(list(self.opened))

    def add(self) -> Book:
        return self._opened(Book(self.app, openpyxl.Workbook(), ""))

    def open(self, fullname: str, *_: Any, **__: Any) -> Book:
        book = Book(self.app, openpyxl.load_workbook(fullname, rich_text=False), fullname)
        for sheet, values in zip(book.sheets, openpyxl.load_workbook(fullname, data_only=True), strict=True):
            for row in sheet.ws.iter_rows():
                for cell in row:
                    if cell.data_type == "f":
                        sheet.cached[cell.row, cell.column] = values.cell(cell.row, cell.column).value
        return self._opened(book)

    def _opened(self, book: Book) -> Book:
        self.opened.append(book)
        self.active = book
        return book


class Book:
    def __init__(self, app: App, wb: openpyxl.Workbook, fullname: str) -> None:
        self.app, self.wb, self.path = app, wb, fullname
        names = chart_names(fullname) if fullname else {}
        self.sheets = Sheets(self, [Sheet(self, ws, names.get(ws.title)) for ws in wb.worksheets])
        self.read_only = self.structure_locked = False
        self.saves = 0
        self.cloud_file: Path | None = None  # where a workbook with an https address is stored
        self.formats: dict[Any, Any] = {}  # those of other workbooks, in this one

    @property
    def api(self) -> Any:
        where = self.path.replace("\\", "/").rpartition("/")[0]
        return SimpleNamespace(
            ReadOnly=self.read_only, Path=where, Date1904=self.wb.epoch.year == 1904,
            ProtectStructure=self.structure_locked, FullName=self.path, SaveCopyAs=self._save_copy,
        )  # fmt: skip

    @property
    def name(self) -> str:
        return self.path.replace("\\", "/").rpartition("/")[2] or "Classeur1"

    @property
    def fullname(self) -> str:
        if "://" in self.path:
            return str(xw.utils.fullname_url_to_local_path(self.path))
        return self.path or self.name

    @property
    def names(self) -> Names:
        return Names(self, None)

    def activate(self) -> None:
        self.app.books.active = self

    def close(self) -> None:
        self.app.books.opened.remove(self)
        self.app.books.active = next(iter(self.app.books.opened), None)

    def save(self, path: Any = None, password: Any = None) -> None:
        del password
        self.app.changing()
        self.path = str(path) if path else self.path
        self.saves += 1
        self._save_copy(str(self.cloud_file or self.fullname))

    def _save_copy(self, path: str) -> None:
        self.wb.active = self.wb.worksheets.index(self.sheets.active.ws)
        self.wb.save(path)


def chart_names(fullname: str) -> dict[str, list[str]]:
    """Names of the charts by sheet, which openpyxl passes over."""
    package = open_package(Path(fullname))
    found = {}
    for sheet in survey(package, package.workbook_part).sheets:
        drawings = [package.read(part).decode() for part in package.related(sheet.part, "drawing")]
        found[sheet.title] = re.findall(r'cNvPr id="\d+" name="([^"]*)"', "".join(drawings))
    return found


ENGINE = Engine()


def open_workbook(path: Path) -> xw.Book:
    """A workbook open in an Excel of its own, as real xlwings objects."""
    if ENGINE.name not in xw.engines.engines_by_name:
        xw.engines.add(xw.Engine(impl=ENGINE))
    xw.engines[ENGINE.name].activate()
    app = App()
    ENGINE.apps[:] = [app]
    return xw.App(impl=app).books.open(str(path))
