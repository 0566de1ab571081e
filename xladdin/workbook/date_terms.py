"""Terms of payment as witnesses: they tell which reading of two date columns is possible."""

from __future__ import annotations

from dataclasses import replace
from itertools import product
from typing import TYPE_CHECKING, Final, NamedTuple

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
_CLEARLY: Final = 0.25
"""How much more often the reading found must make sense for the one at hand to be given up."""
_ALIKE_DAYS: Final = 16
"""30 days, and 30 days to the end of the month, are as much apart from their middle."""
_ALIKE: Final = 0.8
_WHY = "Les délais de paiement le montrent : dans l’autre sens, {share} seraient impossibles."


def repair_swapped(issued: DateColumn, due: DateColumn) -> tuple[DateColumn, DateColumn]:
    """Settles by the terms of payment what neither column could settle alone.

    Each reading of both columns is tried; their texts are in one order. A term is impossible when the due
    date precedes the issue date or comes more than a year after it. The reading with almost no impossible
    term wins when every other one has clearly more; nothing changes when two readings are as good.

    That confirms dates as they are read. To turn them takes more, for one mistyped date must not turn the
    right ones: several impossible terms, a quarter of them all, and terms that become alike.

    Args:
        issued: dates of issue; position k is the same row as position k of ``due``.
        due: due dates.

    Returns:
        Both columns; one that was sure of itself comes back as it was.
    """
    readings = {
        (turn_issued, turn_due): _Terms.between(
            issued.alternative if turn_issued else issued.days, due.alternative if turn_due else due.days
        )
        for turn_issued, turn_due in product((False, True), repeat=2)
        if not (turn_issued and issued.alternative is None)
        and not (turn_due and due.alternative is None)
        and (turn_issued is turn_due or not (issued.order_is_supposed and due.order_is_supposed))
    }
    best, *others = sorted(readings, key=lambda reading: (readings[reading].impossible, reading))
    if not others:
        return issued, due
    found, at_hand, second = readings[best], readings[False, False], readings[others[0]].impossible
    if found.impossible > _TOLERATED or second - found.impossible <= _TOLERATED:
        return issued, due
    if found is not at_hand and not found.overrules(at_hand):
        return issued, due
    why = _WHY.format(share=french_percent(second))
    return _decided(issued, why, turn=best[0]), _decided(due, why, turn=best[1])


class _Terms(NamedTuple):
    """The terms of payment under one reading.

    Attributes:
        rows: rows that have both dates.
        impossible: share of their terms that cannot be; 0 when too few rows have both dates.
        alike: share of the terms that are possible and near their middle.
    """

    rows: int = 0
    impossible: float = 0.0
    alike: float = 0.0

    @classmethod
    def between(cls, issued: Days | None, due: Days | None) -> _Terms:
        if issued is None or due is None:
            return cls()
        both = ~(np.isnat(issued) | np.isnat(due))
        rows = int(both.sum())
        if rows < _FEWEST_ROWS:
            return cls()
        terms = (due[both] - issued[both]).astype(np.int64)
        possible = terms[(terms >= 0) & (terms <= _LONGEST_TERM)]
        near = np.abs(possible - np.median(possible)) <= _ALIKE_DAYS if len(possible) else possible
        return cls(rows, 1 - len(possible) / rows, float(near.sum()) / rows)

    def overrules(self, at_hand: _Terms) -> bool:
        return (
            at_hand.impossible * at_hand.rows >= _FEWEST_ROWS
            and at_hand.impossible - self.impossible >= _CLEARLY
            and self.alike >= _ALIKE
            and self.alike - at_hand.alike >= _CLEARLY
        )


def _decided(column: DateColumn, why: str, *, turn: bool) -> DateColumn:
    if column.alternative is None:
        return column
    if turn:
        return turned(column, why)
    return replace(settled(column), why=f"{column.why} {why}".strip())
