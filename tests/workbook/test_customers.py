"""Customer sheets and addresses that stand on invoice rows."""

from __future__ import annotations

import pytest
from grids import HEADINGS, grid, invoice, read

from xladdin.workbook.customers import category_of

SHEET = [
    "Nom", "Adresse", "Complément d’adresse", "CP", "Ville", "E-mail", "Tél.", "Contact", "SIRET",
    "Gestionnaire",
    "Délai de paiement", "Mode de règlement", "Groupe", "Catégorie", "Procédure collective",
    "Risque client",
]  # fmt: skip
ROW = [
    "DUPONT S.A.", "3 rue Haute", "Bât. B", 1000.0, "Bourg", "compta@dupont.example", "01 99 00 00 01",
    "Mme Roux",
    99900001100018.0, "Karim", 45.0, "Prélèvement", "Alpha", "Administration publique", "Non",
    "Élevé",
]  # fmt: skip


def test_customer_sheet_completes_the_customers_of_the_invoices() -> None:
    workbook = read(
        grid("Clients", [SHEET, ROW]), grid("Factures", [HEADINGS, invoice("F1", 1.0, customer="Dupont SA")])
    )
    customers = read(
        grid("Clients", [SHEET, [*ROW[:-2], "Liquidation judiciaire", "Élevé"]]),
        grid("Factures", [HEADINGS, invoice("F1", 1.0, customer="dupont s.a.")]),
    ).ledger.customers
    assert len(workbook.ledger.customers) == 2  # « Dupont SA » and « DUPONT S.A. » are not the same words
    assert len(customers) == 1
    expected = {
        "address": "3 rue Haute", "address_2": "Bât. B", "postcode": "01000", "city": "Bourg",
        "email": "compta@dupont.example", "phone": "01 99 00 00 01", "contact":
    "Mme Roux",
        "siren": "99900001100018", "collector": "Karim", "terms": "45 jours", "payment_mode": "Prélèvement",
        "group": "Alpha", "category": "public", "insolvency": "Liquidation judiciaire", "risk": "Élevé",
    }  # fmt: skip
    assert {field: customers.text(field)[0] for field in expected} == expected
    assert workbook.ledger.customers.text("insolvency")[0] == ""


def test_addresses_on_invoice_rows() -> None:
    headings = [*HEADINGS, "E-mail", "Commercial"]
    rows = [invoice("F1", 1.0, "", "Karim"), invoice("F2", 1.0, "compta@dupont.example", "Julie")]
    ledger = read(grid("Factures", [headings, *rows])).ledger
    assert list(ledger.customers.text("email")) == ["compta@dupont.example"]
    assert list(ledger.attribute("collector")) == ["Karim", "Julie"]


@pytest.mark.parametrize(
    ("text", "category"),
    [
        ("Particulier", "consommateur"),
        ("B2B", "professionnel"),
        ("Collectivité locale", "public"),
        ("VIP", ""),
        ("", ""),
    ],
)
def test_categories(text: str, category: str) -> None:
    assert category_of(text) == category
