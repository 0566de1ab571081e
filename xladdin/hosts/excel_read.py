"""An open workbook as the reader of files would have it: what ``understand`` works on."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from xladdin.hosts.excel_cells import live_cells
from xladdin.hosts.excel_native import counts_from_1904, holds_merged, is_hidden_for_good, is_saved_once
from xladdin.hosts.excel_place import local_path
from xladdin.hosts.excel_settled import settled
from xladdin.model.parameter_labels import SHEET_NAME
from xladdin.model.text import fold
from xladdin.workbook.format_currencies import format_currency
from xladdin.workbook.graft_survey import NameEntry, SheetEntry, Survey, leftovers_of, marked_sheets
from xladdin.workbook.grid import Book, Grid, GridTable
from xladdin.workbook.total_formulas import is_total

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    import xlwings

    from xladdin.hosts.excel_cells import LiveCells
    from xladdin.workbook.grid import Position

_EURO: Final = "EUR"


def survey_of(book: xlwings.Book) -> Survey:
    """Tabs, names and marks of an open workbook, as ``graft_survey`` gives them of a file.

    The tables are not told, and the place of a tab stands for its sheetId: Excel keeps that to itself.
    """
    sheets = tuple(SheetEntry(sheet.name, "", place, place, "") for place, sheet in enumerate(book.sheets))
    positions = {quoted.casefold(): one.position for one in sheets for quoted in _spellings(one.title)}
    names = []
    for name in book.names:
        scope, _, own = name.name.rpartition("!")
        refers_to = (name.refers_to or "").lstrip("=")
        names.append(NameEntry(own, refers_to, positions.get(scope.casefold()) if scope else None))
    ours, deleted = marked_sheets(sheets, names)
    date_1904, left = counts_from_1904(book), leftovers_of(names, ours)
    return Survey(sheets, tuple(names), ours, deleted, {}, date_1904, left)


def book_of(book: xlwings.Book) -> Book:
    """Every sheet of an open workbook with what its cells hold now, saved or not."""
    found = survey_of(book)
    marks = {entry.position: mark for mark, entry in found.ours.items()}
    return Book(
        path=str(local_path(book) or book.name) if is_saved_once(book) else book.name,
        grids=tuple(
            _grid(sheet, marks.get(place), is_leftover=place in found.leftovers)
            for place, sheet in enumerate(book.sheets)
        ),
        date_1904=found.date_1904,
        names={name.name: name.refers_to for name in found.names if name.scope is None},
    )


def _spellings(title: str) -> tuple[str, str]:
    return title, "'" + title.replace("'", "''") + "'"


def _grid(sheet: xlwings.Sheet, mark: str | None, *, is_leftover: bool) -> Grid:
    hers = mark is None and not is_leftover
    # Of ours, only Paramètres has a formula that means something to the reader.
    cells = live_cells(sheet, with_formulas=hers or mark == fold(SHEET_NAME))
    area = sheet.range(
        (cells.first_row, cells.first_column),
        (max(cells.last_row, cells.first_row), max(cells.last_column, 1)),
    )
    return Grid(
        sheet=sheet.name,
        rows=cells.values,
        first_row=cells.first_row,
        first_column=cells.first_column,
        errors=cells.errors,
        totals=frozenset(place for place, formula in cells.formulas.items() if is_total(formula[1:])),
        today=frozenset(
            place for place, formula in cells.formulas.items() if formula[1:].strip().upper() == "TODAY()"
        ),
        formula_rows=frozenset(row for row, _ in cells.formulas),
        merged=tuple(_merged(area)) if hers else (),
        tables=tuple(map(_table, sheet.tables)) if hers else (),
        state="veryHidden" if is_hidden_for_good(sheet) else "visible" if sheet.visible else "hidden",
        mark=mark,
        is_leftover=is_leftover,
        currencies=_currencies(area, cells) if hers else {},
    )


def _table(table: Any) -> GridTable:
    area, body = table.range, table.data_body_range
    first, last = area.row, area.last_cell.row
    header_rows = 1 if table.header_row_range is not None else 0
    return GridTable(
        name=table.display_name,
        first_row=first,
        first_column=area.column,
        last_row=last,
        last_column=area.last_cell.column,
        header_rows=header_rows,
        totals_rows=1 if body is not None and body.last_cell.row < last else 0,
    )


def _merged(area: xlwings.Range) -> Iterator[tuple[int, int, int, int]]:
    """Merged ranges, each once: first row, first column, last row, last column."""
    met = set()
    for part in settled(area, lambda cells: None if holds_merged(cells) and cells.count > 1 else True):
        if part.count == 1 and part.merge_cells:
            whole = part.merge_area
            met.add((whole.row, whole.column, whole.last_cell.row, whole.last_cell.column))
    yield from sorted(met)


def _currencies(area: xlwings.Range, cells: LiveCells) -> Mapping[Position, str]:
    """Currency that the number format of a filled cell names; empty unless one is foreign."""
    found: dict[Position, str] = {}
    for column in area.columns:
        for part in settled(column, lambda one: one.number_format):
            currency = format_currency(part.number_format or "")
            if currency:
                first, last = part.row, part.row + part.shape[0] - 1
                found |= {
                    (row, part.column): currency
                    for row in range(first, last + 1)
                    if cells.is_filled(row, part.column)
                }
    return found if set(found.values()) - {_EURO} else {}
