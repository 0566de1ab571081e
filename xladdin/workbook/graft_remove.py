"""Our sheets taken out of the user's workbook again."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from xladdin.model.marks import MARK_PREFIX
from xladdin.opc.draft import Draft
from xladdin.workbook.calc_chain import forget_sheets
from xladdin.workbook.graft import drop_private_parts
from xladdin.workbook.graft_dependents import refuse_pointed_at
from xladdin.workbook.graft_refusals import (
    refuse_last_sheet,
    refuse_locked_structure,
    refuse_unwritable,
)
from xladdin.workbook.graft_survey import MAIN_NS, sheet_of, survey

if TYPE_CHECKING:
    from collections.abc import Collection

    from lxml import etree

    from xladdin.opc.package import Package
    from xladdin.workbook.graft_survey import SheetEntry

_NAME: Final = f"{{{MAIN_NS}}}definedName"


def remove(package: Package, marks: Collection[str] | None = None) -> bytes:
    """The user's file without our sheets: their parts, tabs, marks and names go, the rest stays.

    The positions that names and views count shift to what they meant; unused cell formats stay until
    Excel saves next.

    Args:
        package: her workbook.
        marks: which sheets; None for all of ours, and what is left of those that she deleted.

    Raises:
        WriteRefusedError: as ``graft``; no other sheet would be left; or something of hers uses one.
    """
    workbook = package.workbook_part
    found = survey(package, workbook)
    leaving = {mark: entry for mark, entry in found.ours.items() if marks is None or mark in marks}
    stale = {mark for mark in found.deleted if marks is None or mark in marks}
    if not leaving and not stale:
        return package.archive
    refuse_unwritable(package, workbook)
    if leaving:
        refuse_locked_structure(package, workbook)
        refuse_last_sheet(package, workbook, {entry.position for entry in leaving.values()})
    draft = Draft(package)
    private = drop_private_parts(draft, {entry.part for entry in leaving.values()}, keep=set())
    refuse_pointed_at(package, found, leaving.values(), private)
    root = draft.xml(workbook)
    _forget_names(root, set(leaving) | stale, list(leaving.values()))
    _remove_tabs(root, {entry.position for entry in leaving.values()})
    draft.put_xml(workbook, root)
    forget_sheets(draft, workbook, {entry.sheet_id for entry in leaving.values()})
    for entry in leaving.values():
        draft.unrelate(workbook, entry.part)
    draft.declare_types({})
    return draft.archive()


def _forget_names(root: etree._Element, marks: Collection[str], leaving: Collection[SheetEntry]) -> None:
    """Take out marks, the sheets' own names and names that point at them; renumber the others' scopes."""
    gone = sorted(entry.position for entry in leaving)
    titles = {entry.title.casefold() for entry in leaving}
    for name in list(root.iter(_NAME)):
        scope = name.get("localSheetId")
        marked = name.get("name", "").lower().removeprefix(MARK_PREFIX) in marks
        is_mark = name.get("name", "").lower().startswith(MARK_PREFIX) and marked and scope is None
        points_there = sheet_of(name.text or "").casefold() in titles
        if is_mark or points_there or (scope is not None and int(scope) in gone):
            parent = name.getparent()
            if parent is not None:
                parent.remove(name)
        elif scope is not None:
            name.set("localSheetId", str(_shifted(int(scope), gone)))
    for names in list(root.iter(f"{{{MAIN_NS}}}definedNames")):
        if not len(names):
            root.remove(names)


def _remove_tabs(root: etree._Element, gone: Collection[int]) -> None:
    """Take out tabs; the views keep showing the tabs that they showed, or the nearest one before."""
    sheets = next(root.iter(f"{{{MAIN_NS}}}sheets"))
    for position in sorted(gone, reverse=True):
        sheets.remove(sheets[position])
    for view in root.iter(f"{{{MAIN_NS}}}workbookView", f"{{{MAIN_NS}}}customWorkbookView"):
        for attribute in ("activeTab", "firstSheet"):
            if view.get(attribute):
                place = _shifted(int(view.get(attribute, "0")), sorted(gone))
                view.set(attribute, str(min(place, len(sheets) - 1)))


def _shifted(position: int, gone: list[int]) -> int:
    return position - sum(1 for one in gone if one < position)
