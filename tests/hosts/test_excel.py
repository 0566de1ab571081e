"""The open workbook: read as a file is, written without disturbing Excel, saved with a copy."""

from __future__ import annotations

import datetime as dt
import os
import shutil
from copy import copy
from dataclasses import replace
from itertools import count
from typing import TYPE_CHECKING, Any

import openpyxl
import pytest
from excel_engine import ComError, open_workbook
from openpyxl.worksheet.table import Table

from xladdin.errors import WriteRefusedError
from xladdin.hosts.excel import ExcelHost
from xladdin.hosts.excel_read import book_of
from xladdin.model.sheet_plan import Area, Block, Cell, Chart, Series, SheetPlan, Style
from xladdin.resources import workbook_template
from xladdin.workbook.book import read_book
from xladdin.workbook.reader import read_workbook, understand

if TYPE_CHECKING:
    from pathlib import Path

    import xlwings

    from xladdin.workbook.grid import Grid

NAMES = ("Dupont", "Martin", "Petit")


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return shutil.copyfile(workbook_template("recouvrement.xlsx"), tmp_path / "classeur.xlsx")


@pytest.fixture
def book(path: Path) -> xlwings.Book:
    return open_workbook(path)


def plan(names: tuple[str, ...] = NAMES) -> SheetPlan:
    """Rows, a formula that looks at her sheet, and a chart."""
    cells = {(1, 1): Cell("Nom", Style.HEADING), (1, 2): Cell("Montant", Style.HEADING)}
    for row, name in enumerate(names, 2):
        cells[row, 1] = Cell(name)
        cells[row, 2] = Cell(1.0, Style.AMOUNT, f"=SUM(Factures!E{row}:E99)")
    last = len(names) + 1
    chart = Chart(
        "column", "Montants", Area(2, 1, last, 1), (Series(Area(1, 2, 1, 2), Area(2, 2, last, 2), 0.5),),
        row=last + 3, column=1,
    )  # fmt: skip
    block = Block(1, last, 2, key_columns=(1,))
    return SheetPlan("Ma liste", "ma_liste_essai", cells, (20.0, 12.0), block=block, charts=(chart,))


def same_grid(live: Grid, stored: Grid) -> None:
    first, last = stored.first_row, stored.last_row
    for row in range(first, last + 1):
        for column in range(stored.first_column, stored.last_column + 1):
            assert live.cell(row, column) == stored.cell(row, column), (live.sheet, row, column)
    for fact in ("sheet", "errors", "totals", "today", "merged", "tables", "state", "mark", "currencies"):
        assert getattr(live, fact) == getattr(stored, fact), fact
    assert live.last_row == stored.last_row


def test_an_open_workbook_is_read_as_its_file_is(tmp_path: Path) -> None:
    made = openpyxl.Workbook()
    sheet = made.active
    assert sheet is not None
    sheet.title = "Factures d'été"
    sheet.append(["N° facture", "Client", "Date facture", "Échéance", "Montant TTC"])
    sheet.append(["00123", "=HYPERLINK", dt.date(2026, 5, 1), dt.datetime(2026, 5, 31, 12), 1200.5])  # noqa: DTZ001
    sheet.append([7, "Éts <Nord>", "01/06/2026", dt.date(2026, 7, 31), 300])
    sheet["B2"].data_type = "s"
    sheet["E4"], sheet["E5"] = "=SUM(E2:E3)", 20
    sheet["E5"].number_format = '"$"#,##0.00'
    sheet["A7"], sheet["B7"] = "#N/A", "#N/A"
    sheet["A7"].data_type, sheet["B7"].data_type = "e", "s"
    sheet.merge_cells("A8:B9")
    sheet["A8"] = "Fusion"
    sheet["C8"] = dt.time(10, 30)
    lists = made.create_sheet("Listes")
    for row in (["Code", "Nom"], ["C1", "Un"], ["C2", "Deux"]):
        lists.append(row)
    lists.add_table(Table(displayName="TListe", ref="A1:B3"))
    lists.sheet_state = "hidden"
    path = tmp_path / "essai.xlsx"
    made.save(path)
    live, stored = book_of(open_workbook(path)), read_book(path)
    assert [grid.sheet for grid in live.grids] == ["Factures d'été", "Listes"]
    for one, other in zip(live.grids, stored.grids, strict=True):
        same_grid(one, other)
    assert live.grids[0].errors == {(7, 1): "#N/A"}
    assert live.grids[0].currencies == {(5, 5): "USD"}
    assert live.grids[1].state == "hidden"
    assert (live.names, live.date_1904, live.path) == (stored.names, stored.date_1904, stored.path)


def test_our_sheets_and_parameters_are_known_again(book: xlwings.Book, path: Path) -> None:
    host = ExcelHost(book)
    live, stored = host.read(), read_workbook(path)
    assert list(live.ledger.items.amount) == list(stored.ledger.items.amount)
    assert list(live.ledger.items.due) == list(stored.ledger.items.due)
    assert live.settings == stored.settings
    assert live.source_map == stored.source_map
    assert live.problems == stored.problems
    host.apply([plan()])
    grids = {grid.sheet: grid for grid in book_of(book).grids}
    assert grids["Ma liste"].mark == "ma_liste_essai"


def test_an_as_of_cell_that_follows_the_calendar_is_known(path: Path) -> None:
    edited = openpyxl.load_workbook(path)
    cell = next(row[1] for row in edited["Paramètres"].iter_rows() if row[0].value == "Arrêté au")
    cell.value = "=TODAY()"
    edited.save(path)
    grid = next(grid for grid in book_of(open_workbook(path)).grids if grid.sheet == "Paramètres")
    assert grid.today == {(cell.row, 2)}
    assert understand(book_of(open_workbook(path))).settings.as_of is None


def test_nothing_points_back_into_the_scratch_workbook(book: xlwings.Book) -> None:
    host = ExcelHost(book)
    host.apply([plan()])
    book.sheets["Ma liste"]["C2"].formula = "=Factures!A1&B2"
    host.apply([plan(NAMES[::-1])])
    formulas = {
        cell.coordinate: cell.value
        for row in book.sheets["Ma liste"].impl.ws.iter_rows()
        for cell in row
        if cell.data_type == "f"
    }
    assert formulas["C4"] == "=Factures!A1&B4"
    assert [text for text in formulas.values() if "[" in text] == []
    assert [one.name for one in book.app.books] == ["classeur.xlsx"]


def test_marks_are_hidden_and_charts_draw_the_new_rows(book: xlwings.Book) -> None:
    host = ExcelHost(book)
    host.apply([plan()])
    host.apply([plan(("Un", "Deux", "Trois", "Quatre", "Cinq"))])
    names = {name.name: name for name in book.names}
    assert names["_xladdin_ma_liste_essai"].refers_to == "='Ma liste'!$1:$1048576"
    assert names["'Ma liste'!_bloc_xladdin"].refers_to == "='Ma liste'!$A$1:$B$6"
    assert all(name.impl.defined.hidden for key, name in names.items() if "xladdin" in key)
    chart = book.sheets["Ma liste"].charts[0]
    assert chart.api[1].SeriesCollection(1).Formula == (
        "=SERIES('Ma liste'!$B$1,'Ma liste'!$A$2:$A$6,'Ma liste'!$B$2:$B$6,1)"
    )
    assert chart.top == book.sheets["Ma liste"]["A9"].top


def test_a_chart_of_hers_is_never_taken_for_ours(book: xlwings.Book) -> None:
    host = ExcelHost(book)
    host.apply([plan()])
    charts = book.sheets["Ma liste"].charts.impl.all
    assert [one.name for one in charts] == ["xladdin 1"]
    charts[0].name = "Le mien"
    before = charts[0].series_drawn[0].Formula
    host.apply([plan(NAMES[:1])])
    assert charts[0].series_drawn[0].Formula == before


def state(book: xlwings.Book) -> dict[str, Any]:
    app: Any = book.app
    return {
        "screen": app.screen_updating, "events": app.enable_events, "alerts": app.display_alerts,
        "calculation": app.calculation, "sheet": book.sheets.active.name, "selection": app.selection.address,
        "books": [one.name for one in app.books], "active": app.books.active.name,
    }  # fmt: skip


def at_work(book: xlwings.Book) -> None:
    """She stands somewhere, with her own settings."""
    book.sheets["Clients"].activate()
    book.sheets["Clients"].range("B3:C4").select()
    book.app.calculation = "semiautomatic"
    book.app.enable_events = False


def test_excel_is_left_as_it_was(book: xlwings.Book) -> None:
    at_work(book)
    before = state(book)
    host = ExcelHost(book)
    host.apply([plan()])
    book.sheets["Ma liste"]["C2"].value = "note"
    host.apply([plan(NAMES[::-1])])
    host.remove()
    assert state(book) == before


def test_a_chart_sheet_comes_back_to_the_front(book: xlwings.Book, monkeypatch: pytest.MonkeyPatch) -> None:
    chart = copy(book.sheets[0].impl)  # active, and none of the worksheets
    chart.ws = openpyxl.Workbook().create_sheet("Graphique1")
    book.impl.sheets.active = chart
    monkeypatch.setattr(type(book.app.impl), "selection", None)
    ExcelHost(book).apply([plan()])
    assert book.sheets.active.name == "Graphique1"


def test_hidden_rows_stay_hidden(book: xlwings.Book) -> None:
    host = ExcelHost(book)
    host.apply([plan()])
    book.sheets["Ma liste"].range("3:3").row_height = 0
    host.apply([plan()])
    assert [book.sheets["Ma liste"].range((row, 1)).row_height for row in (2, 3, 4)] == [18, 0, 18]


def test_excel_is_left_as_it_was_wherever_it_fails(tmp_path: Path) -> None:
    small = openpyxl.Workbook()
    small.create_sheet("Factures")
    small.create_sheet("Clients")
    path = tmp_path / "petit.xlsx"
    small.save(path)
    for step in count(1):
        book = open_workbook(path)
        host = ExcelHost(book)
        host.apply([plan()])
        book.sheets["Ma liste"]["C2"].value = "note"
        at_work(book)
        before = state(book)
        book.app.impl.changes_until_failure = step
        try:
            host.apply([plan(NAMES[::-1]), replace(plan(), name="Autre", mark="autre")])
        except ComError:
            assert state(book) == before, step
        else:
            break
    assert state(book) == before
    assert step > 10


def test_a_comment_in_our_block_sets_the_old_sheet_aside(book: xlwings.Book) -> None:
    host = ExcelHost(book)
    host.apply([plan()])
    sheet = book.sheets["Ma liste"]
    sheet.impl.notes.append(type("Note", (), {"location": sheet["A2"].impl})())
    assert host.apply([plan()]).set_aside == (("Ma liste", "Ma liste (ancienne)", "un commentaire"),)
    assert [one.name for one in book.sheets][-2:] == ["Ma liste (ancienne)", "Ma liste"]
    assert host.apply([plan()]).set_aside == ()


@pytest.mark.parametrize(
    ("lock", "words"), [("structure", "structure"), ("sheet", "« Ma liste » est protégée")]
)
def test_what_is_locked_is_refused_before_anything_changes(book: xlwings.Book, lock: str, words: str) -> None:
    host = ExcelHost(book)
    host.apply([plan()])
    book.impl.structure_locked = lock == "structure"
    book.sheets["Ma liste"].impl.protected = lock == "sheet"
    with pytest.raises(WriteRefusedError, match=words):
        host.apply([plan(("Un",)), replace(plan(), name="Autre", mark="autre")])
    assert book.sheets["Ma liste"]["A3"].value == "Martin"
    assert "Autre" not in [one.name for one in book.sheets]


def test_a_workbook_of_an_old_kind_is_refused(book: xlwings.Book) -> None:
    book.impl.path = book.impl.path.replace(".xlsx", ".xls")
    with pytest.raises(WriteRefusedError, match=r"format \.xls,"):
        ExcelHost(book).apply([plan()])


def test_the_last_visible_sheet_is_not_removed(book: xlwings.Book) -> None:
    host = ExcelHost(book)
    host.apply([plan()])
    for sheet in book.sheets:
        sheet.visible = sheet.name == "Ma liste"
    with pytest.raises(WriteRefusedError, match="plus de feuille visible"):
        host.remove()


def test_securing_saves_and_keeps_the_state_before(book: xlwings.Book, path: Path) -> None:
    before = path.read_bytes()
    os.utime(path, (1_700_000_000, 1_700_000_000))
    host = ExcelHost(book)
    host.apply([plan()])
    assert path.read_bytes() == before
    host.secure()
    assert book.impl.saves == 1
    assert "Ma liste" in openpyxl.load_workbook(path).sheetnames
    copies = list((path.parent / "sauvegardes").iterdir())
    assert [copy.read_bytes() for copy in copies] == [before]


def test_a_workbook_that_excel_would_not_save_is_refused(book: xlwings.Book, path: Path) -> None:
    host = ExcelHost(book)
    book.impl.read_only = True
    for ask in (host.check_writable, host.secure):
        with pytest.raises(WriteRefusedError, match="lecture seule"):
            ask()
    assert host.apply([plan()]).titles == ("Ma liste",)
    assert not (path.parent / "sauvegardes").exists()
    fresh = ExcelHost(book.app.books.add())
    for refused in (fresh.check_writable, fresh.secure, lambda: fresh.folder):
        with pytest.raises(WriteRefusedError, match="jamais été enregistré"):
            refused()


def test_a_failed_save_is_told_in_french(book: xlwings.Book) -> None:
    book.app.impl.changes_until_failure = 1
    with pytest.raises(WriteRefusedError, match="n’a pas pu enregistrer"):
        ExcelHost(book).secure()


def test_a_synchronised_workbook_is_found_on_this_machine(
    book: xlwings.Book, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "Dossier").mkdir()
    shutil.copy(tmp_path / "classeur.xlsx", tmp_path / "Dossier" / "classeur.xlsx")
    book.impl.path = "https://d.docs.live.net/1a2b3c/Dossier/classeur.xlsx"
    monkeypatch.setenv("OneDriveConsumer", str(tmp_path))
    assert ExcelHost(book).folder == tmp_path / "Dossier"


def test_a_workbook_in_the_cloud_uses_the_folder_that_she_gave(
    book: xlwings.Book, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    book.impl.path = "https://d.docs.live.net/1a2b3c/Ailleurs/classeur.xlsx"
    monkeypatch.setenv("OneDriveConsumer", str(tmp_path / "rien"))
    with pytest.raises(WriteRefusedError, match="OneDrive") as refusal:
        _ = ExcelHost(book).folder
    assert "Dossier des lettres" in refusal.value.remedy
    assert ExcelHost(book, tmp_path).folder == tmp_path
    ExcelHost(book).check_writable()
    assert ExcelHost(book).apply([plan()]).titles == ("Ma liste",)
