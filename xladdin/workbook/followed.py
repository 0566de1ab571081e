"""What formulas must know of a list to follow it: its cells as they stand, and what lies around it."""

from __future__ import annotations

from dataclasses import dataclass, field
from itertools import chain
from typing import TYPE_CHECKING, Final

import numpy as np

from xladdin.model.source_map import Field
from xladdin.model.wording import OPEN, PAID
from xladdin.workbook.cell_kinds import CellKind, kinds_of
from xladdin.workbook.listcells import MONEY_FIELDS
from xladdin.workbook.profile import cell_text
from xladdin.workbook.vocabulary import status_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from xladdin.model.source_map import ColumnSource
    from xladdin.workbook.regions import Region

LONGEST: Final = 5_000
"""Rows; a longer list is not followed by formulas."""
_LEAST_ROOM, _MOST_ROOM = 20, 200


@dataclass(frozen=True, slots=True)
class Followed:
    """See ``ListSource``; all empty for a list that is too long."""

    cells: Mapping[Field, Sequence[object]] = field(default_factory=dict)
    statuses: Mapping[str, int] = field(default_factory=dict)
    room: int = 0
    numbers_elsewhere: int = 0


def followed(region: Region, columns: Mapping[Field, ColumnSource], last_row: int) -> Followed:
    """What formulas need of the list that ends on ``last_row``."""
    size = last_row - region.first_row + 1
    if not 0 < size <= LONGEST:
        return Followed()
    room = _blank_rows_below(region, last_row, min(max(size // 4, _LEAST_ROOM), _MOST_ROOM))
    money = next((columns[one].column for one in MONEY_FIELDS if one in columns), 0)
    cells = {one: region.cells(source.column)[:size] for one, source in columns.items()}
    statuses = {cell_text(cell).strip() for cell in cells.get(Field.STATUS, ())}
    return Followed(
        cells=cells,
        statuses={text: int(status_of(text)) for text in (*sorted(statuses), PAID, OPEN)},
        room=room,
        numbers_elsewhere=_numbers(_column(region, money, region.first_row, last_row + room)),
    )


def _blank_rows_below(region: Region, last_row: int, most: int) -> int:
    """How many rows under the list hold nothing at all, up to ``most``."""
    grid = region.grid
    below = grid.rows[last_row - grid.first_row + 1 :][:most]
    return next((place for place, line in enumerate(below) if any(cell != "" for cell in line)), most)


def _column(region: Region, column: int, first_row: int, last_row: int) -> Iterator[object]:
    """The cells of a sheet column above and under a stretch of rows."""
    grid = region.grid
    place = column - grid.first_column
    outside = chain(
        grid.rows[: first_row - grid.first_row], grid.rows[max(last_row - grid.first_row + 1, 0) :]
    )
    return (line[place] for line in outside)


def _numbers(cells: Iterator[object]) -> int:
    """How many of them COUNT would count: numbers and dates."""
    kinds = kinds_of(list(cells))
    return int(np.count_nonzero((kinds == CellKind.NUMBER) | (kinds == CellKind.DATE)))
