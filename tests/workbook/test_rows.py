"""Totals, group titles, footnotes and prepared rows are told from pieces."""

from __future__ import annotations

import datetime as dt

import pytest
from grids import HEADINGS, MAY_1, MAY_31, grid, invoice, owed, read, told

TOTAL_LABELS = ["Total DUPONT", "TOTAL GÉNÉRAL", "Sous-total", "S/Total", "Totaux", "À reporter", "Cumul"]


@pytest.mark.parametrize("label", TOTAL_LABELS)
@pytest.mark.parametrize("place", [0, 1])
def test_labelled_total_is_no_piece(label: str, place: int) -> None:
    total: list[object] = ["", "", "", "", 999.0]
    total[place] = label
    workbook = read(grid("Factures", [HEADINGS, invoice("F1", 10.0), total]))
    assert owed(workbook) == {"F1": 1_000}
    assert "montant-isole" not in told(workbook)


@pytest.mark.parametrize("label", [*TOTAL_LABELS, "Total impayés au 30/06", "Solde au 30/06/2026"])
@pytest.mark.parametrize("place", [2, 3])
@pytest.mark.parametrize("customer", ["", "Durand"])
def test_total_labelled_in_a_date_column_is_no_piece(label: str, place: int, customer: str) -> None:
    total: list[object] = ["", customer, "", "", 999.0]
    total[place] = label
    workbook = read(grid("Factures", [HEADINGS, invoice("F1", 10.0), total]))
    assert owed(workbook) == {"F1": 1_000}
    assert not workbook.problems


@pytest.mark.parametrize("place", [0, 2])
def test_sum_under_words_that_name_no_total_is_no_piece(place: int) -> None:
    total: list[object] = ["", "", "", "", 15.5]
    total[place] = "Nombre de factures : 2"
    workbook = read(grid("Factures", [HEADINGS, invoice("F1", 10.0), invoice("F2", 5.5), total]))
    assert owed(workbook) == {"F1": 1_000, "F2": 550}
    assert not workbook.problems


def test_piece_of_the_same_amount_as_those_above_stays_one() -> None:
    rows = [
        HEADINGS,
        *[invoice(f"F{number}", 10.0) for number in range(4)],
        ["F4", "", "", "", 40.0],
        ["", "Moreau", "", "à réception", 80.0],
    ]
    left = owed(read(grid("Factures", rows)))
    assert (left["F4"], left["ligne\u00a07"]) == (4_000, 8_000)


def test_customer_titles_and_totals_of_a_ledger_may_stand_in_the_date_column() -> None:
    rows = [
        ["Date", "N° pièce", "Libellé écriture", "Débit", "Crédit"],
        ["411ALPHA  ALPHA SARL", "", "", "", ""],
        [MAY_1, "F1", "Facture F1", 100.0, ""],
        [MAY_31, "F2", "Facture F2", 250.0, ""],
        ["Total 411ALPHA", "", "", 350.0, ""],
        ["Solde 411ALPHA", "", "", 349.0, ""],
        ["411BETA  BETA SAS", "", "", "", ""],
        [MAY_1, "F3", "Facture F3", 80.0, ""],
        ["Total 411BETA", "", "", 80.0, ""],
    ]
    workbook = read(grid("Grand livre", rows))
    customers = workbook.ledger.customers
    assert owed(workbook) == {"F1": 10_000, "F2": 25_000, "F3": 8_000}
    assert list(zip(customers.code, customers.name, strict=True)) == [
        ("411ALPHA", "ALPHA SARL"),
        ("411BETA", "BETA SAS"),
    ]


@pytest.mark.parametrize(
    "name", ["TotalEnergies", "Totem", "Total Déménagement", "Reporters sans frontières"]
)
def test_customer_whose_name_looks_like_a_total_keeps_its_pieces(name: str) -> None:
    workbook = read(grid("Factures", [HEADINGS, invoice("F1", 10.0, customer=name)]))
    assert owed(workbook) == {"F1": 1_000}


def test_total_is_known_by_its_formula() -> None:
    rows = [HEADINGS, invoice("F1", 10.0), ["", "", "", "", 7.0]]
    assert owed(read(grid("Factures", rows, totals=frozenset({(3, 5)})))) == {"F1": 1_000}


def test_typed_subtotals_and_total_are_known_by_their_sums() -> None:
    rows = [
        HEADINGS,
        invoice("F1", 10.0), invoice("F2", 5.5), ["", "", "", "", 15.5],
        invoice("F3", 2.0, customer="Moreau"), ["", "", "", "", 2.0],
        ["", "", "", "", 17.5],
    ]  # fmt: skip
    workbook = read(grid("Factures", rows))
    assert owed(workbook) == {"F1": 1_000, "F2": 550, "F3": 200}
    assert "montant-isole" not in told(workbook)


def test_lonely_amount_that_is_no_sum_is_not_counted_and_told() -> None:
    workbook = read(grid("Factures", [HEADINGS, invoice("F1", 10.0), ["", "", "", "", 3.0]]))
    assert owed(workbook) == {"F1": 1_000}
    assert told(workbook)["montant-isole"] == "E3"


def test_footnotes_are_passed_over() -> None:
    rows = [
        HEADINGS,
        invoice("F1", 10.0),
        [],
        ["Édité le 30/06/2026 par la comptabilité"],
        ["", "Voir note 3"],
    ]
    workbook = read(grid("Factures", rows))
    assert owed(workbook) == {"F1": 1_000}
    assert workbook.source_map.lists[0].last_row == 2
    assert not workbook.problems


def test_rows_that_formulas_prepared_are_no_pieces() -> None:
    birth_of_excel = dt.date(1900, 1, 30)
    rows = [
        HEADINGS,
        invoice("F1", 10.0),
        *[["", "", "", birth_of_excel, 0.0]] * 50,
        *[["", "", "", 30.0, ""]] * 3,
    ]
    workbook = read(grid("Factures", rows, formula_rows=frozenset(range(3, 60))))
    assert owed(workbook) == {"F1": 1_000}
    assert not workbook.problems


def test_prenumbered_rows_are_no_pieces() -> None:
    rows = [HEADINGS, invoice("F1", 10.0), ["F2", "", "", "", 0.0], ["F3", "", "", "", ""]]
    workbook = read(grid("Factures", rows, formula_rows=frozenset({3, 4})))
    assert owed(workbook) == {"F1": 1_000}
    assert not workbook.problems


def test_piece_without_amount_is_told_and_not_counted() -> None:
    workbook = read(grid("Factures", [HEADINGS, invoice("F1", 10.0), invoice("F2", ""), invoice("F3", "")]))
    assert owed(workbook) == {"F1": 1_000}
    assert told(workbook)["montant-absent"] == "E3:E4"


def test_an_amount_of_zero_is_a_piece() -> None:
    assert owed(read(grid("Factures", [HEADINGS, invoice("F1", 0.0), invoice("F2", 1.0)]))) == {
        "F1": 0,
        "F2": 100,
    }


def test_error_cells_are_told_with_their_address_and_never_read_as_zero() -> None:
    rows = [HEADINGS, invoice("F1", ""), ["F2", "Dupont SA", MAY_1, "", 20.0]]
    workbook = read(grid("Factures", rows, errors={(2, 5): "#DIV/0!", (3, 4): "#N/A"}))
    assert owed(workbook) == {"F2": 2_000}
    cells = {problem.cell for problem in workbook.problems if problem.code == "cellule-en-erreur"}
    assert cells == {"E2", "D3"}
    assert "montant-absent" not in told(workbook)


def test_formulas_without_value_are_told_once_with_the_remedy() -> None:
    rows = [HEADINGS, *[invoice(f"F{nth}", "") for nth in range(3)]]
    found = [
        problem
        for problem in read(grid("Factures", rows, uncached=frozenset({(2, 5), (3, 5), (4, 5)}))).problems
        if problem.code == "formule-non-calculee"
    ]
    assert [problem.cell for problem in found] == ["E2:E4"]
    assert "Excel" in found[0].remedy


def test_customer_above_the_rows_of_a_list_without_customer_column() -> None:
    headings = ["N° facture", "Date", "Échéance", "Montant"]
    rows = [
        headings, ["Client : DUPONT"], ["F1", MAY_1, MAY_31, 1.0], ["F2", MAY_1, MAY_31, 2.0],
        ["Total", "", "", 3.0], ["MOREAU ET FILS"], ["F3", MAY_1, MAY_31, 4.0],
    ]  # fmt: skip
    ledger = read(grid("Factures", rows)).ledger
    assert [ledger.customers.name[row] for row in ledger.items.customer] == [
        "DUPONT",
        "DUPONT",
        "MOREAU ET FILS",
    ]


def test_customer_of_a_merged_cell_holds_for_its_rows_and_is_told() -> None:
    rows = [
        HEADINGS,
        invoice("F1", 1.0),
        invoice("F2", 2.0, customer=""),
        invoice("F3", 3.0, customer="Moreau"),
    ]
    workbook = read(grid("Factures", rows, merged=((2, 2, 3, 2),)))
    ledger = workbook.ledger
    assert [ledger.customers.name[row] for row in ledger.items.customer] == [
        "Dupont SA",
        "Dupont SA",
        "Moreau",
    ]
    assert told(workbook)["client-repris"] == "B3"


def test_a_single_missing_customer_is_not_guessed() -> None:
    rows = [HEADINGS, invoice("F1", 1.0), invoice("F2", 2.0, customer=""), invoice("F3", 3.0)]
    assert told(read(grid("Factures", rows)))["client-non-renseigne"] == "B3"


def test_headings_repeated_on_every_printed_page_are_passed_over() -> None:
    workbook = read(grid("Factures", [HEADINGS, invoice("F1", 1.0), HEADINGS, invoice("F2", 2.0)]))
    assert owed(workbook) == {"F1": 100, "F2": 200}
    assert not workbook.problems


def test_rows_without_number_get_one_and_are_told_together() -> None:
    rows = [["Client", "Date", "Échéance", "Montant"], *[["Dupont SA", MAY_1, MAY_31, 1.0]] * 3]
    workbook = read(grid("Factures", rows))
    assert sorted(owed(workbook)) == ["ligne\u00a02", "ligne\u00a03", "ligne\u00a04"]
    assert sum(problem.code == "numero-absent" for problem in workbook.problems) == 1


def test_counts_of_rows_looked_at_and_kept() -> None:
    rows = [
        HEADINGS,
        invoice("F1", 10.0),
        invoice("F2", ""),
        ["Total", "", "", "", 10.0],
        [],
        ["", "", "", "", "Note"],
    ]
    source = read(grid("Factures", rows)).source_map.lists[0]
    assert (source.first_row, source.last_row, source.rows, source.kept) == (2, 2, 4, 1)
