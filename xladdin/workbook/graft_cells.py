"""The cells of a scratch sheet as they stand in the user's workbook: her format numbers, texts in place.

Worked on the bytes of ``sheetData``: XlsxWriter writes cells in one regular form, and a tree of a follow-up
sheet of 100 000 rows would cost more than everything else together.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from xladdin.opc.markup import parse_xml, serialise

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from lxml import etree

_SHEET_DATA: Final = re.compile(
    rb"<((?:\w+:)?)sheetData(?:\s[^>]*)?(?:/>|>(?P<cells>.*)</\1sheetData>)", re.DOTALL
)
_SHARED_STRING: Final = re.compile(rb"<si>(.*?)</si>", re.DOTALL)
_CELL: Final = re.compile(rb'<c r="([A-Z]+[0-9]+)"(?: s="(\d+)")?(?: t="s"><v>(\d+)</v></c>)?')
_ROW_FORMAT: Final = re.compile(rb'(<row r="\d+"[^>]*? s=")(\d+)(")')


@dataclass(slots=True)
class SheetXml:
    """One sheet: its tree with an empty ``sheetData``, and the bytes of its rows."""

    root: etree._Element
    rows: bytes

    @classmethod
    def parsed(cls, content: bytes) -> SheetXml:
        """Take a worksheet part apart."""
        match = _SHEET_DATA.search(content)
        if match is None:
            return cls(parse_xml(content), b"")
        hollow = content[: match.start()] + b"<" + match[1] + b"sheetData/>" + content[match.end() :]
        return cls(parse_xml(hollow), match["cells"] or b"")

    def joined(self) -> bytes:
        """The worksheet part again."""
        content = serialise(self.root)
        if not self.rows:
            return content
        return content.replace(b"<sheetData/>", b"<sheetData>" + self.rows + b"</sheetData>", 1)


def shared_strings(content: bytes) -> list[bytes]:
    """The texts of a scratch workbook, each as the inner XML of its entry."""
    return _SHARED_STRING.findall(content)


def grafted_rows(rows: bytes, texts: Sequence[bytes], cell_format: Callable[[int], int], plain: int) -> bytes:
    """Rows of a scratch sheet with the user's format numbers and every text written in its cell.

    Texts in the cell leave her table of shared strings alone, and take no customer's name into it that
    would stay when our sheets are removed.

    Args:
        rows: inner XML of ``sheetData``.
        texts: the scratch workbook's shared strings.
        cell_format: scratch format number -> the user's.
        plain: the user's format number for a cell that names none.
    """
    formats: dict[bytes, bytes] = {b"": b' s="%d"' % plain if plain else b""}

    def format_of(number: bytes) -> bytes:
        if number not in formats:
            formats[number] = b' s="%d"' % cell_format(int(number))
        return formats[number]

    def cell(match: re.Match[bytes]) -> bytes:
        place, number, text = match.groups()
        start = b'<c r="' + place + b'"' + format_of(number or b"")
        if text is None:
            return start
        return start + b' t="inlineStr"><is>' + texts[int(text)] + b"</is></c>"

    def row(match: re.Match[bytes]) -> bytes:
        return match[1] + b"%d" % cell_format(int(match[2])) + match[3]

    return _CELL.sub(cell, _ROW_FORMAT.sub(row, rows))
