"""relances, releve and noter as typed, from the shipped workbook to what is on the screen and in JSON."""

from __future__ import annotations

import datetime as dt
import json
import re
from io import BytesIO
from typing import TYPE_CHECKING

import docx
import openpyxl
import pytest

from xladdin.surfaces.cli import run

if TYPE_CHECKING:
    from pathlib import Path

    from xladdin.surfaces.payloads import Json


@pytest.fixture
def workbook(tmp_path: Path) -> Path:
    path = tmp_path / "mes créances.xlsx"
    assert run(["nouveau", str(path)]) == 0
    return path


@pytest.fixture
def answer(capsys: pytest.CaptureFixture[str]) -> Answer:
    return Answer(capsys)


class Answer:
    """What a command prints with --json."""

    def __init__(self, capsys: pytest.CaptureFixture[str]) -> None:
        self._capsys = capsys

    def __call__(self, *arguments: object) -> Json:
        self._capsys.readouterr()
        assert run([*map(str, arguments), "--json"]) == 0
        found: Json = json.loads(self._capsys.readouterr().out)
        return found


def letters_of(folder: Path) -> list[Path]:
    return sorted(folder.rglob("*.docx"))


def test_a_dry_run_shows_everything_and_writes_nothing(workbook: Path, answer: Answer) -> None:
    before = workbook.read_bytes()
    shown = answer("relances", workbook, "--a-blanc")
    assert shown["campaign"] is None
    assert shown["as_of"] == "2026-06-30"
    dupont = next(one for one in shown["notices"] if one["customer"] == "DUPONT")  # type: ignore[attr-defined]
    assert dupont["items"] == ["F26-0024", "F26-0067", "F26-0107"]
    assert (dupont["level"], dupont["step"], dupont["channel"]) == (2, "2ème rappel", "Lettre")
    assert (dupont["total"], dupont["document"]) == (8541.6, None)
    reasons = {one["code"] for one in shown["excluded"]}  # type: ignore[attr-defined]
    assert {"litige", "promesse", "prelevement", "procedure-collective", "solde-crediteur"} <= reasons
    assert all(one["reason"] for one in shown["excluded"])  # type: ignore[attr-defined]
    assert workbook.read_bytes() == before
    assert letters_of(workbook.parent) == []


def test_each_letter_says_the_total_that_the_answer_says(workbook: Path, answer: Answer) -> None:
    made = answer("relances", workbook)
    assert made["notices"]
    for notice in made["notices"]:  # type: ignore[attr-defined]
        (table, *_) = docx.Document(notice["document"]).tables
        rows = [row.cells[-1].text for row in table.rows]
        total = next(row.cells[-1].text for row in table.rows if row.cells[0].text.startswith("TOTAL"))
        assert amount(total) == round(notice["total"] * 100)
        shown = [amount(text) for text in rows[1 : len(notice["items"]) + 1]]
        assert sum(shown) == amount(total)
        assert round(sum(line["outstanding"] for line in notice["lines"]) * 100) == amount(total)


def amount(text: str) -> int:
    """Cents from « 8 541,60 € »."""
    return int(re.sub(r"[^\d-]", "", text.replace("−", "-")))


def test_named_customers_and_pieces_alone_are_reminded(workbook: Path, answer: Answer) -> None:
    named = answer("relances", workbook, "--a-blanc", "--clients", "Dupont & Fils, lavigne")
    assert [one["customer"] for one in named["notices"]] == ["DUPONT", "LAVIGNE"]  # type: ignore[attr-defined]
    pieces = answer("relances", workbook, "--a-blanc", "--pieces", "F26-0024;F26-0093")
    assert [one["items"] for one in pieces["notices"]] == [["F26-0024"], ["F26-0093"]]  # type: ignore[attr-defined]


def test_the_screen_tells_where_letters_are_and_the_way_back(
    workbook: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(["relances", str(workbook), "--dossier", str(workbook.parent / "sortie")]) == 0
    shown = capsys.readouterr().out
    assert str(workbook.parent / "sortie") in shown
    assert "Dupont & Fils" in shown
    assert "litige ou blocage" in shown
    assert "--annuler 2026-06-30-" in shown
    assert len(letters_of(workbook.parent / "sortie")) == 9
    assert run(["relances", str(workbook)]) == 0
    assert "Aucune relance à faire" in capsys.readouterr().out
    assert run(["relances", str(workbook), "--annuler", "derniere"]) == 0
    assert f"toujours dans {workbook.parent / 'sortie'} : ne les envoyez plus" in capsys.readouterr().out


def test_a_journal_that_was_deleted_is_missed(workbook: Path, answer: Answer) -> None:
    sent = answer("relances", workbook, "--clients", "DUPONT")
    assert sent["problems"] == []
    book = openpyxl.load_workbook(workbook)
    del book["Journal des relances"]
    book.save(workbook)
    shown = answer("relances", workbook, "--clients", "DUPONT")
    assert shown["notices"] == [], "what left is not forgotten"
    assert "promesses" in shown["problems"][0]["message"]  # type: ignore[index]
    assert answer("relances", workbook, "--clients", "DUPONT")["problems"] == []


def test_a_name_may_contain_a_comma(workbook: Path, answer: Answer) -> None:
    book = openpyxl.load_workbook(workbook)
    for sheet in ("Factures", "Règlements", "Clients"):
        for row in book[sheet].iter_rows():
            for cell in row:
                if cell.value == "Dupont & Fils":
                    cell.value = "Dupont, Martin & Fils"
    book.save(workbook)
    for typed in ("Dupont, Martin & Fils;", "lavigne;dupont, martin et fils", "DUPONT,LAVIGNE"):
        shown = answer("relances", workbook, "--a-blanc", "--clients", typed)
        assert "DUPONT" in {one["customer"] for one in shown["notices"]}  # type: ignore[attr-defined]


def test_a_folder_that_is_refused_stands_in_nobodys_way(workbook: Path) -> None:
    file = workbook.parent / "fichier"
    file.touch()
    typed = ["relances", str(workbook), "--clients", "DUPONT"]
    assert run([*typed, "--dossier", str(file)]) == 1
    assert not list((workbook.parent / "lettres").iterdir())
    assert run(typed) == 0


@pytest.mark.parametrize(
    ("label", "value", "told"),
    [
        ("Considérer comme envoyées à la génération", "Non", "Ces relances attendent"),
        ("Scénario par défaut", "Sage 100", "Ce qui est à faire attend"),
        ("Scénario par défaut", "PME simple", ""),
    ],
)
def test_the_screen_tells_what_waits_to_be_confirmed(
    workbook: Path, capsys: pytest.CaptureFixture[str], label: str, value: str, told: str
) -> None:
    book = openpyxl.load_workbook(workbook)
    (cell,) = [one for one in book["Paramètres"]["A"] if one.value == label]
    cell.offset(0, 1).value = value
    book.save(workbook)
    assert run(["relances", str(workbook), "--clients", "LAVIGNE"]) == 0
    shown = capsys.readouterr().out
    assert told in shown
    assert ("--marquer-envoyees" in shown) == bool(told)


@pytest.mark.slow
def test_one_document_of_all_letters(workbook: Path, answer: Answer) -> None:
    made = answer("relances", workbook, "--fusion", "--clients", "DUPONT,LAVIGNE,MAIRIE")
    (document,) = {one["document"] for one in made["notices"]}  # type: ignore[attr-defined]
    with open(document, "rb") as file:  # noqa: PTH123 - a path from JSON
        text = "\n".join(one.text for one in docx.Document(BytesIO(file.read())).paragraphs)
    for name in ("Dupont & Fils", "Maison Lavigne", "Commune de Saint-Aubin"):
        assert name in text


@pytest.mark.slow
def test_a_campaign_is_undone_and_confirmed_by_name(workbook: Path, answer: Answer) -> None:
    campaign = answer("relances", workbook)["campaign"]
    assert answer("relances", workbook, "--annuler", campaign) == {"campaign": campaign, "lines": 15}
    assert answer("relances", workbook, "--annuler", campaign) == {"campaign": campaign, "lines": 0}
    assert run(["relances", str(workbook), "--annuler", "2020"]) == 2
    assert run(["relances", str(workbook), "--annuler", "x", "--marquer-envoyees", "x"]) == 2


def test_a_letter_without_an_address_leaves_and_says_so(workbook: Path, answer: Answer) -> None:
    book = openpyxl.load_workbook(workbook)
    heading = next(cell for cell in book["Clients"][1] if cell.value == "Adresse")
    for row in range(2, book["Clients"].max_row + 1):
        if book["Clients"].cell(row, 1).value == "DUPONT":
            book["Clients"].cell(row, heading.column).value = None
    book.save(workbook)
    made = answer("relances", workbook, "--clients", "DUPONT,LAVIGNE")
    assert len(made["notices"]) == 2  # type: ignore[arg-type]
    messages = [one["message"] for one in made["problems"]]  # type: ignore[attr-defined]
    assert len(messages) == 1
    assert "Dupont & Fils" in messages[0]


def test_a_value_of_parametres_that_is_not_taken_is_told(
    workbook: Path, answer: Answer, capsys: pytest.CaptureFixture[str]
) -> None:
    book = openpyxl.load_workbook(workbook)
    (cell,) = [one for one in book["Paramètres"]["A"] if one.value == "Jours entre deux lettres"]
    cell.offset(0, 1).value = "une semaine"
    book.save(workbook)
    shown = answer("relances", workbook, "--a-blanc")
    assert [one["cell"] for one in shown["problems"]] == [f"B{cell.row}"]  # type: ignore[attr-defined]
    assert run(["relances", str(workbook), "--a-blanc"]) == 0
    assert "« une semaine » ne convient pas" in capsys.readouterr().out


def test_penalties_withheld_for_want_of_a_rate_are_told_and_the_letter_leaves(
    workbook: Path, answer: Answer
) -> None:
    assert run(["actualiser", str(workbook), "--feuilles", "Taux"]) == 0
    book = openpyxl.load_workbook(workbook)
    (cell,) = [one for one in book["Taux"]["A"] if one.value == "2026-S1"]
    cell.offset(0, 1).value = None
    book.save(workbook)
    made = answer("relances", workbook, "--clients", "KERVELLA,DUPONT")
    assert [one["level"] for one in made["notices"]] == [2, 4]  # type: ignore[attr-defined]
    messages = [one["message"] for one in made["problems"]]  # type: ignore[attr-defined]
    assert len(messages) == 1
    assert "1er semestre 2026" in messages[0]
    assert "F26-0031" in messages[0]


def test_sheets_and_dossiers_never_fall_behind_the_last_campaign(workbook: Path, answer: Answer) -> None:
    for day in ("30/06/2026", "15/07/2026"):
        answer("relances", workbook, "--au", day, "--clients", "DUPONT")
    assert run(["noter", str(workbook), "dupont", "rappelé"]) == 0
    book = openpyxl.load_workbook(workbook)
    (row,) = [row for row in book["Suivi des relances"].values if row[0] == "F26-0024"]
    assert [one.strftime("%d/%m") for one in row[1:4]] == ["12/05", "30/06", "15/07"]  # type: ignore[union-attr]
    assert "Aucune campagne possible" not in str(book["Relances à faire"]["A3"].value)
    assert answer("dossier", workbook)["as_of"] == "2026-07-15"
    assert run(["dossier", str(workbook), "--au", "30/06/2026"]) == 2


def test_a_note_holds_reminders_back(
    workbook: Path, answer: Answer, capsys: pytest.CaptureFixture[str]
) -> None:
    promise = (dt.date.today() + dt.timedelta(days=30)).strftime("%d/%m/%Y")  # noqa: DTZ011 - as the user's
    assert run(["noter", str(workbook), "dupont", "virement promis", "--promesse", promise, "--appel"]) == 0
    assert "Dupont & Fils" in capsys.readouterr().out
    shown = answer("relances", workbook, "--a-blanc")
    assert "DUPONT" not in {one["customer"] for one in shown["notices"]}  # type: ignore[attr-defined]
    assert run(["noter", str(workbook), "dupont"]) == 2
    assert run(["noter", str(workbook), "personne", "x"]) == 2


def test_a_statement_for_each_customer_named(workbook: Path, answer: Answer) -> None:
    written = answer("releve", workbook, "--clients", "dupont")["documents"]
    path: str = written[0]  # type: ignore[index]
    text = "\n".join(one.text for one in docx.Document(path).paragraphs)
    assert "Dupont & Fils" in text
    again = answer("releve", workbook, "--clients", "dupont")["documents"]
    assert again != written
    everybody = answer("releve", workbook, "--dossier", workbook.parent / "tous")["documents"]
    assert len(everybody) == len(letters_of(workbook.parent / "tous")) > 9  # type: ignore[arg-type]


IDLE = (
    ["--le", "12/07/2026"],
    ["--annuler", "derniere", "--le", "12/07/2026"],
    ["--annuler", "derniere", "--a-blanc"],
    ["--annuler", "derniere", "--pieces", "F26-0093"],
    ["--marquer-envoyees", "derniere", "--au", "12/07/2026"],
    ["--marquer-envoyees", "derniere", "--a-blanc", "--pdf"],
)


def test_an_option_that_would_do_nothing_is_refused_and_nothing_is_written(
    workbook: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(["relances", str(workbook), "--clients", "DUPONT"]) == 0
    before = workbook.read_bytes()
    for typed in IDLE:
        capsys.readouterr()
        assert run(["relances", str(workbook), *typed]) == 2, typed
        assert typed[-2 if typed[-1][0] != "-" else -1] in capsys.readouterr().err
    assert workbook.read_bytes() == before


@pytest.mark.parametrize(("day", "told"), [("30/06/2026", False), ("01/07/2026", True)])
def test_a_campaign_ahead_of_parametres_says_so(
    workbook: Path, capsys: pytest.CaptureFixture[str], day: str, told: bool
) -> None:
    assert run(["relances", str(workbook), "--clients", "DUPONT", "--au", day]) == 0
    assert ("Paramètres dit encore" in capsys.readouterr().out) == told


def test_the_way_back_can_be_typed_as_shown(workbook: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["relances", str(workbook), "--clients", "DUPONT"]) == 0
    assert f'"{workbook}" --annuler' in capsys.readouterr().out.replace("\n", "")


def test_when_all_campaigns_are_cancelled_the_refusal_says_so(
    workbook: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(["relances", str(workbook), "--clients", "DUPONT"]) == 0
    assert run(["relances", str(workbook), "--annuler", "derniere"]) == 0
    assert run(["relances", str(workbook), "--annuler", "derniere"]) == 2
    assert "annulées" in capsys.readouterr().err


def test_a_customer_with_nothing_open_gets_no_statement_and_it_is_said(
    workbook: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(["releve", str(workbook), "--clients", "dupont", "--au", "2020-01-01"]) == 2
    assert "aucune pièce ouverte" in capsys.readouterr().err
    assert not (workbook.parent / "lettres").exists()
