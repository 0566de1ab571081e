"""Currencies that only the number format shows."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
import xlsxwriter
from grids import HEADINGS, MAY_1, MAY_31, told

from xladdin.workbook.book import read_book
from xladdin.workbook.format_currencies import format_currency
from xladdin.workbook.reader import read_workbook

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from xladdin.workbook.workbook import Workbook


@pytest.mark.parametrize(
    ("code", "currency"),
    [
        ("[$$-409]#,##0.00", "USD"),
        ("[$USD] #,##0.00", "USD"),
        ('"$"#,##0', "USD"),
        ("\\$#,##0", "USD"),
        ("$#,##0", "USD"),
        ("#,##0.00\\ [$CHF-807]", "CHF"),
        ('#,##0.00" £"', "GBP"),
        ("#,##0.00\\ [$€-40C]", "EUR"),
        ('#,##0.00 "€";[Red]-#,##0.00 "$"', "EUR"),
        ("#,##0.00", ""),
        ("[$-40C]d mmm yyyy", ""),
        ('0" jours"', ""),
        ("[Red][>1000]0.00", ""),
    ],
)
def test_currency_that_a_format_writes(code: str, currency: str) -> None:
    assert format_currency(code) == currency


def written(path: Path, formats: Sequence[str]) -> Path:
    """One invoice of 10 per format."""
    with xlsxwriter.Workbook(path) as workbook:
        sheet = workbook.add_worksheet("Factures")
        day = workbook.add_format({"num_format": "dd/mm/yyyy"})
        sheet.write_row(0, 0, HEADINGS)
        for row, code in enumerate(formats, start=1):
            sheet.write_row(row, 0, [f"F{row}", "Dupont SA"])
            sheet.write_datetime(row, 2, MAY_1, day)
            sheet.write_datetime(row, 3, MAY_31, day)
            sheet.write_number(row, 4, 10, workbook.add_format({"num_format": code}))
    return path


def currencies(workbook: Workbook) -> list[str]:
    ledger = workbook.ledger
    return [ledger.currencies[place] for place in ledger.items.currency]


def test_amounts_shown_in_two_currencies_are_not_added(tmp_path: Path) -> None:
    workbook = read_workbook(written(tmp_path / "a.xlsx", ['#,##0.00 "€"', "[$$-409]#,##0.00", '0" CHF"']))
    assert currencies(workbook) == ["EUR", "USD", "CHF"]
    assert "devise-partielle" not in told(workbook)


def test_format_that_only_some_amounts_have_is_told(tmp_path: Path) -> None:
    workbook = read_workbook(written(tmp_path / "a.xlsx", ["0.00", "[$USD] 0.00"]))
    assert currencies(workbook) == ["EUR", "USD"]
    assert told(workbook)["devise-partielle"] == "E3"


def test_workbook_in_euros_notes_no_cell(tmp_path: Path) -> None:
    path = written(tmp_path / "a.xlsx", ['#,##0.00 "€"', "#,##0.00\\ [$€-40C]"])
    assert read_book(path).grids[0].currencies == {}
