"""Live sheets: after an edit in her own sheets the formulas say what the Python report says, to the cent."""

from __future__ import annotations

import datetime as dt
import shutil
import subprocess
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

import ironcalc
import openpyxl
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from python_calamine import CalamineWorkbook

from xladdin.app.refresh import refresh
from xladdin.hosts.file import FileHost
from xladdin.reports.aged_balance import aged_balance
from xladdin.resources import workbook_template
from xladdin.workbook.reader import read_workbook

if TYPE_CHECKING:
    from collections.abc import Callable

TODAY = dt.date(2026, 6, 30)
DATA = Path(__file__).parents[2] / ".." / "shared" / "data"
FIRST_ROW = 5
GOOD, CHANGED = "égale le reste dû", "actualisez"


@pytest.fixture(scope="module")
def refreshed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("live") / "classeur.xlsx"
    shutil.copyfile(workbook_template("recouvrement.xlsx"), path)
    refresh(FileHost(path), today=TODAY)
    return path


def recalculated(path: Path) -> tuple[dict[str, list[float]], str]:
    """Amounts per customer of the Balance âgée as IronCalc computes them, and its control line."""
    titles = openpyxl.load_workbook(path, read_only=True).sheetnames
    sheet = titles.index("Balance âgée")
    model = ironcalc.load_from_xlsx(str(path), "en", "UTC", "en")
    model.evaluate()

    def text(row: int, column: int) -> str:
        return str(model.get_formatted_cell_value(sheet, row, column))

    columns = 1
    while text(4, columns + 1):
        columns += 1
    first = 3 if text(4, 2) == "Nom Client" else 2
    found = {}
    row = FIRST_ROW
    while (code := text(row, 1)) != "Total":
        found[code] = [number(text(row, column)) for column in range(first, columns + 1)]
        row += 1
    found["Total"] = [number(text(row, column)) for column in range(first, columns + 1)]
    return found, text(3, 1)


def number(text: str) -> float:
    return 0.0 if text == "–" else float(text.replace(",", ""))


def reported(path: Path, as_of: dt.date) -> dict[str, list[float]]:
    """The same by the report."""
    frame = aged_balance(read_workbook(path).ledger, as_of)
    found = {str(code): [cents / 100 for cents in row] for code, *row in frame.itertuples(name=None)}
    return found | {"Total": [int(cents) / 100 for cents in frame.sum()]}


def edited(path: Path, target: Path, edit: Callable[[Any], object]) -> Path:
    book = openpyxl.load_workbook(path)
    edit(book)
    book.save(target)
    return target


def check(path: Path, as_of: dt.date = TODAY) -> str:
    """Both say the same of every customer; a customer whose all is zero is not in the report."""
    live, control = recalculated(path)
    expected = reported(path, as_of)
    assert {code: row for code, row in live.items() if any(row)} == expected
    return control


def test_what_was_written_is_what_engines_compute(refreshed: Path) -> None:
    assert GOOD in check(refreshed)
    live, _ = recalculated(refreshed)
    cached = openpyxl.load_workbook(refreshed, data_only=True)["Balance âgée"]
    assert [cached.cell(FIRST_ROW + 13, column).value for column in range(3, 10)] == live["Total"]


def set_as_of(book: Any, day: dt.date) -> None:
    cell = next(row[1] for row in book["Paramètres"].iter_rows() if row[0].value == "Arrêté au")
    cell.value = day


@dataclass(frozen=True)
class Change:
    """One edit of everything that a balance depends on."""

    as_of: dt.date
    invoice_row: int
    invoice_cents: int
    due: dt.date
    payment_row: int
    paid_cents: int
    paid_on: dt.date

    def __call__(self, book: Any) -> None:
        set_as_of(book, self.as_of)
        invoice = book["Factures"][self.invoice_row]
        sign = -1 if invoice[1].value == "AVOIR" else 1
        invoice[3].value, invoice[6].value = self.due, sign * self.invoice_cents / 100
        payment = book["Règlements"][self.payment_row]
        payment[0].value, payment[4].value = self.paid_on, self.paid_cents / 100


changes = st.builds(
    Change,
    as_of=st.dates(dt.date(2026, 1, 15), dt.date(2026, 10, 31)),
    invoice_row=st.integers(2, 48),
    invoice_cents=st.integers(1, 900_000),
    due=st.dates(dt.date(2025, 12, 1), dt.date(2026, 9, 30)),
    payment_row=st.integers(2, 18),
    paid_cents=st.integers(-90_000, 400_000).filter(bool),
    paid_on=st.dates(dt.date(2026, 1, 1), dt.date(2026, 9, 30)),
)


@given(change=changes)
@settings(max_examples=12, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_edits_show_as_the_report_would(refreshed: Path, tmp_path: Path, change: Change) -> None:
    assert GOOD in check(edited(refreshed, tmp_path / "edite.xlsx", change), change.as_of)


def test_a_payment_that_loses_its_piece_is_a_credit(refreshed: Path, tmp_path: Path) -> None:
    def edit(book: Any) -> None:
        book["Règlements"]["D5"].value = None

    check(edited(refreshed, tmp_path / "edite.xlsx", edit))


def test_a_payment_added_below_counts_and_the_control_says_so(refreshed: Path, tmp_path: Path) -> None:
    def edit(book: Any) -> None:
        for column, value in enumerate(
            (dt.date(2026, 6, 29), "DUPONT", "Dupont & Fils", "F26-0024", 875.6), 1
        ):
            book["Règlements"].cell(19, column).value = value
        book["Règlements"].tables["tReglements"].ref = "A1:H19"

    assert CHANGED in check(edited(refreshed, tmp_path / "edite.xlsx", edit))


def test_an_invoice_added_below_is_announced(refreshed: Path, tmp_path: Path) -> None:
    def edit(book: Any) -> None:
        row = ("F26-0180", "FACTURE", TODAY, TODAY, "DUPONT", "Dupont & Fils", 99.5)
        for column, value in enumerate(row, 1):
            book["Factures"].cell(49, column).value = value

    _, control = recalculated(edited(refreshed, tmp_path / "edite.xlsx", edit))
    assert CHANGED in control


def test_a_customer_who_changes_code_is_announced(refreshed: Path, tmp_path: Path) -> None:
    def edit(book: Any) -> None:
        book["Factures"]["E48"].value = "NOUVEAU"

    _, control = recalculated(edited(refreshed, tmp_path / "edite.xlsx", edit))
    assert CHANGED in control


def test_an_as_of_date_asked_for_that_is_not_in_the_cell_freezes_the_sheet(tmp_path: Path) -> None:
    path = tmp_path / "classeur.xlsx"
    shutil.copyfile(workbook_template("recouvrement.xlsx"), path)
    refresh(FileHost(path), today=TODAY, as_of=dt.date(2026, 5, 31))
    sheet = openpyxl.load_workbook(path)["Balance âgée"]
    assert sheet["A2"].value == "Arrêté au 31/05/2026 (valeurs figées)"
    assert isinstance(sheet["C5"].value, int | float)


@pytest.mark.parametrize("name", ["barbarzilay_ar-aging-report.xlsx", "danngo_receivables.xlsx"])
def test_real_files_are_live(tmp_path: Path, name: str) -> None:
    if not (DATA / name).is_file():
        pytest.skip("the real files are not here")
    path = shutil.copyfile(DATA / name, tmp_path / name)
    refresh(FileHost(path), today=TODAY, as_of=TODAY)
    assert openpyxl.load_workbook(path)["Balance âgée"]["A2"].value == "Arrêté au"
    assert GOOD in check(path)


@pytest.mark.office
@pytest.mark.skipif(shutil.which("soffice") is None, reason="LibreOffice is not here")
def test_libreoffice_computes_the_same(refreshed: Path, tmp_path: Path) -> None:
    change = Change(dt.date(2026, 5, 20), 9, 123456, dt.date(2026, 4, 1), 7, 20000, dt.date(2026, 5, 1))
    path = edited(refreshed, tmp_path / "edite.xlsx", change)
    profile = (tmp_path / "profile").as_uri()
    command = [
        "soffice",
        f"-env:UserInstallation={profile}",
        "--headless",
        "--convert-to",
        "xlsx",
        "--outdir",
    ]
    subprocess.run(
        [*command, str(tmp_path / "calcule"), str(path)], check=True, capture_output=True, timeout=120
    )
    book = CalamineWorkbook.from_path(tmp_path / "calcule" / path.name)
    rows = book.get_sheet_by_name("Balance âgée").to_python(skip_empty_area=False)
    found = {code: amounts for code, _, *amounts in rows[FIRST_ROW - 1 : FIRST_ROW + 13] if any(amounts)}
    assert found == reported(path, change.as_of)
    assert GOOD in str(rows[2][0])
