"""Workbooks as Excel saves them when cells call functions of an add-in: a link, arrays, a chain."""

from __future__ import annotations

from typing import Final

from graft_samples import MAIN, package_of, user_workbook

from xladdin.opc.draft import Draft

_OFFICE: Final = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_LINK_PATHS: Final = "http://schemas.microsoft.com/office/2006/relationships/xlExternalLinkPath"
_PACKAGE_NS: Final = "http://schemas.openxmlformats.org/package/2006/relationships"
_KINDS: Final = "application/vnd.openxmlformats-officedocument.spreadsheetml"
NOTES: Final = "xl/worksheets/sheet2.xml"
"""Part of the sheet « Notes d'été »."""
CHAIN: Final = "xl/calcChain.xml"
IN_XLSTART: Final = (f"{_LINK_PATHS}/xlStartup", "Recouvrement.xlam")
ELSEWHERE: Final = (f"{_OFFICE}/externalLinkPath", "file:///C:\\Users\\Zo%C3%A9\\Recouvrement.xlam")
A_BOOK: Final = (f"{_OFFICE}/externalLinkPath", "Budget.xlsx")


def with_cells(cells: str, *links: tuple[str, str], chain: str = "", extra: str = "") -> bytes:
    """``user_workbook`` whose second sheet holds other cells.

    Args:
        cells: content of its ``<sheetData>``.
        links: (relationship type, target) of each linked file, in the order of the formulas' numbers.
        chain: entries of the calculation chain.
        extra: XML after ``<sheetData>``.
    """
    draft = Draft(package_of(user_workbook()))
    types = {}
    draft.put(
        NOTES, f'<worksheet xmlns="{MAIN[1:-1]}"><sheetData>{cells}</sheetData>{extra}</worksheet>'.encode()
    )
    draft.put_relationships(NOTES, ())
    root = draft.xml("xl/workbook.xml")
    references = root.makeelement(f"{MAIN}externalReferences")
    for number, (kind, target) in enumerate(links, start=1):
        part = f"xl/externalLinks/externalLink{number}.xml"
        draft.put(
            part,
            f'<externalLink xmlns="{MAIN[1:-1]}"><externalBook xmlns:r="{_OFFICE}" r:id="rId1">'
            '<sheetNames><sheetName val="Feuil1"/></sheetNames></externalBook></externalLink>'.encode(),
        )
        draft.put(
            f"xl/externalLinks/_rels/externalLink{number}.xml.rels",
            f'<Relationships xmlns="{_PACKAGE_NS}"><Relationship Id="rId1" Type="{kind}" Target="{target}" '
            'TargetMode="External"/></Relationships>'.encode(),
        )
        types[part] = f"{_KINDS}.externalLink+xml"
        reference = draft.relate("xl/workbook.xml", f"{_OFFICE}/externalLink", part)
        references.append(references.makeelement(f"{MAIN}externalReference", {f"{{{_OFFICE}}}id": reference}))
    if links:
        sheets = root.find(f"{MAIN}sheets")
        assert sheets is not None
        sheets.addnext(references)
        draft.put_xml("xl/workbook.xml", root)
    if chain:
        draft.put(CHAIN, f'<calcChain xmlns="{MAIN[1:-1]}">{chain}</calcChain>'.encode())
        draft.relate("xl/workbook.xml", f"{_OFFICE}/calcChain", CHAIN)
        types[CHAIN] = f"{_KINDS}.calcChain+xml"
    draft.declare_types(types)
    return draft.archive()
