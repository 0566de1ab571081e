"""Names that Excel reads as a cell, a row or a column, and words of VBA."""

from __future__ import annotations

import pytest

from xladdin.addin.function_names import check_function_names, check_vba_name, reads_as_cell
from xladdin.errors import XladdinError
from xladdin.model.worksheet_functions import WORKSHEET_FUNCTIONS


@pytest.mark.parametrize(
    "name", ["DSO30", "t1", "XFD1048576", "A1", "R", "C", "RC", "R1C1", "L", "LC", "L1C1", "C12", "r2"]
)
def test_names_that_read_as_cells(name: str) -> None:
    assert reads_as_cell(name)
    with pytest.raises(XladdinError, match=f"« {name} ».*cellule"):
        check_function_names([name])


@pytest.mark.parametrize("name", ["DSO", "XFE1", "XFD1048577", "A0", "AGEING", "ABCD1", "RCX", "DSO_30"])
def test_names_that_do_not(name: str) -> None:
    assert not reads_as_cell(name)
    check_function_names([name])


@pytest.mark.parametrize("name", ["date", "Next", "échéance", "1er", "a b", "", "_x", "a" * 256])
def test_names_that_vba_refuses(name: str) -> None:
    with pytest.raises(XladdinError, match="nom en VBA"):
        check_vba_name(name)


def test_ours_are_all_sound() -> None:
    check_function_names(name for function in WORKSHEET_FUNCTIONS for name in function.names)
    for function in WORKSHEET_FUNCTIONS:
        for argument in function.arguments:
            check_vba_name(argument.name)
