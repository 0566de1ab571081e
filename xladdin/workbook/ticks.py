"""Answers in the column « À relancer » of Relances à faire."""

from __future__ import annotations

from typing import TYPE_CHECKING

from xladdin.dunning.sheet_row import is_no_word, is_yes_word
from xladdin.dunning.struck_out import StruckOut
from xladdin.dunning.ticks import NUMBER, TICK, Ticks, read_step
from xladdin.model.marks import TO_REMIND
from xladdin.model.problem import problem
from xladdin.workbook.owned_rows import owned_grid
from xladdin.workbook.traced_rows import TracedRows

if TYPE_CHECKING:
    from xladdin.ledger.row_traces import PieceId, RowTrace
    from xladdin.model.problem import Problem
    from xladdin.workbook.grid import Book


def read_ticks(book: Book) -> tuple[Ticks, list[Problem]]:
    """What she struck out; an answer that is neither yes nor no strikes out as well, and is told.

    An emptied cell is a « Non »: a letter that waits does less harm than one that should not leave.
    """
    grid = owned_grid(book, TO_REMIND)
    if grid is None:
        return Ticks(), []
    rows = TracedRows(grid, (TICK, NUMBER), NUMBER, _is_ours)
    struck_out: set[StruckOut] = set()
    on_held: dict[PieceId, str] = {}
    problems: list[Problem] = []
    for row, trace in rows.rows() if rows.has(TICK) else ():
        text = rows.text(row, TICK)
        if trace is None:
            if text and is_no_word(text):
                cell, number = rows.address(row, TICK), rows.text(row, NUMBER) or "(vide)"
                problems.append(problem("relance-non-proposee", sheet=rows.sheet, cell=cell, number=number))
            continue
        ref = read_step(trace)
        if ref is None:
            if text:
                on_held[trace.piece] = text
        elif not is_yes_word(text):
            struck_out.add(StruckOut(*trace.piece, ref))
            if not is_no_word(text):
                cell = rows.address(row, TICK)
                problems.append(problem("relance-reponse-illisible", sheet=rows.sheet, cell=cell, text=text))
    return Ticks(frozenset(struck_out), on_held), problems


def _is_ours(trace: RowTrace) -> bool:
    return not trace.written or read_step(trace) is not None
