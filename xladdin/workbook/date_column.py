"""What a column of dates says, and how it changes when a doubt about it is settled."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Final

import numpy as np

from xladdin.model.arrays import to_date
from xladdin.model.wording import french_date

if TYPE_CHECKING:
    from collections.abc import Mapping

    from xladdin.model.arrays import Days, Mask

ORDER_SUPPOSED: Final = "ordre-jour-mois-suppose"
ORDER_NAMES: Final = {True: "Jour puis mois", False: "Mois puis jour"}
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
        alternative: the same column with day and month the other way round, where the column alone
            cannot exclude it; ``date_terms.repair_swapped`` decides by the terms of payment.
    """

    days: Days
    present: Mask
    bad: Mapping[int, str] = field(default_factory=dict)
    swapped: tuple[int, ...] = ()
    day_first: bool | None = None
    why: str = ""
    notes: tuple[Note, ...] = ()
    clean: bool = True
    alternative: Days | None = None

    @property
    def order_is_supposed(self) -> bool:
        """No text of the column tells the day from the month."""
        return any(code == ORDER_SUPPOSED for code, _ in self.notes)


def turned(column: DateColumn, why: str) -> DateColumn:
    """The column in its other reading; when true dates change by it, a note says so.

    Args:
        column: one that has an alternative.
        why: the French sentence that justifies it.
    """
    other = column.alternative
    if other is None:
        return column
    if column.order_is_supposed:
        return replace(settled(column), days=other, day_first=not column.day_first, why=why)
    changed = np.flatnonzero(other != column.days)
    first = changed[0]
    fields = {
        "count": len(changed),
        "wrong": written(column.days[first]),
        "right": written(other[first]),
        "why": why,
    }
    return replace(
        column,
        days=other,
        present=~np.isnat(other),
        swapped=tuple(changed.tolist()),
        why=f"{column.why} {why}".strip(),
        notes=(*settled(column).notes, ("dates-inversees", fields)),
        clean=False,
        alternative=None,
    )


def ordered(column: DateColumn, heading: str, *, day_first: bool) -> DateColumn:
    """The column, of which no text tells the order, in the order that another column of its list proves.

    Args:
        column: one whose order is supposed.
        heading: of the other column.
        day_first: the order that it proves.
    """
    why = f"{ORDER_NAMES[day_first]}, comme dans la colonne « {heading} »."
    return replace(settled(column), why=why) if day_first is column.day_first else turned(column, why)


def settled(column: DateColumn) -> DateColumn:
    """The column without its doubt: its reading is the right one."""
    doubts = {"dates-inversees-possible", ORDER_SUPPOSED}
    return replace(column, alternative=None, notes=tuple(one for one in column.notes if one[0] not in doubts))


def written(day: np.datetime64) -> str:
    """``30/06/2026``."""
    return french_date(to_date(day))
