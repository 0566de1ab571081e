"""Templates of row formulas."""

from __future__ import annotations

import pytest

from xladdin.model.sheet_plan import Cell, Style
from xladdin.sheets.live.grid import FormulaGrid, Rows


def grid() -> FormulaGrid:
    return FormulaGrid({"items": Rows(11, 12), "payments": Rows(13, 13)}, {"as_of": "$B$1"}, first_column=5)


def test_names_become_addresses_of_the_own_row_or_of_a_stretch() -> None:
    made = grid()
    made.add_ranks()
    made.add("amount", "items", Style.AMOUNT, "INDEX('F'!$A$2:$A$3,{rank})", [1.5, 2.5])
    made.add("amount", "payments", Style.AMOUNT, "SUM({amount:items})-{as_of}", [4.0])
    assert made.cells[12, 5] == Cell(2, Style.INTEGER)
    assert made.cells[12, 6] == Cell(2.5, Style.AMOUNT, "=INDEX('F'!$A$2:$A$3,$E12)")
    assert made.cells[13, 6] == Cell(4.0, Style.AMOUNT, "=SUM($F$11:$F$12)-$B$1")
    assert made.span("amount", "items", "payments") == "$F$11:$F$13"


def test_a_name_that_is_not_there_is_an_error() -> None:
    with pytest.raises(KeyError, match="amount"):
        grid().add("left", "items", Style.AMOUNT, "{amount}", [1, 2])


def test_values_and_rows_are_as_many() -> None:
    with pytest.raises(ValueError, match="zip"):
        grid().add("left", "items", Style.AMOUNT, "1", [1])
