"""Links from a workbook to other files, which formulas name by their place in a list: ``[1]!AGEING()``."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final
from urllib.parse import unquote

from lxml import etree

from xladdin.workbook.graft_survey import MAIN_NS, OFFICE_RELS_NS

if TYPE_CHECKING:
    from collections.abc import Iterator

    from xladdin.opc.draft import Draft

FORMULA_ELEMENTS: Final = frozenset(
    (
        "f", "formula", "formula1", "formula2", "definedName", "calculatedColumnFormula", "totalsRowFormula",
    )
)  # fmt: skip
"""Local names of the elements that hold a formula, in sheets, tables, charts and the workbook part."""
_MENTION: Final = re.compile(rb"\[\d+\]")
_PIECES: Final = re.compile(
    r"""
    (?P<text>"(?:[^"]|"")*")            # a text
    | '\[(?P<quoted>\d+)\]             # '[1]Ma feuille'!A1
    | (?<![\w\]])\[(?P<plain>\d+)\](?=[^\W\d]|!)   # [1]Feuil1!A1, [1]!Nom; TVentes[1] is a column
    """,
    re.VERBOSE,
)


def links_to(draft: Draft, workbook_part: str, file_name: str) -> dict[int, str]:
    """Links to the file of that name, in whatever folder: number in formulas -> part of the package."""
    targets = {one.id: one.target for one in draft.relationships(workbook_part)}
    return {
        number: part
        for number, reference in enumerate(_references(draft.xml(workbook_part)), start=1)
        if (part := targets.get(reference.get(f"{{{OFFICE_RELS_NS}}}id", ""), "")) in draft
        and any(
            one.external and _file_of(one.target) == file_name.lower() for one in draft.relationships(part)
        )
    }


def linked_numbers(formula: str) -> Iterator[int]:
    """Numbers of the links that a formula uses."""
    return (
        int(piece["quoted"] or piece["plain"]) for piece in _PIECES.finditer(formula) if not piece["text"]
    )


def remove_link(draft: Draft, workbook_part: str, number: int, part: str) -> None:
    """Takes a link out that no formula uses any more; formulas that use later ones are renumbered."""
    root = draft.xml(workbook_part)
    references = list(_references(root))
    parent = references[number - 1].getparent()
    if parent is not None:
        parent.remove(references[number - 1])
        container = parent.getparent()
        if not len(parent) and container is not None:
            container.remove(parent)
    draft.put_xml(workbook_part, root)
    draft.unrelate(workbook_part, part)
    draft.drop(part)
    if number < len(references):
        for name in draft.names:
            if name.endswith(".xml") and _MENTION.search(draft.read(name)):
                _renumber(draft, name, number)


def _renumber(draft: Draft, name: str, removed: int) -> None:
    root = draft.xml(name)
    changed = False
    for element in root.iter(etree.Element):
        if element.text and etree.QName(element).localname in FORMULA_ELEMENTS:
            text = _PIECES.sub(lambda piece: _shifted(piece, removed), element.text)
            changed |= text != element.text
            element.text = text
    if changed:
        draft.put_xml(name, root)


def _shifted(piece: re.Match[str], removed: int) -> str:
    if piece["text"]:
        return piece[0]
    number = int(piece["quoted"] or piece["plain"])
    return piece[0].replace(f"[{number}]", f"[{number - (number > removed)}]", 1)


def _references(root: etree._Element) -> Iterator[etree._Element]:
    return root.iter(f"{{{MAIN_NS}}}externalReference")


def _file_of(target: str) -> str:
    return unquote(target).replace("\\", "/").rpartition("/")[2].lower()
