"""The rows of a sheet as a tree of cells, for the rare refresh that has to move some of the user's."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from lxml import etree

from xladdin.model.cells import address, column_number
from xladdin.workbook.graft_survey import MAIN_NS

if TYPE_CHECKING:
    from xladdin.opc.draft import Draft
    from xladdin.workbook.graft_cells import SheetXml

_ADDRESS: Final = re.compile(r"([A-Z]+)(\d+)")
_ROW, _CELL = f"{{{MAIN_NS}}}row", f"{{{MAIN_NS}}}c"
Place = tuple[int, int]
"""Row and column, 1-based."""


class Cells:
    """The rows of one sheet as a tree.

    Attributes:
        by_place: cells by (row, column), both 1-based.
        changed: a cell was put.
    """

    def __init__(self, sheet: SheetXml) -> None:
        spaces = "".join(
            f' xmlns{f":{prefix}" if prefix else ""}="{uri}"' for prefix, uri in sheet.root.nsmap.items()
        )
        opening = f"<sheetData{spaces}>".encode()
        self.root = etree.fromstring(opening + sheet.rows + b"</sheetData>")
        self.changed = False
        self.by_place: dict[Place, etree._Element] = {}
        self._rows: dict[int, etree._Element] = {}
        for row in self.root.iterchildren(_ROW):
            self._rows[int(row.get("r", "0"))] = row
            for cell in row.iterchildren(_CELL):
                self.by_place[place_of(cell)] = cell

    def put(self, place: Place, cell: etree._Element) -> None:
        """Place a cell, in the order that Excel wants."""
        self.changed = True
        row = self._rows.get(place[0])
        if row is None:
            row = etree.Element(_ROW, r=str(place[0]))
            after = max((number for number in self._rows if number < place[0]), default=0)
            self.root.insert(self.root.index(self._rows[after]) + 1 if after else 0, row)
            self._rows[place[0]] = row
        row.attrib.pop("spans", "")
        cell.set("r", address(*place))
        before = [one for one in row.iterchildren(_CELL) if place_of(one)[1] < place[1]]
        row.insert(len(before), cell)
        self.by_place[place] = cell

    def set_height(self, row: int, height: float | None) -> None:
        """Give a row that has cells a height in points, or let Excel choose it."""
        found = self._rows.get(row)
        if found is None:
            return
        wanted = {} if height is None else {"ht": f"{height:g}", "customHeight": "1"}
        present = {name: found.get(name) for name in ("ht", "customHeight") if name in found.attrib}
        if wanted != present:
            self.changed = True
            for name in present:
                del found.attrib[name]
            for name, value in wanted.items():
                found.set(name, value)

    def serialised(self) -> bytes:
        """The rows as bytes, without the element that holds them."""
        content = etree.tostring(self.root, encoding="UTF-8", xml_declaration=False)
        return content[content.index(b">") + 1 : -len(b"</sheetData>")]

    def extent(self) -> str:
        """The used range."""
        rows, columns = zip(*self.by_place, strict=True)
        return f"{address(min(rows), min(columns))}:{address(max(rows), max(columns))}"

    def last_row(self) -> int:
        """The last row that holds a cell."""
        return max((row for row, _ in self.by_place), default=0)


class TextReader:
    """Texts of cells of the user's workbook, also of those that Excel moved to its string table."""

    def __init__(self, draft: Draft, workbook_part: str) -> None:
        self._draft = draft
        self._parts = [
            one.target for one in draft.relationships(workbook_part) if one.kind == "sharedStrings"
        ]
        self._shared: list[str] | None = None

    def __call__(self, cell: etree._Element | None) -> str:
        """The text; of a number its shortest spelling, of an empty cell nothing."""
        if cell is None:
            return ""
        if cell.get("t") == "inlineStr":
            return _joined_text(cell)
        value = cell.findtext(f"{{{MAIN_NS}}}v", "")
        if cell.get("t") == "s":
            return self._strings()[int(value)]
        if cell.get("t", "n") == "n" and value:
            return repr(float(value))
        return value

    def _strings(self) -> list[str]:
        if self._shared is None:
            roots = (self._draft.xml(part) for part in self._parts if part in self._draft)
            self._shared = [
                _joined_text(one) for root in roots for one in root.iterchildren(f"{{{MAIN_NS}}}si")
            ]
        return self._shared


def place_of(cell: etree._Element) -> Place:
    """Row and column of a cell, 1-based."""
    match = _ADDRESS.fullmatch(cell.get("r", ""))
    return (int(match[2]), column_number(match[1])) if match else (0, 0)


def _joined_text(element: etree._Element) -> str:
    """Text of a string item without its phonetic guides."""
    guides = {text for guide in element.iter(f"{{{MAIN_NS}}}rPh") for text in guide}
    return "".join(one.text or "" for one in element.iter(f"{{{MAIN_NS}}}t") if one not in guides)
