"""Worksheet functions over the reminders of a piece: its level, and each of them with its date."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from xladdin.errors import ArgumentError
from xladdin.ledger.history import RANKS
from xladdin.model.source_map import Field
from xladdin.model.text import fold
from xladdin.surfaces.udf_arguments import as_date, as_datetime, as_text, single, today
from xladdin.surfaces.udf_cells import each_cell, is_blank
from xladdin.surfaces.udf_ledger import own_workbook, read_lists

if TYPE_CHECKING:
    import datetime as dt

    from xladdin.ledger.history import History
    from xladdin.ledger.ledger import Ledger
    from xladdin.surfaces.udf_ledger import ReadsWorkbook

_REMINDER_COLUMNS: Final = frozenset(
    (
        Field.REMINDER_1,
        Field.REMINDER_2,
        Field.REMINDER_3,
        Field.REMINDER_4,
        Field.REMINDER_LEVEL,
        Field.REMINDER_DATE,
    )
)


def reminder_level(
    *, piece: object, factures: object, arrete: object, classeur: ReadsWorkbook = None
) -> object:
    """Rank of the last reminder of each piece, 0 for none."""
    as_of, ledger, history = _reminder_source(factures, arrete, classeur)
    numbers = _spelt(ledger)
    levels = dict(history.levels)
    for (number, rank), day in history.sent.items():
        if day <= as_of:
            levels[number] = max(rank, levels.get(number, 0))

    def level(cell: object) -> object:
        return "" if is_blank(cell) else levels.get(_piece(cell, numbers), 0)

    return each_cell(level, piece)


def reminders(*, piece: object, factures: object, arrete: object, classeur: ReadsWorkbook = None) -> object:
    """Each reminder of a piece and its date, calls and preventive letters of the Journal included."""
    as_of, ledger, history = _reminder_source(factures, arrete, classeur)
    number = _piece(single(piece, "piece"), _spelt(ledger))
    found = _past(history, number, as_of)
    if not found:
        return "Aucune relance datée"
    return tuple((name, as_datetime(day)) for day, name in found)


def _reminder_source(
    factures: object, arrete: object, classeur: ReadsWorkbook
) -> tuple[dt.date, Ledger, History]:
    """As-of date, pieces and their reminders.

    A range that has no column of reminders leaves them to the workbook of the calling cell, of which the
    Journal des relances is a part.
    """
    asked = as_date(arrete, "arrete")
    if factures is None and classeur is not None:
        own = own_workbook(classeur)
        return asked or own.settings.as_of or today(), own.ledger, own.history
    given = read_lists(factures)
    columns = {field for source in given.source_map.lists for field in source.columns}
    if classeur is None or columns & _REMINDER_COLUMNS:
        return asked or today(), given.ledger, given.history
    return asked or today(), given.ledger, classeur().history


def _spelt(ledger: Ledger) -> dict[str, str]:
    """Piece numbers by their folded spelling."""
    return {fold(number): number for number in ledger.items.number.tolist() if number}


def _piece(cell: object, numbers: dict[str, str]) -> str:
    wanted = as_text(cell, "piece")
    if not wanted:
        raise ArgumentError("Il manque le numéro de la pièce.", "Donnez la cellule qui le contient.")
    number = numbers.get(fold(wanted))
    if number is None:
        raise ArgumentError(
            f"Pièce « {wanted} » introuvable.", "Vérifiez le numéro et la plage des factures."
        )
    return number


def _past(history: History, number: str, as_of: dt.date) -> list[tuple[dt.date, str]]:
    """What was done for a piece up to the close of a day, oldest first."""
    letters = {(day, f"Relance {rank}") for (one, rank), day in history.sent.items() if one == number}
    others = {
        (step.date, step.name)
        for step in history.steps
        if step.number == number and step.done and (step.ref.action or step.ref.rank not in RANKS)
    }
    return sorted(one for one in letters | others if one[0] <= as_of)
