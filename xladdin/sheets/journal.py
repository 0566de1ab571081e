"""Sheet « Journal des relances »: all that was sent, cancelled, typed and noted, oldest line first."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Final

from xladdin.dunning.journal_lines import KEPT, SHEET_HEADINGS
from xladdin.dunning.journal_rows import (
    ABOUT,
    ACTION,
    AUTHOR,
    CAMPAIGN,
    CHANNEL,
    CUSTOMER,
    DATE,
    DUE,
    ID,
    NUMBER,
    ORIGIN,
    PROMISE,
    RANK,
    STATE,
    STEP,
    TEXT,
)
from xladdin.dunning.journal_rows import (
    NAME as CUSTOMER_NAME,
)
from xladdin.model.marks import JOURNAL
from xladdin.model.sheet_plan import Block, Cell, Page, SheetPlan, Style
from xladdin.sheets import layout

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from xladdin.model.sheet_plan import Value

MARK: Final = JOURNAL
NAME: Final = "Journal des relances"

_HEADER_ROW: Final = 3
_WIDTHS: Final[dict[str, float]] = {
    DATE: 11, CUSTOMER: 12, CUSTOMER_NAME: 26, NUMBER: 15, DUE: 11, STEP: 22, RANK: 8, CHANNEL: 12, STATE: 12,
    TEXT: 44, PROMISE: 11, AUTHOR: 16, ORIGIN: 16, CAMPAIGN: 18, ACTION: 0, ABOUT: 0, ID: 0,
}  # fmt: skip
_WIDEST_NAME: Final = 36
_CENTRED: Final = frozenset({RANK, CHANNEL, STATE, ORIGIN})
_EXPLAINED: Final = (
    "Une ligne n’est jamais effacée ni changée. Écrivez les vôtres à la suite : avec un niveau, c’est une "
    "relance partie ; sans niveau, une note ; une date dans « Promesse » suspend les relances du client."
)


def journal_plan(lines: Sequence[Mapping[str, Value]]) -> SheetPlan:
    """The journal as a sheet; what only xladdin reads stands in hidden columns at its end.

    Her own columns follow a line by what she herself can write in it, and lines that look alike by their
    order, which the journal keeps: an id, which a line of hers gets later, would leave them behind.

    Args:
        lines: of ``journal_lines``.
    """
    block = Block(
        _HEADER_ROW,
        _HEADER_ROW + len(lines),
        len(SHEET_HEADINGS),
        key_columns=tuple(SHEET_HEADINGS.index(heading) + 1 for heading in KEPT),
        grows=True,
    )
    cells = {(1, 1): Cell(NAME, Style.TITLE), (2, 1): Cell(_EXPLAINED, Style.NOTE)}
    cells |= {
        (_HEADER_ROW, column): Cell(heading, Style.HEADING)
        for column, heading in enumerate(SHEET_HEADINGS, 1)
    }
    columns = [_column(heading, [line.get(heading) for line in lines]) for heading in SHEET_HEADINGS]
    for row, line in enumerate(zip(*columns, strict=True), block.first_row):
        cells |= layout.line(row, line)
    names = [line.get(CUSTOMER_NAME) for line in lines]
    name = layout.name_width(names, _WIDTHS[CUSTOMER_NAME], _WIDEST_NAME)
    return SheetPlan(
        name=NAME,
        mark=MARK,
        cells=cells,
        widths=tuple((_WIDTHS | {CUSTOMER_NAME: name})[heading] for heading in SHEET_HEADINGS),
        heights={1: layout.HEIGHTS[1], _HEADER_ROW: layout.HEIGHTS[layout.HEADER_ROW]},
        freeze=(_HEADER_ROW, 1),
        block=block,
        filter=block.area(),
        page=Page(repeated_rows=(_HEADER_ROW, _HEADER_ROW)),
    )


def _column(heading: str, values: Sequence[Value]) -> list[Cell]:
    plain = Style.NAME if heading == CUSTOMER_NAME else Style.CENTRE if heading in _CENTRED else Style.TEXT
    cells = {
        (type(value), value): Cell(value, Style.DATE if isinstance(value, dt.date) else plain)
        for value in values
    }
    return [cells[type(value), value] for value in values]
