"""The journal as rows of a sheet or of a file, and back, line by line."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from xladdin.dunning.journal import Journal, JournalEntry, Origin, State, merge
from xladdin.dunning.scenario import LEVELS
from xladdin.dunning.scenario_rows import CHANNEL_WORDS
from xladdin.dunning.sheet_row import RowReader
from xladdin.ledger.history import StepRef
from xladdin.model.text import fold

if TYPE_CHECKING:
    from collections.abc import Iterable

    from xladdin.dunning.sheet_row import SheetRow
    from xladdin.model.problem import Problem
    from xladdin.model.sheet_plan import Value

DATE: Final = "Date"
CUSTOMER: Final = "Client"
NAME: Final = "Nom"
NUMBER: Final = "Numéro de pièce"
DUE: Final = "Échéance"
STEP: Final = "Étape"
RANK: Final = "Niveau"
ACTION: Final = "Action n°"
CHANNEL: Final = "Canal"
STATE: Final = "État"
ORIGIN: Final = "Origine"
CAMPAIGN: Final = "Campagne"
TEXT: Final = "Texte"
PROMISE: Final = "Promesse"
AUTHOR: Final = "Auteur"
ABOUT: Final = "Suite de"
ID: Final = "Identifiant"

JOURNAL_HEADINGS: Final = (
    DATE, CUSTOMER, NUMBER, DUE, STEP, RANK, ACTION, CHANNEL, STATE, ORIGIN, CAMPAIGN, TEXT, PROMISE, AUTHOR,
    ABOUT, ID,
)  # fmt: skip

_STATES: Final = {fold(state): state for state in State}
_ORIGINS: Final = {fold(origin): origin for origin in Origin}


def journal_table(journal: Journal) -> list[list[Value]]:
    """Rows without the headings, in the order of the journal; ``read_journal`` gives it back."""
    return [
        [
            entry.date,
            entry.customer,
            entry.number or None,
            entry.due,
            entry.step or None,
            entry.ref.rank if entry.ref else None,
            (entry.ref.action or None) if entry.ref else None,
            entry.channel.value if entry.channel else None,
            entry.state.value if entry.state else None,
            entry.origin.value,
            entry.campaign or None,
            entry.text or None,
            entry.promise,
            entry.author or None,
            entry.about or None,
            entry.id,
        ]
        for entry in journal.entries
    ]


def read_journal(rows: Iterable[SheetRow]) -> tuple[Journal, tuple[Problem, ...]]:
    """The journal, and the cells that cannot be read; a line with one of them is left out.

    A line that the user wrote herself, without an origin, is « saisie manuelle » of a letter that left when
    it has a level, else a note.

    Args:
        rows: keyed by ``JOURNAL_HEADINGS``; dates as dates, or as texts like 2026-06-30 or 30/06/2026.
    """
    entries: list[JournalEntry] = []
    problems: list[Problem] = []
    for row in rows:
        if row.is_blank():
            continue
        entry, faults = read_entry(row)
        if entry is not None:
            entries.append(entry)
        problems += faults
    return merge(Journal(), Journal(tuple(entries))), tuple(problems)


def read_entry(row: SheetRow) -> tuple[JournalEntry | None, list[Problem]]:
    """One line that is not blank: its entry, None with the cells at fault."""
    cells = RowReader(row)
    return _entry(cells), cells.problems


def _entry(cells: RowReader) -> JournalEntry | None:
    date = cells.date(DATE)
    if date is None and not cells.problems:
        cells.missing(DATE, "une date")
    ref = _ref(cells)
    state = cells.choice_or_blank(STATE, _STATES)
    origin = cells.choice_or_blank(ORIGIN, _ORIGINS)
    if origin is None:
        origin = Origin.TYPED if ref else Origin.NOTE
        state = State.SENT if ref and state is None else state
    channel = cells.choice_or_blank(CHANNEL, CHANNEL_WORDS)
    due, promise = cells.date(DUE), cells.date(PROMISE)
    if date is None or cells.problems:
        return None
    return JournalEntry(
        date=date,
        origin=origin,
        customer=cells.text(CUSTOMER) or cells.text(NAME),
        author=cells.text(AUTHOR),
        state=state,
        campaign=cells.text(CAMPAIGN),
        number=cells.text(NUMBER),
        due=due,
        ref=ref,
        step=cells.text(STEP),
        channel=channel,
        about=cells.text(ABOUT),
        text=cells.text(TEXT),
        promise=promise,
        id=cells.text(ID),
    )


def _ref(cells: RowReader) -> StepRef | None:
    rank = cells.whole(RANK, LEVELS, "un niveau, de 0 à 4")
    action = cells.whole(ACTION, range(1, 1_000), "le rang de l’action, à partir de 1")
    return None if rank is None else StepRef(rank, action or 0)
