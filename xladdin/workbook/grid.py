"""Cells of a workbook as they were read, before anyone knows what they mean."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from xladdin.model.marks import MARK_PREFIX

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

Position = tuple[int, int]
"""Row and column, both 1-based and absolute in the sheet."""


@dataclass(frozen=True, slots=True)
class GridTable:
    """An Excel table (ListObject); rows and columns 1-based, inclusive, headings and totals included."""

    name: str
    first_row: int
    first_column: int
    last_row: int
    last_column: int
    header_rows: int = 1
    totals_rows: int = 0


@dataclass(frozen=True, slots=True)
class Grid:
    """One sheet.

    Attributes:
        sheet: its name; for a text file the file's name.
        rows: rectangular; values are str, float, int, bool, date, datetime, time or timedelta; an empty
            cell, an error cell and a formula without a cached value are all ``""``: see ``errors``
            and ``uncached``.
        first_row: sheet row (1-based) of ``rows[0]``.
        first_column: sheet column (1-based) of each row's first cell.
        errors: error cells and their text (``#N/A``).
        uncached: formulas that hold no computed value.
        totals: cells whose formula is a SUM, SUBTOTAL or AGGREGATE over several cells.
        today: cells whose formula is ``TODAY()``; their value is that of the last calculation.
        formula_rows: rows that hold at least one formula, for telling pre-filled rows from data.
        merged: merged ranges (first row, first column, last row, last column).
        state: ``visible``, ``hidden`` or ``veryHidden``.
        mark: which sheet of ours it is, None when it is the user's.
        is_leftover: we made it, and it is not ours any more: a copy, or one that was set aside.
        currencies: ISO code of cells whose number format names one; empty unless one of them is foreign.
    """

    sheet: str
    rows: Sequence[Sequence[object]]
    first_row: int = 1
    first_column: int = 1
    errors: Mapping[Position, str] = field(default_factory=dict)
    uncached: frozenset[Position] = frozenset()
    totals: frozenset[Position] = frozenset()
    today: frozenset[Position] = frozenset()
    formula_rows: frozenset[int] = frozenset()
    merged: tuple[tuple[int, int, int, int], ...] = ()
    tables: tuple[GridTable, ...] = ()
    state: str = "visible"
    mark: str | None = None
    is_leftover: bool = False
    currencies: Mapping[Position, str] = field(default_factory=dict)

    @property
    def last_row(self) -> int:
        """Sheet row of the last row, 1-based; ``first_row - 1`` when there is none."""
        return self.first_row + len(self.rows) - 1

    @property
    def last_column(self) -> int:
        """Sheet column of the last cell, 1-based."""
        return self.first_column + (len(self.rows[0]) if self.rows else 0) - 1

    def cell(self, row: int, column: int) -> object:
        """The value at an absolute 1-based position; ``""`` outside the used range."""
        line, place = row - self.first_row, column - self.first_column
        if 0 <= line < len(self.rows) and 0 <= place < len(self.rows[line]):
            return self.rows[line][place]
        return ""


@dataclass(frozen=True, slots=True)
class Book:
    """A workbook or text file as read.

    Attributes:
        path: its file; a bare name where it has none on this machine.
        names: global defined names and what they refer to, without the leading ``=``.
        notes: facts about the reading itself that the user must know, as (problem code, fields).
    """

    path: str
    grids: tuple[Grid, ...]
    date_1904: bool = False
    names: Mapping[str, str] = field(default_factory=dict)
    notes: tuple[tuple[str, Mapping[str, object]], ...] = ()

    @property
    def deleted(self) -> frozenset[str]:
        """Marks of the sheets of ours that the user deleted: their names are left."""
        marks = {name.lower().removeprefix(MARK_PREFIX) for name in self.names if _is_mark(name)}
        return frozenset(marks - {grid.mark for grid in self.grids})


def _is_mark(name: str) -> bool:
    return name.lower().startswith(MARK_PREFIX)
