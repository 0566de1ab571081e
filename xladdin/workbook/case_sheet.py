"""Reading the sheet Dossiers: its rows, and the highest numbers that its head remembers."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from xladdin.dunning.case_record import CaseRecords, numbers_in
from xladdin.dunning.case_rows import CASE_HEADINGS, read_cases
from xladdin.model.marks import CASES
from xladdin.workbook.owned_rows import owned_grid, owned_rows
from xladdin.workbook.profile import cell_text

if TYPE_CHECKING:
    from collections.abc import Iterator

    from xladdin.model.problem import Problem
    from xladdin.workbook.grid import Book, Grid

_HEAD_ROWS: Final = range(1, 4)


def cases_of(book: Book) -> tuple[CaseRecords, tuple[Problem, ...]]:
    """The records, none without the sheet, and the cells that mean nothing."""
    records, problems = read_cases(owned_rows(book, CASES, CASE_HEADINGS))
    grid = owned_grid(book, CASES)
    last_numbers = tuple(_last_numbers(grid)) if grid is not None else ()
    return CaseRecords(records, last_numbers), problems


def _last_numbers(grid: Grid) -> Iterator[str]:
    for row in _HEAD_ROWS:
        yield from numbers_in(cell_text(grid.cell(row, 1)))
