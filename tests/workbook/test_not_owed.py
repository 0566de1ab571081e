"""Quotes, orders, cancelled pieces and drafts are in the list, and nobody owes them."""

from __future__ import annotations

import pytest
from grids import HEADINGS, grid, invoice, owed, read, told


@pytest.mark.parametrize(
    "kind",
    ["Devis", "Proforma", "Facture pro forma", "Bon de livraison", "Bon de commande", "Commande", "BL"],
)
def test_quotes_and_orders_are_left_out_and_named(kind: str) -> None:
    rows = [
        invoice("X1", 1000.0, kind),
        invoice("F1", 100.0, "Facture"),
        invoice("A1", -10.0, "Avoir"),
        invoice("F2", 50.0, "Facture d’acompte"),
    ]
    workbook = read(grid("Feuil1", [["N° pièce", *HEADINGS[1:], "Type"], *rows]))
    assert owed(workbook) == {"F1": 10_000, "A1": -1_000, "F2": 5_000}
    said = next(problem for problem in workbook.problems if problem.code == "hors-creances")
    assert (said.cell, said.severity) == ("F2", "info")
    assert f"{kind} X1 (ligne 2)" in said.message
    assert "type-inconnu" not in told(workbook)
    assert workbook.source_map.lists[0].kept == 3


@pytest.mark.parametrize(
    ("status", "code"),
    [("Annulée", "piece-annulee"), ("Cancelled", "piece-annulee"), ("Brouillon", "piece-brouillon")],
)
def test_cancelled_pieces_and_drafts_are_left_out_and_named(status: str, code: str) -> None:
    rows = [
        invoice("F1", 120.0, "Payée"),
        invoice("F2", 60.0, status),
        invoice("F3", 24.0, "À venir"),
        invoice("F4", 5.0, "En retard"),
    ]
    workbook = read(grid("Factures", [[*HEADINGS, "Statut"], *rows]))
    assert owed(workbook) == {"F1": 0, "F3": 2_400, "F4": 500}
    said = next(problem for problem in workbook.problems if problem.code == code)
    assert (said.cell, said.severity) == ("F3", "warning")
    assert f"{status} F2 (ligne 3)" in said.message
    assert "statut-inconnu" not in told(workbook)


def test_only_the_first_rows_are_named() -> None:
    rows = [invoice(f"D{nth}", 10.0, "Devis") for nth in range(7)]
    workbook = read(
        grid("Feuil1", [["N° pièce", *HEADINGS[1:], "Type"], invoice("F1", 1.0, "Facture"), *rows])
    )
    said = next(problem for problem in workbook.problems if problem.code == "hors-creances")
    assert said.message.startswith("7 ligne(s)")
    assert "D4" in said.message
    assert "D5" not in said.message
