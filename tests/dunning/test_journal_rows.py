"""The journal in a sheet or a file: written, read back, and what its faults are called."""

from __future__ import annotations

import json

import pytest
from dunning_samples import day
from hypothesis import given
from strategies_of_journals import JOURNALS

from xladdin.dunning.journal import Journal, Origin, State
from xladdin.dunning.journal_history import history_from_journal
from xladdin.dunning.journal_rows import JOURNAL_HEADINGS, journal_table, read_journal
from xladdin.dunning.scenario import Channel
from xladdin.dunning.sheet_row import SheetRow

COLUMNS = {heading: place for place, heading in enumerate(JOURNAL_HEADINGS, 1)}


def row(number: int, cells: dict[str, object]) -> SheetRow:
    return SheetRow("Journal des relances", number, cells, COLUMNS)


def rows_of(journal: Journal) -> list[SheetRow]:
    table = journal_table(journal)
    return [
        row(place, dict(zip(JOURNAL_HEADINGS, cells, strict=True))) for place, cells in enumerate(table, 2)
    ]


@given(JOURNALS)
def test_what_is_written_is_read_back(journal: Journal) -> None:
    assert read_journal(rows_of(journal)) == (journal, ())


@given(JOURNALS)
def test_so_it_is_through_a_file(journal: Journal) -> None:
    text = json.dumps([dict(one.values) for one in rows_of(journal)], default=str)
    back, problems = read_journal([row(place, cells) for place, cells in enumerate(json.loads(text), 2)])
    assert (back, problems) == (journal, ())


def test_a_line_written_by_hand_is_a_letter_that_left() -> None:
    cells = {
        "Date": "05/02/2026",
        "Client": "C1",
        "Numéro de pièce": 1001.0,
        "Niveau": 1.0,
        "Canal": "courrier",
    }
    journal, problems = read_journal([row(2, {}), row(3, cells)])
    (entry,) = journal.entries
    assert problems == ()
    assert (entry.origin, entry.state, entry.channel) == (Origin.TYPED, State.SENT, Channel.LETTER)
    assert entry.id
    assert history_from_journal(journal).sent == {("1001", 1): day(5)}


def test_a_line_without_a_level_is_a_note() -> None:
    journal, _ = read_journal([row(2, {"Date": day(5), "Client": "C1", "Texte": "appelé"})])
    assert [(entry.origin, entry.state) for entry in journal.entries] == [(Origin.NOTE, None)]
    assert history_from_journal(journal).sent == {}


@pytest.mark.parametrize(
    ("heading", "value", "cell"),
    [
        ("Date", "", "A2"),
        ("Date", "hier", "A2"),
        ("Date", 46000.0, "A2"),
        ("Échéance", "bientôt", "D2"),
        ("Niveau", 5, "F2"),
        ("Action n°", "deux", "G2"),
        ("Canal", "pigeon", "H2"),
        ("État", "perdue", "I2"),
        ("Origine", "ailleurs", "J2"),
    ],
)
def test_a_fault_names_its_cell_and_leaves_the_line_out(heading: str, value: object, cell: str) -> None:
    cells = {"Date": day(5), "Client": "C1", "Numéro de pièce": "F1", "Niveau": 1, heading: value}
    journal, problems = read_journal([row(2, cells), row(3, {"Date": day(6), "Texte": "ok"})])
    assert [(one.code, one.cell) for one in problems] == [("valeur-illisible", cell)]
    assert len(journal.entries) == 1
