"""One heading, several meanings: the cells decide, and the user's word wins."""

from __future__ import annotations

import datetime as dt

import pytest
from grids import HEADINGS, MAY_1, MAY_31, grid, invoice

from xladdin.model.source_map import Field
from xladdin.workbook.columns import as_payments, map_columns
from xladdin.workbook.regions import find_regions


def columns_of(headings: list[str], *rows: list[object]) -> dict[Field, int]:
    region = find_regions(grid("Feuil1", [headings, *rows]))[0]
    return {field: source.column for field, source in map_columns(region).fields.items()}


@pytest.mark.parametrize(
    ("cells", "field"),
    [
        ([40.0, "", 12.5], Field.PAID),
        (["40,00 €", "", "12,50 €"], Field.PAID),
        (["Réglé", "En Cours", "En Cours"], Field.STATUS),
        (["Payée", "En retard", "Payée"], Field.STATUS),
        (["oui", "non", "x"], Field.STATUS),
        (["✓", "", "✓"], Field.STATUS),
        ([MAY_31, "", MAY_31], Field.PAID_ON),
        (["31/05/2026", "", "02/06/2026"], Field.PAID_ON),
    ],
)
def test_regle_is_amount_status_or_date(cells: list[object], field: Field) -> None:
    rows = [invoice(f"F{nth}", 100.0, cell) for nth, cell in enumerate(cells)]
    assert columns_of([*HEADINGS, "Réglé"], *rows)[field] == 6


@pytest.mark.parametrize(
    ("cells", "field"),
    [
        ([MAY_31, MAY_31], Field.DUE),
        (["30 jours", "45 jours fin de mois"], Field.TERMS),
        ([30.0, 45.0], Field.TERMS),
        ([46_173.0, 46_174.0], Field.DUE),
    ],
)
def test_echeance_is_date_or_terms(cells: list[object], field: Field) -> None:
    rows = [[f"F{nth}", "Dupont SA", MAY_1, 100.0, cell] for nth, cell in enumerate(cells)]
    assert columns_of(["N° facture", "Client", "Date", "Montant", "Échéance"], *rows)[field] == 5


def test_client_is_a_code_beside_a_name() -> None:
    found = columns_of(
        ["Client", "Nom", "N° facture", "Date", "Montant"],
        ["C001", "Dupont SA", "F1", MAY_1, 10.0],
        ["C002", "Moreau et fils", "F2", MAY_1, 20.0],
    )
    assert found[Field.CUSTOMER_CODE] == 1
    assert found[Field.CUSTOMER_NAME] == 2


def test_reference_is_the_number_only_without_a_better_one() -> None:
    alone = columns_of(["Référence", "Client", "Date", "Montant"], ["F1", "Dupont SA", MAY_1, 10.0])
    assert alone[Field.NUMBER] == 1
    beside = columns_of(
        ["N° facture", "Référence", "Client", "Date", "Montant"], ["F1", "CMD7", "Dupont SA", MAY_1, 10.0]
    )
    assert (beside[Field.NUMBER], beside[Field.REFERENCE]) == (1, 2)


def test_invoice_number_wins_over_voucher_number() -> None:
    found = columns_of(
        ["N° pièce", "N° facture", "Client", "Date", "Montant"], ["1", "F1", "Dupont SA", MAY_1, 10.0]
    )
    assert (found[Field.NUMBER], found[Field.REFERENCE]) == (2, 1)


def test_debit_and_credit_leave_no_place_to_a_running_balance() -> None:
    found = columns_of(
        ["N° pièce", "Client", "Date", "Débit", "Crédit", "Solde"], ["F1", "Dupont SA", MAY_1, 10.0, "", 10.0]
    )
    assert Field.REMAINING not in found
    assert (found[Field.DEBIT], found[Field.CREDIT]) == (4, 5)


def test_solde_alone_is_what_remains() -> None:
    assert columns_of([*HEADINGS, "Solde"], invoice("F1", 10.0, 4.0))[Field.REMAINING] == 6


def test_status_or_cause() -> None:
    causes = [invoice("F1", 10.0, "B. Litige livraison"), invoice("F2", 10.0, "A. Problème facturation")]
    assert columns_of([*HEADINGS, "Statut"], *causes)[Field.CAUSE] == 6
    statuses = [invoice("F1", 10.0, "Payée"), invoice("F2", 10.0, "En retard")]
    assert columns_of([*HEADINGS, "Statut"], *statuses)[Field.STATUS] == 6


def test_second_date_is_the_due_date_when_never_earlier() -> None:
    later = columns_of(
        ["N° facture", "Client", "Date", "Date", "Montant"],
        ["F1", "Dupont SA", MAY_1, MAY_31, 10.0],
        ["F2", "Dupont SA", MAY_1, MAY_1, 10.0],
    )
    assert later[Field.DUE] == 4
    earlier = columns_of(
        ["N° facture", "Client", "Date", "Date", "Montant"], ["F1", "Dupont SA", MAY_31, MAY_1, 10.0]
    )
    assert Field.DUE not in earlier


def test_second_date_beside_the_amount_paid_is_the_payment_date() -> None:
    found = columns_of(
        ["N° facture", "Client", "Date", "Montant", "Date", "Montant réglé"],
        ["F1", "Dupont SA", MAY_1, 10.0, MAY_31, 10.0],
    )
    assert found[Field.PAID_ON] == 5


def test_column_without_heading_is_told_by_its_cells() -> None:
    rows = [[f"K-{nth:03}", "Dupont SA", MAY_1, 10.5 + nth] for nth in range(5)]
    assert columns_of(["", "Client", "Date", "Montant"], *rows)[Field.NUMBER] == 1


def test_prepared_rows_do_not_speak_for_a_column() -> None:
    prepared = [["", "", "", 30.0, 0.0]] * 50
    assert columns_of(HEADINGS, invoice("F1", 10.0), *prepared)[Field.DUE] == 4


def test_users_mapping_wins_by_heading_or_letter() -> None:
    region = find_regions(grid("Feuil1", [[*HEADINGS, "Corrigé"], invoice("F1", 10.0, 12.0)]))[0]
    by_heading = map_columns(region, {Field.AMOUNT: " CORRIGE "})
    by_letter = map_columns(region, {Field.AMOUNT: "f"})
    for found in (by_heading, by_letter):
        assert found.fields[Field.AMOUNT].column == 6
        assert found.fields[Field.AMOUNT].confidence == 1
        assert "Paramètres" in found.fields[Field.AMOUNT].why
    assert map_columns(region, {Field.PAID: "Nulle part"}).not_found == ((Field.PAID, "Nulle part"),)


def test_same_heading_twice_is_told() -> None:
    region = find_regions(
        grid(
            "Feuil1",
            [["N° facture", "Nom", "Nom", "Date", "Montant"], ["F1", "Dupont", "Mme Roux", MAY_1, 1.0]],
        )
    )[0]
    found = map_columns(region)
    assert found.fields[Field.CUSTOMER_NAME].column == 2
    assert found.twins == ((3, "Nom"),)


def test_payment_list_reads_its_date_and_amount_as_the_payments() -> None:
    rows = [["F1", dt.date(2026, 6, 2), 10.0]]
    region = find_regions(grid("Règlements", [["N° facture", "Date", "Montant"], *rows]))[0]
    fields = as_payments(map_columns(region)).fields
    assert set(fields) == {Field.NUMBER, Field.PAID_ON, Field.PAID}


@pytest.mark.parametrize(
    ("heading", "field"),
    [
        ("Solde ouvert", Field.REMAINING),
        ("A encaisser", Field.REMAINING),
        ("À régler", Field.REMAINING),
        ("Somme due", Field.REMAINING),
        ("Solde client", Field.REMAINING),
        ("Règlements reçus", Field.PAID),
        ("Somme reçue", Field.PAID),
        ("Sommes versées", Field.PAID),
    ],
)
def test_what_is_paid_or_left_has_many_names(heading: str, field: Field) -> None:
    rows = [invoice("F1", 100.0, 40.0), invoice("F2", 50.0, 0.0), invoice("F3", 30.0, 30.5)]
    assert columns_of([*HEADINGS, heading], *rows)[field] == 6


@pytest.mark.parametrize("heading", ["Soldé", "Réglé", "Payé"])
@pytest.mark.parametrize("cells", [["1", "0", "0"], [1.0, 0.0, 0.0], ["1", "", "1"], ["x", "", "x"]])
def test_one_and_zero_under_settled_say_yes_and_no(heading: str, cells: list[object]) -> None:
    rows = [invoice(f"F{nth}", 100.0, cell) for nth, cell in enumerate(cells)]
    assert columns_of([*HEADINGS, heading], *rows)[Field.STATUS] == 6


@pytest.mark.parametrize(("heading", "field"), [("Reste dû", Field.REMAINING), ("Solde", Field.REMAINING)])
def test_what_is_left_may_be_nought(heading: str, field: Field) -> None:
    rows = [invoice("F1", 100.0, 0.0), invoice("F2", 100.0, 0.0)]
    assert columns_of([*HEADINGS, heading], *rows)[field] == 6


def test_type_of_operation_is_the_kind() -> None:
    found = columns_of(
        [*HEADINGS, "Type d'opération"], invoice("F1", 9.5, "Facture"), invoice("R1", 9.5, "Paiement")
    )
    assert found[Field.KIND] == 6
