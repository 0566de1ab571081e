"""Rows written without XlsxWriter say just what XlsxWriter would have made of them."""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import replace
from io import BytesIO
from typing import TYPE_CHECKING
from zipfile import ZipFile

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from xladdin.model.sheet_plan import Area, Block, Cell, Chart, Series, SheetPlan, Style, style_of
from xladdin.sheets.plain_rows import plain_rows, serial
from xladdin.sheets.render import render
from xladdin.workbook.graft_cells import SheetXml, grafted_rows, shared_strings

if TYPE_CHECKING:
    from xladdin.model.sheet_plan import Value

_SPANS = re.compile(rb' spans="[0-9:]+"')
FORMATS = dict.fromkeys(Style, 1)
EPOCH, EPOCH_1904 = dt.date(1899, 12, 30), dt.date(1904, 1, 1)

VALUES = st.one_of(
    st.text(max_size=30),
    st.text("<>&\"' _x005F\t\r\n\x01", max_size=12),
    st.integers(-(10**15), 10**15),
    st.floats(-1e12, 1e12),
    st.booleans(),
    st.dates(dt.date(1904, 1, 2), dt.date(2100, 1, 1)),
    st.none(),
)


def sheet_xml(plan: SheetPlan, *, date_1904: bool = False) -> bytes:
    """The sheet with its texts in their cells, without the row spans that only XlsxWriter notes."""
    with ZipFile(BytesIO(render([plan], date_1904=date_1904))) as book:
        sheet = SheetXml.parsed(book.read("xl/worksheets/sheet1.xml"))
        texts = shared_strings(book.read("xl/sharedStrings.xml"))
    sheet.rows = _SPANS.sub(b"", grafted_rows(sheet.rows, texts, int, 0))
    return sheet.joined()


def plan_of(*rows: list[Value]) -> SheetPlan:
    width = max(map(len, rows))
    return SheetPlan.from_rows("Essai", [[f"Titre {number}" for number in range(width)], *rows])


@given(st.lists(st.lists(VALUES, min_size=1, max_size=4), min_size=1, max_size=4), st.booleans())
@example([["<r>Dupont & Fils</r>"], ["_x0041_"], [" deux  espaces "], ["ligne\r\nsuivante"]], False)
@example([[dt.date(1900, 2, 28), dt.date(1900, 3, 1), dt.date(1900, 1, 1)]], False)
def test_a_row_reads_the_same_whoever_wrote_it(rows: list[list[Value]], date_1904: bool) -> None:
    plan = plan_of(*rows)
    assert set(plain_rows(plan, FORMATS, EPOCH)) == set(range(2, len(rows) + 2))
    by_xlsxwriter = replace(plan, block=None)
    assert plain_rows(by_xlsxwriter, FORMATS, EPOCH) == {}
    assert sheet_xml(plan, date_1904=date_1904) == sheet_xml(by_xlsxwriter, date_1904=date_1904)


def test_columns_stand_in_order_however_the_plan_was_made() -> None:
    plan = plan_of(["a", "b", "c"])
    turned = replace(plan, cells=dict(reversed(list(plan.cells.items()))))
    assert sheet_xml(turned) == sheet_xml(plan)


@pytest.mark.parametrize(
    "cell",
    [
        Cell(3.0, Style.AMOUNT, formula="=1+2"),
        Cell("E7", Style.LINK, link="Autre!E7"),
        Cell(dt.datetime(2026, 6, 30, 12), Style.DATE),  # noqa: DTZ001 - cells know no time zone
    ],
)
def test_a_row_with_more_than_plain_values_is_left_to_xlsxwriter(cell: Cell) -> None:
    plan = plan_of(["a", 1], ["b", 2], ["c", 3])
    plan = replace(plan, cells=dict(plan.cells) | {(3, 2): cell})
    assert set(plain_rows(plan, FORMATS, EPOCH)) == {2, 4}
    assert sheet_xml(plan) == sheet_xml(replace(plan, block=None))


def test_totals_heights_and_charted_rows_are_left_to_xlsxwriter() -> None:
    series = Series("Montant", Area(3, 2, 4, 2), 0.5)
    plan = replace(
        plan_of(["a", 1], ["b", 2], ["c", 3], ["d", 4], ["Total", 10]),
        block=Block(1, 5, 2, key_columns=(1,), footer_rows=1),
        heights={2: 40.0},
        charts=(Chart("column", "Titre", Area(3, 1, 4, 1), (series,), 8, 1),),
    )
    assert set(plain_rows(plan, FORMATS, EPOCH)) == {5}
    assert sheet_xml(plan) == sheet_xml(replace(plan, block=None))


@pytest.mark.parametrize("number", [float("nan"), float("inf")])
def test_what_is_not_a_number_is_refused(number: float) -> None:
    with pytest.raises(ValueError, match="cannot stand in a cell"):
        render([plan_of([number])])


@pytest.mark.parametrize(
    ("day", "epoch", "number"),
    [
        (dt.date(1900, 1, 1), EPOCH, 1),
        (dt.date(1900, 2, 28), EPOCH, 59),
        (dt.date(1900, 3, 1), EPOCH, 61),
        (dt.date(2026, 6, 30), EPOCH, 46203),
        (dt.date(1904, 1, 1), EPOCH_1904, 0),
        (dt.date(2026, 6, 30), EPOCH_1904, 44741),
    ],
)
def test_days_are_numbered_as_excel_does(day: dt.date, epoch: dt.date, number: int) -> None:
    assert serial(day, epoch) == number


def test_styles_follow_the_cell() -> None:
    row = plain_rows(plan_of([1.5, "é"]), dict(zip(Style, range(1, 100), strict=False)), EPOCH)[2]
    numbers = dict(zip(Style, range(1, 100), strict=False))
    assert row.decode() == (
        '<row r="2" ht="18" customHeight="1">'
        f'<c r="A2" s="{numbers[style_of(1.5)]}"><v>1.5</v></c>'
        f'<c r="B2" s="{numbers[style_of("é")]}" t="inlineStr"><is><t>é</t></is></c></row>'
    )
