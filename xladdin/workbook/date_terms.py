"""Terms of payment as witnesses: they tell which reading of two date columns is possible."""

from __future__ import annotations

from dataclasses import replace
from itertools import product
from typing import TYPE_CHECKING, Final

import numpy as np

from xladdin.model.wording import french_percent
from xladdin.workbook.date_column import settled, turned

if TYPE_CHECKING:
    from xladdin.model.arrays import Days
    from xladdin.workbook.date_column import DateColumn

_LONGEST_TERM: Final = 366
_FEWEST_ROWS: Final = 3
_TOLERATED: Final = 0.05
"""Share of rows that may be wrong of themselves, whatever the reading."""
_WHY = "Les délais de paiement le montrent : dans l’autre sens, {share} seraient impossibles."


def repair_swapped(issued: DateColumn, due: DateColumn) -> tuple[DateColumn, DateColumn]:
    """Settles by the terms of payment what neither column could settle alone.

    Each reading of both columns is tried. A term is impossible when the due date precedes the issue date
    or comes more than a year after it. The reading with almost no impossible term wins when every other
    one has clearly more; nothing changes when two readings are as good.

    Args:
        issued: dates of issue; position k is the same row as position k of ``due``.
        due: due dates.

    Returns:
        Both columns; one that was sure of itself comes back as it was.
    """
    shares = {
        (turn_issued, turn_due): _impossible(
            issued.alternative if turn_issued else issued.days, due.alternative if turn_due else due.days
        )
        for turn_issued, turn_due in product((False, True), repeat=2)
        if not (turn_issued and issued.alternative is None) and not (turn_due and due.alternative is None)
    }
    best, *others = sorted(shares, key=lambda reading: (shares[reading], reading))
    if not others or shares[best] > _TOLERATED or shares[others[0]] - shares[best] <= _TOLERATED:
        return issued, due
    why = _WHY.format(share=french_percent(shares[others[0]]))
    return _decided(issued, why, turn=best[0]), _decided(due, why, turn=best[1])


def _decided(column: DateColumn, why: str, *, turn: bool) -> DateColumn:
    if column.alternative is None:
        return column
    if turn:
        return turned(column, why)
    return replace(settled(column), why=f"{column.why} {why}".strip())


def _impossible(issued: Days | None, due: Days | None) -> float:
    """Share of the terms that cannot be; 0 when too few rows have both dates."""
    if issued is None or due is None:
        return 0.0
    both = ~(np.isnat(issued) | np.isnat(due))
    if both.sum() < _FEWEST_ROWS:
        return 0.0
    terms = (due[both] - issued[both]).astype(np.int64)
    return float(((terms < 0) | (terms > _LONGEST_TERM)).mean())
