"""Bad input is data: a Problem says what, where and how to mend it."""

from __future__ import annotations

from dataclasses import dataclass, replace
from enum import StrEnum
from itertools import groupby
from typing import TYPE_CHECKING, Final

from xladdin.model.cells import vertical_range
from xladdin.model.problem_catalogue import CATALOGUE

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

MOST_RUNS: Final = 100
"""Problems of one kind told apart in one column; beyond, one Problem stands for the column."""
_RUNS_NAMED: Final = 5


class Severity(StrEnum):
    """How much a Problem weighs.

    ERROR: a figure is missing or may be wrong until it is mended. WARNING: an assumption was made that
    she should confirm. INFO: something was normalised, nothing to do.
    """

    ERROR = "error"
    WARNING = "warning"
    INFO = "info"


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing to mend or to know.

    Args:
        severity: see ``Severity``.
        code: stable French slug, a key of the catalogue.
        sheet: name of the sheet, or of the text file; empty when the whole workbook is meant.
        cell: A1 address or range in that sheet; empty when the whole sheet is meant.
        message: what is wrong, in French.
        remedy: what to do, in French; may be empty for INFO.
    """

    severity: Severity
    code: str
    sheet: str
    cell: str
    message: str
    remedy: str


def problem(code: str, /, *, sheet: str = "", cell: str = "", **fields: object) -> Problem:
    """The Problem ``code`` of the catalogue, its message filled with ``fields``, ``sheet`` and ``cell``.

    Raises:
        KeyError: unknown code, or a field that the message needs is missing.
    """
    entry = CATALOGUE[code]
    return Problem(
        severity=Severity(entry.severity),
        code=code,
        sheet=sheet,
        cell=cell,
        message=entry.message.format(sheet=sheet, cell=cell, **fields),
        remedy=entry.remedy.format(sheet=sheet, cell=cell, **fields),
    )


@dataclass(frozen=True, slots=True)
class Spot:
    """One faulty cell and what the message needs to know of it.

    Args:
        row: 1-based; 0 when the datum came from no sheet.
        column: 1-based; 0 when the whole row is meant.
    """

    sheet: str
    row: int
    column: int
    fields: Mapping[str, object]


def problems_at(code: str, spots: Iterable[Spot]) -> list[Problem]:
    """One Problem per run of neighbouring cells, so that a blank column gives one line and not 100 000.

    The message speaks of the first cell of the run and counts the others. A column with more than
    ``MOST_RUNS`` runs gives one Problem that spans them all, counts the cells and names the first few.
    """

    def run_of(numbered: tuple[int, Spot]) -> tuple[str, int, int]:
        place, spot = numbered
        return spot.sheet, spot.column, spot.row - place if spot.row else 0

    by_column: dict[tuple[str, int], list[list[Spot]]] = {}
    for (sheet, column, _), run in groupby(enumerate(spots), key=run_of):
        by_column.setdefault((sheet, column), []).append([spot for _, spot in run])
    return [
        one
        for runs in by_column.values()
        for one in (
            [_of_column(code, runs)] if len(runs) > MOST_RUNS else (_of_run(code, run) for run in runs)
        )
    ]


def _of_run(code: str, run: Sequence[Spot]) -> Problem:
    first, last = run[0], run[-1]
    where = vertical_range(first.column, first.row, last.row) if first.row else ""
    one = problem(code, sheet=first.sheet, cell=where, **first.fields)
    if len(run) == 1:
        return one
    others = "la ligne suivante" if len(run) == 2 else f"les {len(run) - 1} lignes suivantes"  # noqa: PLR2004
    return replace(one, message=f"{one.message.removesuffix('.')} ; de même pour {others}.")


def _of_column(code: str, runs: Sequence[Sequence[Spot]]) -> Problem:
    rows = [spot.row for run in runs for spot in run]
    first = runs[0][0]
    where = vertical_range(first.column, min(rows), max(rows))
    one = problem(code, sheet=first.sheet, cell=where, **first.fields)
    named = ", ".join(vertical_range(first.column, run[0].row, run[-1].row) for run in runs[:_RUNS_NAMED])
    return replace(
        one, message=f"{one.message.removesuffix('.')} ; {len(rows)} lignes sont dans ce cas ({named}…)."
    )
