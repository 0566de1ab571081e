"""The buttons of Suivi and Classeur, on real xlwings objects over the test engine."""

from __future__ import annotations

import shutil
from typing import TYPE_CHECKING

import openpyxl
import pytest
from excel_engine import open_workbook
from ribbon_samples import TODAY, FakeWindow, desk_on

from xladdin.addin.buttons import GROUPS
from xladdin.addin.help_page import help_page
from xladdin.addin.ribbon import ready_buttons
from xladdin.hosts import refresh_stamp
from xladdin.hosts.excel_place import keep_saved_state
from xladdin.hosts.excel_selection import selected_rows
from xladdin.resources import workbook_template
from xladdin.surfaces import ribbon, ribbon_desk
from xladdin.surfaces.excel_window import TITLE, ExcelWindow
from xladdin.surfaces.ribbon_desk import Desk, run

if TYPE_CHECKING:
    from pathlib import Path

    from xladdin.surfaces.excel_window import Window


@pytest.fixture(autouse=True)
def _own_stamp(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(refresh_stamp, "_file", lambda: tmp_path / "actualise")


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return shutil.copyfile(workbook_template("recouvrement.xlsx"), tmp_path / "classeur.xlsx")


def row_of(desk: Desk, sheet: str, text: str) -> int:
    """The first row where a cell says so."""
    for row in desk.book.sheets[sheet].impl.ws.iter_rows():
        for cell in row:
            if cell.value == text:
                return int(cell.row)
    raise AssertionError(text)


def select(desk: Desk, sheet: str, address: str) -> None:
    desk.book.sheets[sheet].activate()
    desk.book.sheets[sheet].range(address).select()


def test_refreshing_leaves_her_where_she_is_and_says_what_was_done(path: Path) -> None:
    desk, window = desk_on(path)
    select(desk, "Clients", "B3")
    stamp = refresh_stamp.refresh_stamp()
    run(ribbon.do_refresh, desk)
    assert window.warned == []
    assert window.told[0].startswith("Feuilles à jour : Balance âgée, Échéancier, ")
    assert desk.book.sheets.active.name == "Clients"
    assert desk.book.app.selection is not None
    assert desk.book.app.selection.address == "$B$3"
    assert refresh_stamp.refresh_stamp() != stamp
    assert desk.book.app.status_bar is False


@pytest.mark.parametrize(
    ("mark", "title"),
    [
        ("balance_agee", "Balance âgée"),
        ("echeancier", "Échéancier"),
        ("efficacite", "Efficacité recouvrement"),
        ("suivi", "Suivi des relances"),
        ("anomalies", "Anomalies"),
    ],
)
def test_a_sheet_that_is_asked_for_is_made_and_shown(path: Path, mark: str, title: str) -> None:
    desk, window = desk_on(path)
    run(lambda desk: ribbon.do_show(desk, mark), desk)
    assert (window.warned, window.told) == ([], [])
    assert desk.book.sheets.active.name == title


def test_a_sheet_that_she_renamed_is_shown_under_its_name(path: Path) -> None:
    desk, _ = desk_on(path)
    run(lambda desk: ribbon.do_show(desk, "anomalies"), desk)
    desk.book.sheets["Anomalies"].name = "À voir"
    desk.book.sheets["Clients"].activate()
    run(lambda desk: ribbon.do_show(desk, "anomalies"), desk)
    assert desk.book.sheets.active.name == "À voir"


def test_the_card_of_the_selected_row_is_shown(path: Path) -> None:
    desk, window = desk_on(path)
    piece = desk.book.sheets["Factures"].range("A2").value
    select(desk, "Factures", "C2")
    run(ribbon.do_show_customer, desk)
    assert window.warned == []
    ledger = desk.host.read().ledger
    row = list(ledger.items.number).index(piece)
    name = ledger.customers.name[ledger.items.customer[row]]
    assert name[:20] in desk.book.sheets.active.name or name in str(desk.book.sheets.active["A1"].value)


def test_a_card_without_a_useful_row_is_asked_for_and_two_customers_are_too_many(path: Path) -> None:
    desk, window = desk_on(path, None)
    select(desk, "Factures", "A1")
    run(ribbon.do_show_customer, desk)
    assert len(window.asked) == 1
    select(desk, "Clients", "A2:A4")
    run(ribbon.do_show_customer, desk)
    assert window.warned[0].startswith("La sélection concerne 3 clients.")


def test_rows_that_a_filter_hides_are_not_selected(path: Path) -> None:
    desk, _ = desk_on(path)
    select(desk, "Clients", "A2:A5")
    for row in (3, 4):
        desk.book.sheets["Clients"].impl.ws.row_dimensions[row].hidden = True
    cells, places = selected_rows(desk.book)
    assert places == {1, 4}
    assert len(cells) > 5
    desk.book.sheets["Clients"].impl.selection.others = [desk.book.sheets["Clients"].range("C7:D8").impl]
    assert selected_rows(desk.book)[1] == {1, 4, 6, 7}
    select(desk, "Clients", "A900:B901")
    assert selected_rows(desk.book)[1] == frozenset()


def test_parameters_are_shown_and_added_where_there_are_none(path: Path, tmp_path: Path) -> None:
    desk, _ = desk_on(path)
    run(ribbon.do_show_parameters, desk)
    assert desk.book.sheets.active.name == "Paramètres"
    bare = tmp_path / "liste.xlsx"
    book = openpyxl.load_workbook(path)
    del book["Paramètres"]
    book.save(bare)
    desk, window = desk_on(bare)
    run(ribbon.do_show_parameters, desk)
    assert window.warned == []
    assert desk.book.sheets.active.name == "Paramètres"
    assert [sheet.name for sheet in desk.book.sheets][-1] == "Paramètres"


def test_a_new_workbook_is_made_where_she_says_and_never_over_another(path: Path, tmp_path: Path) -> None:
    desk, window = desk_on(path, str(tmp_path / "neuf.xlsx"), str(path), "relatif.xlsx", None)
    run(ribbon.do_new_workbook, desk)
    assert [book.name for book in desk.book.app.books] == ["classeur.xlsx", "neuf.xlsx"]
    before = path.read_bytes()
    for words in ("existe déjà", "chemin complet"):
        run(ribbon.do_new_workbook, desk)
        assert words in window.warned[-1]
    run(ribbon.do_new_workbook, desk)
    assert len(window.warned) == 2
    assert path.read_bytes() == before


def test_restoring_brings_a_copy_back_and_keeps_what_there_was(path: Path) -> None:
    first = path.read_bytes()
    desk, window = desk_on(path, "1")
    run(ribbon.do_restore, desk)
    assert "Il n’y a pas de copie" in window.warned[0]
    keep_saved_state(desk.book)
    desk.book.sheets["Clients"]["Z1"].value = "pas encore enregistré"
    run(ribbon.do_restore, desk)
    assert window.told[-1].startswith("« classeur.xlsx » est de nouveau tel qu’au ")
    assert path.read_bytes() == first
    assert [book.name for book in desk.book.app.books] == ["classeur.xlsx"]
    assert desk.book.app.books[0].sheets["Clients"]["Z1"].value is None
    kept = [
        openpyxl.load_workbook(copy)["Clients"]["Z1"].value
        for copy in (path.parent / "sauvegardes").iterdir()
    ]
    assert "pas encore enregistré" in kept


@pytest.mark.parametrize("answer", ["0", "99", "deux", ""])
def test_a_number_that_is_none_restores_nothing(path: Path, answer: str) -> None:
    desk, window = desk_on(path, answer)
    keep_saved_state(desk.book)
    run(ribbon.do_restore, desk)
    assert len(window.warned) == (1 if answer else 0)
    assert desk.book.impl.saves == 0


def test_what_is_not_confirmed_is_not_done(path: Path) -> None:
    desk, window = desk_on(path, "1", says_yes=False)
    keep_saved_state(desk.book)
    run(ribbon.do_restore, desk)
    assert (desk.book.impl.saves, len(window.asked)) == (0, 2)


def test_help_tells_every_button_and_function(
    path: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("tempfile.gettempdir", lambda: str(tmp_path))
    desk, window = desk_on(path)
    run(ribbon.do_help, desk)
    page = window.opened[0].read_text(encoding="utf-8")
    assert page == help_page()
    for button in ready_buttons(GROUPS):
        assert f"<td>{button.label}</td>" in page
    assert "=AGEING ou =BALANCE_AGEE" in page


def test_freezing_replaces_our_functions_and_on_demand_our_sheets(path: Path) -> None:
    desk, window = desk_on(path)
    run(lambda desk: ribbon.do_show(desk, "balance_agee"), desk)
    clients = desk.book.sheets["Clients"]
    clients["Y1"].formula, clients["Y2"].formula = "=AGEING(Factures!A:G)", "=1+1"
    desk.book.names.add("MonDso", "=DSO()")
    clients.impl.cached[1, 25] = "=pas une formule"
    window.says_yes = False
    run(ribbon.do_freeze, desk)
    assert clients["Y1"].formula == "=AGEING(Factures!A:G)"
    window.says_yes = True
    run(ribbon.do_freeze, desk)
    assert window.warned == []
    assert window.told[-1].splitlines()[-1].startswith("Enregistrez sous un autre nom")
    assert "« Clients » : 1 formule remplacée par sa valeur." in window.told[-1]
    assert "Reste à remplacer vous-même" in window.told[-1]
    assert "le nom « MonDso »" in window.told[-1]
    assert (clients["Y1"].value, clients["Y2"].formula) == ("=pas une formule", "=1+1")
    assert clients["Y1"].impl._cells()[0][0].data_type == "s"
    assert "f" not in {
        cell.data_type for row in desk.book.sheets["Balance âgée"].impl.ws.iter_rows() for cell in row
    }
    assert not desk.book.app.cut_copy_mode


def test_a_function_that_shows_an_error_is_not_frozen(path: Path) -> None:
    desk, window = desk_on(path)
    clients = desk.book.sheets["Clients"]
    clients["Y1"].formula, clients["Y2"].formula = "=DSO(Factures!A:G)", "=AGEING(Factures!A:G)"
    clients.impl.cached[1, 25], clients.impl.cached[2, 25] = 12.0, "#N/A"
    run(ribbon.do_freeze, desk)
    assert window.warned[0].startswith("« Clients »!Y2 affiche #N/A")
    assert clients["Y1"].formula == "=DSO(Factures!A:G)"


def test_errors_become_one_french_box(path: Path, caplog: pytest.LogCaptureFixture) -> None:
    desk, window = desk_on(path)

    def fail(_: Desk) -> None:
        raise KeyError("oups")

    run(fail, desk)
    assert window.warned[0].startswith("Erreur inattendue (KeyError : 'oups').")
    assert "a button failed" in caplog.text
    assert desk.book.app.status_bar is False


def test_a_workbook_without_a_list_is_told_so(tmp_path: Path) -> None:
    path = tmp_path / "vide.xlsx"
    openpyxl.Workbook().save(path)
    desk, window = desk_on(path)
    run(ribbon.do_refresh, desk)
    assert len(window.warned) == 1
    assert "\n\n" in window.warned[0]
    assert "Paramètres" in window.warned[0]
    run(ribbon.do_show_parameters, desk)
    assert desk.book.sheets.active.name == "Paramètres"
    assert len(window.warned) == 1


def test_a_button_works_on_the_calling_workbook(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    book = open_workbook(path)
    monkeypatch.setattr(ribbon_desk, "today", lambda: TODAY)
    monkeypatch.setattr("xlwings.main.Book._mock_caller", book, raising=False)
    ribbon.refresh_all()
    assert "Balance âgée" in [sheet.name for sheet in book.sheets]
    assert book.app.impl.alerts[0][0] == TITLE


def test_the_boxes_of_excel(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    book = open_workbook(path)
    app = book.app
    window = ExcelWindow(app)
    window.tell("Fait.")
    window.warn("Raté.")
    app.impl.answer = "no"
    assert not window.confirm("Sûr ?")
    app.impl.answer = "yes"
    assert window.confirm("Sûr ?")
    assert [words for _, words in app.impl.alerts] == ["Fait.", "Raté.", "Sûr ?", "Sûr ?"]
    window.progress("Lettres", 0.5)
    assert app.status_bar == "Recouvrement : Lettres … 50\u00a0%"
    app.impl.typed = "Dupont"
    assert window.ask("Qui ?", "Martin") == "Dupont"
    app.impl.typed = False
    assert window.ask("Qui ?") is None
    opened: list[str] = []
    monkeypatch.setattr("webbrowser.open", opened.append)
    window.open(path)
    assert opened == [path.as_uri()]


def test_a_fake_window_is_a_window() -> None:
    window: Window = FakeWindow()
    assert window.ask("?", "défaut") == "défaut"
