"""A column of dates as people write them, to calendar days."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from xladdin.model.arrays import Days, Mask

Note = tuple[str, "Mapping[str, object]"]
"""What the user must know of a whole column: a problem code and the fields of its message."""


@dataclass(frozen=True, slots=True, eq=False)
class DateColumn:
    """What a column of dates says, position by position (0 is the first cell given).

    Attributes:
        days: calendar days, hours dropped; ``NaT`` where there is no readable date.
        present: True where a date was read. Blanks, 0 and 1900-01-01 or 1899-12-30 are no date.
        bad: filled cells that are no date, as position -> what the cell shows.
        swapped: positions of true dates whose day and month had been exchanged and were put back.
        day_first: order of the texts; None when no text depends on it.
        why: one French sentence that says how the order was decided; ``""`` when there was nothing to
            decide.
        notes: for the whole column, as (problem code, fields): ``dates-inversees``,
            ``ordre-jour-mois-suppose`` and the like.
        clean: every filled cell is a true date and right as it stands, so that a formula can use the
            column.
    """

    days: Days
    present: Mask
    bad: Mapping[int, str] = field(default_factory=dict)
    swapped: tuple[int, ...] = ()
    day_first: bool | None = None
    why: str = ""
    notes: tuple[Note, ...] = ()
    clean: bool = True


def read_dates(
    cells: Sequence[object],
    *,
    day_first: bool | None = None,
    end_of_month: bool = False,
    date_1904: bool = False,
) -> DateColumn:
    """Days of one column.

    Args:
        cells: dates, datetimes, serial numbers, texts; ``""`` or None for a blank.
        day_first: the user's own word on the order of texts; None to decide it from the column.
        end_of_month: « janv. 2022 » means its last day (a due date) rather than its first.
        date_1904: serial numbers count from 1904.
    """
    raise NotImplementedError


def repair_swapped(issued: DateColumn, due: DateColumn) -> tuple[DateColumn, DateColumn]:
    """Settles by the terms of payment what neither column could settle alone.

    Position k of both columns is the same row. A column that is sure of its order comes back as it was.
    """
    raise NotImplementedError
