"""Functions called by xlwings' own COM server code, with what COM passes and what goes back to it."""

from __future__ import annotations

import datetime as dt
import sys
from types import SimpleNamespace
from typing import TYPE_CHECKING, Any
from unittest.mock import MagicMock

import pytest
import xlwings
from com_samples import AS_OF, FOLLOW_UP, INVOICES, day
from xlwings_on_windows import MISSING, xlwings_on_windows

from xladdin.surfaces.udf_ledger import read_lists

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    Call = Callable[..., Any]


@pytest.fixture(scope="module")
def call() -> Iterator[Call]:
    """Calls a function as its VBA wrapper does; the calling cell is a stand-in."""
    with xlwings_on_windows("xladdin.surfaces.udf") as (udfs, _):
        yield lambda name, *arguments: udfs.call_udf(
            "xladdin.surfaces.udf", name, arguments, None, MagicMock(name="caller")
        )


def test_a_table_goes_back_row_by_row(call: Call) -> None:
    table = call("AGEING", INVOICES, AS_OF, MISSING, MISSING, MISSING, MISSING, MISSING, None)
    assert table[0][:2] == ["Client", "Non échu"]
    assert table[1] == ["Dupont", 300.0, 0.0, 1000.0, 0.0, 0.0, 0.0, 1300.0]
    assert len({len(row) for row in table}) == 1


def test_a_number_goes_back_as_one_cell(call: Call) -> None:
    assert call("BALANCE_AGEE", INVOICES, AS_OF, MISSING, "Dupont", "Total", MISSING, MISSING, None) == [
        [1300.0]
    ]


def test_dates_go_back_as_com_dates(call: Call) -> None:
    assert call("DUE_DATE", day("20/01/2026"), "30 jours", MISSING) == [
        [dt.datetime(2026, 2, 19, tzinfo=dt.UTC)]
    ]
    assert call("RELANCES", "F1", FOLLOW_UP, AS_OF, None)[0] == ["Relance 1", day("10/05/2026")]


def test_an_error_goes_back_as_a_text(call: Call) -> None:
    assert "Il manque la plage" in call("AGEING", ((None,),), *[MISSING] * 6, None)[0][0]


def test_without_a_range_the_workbook_of_the_calling_cell_is_read(
    call: Call, monkeypatch: pytest.MonkeyPatch
) -> None:
    read = []

    def of(book: Any) -> Any:
        read.append(book)
        return read_lists(INVOICES)

    monkeypatch.setattr(sys.modules["xladdin.surfaces.udf_edge"], "readings", SimpleNamespace(of=of))
    assert call("AGEING", MISSING, AS_OF, MISSING, "Dupont", "Total", MISSING, MISSING, None) == [[1300.0]]
    assert [type(book) for book in read] == [xlwings.Book]


def test_an_empty_cell_goes_back_empty(call: Call) -> None:
    assert call("DAYS_LATE", ((day("29/06/2026"),), (None,)), AS_OF) == [[1], [""]]
