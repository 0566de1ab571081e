"""Dates that the user types, corrects and clears in our Suivi: each becomes a line of the Journal, once."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

import openpyxl
import pytest
from tracking_samples import FOLLOW_UP, INVOICES, JOURNAL, Book, day

if TYPE_CHECKING:
    from pathlib import Path

    from xladdin.dunning.journal import JournalEntry

LATE = 40
TYPED = dt.date(2026, 2, 20)


@pytest.fixture
def book(tmp_path: Path) -> Book:
    """Refreshed once: only F5 was ever reminded, as her own list says."""
    made = Book(tmp_path / "suivi.xlsx")
    made.refresh(LATE)
    return made


def journal(book: Book) -> list[tuple[str, str, dt.date, str]]:
    def told(entry: JournalEntry) -> tuple[str, str, dt.date, str]:
        return entry.number, entry.step, entry.date, entry.state or ""

    return [told(entry) for entry in book.read().dunning.journal.entries]


def shown(book: Book, number: str, nth: int = 0) -> list[dt.date | str | None]:
    sheet = book.sheet(FOLLOW_UP)
    return [sheet.get(sheet.row(number, nth), f"Relance {rank}") for rank in (1, 2, 3, 4)]


def test_nothing_typed_leaves_no_line_and_no_journal(book: Book) -> None:
    assert book.read().dunning.typed.changes == ()
    book.refresh(LATE)
    assert JOURNAL not in book.titles()
    assert shown(book, "F5") == [dt.date(2026, 2, 6), None, None, None]


@pytest.mark.parametrize("typed", [TYPED, "20 février 2026"])
def test_a_typed_date_becomes_a_line_and_stays(book: Book, typed: object) -> None:
    with book.edited(FOLLOW_UP) as sheet:
        sheet.put(sheet.row("F1"), "Relance 1", typed)
    once = book.refresh(LATE)
    assert journal(book) == [("F1", "Relance 1", TYPED, "envoyée")]
    assert shown(book, "F1") == [TYPED, None, None, None]
    assert book.refresh(LATE + 1) != once
    assert journal(book) == [("F1", "Relance 1", TYPED, "envoyée")]
    assert book.refresh(LATE) == once


def test_a_date_of_a_campaign_is_corrected(book: Book) -> None:
    book.generate(LATE)
    with book.edited(FOLLOW_UP) as sheet:
        assert sheet.get(sheet.row("F1"), "Relance 1") == day(LATE)
        sheet.put(sheet.row("F1"), "Relance 1", day(LATE + 2))
    book.refresh(LATE + 5)
    assert ("F1", 1, day(LATE + 2)) in book.steps()
    assert ("F1", 1, day(LATE)) not in book.steps()
    assert [line for line in journal(book) if line[0] == "F1"] == [
        ("F1", "1er rappel", day(LATE), "envoyée"),
        ("F1", "1er rappel", day(LATE + 2), "envoyée"),
    ]
    assert shown(book, "F1")[0] == day(LATE + 2)


def test_a_cleared_date_cancels_and_the_piece_is_proposed_again(book: Book) -> None:
    book.generate(LATE)
    with book.edited(FOLLOW_UP) as sheet:
        sheet.put(sheet.row("F1"), "Relance 1", None)
    book.refresh(LATE)
    assert journal(book)[-1] == ("F1", "1er rappel", day(LATE), "annulée")
    assert shown(book, "F1") == [None, None, None, None]
    assert book.generate(LATE + 8)["F1"] == "1er rappel"


def test_a_cleared_date_does_not_come_back_from_her_own_list(book: Book) -> None:
    with book.edited(FOLLOW_UP) as sheet:
        sheet.put(sheet.row("F5"), "Relance 1", None)
    once = book.refresh(LATE)
    assert shown(book, "F5") == [None, None, None, None]
    assert [line[3] for line in journal(book)] == ["envoyée", "annulée"]
    assert book.refresh(LATE) == once
    with book.edited(FOLLOW_UP) as sheet:
        sheet.put(sheet.row("F5"), "Relance 1", dt.date(2026, 2, 6))
    book.refresh(LATE)
    assert shown(book, "F5")[0] == dt.date(2026, 2, 6), "typed again, it holds"


@pytest.mark.slow
def test_each_instalment_has_its_own_dates(book: Book) -> None:
    with book.edited(FOLLOW_UP) as sheet:
        sheet.put(sheet.row("E1", 1), "Relance 1", TYPED)
    book.refresh(LATE)
    assert shown(book, "E1", 0)[0] is None
    assert shown(book, "E1", 1)[0] == TYPED


@pytest.mark.parametrize("left_out", [(), ("Clé", "Repère")])
@pytest.mark.slow
def test_rows_may_be_sorted_with_or_without_the_hidden_columns(book: Book, left_out: tuple[str, ...]) -> None:
    book.generate(LATE)
    before = book.steps()
    with book.edited(FOLLOW_UP) as sheet:
        sheet.sort("Montant", without=left_out, reverse=True)
        sheet.put(sheet.row("F3"), "Relance 2", TYPED)
    book.refresh(LATE)
    assert book.steps() == before | {("F3", 2, TYPED)}


@pytest.mark.slow
def test_a_change_in_her_list_is_no_typed_date(book: Book) -> None:
    with book.edited("Factures") as sheet:
        sheet.sheet.cell(2, sheet.columns["Relance 1"]).value = TYPED
    book.refresh(LATE)
    assert JOURNAL not in book.titles()
    assert shown(book, "F1")[0] == TYPED


@pytest.mark.slow
def test_a_corrected_due_date_does_not_hide_what_was_sent(book: Book) -> None:
    book.generate(LATE)
    with book.edited("Factures") as sheet:
        sheet.sheet.cell(2, sheet.columns["Échéance"]).value = day(3)
    book.refresh(LATE)
    assert shown(book, "F1")[0] == day(LATE)
    with book.edited(FOLLOW_UP) as sheet:
        sheet.put(sheet.row("F1"), "Relance 1", None)
    book.refresh(LATE)
    assert shown(book, "F1")[0] is None
    assert book.generate(LATE + 8)["F1"] == "1er rappel"


def test_a_text_stays_in_its_cell_and_is_told(book: Book) -> None:
    book.generate(LATE)
    with book.edited(FOLLOW_UP) as sheet:
        row = sheet.row("F1")
        sheet.put(row, "Relance 1", "vers mardi")
    once = book.refresh(LATE)
    assert shown(book, "F1")[0] == "vers mardi"
    assert ("suivi-date-illisible", FOLLOW_UP, f"B{row}") in book.problems()
    assert ("F1", 1, day(LATE)) in book.steps(), "the date known holds"
    assert book.refresh(LATE) == once
    with book.edited(FOLLOW_UP) as sheet:
        sheet.put(sheet.row("F1"), "Relance 1", day(LATE))
    book.refresh(LATE)
    assert shown(book, "F1")[0] == day(LATE)
    assert len([line for line in journal(book) if line[0] == "F1"]) == 1


@pytest.mark.slow
def test_a_text_on_a_row_that_is_filtered_out_becomes_a_note(tmp_path: Path) -> None:
    book = Book(tmp_path / "suivi.xlsx")
    book.refresh(LATE)
    with book.edited(FOLLOW_UP) as sheet:
        sheet.put(sheet.row("F1"), "Relance 2", "vers mardi")
    book.refresh(LATE, where={"dispute": "prix"})
    (entry,) = book.read().dunning.journal.entries
    assert entry.customer == "C1"
    assert entry.text == "Suivi des relances, pièce F1, Relance 2 : vers mardi"


@pytest.mark.slow
def test_a_row_that_she_wrote_is_known_by_its_number(book: Book) -> None:
    with book.edited(FOLLOW_UP) as sheet:
        row = sheet.sheet.max_row
        for column in range(1, sheet.sheet.max_column + 1):
            sheet.sheet.cell(row, column).value = None
        sheet.put(row, "Numéro de Pièce", "F2")
        sheet.put(row, "Relance 1", TYPED)
    book.refresh(LATE)
    assert ("F2", 1, TYPED) in book.steps()
    assert shown(book, "F2")[0] == TYPED


@pytest.mark.slow
def test_a_row_about_an_unknown_piece_is_kept_in_the_journal(book: Book) -> None:
    with book.edited(FOLLOW_UP) as sheet:
        row = sheet.sheet.max_row + 1
        sheet.put(row, "Numéro de Pièce", "ZZ9")
        sheet.put(row, "Nom Client", "Inconnu")
        sheet.put(row, "Relance 1", TYPED)
    book.refresh(LATE)
    (entry,) = book.read().dunning.journal.entries
    assert (entry.number, entry.customer, entry.date) == ("ZZ9", "Inconnu", TYPED)


@pytest.mark.slow
def test_a_suivi_without_traces_is_compared_with_what_is_known(book: Book) -> None:
    with book.edited(FOLLOW_UP) as sheet:
        sheet.sheet.delete_cols(sheet.columns["Clé"], 2)
        sheet.put(sheet.row("F1"), "Relance 1", TYPED)
    book.refresh(LATE)
    assert journal(book) == [("F1", "Relance 1", TYPED, "envoyée")]


@pytest.mark.slow
def test_the_journal_comes_back_for_a_typed_date_although_she_had_deleted_it(book: Book) -> None:
    book.generate(LATE)
    file = openpyxl.load_workbook(book.path)
    del file[JOURNAL]
    file.save(book.path)
    with book.edited(FOLLOW_UP) as sheet:
        sheet.put(sheet.row("F3"), "Relance 4", TYPED)
    book.refresh(LATE)
    assert ("F3", 4, TYPED) in book.steps()


@pytest.mark.slow
def test_only_suivi_asked_for_writes_the_journal_as_well(book: Book) -> None:
    with book.edited(FOLLOW_UP) as sheet:
        sheet.put(sheet.row("F1"), "Relance 1", TYPED)
    book.refresh(LATE, sheets=[FOLLOW_UP])
    assert journal(book) == [("F1", "Relance 1", TYPED, "envoyée")]


@pytest.mark.slow
def test_a_further_currency_has_a_suivi_in_which_dates_are_typed_too(tmp_path: Path) -> None:
    path = tmp_path / "devises.xlsx"
    file = openpyxl.Workbook()
    sheet = file.active
    assert sheet is not None
    sheet.append(["N° facture", "Client", "Date facture", "Échéance", "Montant TTC", "Devise"])
    for line in INVOICES[:2]:
        sheet.append([line[0], line[2], line[3], line[4], line[5], "EUR" if line[0] == "F1" else "USD"])
    file.save(path)
    book = object.__new__(Book)
    book.path = path
    book.refresh(LATE)
    with book.edited(f"{FOLLOW_UP} USD") as suivi:
        suivi.put(suivi.row("F2"), "Relance 1", TYPED)
    book.refresh(LATE)
    assert book.steps() == {("F2", 1, TYPED)}
