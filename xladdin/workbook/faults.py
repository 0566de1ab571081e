"""Many faults of one kind in one column are one thing to tell the user."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Final

from xladdin.model.cells import address, vertical_range
from xladdin.model.problem import Problem, Spot, problem, problems_at

if TYPE_CHECKING:
    from collections.abc import Sequence

MOST_RUNS: Final = 20
_NAMED: Final = 5


def condensed(code: str, spots: Sequence[Spot]) -> list[Problem]:
    """The Problems of ``spots``, which stand in one column and ascend.

    Neighbouring cells are one Problem. Where that still leaves more than ``MOST_RUNS``, one Problem stands
    for the whole column: it spans all of them, counts them and names the first few.
    """
    runs = problems_at(code, spots)
    if len(runs) <= MOST_RUNS:
        return runs
    first, last = spots[0], spots[-1]
    where = vertical_range(first.column, first.row, last.row)
    whole = problem(code, sheet=first.sheet, cell=where, **first.fields)
    named = ", ".join(
        address(spot.row, spot.column) if spot.column else str(spot.row) for spot in spots[:_NAMED]
    )
    message = f"{whole.message.removesuffix('.')} ; {len(spots)} cellules sont dans ce cas ({named}…)."
    return [replace(whole, message=message)]
