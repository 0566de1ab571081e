"""Reminders in the user's own columns."""

from __future__ import annotations

import datetime as dt

import pytest
from grids import HEADINGS, grid, invoice, read, told

from xladdin.workbook.reminders import level_of

JUNE_2, JUNE_9 = dt.date(2026, 6, 2), dt.date(2026, 6, 9)


def test_dates_by_rank_whatever_the_headings() -> None:
    headings = [*HEADINGS, "1ère relance", "Relance 2", "R3", "Mise en demeure le"]
    rows = [invoice("F1", 1.0, JUNE_2, "09/06/2026", "", ""), invoice("F2", 1.0, "", "", "", JUNE_9)]
    history = read(grid("Factures", [headings, *rows])).history
    assert history.sent == {("F1", 1): JUNE_2, ("F1", 2): JUNE_9, ("F2", 4): JUNE_9}


def test_a_tick_is_a_level_without_date_and_nonsense_is_told() -> None:
    headings = [*HEADINGS, "Relance 1", "Relance 2"]
    rows = [invoice("F1", 1.0, "x", "fait"), invoice("F2", 1.0, JUNE_2, "bof"), invoice("F3", 1.0, "non", "")]
    workbook = read(grid("Factures", [headings, *rows]))
    assert workbook.history.levels == {"F1": 2}
    assert workbook.history.sent == {("F2", 1): JUNE_2}
    assert told(workbook)["relance-illisible"] == "G3"


def test_level_with_its_last_date() -> None:
    headings = [*HEADINGS, "Niveau de relance", "Date dernière relance"]
    rows = [
        invoice("F1", 1.0, 2.0, JUNE_9),
        invoice("F2", 1.0, 0.0, ""),
        invoice("F3", 1.0, "Mise en demeure", ""),
    ]
    history = read(grid("Factures", [headings, *rows])).history
    assert history.levels == {"F1": 2, "F3": 4}
    assert history.sent == {("F1", 2): JUNE_9}


@pytest.mark.parametrize(
    ("text", "level"),
    [
        ("", 0),
        ("0", 0),
        ("R1", 1),
        ("Relance 3", 3),
        ("2ème rappel", 2),
        ("MED", 4),
        ("7", 4),
        ("aucune", 0),
        ("oups", None),
    ],
)
def test_levels(text: str, level: int | None) -> None:
    assert level_of(text) == level
