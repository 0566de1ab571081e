"""Sheet « Actions à mener »: everything to do about late payers, by person in charge and date."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from xladdin.model.cells import address
from xladdin.model.marks import ACTIONS
from xladdin.model.sheet_plan import Area, Block, Cell, Condition, Page, SheetPlan, Style
from xladdin.model.wording import french_date
from xladdin.sheets import layout

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Sequence

    from xladdin.dunning.agenda import AgendaLine

MARK: Final = ACTIONS
NAME: Final = "Actions à mener"
NOBODY: Final = "(sans chargé)"
NOTHING: Final = "Rien à mener pour le moment."

_ON, _NAME, _PIECES = "Pour le", "Nom Client", "Pièces"
_WIDTHS: Final[dict[str, float]] = {
    "Chargé": 16, _ON: 11, "Action": 28, "Code Client": 12, _NAME: 24, "Contact": 19,
    "Téléphone": 15, "Reste dû": 13, "Devise": 7, "Raison": 46, _PIECES: 26, "Canal": 10, "Dossier": 11,
    "E-mail": 32,
}  # fmt: skip
_WIDEST_NAME: Final = 36
_HEADINGS: Final = tuple(_WIDTHS)
_KEYS: Final = ("Action", "Code Client", "Devise", _PIECES)
_MOST_NUMBERS: Final = 3
_HOW: Final = "Une action faite se note au Journal des relances ; l’actualisation refait la liste."


def actions_plan(lines: Sequence[AgendaLine], *, as_of: dt.date) -> SheetPlan:
    """One row per action; those whose day is over are bold.

    Args:
        lines: of ``agenda``, in their order.
    """
    block = Block(
        layout.HEADER_ROW,
        layout.HEADER_ROW + len(lines),
        len(_HEADINGS),
        key_columns=tuple(_HEADINGS.index(heading) + 1 for heading in _KEYS),
    )
    late = sum(line.late for line in lines)
    count = f"{len(lines)} action{'s' if len(lines) > 1 else ''}, dont {late} en retard."
    note = count if lines else NOTHING
    cells = {
        (1, 1): Cell(NAME, Style.TITLE),
        (2, 1): Cell(f"Arrêté au {french_date(as_of)}", Style.LABEL),
        (3, 1): Cell(f"{note} {_HOW}", Style.NOTE),
    } | layout.headings(_HEADINGS)
    for row, line in enumerate(lines, block.first_row):
        cells |= layout.line(row, _line(line))
    name = layout.name_width([line.name for line in lines], _WIDTHS[_NAME], _WIDEST_NAME)
    return SheetPlan(
        name=NAME,
        mark=MARK,
        cells=cells,
        widths=tuple((_WIDTHS | {_NAME: name}).values()),
        heights=layout.HEIGHTS,
        freeze=(layout.HEADER_ROW, 3),
        block=block,
        filter=block.area(),
        conditions=(_late(block, as_of),) if lines else (),
        page=Page(
            repeated_rows=(layout.HEADER_ROW, layout.HEADER_ROW),
            area=Area(1, 1, block.last_row, _HEADINGS.index(_PIECES) + 1),
        ),
    )


def _line(line: AgendaLine) -> tuple[Cell, ...]:
    action = line.action
    numbers = ", ".join(action.numbers[:_MOST_NUMBERS])
    if len(action.numbers) > _MOST_NUMBERS:
        numbers += f" et {len(action.numbers) - _MOST_NUMBERS} de plus"
    return (
        Cell(line.collector or NOBODY),
        Cell(action.on, Style.DATE),
        Cell(action.what),
        Cell(line.customer),
        Cell(line.name, Style.NAME),
        Cell(line.contact or None),
        Cell(line.phone or None),
        Cell(layout.units(action.amount), Style.AMOUNT),
        Cell(line.currency, Style.CENTRE),
        Cell(action.why or None),
        Cell(numbers),
        Cell(action.how or None, Style.CENTRE),
        Cell(line.case or None, Style.CENTRE),
        Cell(line.email or None),
    )


def _late(block: Block, as_of: dt.date) -> Condition:
    """What should be done already."""
    place = _HEADINGS.index(_ON) + 1
    on = f"${address(block.first_row, place)}"
    day = f"DATE({as_of.year},{as_of.month},{as_of.day})"
    area = Area(block.first_row, place, block.last_row, place + 1)
    return Condition(area, f"={on}<{day}", "late")
