"""Each report sheet of a small ledger, as text: ``pytest --update-golden`` writes them anew."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from sheet_samples import AS_OF, LEDGER, balance_sheet, sheets

from xladdin.model.plan_text import plan_text
from xladdin.model.sheet_plan import Cell, Style
from xladdin.reports.aged_balance import aged_balance
from xladdin.sheets.aged_balance import aged_balance_plan
from xladdin.sheets.theme import FORMATS

if TYPE_CHECKING:
    from golden import Golden


@pytest.mark.parametrize("name", list(sheets()))
def test_sheet_is_as_agreed(name: str, golden: Golden) -> None:
    golden.check(name, plan_text(sheets()[name]))


def test_balance_ties_to_the_list() -> None:
    cells = balance_sheet().cells
    assert cells[8, 9] == Cell(3490.5, Style.TOTAL_AMOUNT)
    assert "égale le reste dû de la liste" in str(cells[3, 1].value)


def test_balance_that_does_not_tie_says_by_how_much() -> None:
    control = str(balance_sheet(list_total=349150).cells[3, 1].value)
    assert "écart de -1,00" in control
    assert "actualisez" in control


def test_a_layout_without_codes_has_no_code_column() -> None:
    report = aged_balance(LEDGER, AS_OF)
    plan = aged_balance_plan(report, {}, as_of=AS_OF, currency="EUR", list_total=0)
    assert plan.cells[4, 1].value == "Nom Client"
    assert plan.cells[4, 2].value == "Non échu"


def test_a_balance_of_nobody_has_no_chart_and_no_share() -> None:
    report = aged_balance(LEDGER, AS_OF).iloc[:0]
    plan = aged_balance_plan(report, {}, as_of=AS_OF, currency="EUR", list_total=0)
    assert not plan.charts
    assert plan.cells[5, 7] == Cell(0.0, Style.TOTAL_AMOUNT)
    assert plan.cells[6, 7] == Cell(None, Style.SHARE)


def test_long_names_and_large_amounts_can_be_read() -> None:
    report = aged_balance(LEDGER, AS_OF)
    names = {
        str(code): f"Société anonyme des établissements réunis, agence n° {code}" for code in report.index
    }
    usual = balance_sheet()
    plan = aged_balance_plan(report * 1_000_000, names, as_of=AS_OF, currency="EUR", list_total=0)
    name, total = plan.cells[5, 2], plan.cells[8, 9]
    assert name.style is Style.NAME
    assert FORMATS[name.style]["shrink"]
    assert plan.widths[1] > usual.widths[1]
    assert plan.widths[8] > len(f"{total.value:,.2f}") > usual.widths[8]
