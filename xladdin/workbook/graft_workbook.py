"""Our entries in ``workbook.xml``: tabs, marks and the names that belong to our sheets."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from lxml import etree

from xladdin.model.cells import column_letter, column_number
from xladdin.model.marks import BLOCK_NAME, MARK_PREFIX, SET_ASIDE_NAME
from xladdin.model.sheet_plan import Area
from xladdin.workbook.graft_survey import MAIN_NS, OFFICE_RELS_NS, quoted, sheet_of

if TYPE_CHECKING:
    from collections.abc import Iterable

    from xladdin.workbook.graft_survey import SheetEntry, Survey

_BEFORE_NAMES: Final = frozenset(
    f"{{{MAIN_NS}}}{name}"
    for name in (
        "fileVersion", "fileSharing", "workbookPr", "workbookProtection", "bookViews", "sheets",
        "functionGroups", "externalReferences",
    )
)  # fmt: skip
_NAME: Final = f"{{{MAIN_NS}}}definedName"
_FILTER: Final = "_xlnm._FilterDatabase"
_PRINTED: Final = "_xlnm.Print_Area"
_TITLES: Final = "_xlnm.Print_Titles"
_WHOLE_SHEET: Final = "!$1:$1048576"
_BLOCK: Final = re.compile(r"!\$([A-Z]+)\$(\d+):\$([A-Z]+)\$(\d+)$")
PRINTED_NAME: Final = "_impression_xladdin"
"""Hidden name of a sheet of ours: the print area as we set it last."""
PAGES_NAME: Final = "_pages_xladdin"
"""Hidden name of a sheet of ours: on how many pages we let it print last, 0 for as many as it takes."""

_OWN_ORDER: Final = (_FILTER, _PRINTED, _TITLES, BLOCK_NAME, PRINTED_NAME, PAGES_NAME, SET_ASIDE_NAME)


def add_tab(root: etree._Element, title: str, relationship: str, *, state: str | None) -> int:
    """Append a sheet and give its position; being last, it moves no other sheet."""
    sheets = next(root.iter(f"{{{MAIN_NS}}}sheets"))
    number = max((int(one.get("sheetId", "0")) for one in sheets), default=0) + 1
    tab = etree.SubElement(sheets, f"{{{MAIN_NS}}}sheet", name=title, sheetId=str(number))
    if state:
        tab.set("state", state)
    tab.set(f"{{{OFFICE_RELS_NS}}}id", relationship)
    return len(sheets) - 1


def set_mark(root: etree._Element, mark: str, title: str) -> None:
    """Let the hidden name of ``mark`` point at the whole sheet ``title``.

    The name is the workbook's, as a sheet's own would be doubled with a copy of the sheet; it covers the
    whole sheet, as deleted rows would take a smaller range with them.
    """
    name = MARK_PREFIX + mark
    names = _names(root)
    found = [one for one in names if one.get("name") == name and one.get("localSheetId") is None]
    element = found[0] if found else etree.SubElement(names, _NAME, name=name)
    _hide(element)
    if sheet_of(element.text or "").casefold() != title.casefold():
        element.text = quoted(title) + _WHOLE_SHEET


def set_sheet_names(
    root: etree._Element, position: int, scratch_names: Iterable[etree._Element], *, refresh: bool
) -> None:
    """Bring in a scratch sheet's own names (print titles, print area, filter range).

    On a refresh the range of the filter is ours. So is the print area as long as she left it as we set it,
    which a hidden name remembers: it grows with the list. Print titles are hers, whether there or not.

    Args:
        root: root of ``workbook.xml``.
        position: 0-based place of our sheet.
        scratch_names: the names of the scratch workbook that belong to the scratch sheet.
        refresh: the sheet was there before.
    """
    ours = {one.get("name", ""): one.text or "" for one in scratch_names}
    there = {one.get("name", ""): one.text or "" for one in _own_names(root, position)}
    wanted = {name: text for name, text in ours.items() if not refresh or name == _FILTER}
    leaving = {_FILTER, PRINTED_NAME}
    if not refresh or there.get(_PRINTED) == there.get(PRINTED_NAME):
        leaving.add(_PRINTED)
        wanted |= {_PRINTED: ours[_PRINTED], PRINTED_NAME: ours[_PRINTED]} if _PRINTED in ours else {}
    elif PRINTED_NAME in there:
        wanted[PRINTED_NAME] = there[PRINTED_NAME]
    for name in leaving - wanted.keys():
        _drop_own_name(root, position, name)
    for name, text in wanted.items():
        _set_own_name(root, position, name, text, hidden=name in {_FILTER, PRINTED_NAME})


def set_block_name(root: etree._Element, position: int, title: str, block: Area) -> None:
    """Note where our block stands, so that Excel follows it when she inserts rows or columns."""
    start = f"${column_letter(block.first_column)}${block.first_row}"
    text = f"{quoted(title)}!{start}:${column_letter(block.last_column)}${block.last_row}"
    _set_own_name(root, position, BLOCK_NAME, text, hidden=True)


def note_pages(root: etree._Element, position: int, pages: str) -> str | None:
    """Note on how many pages a sheet is to print; gives what was noted before."""
    before = next((one.text for one in _own_names(root, position) if one.get("name") == PAGES_NAME), None)
    _set_own_name(root, position, PAGES_NAME, pages, hidden=True)
    return before


def block_of(found: Survey, sheet: SheetEntry) -> Area | None:
    """Where our block stands on ``sheet`` now; None when nothing says so any more."""
    for one in found.names:
        if one.name == BLOCK_NAME and one.scope == sheet.position and (match := _BLOCK.search(one.refers_to)):
            first, top, last, bottom = match.groups()
            return Area(int(top), column_number(first), int(bottom), column_number(last))
    return None


def set_tab_aside(root: etree._Element, position: int, title: str) -> None:
    """Give a tab of ours another title and let its own names follow; the mark stays with the old title."""
    tab = list(root.iter(f"{{{MAIN_NS}}}sheet"))[position]
    old = tab.get("name", "")
    tab.set("name", title)
    names = _names(root)
    for name in list(names):
        if name.get("localSheetId") != str(position):
            continue
        if name.get("name") in {BLOCK_NAME, PRINTED_NAME, PAGES_NAME}:
            names.remove(name)
        elif sheet_of(name.text or "").casefold() == old.casefold():
            name.text = (
                (name.text or "").replace(quoted(old), quoted(title)).replace(f"{old}!", f"{quoted(title)}!")
            )
    _set_own_name(root, position, SET_ASIDE_NAME, f"{quoted(title)}!$A$1", hidden=True)


def set_global_name(root: etree._Element, name: str, reference: str) -> None:
    """Set a name of the workbook's own, such as that of the as-of cell.

    One that exists is moved only if it already points at the same sheet: any other is hers.
    """
    names = _names(root)
    for one in names:
        if one.get("name", "").lower() == name.lower() and one.get("localSheetId") is None:
            if sheet_of(one.text or "").casefold() == sheet_of(reference).casefold():
                one.text = reference
            return
    etree.SubElement(names, _NAME, name=name).text = reference


def ask_recalculation(root: etree._Element) -> None:
    """Let Excel compute everything when it opens the file.

    Only where formulas of hers moved: it makes Excel ask to save on closing, but else they would show the
    figures of before.
    """
    found = root.find(f"{{{MAIN_NS}}}calcPr")
    if found is None:
        found = etree.Element(f"{{{MAIN_NS}}}calcPr")
        _names(root).addnext(found)
    found.set("fullCalcOnLoad", "1")


def _names(root: etree._Element) -> etree._Element:
    found = root.find(f"{{{MAIN_NS}}}definedNames")
    if found is None:
        found = etree.Element(f"{{{MAIN_NS}}}definedNames")
        place = max((place + 1 for place, one in enumerate(root) if one.tag in _BEFORE_NAMES), default=0)
        root.insert(place, found)
    return found


def _own_names(root: etree._Element, position: int) -> list[etree._Element]:
    return [one for one in _names(root) if one.get("localSheetId") == str(position)]


def _set_own_name(root: etree._Element, position: int, name: str, text: str, *, hidden: bool) -> None:
    """Set a name that belongs to the sheet at ``position``."""
    own = _own_names(root, position)
    element = next((one for one in own if one.get("name") == name), None)
    if element is None:
        element = etree.Element(_NAME, name=name, localSheetId=str(position))
        # In a fixed order: a name that comes back stands where it stood, and bytes are the same.
        rank = _OWN_ORDER.index(name)
        after = [one for one in own if one.get("name") in _OWN_ORDER[rank:]]
        if after:
            after[0].addprevious(element)
        else:
            _names(root).append(element)
    if hidden:
        _hide(element)
    element.text = text


def _hide(name: etree._Element) -> None:
    """Keep a name of ours out of her list of names; LibreOffice shows it when it saves."""
    if name.get("hidden") not in {"1", "true"}:
        name.set("hidden", "1")


def _drop_own_name(root: etree._Element, position: int, name: str) -> None:
    for element in _own_names(root, position):
        if element.get("name") == name:
            _names(root).remove(element)
