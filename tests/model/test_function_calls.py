"""Calls of ours are found however they are spelt, and nothing else is."""

from __future__ import annotations

import pytest

from xladdin.model.function_calls import calls_our_function
from xladdin.model.worksheet_functions import WORKSHEET_FUNCTIONS


@pytest.mark.parametrize("name", [name for function in WORKSHEET_FUNCTIONS for name in function.names])
def test_each_function_by_each_name(name: str) -> None:
    assert calls_our_function(f"={name}(A1)")
    assert calls_our_function(f"IF(A1>0,[1]!{name.lower()}(A1),0)")


@pytest.mark.parametrize(
    "formula",
    [
        r"='C:\Users\Zoé\AppData\Roaming\Microsoft\Excel\XLSTART\Recouvrement.xlam'!AGEING(TFactures[#All])",
        "='Recouvrement.xlam'!AGEING()",
        "Recouvrement.xlam!AGEING()",
        r"='C:\l''été\RECOUVREMENT.XLAM'!UneAutre(1)",
        "_xlfn.AGEING()",
        "_xll.BALANCE_AGEE()",
        "_xludf._xll.DSO (A1:D9)",
        'SUM(1,AGEING(F!A:E,TODAY(),,"Dupont","Total"))',
        '"texte"&DSO(A1:D9)',
        "@NIVEAU_RELANCE(A2)",
    ],
)
def test_calls_as_excel_spells_them(formula: str) -> None:
    assert calls_our_function(formula)


@pytest.mark.parametrize(
    "formula",
    [
        "",
        "=SUM(A1:A9)",
        '="AGEING("&A1',
        '="dit ""DSO(1)"" ici"',
        "='AGEING(2)'!A1",
        "=AGEING!A1",
        "=DSO+1",
        "=MON_AGEING(1)",
        "=AGEING_2(1)",
        "=MON.AGEING(1)",
        "='[Recouvrement.xlsx]Feuil1'!A1",
        "=TFactures[AGEING]",
        "='Recouvrement.xlam'",
    ],
)
def test_what_is_no_call(formula: str) -> None:
    assert not calls_our_function(formula)
