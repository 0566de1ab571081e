"""Layouts that invoicing and accounting programs export, and those that people make themselves."""

from __future__ import annotations

import pytest
from grids import MAY_1, MAY_31, grid, owed, read

LAYOUTS = {
    "online invoicing": (
        ["Numéro de facture", "Client", "Date d'émission", "Date d'échéance", "Montant HT", "TVA",
         "Montant TTC",
         "Statut de paiement", "Montant restant dû", "Date de paiement"],
        [["F1", "Dupont SA", MAY_1, MAY_31, 100.0, 20.0, 120.0, "Partiellement payée", 50.0, ""],
         ["F2", "Dupont SA", MAY_1, MAY_31, 100.0, 20.0, 120.0, "Payée", 0.0, MAY_31]],
        {"F1": 5_000, "F2": 0},
    ),
    "sales management": (
        ["Réf.", "Tiers", "Ville", "Code postal", "Date facturation", "Date échéance", "Mode de règlement",
         "Montant HT", "Montant TTC", "Règlement reçu", "Reste à payer", "État"],
        [["F1", "Dupont SA", "Lyon", "69001", MAY_1, MAY_31, "Virement", 100.0, 120.0, 20.0, 100.0,
         "Impayée"]],
        {"F1": 10_000},
    ),
    "integrated management": (
        ["Numéro", "Nom d'affichage du partenaire à facturer", "Date de facturation", "Date d'échéance",
         "Total signé", "Montant dû signé", "Statut de paiement"],
        [["F1", "Dupont SA", MAY_1, MAY_31, 120.0, 120.0, "Non payé"],
         ["F2", "Dupont SA", MAY_1, MAY_31, 50.0, 0.0, "Payé"]],
        {"F1": 12_000, "F2": 0},
    ),
    "accounting in English": (
        ["Date", "Transaction Type", "Num", "Name", "Memo", "Due Date", "Amount", "Open Balance"],
        [[MAY_1, "Invoice", "F1", "Dupont SA", "x", MAY_31, 120.0, 20.0],
         [MAY_1, "Payment", "B1", "Dupont SA", "x", MAY_31, -20.0, -5.0]],
        {"F1": 2_000, "B1": -500},
    ),
    "general ledger by invoice": (
        ["Code journal", "Date", "N° pièce", "N° facture", "Référence", "N° compte général",
         "N° compte tiers",
         "Libellé écriture", "Date échéance", "Lettrage", "Débit", "Crédit"],
        [["VTE", MAY_1, "1", "F1", "R", "4110000", "DUP", "Facture F1", MAY_31, "", 120.0, ""],
         ["BQ", MAY_31, "2", "", "", "4110000", "DUP", "Virement", "", "", "", 20.0]],
        {"F1": 12_000, "": -2_000},
    ),
    "auxiliary ledger by account": (
        ["Compte", "Intitulé", "Journal", "Date", "Pièce", "Libellé", "Echéance", "Débit", "Crédit", "Let"],
        [["411DUP", "Dupont SA", "VE", MAY_1, "F1", "Facture", MAY_31, 120.0, "", "A"],
         ["411DUP", "Dupont SA", "BQ", MAY_31, "R1", "Vir", "", "", 120.0, "A"],
         ["411MOR", "Moreau SA", "VE", MAY_1, "F2", "Facture", MAY_31, 20.0, "", ""]],
        {"F1": 0, "F2": 2_000},
    ),
    "typed by hand": (
        ["N°", "CLIENT", "FACTURE", "DATE", "MONTANT HT", "TVA", "TTC", "REGLEMENT LE", "MODE", "RELANCE"],
        [[1.0, "Dupont SA", "F1", MAY_1, 100.0, 20.0, 120.0, "", "", ""],
         [2.0, "Dupont SA", "F2", MAY_1, 100.0, 20.0, 120.0, MAY_31, "VIR", MAY_31]],
        {"F1": 12_000, "F2": 0},
    ),
    "typed in abbreviations": (
        ["N° Fact", "Date fact.", "Client", "Mt TTC", "Ech.", "Réglé O/N", "Date rgt", "Obs."],
        [["F1", MAY_1, "Dupont SA", 120.0, MAY_31, "O", MAY_31, ""],
         ["F2", MAY_1, "Dupont SA", 120.0, MAY_31, "N", "", ""]],
        {"F1": 0, "F2": 12_000},
    ),
    "association": (
        ["Adhérent", "Cotisation", "Facture n°", "Facturé le", "Montant dû", "Payé le", "Chèque/Virement"],
        [["Mme Roux", "2026", "F1", MAY_1, 40.0, "", ""], ["M. Blin", "2026", "F2", MAY_1, 40.0,
         MAY_31, "Chèque"]],
        {"F1": 4_000, "F2": 0},
    ),
}  # fmt: skip


@pytest.mark.parametrize("name", LAYOUTS)
def test_layout_is_read_without_being_told(name: str) -> None:
    headings, rows, expected = LAYOUTS[name]
    assert owed(read(grid("Export", [headings, *rows]))) == expected
