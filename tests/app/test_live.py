"""Live sheets: after an edit in her own sheets the formulas say what the Python reports say, to the cent."""

from __future__ import annotations

import datetime as dt
import shutil
from pathlib import Path
from typing import TYPE_CHECKING, Any

import openpyxl
import pytest
import xlsxwriter
from live_samples import (
    BALANCE,
    CHANGED,
    COLLECTION,
    GOOD,
    SCHEDULE,
    Shown,
    by_ironcalc,
    by_libreoffice,
    differences,
    edited,
    has_libreoffice,
    reported,
)

from xladdin.app.refresh import refresh
from xladdin.hosts.file import FileHost
from xladdin.resources import workbook_template
from xladdin.sheets.live.calculation_sheet import NAME as HIDDEN

if TYPE_CHECKING:
    from collections.abc import Callable

    Edit = Callable[[Any], object]

TODAY = dt.date(2026, 6, 30)
DATA = Path(__file__).parents[2] / ".." / "shared" / "data"
REAL = ("barbarzilay_ar-aging-report.xlsx", "danngo_receivables.xlsx")
LIVE = (BALANCE, SCHEDULE, COLLECTION)


@pytest.fixture(scope="module")
def template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The shipped workbook with its report sheets."""
    path = tmp_path_factory.mktemp("live") / "classeur.xlsx"
    shutil.copyfile(workbook_template("recouvrement.xlsx"), path)
    refresh(FileHost(path), today=TODAY)
    return path


@pytest.fixture(params=REAL)
def real(request: pytest.FixtureRequest, tmp_path: Path) -> Path:
    """A real file with its report sheets."""
    if not (DATA / request.param).is_file():
        pytest.skip("the real files are not here")
    path = tmp_path / str(request.param)
    shutil.copyfile(DATA / request.param, path)
    refresh(FileHost(path), today=TODAY, as_of=TODAY)
    return path


def row_of(sheet: Any, text: str, column: int = 1) -> int:
    return next(row for row in range(1, sheet.max_row + 1) if sheet.cell(row, column).value == text)


def set_as_of(book: Any, day: dt.date | str) -> None:
    sheet = book["Paramètres"]
    sheet.cell(row_of(sheet, "Arrêté au"), 2).value = day


def type_in(sheet: str, cells: dict[str, object]) -> Edit:
    def edit(book: Any) -> None:
        for place, value in cells.items():
            book[sheet][place].value = value

    return edit


def everything(book: Any) -> None:
    """An invoice, a payment, a payment that loses its piece, the as-of date."""
    set_as_of(book, dt.date(2026, 7, 15))
    type_in("Factures", {"G5": 1234.56, "D9": dt.date(2026, 7, 30)})(book)
    type_in("Règlements", {"E5": 99.5, "A8": dt.date(2026, 7, 3), "D7": None})(book)


def controls(shown: dict[str, Shown]) -> set[bool]:
    """Whether the control lines of the live sheets find nothing to say."""
    return {GOOD in shown[title].control for title in LIVE}


@pytest.mark.parametrize("title", LIVE)
def test_the_template_is_live(template: Path, title: str) -> None:
    sheet = openpyxl.load_workbook(template)[title]
    assert sheet["A2"].value == "Arrêté au"
    assert str(sheet["B2"].value).startswith("=")


def test_what_was_written_is_what_engines_compute(template: Path) -> None:
    computed = by_ironcalc(template)
    cached = openpyxl.load_workbook(template, data_only=True)
    formulas = openpyxl.load_workbook(template)
    for title in (*LIVE, HIDDEN):
        pairs = zip(formulas[title].iter_rows(), computed[title].rows, strict=True)
        for cells, told in pairs:
            for cell, value in zip(cells, told, strict=True):
                if cell.data_type == "f":
                    assert plain(value) == plain(cached[title][cell.coordinate].value), cell.coordinate


def plain(value: object) -> object:
    """A cached value as a number where it is a date or a time."""
    if isinstance(value, dt.datetime):
        return float((value - dt.datetime(1899, 12, 30)).days)  # noqa: DTZ001
    if isinstance(value, dt.time):
        return 0.0
    return round(float(value), 6) if isinstance(value, int | float) else value or ""


def test_edits_show_as_the_reports_would(template: Path, tmp_path: Path) -> None:
    path = edited(template, tmp_path / "edite.xlsx", everything)
    shown = by_ironcalc(path)
    assert differences(shown, reported(path, dt.date(2026, 7, 15))) == []
    assert controls(shown) == {True}
    assert shown[COLLECTION].rows[0][0] == "Efficacité recouvrement — juillet 2026"


@pytest.mark.parametrize(
    "edit",
    [
        pytest.param(type_in("Factures", {"D20": None}), id="due date gone"),
        pytest.param(type_in("Factures", {"B20": "AVOIR"}), id="an invoice becomes a credit note"),
        pytest.param(type_in("Factures", {"G20": 0.01}), id="overpaid"),
        pytest.param(type_in("Factures", {"E20": "DUPONT", "F20": "Dupont & Fils"}), id="another customer"),
        pytest.param(type_in("Factures", {"C20": None}), id="no issue date"),
        pytest.param(type_in("Règlements", {"A6": None}), id="settled without a date"),
        pytest.param(type_in("Règlements", {"E6": -50}), id="returned debit"),
        pytest.param(type_in("Règlements", {"G18": dt.date(2026, 6, 29)}), id="lettered"),
        pytest.param(lambda book: set_as_of(book, dt.date(2026, 2, 28)), id="an earlier month"),
    ],
)
@pytest.mark.slow
def test_single_edits(template: Path, tmp_path: Path, edit: Edit) -> None:
    path = edited(template, tmp_path / "edite.xlsx", edit)
    as_of = openpyxl.load_workbook(path)["Paramètres"]["B17"].value.date()
    shown = by_ironcalc(path)
    found = differences(shown, reported(path, as_of))
    assert found == [] or CHANGED in shown[BALANCE].control


@pytest.mark.parametrize("paid", [400.25, 1000, 1200])
def test_a_bill_paid_in_its_own_row_no_longer_circulates(tmp_path: Path, paid: float) -> None:
    path = tmp_path / "liste.xlsx"
    book = openpyxl.Workbook()
    sheet = book.worksheets[0]
    sheet.append(["N° facture", "Type", "Client", "Date facture", "Échéance", "Montant TTC", "Montant réglé"])
    sheet.append(["F-1", "FACTURE", "Dupont", dt.date(2026, 4, 1), dt.date(2026, 5, 31), 3000, None])
    sheet.append(["LCR-1", "EFFET", "Dupont", dt.date(2026, 4, 1), dt.date(2026, 7, 31), 1000, None])
    book.save(path)
    refresh(FileHost(path), today=TODAY, as_of=TODAY)
    changed = edited(path, tmp_path / "edite.xlsx", type_in("Sheet", {"G3": paid}))
    shown = by_ironcalc(changed)
    expected = reported(changed, TODAY)
    assert expected[SCHEDULE]["Effets en circulation"][-1] == 1000 - paid
    assert differences(shown, expected) == []
    assert controls(shown) == {True}


def test_a_number_pasted_with_a_no_break_space_is_that_number(template: Path, tmp_path: Path) -> None:
    def edit(book: Any) -> None:
        payments = book["Règlements"]
        for cell in payments[5][1:4]:
            cell.value = f"\u202f{cell.value}\u00a0"

    path = edited(template, tmp_path / "edite.xlsx", edit)
    shown = by_ironcalc(path)
    assert differences(shown, reported(path, TODAY)) == []
    assert controls(shown) == {True}


@pytest.mark.slow
def test_rows_added_below_count_without_a_refresh(template: Path, tmp_path: Path) -> None:
    def edit(book: Any) -> None:
        invoice = ("F26-0180", "FACTURE", TODAY, dt.date(2026, 7, 30), "DUPONT", "Dupont & Fils", 99.5)
        payment = (dt.date(2026, 6, 29), "DUPONT", "Dupont & Fils", "F26-0180", 40)
        for sheet, row, values in (("Factures", 49, invoice), ("Règlements", 19, payment)):
            for column, value in enumerate(values, 1):
                book[sheet].cell(row, column).value = value
        book["Factures"].tables["tFactures"].ref = "A1:P49"
        book["Règlements"].tables["tReglements"].ref = "A1:H19"

    path = edited(template, tmp_path / "edite.xlsx", edit)
    shown = by_ironcalc(path)
    assert differences(shown, reported(path, TODAY)) == []
    assert controls(shown) == {True}


@pytest.mark.parametrize(
    "edit",
    [
        pytest.param(type_in("Factures", {"E48": "NOUVEAU"}), id="a customer not met before"),
        pytest.param(type_in("Factures", {"A5": "F25-0871"}), id="a number twice"),
        pytest.param(type_in("Factures", {"B5": "Bordereau"}), id="a kind not known"),
        pytest.param(type_in("Factures", {"G5": "environ 12"}), id="an amount in words"),
        pytest.param(type_in("Factures", {"D5": "fin juin"}), id="a due date in words"),
        pytest.param(type_in("Règlements", {"D5": "F99-9999"}), id="a piece not in the list"),
        pytest.param(type_in("Factures", {"G400": 12.5}), id="an amount far below"),
    ],
)
@pytest.mark.slow
def test_what_formulas_cannot_follow_asks_for_a_refresh(template: Path, tmp_path: Path, edit: Edit) -> None:
    shown = by_ironcalc(edited(template, tmp_path / "edite.xlsx", edit))
    assert all(CHANGED in shown[title].control for title in LIVE)


@pytest.mark.slow
def test_another_collector_asks_for_a_refresh_of_the_rates_only(template: Path, tmp_path: Path) -> None:
    shown = by_ironcalc(edited(template, tmp_path / "edite.xlsx", type_in("Clients", {"L3": "Zoé Petit"})))
    assert CHANGED in shown[COLLECTION].control
    assert GOOD in shown[BALANCE].control


def test_sorting_her_list_changes_nothing(template: Path, tmp_path: Path) -> None:
    def edit(book: Any) -> None:
        sheet = book["Factures"]
        rows = [[cell.value for cell in row] for row in sheet["A2:P48"]]
        for place, values in enumerate(reversed(rows), 2):
            for column, value in enumerate(values, 1):
                sheet.cell(place, column).value = value

    path = edited(template, tmp_path / "edite.xlsx", edit)
    shown = by_ironcalc(path)
    assert differences(shown, reported(path, TODAY)) == []
    assert controls(shown) == {True}


def test_a_date_asked_for_that_is_not_in_the_cell_freezes_the_sheets(tmp_path: Path) -> None:
    path = tmp_path / "classeur.xlsx"
    shutil.copyfile(workbook_template("recouvrement.xlsx"), path)
    refresh(FileHost(path), today=TODAY, as_of=dt.date(2026, 5, 31))
    book = openpyxl.load_workbook(path)
    for title in LIVE:
        told = str(book[title]["A2"].value)
        assert told.startswith("Arrêté au 31/05/2026 (valeurs figées : la date demandée n’est pas celle")
    assert HIDDEN not in book.sheetnames


def test_a_filter_freezes_the_sheets(tmp_path: Path) -> None:
    path = tmp_path / "classeur.xlsx"
    shutil.copyfile(workbook_template("recouvrement.xlsx"), path)
    refresh(FileHost(path), today=TODAY, where={"collector": "Julie Moreau"})
    told = openpyxl.load_workbook(path)[BALANCE]["A2"].value
    assert told == "Arrêté au 30/06/2026 (valeurs figées : une partie des pièces seulement)"


@pytest.mark.slow
def test_real_files_are_live_and_follow_edits(real: Path, tmp_path: Path) -> None:
    shown = by_ironcalc(real)
    assert differences(shown, reported(real, TODAY)) == []
    assert controls(shown) == {True}
    path = edited(real, tmp_path / "edite.xlsx", edit_of_real(real.name))
    shown = by_ironcalc(path)
    assert differences(shown, reported(path, dt.date(2026, 7, 16))) == []
    assert controls(shown) == {True}


def edit_of_real(name: str) -> Edit:
    def edit(book: Any) -> None:
        set_as_of(book, dt.date(2026, 7, 16))
        if name == REAL[0]:
            sheet = book["Open Invoices"]
            sheet["H3"].value, sheet["E4"].value = 1234.56, dt.date(2026, 8, 2)
        else:
            sheet = book["Sheet1"]
            sheet["D3"].value, sheet["C4"].value = 1234.56, dt.datetime(2026, 5, 2, 23, 59)  # noqa: DTZ001

    return edit


@pytest.mark.office
@pytest.mark.slow
@pytest.mark.skipif(not has_libreoffice(), reason="LibreOffice is not here")
class TestLibreOffice:
    def test_edits_show_as_the_reports_would(self, template: Path, tmp_path: Path) -> None:
        path = edited(template, tmp_path / "edite.xlsx", everything)
        shown = by_libreoffice(path, tmp_path / "calcule")
        assert differences(shown, reported(path, dt.date(2026, 7, 15))) == []
        assert controls(shown) == {True}

    def test_real_files(self, real: Path, tmp_path: Path) -> None:
        path = edited(real, tmp_path / "edite.xlsx", edit_of_real(real.name))
        shown = by_libreoffice(path, tmp_path / "calcule")
        assert differences(shown, reported(path, dt.date(2026, 7, 16))) == []
        assert controls(shown) == {True}


@pytest.mark.parametrize("date_1904", [False, True])
def test_one_sheet_asked_for_brings_the_as_of_cell_with_it(tmp_path: Path, *, date_1904: bool) -> None:
    path = tmp_path / "liste.xlsx"
    with xlsxwriter.Workbook(path, {"date_1904": date_1904}) as book:
        sheet, form = book.add_worksheet("Factures"), book.add_format({"num_format": "dd/mm/yyyy"})
        sheet.write_row(0, 0, ["N° facture", "Client", "Date facture", "Échéance", "Montant TTC"])
        for row in range(1, 6):
            sheet.write_row(row, 0, [f"F-00{row}", "Dupont & Fils"])
            sheet.write_datetime(row, 2, dt.date(2026, row, 5), form)
            sheet.write_datetime(row, 3, dt.date(2026, row + 1, 5), form)
            sheet.write_number(row, 4, 100.25 * row)
    done = refresh(FileHost(path), today=TODAY, as_of=TODAY, sheets=[BALANCE])
    assert done.applied.titles == (BALANCE, "Paramètres")
    shown = by_ironcalc(path) if not date_1904 else by_cached(path)
    assert differences(shown, reported(path, TODAY), [BALANCE]) == []
    assert GOOD in shown[BALANCE].control


def by_cached(path: Path) -> dict[str, Shown]:
    """What was written beside the formulas: IronCalc knows no 1904 dates."""
    book = openpyxl.load_workbook(path, data_only=True)
    return {
        sheet.title: Shown([list(row) for row in sheet.iter_rows(values_only=True)])
        for sheet in book.worksheets
    }
