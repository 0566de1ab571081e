"""Live sheets of a small workbook, as text: ``pytest --update-golden`` writes them anew."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from typing import TYPE_CHECKING

import openpyxl
import pytest

from xladdin.app.report_sheets import report_plans
from xladdin.model.plan_text import plan_text
from xladdin.workbook.reader import read_workbook

if TYPE_CHECKING:
    from pathlib import Path

    from golden import Golden

AS_OF = dt.date(2026, 6, 30)
SHOWN = {*range(1, 12), 34}
"""Of the hidden sheet: figures, headings, the first invoice and the first payment."""


@pytest.mark.parametrize("mark", ["balance_agee", "echeancier", "efficacite", "calcul"])
def test_sheet_is_as_agreed(mark: str, golden: Golden, tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    book.remove(book.worksheets[0])
    invoices, payments = book.create_sheet("Factures"), book.create_sheet("Règlements")
    for row in (
        ("N° facture", "Type", "Client", "Date facture", "Échéance", "Montant TTC", "Pièce d’origine"),
        ("F-001", "FACTURE", "Dupont & Fils", dt.date(2026, 3, 2), dt.date(2026, 4, 1), 1200, None),
        ("F-002", "FACTURE", "Éts <Nord>", dt.date(2026, 6, 8), dt.date(2026, 7, 31), 300.5, None),
        ("AV-01", "AVOIR", "Dupont & Fils", dt.date(2026, 6, 9), dt.date(2026, 6, 9), -100, "F-001"),
    ):
        invoices.append(row)
    for payment in (
        ("Date de règlement", "Client", "N° facture", "Montant", "Date de lettrage"),
        (dt.date(2026, 6, 12), "Dupont & Fils", "F-001", 250, dt.date(2026, 6, 15)),
        (dt.date(2026, 6, 20), "Éts <Nord>", None, 60, None),
    ):
        payments.append(payment)
    book.save(tmp_path / "a.xlsx")
    plans = report_plans(read_workbook(tmp_path / "a.xlsx"), AS_OF, as_of_cell="'Paramètres'!$B$17")
    plan = next(plan for plan in plans if plan.mark == mark)
    cells = {place: cell for place, cell in plan.cells.items() if mark != "calcul" or place[0] in SHOWN}
    golden.check(mark, plan_text(replace(plan, cells=cells)))
