"""A plain .docx from a few paragraphs and tables, small enough to read, the same bytes every time.

Styles are few and named in French (``word_parts/styles.xml``), so that a user who edits a template in Word
finds her way; python-docx' own default document carries 800 kB of styles, and parts that Word offers to
repair.
"""

from __future__ import annotations

import re
import zipfile
from pathlib import Path
from typing import TYPE_CHECKING, Final
from xml.sax.saxutils import escape

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

PARTS: Final = Path(__file__).resolve().parent / "word_parts"
STAMP: Final = (1980, 1, 1, 0, 0, 0)
DEEP, RULE, PALE = "243B53", "C5CDD6", "EEF2F6"

_BEFORE_MARK: Final = re.compile(" (?=[:;!?»€])")
_PACKAGE: Final = "http://schemas.openxmlformats.org/package/2006"
_OFFICE: Final = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_HEAD: Final = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_NAMESPACES: Final = (
    f'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" xmlns:r="{_OFFICE}"'
)


def french(text: str) -> str:
    """The text with no-break spaces where French wants them: inside « », before : ; ! ? and €."""
    return _BEFORE_MARK.sub("\u00a0", text).replace("« ", "«\u00a0")


def run(text: str, *, bold: bool = False, raised: bool = False) -> str:
    """A run of text; ``raised`` for the « ème » of 2ème."""
    looks = ("<w:b/>" if bold else "") + ('<w:vertAlign w:val="superscript"/>' if raised else "")
    properties = f"<w:rPr>{looks}</w:rPr>" if looks else ""
    return f'<w:r>{properties}<w:t xml:space="preserve">{escape(french(text))}</w:t></w:r>'


def page_field(name: str) -> str:
    """PAGE or NUMPAGES."""
    return f'<w:fldSimple w:instr=" {name} "><w:r><w:t>1</w:t></w:r></w:fldSimple>'


def paragraph(content: str = "", style: str = "Normal") -> str:
    """A paragraph of runs, or of one plain text."""
    body = content if content.startswith("<w:") or not content else run(content)
    return f'<w:p><w:pPr><w:pStyle w:val="{style}"/></w:pPr>{body}</w:p>'


def row(
    cells: Sequence[tuple[str, str]],
    widths: Sequence[int],
    *,
    heading: bool = False,
    fill: str = "",
    spans: Sequence[int] = (),
    height: int = 0,
) -> str:
    """A table row of (text, paragraph style), never split over two pages; a heading is repeated on each.

    Args:
        widths: of the columns of the table.
        spans: columns that each cell takes; one by default.
        height: least height in twentieths of a point, for a row to write in by hand.
    """
    properties = "<w:cantSplit/>" + (f'<w:trHeight w:val="{height}" w:hRule="atLeast"/>' if height else "")
    properties += "<w:tblHeader/>" if heading else ""
    shade = f'<w:shd w:val="clear" w:color="auto" w:fill="{fill}"/>' if fill else ""
    vertical = '<w:vAlign w:val="center"/>'
    body, column = "", 0
    for (text, style), span in zip(cells, spans or [1] * len(cells), strict=True):
        width = sum(widths[column : column + span])
        column += span
        merged = f'<w:gridSpan w:val="{span}"/>' if span > 1 else ""
        body += (
            f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/>{merged}{shade}{vertical}</w:tcPr>'
            f"{paragraph(text, style)}</w:tc>"
        )
    return f"<w:tr><w:trPr>{properties}</w:trPr>{body}</w:tr>"


def tag_row(tag: str, widths: Sequence[int]) -> str:
    """A row that only carries a template tag and vanishes when the letter is made."""
    return row([(tag, "Tableau"), *(("", "Tableau") for _ in widths[1:])], widths)


def table(rows: Iterable[str], widths: Sequence[int]) -> str:
    """A table with horizontal rules only."""
    edges = "".join(
        f'<w:{side} w:val="single" w:sz="4" w:space="0" w:color="{RULE}"/>'
        for side in ("top", "bottom", "insideH")
    )
    grid = "".join(f'<w:gridCol w:w="{width}"/>' for width in widths)
    return (
        f'<w:tbl><w:tblPr><w:tblW w:w="{sum(widths)}" w:type="dxa"/><w:tblBorders>{edges}</w:tblBorders>'
        '<w:tblLayout w:type="fixed"/><w:tblCellMar><w:left w:w="100" w:type="dxa"/>'
        '<w:right w:w="100" w:type="dxa"/></w:tblCellMar></w:tblPr>'
        f"<w:tblGrid>{grid}</w:tblGrid>{''.join(rows)}</w:tbl>"
    )


def write_document(path: Path, body: Iterable[str], footer: Iterable[str], title: str) -> None:
    """Writes the .docx: A4 portrait, margins of a French business letter."""
    parts = {
        "[Content_Types].xml": _content_types(),
        "_rels/.rels": _relationships(
            f"{_OFFICE}/officeDocument word/document.xml",
            f"{_PACKAGE}/relationships/metadata/core-properties docProps/core.xml",
        ),
        "word/document.xml": f"<w:document {_NAMESPACES}><w:body>{''.join(body)}"
        '<w:sectPr><w:footerReference w:type="default" r:id="rId1"/><w:pgSz w:w="11906" w:h="16838"/>'
        '<w:pgMar w:top="1134" w:right="1247" w:bottom="1134" w:left="1247" w:header="567" w:footer="567" '
        'w:gutter="0"/></w:sectPr></w:body></w:document>',
        "word/_rels/document.xml.rels": _relationships(
            f"{_OFFICE}/footer footer1.xml",
            f"{_OFFICE}/styles styles.xml",
            f"{_OFFICE}/settings settings.xml",
            f"{_OFFICE}/fontTable fontTable.xml",
            f"{_OFFICE}/theme theme/theme1.xml",
        ),
        "word/footer1.xml": f"<w:ftr {_NAMESPACES}>{''.join(footer)}</w:ftr>",
        "word/styles.xml": _shipped("styles.xml"),
        "word/settings.xml": _shipped("settings.xml"),
        "word/fontTable.xml": _shipped("fontTable.xml"),
        "word/theme/theme1.xml": _shipped("theme1.xml"),
        "docProps/core.xml": _core_properties(title),
    }
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as package:
        for name, xml in parts.items():
            record = zipfile.ZipInfo(name, STAMP)
            record.compress_type = zipfile.ZIP_DEFLATED
            package.writestr(record, _HEAD + xml)


def _shipped(name: str) -> str:
    """A part of ``word_parts``, without its XML declaration and indentation."""
    lines = (PARTS / name).read_text(encoding="utf-8").splitlines()[1:]
    return "".join(line.strip() for line in lines)


def _relationships(*links: str) -> str:
    """Relationships rId1, rId2 … from ``type target``."""
    items = (link.split(" ") for link in links)
    body = "".join(
        f'<Relationship Id="rId{number}" Type="{kind}" Target="{target}"/>'
        for number, (kind, target) in enumerate(items, 1)
    )
    return f'<Relationships xmlns="{_PACKAGE}/relationships">{body}</Relationships>'


def _content_types() -> str:
    word = "application/vnd.openxmlformats-officedocument.wordprocessingml."
    kinds = {
        "/word/document.xml": f"{word}document.main+xml",
        "/word/styles.xml": f"{word}styles+xml",
        "/word/settings.xml": f"{word}settings+xml",
        "/word/fontTable.xml": f"{word}fontTable+xml",
        "/word/footer1.xml": f"{word}footer+xml",
        "/word/theme/theme1.xml": "application/vnd.openxmlformats-officedocument.theme+xml",
        "/docProps/core.xml": "application/vnd.openxmlformats-package.core-properties+xml",
    }
    overrides = "".join(f'<Override PartName="{part}" ContentType="{kind}"/>' for part, kind in kinds.items())
    return (
        f'<Types xmlns="{_PACKAGE}/content-types"><Default Extension="rels" '
        'ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        f'<Default Extension="xml" ContentType="application/xml"/>{overrides}</Types>'
    )


def _core_properties(title: str) -> str:
    return (
        f'<cp:coreProperties xmlns:cp="{_PACKAGE}/metadata/core-properties" '
        'xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:dcterms="http://purl.org/dc/terms/" '
        'xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">'
        '<dcterms:created xsi:type="dcterms:W3CDTF">2026-01-01T00:00:00Z</dcterms:created>'
        f"<dc:language>fr-FR</dc:language><dc:title>{escape(title)}</dc:title></cp:coreProperties>"
    )
