"""The self-test holds in Python what it is to find in Excel."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest

import xladdin.surfaces.udf
from xladdin.addin.autotest import CHECKS, DATA, INVOICES, Check, autotest_source
from xladdin.model.worksheet_functions import WORKSHEET_FUNCTIONS

udf: Any = xladdin.surfaces.udf


def as_com(value: object) -> object:
    if value is INVOICES:
        return tuple(tuple(map(as_com, row)) for row in DATA)
    if isinstance(value, dt.date):
        return dt.datetime.combine(value, dt.time(), dt.UTC)
    return value


@pytest.mark.parametrize("check", CHECKS, ids=lambda check: check.formula)
def test_what_is_expected_is_what_the_function_gives(check: Check) -> None:
    result = getattr(udf, check.function)(*map(as_com, check.arguments))
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
