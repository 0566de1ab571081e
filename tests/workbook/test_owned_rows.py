"""Rows of our own sheets, as the user left them."""

from __future__ import annotations

import datetime as dt

from grids import grid

from xladdin.workbook.grid import Book, Grid
from xladdin.workbook.owned_rows import owned_rows

HEADINGS = ("Scénario", "Étape", "Délai", "Risque client")


def _book(*rows: list[object], **facts: object) -> Book:
    return Book(
        "essai.xlsx", (Grid("Autre", [["Scénario"]]), grid("Mes étapes", rows, mark="scenarios", **facts))
    )


def test_rows_stand_under_the_headings_wherever_they_are() -> None:
    book = _book(
        ["Scénarios"], [], ["Étape", "À moi", "scenario", "Risque client"], ["1er rappel", 1, "PME", ""]
    )
    (row,) = owned_rows(book, "scenarios", HEADINGS)
    assert row.sheet == "Mes étapes"
    assert row.row == 4
    assert row.text("Scénario") == "PME"
    assert row.text("Étape") == "1er rappel"
    assert row.columns == {"Étape": 1, "Scénario": 3, "Risque client": 4}


def test_blank_rows_are_passed_over_and_dates_stay_dates() -> None:
    day = dt.date(2026, 6, 1)
    book = _book(list(HEADINGS), ["", "", "", ""], ["A", "b", day, ""])
    (row,) = owned_rows(book, "scenarios", HEADINGS)
    assert row.values["Délai"] == day


def test_an_error_cell_is_its_text() -> None:
    book = _book(list(HEADINGS), ["A", "b", "", ""], errors={(2, 3): "#N/A"})
    (row,) = owned_rows(book, "scenarios", HEADINGS)
    assert row.text("Délai") == "#N/A"


def test_of_two_lists_side_by_side_each_has_its_own_column() -> None:
    book = _book(
        [*HEADINGS, "", "Client", "Groupe", "Risque client"], ["A", "b", 1, "haut", "", "C1", "", "bas"]
    )
    (left,) = owned_rows(book, "scenarios", HEADINGS)
    (right,) = owned_rows(book, "scenarios", ("Client", "Groupe", "Risque client"))
    assert (left.text("Risque client"), right.text("Risque client")) == ("haut", "bas")


def test_no_sheet_or_no_headings_is_no_row() -> None:
    assert owned_rows(_book(list(HEADINGS), ["A"]), "journal", HEADINGS) == []
    assert owned_rows(_book(["rien"], ["A"]), "scenarios", HEADINGS) == []
