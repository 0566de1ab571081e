"""Ranges as Excel hands them to a worksheet function: nested tuples, with codes for error cells."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from xladdin.errors import ArgumentError, XladdinError

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

_LONGEST_LINE: Final = 250


@dataclass(frozen=True, slots=True)
class Block:
    """The cells of one range.

    Attributes:
        rows: nested tuples, all rows of one length.
        sheet: its sheet; ``""`` for an array that stands on no sheet.
        first_row: sheet row, 1-based, of the first cell.
        first_column: sheet column of it.
    """

    rows: Sequence[Sequence[object]]
    sheet: str = ""
    first_row: int = 1
    first_column: int = 1


def block_of(value: object) -> Block:
    """An argument as a block: a range, an array, or one cell."""
    if isinstance(value, Block):
        return value
    if not isinstance(value, tuple | list):
        return Block(((value,),))
    if value and isinstance(value[0], tuple | list):
        return Block(value)
    return Block((value,))


def is_blank(value: object) -> bool:
    """An empty cell, a range of nothing else, or an argument that was not given."""
    if isinstance(value, Block | tuple | list):
        return all(is_blank(cell) for row in block_of(value).rows for cell in row)
    return value is None or value == ""


def each_cell(function: Callable[..., object], *arguments: object) -> object:
    """``function`` of single values, or of each cell of ranges.

    One cell stands for a whole range; ranges must be of one size, a single row or column being repeated.
    What is wrong in one cell is said in that cell of the result only.

    Raises:
        ArgumentError: ranges of different sizes, or, when every argument is single, what ``function``
            refuses.
    """
    blocks = [block_of(argument).rows for argument in arguments]
    height = max(len(rows) for rows in blocks)
    width = max(len(rows[0]) for rows in blocks)
    if any(len(rows) not in {1, height} or len(rows[0]) not in {1, width} for rows in blocks):
        raise ArgumentError(
            "Les plages n’ont pas la même taille.", "Donnez des plages de même hauteur et largeur."
        )
    if height == width == 1:
        return function(*(rows[0][0] for rows in blocks))
    return tuple(
        tuple(
            _said(function, [rows[row % len(rows)][column % len(rows[0])] for rows in blocks])
            for column in range(width)
        )
        for row in range(height)
    )


def _said(function: Callable[..., object], cells: list[object]) -> object:
    try:
        return function(*cells)
    except XladdinError as error:
        return one_line(error)


def one_line(error: XladdinError) -> str:
    """An error as one short line for a cell."""
    text = " ".join(str(error).split())
    return text if len(text) <= _LONGEST_LINE else f"{text[: _LONGEST_LINE - 1]}…"
