"""Sheet « Relances à faire »: whom the next campaign reminds of what, which « Non » of hers it obeys."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from xladdin.dunning.ticks import NO, NUMBER, TICK, YES, written_step
from xladdin.ledger.row_traces import KEY, TRACE, RowTrace, row_keys, trace_text
from xladdin.model.cells import address
from xladdin.model.marks import TO_REMIND
from xladdin.model.sheet_plan import Area, Block, Cell, Condition, Page, SheetPlan, Style, Validation
from xladdin.model.source_map import Field
from xladdin.model.wording import french_amount
from xladdin.sheets import layout

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Mapping, Sequence

    from xladdin.dunning.to_remind import PieceToRemind
    from xladdin.ledger.row_traces import PieceId
    from xladdin.ledger.schema import Customers

MARK: Final = TO_REMIND
NAME: Final = "Relances à faire"
PROPOSED, HELD = "proposée", "retenue"

_DUE, _LATE, _LEFT, _CURRENCY = "Échéance", "Jours de retard", "Reste dû", "Devise"
_STEP, _LEVEL, _CHANNEL, _STATE, _WHY = "Étape proposée", "Niveau", "Canal", "Situation", "Motif"
_CONTACT_ON, _CONTACT, _AT_RISK = "Dernier contact", "Objet du contact", "En retard du client"
_PERSON, _PHONE, _EMAIL = "Contact", "Téléphone", "E-mail"
_WIDTHS: Final[dict[str, float]] = {
    TICK: 10, layout.CODE: 12, layout.NAME: 24, NUMBER: 14, _DUE: 11, _LATE: 8, _LEFT: 12, _CURRENCY: 7,
    _STEP: 18, _LEVEL: 8, _CHANNEL: 10, _WHY: 60, _CONTACT_ON: 11, _CONTACT: 24, _PERSON: 18, _PHONE: 15,
    _EMAIL: 30, _AT_RISK: 14, _STATE: 11, KEY: 0, TRACE: 0,
}  # fmt: skip
"""Columns in order; hidden ones have none."""
_WIDEST_NAME: Final = 36
_FROZEN: Final = "la campagne dépend de ce qui est déjà parti"


def to_remind_plan(
    pieces: Sequence[PieceToRemind],
    customers: Customers,
    *,
    as_of: dt.date,
    on_held: Mapping[PieceId, str],
    refused: str = "",
) -> SheetPlan:
    """Proposals with their tick on top, what is held back underneath.

    Args:
        pieces: of ``xladdin.dunning.to_remind``, in order.
        on_held: what she wrote on pieces held back.
        refused: French, why no campaign can be proposed.
    """
    place = {code: row for row, code in enumerate(customers.code)}
    rows = [place[one.piece.customer] for one in pieces]
    named = all(customers.code[row] == customers.name[row] for row in rows)
    labels = [label for label in _WIDTHS if label != layout.CODE or not named]
    columns = _columns(pieces, customers, rows, on_held)
    block = Block(
        layout.HEADER_ROW,
        layout.HEADER_ROW + len(pieces),
        len(labels),
        key_columns=(labels.index(KEY) + 1,),
    )
    cells = layout.head(NAME, as_of, "", because=_FROZEN) | layout.headings(labels)
    cells[3, 1] = Cell(refused, Style.WARNING) if refused else Cell(_summary(pieces), Style.NOTE)
    for row, line in enumerate(zip(*(columns[label] for label in labels), strict=True), block.first_row):
        cells |= layout.line(row, line)
    return SheetPlan(
        name=NAME,
        mark=MARK,
        cells=cells,
        widths=tuple(
            layout.name_width([cell.value for cell in columns[label]], _WIDTHS[label], _WIDEST_NAME)
            if label == layout.NAME
            else _WIDTHS[label]
            for label in labels
        ),
        heights=layout.HEIGHTS,
        freeze=(layout.HEADER_ROW, labels.index(NUMBER) + 1),
        block=block,
        filter=block.area(),
        validations=_validations(block, pieces),
        conditions=_conditions(labels, block) if pieces else (),
        page=Page(
            repeated_rows=(layout.HEADER_ROW, layout.HEADER_ROW),
            area=Area(1, 1, block.last_row, labels.index(_CONTACT_ON) + 1),
        ),
    )


def _columns(
    pieces: Sequence[PieceToRemind], customers: Customers, rows: Sequence[int], on_held: Mapping[PieceId, str]
) -> dict[str, list[Cell]]:
    def told(field: Field) -> list[Cell]:
        texts = customers.text(field)
        return layout.column((str(texts[row]) for row in rows), Style.TEXT)

    contacts = [one.contact for one in pieces]
    return {
        TICK: [_tick(one, on_held) for one in pieces],
        layout.CODE: layout.column((one.piece.customer for one in pieces), Style.TEXT),
        layout.NAME: layout.column((customers.name[row] for row in rows), Style.NAME),
        NUMBER: layout.column((one.piece.number for one in pieces), Style.TEXT),
        _DUE: layout.column((one.piece.due for one in pieces), Style.DATE),
        _LATE: layout.column((one.days_late for one in pieces), Style.INTEGER),
        _LEFT: layout.column((layout.units(one.outstanding) for one in pieces), Style.AMOUNT),
        _CURRENCY: layout.column((one.currency for one in pieces), Style.CENTRE),
        _AT_RISK: layout.column((layout.units(one.at_risk) for one in pieces), Style.AMOUNT),
        _STEP: layout.column((one.step for one in pieces), Style.TEXT),
        _LEVEL: layout.column(
            (one.ref.rank if one.step and one.ref is not None else None for one in pieces), Style.CENTRE
        ),
        _CHANNEL: layout.column((one.channel and one.channel.value for one in pieces), Style.CENTRE),
        _STATE: layout.column((HELD if one.ticked is None else PROPOSED for one in pieces), Style.CENTRE),
        _WHY: [Cell(_why(one, on_held)) for one in pieces],
        _CONTACT_ON: layout.column((one and one.date for one in contacts), Style.DATE),
        _CONTACT: layout.column((one and one.what for one in contacts), Style.TEXT),
        _PERSON: told(Field.CONTACT),
        _PHONE: told(Field.PHONE),
        _EMAIL: told(Field.EMAIL),
        KEY: layout.column(row_keys([one.piece for one in pieces]), Style.NOTE),
        TRACE: [Cell(trace_text(RowTrace(one.piece, written_step(one.ref))), Style.NOTE) for one in pieces],
    }


def _tick(one: PieceToRemind, on_held: Mapping[PieceId, str]) -> Cell:
    if one.ticked is None:
        return Cell(on_held.get(one.piece), Style.CENTRE)
    return Cell(YES if one.ticked else NO, Style.INPUT)


def _why(one: PieceToRemind, on_held: Mapping[PieceId, str]) -> str:
    answer = on_held.get(one.piece) if one.ticked is None else None
    if answer is None:
        return one.why
    return f"« {answer} » sans effet sur une pièce retenue : {one.why}"


def _summary(pieces: Sequence[PieceToRemind]) -> str:
    """How much there is to do, in words."""
    asked = [one for one in pieces if one.ticked]
    struck, held = (sum(one.ticked is value for one in pieces) for value in (False, None))
    sums: dict[str, int] = {}
    for one in asked:
        sums[one.currency] = sums.get(one.currency, 0) + one.outstanding
    total = " + ".join(f"{french_amount(cents)} {currency}" for currency, cents in sums.items())
    parts = [f"{_counted(len(asked), 'pièce')} à relancer{f' ({total})' if total else ''}"]
    if struck:
        parts.append(f"{_counted(struck, 'décochée')}")
    if held:
        parts.append(f"{_counted(held, 'retenue')}")
    return f"{', '.join(parts)}. « {NO} » écarte une pièce de la prochaine campagne."


def _counted(count: int, word: str) -> str:
    return f"{count} {word}{'s' if count > 1 else ''}"


def _validations(block: Block, pieces: Sequence[PieceToRemind]) -> tuple[Validation, ...]:
    answered = sum(one.step != "" for one in pieces)
    if not answered:
        return ()
    area = Area(block.first_row, 1, block.header_row + answered, 1)
    note = f"« {NO} » : la prochaine campagne laisse cette pièce de côté."
    return (Validation(area, "list", (YES, NO), TICK, note),)


def _conditions(labels: Sequence[str], block: Block) -> tuple[Condition, ...]:
    """Struck-out pieces crossed out, those held back in grey."""
    rows = Area(block.first_row, 1, block.last_row, block.last_column)
    state = f"${address(block.first_row, labels.index(_STATE) + 1)}"
    tick = f"${address(block.first_row, labels.index(TICK) + 1)}"
    return (
        Condition(rows, f'={state}="{HELD}"', "done"),
        Condition(rows, f'={tick}="{NO}"', "struck_out"),
    )
