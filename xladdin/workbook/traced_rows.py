"""Rows of a list of ours with what their hidden columns remember, also after she sorted it."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from typing import TYPE_CHECKING

from xladdin.ledger.row_traces import TRACE, read_trace
from xladdin.model.cells import address
from xladdin.workbook.owned_rows import heading_line, list_rows
from xladdin.workbook.profile import cell_text

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from xladdin.ledger.row_traces import RowTrace
    from xladdin.workbook.grid import Grid


class TracedRows:
    """One list.

    Args:
        grid: the sheet of ours.
        headings: of the columns that are wanted.
        number: heading of the piece number, by which a trace is known to be that of its row.
        is_ours: what a trace of this list must be like.

    Attributes:
        sheet: its name.
    """

    def __init__(
        self, grid: Grid, headings: Sequence[str], number: str, is_ours: Callable[[RowTrace], bool]
    ) -> None:
        self.sheet = grid.sheet
        self._grid = grid
        self._number = number
        self._is_ours = is_ours
        self._header_row, self._columns = heading_line(grid, (*headings, TRACE))

    def rows(self) -> Iterator[tuple[int, RowTrace | None]]:
        """Sheet row and trace of each; None for a row that is not one of ours."""
        if self._number not in self._columns:
            return
        traces = {row: self._trace(row) for row in list_rows(self._grid, self._header_row)}
        known = [trace for trace in traces.values() if trace is not None]
        rows_with = Counter(trace.piece.number for trace in known)
        by_number = {trace.piece.number: trace for trace in known if rows_with[trace.piece.number] == 1}
        for row, trace in traces.items():
            number = self.text(row, self._number)
            # Where she sorted some columns and not the hidden ones, the trace is another row's.
            yield row, trace if trace and trace.piece.number == number else by_number.get(number)

    def has(self, heading: str) -> bool:
        """The sheet still has that column."""
        return heading in self._columns

    def cell(self, row: int, heading: str) -> object:
        """A cell; ``""`` for an error or without the column."""
        return self._grid.cell(row, self._columns[heading]) if heading in self._columns else ""

    def text(self, row: int, heading: str) -> str:
        """Trimmed text of a cell; of a date ``2026-06-30``, of an error ``#N/A``."""
        if heading not in self._columns:
            return ""
        place = row, self._columns[heading]
        cell = self._grid.errors.get(place) or self._grid.cell(*place)
        if isinstance(cell, dt.datetime):
            cell = cell.date()
        return cell.isoformat() if isinstance(cell, dt.date) else cell_text(cell).strip()

    def address(self, row: int, heading: str) -> str:
        """Of a cell."""
        return address(row, self._columns[heading])

    def _trace(self, row: int) -> RowTrace | None:
        trace = read_trace(self.text(row, TRACE))
        return trace if trace is not None and self._is_ours(trace) else None
