"""Which list is the invoices, and what is said of the others."""

from __future__ import annotations

import datetime as dt

import pytest
from grids import HEADINGS, MAY_1, MAY_31, grid, invoice, owed, read, told

from xladdin.errors import LayoutError
from xladdin.model.source_map import ListRole
from xladdin.model.wording import Kind
from xladdin.workbook.grid import GridTable

JUNE_2 = dt.date(2026, 6, 2)


@pytest.mark.parametrize("header_row", [1, 5, 16])
def test_header_row_anywhere(header_row: int) -> None:
    above = [["Ma Société SARL "], ["12 rue des Lilas"], ["75010 Paris"], ["Tél. 01 00 00 00 00"]]
    rows = [*above, *[[]] * 20][: header_row - 1]
    source = read(grid("Feuil1", [*rows, HEADINGS, invoice("F1", 1.0)])).source_map.lists[0]
    assert source.header_row == header_row


def test_list_that_does_not_start_in_a1() -> None:
    shifted = grid("Feuil1", [HEADINGS, invoice("F1", 1.0)], first_row=7, first_column=3)
    source = read(shifted).source_map.lists[0]
    assert (source.header_row, source.first_row) == (7, 8)
    assert min(column.column for column in source.columns.values()) == 3


def test_headings_on_two_lines() -> None:
    rows = [
        ["Client", "", "Facture", "", "", "Règlement", ""],
        ["Code", "Nom", "N°", "Date", "Montant", "Date", "Montant"],
        ["C1", "Dupont SA", "F1", MAY_1, 10.0, JUNE_2, 4.0],
    ]
    workbook = read(grid("Feuil1", rows))
    assert owed(workbook) == {"F1": 600}
    assert workbook.source_map.lists[0].header_row == 2


def test_heading_split_over_two_lines() -> None:
    rows = [
        ["N°", "Nom du", "Date", "Date", "Montant"],
        ["facture", "client", "facture", "d’échéance", "TTC (€)"],
        invoice("F1", 10.0),
    ]
    headings = {source.heading for source in read(grid("Feuil1", rows)).source_map.lists[0].columns.values()}
    assert "Date d’échéance" in headings


def test_purchases_with_the_same_headings_are_not_receivables() -> None:
    workbook = read(
        grid("Achats", [HEADINGS, *[invoice(f"A{nth}", 9.0) for nth in range(9)]]),
        grid("Ventes", [HEADINGS, invoice("F1", 1.0)]),
    )
    assert owed(workbook) == {"F1": 100}
    assert "fournisseurs" in workbook.source_map.other_sheets["Achats"]


def test_supplier_column_is_not_receivables() -> None:
    headings = ["N° facture", "Fournisseur", *HEADINGS[2:]]
    with pytest.raises(LayoutError, match="fournisseurs"):
        read(grid("Factures", [headings, invoice("F1", 1.0)]))


def test_sheets_of_ours_never_feed_the_ledger() -> None:
    workbook = read(
        grid("Ma balance", [HEADINGS, *[invoice(f"X{nth}", 9.0) for nth in range(9)]], mark="balance"),
        grid("Feuil1", [HEADINGS, invoice("F1", 1.0)]),
    )
    assert owed(workbook) == {"F1": 100}
    assert "xladdin" in workbook.source_map.other_sheets["Ma balance"]


def test_typed_follow_up_is_the_list_only_without_another() -> None:
    follow_up = grid(
        "Suivi",
        [["Numéro de Pièce", "Relance 1", "Échéance", "Nom Client", "Montant", "Réglé"],
         ["F1", JUNE_2, MAY_31, "Dupont SA", 7.0, "En Cours"]],
    )  # fmt: skip
    assert owed(read(follow_up)) == {"F1": 700}
    both = read(follow_up, grid("Factures", [HEADINGS, invoice("F1", 1.0)]))
    assert owed(both) == {"F1": 100}
    assert both.history.date("F1", 1) == JUNE_2
    assert "Factures" in both.source_map.other_sheets["Suivi"]


def test_report_by_age_is_not_a_list() -> None:
    report = grid(
        "Balance",
        [["Client", "Non échu", "1-30 j", "31-60 j", "+60 j", "Total"], ["Dupont SA", 1, 2, 3, 4, 10]],
    )
    with pytest.raises(LayoutError, match="balance âgée"):
        read(report)


def test_lists_laid_out_alike_are_read_together_and_it_is_told() -> None:
    workbook = read(
        grid("2025", [HEADINGS, invoice("F1", 1.0)]),
        grid("2026", [HEADINGS, invoice("F2", 2.0)]),
    )
    assert owed(workbook) == {"F1": 100, "F2": 200}
    assert [source.sheet for source in workbook.source_map.of(ListRole.INVOICES)] == ["2025", "2026"]
    assert "listes-reunies" in told(workbook)


def test_copy_of_a_list_does_not_count_twice() -> None:
    rows = [HEADINGS, invoice("F1", 1.0), invoice("F2", 2.0)]
    workbook = read(grid("Factures", rows), grid("Factures (2)", rows))
    assert owed(workbook) == {"F1": 100, "F2": 200}
    assert "liste-copie" in told(workbook)


def test_other_list_is_passed_over_and_it_is_told() -> None:
    workbook = read(
        grid("Factures", [HEADINGS, *[invoice(f"F{nth}", 1.0) for nth in range(5)]]),
        grid("Divers", [["Pièce", "Nom", "Total"], ["D1", "Dupont SA", 4.0]]),
    )
    assert len(owed(workbook)) == 5
    found = next(problem for problem in workbook.problems if problem.code == "liste-ecartee")
    assert found.sheet == "Divers"
    assert "Paramètres" in found.remedy


def test_payments_beside_the_invoices() -> None:
    rows = [
        [*HEADINGS, "", "N° facture", "Date", "Montant réglé"],
        invoice("F1", 10.0, "", "F1", JUNE_2, 4.0),
        invoice("F2", 5.0),
    ]
    workbook = read(grid("Tout", rows))
    assert owed(workbook) == {"F1": 600, "F2": 500}
    assert [source.role for source in workbook.source_map.lists] == [ListRole.INVOICES, ListRole.PAYMENTS]


PAYMENT_HEADINGS: list[object] = ["Date règlement", "N° facture", "Client", "Montant", "Mode"]
INVOICES: list[list[object]] = [list(HEADINGS), invoice("F1", 10.0), invoice("F2", 5.0)]


def test_payments_beside_with_the_headings_of_invoices() -> None:
    payments: list[list[object]] = [
        PAYMENT_HEADINGS,
        [JUNE_2, "F1", "Dupont SA", 4.0, "Virement"],
        [JUNE_2, "F2", "Dupont SA", 5.0, "CB"],
    ]
    rows = [[*left, "", *right] for left, right in zip(INVOICES, payments, strict=True)]
    workbook = read(grid("Factures", rows))
    assert owed(workbook) == {"F1": 600, "F2": 0}
    assert "liste-ecartee" not in told(workbook)


def test_payments_below_known_by_their_title() -> None:
    rows = [
        *INVOICES, [], ["RÈGLEMENTS REÇUS"], PAYMENT_HEADINGS,
        [JUNE_2, "F1", "Dupont SA", 4.0, "Virement"],
        [JUNE_2, "F77", "Dupont SA", 1.0, "Virement"],
        [JUNE_2, "F78", "Dupont SA", 1.0, "Virement"],
    ]  # fmt: skip
    workbook = read(grid("Factures", rows))
    assert owed(workbook)["F1"] == 600
    assert "piece-introuvable" in told(workbook)


def test_payments_that_name_no_piece_are_payments_all_the_same() -> None:
    payments: list[list[object]] = [
        ["Date règlement", "Client", "Montant", "Mode"],
        [JUNE_2, "Dupont SA", 4.0, "Chèque"],
        ["", "", "", ""],
    ]
    rows = [[*left, "", *right] for left, right in zip(INVOICES, payments, strict=True)]
    workbook = read(grid("Factures", rows))
    assert [source.kept for source in workbook.source_map.of(ListRole.PAYMENTS)] == [1]


def test_other_invoices_that_were_paid_are_no_payments_of_these() -> None:
    paid = [PAYMENT_HEADINGS, [JUNE_2, "E1", "Dupont SA", 4.0, "Virement"]]
    workbook = read(grid("Factures", INVOICES), grid("Soldées", paid))
    assert owed(workbook) == {"F1": 1000, "F2": 500}
    assert "liste-ecartee" in told(workbook)


CREDIT_HEADINGS = ["N° avoir", "Client", "Date avoir", "Montant TTC"]


@pytest.mark.parametrize(
    ("sheet", "headings"),
    [
        ("Avoirs", CREDIT_HEADINGS),
        ("Avoirs", HEADINGS),
        ("Notes de crédit", ["N° pièce", "Client", "Date", "Montant TTC"]),
        ("Feuil2", CREDIT_HEADINGS),
    ],
)
@pytest.mark.parametrize("amount", [4.0, -4.0])
def test_credit_notes_of_their_own_sheet_are_deducted(sheet: str, headings: list[str], amount: float) -> None:
    row = ["AV1", "Dupont SA", JUNE_2, amount]
    if headings is HEADINGS:
        row[3:] = [JUNE_2, amount]
    workbook = read(grid("Factures", INVOICES), grid(sheet, [headings, row]))
    assert owed(workbook) == {"F1": 1000, "F2": 500, "AV1": -400}
    items = workbook.ledger.items
    assert items.kind[items.number == "AV1"].tolist() == [Kind.AVOIR]
    assert "avoirs-reunis" in told(workbook)
    assert not {"liste-ecartee", "listes-reunies", "avoir-positif", "facture-negative"} & set(told(workbook))


def test_more_credit_notes_than_invoices_still_complete_them() -> None:
    notes = [CREDIT_HEADINGS, *[[f"AV{nth}", "Dupont SA", JUNE_2, 1.0] for nth in range(300)]]
    assert sum(owed(read(grid("Avoirs", notes), grid("Feuil1", INVOICES))).values()) == 1500 - 30_000


@pytest.mark.parametrize("sheet", ["Factures et avoirs", "Créances"])
def test_invoices_among_credit_notes_keep_their_sign(sheet: str) -> None:
    headings = ["N° facture / avoir", *HEADINGS[1:]]
    assert owed(read(grid(sheet, [headings, invoice("F1", 10.0)]))) == {"F1": 1000}


def test_block_passed_over_is_told_by_its_place() -> None:
    other: list[list[object]] = [["Pièce", "Nom", "Total"], ["D1", "Dupont SA", 4.0], ["", "", ""]]
    rows = [[*left, "", *right] for left, right in zip(INVOICES, other, strict=True)]
    workbook = read(grid("Factures", rows))
    assert told(workbook)["bloc-ecarte"] == "G1:I3"
    assert "liste-ecartee" not in told(workbook)


def test_a_blank_column_does_not_cut_a_list_in_two() -> None:
    rows = [
        ["N° facture", "Client", "", "Date", "Échéance", "Montant"],
        ["F1", "Dupont SA", "", MAY_1, MAY_31, 1.0],
    ]
    assert owed(read(grid("Feuil1", rows))) == {"F1": 100}


def test_payments_below_the_invoices() -> None:
    rows = [
        HEADINGS,
        invoice("F1", 10.0),
        [],
        ["Règlements"],
        ["N° facture", "Date", "Montant"],
        ["F1", JUNE_2, 4.0],
    ]
    assert owed(read(grid("Tout", rows))) == {"F1": 600}


def test_excel_table_says_where_it_ends() -> None:
    rows = [
        HEADINGS,
        invoice("F1", 1.0),
        invoice("F2", 2.0),
        ["F9", "Résumé", MAY_1, MAY_31, 3.0],
        invoice("F8", 8.0),
    ]
    table = GridTable("tFactures", 1, 1, 4, 5, totals_rows=1)
    workbook = read(grid("Feuil1", rows, tables=(table,)))
    assert owed(workbook) == {"F1": 100, "F2": 200}
    assert workbook.source_map.lists[0].table == "tFactures"


@pytest.mark.parametrize("blanks", [0, 1, 12])
def test_invoices_typed_under_an_excel_table_count(blanks: int) -> None:
    """LibreOffice draws no row into a table; nor does a program that pastes."""
    rows = [HEADINGS, invoice("F1", 1.0), invoice("F2", 2.0), *[[]] * blanks, invoice("F3", 3.0)]
    table = GridTable("tFactures", 1, 1, 3, 5)
    assert owed(read(grid("Feuil1", rows, tables=(table,)))) == {"F1": 100, "F2": 200, "F3": 300}


@pytest.mark.parametrize("framed", [True, False])
def test_a_list_under_an_excel_table_is_another_list(framed: bool) -> None:
    rows = [
        HEADINGS,
        invoice("F1", 10.0),
        [],
        ["N° facture", "Date de règlement", "Montant réglé"],
        ["F1", JUNE_2, 4.0],
    ]
    tables = (GridTable("tFactures", 1, 1, 2, 5), GridTable("tReglements", 4, 1, 5, 3))
    workbook = read(grid("Tout", rows, tables=tables[: 2 if framed else 1]))
    assert owed(workbook) == {"F1": 600}
    assert not {"montant-illisible", "date-illisible"} & told(workbook).keys()


def test_a_total_under_an_excel_table_is_no_invoice() -> None:
    rows = [HEADINGS, invoice("F1", 1.0), invoice("F2", 2.0), [], ["Total", None, None, None, 3.0]]
    table = GridTable("tFactures", 1, 1, 3, 5)
    assert owed(read(grid("Feuil1", rows, tables=(table,)))) == {"F1": 100, "F2": 200}


def test_empty_list_is_an_empty_ledger() -> None:
    workbook = read(grid("Factures", [HEADINGS]))
    assert owed(workbook) == {}
    assert "liste-vide" in told(workbook)


def test_content_without_headings_is_refused_with_what_to_do() -> None:
    with pytest.raises(LayoutError) as refused:
        read(
            grid("Consolidation", [invoice("F1", 10.5), invoice("F2", 11.5)]),
            grid("Notes", [["Bonjour"]]),
            grid("Vide", []),
        )
    message = str(refused.value)
    assert "« Consolidation » : des dates et des montants, mais pas de ligne d’intitulés" in message
    assert "« Vide » : feuille vide" in message
    assert "Paramètres" in message


def test_what_a_list_lacks_is_named() -> None:
    with pytest.raises(LayoutError, match="il manque le montant"):
        read(grid("Feuil1", [["N° facture", "Client", "Date"], ["F1", "Dupont SA", MAY_1]]))


def test_customers_and_payments_alone_are_no_invoices() -> None:
    with pytest.raises(LayoutError, match="liste de clients seulement"):
        read(grid("Clients", [["Nom", "E-mail"], ["Dupont SA", "compta@dupont.example"]]))
    with pytest.raises(LayoutError, match="liste de règlements seulement"):
        read(grid("Règlements", [["N° facture", "Date", "Montant"], ["F1", JUNE_2, 4.0]]))


@pytest.mark.parametrize("name", ["Devis", "Commandes 2026", "Bons de commande"])
def test_quotes_and_orders_are_owed_by_nobody(name: str) -> None:
    workbook = read(
        grid("Factures", [HEADINGS, invoice("F1", 1.0)]),
        grid(name, [HEADINGS, *[invoice(f"D{n}", 9.0) for n in range(9)]]),
    )
    assert owed(workbook) == {"F1": 100}
    assert workbook.source_map.other_sheets[name] == "devis ou commandes"


def test_model_laid_out_alike_is_not_read_with_the_list() -> None:
    workbook = read(
        grid("Modèle", [HEADINGS, invoice("EX-1", 9.0)]),
        grid("Factures", [HEADINGS, invoice("F1", 1.0)]),
    )
    assert owed(workbook) == {"F1": 100}
    assert "liste-ecartee" in told(workbook)


def test_one_block_per_customer_each_with_its_headings() -> None:
    headings = ["N° facture", "Date", "Échéance", "Montant"]
    rows = [
        ["DUPONT SA"], headings, ["F1", MAY_1, MAY_31, 1.0], ["Total", "", "", 1.0], [],
        ["MOREAU"], headings, ["F2", MAY_1, MAY_31, 2.0], ["F3", MAY_1, MAY_31, 3.0], ["Total", "", "", 5.0],
    ]  # fmt: skip
    ledger = read(grid("Encours", rows)).ledger
    assert dict(zip(ledger.items.number, ledger.customers.name[ledger.items.customer], strict=True)) == {
        "F1": "DUPONT SA", "F2": "MOREAU", "F3": "MOREAU",
    }  # fmt: skip
