"""Two places where a workbook lives, with the same few things that a user does there."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Protocol

import openpyxl
from excel_engine import open_workbook
from openpyxl.workbook.defined_name import DefinedName

from xladdin.hosts.excel import ExcelHost
from xladdin.hosts.file import FileHost
from xladdin.model.cells import quoted

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from pathlib import Path

    import xlwings

    from xladdin.app.ports import BookHost

Cells = dict[tuple[int, int], object]


class Bench(Protocol):
    """A workbook and its user."""

    @property
    def host(self) -> BookHost:
        """What is tried."""

    def titles(self) -> list[str]:
        """All tabs, hidden ones included."""

    def cells(self, title: str) -> Cells:
        """What is written in a sheet; formulas as text."""

    def everything(self) -> dict[str, Cells]:
        """The cells of every sheet."""

    def write(self, title: str, cells: Mapping[tuple[int, int], object]) -> None:
        """She types."""

    def copy(self, title: str) -> None:
        """She copies a tab; the copy stands last."""

    def rename(self, title: str, new: str) -> None:
        """She renames a tab."""

    def delete(self, title: str) -> None:
        """She deletes a tab."""

    def add(self, title: str) -> None:
        """She adds a tab."""

    def tune(self, title: str, heights: Mapping[int, float], links: Mapping[tuple[int, int], str]) -> None:
        """She makes rows higher and puts links on cells."""

    def tuned(self, title: str) -> tuple[dict[int, float], dict[tuple[int, int], str]]:
        """Rows that are not of our usual height, and where links lead."""


@dataclass
class FileBench:
    path: Path

    @property
    def host(self) -> FileHost:
        return FileHost(self.path)

    def titles(self) -> list[str]:
        return openpyxl.load_workbook(self.path).sheetnames

    def cells(self, title: str) -> Cells:
        return filled(openpyxl.load_workbook(self.path)[title])

    def _edit(self, change: Callable[[Any], object]) -> None:
        book = openpyxl.load_workbook(self.path)
        change(book)
        book.save(self.path)

    def write(self, title: str, cells: Mapping[tuple[int, int], object]) -> None:
        self._edit(lambda book: [book[title].cell(*place, value) for place, value in cells.items()])

    def rename(self, title: str, new: str) -> None:
        def change(book: Any) -> None:
            sheet = book[title]
            for names in (book.defined_names, sheet.defined_names):
                for name in names.values():
                    name.attr_text = name.attr_text.replace(f"{quoted(title)}!", f"{quoted(new)}!")
            sheet.title = new

        self._edit(change)

    def delete(self, title: str) -> None:
        def change(book: Any) -> None:
            for name in book.defined_names.values():
                name.attr_text = name.attr_text.replace(f"'{title}'!", "#REF!")
            del book[title]

        self._edit(change)

    def add(self, title: str) -> None:
        self._edit(lambda book: book.create_sheet(title))

    def tune(self, title: str, heights: Mapping[int, float], links: Mapping[tuple[int, int], str]) -> None:
        self._edit(lambda book: tune(book[title], heights, links))

    def tuned(self, title: str) -> tuple[dict[int, float], dict[tuple[int, int], str]]:
        return tuned(openpyxl.load_workbook(self.path)[title])

    def everything(self) -> dict[str, Cells]:
        return {sheet.title: filled(sheet) for sheet in openpyxl.load_workbook(self.path)}

    def copy(self, title: str) -> None:
        def change(book: Any) -> None:
            copy = book.copy_worksheet(book[title])
            for name in book.defined_names.values():
                if name.attr_text.startswith(f"{quoted(title)}!"):
                    text = name.attr_text.replace(quoted(title), quoted(copy.title))
                    copy.defined_names.add(DefinedName(name.name, attr_text=text, hidden=True))

        self._edit(change)


@dataclass
class ExcelBench:
    path: Path
    book: xlwings.Book = field(init=False)

    def __post_init__(self) -> None:
        self.book = open_workbook(self.path)

    @property
    def host(self) -> ExcelHost:
        return ExcelHost(self.book)

    def titles(self) -> list[str]:
        return [sheet.name for sheet in self.book.sheets]

    def cells(self, title: str) -> Cells:
        return filled(self.book.sheets[title].impl.ws)

    def write(self, title: str, cells: Mapping[tuple[int, int], object]) -> None:
        for place, value in cells.items():
            self.book.sheets[title].range(place).value = value

    def rename(self, title: str, new: str) -> None:
        self.book.sheets[title].name = new

    def delete(self, title: str) -> None:
        self.book.sheets[title].delete()

    def add(self, title: str) -> None:
        self.book.sheets.add(title, after=self.book.sheets[-1])

    def everything(self) -> dict[str, Cells]:
        return {title: self.cells(title) for title in self.titles()}

    def copy(self, title: str) -> None:
        self.book.sheets[title].copy()

    def tune(self, title: str, heights: Mapping[int, float], links: Mapping[tuple[int, int], str]) -> None:
        tune(self.book.sheets[title].impl.ws, heights, links)

    def tuned(self, title: str) -> tuple[dict[int, float], dict[tuple[int, int], str]]:
        return tuned(self.book.sheets[title].impl.ws)


def tune(sheet: Any, heights: Mapping[int, float], links: Mapping[tuple[int, int], str]) -> None:
    for row, height in heights.items():
        sheet.row_dimensions[row].height = height
    for place, target in links.items():
        sheet.cell(*place).hyperlink = target


def tuned(sheet: Any) -> tuple[dict[int, float], dict[tuple[int, int], str]]:
    usual = {None, sheet.sheet_format.defaultRowHeight}
    heights = {row: one.height for row, one in sheet.row_dimensions.items() if one.height not in usual}
    cells = [cell for row in sheet.iter_rows() for cell in row if cell.hyperlink]
    return heights, {(cell.row, cell.column): cell.hyperlink.target for cell in cells}


def filled(sheet: Any) -> Cells:
    """Non-empty cells of an openpyxl sheet."""
    return {
        (cell.row, cell.column): cell.value
        for row in sheet.iter_rows()
        for cell in row
        if cell.value is not None
    }
