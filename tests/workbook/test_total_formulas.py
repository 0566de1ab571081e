"""Which formulas make a line a total."""

from __future__ import annotations

import pytest

from xladdin.workbook.total_formulas import is_total


@pytest.mark.parametrize(
    "formula",
    [
        "SUM(C5:C20)",
        "SUBTOTAL(9,C5:C20)",
        "SUBTOTAL(109,T_Pieces[Montant])",
        "_xlfn.AGGREGATE(9,5,E2:E9)",
        "ROUND(SUM(E2:E9),2)",
        "-SUM(E1:E4)",
        "SUM(E5,E9)",
        "SUM(A:A)",
        "SUM('Fact 2026'!C5:C9)",
        "SUM(Montants)",
    ],
)
def test_sums_over_rows(formula: str) -> None:
    assert is_total(formula)


@pytest.mark.parametrize(
    "formula",
    [
        "SUM(C5:D5)",
        "SUM(C5,D5)",
        "SUM(E5)",
        "SUM(T[[#This Row],[HT]:[TVA]])",
        "SUM('Fact 2026'!C5:D5)",
        "C5+SUM(E1:E5)",
        'SUMIFS(E1:E9,A1:A9,"x")',
        "SUMPRODUCT(E1:E9,F1:F9)",
        "E17*40",
    ],
)
def test_what_stays_on_one_row_or_is_no_plain_sum(formula: str) -> None:
    assert not is_total(formula)
