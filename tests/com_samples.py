"""Cells as Excel hands them over by COM: nested tuples, dates with a time zone, decimals, error codes."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal
from typing import Any

NOT_AVAILABLE = -2146826246
"""#N/A."""


def day(text: str) -> dt.datetime:
    """A COM date from ``30/06/2026``."""
    return dt.datetime.strptime(text, "%d/%m/%Y").replace(tzinfo=dt.UTC)


AS_OF = day("30/06/2026")

INVOICES: tuple[tuple[Any, ...], ...] = (
    ("N° pièce", "Client", "Date facture", "Échéance", "Montant TTC"),
    ("F1", "Dupont", day("01/04/2026"), day("01/05/2026"), 1000.0),
    ("F2", "Martin", day("01/05/2026"), day("15/06/2026"), Decimal("250.50")),
    ("F3", "Dupont", day("01/06/2026"), day("01/07/2026"), 300.0),
    ("A1", "Martin", day("02/06/2026"), day("02/06/2026"), -50.0),
)
PAYMENTS: tuple[tuple[Any, ...], ...] = (
    ("Date de règlement", "Client", "N° pièce", "Montant réglé"),
    (day("10/06/2026"), "Dupont", "F1", 400.0),
)
FOLLOW_UP: tuple[tuple[Any, ...], ...] = (
    (
        "Numéro de Pièce",
        "Relance 1",
        "Relance 2",
        "Relance 3",
        "Relance 4",
        "Échéance",
        "Nom Client",
        "Montant",
    ),
    ("F1", day("10/05/2026"), day("10/06/2026"), None, None, day("01/05/2026"), "Dupont", 1000.0),
    ("F2", None, None, None, None, day("01/06/2026"), "Martin", 250.0),
)


def with_cell(
    rows: tuple[tuple[Any, ...], ...], row: int, column: int, cell: object
) -> tuple[tuple[Any, ...], ...]:
    """The same rows with another cell; positions from 0."""
    lines = [list(line) for line in rows]
    lines[row][column] = cell
    return tuple(map(tuple, lines))
