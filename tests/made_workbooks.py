"""Small workbooks written part by part, for what no library would write."""

from __future__ import annotations

import zipfile
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from pathlib import Path

TRANSITIONAL: Final = (
    "http://schemas.openxmlformats.org/spreadsheetml/2006/main",
    "http://schemas.openxmlformats.org/officeDocument/2006/relationships",
)
STRICT: Final = (
    "http://purl.oclc.org/ooxml/spreadsheetml/main",
    "http://purl.oclc.org/ooxml/officeDocument/relationships",
)
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_OFFICE = "application/vnd.openxmlformats-officedocument.spreadsheetml"


def write_workbook(
    path: Path,
    *sheets: str | bytes,
    namespaces: tuple[str, str] = TRANSITIONAL,
    workbook_extra: str = "",
    properties: str = "",
) -> Path:
    """A workbook whose sheets « S1 », « S2 » … have the given XML.

    Args:
        path: where to write it.
        sheets: content of ``<sheetData>``, or a whole part when it starts with ``<?xml`` or is bytes. Style
            1 is a date.
        namespaces: main and relationships namespace.
        workbook_extra: what follows ``<sheets>``.
        properties: attributes of ``<workbookPr>``.
    """
    main, office = namespaces
    numbers = range(1, len(sheets) + 1)
    parts: dict[str, str | bytes] = {
        "[Content_Types].xml": f'<Types xmlns="{_PACKAGE}/content-types">'
        '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        '<Default Extension="xml" ContentType="application/xml"/>'
        f'<Override PartName="/xl/workbook.xml" ContentType="{_OFFICE}.sheet.main+xml"/></Types>',
        "_rels/.rels": _relationships([("rId1", f"{office}/officeDocument", "xl/workbook.xml")]),
        "xl/workbook.xml": f'<workbook xmlns="{main}" xmlns:r="{office}"><workbookPr {properties}/><sheets>'
        + "".join(f'<sheet name="S{n}" sheetId="{n}" r:id="rId{n}"/>' for n in numbers)
        + f"</sheets>{workbook_extra}</workbook>",
        "xl/_rels/workbook.xml.rels": _relationships(
            [
                *((f"rId{n}", f"{office}/worksheet", f"worksheets/sheet{n}.xml") for n in numbers),
                ("rId99", f"{office}/styles", "styles.xml"),
            ]
        ),
        "xl/styles.xml": f'<styleSheet xmlns="{main}"><fonts><font/></fonts><fills><fill/></fills>'
        "<borders><border/></borders><cellStyleXfs><xf/></cellStyleXfs>"
        '<cellXfs><xf numFmtId="0"/><xf numFmtId="14" applyNumberFormat="1"/></cellXfs></styleSheet>',
    }
    for number, content in enumerate(sheets, 1):
        if isinstance(content, str) and not content.startswith("<?xml"):
            content = f'<worksheet xmlns="{main}"><sheetData>{content}</sheetData></worksheet>'  # noqa: PLW2901
        parts[f"xl/worksheets/sheet{number}.xml"] = content
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, part in parts.items():
            archive.writestr(name, part)
    return path


def _relationships(entries: list[tuple[str, str, str]]) -> str:
    inner = "".join(f'<Relationship Id="{key}" Type="{kind}" Target="{to}"/>' for key, kind, to in entries)
    return f'<Relationships xmlns="{_PACKAGE}/relationships">{inner}</Relationships>'
