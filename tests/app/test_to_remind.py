"""Relances à faire in a workbook on the disk: what it lists, and which answers the next campaign obeys."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

import pytest
from tracking_samples import TO_REMIND, Book, day

from xladdin.dunning.struck_out import StruckOut
from xladdin.dunning.ticks import TICK
from xladdin.ledger.history import StepRef

if TYPE_CHECKING:
    from pathlib import Path

LATE = 20


@pytest.fixture
def book(tmp_path: Path) -> Book:
    made = Book(tmp_path / "relances.xlsx")
    made.refresh(LATE)
    return made


def listed(book: Book, heading: str) -> dict[str, object]:
    sheet = book.sheet(TO_REMIND)
    return {f"{sheet.get(row, 'Numéro de Pièce')}": sheet.get(row, heading) for row in sheet.rows()}


def answer(book: Book, number: str, text: str | None) -> None:
    with book.edited(TO_REMIND) as sheet:
        sheet.put(sheet.row(number), TICK, text)


def test_proposals_come_first_the_customer_most_at_risk_on_top(book: Book) -> None:
    assert listed(book, TICK) == {
        "F3": "Oui", "F5": "Oui", "E1": "Oui", "F1": "Oui", "F2": "Oui", "F4": None,
    }  # fmt: skip
    assert listed(book, "En retard du client")["F3"] == 5040
    assert listed(book, "Situation")["F4"] == "retenue"
    assert listed(book, "Motif") == {
        "F3": "échue depuis 20 jours, jamais relancée",
        "F5": "échue depuis 20 jours, après « Relance 1 » du 06/02/2026",
        "E1": "échue depuis 19 jours, jamais relancée",
        "F1": "échue depuis 20 jours, jamais relancée",
        "F2": "échue depuis 15 jours, jamais relancée",
        "F4": "litige ou blocage : prix",
    }
    assert listed(book, "Dernier contact")["F5"] == dt.date(2026, 2, 6)
    assert listed(book, "Objet du contact")["F5"] == "Relance 1"
    assert "6 060,00 EUR" in str(book.sheet(TO_REMIND).sheet["A3"].value).replace("\u202f", " ")


def test_a_struck_out_piece_waits_until_she_says_otherwise(book: Book) -> None:
    answer(book, "F1", "Non")
    once = book.refresh(LATE)
    assert book.read().dunning.struck_out == {StruckOut("C1", "F1", day(0), StepRef(1))}
    assert book.refresh(LATE) == once, "kept by refreshes"
    sheet = book.sheet(TO_REMIND)
    assert sheet.get(sheet.row("F1"), "Étape proposée") == "1er rappel", "it still says what it would be"
    taken = book.generate(LATE)
    assert "F1" not in taken
    assert taken["F2"] == "1er rappel", "its neighbour leaves"
    assert listed(book, TICK)["F1"] == "Non", "and it still is after the campaign"
    answer(book, "F1", "Oui")
    assert book.generate(LATE + 1) == {"F1": "1er rappel"}


@pytest.mark.slow
def test_a_no_is_about_one_step(book: Book) -> None:
    answer(book, "F1", "non")
    book.generate(LATE)
    with book.edited("Suivi des relances") as sheet:
        sheet.put(sheet.row("F1"), "Relance 1", day(LATE + 1))
    book.refresh(LATE + 30)
    assert listed(book, TICK)["F1"] == "Oui"
    assert book.generate(LATE + 30)["F1"] == "2ème rappel"


@pytest.mark.slow
def test_of_two_instalments_one_may_be_struck_out(book: Book) -> None:
    book.refresh(LATE + 20)
    with book.edited(TO_REMIND) as sheet:
        rows = {sheet.get(row, "Échéance"): row for row in (sheet.row("E1", 0), sheet.row("E1", 1))}
        sheet.put(rows[dt.date(2026, 2, 28)], TICK, "Non")
    (struck,) = book.read().dunning.struck_out
    assert (struck.number, struck.due) == ("E1", dt.date(2026, 2, 28))
    assert book.generate(LATE + 20)["E1"] == "1er rappel"


@pytest.mark.parametrize("left_out", [(), ("Clé", "Repère")])
@pytest.mark.slow
def test_rows_may_be_sorted(book: Book, left_out: tuple[str, ...]) -> None:
    with book.edited(TO_REMIND) as sheet:
        sheet.sort("Numéro de Pièce", without=left_out)
        sheet.put(sheet.row("F3"), TICK, "Non")
    assert {one.number for one in book.read().dunning.struck_out} == {"F3"}


def test_an_answer_that_is_none_strikes_out_and_is_told(book: Book) -> None:
    with book.edited(TO_REMIND) as sheet:
        row = sheet.row("F1")
        sheet.put(row, TICK, "peut-être")
        sheet.put(sheet.row("F2"), TICK, None)
    assert {one.number for one in book.read().dunning.struck_out} == {"F1", "F2"}
    assert ("relance-reponse-illisible", TO_REMIND, f"A{row}") in book.problems()
    book.refresh(LATE)
    assert (listed(book, TICK)["F1"], listed(book, TICK)["F2"]) == ("Non", "Non")


def test_a_yes_does_not_lift_a_hold_and_says_so(book: Book) -> None:
    answer(book, "F4", "Oui")
    once = book.refresh(LATE)
    assert listed(book, TICK)["F4"] == "Oui"
    assert listed(book, "Motif")["F4"] == (
        "« Oui » sans effet sur une pièce retenue : litige ou blocage : prix"
    )
    assert book.refresh(LATE) == once
    assert "F4" not in book.generate(LATE)


def test_a_no_on_a_row_of_hers_is_told(book: Book) -> None:
    with book.edited(TO_REMIND) as sheet:
        row = sheet.sheet.max_row + 1
        sheet.put(row, "Numéro de Pièce", "F9")
        sheet.put(row, TICK, "Non")
    assert ("relance-non-proposee", TO_REMIND, f"A{row}") in book.problems()


def test_a_filter_does_not_lose_answers(book: Book) -> None:
    answer(book, "F1", "Non")
    book.refresh(LATE, where={"dispute": "prix"})
    assert {one.number for one in book.read().dunning.struck_out} == {"F1"}


@pytest.mark.slow
def test_her_notes_follow_a_piece_from_step_to_step(book: Book) -> None:
    with book.edited(TO_REMIND) as sheet:
        mine = sheet.sheet.max_column + 1
        sheet.sheet.cell(sheet.row("F1"), mine).value = "voir M. Dupont"
    book.generate(LATE)
    book.refresh(LATE + 15)
    sheet = book.sheet(TO_REMIND)
    assert sheet.sheet.cell(sheet.row("F1"), mine).value == "voir M. Dupont"
    assert sheet.get(sheet.row("F1"), "Étape proposée") == "2ème rappel"
