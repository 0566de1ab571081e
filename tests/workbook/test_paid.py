"""What says paid, in which order it is believed, and when its contradictions are told."""

from __future__ import annotations

import datetime as dt

import numpy as np
import pytest
from grids import HEADINGS, grid, invoice, owed, read, told

JUNE_10 = dt.date(2026, 6, 10)
PAID = [*HEADINGS, "Montant réglé", "Date de règlement", "Reste dû", "Statut"]


@pytest.mark.parametrize(
    ("paid", "paid_on", "remaining", "status", "left", "contradiction"),
    [
        pytest.param("", "", "", "", 10_000, False, id="nothing said"),
        pytest.param(40.0, JUNE_10, "", "", 6_000, False, id="part paid"),
        pytest.param(40.0, JUNE_10, 60.0, "En cours", 6_000, False, id="all agree"),
        pytest.param(40.0, JUNE_10, 50.0, "", 6_000, True, id="amount paid before remaining"),
        pytest.param(40.0, JUNE_10, "", "Réglé", 6_000, True, id="amount paid before status"),
        pytest.param(0.0, "", "", "Réglé", 10_000, True, id="zero paid is an amount"),
        pytest.param("", JUNE_10, "", "", 0, False, id="date alone is fully paid"),
        pytest.param("", JUNE_10, "", "En cours", 0, True, id="date before status"),
        pytest.param("", "", 25.0, "", 2_500, False, id="remaining alone"),
        pytest.param("", "", 25.0, "Payée", 2_500, True, id="remaining before status"),
        pytest.param("", JUNE_10, 25.0, "", 2_500, False, id="remaining with a date is a part payment"),
        pytest.param("", "", 0.0, "", 0, False, id="nothing remains"),
        pytest.param("", "", "", "Payée", 0, False, id="status alone"),
        pytest.param("", "", "", "En retard", 10_000, False, id="late is open"),
        pytest.param(100.01, JUNE_10, 0.0, "Réglé", -1, False, id="a cent is not a contradiction"),
        pytest.param(120.0, JUNE_10, "", "", -2_000, False, id="overpaid"),
        pytest.param(-20.0, JUNE_10, "", "", 12_000, False, id="returned"),
    ],
)
def test_order_of_trust(
    paid: object, paid_on: object, remaining: object, status: str, left: int, *, contradiction: bool
) -> None:
    # The second row shows what each column holds.
    other = invoice("F2", 1.0, 0.5, JUNE_10, 0.5, "En cours")
    workbook = read(grid("Factures", [PAID, invoice("F1", 100.0, paid, paid_on, remaining, status), other]))
    assert owed(workbook)["F1"] == left
    assert ("reglement-contradictoire" in told(workbook)) == contradiction


def test_settled_on_the_day_and_not_before() -> None:
    workbook = read(grid("Factures", [PAID, invoice("F1", 100.0, 100.0, JUNE_10, "", "")]))
    assert owed(workbook, dt.date(2026, 6, 9))["F1"] == 10_000
    assert owed(workbook, JUNE_10)["F1"] == 0


def test_settled_without_a_date_is_settled_at_every_date() -> None:
    workbook = read(grid("Factures", [PAID, invoice("F1", 100.0, "", "", "", "Réglé")]))
    assert np.isnat(workbook.ledger.settlements.date).all()
    assert owed(workbook, dt.date(2026, 5, 2))["F1"] == 0
    assert "regle-sans-date" in told(workbook)


def test_partly_paid_without_an_amount_stays_due_and_is_told() -> None:
    workbook = read(
        grid("Factures", [[*HEADINGS, "Statut"], invoice("F1", 9.0, "Partiel"), invoice("F2", 9.0, "Payée")])
    )
    assert owed(workbook) == {"F1": 900, "F2": 0}
    assert told(workbook)["reglement-partiel-inconnu"] == "F2"


def test_contradiction_names_the_cell_and_both_sides() -> None:
    workbook = read(grid("Factures", [PAID, invoice("F1", 100.0, 40.0, JUNE_10, 50.0, "")]))
    found = next(problem for problem in workbook.problems if problem.code == "reglement-contradictoire")
    assert (found.sheet, found.cell) == ("Factures", "F2")
    assert "montant réglé 40,00" in found.message
    assert "reste dû 50,00" in found.message


def test_a_settled_credit_note_is_used_up() -> None:
    headings = [*HEADINGS, "Type", "Statut"]
    workbook = read(
        grid(
            "Factures",
            [headings, invoice("AV1", 30.0, "AVOIR", "Réglé"), invoice("F1", 9.0, "FACTURE", "En cours")],
        )
    )
    assert owed(workbook) == {"AV1": 0, "F1": 900}


def test_payment_lines_are_believed_first() -> None:
    workbook = read(
        grid(
            "Factures", [[*HEADINGS, "Statut"], invoice("F1", 100.0, "Réglé"), invoice("F2", 50.0, "Réglé")]
        ),
        grid("Règlements", [["N° facture", "Date", "Montant"], ["F1", JUNE_10, 30.0], ["F1", JUNE_10, 20.0]]),
    )
    assert owed(workbook) == {"F1": 5_000, "F2": 0}
    assert told(workbook)["reglement-contradictoire"] == "F2"


def test_only_remaining_known_is_the_amount() -> None:
    headings = [*HEADINGS[:4], "Reste à payer (USD)"]
    workbook = read(grid("Factures", [headings, invoice("F1", 42.0)]))
    assert owed(workbook) == {"F1": 4_200}
    assert workbook.ledger.currencies == ("USD",)
    assert not len(workbook.ledger.settlements)


def test_unknown_status_words_are_told() -> None:
    rows = [invoice("F1", 9.0, "Payée"), invoice("F2", 9.0, "Compensée"), invoice("F3", 9.0, "Payée")]
    workbook = read(grid("Factures", [[*HEADINGS, "Statut"], *rows]))
    assert owed(workbook)["F2"] == 900
    assert told(workbook)["statut-inconnu"] == "F2:F4"
