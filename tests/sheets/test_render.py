"""The renderer: text stays text, formulas keep their value, equal plans give equal bytes."""

from __future__ import annotations

import datetime as dt
from io import BytesIO
from typing import TYPE_CHECKING, Any

import openpyxl
import pytest
from hypothesis import given
from hypothesis import strategies as st
from openpyxl.utils.escape import unescape
from openxml_audit import OpenXmlValidator
from sheet_samples import AS_OF, sheets

from xladdin.ledger.ledger import Ledger
from xladdin.model.sheet_plan import Area, Cell, Chart, Series, SheetPlan, Style, Table, Validation
from xladdin.reports.aged_balance import aged_balance
from xladdin.sheets import theme
from xladdin.sheets.aged_balance import aged_balance_plan
from xladdin.sheets.plain_rows import LONGEST_TEXT
from xladdin.sheets.render import render

if TYPE_CHECKING:
    from pathlib import Path


FIRST_ROW = 5


def opened(plan: SheetPlan, *, values: bool = True, date_1904: bool = False) -> Any:
    book = openpyxl.load_workbook(BytesIO(render([plan], date_1904=date_1904)), data_only=values)
    return book[plan.name]


def plan_of(cell: Cell) -> SheetPlan:
    return SheetPlan(name="Essai", mark="essai", cells={(1, 1): cell})


@pytest.mark.parametrize(
    "text", ["=1+1", '=HYPERLINK("http://x")', "+33", "@SUM(A1)", "-", "00123", "{=1}", "http://x"]
)
def test_text_is_written_as_text(text: str) -> None:
    cell = opened(plan_of(Cell(text)), values=False)["A1"]
    assert (cell.data_type, cell.value, cell.hyperlink) == ("s", text, None)


@given(st.text(max_size=60))
def test_any_text_survives(text: str) -> None:
    read = opened(plan_of(Cell(text)))["A1"].value or ""
    assert unescape(read) == text


def test_a_text_that_is_too_long_is_cut_where_excel_would_refuse_it() -> None:
    read = opened(plan_of(Cell("é" * 40_000)))["A1"].value
    assert len(read) == LONGEST_TEXT
    assert read.endswith("…")


@pytest.mark.parametrize(
    ("value", "shown"),
    [(12.5, 12.5), ("oui", "oui"), (True, True), (dt.date(2026, 6, 30), dt.datetime(2026, 6, 30))],  # noqa: DTZ001
)
def test_a_formula_keeps_its_value_for_previews(value: str | float | dt.date, shown: object) -> None:
    style = Style.DATE if isinstance(value, dt.date) else Style.TEXT
    plan = plan_of(Cell(value, style, formula="=Autre!A1"))
    assert opened(plan)["A1"].value == shown
    assert opened(plan, values=False)["A1"].value == "=Autre!A1"


def test_dates_are_true_dates_in_both_date_systems() -> None:
    day = dt.date(2026, 6, 30)
    for date_1904 in (False, True):
        plan = plan_of(Cell(day, Style.DATE))
        assert opened(plan, date_1904=date_1904)["A1"].value.date() == day
        plan = plan_of(Cell(day, Style.DATE, formula="=Autre!A1"))
        assert opened(plan, date_1904=date_1904)["A1"].value.date() == day


def test_a_link_goes_to_its_cell() -> None:
    cell = opened(plan_of(Cell("E7", Style.LINK, link="'L''agenda'!E7")))["A1"]
    assert cell.hyperlink.location == "'L''agenda'!E7"


def test_every_style_has_its_format() -> None:
    assert set(theme.FORMATS) == set(Style)


def test_shades_go_from_light_to_dark() -> None:
    shades = [theme.shade_colour(place / 10) for place in range(11)]
    brightness = [sum(int(colour[n : n + 2], 16) for n in (1, 3, 5)) for colour in shades]
    assert brightness == sorted(brightness, reverse=True)
    assert len(set(brightness)) == len(brightness)


def test_equal_plans_give_equal_bytes() -> None:
    assert render(list(sheets().values())[:1]) == render(list(sheets().values())[:1])


def test_table_validations_and_charts_are_there() -> None:
    base = SheetPlan.from_rows("Essai", [["Nom", "Montant"], ["A", 1.5], ["B", 2.5]])
    plan = SheetPlan(
        name="Essai",
        mark="essai",
        cells=base.cells,
        table=Table("tEssai", Area(1, 1, 3, 2)),
        validations=(Validation(Area(2, 1, 3, 1), "list", ("A", "B"), "Nom", "A ou B."),),
        charts=(
            Chart(
                "column", "Titre", Area(2, 1, 3, 1), (Series(Area(1, 2, 1, 2), Area(2, 2, 3, 2), 0.5),), 5, 1
            ),
        ),
    )
    sheet = opened(plan)
    assert list(sheet.tables) == ["tEssai"]
    assert sheet.data_validations.dataValidation[0].formula1 == '"A,B"'
    assert len(sheet._charts) == 1


def test_the_audit_finds_nothing_to_repair(tmp_path: Path) -> None:
    path = tmp_path / "feuilles.xlsx"
    named = {plan.name: plan for plan in sheets().values()}
    path.write_bytes(render(list(named.values())))
    assert OpenXmlValidator().validate(path).is_valid


@pytest.mark.parametrize(("rows", "pages", "areas"), [(22, None, []), (23, 0, ["A1:I29", "K5:AA19"])])
def test_a_long_list_is_printed_first_and_its_chart_on_a_page_of_its_own(
    rows: int, pages: int | None, areas: list[str]
) -> None:
    sheet = opened(balance_of(rows))
    assert sheet.page_setup.fitToHeight == pages
    assert [str(one).replace("$", "") for one in sheet.print_area.split(",") if one] == [
        f"'Balance âgée'!{area}" for area in areas
    ]
    (anchor,) = (chart.anchor for chart in sheet._charts)
    below = rows <= 22
    assert (anchor._from.row > rows) is below
    assert (anchor._from.row >= FIRST_ROW - 1, anchor._from.col > len("ABCDEFGHI")) == (True, not below)


def balance_of(customers: int) -> SheetPlan:
    """A balance âgée of so many customers."""
    ledger = Ledger.from_records(
        [
            {"number": f"F{one}", "customer": f"C{one}", "issued": "2026-05-01", "amount": one}
            for one in range(1, customers + 1)
        ]
    )
    report = aged_balance(ledger, AS_OF)
    names = {f"C{one}": f"Client {one}" for one in range(1, customers + 1)}
    total = int(report["Total"].sum())
    return aged_balance_plan(report, names, as_of=AS_OF, currency="EUR", list_total=total)
