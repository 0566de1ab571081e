"""The parts of Recouvrement.xlam: an add-in workbook with one empty sheet, a ribbon tab and a VBA project."""

from __future__ import annotations

import io
import zipfile
from typing import TYPE_CHECKING, Final

from xladdin.addin.sources import source_text

if TYPE_CHECKING:
    from collections.abc import Mapping

WORKBOOK_CODE_NAME: Final = "ThisWorkbook"
SHEET_CODE_NAME: Final = "Feuil1"
_SHEET: Final = "Recouvrement"
_TIME: Final = (1980, 1, 1, 0, 0, 0)
"""The same bytes on every day; the earliest time that a zip holds."""
_XML: Final = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_PACKAGE: Final = "http://schemas.openxmlformats.org/package/2006"
_OFFICE: Final = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_MAIN: Final = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_SPREADSHEET: Final = "application/vnd.openxmlformats-officedocument.spreadsheetml"

_CONTENT_TYPES: Final = {
    "/xl/workbook.xml": "application/vnd.ms-excel.addin.macroEnabled.main+xml",
    "/xl/worksheets/sheet1.xml": f"{_SPREADSHEET}.worksheet+xml",
    "/xl/theme/theme1.xml": "application/vnd.openxmlformats-officedocument.theme+xml",
    "/xl/styles.xml": f"{_SPREADSHEET}.styles+xml",
    "/xl/vbaProject.bin": "application/vnd.ms-office.vbaProject",
}
_ROOT_RELATIONSHIPS: Final = {
    "xl/workbook.xml": f"{_OFFICE}/officeDocument",
    "customUI/customUI14.xml": "http://schemas.microsoft.com/office/2007/relationships/ui/extensibility",
}
_WORKBOOK_RELATIONSHIPS: Final = {
    "worksheets/sheet1.xml": f"{_OFFICE}/worksheet",
    "theme/theme1.xml": f"{_OFFICE}/theme",
    "styles.xml": f"{_OFFICE}/styles",
    "vbaProject.bin": "http://schemas.microsoft.com/office/2006/relationships/vbaProject",
}
_WORKBOOK: Final = (
    f'{_XML}<workbook xmlns="{_MAIN}" xmlns:r="{_OFFICE}">'
    f'<workbookPr codeName="{WORKBOOK_CODE_NAME}"/>'
    '<bookViews><workbookView xWindow="0" yWindow="0" windowWidth="16000" windowHeight="9000"/></bookViews>'
    f'<sheets><sheet name="{_SHEET}" sheetId="1" r:id="rId1"/></sheets>'
    "</workbook>"
)
_WORKSHEET: Final = (
    f'{_XML}<worksheet xmlns="{_MAIN}"><sheetPr codeName="{SHEET_CODE_NAME}"/><sheetData/></worksheet>'
)
_STYLES: Final = (
    f'{_XML}<styleSheet xmlns="{_MAIN}">'
    '<fonts count="1"><font><sz val="11"/><color theme="1"/><name val="Calibri"/><family val="2"/>'
    '<scheme val="minor"/></font></fonts>'
    '<fills count="2"><fill><patternFill patternType="none"/></fill>'
    '<fill><patternFill patternType="gray125"/></fill></fills>'
    '<borders count="1"><border><left/><right/><top/><bottom/><diagonal/></border></borders>'
    '<cellStyleXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/></cellStyleXfs>'
    '<cellXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0" xfId="0"/></cellXfs>'
    '<cellStyles count="1"><cellStyle name="Normal" xfId="0" builtinId="0"/></cellStyles>'
    "</styleSheet>"
)


def addin_package(ribbon: str, vba_project: bytes) -> bytes:
    """The bytes of the .xlam; the same for the same ribbon and project.

    Args:
        ribbon: XML of the part customUI14.
        vba_project: whose document modules are ``WORKBOOK_CODE_NAME`` and ``SHEET_CODE_NAME``.
    """
    parts: dict[str, str | bytes] = {
        "[Content_Types].xml": _content_types(),
        "_rels/.rels": _relationships(_ROOT_RELATIONSHIPS),
        "xl/workbook.xml": _WORKBOOK,
        "xl/_rels/workbook.xml.rels": _relationships(_WORKBOOK_RELATIONSHIPS),
        "xl/worksheets/sheet1.xml": _WORKSHEET,
        "xl/theme/theme1.xml": source_text("theme1.xml"),
        "xl/styles.xml": _STYLES,
        "xl/vbaProject.bin": vba_project,
        "customUI/customUI14.xml": ribbon,
    }
    package = io.BytesIO()
    with zipfile.ZipFile(package, "w") as archive:
        for name, content in parts.items():
            archive.writestr(_entry(name), content)
    return package.getvalue()


def _entry(name: str) -> zipfile.ZipInfo:
    """Stored, not deflated: what deflate gives depends on the zlib of the machine."""
    entry = zipfile.ZipInfo(name, _TIME)
    entry.create_system = 0  # written on Linux, the default would be another byte
    return entry


def _content_types() -> str:
    overrides = "".join(
        f'<Override PartName="{part}" ContentType="{kind}"/>' for part, kind in _CONTENT_TYPES.items()
    )
    return (
        f'{_XML}<Types xmlns="{_PACKAGE}/content-types">'
        f'<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        f'<Default Extension="xml" ContentType="application/xml"/>{overrides}</Types>'
    )


def _relationships(targets: Mapping[str, str]) -> str:
    listed = "".join(
        f'<Relationship Id="rId{number}" Type="{kind}" Target="{target}"/>'
        for number, (target, kind) in enumerate(targets.items(), start=1)
    )
    return f'{_XML}<Relationships xmlns="{_PACKAGE}/relationships">{listed}</Relationships>'
