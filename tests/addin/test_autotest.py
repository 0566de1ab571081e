"""The self-test holds in Python what it is to find in Excel."""

from __future__ import annotations

import datetime as dt
import inspect
from typing import TYPE_CHECKING, Any

import openpyxl
import pytest
from excel_engine import open_workbook

import xladdin.surfaces.udf
from xladdin.addin.autotest import CHECKS, DATA, INVOICES, Check, autotest_source
from xladdin.model.worksheet_functions import WORKSHEET_FUNCTIONS

if TYPE_CHECKING:
    from collections.abc import Iterator

udf: Any = xladdin.surfaces.udf


def as_com(value: object) -> object:
    if value is INVOICES:
        return tuple(tuple(map(as_com, row)) for row in DATA)
    if isinstance(value, dt.date):
        return dt.datetime.combine(value, dt.time(), dt.UTC)
    return value


@pytest.fixture(scope="module")
def sheet(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Any]:
    """The scratch sheet as the self-test leaves it: its data, and what each check gave below them."""
    book = openpyxl.Workbook()
    scratch = book.active
    assert scratch is not None
    for row in DATA:
        scratch.append(list(row))
    for number, check in enumerate(CHECKS, start=1):
        scratch.cell(20 + number, 1).value = check.expected
    path = tmp_path_factory.mktemp("autotest") / "Classeur1.xlsx"
    book.save(path)
    opened = open_workbook(path)
    yield opened.sheets[0]
    opened.close()


@pytest.mark.parametrize("check", CHECKS, ids=lambda check: check.formula)
def test_what_is_expected_is_what_the_function_gives(check: Check, sheet: Any) -> None:
    function = getattr(udf, check.function)
    caller = {"caller": sheet["A30"]} if "caller" in inspect.signature(function).parameters else {}
    result = function(*map(as_com, check.arguments), **caller)
    if isinstance(check.expected, int | float):
        assert result == pytest.approx(check.expected, abs=0.005)
    elif isinstance(check.expected, dt.date):
        assert result.date() == check.expected
    else:
        assert result == check.expected


def test_each_function_is_tried() -> None:
    tried = {check.function for check in CHECKS}
    for function in WORKSHEET_FUNCTIONS:
        assert tried & set(function.names), function.name


def test_formulas_are_written_as_a_program_gives_them() -> None:
    formulas = {check.formula for check in CHECKS}
    assert '=BALANCE_AGEE(,DATE(2026,6,30),,"Dupont","Total")' in formulas
    assert "=DAYS_LATE(DATE(2026,6,1),DATE(2026,6,30))" in formulas
    assert '=AGEING($A$1:$E$4,DATE(2026,6,30),,"Dupont","31-60 j")' in formulas


def test_data_and_checks_are_in_the_source() -> None:
    source = autotest_source()
    assert (
        'mFeuille.Range("A2:E2").Value = '
        'Array("F1", "Dupont", DateSerial(2026, 4, 1), DateSerial(2026, 5, 1), 1000)'
    ) in source
    assert source.count("    Verifier ") == len(CHECKS)
    assert '""45 jours fin de mois"")", DateSerial(2026, 3, 31)' in source
