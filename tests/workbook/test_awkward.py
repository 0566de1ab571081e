"""Workbooks as they come: each is read without being told anything, to the cent."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from workbooks.awkward import AS_OF, CASES, Case

from xladdin.workbook.reader import read_workbook

if TYPE_CHECKING:
    from pathlib import Path


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.build.__name__)
def test_is_understood_to_the_cent(case: Case, tmp_path: Path) -> None:
    workbook = read_workbook(case.build(tmp_path))
    ledger = workbook.ledger
    owed = ledger.outstanding(AS_OF) * ledger.items.is_receivable()
    by_name = {
        name: int(owed[ledger.items.customer == row].sum()) for row, name in enumerate(ledger.customers.name)
    }
    assert by_name == case.owed
    assert len(ledger.items) == case.items
    source = workbook.source_map.lists[0]
    assert (source.sheet, source.header_row) == (case.sheet, case.header_row)


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.build.__name__)
def test_says_what_it_assumed_and_nothing_wrong(case: Case, tmp_path: Path) -> None:
    codes = {problem.code for problem in read_workbook(case.build(tmp_path)).problems}
    assert case.told <= codes
    assert not case.silent & codes


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.build.__name__)
def test_explains_every_column(case: Case, tmp_path: Path) -> None:
    for source in read_workbook(case.build(tmp_path)).source_map.lists:
        for column in source.columns.values():
            assert column.why
            assert 0 < column.confidence <= 1
