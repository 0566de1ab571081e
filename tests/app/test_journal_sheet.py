"""Journal des relances in a workbook on the disk: what stands in it is never lost."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

import pytest
from hypothesis import HealthCheck, given, settings
from openpyxl.utils import get_column_letter
from strategies_of_journals import JOURNALS
from tracking_samples import JOURNAL, TO_REMIND, Book

from xladdin.dunning.journal import Journal, Origin, State
from xladdin.dunning.journal_lines import HerLine, journal_lines
from xladdin.sheets.journal import journal_plan

if TYPE_CHECKING:
    from pathlib import Path

LATE = 20


@pytest.fixture
def book(tmp_path: Path) -> Book:
    """One campaign was generated."""
    made = Book(tmp_path / "journal.xlsx")
    made.generate(LATE)
    made.refresh(LATE)
    return made


@pytest.fixture(scope="module")
def scratch(tmp_path_factory: pytest.TempPathFactory) -> Book:
    return Book(tmp_path_factory.mktemp("journal") / "journal.xlsx")


@settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(journal=JOURNALS)
def test_any_journal_comes_back_from_the_file(scratch: Book, journal: Journal) -> None:
    scratch.host.apply([journal_plan(list(journal_lines(journal)))], ("journal",))
    read = scratch.read().dunning
    assert read.journal == journal
    assert read.journal_lines == ()


def test_hidden_columns_are_hidden_and_read(book: Book) -> None:
    sheet = book.sheet(JOURNAL)
    first, last = (get_column_letter(sheet.columns[heading]) for heading in ("Action n°", "Identifiant"))
    hidden = {letter: one for letter, one in sheet.sheet.column_dimensions.items() if one.hidden}
    assert list(hidden) == [first]
    assert get_column_letter(hidden[first].max) == last
    assert {entry.origin for entry in book.read().dunning.journal.entries} == {Origin.CAMPAIGN}


def test_lines_written_under_the_last_one_are_taken_in(book: Book) -> None:
    before = book.read().dunning.journal
    with book.edited(JOURNAL) as sheet:
        row = sheet.sheet.max_row + 1
        sheet.put(row, "Date", dt.date(2026, 3, 1))
        sheet.put(row, "Client", "Éts <Nord>")
        sheet.put(row, "Promesse", dt.date(2026, 3, 31))
        sheet.put(row + 2, "Date", "02/03/2026")
        sheet.put(row + 2, "Numéro de pièce", "F3")
        sheet.put(row + 2, "Niveau", 2)
        sheet.put(row + 3, "Date", "un de ces jours")
        sheet.put(row + 3, "Texte", "à revoir")
    book.refresh(LATE + 15)
    workbook = book.read()
    assert workbook.dunning.journal.entries[: len(before.entries)] == before.entries
    promise, typed = workbook.dunning.journal.entries[len(before.entries) :]
    assert (promise.customer, promise.origin, promise.promise) == ("C2", Origin.NOTE, dt.date(2026, 3, 31))
    assert (typed.number, typed.state, typed.origin) == ("F3", State.SENT, Origin.TYPED)
    assert workbook.history.promises == {"C2": dt.date(2026, 3, 31)}
    assert [line.cells["Texte"] for line in workbook.dunning.journal_lines if not line.entry] == ["à revoir"]
    faulty = [(code, cell) for code, sheet, cell in book.problems() if sheet == JOURNAL]
    assert faulty == [("valeur-illisible", f"A{row + 2}")]
    assert book.refresh(LATE + 15) == book.refresh(LATE + 15), "the gaps are closed by now"
    dates = book.sheet(JOURNAL).column("Date")
    assert dates[-3:] == [dt.date(2026, 3, 1), "02/03/2026", "un de ces jours"]
    assert None not in dates, "written once each, without gaps"


def test_her_column_beside_follows_its_line(book: Book) -> None:
    with book.edited(JOURNAL) as sheet:
        last = sheet.sheet.max_row
        mine = sheet.sheet.max_column + 1
        sheet.sheet.cell(sheet.header, mine).value = "À moi"
        sheet.sheet.cell(last, mine).value = "important"
        piece = sheet.get(last, "Numéro de pièce")
        sheet.put(last + 1, "Date", "05/03/2026")
        sheet.put(last + 1, "Numéro de pièce", 1001)
        sheet.put(last + 1, "Niveau", 1)
        sheet.sheet.cell(last + 1, mine).value = "par téléphone"
        sheet.columns["À moi"] = mine
        sheet.sort("Numéro de pièce", reverse=True)
    book.generate(LATE + 20)
    sheet = book.sheet(JOURNAL)
    noted = {
        (str(sheet.get(row, "Numéro de pièce")), sheet.get(row, "À moi"))
        for row in sheet.rows()
        if sheet.get(row, "À moi")
    }
    assert noted == {(piece, "important"), ("1001", "par téléphone")}


def test_a_run_before_the_last_campaign_is_refused_in_words_and_nothing_is_lost(book: Book) -> None:
    book.refresh(LATE + 10)
    with book.edited(TO_REMIND) as sheet:
        row = sheet.row("F1")
        sheet.put(row, "À relancer", "Non")
        sheet.sheet.cell(row, sheet.sheet.max_column + 1).value = "ma note"
    struck = book.read().dunning.struck_out
    assert len(struck) == 1
    once = book.refresh(LATE - 5)
    sheet = book.sheet(TO_REMIND)
    assert "dernière campagne de relances est du 20/02/2026" in sheet.sheet["A3"].value
    assert sheet.sheet.cell(sheet.row("F1"), sheet.sheet.max_column).value == "ma note"
    assert sheet.get(sheet.row("F1"), "À relancer") == "Non"
    assert book.read().dunning.struck_out == struck
    assert book.refresh(LATE - 5) == once
    book.refresh(LATE + 10)
    assert book.read().dunning.struck_out == struck


def test_an_unreadable_line_whose_neighbour_is_gone_is_still_written() -> None:
    hers = HerLine("", "gone", {"Date": "hier"})
    assert list(journal_lines(Journal(), [hers])) == [{"Date": "hier"}]
