"""What the hidden columns of a list remember of each row: which item it is, and what was written there.

A row is known again by them after the user sorted the list or changed what stands in its other columns.
"""

from __future__ import annotations

import datetime as dt
import json
from collections import Counter
from contextlib import suppress
from itertools import chain
from typing import TYPE_CHECKING, Final, NamedTuple

from xladdin.model.wording import french_date

if TYPE_CHECKING:
    from collections.abc import Sequence

KEY: Final = "Clé"
"""Heading of the hidden column that names a row, once each."""
TRACE: Final = "Repère"
"""Heading of the hidden column that holds what was written."""


class PieceId(NamedTuple):
    """One item as the user's list names it.

    Attributes:
        customer: its code.
        number: ``""`` for none.
        due: tells the instalments of one piece apart; None when unknown.
    """

    customer: str
    number: str
    due: dt.date | None


class RowTrace(NamedTuple):
    """An item, and what was written in some columns of its row."""

    piece: PieceId
    written: tuple[str, ...]


def trace_text(trace: RowTrace) -> str:
    """The trace as it stands in a cell."""
    customer, number, due = trace.piece
    return json.dumps([customer, number, due and due.isoformat(), *trace.written], ensure_ascii=False)


def read_trace(text: str) -> RowTrace | None:
    """The reverse; None for anything else."""
    with suppress(ValueError, TypeError):
        customer, number, due, *written = json.loads(text)
        day = dt.date.fromisoformat(due) if due else None
        return RowTrace(PieceId(str(customer), str(number), day), tuple(map(str, written)))
    return None


def row_keys(pieces: Sequence[PieceId]) -> list[str]:
    """A key per row, one that she can read, that stays the same as long as it can.

    The number alone where one row has it, so that a corrected due date changes nothing; with the customer,
    the due date and at last a counter where several have.
    """
    spelt = [_spellings(piece) for piece in pieces]
    rows_with = Counter(chain.from_iterable(spelt))
    met: Counter[str] = Counter()
    keys = []
    for spellings in spelt:
        key = next((one for one in spellings if rows_with[one] == 1), "")
        if not key:
            met[spellings[-1]] += 1
            key = f"{spellings[-1]} ({met[spellings[-1]]})"
        keys.append(key)
    return keys


def _spellings(piece: PieceId) -> tuple[str, str, str]:
    """Shortest first."""
    number = piece.number or "sans numéro"
    with_customer = f"{number} · {piece.customer}"
    return number, with_customer, f"{with_customer} · {french_date(piece.due)}"
