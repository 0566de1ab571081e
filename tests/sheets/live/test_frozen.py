"""What makes sheets hold values, and the reason that they give."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

import openpyxl
import pytest

from xladdin.app.report_sheets import report_plans
from xladdin.sheets.live.conditions import NotLiveError
from xladdin.sheets.live.lookup import NAME, Lookup
from xladdin.workbook.reader import read_workbook

if TYPE_CHECKING:
    from pathlib import Path

Row = list[object]
Rows = list[Row]

AS_OF = dt.date(2026, 6, 30)
DAY = dt.date(2026, 5, 4)
HEADINGS: Row = ["N° facture", "Client", "Date facture", "Échéance", "Montant TTC"]
PLAIN: Rows = [[f"F-00{n}", "Dupont & Fils", DAY, dt.date(2026, 6, 3), 100.5 * n] for n in range(1, 6)]
PAYMENTS: Rows = [
    ["Date de règlement", "Client", "N° facture", "Montant"],
    [DAY, "Dupont & Fils", "F-001", 20.5],
]


def second_line(path: Path, sheets: dict[str, Rows]) -> str:
    """Line 2 of the Balance âgée of a workbook."""
    book = openpyxl.Workbook()
    book.remove(book.worksheets[0])
    for name, rows in sheets.items():
        sheet = book.create_sheet(name)
        for row in rows:
            sheet.append(row)
    book.save(path)
    balance = report_plans(read_workbook(path), AS_OF, ["balance_agee"], as_of_cell="'P'!$B$2")[0]
    return str(balance.cells[2, 1].value)


def with_column(heading: str, values: list[object]) -> Rows:
    return [[*HEADINGS, heading], *([*row, value] for row, value in zip(PLAIN, values, strict=True))]


def test_a_plain_list_is_live(tmp_path: Path) -> None:
    assert second_line(tmp_path / "a.xlsx", {"Factures": [HEADINGS, *PLAIN]}) == "Arrêté au"


@pytest.mark.parametrize(
    ("sheets", "reason"),
    [
        ({"Factures": with_column("Devise", ["EUR", "EUR", "USD", "EUR", "EUR"])}, "plusieurs devises"),
        (
            {"Factures": [HEADINGS, *PLAIN[:4], [*PLAIN[4][:3], "30/06/2026", 10]]},
            "la colonne « Échéance » n’a pas que de vraies dates",
        ),
        (
            {"Factures": [HEADINGS, *PLAIN[:4], [*PLAIN[4][:4], "12,50 €"]]},
            "la colonne « Montant TTC » n’a pas que de vrais nombres",
        ),
        (
            {
                "Factures": [HEADINGS, *PLAIN, [*PLAIN[0][:3], dt.date(2026, 7, 3), 50]],
                "Règlements": PAYMENTS,
            },
            "un numéro de pièce réglée sert plusieurs fois",
        ),
        (
            {"Factures": [[*HEADINGS[:3], "Conditions de règlement", HEADINGS[4]],
                          *([*row[:3], "45 jours fin de mois", row[4]] for row in PLAIN)]},
            "des échéances se calculent d’après les conditions de règlement",
        ),
    ],
)  # fmt: skip
def test_the_reason_is_on_the_sheet(tmp_path: Path, sheets: dict[str, Rows], reason: str) -> None:
    told = second_line(tmp_path / "a.xlsx", sheets)
    assert told == f"Arrêté au 30/06/2026 (valeurs figées : {reason})"


def test_a_long_list_is_frozen(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("xladdin.sheets.live.book.BUDGET", 100)
    told = second_line(tmp_path / "a.xlsx", {"Factures": [HEADINGS, *PLAIN]})
    assert "trop de lignes pour des formules" in told


def test_a_word_never_means_two_things() -> None:
    lookup = Lookup()
    lookup.learn(NAME, "Dupont ", 1)
    lookup.learn(NAME, "DUPONT", 1)
    with pytest.raises(NotLiveError, match="« dupont » est lu de deux façons"):
        lookup.learn(NAME, "dupont", 2)
