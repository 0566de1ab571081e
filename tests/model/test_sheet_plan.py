"""SheetPlan.from_rows, and the names that a sheet may have."""

from __future__ import annotations

import datetime as dt

import pytest

from xladdin.errors import ArgumentError
from xladdin.model.plan_text import plan_text
from xladdin.model.sheet_plan import Area, Cell, SheetPlan, Style, fitting_width


def test_rows_become_cells_with_the_style_of_their_type() -> None:
    plan = SheetPlan.from_rows(
        "Ma liste", [["Nom", "Jour", "Nombre", "Montant"], ["A", dt.date(2026, 1, 2), 3, 4.5]]
    )
    assert plan.cells[1, 1] == Cell("Nom", Style.HEADING)
    assert [plan.cells[2, column].style for column in (1, 2, 3, 4)] == [
        Style.TEXT,
        Style.DATE,
        Style.INTEGER,
        Style.AMOUNT,
    ]
    assert (plan.filter, plan.freeze) == (Area(1, 1, 2, 4), (1, 0))


def test_the_mark_follows_the_name() -> None:
    assert SheetPlan.from_rows("Été & Co", [["A"]]).mark == SheetPlan.from_rows("ÉTÉ et co", [["A"]]).mark
    assert SheetPlan.from_rows("Balance âgée", [["A"]]).mark != "balance_agee"


def test_shorter_rows_are_allowed_longer_ones_named() -> None:
    assert (2, 2) not in SheetPlan.from_rows("X", [["A", "B"], ["a"]]).cells
    with pytest.raises(ArgumentError, match="La ligne 3"):
        SheetPlan.from_rows("X", [["A"], ["a"], ["a", "b"]])


@pytest.mark.parametrize("rows", [[], [[]]])
def test_headings_are_needed(rows: list[list[str]]) -> None:
    with pytest.raises(ArgumentError, match="en-têtes"):
        SheetPlan.from_rows("X", rows)


@pytest.mark.parametrize("name", ["", "a/b", "a:b", "[x]", "'x", "x" * 32, "a*?"])
def test_names_that_excel_refuses_are_refused(name: str) -> None:
    with pytest.raises(ArgumentError, match="nom d’une feuille"):
        SheetPlan.from_rows(name, [["A"]])


@pytest.mark.parametrize(
    ("values", "width"), [(["x"], 9), (["x" * 20], 22), (["x" * 500], 48), ([1234567.0], 14)]
)
def test_widths_fit_within_bounds(values: list[str | float], width: float) -> None:
    assert fitting_width(values) == width


def test_the_text_of_a_plan_shows_each_cell() -> None:
    text = plan_text(SheetPlan.from_rows("Liste", [["Nom"], ["O’Neil"]]))
    assert "# Liste (liste_plan)" in text
    assert "2: A2 [text] 'O’Neil'" in text


def test_a_retitled_plan_follows_its_own_references() -> None:
    cells = {(1, 1): Cell(1, Style.INTEGER, "=SUM('_calcul'!A1,'L''été'!B2)"), (1, 2): Cell("'_calcul'!A1")}
    plan = SheetPlan(name="_calcul", mark="calcul", cells=cells).retitled(
        {"_calcul": "d'Anne", "L'été": "Été"}
    )
    assert plan.name == "d'Anne"
    assert plan.cells[1, 1].formula == "=SUM('d''Anne'!A1,'Été'!B2)"
    assert plan.cells[1, 2].value == "'_calcul'!A1"
