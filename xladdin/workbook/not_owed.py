"""Rows of an invoice list that nobody owes: quotes and orders, cancelled pieces, drafts."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import numpy as np

from xladdin.model.cells import vertical_range
from xladdin.model.problem import problem
from xladdin.model.source_map import Field
from xladdin.model.text import fold
from xladdin.workbook.vocabulary import CANCELLED, DRAFT, NO_INVOICE

if TYPE_CHECKING:
    from xladdin.model.arrays import Mask
    from xladdin.workbook.listcells import ListCells

_NOT_OWED: Final = (
    ("hors-creances", Field.KIND, NO_INVOICE),
    ("piece-annulee", Field.STATUS, CANCELLED),
    ("piece-brouillon", Field.STATUS, DRAFT),
)
"""Code of the Problem, the column that says so, and what it says when folded."""
_MOST_NAMED: Final = 5


def not_owed(cells: ListCells, counted: Mask) -> Mask:
    """True where a counted row is no receivable, by its type or its status; each reason is told once."""
    found = np.zeros(len(cells), dtype=np.bool_)
    for code, one, words in _NOT_OWED:
        if one in cells:
            texts = cells.texts(one)
            known = {text for text in set(texts) if words.fullmatch(fold(text))}
            here = np.fromiter((text in known for text in texts), np.bool_, len(texts)) & counted & ~found
            if here.any():
                _tell(cells, code, one, here)
            found |= here
    return found


def _tell(cells: ListCells, code: str, one: Field, rows: Mask) -> None:
    places = np.flatnonzero(rows).tolist()
    numbers, texts = cells.texts(Field.NUMBER), cells.texts(one)
    named = [f"{texts[place]} {numbers[place]}".strip() for place in places[:_MOST_NAMED]]
    named = [f"{name} (ligne {cells.row(place)})" for name, place in zip(named, places, strict=False)]
    column = cells.columns[one].column
    cells.problems.append(
        problem(
            code,
            sheet=cells.sheet,
            cell=vertical_range(column, cells.row(places[0]), cells.row(places[-1])),
            count=len(places),
            rows=", ".join(named) + (", …" if len(places) > _MOST_NAMED else ""),
        )
    )
