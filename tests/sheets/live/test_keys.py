"""Texts as formulas look them up: the formula and its Python twin say the same."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

import ironcalc
import pytest
import xlsxwriter
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from xladdin.sheets.live.keys import key, key_formula, serial, text_of

if TYPE_CHECKING:
    from pathlib import Path

TEXTS = ("F-1", "  F  1 ", "A*", "what?", "~x", "0012", "<5", "=SUM(A1)", "Éts <NORD>", "", "¤1")


def test_distinct_texts_have_distinct_keys_and_alike_ones_the_same() -> None:
    assert key("0012") != key("12")
    assert key("A*") != key("AB")
    assert key(" Éts  Nord ") == key("éts nord")


@given(
    texts=st.lists(st.sampled_from(TEXTS) | st.text("aB é*?~<=>0123.-", max_size=8), min_size=8, max_size=8)
)
@settings(max_examples=5, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_the_formula_gives_the_key(tmp_path: Path, texts: list[str]) -> None:
    path = tmp_path / "keys.xlsx"
    with xlsxwriter.Workbook(path) as book:
        sheet = book.add_worksheet()
        for row, text in enumerate(texts):
            sheet.write_string(row, 0, text)
            sheet.write_formula(row, 1, "=" + key_formula(f"A{row + 1}"))
    model = ironcalc.load_from_xlsx(str(path), "en", "UTC", "en")
    model.evaluate()
    assert [model.get_cell_value(0, row, 2) or "" for row in range(1, 9)] == [key(text) for text in texts]


@pytest.mark.parametrize(
    ("cell", "text"),
    [
        (None, ""),
        ("x", "x"),
        (12.0, "12"),
        (-3, "-3"),
        (1e15, None),
        (1.5, None),
        (True, None),
        (dt.date(2026, 6, 30), "46203"),
        (dt.datetime(2026, 6, 30), "46203"),  # noqa: DTZ001
        (dt.datetime(2026, 6, 30, 12), None),  # noqa: DTZ001
        (dt.time(1), None),
    ],
)
def test_cells_whose_text_depends_on_the_language_are_not_followed(cell: object, text: str | None) -> None:
    assert text_of(cell) == text


def test_serial_numbers_by_date_system() -> None:
    assert serial(dt.date(2026, 6, 30), date_1904=False) == 46203
    assert serial(dt.date(2026, 6, 30), date_1904=True) == 46203 - 1462
