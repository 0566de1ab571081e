"""The module that xlwings loads: every function of the table, ranges read, nothing escapes."""

from __future__ import annotations

import inspect
import subprocess
import sys
from types import SimpleNamespace
from typing import Any

import pytest
import xlwings
from com_samples import AS_OF, INVOICES, NOT_AVAILABLE, with_cell

import xladdin.surfaces.udf
from xladdin.model.worksheet_functions import WORKSHEET_FUNCTIONS
from xladdin.surfaces import udf_reports
from xladdin.surfaces.udf_edge import block_of_range, exported

udf: Any = xladdin.surfaces.udf
NAMES = [name for function in WORKSHEET_FUNCTIONS for name in function.names]


class FakeRange(xlwings.Range):
    """A range over nested tuples on the sheet « Ventes », which is filled down to ``used`` (row, column)."""

    def __init__(self, rows: Any, at: tuple[int, int] = (1, 1), used: tuple[int, int] = (99, 99)) -> None:
        self.rows_given = rows
        self.at = at
        self.used = used

    row = property(lambda self: self.at[0])
    column = property(lambda self: self.at[1])
    shape = property(lambda self: (len(self.rows_given), len(self.rows_given[0])))
    raw_value = property(lambda self: self.rows_given)
    address = property(lambda _: "$A$1:$E$9")
    sheet = property(lambda self: SimpleNamespace(name="Ventes", used_range=self._down_to(*self.used)))

    @property
    def last_cell(self) -> Any:
        rows, columns = self.shape
        return self._down_to(self.row + rows - 1, self.column + columns - 1).last_cell

    def resize(self, row_size: int | None = None, column_size: int | None = None) -> Any:
        return FakeRange(tuple(row[:column_size] for row in self.rows_given[:row_size]), self.at, self.used)

    @staticmethod
    def _down_to(row: int, column: int) -> Any:
        return SimpleNamespace(last_cell=SimpleNamespace(row=row, column=column))


@pytest.mark.parametrize("name", NAMES)
def test_every_function_is_there_and_explained(name: str) -> None:
    function = getattr(udf, name)
    assert function.__name__ == name
    assert function.__doc__


@pytest.mark.parametrize("function", WORKSHEET_FUNCTIONS, ids=lambda function: function.name)
def test_both_names_take_the_arguments_of_the_table(function: Any) -> None:
    for name in function.names:
        given = [
            parameter
            for parameter in inspect.signature(getattr(udf, name)).parameters
            if parameter != "caller"
        ]
        assert given == [argument.name for argument in function.arguments]


@pytest.mark.parametrize("name", NAMES)
def test_called_with_nothing_useful_a_function_says_so_in_one_line(name: str) -> None:
    given = [NOT_AVAILABLE] * (len(inspect.signature(getattr(udf, name)).parameters) - (name in reading()))
    said = getattr(udf, name)(*given)
    assert isinstance(said, str)
    assert "inattendue" not in said
    assert "\n" not in said


def reading() -> set[str]:
    return {name for function in WORKSHEET_FUNCTIONS if function.reads_workbook for name in function.names}


def test_functions_that_may_read_the_workbook_learn_who_calls() -> None:
    for name in NAMES:
        assert ("caller" in inspect.signature(getattr(udf, name)).parameters) == (name in reading())


def test_an_unforeseen_error_is_one_line_and_is_logged(caplog: pytest.LogCaptureFixture) -> None:
    def fails(**_: object) -> object:
        raise ZeroDivisionError

    broken = exported("AGEING", WORKSHEET_FUNCTIONS[0], fails)
    assert broken() == "Erreur inattendue (ZeroDivisionError) : transmettez-la à votre support."
    assert "ZeroDivisionError" in caplog.text


def test_a_range_is_read_where_it_stands() -> None:
    block = block_of_range(FakeRange(INVOICES, at=(5, 2)))
    assert (block.sheet, block.first_row, block.first_column) == ("Ventes", 5, 2)
    assert block.rows == INVOICES


def test_whole_columns_are_read_down_to_the_last_used_row() -> None:
    cells = FakeRange((*INVOICES, *((None,) * 5,) * 100), used=(5, 9))
    assert block_of_range(cells).rows == INVOICES
    assert udf.AGEING(cells, AS_OF) == udf.AGEING(INVOICES, AS_OF)


def test_an_error_cell_is_named_by_its_sheet_and_address() -> None:
    cells = FakeRange(with_cell(INVOICES, 2, 4, NOT_AVAILABLE), at=(5, 2))
    assert udf.AGEING(cells, AS_OF).startswith("Ventes!F7 : La cellule contient l’erreur #N/A")


def test_a_range_in_several_pieces_is_refused() -> None:
    class TwoAreas(FakeRange):
        address = property(lambda _: "$A$1:$E$9,$G$1:$G$9")

    assert "plusieurs morceaux" in udf.AGEING(TwoAreas(INVOICES), AS_OF)


def test_without_a_date_the_day_of_the_calculation_counts(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(udf_reports, "today", AS_OF.date)
    assert udf.AGEING(INVOICES) == udf.AGEING(INVOICES, AS_OF)


def test_loading_the_module_leaves_the_reader_and_the_reports_for_later() -> None:
    script = (
        "import sys; import xladdin.surfaces.udf; "
        "print([m for m in sys.modules if m.startswith('xladdin.') "
        "and m.split('.')[1] in ('reports', 'workbook', 'ledger')])"
    )
    assert subprocess.check_output([sys.executable, "-c", script], text=True).strip() == "[]"
