"""What sort of value each cell of a column holds, at the speed of numpy."""

from __future__ import annotations

import datetime as dt
from enum import IntEnum
from itertools import compress
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Sequence

    import numpy.typing as npt


class CellKind(IntEnum):
    """A BLANK is ``""``, as an empty cell is read, or None; a text of spaces is still a TEXT."""

    BLANK = 0
    NUMBER = 1
    TEXT = 2
    DATE = 3
    OTHER = 4


_BY_TYPE = (
    ((type(None),), CellKind.BLANK),
    ((bool, np.bool_), CellKind.OTHER),  # before int, of which bool is a kind
    ((float, int, np.number), CellKind.NUMBER),
    ((str,), CellKind.TEXT),
    ((dt.date,), CellKind.DATE),
)


class _Kinds(dict[type, int]):
    """Kind per type; a type met for the first time is looked up once."""

    def __missing__(self, cell_type: type) -> int:
        kind = next((kind for types, kind in _BY_TYPE if issubclass(cell_type, types)), CellKind.OTHER)
        self[cell_type] = int(kind)
        return int(kind)


_KINDS = _Kinds()


def kinds_of(cells: Sequence[object]) -> npt.NDArray[np.int8]:
    """``CellKind`` value of each cell; a datetime is a DATE, a boolean, time or duration is OTHER."""
    kinds = np.fromiter(map(_KINDS.__getitem__, map(type, cells)), np.int8, len(cells))
    texts = np.flatnonzero(kinds == CellKind.TEXT)
    if len(texts):
        filled = np.fromiter(map(bool, compress(cells, kinds == CellKind.TEXT)), np.bool_, len(texts))
        kinds[texts[~filled]] = CellKind.BLANK
    return kinds


def shown(cell: object) -> str:
    """A cell as the user sees it, for a message."""
    match cell:
        case bool():
            return "VRAI" if cell else "FAUX"
        case float():
            return f"{cell:.15g}".replace(".", ",")
        case dt.date():
            return f"{cell:%d/%m/%Y}"
        case _:
            return " ".join(str(cell).split())
