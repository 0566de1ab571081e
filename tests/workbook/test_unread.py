"""Columns that nothing is read from are named, and told when they may hold what was paid."""

from __future__ import annotations

import pytest
from grids import HEADINGS, MAY_31, grid, invoice, read, told


@pytest.mark.parametrize(
    ("heading", "cells", "warned"),
    [
        pytest.param("Bidule", [60.5, 50.0], True, id="amounts under a heading nobody knows"),
        pytest.param("Bidule", ["60,50 €", ""], True, id="written amounts"),
        pytest.param("Solde machin truc", [60.0, 50.0], True, id="whole amounts, and a word of money"),
        pytest.param("Bidule", [60.0, 50.0], False, id="whole numbers may be anything"),
        pytest.param("Bidule", ["vert", "bleu"], False, id="texts"),
        pytest.param("Bidule", [MAY_31, MAY_31], False, id="dates"),
    ],
)
def test_unknown_column_is_named_and_amounts_are_told(
    heading: str, cells: list[object], *, warned: bool
) -> None:
    rows = [invoice(f"F{nth}", 100.0, cell) for nth, cell in enumerate(cells)]
    workbook = read(grid("Factures", [[*HEADINGS, heading], *rows]))
    assert workbook.source_map.lists[0].unread == ((6, heading),)
    assert told(workbook).get("colonne-non-lue") == ("F2:F3" if warned else None)


@pytest.mark.parametrize("heading", ["TVA", "Jours de retard", "31-60 j", "", "Reste dû"])
def test_columns_that_are_understood_are_not_named(heading: str) -> None:
    workbook = read(grid("Factures", [[*HEADINGS, heading], invoice("F1", 100.0, 12.5)]))
    assert workbook.source_map.lists[0].unread == ()
    assert "colonne-non-lue" not in told(workbook)


def test_second_column_of_payments_is_told() -> None:
    headings = [*HEADINGS, "Montant réglé", "Acompte"]
    workbook = read(grid("Factures", [headings, invoice("F1", 100.0, 40.0, 25.5)]))
    assert told(workbook)["colonne-non-lue"] == "G2"


def test_running_balance_of_an_extract_is_not_told() -> None:
    headings = ["N° pièce", "Client", "Date", "Échéance", "Débit", "Crédit", "Solde"]
    workbook = read(grid("Extrait", [headings, ["F1", "Dupont SA", MAY_31, MAY_31, 10.5, "", 10.5]]))
    assert workbook.source_map.lists[0].unread == ((7, "Solde"),)
    assert "colonne-non-lue" not in told(workbook)
