"""The pass over a sheet's XML must not depend on how the bytes arrive."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pytest

from xladdin.workbook import sheet_scan
from xladdin.workbook.sheet_repair import main_block, rewritten_sheet
from xladdin.workbook.sheet_scan import column_number, filled_cells, scan_sheet

if TYPE_CHECKING:
    from collections.abc import Iterator

ROWS = 400
SHEET = (
    '<?xml version="1.0" encoding="UTF-8"?><worksheet xmlns="urn:x"><sheetData>'
    + "".join(
        f'<row r="{row}"><c r="A{row}"><v>{row}</v></c><c r="B{row}" t="e"><v>#REF!</v></c>'
        f'<c r="C{row}"><f>A{row}</f></c><c r="D{row}"><f>SUM(A1:A{row + 1})</f><v>1</v></c></row>'
        for row in range(1, ROWS + 1)
    )
    + '</sheetData><mergeCells><mergeCell ref="A1:B2"/></mergeCells></worksheet>'
).encode()


def chunks(size: int) -> Iterator[bytes]:
    return (SHEET[place : place + size] for place in range(0, len(SHEET), size))


@pytest.mark.parametrize("size", [97, 1000, 10**9])
def test_the_size_of_chunks_and_pieces_changes_nothing(size: int, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sheet_scan, "PIECE_BYTES", 1500)
    facts = scan_sheet(chunks(size))
    every = range(1, ROWS + 1)
    assert facts.errors == {(row, 2): "#REF!" for row in every}
    assert facts.uncached == {(row, 3) for row in every}
    assert facts.totals == {(row, 4) for row in every}
    assert facts.formula_rows == set(every)
    assert facts.merged == [(1, 1, 2, 2)]
    assert (facts.first_row, facts.last_row, facts.filled, facts.regular) == (1, ROWS, 4 * ROWS, True)


def test_a_rewritten_sheet_says_the_same() -> None:
    assert scan_sheet([rewritten_sheet(chunks(1000))]) == scan_sheet([SHEET])


def test_filled_cells_are_those_with_content() -> None:
    sheet = b'<worksheet><sheetData><row r="2"><c r="A2" s="1"/><c r="B2"></c><c r="AB2"><v>1</v></c></row>'
    rows, columns = filled_cells([sheet])
    assert (rows.tolist(), columns.tolist()) == ([2], [28])


def test_a_wide_column_is_measured() -> None:
    facts = scan_sheet([b'<worksheet><row r="1"><c r="XFD1"><v>1</v></c></row></worksheet>'])
    assert facts.width == 16_384
    assert facts.regular


@pytest.mark.parametrize(("letters", "number"), [(b"A", 1), (b"Z", 26), (b"AA", 27), (b"XFD", 16_384)])
def test_column_numbers(letters: bytes, number: int) -> None:
    assert column_number(letters) == number


def test_the_main_block_is_the_fullest_part() -> None:
    rows = np.array([1, 500_000, 500_001, 500_002, 500_002])
    columns = np.array([1, 4, 5, 4, 16_384])
    assert tuple(main_block(rows, columns)) == (500_000, 4, 500_002, 5)
