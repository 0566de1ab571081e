"""The buttons of Relances, on real xlwings objects over the test engine."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Any

import openpyxl
import pytest
from ribbon_samples import desk_on

from xladdin.surfaces import ribbon, ribbon_campaigns, ribbon_reminders
from xladdin.surfaces.ribbon_desk import Desk, run

if TYPE_CHECKING:
    from pathlib import Path

    from ribbon_samples import FakeWindow

INVOICES: list[list[Any]] = [
    ["N° facture", "Client", "Date facture", "Échéance", "Montant TTC"],
    ["F1", "Dupont & Fils", dt.date(2026, 4, 1), dt.date(2026, 5, 1), 1000],
    ["F2", "Éts Nord", dt.date(2026, 4, 1), dt.date(2026, 5, 2), 200.5],
    ["F3", "Dupont & Fils", dt.date(2026, 4, 3), dt.date(2026, 5, 3), 50],
    ["F4", "Tard", dt.date(2026, 6, 20), dt.date(2026, 7, 20), 70],
]
SENDER = {
    "Société": "Mon Entreprise", "Adresse": "1 rue A", "Code postal": "75001", "Ville": "Paris",
    "SIRET": "73282932000074", "IBAN": "FR7630006000011234567890189", "Signataire": "Anne Martin",
}  # fmt: skip


@pytest.fixture
def path(tmp_path: Path) -> Path:
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.title = "Factures"
    for row in INVOICES:
        sheet.append(row)
    parameters = book.create_sheet("Paramètres")
    for pair in SENDER.items():
        parameters.append(pair)
    customers = book.create_sheet("Clients")
    customers.append(["Code client", "Nom client", "Adresse", "Code postal", "Ville"])
    for code, name in (("C1", "Dupont & Fils"), ("C2", "Éts Nord"), ("C3", "Tard")):
        customers.append([code, name, "2 rue B", "69001", "Lyon"])
    path = tmp_path / "classeur.xlsx"
    book.save(path)
    return path


def select(desk: Desk, sheet: str, address: str) -> None:
    desk.book.sheets[sheet].activate()
    desk.book.sheets[sheet].range(address).select()


def letters(path: Path) -> list[str]:
    return sorted(one.name for one in path.parent.rglob("*.docx"))


def again(desk: Desk, window: FakeWindow) -> list[str]:
    """What a further dry run tells."""
    run(ribbon_reminders.do_dry_run, desk)
    return window.told[-1].splitlines()


def test_without_a_selection_all_is_confirmed_with_its_figures(path: Path) -> None:
    desk, window = desk_on(path)
    select(desk, "Factures", "A1")
    run(ribbon_reminders.do_generate, desk)
    assert window.warned == []
    assert window.asked[0].splitlines()[:4] == [
        "Générer les relances pour tous les clients ?", "", "Arrêté au 30/06/2026",
        "2 lettres, 2 clients, 1\u202f250,50 EUR",
    ]  # fmt: skip
    assert len(letters(path)) == 2
    folder = next(path.parent.rglob("*.docx")).parent
    assert window.told[0].splitlines()[:2] == ["2 lettres dans", str(folder)]
    assert desk.book.sheets.active.name == "Factures"
    assert desk.book.impl.saves > 0
    assert "Journal des relances" in openpyxl.load_workbook(path).sheetnames
    assert any((path.parent / "sauvegardes").iterdir())
    assert again(desk, window)[0] == "Arrêté au 30/06/2026"
    assert not [line for line in again(desk, window) if "lettre" in line]


def test_what_is_not_confirmed_is_not_written(path: Path) -> None:
    desk, window = desk_on(path, says_yes=False)
    run(ribbon_reminders.do_generate, desk)
    assert (letters(path), window.told, desk.book.impl.saves) == ([], [], 0)
    assert [sheet.name for sheet in desk.book.sheets] == ["Factures", "Paramètres", "Clients"]


@pytest.mark.parametrize(
    ("sheet", "address", "figures"),
    [
        ("Factures", "B3:C3", "1 lettre, 1 client, 200,50 EUR"),
        ("Clients", "A3", "1 lettre, 1 client, 200,50 EUR"),
        ("Clients", "A2:A4", "2 lettres, 2 clients, 1\u202f250,50 EUR"),
    ],
)
def test_selected_rows_alone_are_reminded(path: Path, sheet: str, address: str, figures: str) -> None:
    desk, window = desk_on(path)
    select(desk, sheet, address)
    run(ribbon_reminders.do_generate_from_selection, desk)
    assert window.warned == []
    assert window.asked[0].startswith("Générer les relances pour la sélection ?")
    assert figures in window.asked[0].splitlines()


def test_a_selection_that_names_nobody_is_refused_by_that_button(path: Path) -> None:
    desk, window = desk_on(path)
    select(desk, "Paramètres", "A1:B2")
    run(ribbon_reminders.do_generate_from_selection, desk)
    assert window.warned[0].startswith("Les lignes sélectionnées ne désignent ni client ni pièce.")


def test_a_customer_who_owes_nothing_yet_is_told_why(path: Path) -> None:
    desk, window = desk_on(path)
    select(desk, "Factures", "A5")
    run(ribbon_reminders.do_generate, desk)
    assert window.told[0].startswith("Aucune relance à faire à cette date.")
    assert letters(path) == []


def test_a_dry_run_lists_and_writes_nothing(path: Path) -> None:
    before = path.read_bytes()
    desk, window = desk_on(path)
    run(ribbon_reminders.do_dry_run, desk)
    lines = window.told[0].splitlines()
    assert lines[1] == "2 lettres, 2 clients, 1\u202f250,50 EUR"
    assert any(line.startswith("  Dupont & Fils : ") for line in lines)
    assert lines[-1] == "À blanc : rien n’a été écrit."
    assert path.read_bytes() == before
    assert list(path.parent.iterdir()) == [path]


def test_a_read_only_workbook_makes_no_letters(path: Path) -> None:
    desk, window = desk_on(path)
    desk.book.impl.read_only = True
    run(ribbon_reminders.do_generate, desk)
    assert "lecture seule" in window.warned[0]
    assert letters(path) == []


def test_a_campaign_that_cannot_be_noted_says_where_its_letters_are_and_is_noted_later(path: Path) -> None:
    desk, window = desk_on(path)
    run(ribbon.do_refresh, desk)
    follow_up = desk.book.sheets["Suivi des relances"].impl
    follow_up.protected = True
    run(ribbon_reminders.do_generate, desk)
    made = letters(path)
    assert len(made) == 2
    assert "« Suivi des relances » est protégée" in window.warned[0]
    assert "Les lettres sont faites, dans" in window.warned[0]
    follow_up.protected = False
    run(ribbon_reminders.do_generate, desk)
    assert window.told[-1].startswith("Aucune relance à faire")
    assert letters(path) == made
    assert "Journal des relances" in openpyxl.load_workbook(path).sheetnames


@pytest.mark.parametrize("change", [1, 8, 20])
def test_an_excel_that_fails_in_the_middle_sends_nothing_twice(path: Path, change: int) -> None:
    desk, window = desk_on(path)
    desk.book.app.impl.changes_until_failure = change
    run(ribbon_reminders.do_generate, desk)
    assert "Erreur inattendue (ComError" in window.warned[0]
    assert "Les lettres sont faites, dans" in window.warned[0]
    made = letters(path)
    reopened, window = desk_on(path)  # as it was saved before
    run(ribbon_reminders.do_generate, reopened)
    assert window.warned == []
    assert letters(path) == made
    noted = openpyxl.load_workbook(path)["Journal des relances"]
    assert {"F1", "F2", "F3"} <= {cell.value for row in noted.iter_rows() for cell in row}


def test_statements_of_the_selected_customers(path: Path) -> None:
    desk, window = desk_on(path)
    select(desk, "Factures", "A2:A4")
    run(ribbon_reminders.do_make_statements, desk)
    assert window.warned == []
    assert len(letters(path)) == 2
    assert window.told[0].startswith("2 relevés dans\n")
    select(desk, "Factures", "A1")
    run(ribbon_reminders.do_make_statements, desk)
    assert len(window.asked) == 1
    assert len(letters(path)) == 5


def test_a_campaign_is_marked_sent_or_cancelled(path: Path) -> None:
    desk, window = desk_on(path, "01/07/2026")
    run(ribbon_campaigns.do_confirm_sent, desk)
    assert "Aucune campagne n’est au journal." in window.warned[0]
    run(ribbon_reminders.do_generate, desk)
    campaign = window.told[-1].splitlines()[3].removeprefix("Campagne ").rstrip(".")
    run(ribbon_campaigns.do_confirm_sent, desk)
    assert len(window.warned) == 1
    assert window.told[-1].startswith(f"Campagne {campaign} ")
    run(ribbon_campaigns.do_cancel_campaign, desk)
    assert window.told[-1].startswith(f"Campagne {campaign} annulée")
    assert campaign in window.asked[-1]
    assert "2 lettres, 2 clients, 1\u202f250,50 EUR" in again(desk, window)


@pytest.mark.parametrize(
    ("answer", "says_yes", "made"),
    [("01/07/2026", True, 2), ("", True, 4), ("", False, 2)],
    ids=["sent", "cancelled", "left"],
)
def test_letters_that_wait_are_asked_about_first(
    path: Path, answer: str, *, says_yes: bool, made: int
) -> None:
    book = openpyxl.load_workbook(path)
    book["Paramètres"].append(["Considérer comme envoyées à la génération", "Non"])
    book.save(path)
    desk, window = desk_on(path)
    run(ribbon_reminders.do_generate, desk)
    assert window.told[-1].splitlines()[-1] == "Quand elles seront parties, cliquez sur « Marquer envoyées »."
    assert len(window.asked) == 1
    window.answers.append(answer)
    window.says_yes = says_yes
    run(ribbon_reminders.do_generate, desk)
    assert window.warned == []
    assert "n’est pas confirmée" in window.asked[1]
    assert len(letters(path)) == made


def test_the_folder_of_letters_is_opened_once_there_is_one(path: Path) -> None:
    desk, window = desk_on(path)
    run(ribbon_reminders.do_open_letters, desk)
    assert "pas encore de lettres" in window.warned[0]
    run(ribbon_reminders.do_generate, desk)
    run(ribbon_reminders.do_open_letters, desk)
    assert window.opened == [path.parent / "lettres"]


def test_a_call_is_noted_with_its_promise(path: Path) -> None:
    desk, window = desk_on(path, "rappellera", "15/07/2026")
    select(desk, "Factures", "B2")
    run(ribbon_reminders.do_note_call, desk)
    assert window.warned == []
    assert window.told == ["Noté au Journal des relances pour Dupont & Fils."]
    journal = openpyxl.load_workbook(path)["Journal des relances"]
    assert "rappellera" in {cell.value for row in journal.iter_rows() for cell in row}
    assert [line for line in again(desk, window) if "promesse" in line]


def test_a_cloud_workbook_asks_for_a_folder_once_and_keeps_it(
    path: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("OneDriveConsumer", str(tmp_path / "rien"))
    folder = tmp_path / "Lettres d'été"
    desk, window = desk_on(path, None, str(folder))
    desk.book.impl.path = "https://d.docs.live.net/1a2b3c/Ailleurs/classeur.xlsx"
    desk.book.impl.cloud_file = path
    run(ribbon_reminders.do_generate, desk)
    assert window.warned[0].startswith("Aucun dossier n’a été donné pour les lettres.")
    run(ribbon_reminders.do_generate, desk)
    assert window.warned[1:] == []
    assert list(folder.rglob("*.docx"))
    assert (folder / "sauvegardes").is_dir()
    run(ribbon_reminders.do_open_letters, desk)
    assert [words for words in window.asked if "dossier de ce poste" in words] == window.asked[:2]
    label = [
        row
        for row in desk.book.sheets["Paramètres"].impl.ws.iter_rows(values_only=True)
        if str(folder) in row
    ]
    assert label[0][0] == "Dossier des lettres"
