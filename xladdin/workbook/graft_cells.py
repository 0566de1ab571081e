"""The cells of a scratch sheet as they stand in the user's workbook: her format numbers, texts in place.

Worked on the bytes of ``sheetData``: XlsxWriter writes cells in one regular form, and a tree of a follow-up
sheet of 100 000 rows would cost more than everything else together.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

from xladdin.opc.markup import parse_xml, serialise

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from lxml import etree

_SHEET_DATA: Final = re.compile(
    rb"<((?:\w+:)?)sheetData(?:\s[^>]*)?(?:/>|>(?P<cells>.*)</\1sheetData>)", re.DOTALL
)
_SHARED_STRING: Final = re.compile(rb"<si>(.*?)</si>", re.DOTALL)
_CELL: Final = re.compile(rb'(<c r="[A-Z]+[0-9]+")(?: s="(\d+)")?(?: t="s"><v>(\d+)</v></c>)?')
_ROW_FORMAT: Final = re.compile(rb'(<row r="\d+"[^>]*? s=")(\d+)(?=")')


@dataclass(slots=True)
class SheetXml:
    """One sheet: its tree with an empty ``sheetData``, and the bytes of its rows.

    Attributes:
        links: hyperlinks in the tree that came from another sheet, whose pointers they still name.
    """

    root: etree._Element
    rows: bytes
    links: list[etree._Element] = field(default_factory=list)

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
    # Split and joined rather than substituted: no Python is run for each of a million cells.
    pieces = _ROW_FORMAT.split(rows)
    in_row = {number: b"%d" % cell_format(int(number)) for number in dict.fromkeys(pieces[2::3])}
    pieces[2::3] = map(in_row.__getitem__, pieces[2::3])
    pieces = _CELL.split(b"".join(pieces))
    formats = {
        number: b' s="%d"' % cell_format(int(number)) for number in dict.fromkeys(pieces[2::4]) if number
    }
    formats[None] = b' s="%d"' % plain if plain else b""
    inline = {
        text: b' t="inlineStr"><is>' + texts[int(text)] + b"</is></c>"
        for text in dict.fromkeys(pieces[3::4])
        if text
    }
    inline[None] = b""
    pieces[2::4] = map(formats.__getitem__, pieces[2::4])
    pieces[3::4] = map(inline.__getitem__, pieces[3::4])
    return b"".join(pieces)
