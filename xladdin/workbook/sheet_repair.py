"""Sheets written in an unusual way, put into the usual one before they are read.

Some programs leave out the addresses of cells, which XML allows; some files hold one stray cell a million
rows below the list, and reading the area between would take gigabytes.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, NamedTuple
from xml.sax.saxutils import escape, quoteattr

import numpy as np
from lxml import etree

from xladdin.model.cells import address
from xladdin.workbook.sheet_scan import column_number

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from xladdin.workbook.sheet_scan import Positions

_SPREADSHEET = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_BLANK_ROWS: Final = 10_000
_BLANK_COLUMNS: Final = 256
_LAST_ROW: Final = 1_048_576
_LAST_COLUMN: Final = 16_384
_LONGEST_ROW: Final = 7
_CELL_ATTRIBUTES: Final = ("s", "t")
_FORMULA_ATTRIBUTES: Final = ("t", "ref", "si")


class Block(NamedTuple):
    """A rectangle of cells, 1-based, inclusive."""

    first_row: int
    first_column: int
    last_row: int
    last_column: int

    @property
    def area(self) -> int:
        """How many cells it covers."""
        return (self.last_row - self.first_row + 1) * (self.last_column - self.first_column + 1)

    def holds(self, rows: Positions, columns: Positions) -> np.ndarray[tuple[int], np.dtype[np.bool_]]:
        """Which of the cells lie inside."""
        return (
            (rows >= self.first_row)
            & (rows <= self.last_row)
            & (columns >= self.first_column)
            & (columns <= self.last_column)
        )


EVERYTHING: Final = Block(1, 1, _LAST_ROW, _LAST_COLUMN)


def main_block(rows: Positions, columns: Positions) -> Block:
    """The part of a sheet where most of the filled cells are.

    Cells beyond 10 000 blank rows or 256 blank columns are strays.

    Args:
        rows: row of each filled cell, at least one.
        columns: column of each, in the same order.
    """
    first_row, last_row = _largest_group(rows, _BLANK_ROWS)
    within = (rows >= first_row) & (rows <= last_row)
    first_column, last_column = _largest_group(columns[within], _BLANK_COLUMNS)
    return Block(first_row, first_column, last_row, last_column)


def _largest_group(places: Positions, gap: int) -> tuple[int, int]:
    """First and last place of the fullest run in which no two neighbours are more than ``gap`` apart."""
    distinct, counts = np.unique(places, return_counts=True)
    groups = np.split(np.arange(len(distinct)), np.flatnonzero(np.diff(distinct) > gap) + 1)
    fullest = max(groups, key=lambda group: int(counts[group].sum()))
    return int(distinct[fullest[0]]), int(distinct[fullest[-1]])


def rewritten_sheet(chunks: Iterable[bytes], keep: Block = EVERYTHING) -> bytes:
    """The same sheet with every address written out, without the cells outside ``keep``.

    Only what reading needs is there: cells with their formula and value, and merged ranges.

    Raises:
        lxml.etree.XMLSyntaxError: the XML is damaged.
    """
    output = [f'<?xml version="1.0" encoding="UTF-8"?>\n<worksheet xmlns="{_SPREADSHEET}"><sheetData>']
    merged: list[str] = []
    row = 0
    for element in _elements(chunks):
        if etree.QName(element).localname == "mergeCell":
            merged.append(f"<mergeCell ref={quoteattr(element.get('ref', ''))}/>")
            continue
        stated = element.get("r", "")
        row = int(stated) if stated.isdecimal() and len(stated) <= _LONGEST_ROW else row + 1
        output.append(f'<row r="{row}">{"".join(_cells(element, row, keep))}</row>')
        element.clear()
        parent = element.getparent()
        while parent is not None and len(parent) > 1:  # what was read leaves the memory
            del parent[0]
    output.append("</sheetData>")
    if merged:
        output += ["<mergeCells>", *merged, "</mergeCells>"]
    output.append("</worksheet>")
    return "".join(output).encode()


def _elements(chunks: Iterable[bytes]) -> Iterator[etree._Element]:
    """Rows and merged ranges, each as soon as it is complete."""
    parser = etree.XMLPullParser(
        events=("end",),
        tag=("{*}row", "{*}mergeCell"),
        resolve_entities=False,
        no_network=True,
        huge_tree=True,
    )
    for chunk in chunks:
        parser.feed(chunk)
        for _, element in parser.read_events():
            if isinstance(element, etree._Element):  # noqa: SLF001 - the type's only name
                yield element
    parser.close()


def _cells(row_element: etree._Element, row: int, keep: Block) -> Iterator[str]:
    column = 0
    for cell in row_element.iterchildren("{*}c"):
        letters = (cell.get("r") or "").strip().upper().rstrip("0123456789")
        column = column_number(letters.encode()) if letters else column + 1
        inside = keep.first_row <= row <= keep.last_row and keep.first_column <= column <= keep.last_column
        if inside and len(cell):
            attributes = _attributes(cell, _CELL_ATTRIBUTES)
            content = "".join(map(_plain, cell.iterchildren("{*}f", "{*}v", "{*}is")))
            yield f'<c r="{address(row, column)}"{attributes}>{content}</c>'


def _plain(element: etree._Element) -> str:
    """The element without namespaces."""
    name = etree.QName(element).localname
    attributes = _attributes(element, _FORMULA_ATTRIBUTES)
    space = ' xml:space="preserve"' if name == "t" else ""
    inner = "".join(map(_plain, element.iterchildren("*")))
    return f"<{name}{attributes}{space}>{escape(element.text or '')}{inner}</{name}>"


def _attributes(element: etree._Element, kept: Iterable[str]) -> str:
    values = ((key, element.get(key)) for key in kept)
    return "".join(f" {key}={quoteattr(value)}" for key, value in values if value is not None)
