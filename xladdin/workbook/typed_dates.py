"""Dates that the user typed in our Suivi des relances, told from those that were written there."""

from __future__ import annotations

import datetime as dt
import re
from typing import TYPE_CHECKING, Final

from xladdin.dunning.typed_dates import TypedDate, TypedDates
from xladdin.ledger.row_traces import PieceId
from xladdin.model.arrays import to_date
from xladdin.model.marks import FOLLOW_UP
from xladdin.model.problem import problem
from xladdin.model.text import fold
from xladdin.reports.follow_up import FOLLOW_UP_COLUMNS, REMINDER_COLUMNS
from xladdin.workbook.dates import read_dates
from xladdin.workbook.traced_rows import TracedRows

if TYPE_CHECKING:
    from collections.abc import Iterator

    from xladdin.ledger.row_traces import RowTrace
    from xladdin.model.problem import Problem
    from xladdin.workbook.grid import Book, Grid

_NUMBER, _DUE, _NAME = "Numéro de Pièce", "Échéance", "Nom Client"
_ISO: Final = re.compile(r"(?:\d{4}-\d\d-\d\d)?")
_NOTHING_WRITTEN: Final = ("",) * len(REMINDER_COLUMNS)


def read_typed_dates(book: Book) -> tuple[TypedDates, list[Problem]]:
    """What she changed in the dates of every Suivi of ours, and the texts there that are no date."""
    sheets = [
        _FollowUpSheet(grid, date_1904=book.date_1904)
        for grid in book.grids
        if grid.mark is not None and fold(grid.mark).split()[:1] == [FOLLOW_UP]
    ]
    changes = tuple(change for sheet in sheets for change in sheet.changes())
    unread = {place: text for sheet in sheets for place, text in sheet.unread.items()}
    return TypedDates(changes, unread), [one for sheet in sheets for one in sheet.problems]


class _FollowUpSheet:
    """One Suivi as she left it."""

    def __init__(self, grid: Grid, *, date_1904: bool) -> None:
        self._list = TracedRows(grid, FOLLOW_UP_COLUMNS, _NUMBER, _is_ours)
        self._date_1904 = date_1904
        self.unread: dict[tuple[PieceId, int], str] = {}
        self.problems: list[Problem] = []

    def changes(self) -> Iterator[TypedDate]:
        """Row by row; fills ``unread`` and ``problems``."""
        for row, trace in self._list.rows():
            written = trace.written if trace else _NOTHING_WRITTEN
            for rank, (label, before) in enumerate(zip(REMINDER_COLUMNS, written, strict=True), 1):
                if self._list.has(label) and self._list.text(row, label) != before:
                    yield from self._change(row, trace, rank, label, before)

    def _change(
        self, row: int, trace: RowTrace | None, rank: int, label: str, before: str
    ) -> Iterator[TypedDate]:
        number, text = self._list.text(row, _NUMBER), self._list.text(row, label)
        piece = trace.piece if trace else PieceId("", number, self._day(row, _DUE))
        day = self._day(row, label)
        if day is None and text:
            self.unread[piece, rank] = text
            cell = self._list.address(row, label)
            self.problems.append(
                problem("suivi-date-illisible", sheet=self._list.sheet, cell=cell, text=text)
            )
            return
        known = dt.date.fromisoformat(before) if before else None
        yield TypedDate(piece, self._list.text(row, _NAME), rank, day, known, known=trace is not None)

    def _day(self, row: int, heading: str) -> dt.date | None:
        """The date of a cell, written in whatever way; None for what only might be one."""
        read = read_dates([self._list.cell(row, heading)], day_first=True, date_1904=self._date_1904)
        return None if read.notes else to_date(read.days[0])


def _is_ours(trace: RowTrace) -> bool:
    return len(trace.written) == len(REMINDER_COLUMNS) and all(map(_ISO.fullmatch, trace.written))
