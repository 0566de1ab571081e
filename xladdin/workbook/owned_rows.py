"""Rows of a list on a sheet of ours, as the user left them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from xladdin.dunning.sheet_row import SheetRow
from xladdin.model.text import fold
from xladdin.workbook.profile import cell_text
from xladdin.workbook.row_following import VANISHED

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from xladdin.workbook.grid import Book, Grid


def owned_grid(book: Book, mark: str) -> Grid | None:
    """The sheet of ours with that mark, whatever it is called now; None when there is none."""
    wanted = fold(mark)
    return next((grid for grid in book.grids if grid.mark is not None and fold(grid.mark) == wanted), None)


def owned_rows(book: Book, mark: str, headings: Sequence[str]) -> list[SheetRow]:
    """The filled rows under the heading line of one list; none without the sheet or the line.

    What stands under « Notes des lignes disparues » is no row any more.

    Columns are known by their headings, wherever she moved them; columns of her own are passed over. An
    error cell is its text, ``#N/A``.

    Args:
        mark: of the sheet.
        headings: as the sheet of ours spells them; where two lists stand side by side and share a heading,
            a list has the one that follows its first heading.
    """
    grid = owned_grid(book, mark)
    return [] if grid is None else list(_rows(grid, headings))


def _rows(grid: Grid, headings: Sequence[str]) -> Iterator[SheetRow]:
    header_row, columns = heading_line(grid, headings)
    for row in list_rows(grid, header_row) if columns else ():
        values = {
            heading: grid.errors.get((row, column), grid.cell(row, column))
            for heading, column in columns.items()
        }
        if any(value != "" for value in values.values()):
            yield SheetRow(grid.sheet, row, values, columns)


def list_rows(grid: Grid, header_row: int) -> range:
    """Rows under the headings, up to the notes of rows that vanished."""
    below = range(header_row + 1, grid.last_row + 1)
    return range(below.start, next((row for row in below if grid.cell(row, 1) == VANISHED), below.stop))


def heading_line(grid: Grid, headings: Sequence[str]) -> tuple[int, dict[str, int]]:
    """Row with most of the headings, and the column of each; more than half must be there."""
    best: tuple[int, dict[str, int]] = 0, {}
    for row in range(grid.first_row, grid.last_row + 1):
        columns = _columns(grid, row, headings)
        if len(columns) > max(len(best[1]), len(headings) // 2):
            best = row, columns
        if len(columns) == len(headings):
            break
    return best


def _columns(grid: Grid, row: int, headings: Sequence[str]) -> dict[str, int]:
    places: dict[str, list[int]] = {}
    for column in range(grid.first_column, grid.last_column + 1):
        places.setdefault(fold(cell_text(grid.cell(row, column))), []).append(column)
    start = places.get(fold(headings[0]), [0])[0]
    found = {}
    for heading in headings:
        there = places.get(fold(heading))
        if there:
            found[heading] = next((column for column in there if column >= start), there[0])
    return found
