"""From a real file to a Workbook."""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
import xlsxwriter
from grids import HEADINGS, MAY_1, grid, invoice, owed, read, told

from xladdin.model.problem import Severity
from xladdin.model.source_map import Field
from xladdin.model.wording import Kind
from xladdin.resources import workbook_template
from xladdin.workbook.date_texts import lacks_year
from xladdin.workbook.reader import read_workbook

if TYPE_CHECKING:
    from xladdin.workbook.workbook import Workbook

REAL = Path(__file__).parents[2] / "../shared/data"


def real(name: str) -> Path:
    path = REAL / name
    if not path.exists():
        pytest.skip(f"{name} is not beside this clone")
    return path


def test_open_invoices_of_a_real_report() -> None:
    workbook = read_workbook(real("barbarzilay_ar-aging-report.xlsx"))
    source = workbook.source_map.lists[0]
    assert (source.sheet, source.rows, source.kept) == ("Open Invoices", 26, 26)
    assert "balance âgée" in workbook.source_map.other_sheets["Aging Report"]
    ledger = workbook.ledger
    assert ledger.currencies == ("ILS",)
    as_of = dt.date(2026, 7, 16)
    left = ledger.outstanding(as_of)
    late = dt.datetime.combine(as_of, dt.time()) - ledger.items.due.astype("datetime64[s]").astype(object)
    days = [delta.days for delta in late]
    by_bucket = [0, 0, 0, 0, 0]
    for age, cents in zip(days, left.tolist(), strict=True):
        by_bucket[sum(age > limit for limit in (0, 30, 60, 90))] += cents
    assert by_bucket == [305_202_500, 0, 11_279_500, 0, 450_533_000]
    assert workbook.settings.as_of is None  # « As of: » on a report is not ours to guess


DATED_HEADINGS = [*HEADINGS, "Date de règlement"]


def dated(*rows: tuple[str, str, str]) -> Workbook:
    """Invoices of which only the texts of issue, due date and payment matter."""
    lines = [
        [f"F{place}", "Durand", issued, due, 10.0, paid] for place, (issued, due, paid) in enumerate(rows)
    ]
    return read(grid("Factures", [DATED_HEADINGS, *lines]))


@pytest.mark.parametrize(
    ("due", "day"), [("31/05/2026", dt.date(2026, 5, 1)), ("05/31/2026", dt.date(2026, 1, 5))]
)
def test_one_date_column_proves_the_order_of_the_others(due: str, day: dt.date) -> None:
    workbook = dated(("01/05/2026", due, "02/06/2026"), ("01/05/2026", due, ""))
    assert "ordre-jour-mois-suppose" not in told(workbook)
    assert workbook.ledger.items.issued.astype(object).tolist() == [day, day]


def test_date_columns_that_contradict_each_other_prove_nothing() -> None:
    workbook = dated(("01/05/2026", "31/05/2026", "06/15/2026"), ("02/05/2026", "31/05/2026", ""))
    assert told(workbook)["ordre-jour-mois-suppose"] == "C2:C3"


def test_same_number_for_day_and_month_proves_no_order() -> None:
    workbook = dated(("01/05/2026", "05/05/2026", ""), ("01/05/2026", "06/06/2026", ""))
    assert "ordre-jour-mois-suppose" in told(workbook)


def test_order_that_no_column_proves_is_said_once() -> None:
    workbook = dated(("01/05/2026", "01/06/2026", "02/06/2026"), ("02/05/2026", "02/06/2026", ""))
    said = [one for one in workbook.problems if one.code == "ordre-jour-mois-suppose"]
    assert [(one.cell, one.severity) for one in said] == [("C2:C3", Severity.INFO)]


def test_order_that_the_terms_settle_holds_for_the_payments() -> None:
    days = [dt.date(2026, month, day) for month in (1, 3, 5) for day in (3, 7, 9)]
    written = [(f"{one:%m/%d/%Y}", f"{one + dt.timedelta(days=30):%m/%d/%Y}") for one in days]
    workbook = dated(*[(issued, due, due) for issued, due in written])
    assert "ordre-jour-mois-suppose" not in told(workbook)
    ledger = workbook.ledger
    assert ledger.items.issued.astype(object).tolist() == days
    assert ledger.settlements.date.astype(object).tolist() == ledger.items.due.astype(object).tolist()


def test_dates_without_a_year_are_named_and_not_dropped() -> None:
    workbook = dated(("15/05", "14 juin", ""), ("16-mai", "demain", ""), ("1er juin", "1/7", ""))
    columns = workbook.source_map.lists[0].columns
    assert (columns[Field.ISSUED].column, columns[Field.DUE].column) == (3, 4)
    said = {(one.code, one.cell) for one in workbook.problems if one.code.startswith("date-")}
    assert said == {
        ("date-sans-annee", "C2:C4"),
        ("date-sans-annee", "D2"),
        ("date-sans-annee", "D4"),
        ("date-illisible", "D3"),
    }


@pytest.mark.parametrize("text", ["30/02", "15/13", "15 demain", "15", "5/2026", "mai", "mai 2026"])
def test_what_is_no_day_and_month_does_not_lack_a_year(text: str) -> None:
    assert not lacks_year(text)


def test_receivables_without_due_dates() -> None:
    workbook = read_workbook(real("danngo_receivables.xlsx"))
    assert sum(owed(workbook).values()) == 5_101_172
    found = next(problem for problem in workbook.problems if problem.code == "echeance-absente")
    assert found.cell.endswith("21")
    assert sum(problem.code == "echeance-absente" for problem in workbook.problems) == 1


def test_shipped_workbook_is_understood_without_a_word() -> None:
    workbook = read_workbook(workbook_template("recouvrement.xlsx"))
    assert [source.sheet for source in workbook.source_map.lists] == ["Factures", "Règlements", "Clients"]
    assert all(column.clean for source in workbook.source_map.lists for column in source.columns.values())
    assert workbook.settings.as_of == dt.date(2026, 6, 30)
    assert workbook.history.sent
    assert not [problem for problem in workbook.problems if problem.severity == "error"]


def test_hidden_and_filtered_rows_are_read(tmp_path: Path) -> None:
    book = xlsxwriter.Workbook(tmp_path / "filtre.xlsx", {"default_date_format": "dd/mm/yyyy"})
    sheet = book.add_worksheet("Factures")
    for row, cells in enumerate([HEADINGS, invoice("F1", 1.0), invoice("F2", 2.0)]):
        sheet.write_row(row, 0, cells)
    sheet.autofilter("A1:E3")
    sheet.set_row(2, None, None, {"hidden": True})
    book.close()
    assert owed(read_workbook(tmp_path / "filtre.xlsx")) == {"F1": 100, "F2": 200}


def test_columns_that_a_formula_may_use_are_clean() -> None:
    rows = [invoice("F1", "1 234,56 €"), invoice("F2", 2.0)]
    columns = read(grid("Factures", [HEADINGS, *rows])).source_map.lists[0].columns
    assert not columns[Field.AMOUNT].clean
    assert columns[Field.DUE].clean


def test_footnotes_do_not_soil_a_column() -> None:
    rows = [HEADINGS, invoice("F1", 2.0), [], ["", "", "", "", "Montants TTC"]]
    assert read(grid("Factures", rows)).source_map.lists[0].columns[Field.AMOUNT].clean


def test_attributes_travel_to_the_items() -> None:
    headings = [*HEADINGS, "Libellé", "Litige", "Promesse", "Commentaire", "Cause du retard"]
    rows = [
        invoice("F1", 1.0, "Travaux", "non", dt.date(2026, 7, 1), "Appeler", "A. Facturation"),
        invoice("F2", 1.0, "", "Oui", "", "", ""),
    ]
    extra = read(grid("Factures", [headings, *rows])).ledger.items.extra
    assert list(extra["label"]) == ["Travaux", ""]
    assert list(extra["dispute"]) == ["", "Oui"]
    assert extra["promise"][0].item() == dt.date(2026, 7, 1)
    assert list(extra["cause"]) == ["A. Facturation", ""]


def test_currencies_by_column_heading_and_cell_are_never_mixed() -> None:
    rows = [
        invoice("F1", 1.0, "EUR"),
        invoice("F2", 2.0, "usd"),
        invoice("F3", 3.0, "XXZ"),
        invoice("F4", 4.0, ""),
    ]
    workbook = read(grid("Factures", [[*HEADINGS, "Devise"], *rows]))
    currencies = [workbook.ledger.currencies[code] for code in workbook.ledger.items.currency]
    assert currencies == ["EUR", "USD", "XXZ", "EUR"]
    assert told(workbook)["devise-inconnue"] == "F4"


def test_side_signs_the_amount() -> None:
    headings = ["N° pièce", "Client", "Date", "Montant", "Sens"]
    rows = [["F1", "Dupont SA", MAY_1, 10.0, "D"], ["B1", "Dupont SA", MAY_1, 4.0, "C"]]
    workbook = read(grid("Extrait", [headings, *rows]))
    assert sum(owed(workbook).values()) == 600
    assert Kind.REGLEMENT in workbook.ledger.items.kind


def test_general_ledger_keeps_the_customers_accounts_only() -> None:
    headings = ["CompteNum", "CompAuxNum", "PieceRef", "EcritureDate", "Debit", "Credit"]
    rows = [
        ["411000", "CDUP", "F1", MAY_1, 12.0, ""],
        ["707000", "", "F1", MAY_1, "", 10.0],
        ["445710", "", "F1", MAY_1, "", 2.0],
    ]
    workbook = read(grid("FEC", [headings, *rows]))
    assert owed(workbook) == {"F1": 1_200}
    assert "autres-comptes" in told(workbook)


def test_only_the_amount_without_tax_is_told() -> None:
    workbook = read(grid("Factures", [[*HEADINGS[:4], "Montant HT"], invoice("F1", 1.0)]))
    assert owed(workbook) == {"F1": 100}
    assert "montant-hors-taxes" in told(workbook)


def test_unknown_types_are_told_and_count_as_invoices() -> None:
    rows = [invoice("F1", 1.0, "FACTURE"), invoice("F2", 2.0, "Prestation"), invoice("F3", 2.0, "AVOIR")]
    workbook = read(grid("Factures", [[*HEADINGS, "Type"], *rows]))
    assert owed(workbook) == {"F1": 100, "F2": 200, "F3": -200}
    assert told(workbook)["type-inconnu"] == "F2:F4"


def test_same_fault_in_every_other_row_is_one_problem() -> None:
    rows = [invoice(f"F{nth}", 1.0 if nth % 2 else "sans objet") for nth in range(400)]
    workbook = read(grid("Factures", [HEADINGS, *rows]))
    found = [problem for problem in workbook.problems if problem.code == "montant-illisible"]
    assert [problem.cell for problem in found] == ["E2:E400"]
    assert "200 lignes" in found[0].message


def test_words_that_head_columns_and_fill_them_start_no_new_list(tmp_path: Path) -> None:
    path = tmp_path / "suivi.csv"
    path.write_text(
        "Numéro de Pièce;Relance 1;Relance 2;Relance 3;Relance 4;Échéance;Nom Client;Montant;Type;Réglé\n"
        "F1;18/05/2021;02/06/2021;;;15/05/2021;BOULANGERIE PIERRE;3 784,56 €;FACTURE;En Cours\n"
        "F2;;;;;31/05/2021;BOULANGERIE PIERRE;100,00 €;FACTURE;Réglé\n"
        "F3;;;;;15/06/2021;GARAGE DU LAC;(12,00);AVOIR;En Cours\n",
        encoding="utf-8",
    )
    workbook = read_workbook(path)
    assert workbook.ledger.items.number.tolist() == ["F1", "F2", "F3"]
    assert workbook.ledger.outstanding(dt.date(2021, 6, 30)).tolist() == [378456, 0, -1200]
    assert workbook.history.sent == {("F1", 1): dt.date(2021, 5, 18), ("F1", 2): dt.date(2021, 6, 2)}


def test_a_currency_that_only_some_amounts_name_is_told(tmp_path: Path) -> None:
    path = tmp_path / "export.csv"
    path.write_text(
        "Invoice,Customer,Invoice Date,Due Date,Amount\n"
        'A1,ACME,01/15/2026,02/14/2026,"1,234.56"\n'
        'A2,Globex,03/01/2026,03/31/2026,"$3,000.00"\n',
        encoding="utf-8",
    )
    workbook = read_workbook(path)
    assert workbook.ledger.currencies_present() == ("EUR", "USD")
    (told_once,) = [problem for problem in workbook.problems if problem.code == "devise-partielle"]
    assert told_once.cell == "E3"


def test_a_cell_strewn_in_the_last_corner_is_told_by_its_address(tmp_path: Path) -> None:
    path = tmp_path / "suivi.xlsx"
    with xlsxwriter.Workbook(path) as workbook:
        sheet = workbook.add_worksheet("Factures")
        day = workbook.add_format({"num_format": "dd/mm/yyyy"})
        sheet.write_row(0, 0, HEADINGS)
        sheet.write_row(1, 0, ["F1", "Dupont SA"])
        sheet.write_datetime(1, 2, MAY_1, day)
        sheet.write_datetime(1, 3, MAY_1, day)
        sheet.write_number(1, 4, 10)
        sheet.write_string(1_048_575, 16_383, "x")
    read_back = read_workbook(path)
    assert owed(read_back) == {"F1": 1000}
    (stray,) = [found for found in read_back.problems if found.code == "cellules-isolees"]
    assert (stray.sheet, stray.cell) == ("Factures", "XFD1048576")
    assert "XFD1048576" in stray.message


def test_entries_of_other_accounts_neither_lend_nor_borrow_a_customer(tmp_path: Path) -> None:
    entries = [
        "JournalCode|CompteNum|CompAuxNum|CompAuxLib|PieceRef|PieceDate|EcritureLib|Debit|Credit",
        "VT|41100000|CDUP|Dupont|FA1|20260410|Facture FA1|1200,00|0,00",
        "VT|70600000|||FA1|20260410|Facture FA1|0,00|1000,00",
        "VT|44571000|||FA1|20260410|Facture FA1|0,00|200,00",
        "AC|40100000|FEDF|EDF|EDF33|20260412|EDF|0,00|360,00",
        "VT|41100000|||FA2|20260415|Facture FA2|120,00|0,00",
        "VT|70600000|||FA2|20260415|Facture FA2|0,00|120,00",
    ]
    path = tmp_path / "123456789FEC20261231.txt"
    path.write_text("\n".join(entries) + "\n", encoding="utf-8")
    workbook = read_workbook(path)
    ledger = workbook.ledger
    assert owed(workbook) == {"FA1": 120_000, "FA2": 12_000}
    assert "EDF" not in set(ledger.customers.name[ledger.items.customer])
    assert "autres-comptes" in told(workbook)
    assert "client-repris" not in told(workbook)
