"""Sheet « Anomalies »: what to mend or to know, each with a link to its cell."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from xladdin.model.cells import quoted
from xladdin.model.problem import Severity
from xladdin.model.sheet_plan import Block, Cell, Page, SheetPlan, Style
from xladdin.sheets import layout

if TYPE_CHECKING:
    from collections.abc import Sequence

    from xladdin.model.problem import Problem

MARK: Final = "anomalies"
NAME: Final = "Anomalies"
NOTHING: Final = "Aucune anomalie."

_SEVERITIES: Final = {
    Severity.ERROR: "À corriger",
    Severity.WARNING: "À vérifier",
    Severity.INFO: "Pour information",
}
_ORDER: Final = tuple(_SEVERITIES)
_LABELS: Final = ("Gravité", "Feuille", "Cellule", "Constat", "Que faire")
_WIDTHS: Final = (16.0, 18.0, 14.0, 72.0, 60.0)
_HEADER_ROW: Final = 3
_LINE_HEIGHT: Final = 15.0
_LETTERS_PER_DIGIT: Final = 1.1
_TALLEST: Final = 409.0
"""Points; Excel allows no more."""


def problems_plan(problems: Sequence[Problem]) -> SheetPlan:
    """One row per problem, the gravest first, else in reading order."""
    ordered = sorted(problems, key=lambda one: _ORDER.index(one.severity))
    block = Block(_HEADER_ROW, _HEADER_ROW + len(ordered), len(_LABELS), key_columns=(1, 2, 3, 4))
    cells = {(1, 1): Cell(NAME, Style.TITLE), (2, 1): Cell(_summary(problems), Style.LABEL)}
    cells |= layout.line(_HEADER_ROW, (Cell(label, Style.HEADING) for label in _LABELS))
    heights = {1: layout.HEIGHTS[1]}
    for row, one in enumerate(ordered, block.first_row):
        cells |= layout.line(row, _row(one))
        height = _LINE_HEIGHT * max(_lines(one.message, 3), _lines(one.remedy, 4)) + 4
        heights[row] = min(height, _TALLEST)
    return SheetPlan(
        name=NAME,
        mark=MARK,
        cells=cells,
        widths=_WIDTHS,
        heights=heights,
        freeze=(_HEADER_ROW, 0),
        block=block,
        filter=block.area(),
        page=Page(repeated_rows=(_HEADER_ROW, _HEADER_ROW)),
    )


def _row(one: Problem) -> tuple[Cell, ...]:
    place = one.cell.split(",")[0]
    linked = bool(one.sheet and place)
    return (
        Cell(_SEVERITIES[one.severity], Style.WRAPPED),
        Cell(one.sheet, Style.WRAPPED),
        Cell(
            one.cell,
            Style.LINK if linked else Style.WRAPPED,
            link=f"{quoted(one.sheet)}!{place}" if linked else None,
        ),
        Cell(one.message, Style.WRAPPED),
        Cell(one.remedy, Style.WRAPPED),
    )


def _summary(problems: Sequence[Problem]) -> str:
    """``2 à corriger, 1 à vérifier``."""
    counts = [
        (name, sum(one.severity is severity for one in problems)) for severity, name in _SEVERITIES.items()
    ]
    return ", ".join(f"{count} {name.lower()}" for name, count in counts if count) or NOTHING


def _lines(text: str, column: int) -> int:
    """How many lines a text takes in its column; running text is narrower than the digits widths count in."""
    room = int(_WIDTHS[column] * _LETTERS_PER_DIGIT)
    return max(1, -(-len(text) // room))
