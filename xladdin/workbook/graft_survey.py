"""Which sheets, tables and names a workbook holds, which sheets are ours, and where new ones may go."""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from xladdin.errors import UnreadableFileError
from xladdin.model.marks import BLOCK_NAME, CUSTOMERS, MARK_PREFIX, SET_ASIDE_NAME

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Mapping, Sequence

    from lxml import etree

    from xladdin.opc.draft import Draft
    from xladdin.opc.package import Package

MAIN_NS: Final = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
OFFICE_RELS_NS: Final = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
STRICT_RELS_NS: Final = "http://purl.oclc.org/ooxml/officeDocument/relationships"
"""In strict OOXML: such a workbook is never written, but this survey also serves those who read it."""
LONGEST_TITLE: Final = 31
_MADE: Final = frozenset({BLOCK_NAME, SET_ASIDE_NAME})

_SHEET_REFERENCE = re.compile(r"^\$?(?:'((?:[^']|'')+)'|([^'!]+))\.?!")


@dataclass(frozen=True, slots=True)
class SheetEntry:
    """One tab of the workbook.

    Attributes:
        part: the part that holds it.
        position: 0-based place among the tabs; what ``localSheetId`` counts.
        sheet_id: number that stays with the sheet when it is moved or renamed.
    """

    title: str
    part: str
    position: int
    sheet_id: int
    relationship: str


@dataclass(frozen=True, slots=True)
class NameEntry:
    """A defined name; ``scope`` is the position of the sheet it belongs to, None for the workbook's own."""

    name: str
    refers_to: str
    scope: int | None


@dataclass(frozen=True, slots=True)
class Survey:
    """What the graft and those who prepare sheets for it need to know of a workbook.

    Attributes:
        sheets: all tabs in order, chart sheets included.
        names: all defined names.
        ours: mark -> our sheet.
        deleted: marks whose sheet the user deleted.
        tables: lower-case table name -> part of the sheet that holds it.
        date_1904: dates count from 1904.
        leftovers: positions of sheets that we made and that are not ours any more: copies that the user
            took, and those that were set aside.
    """

    sheets: tuple[SheetEntry, ...]
    names: tuple[NameEntry, ...]
    ours: Mapping[str, SheetEntry]
    deleted: frozenset[str]
    tables: Mapping[str, str]
    date_1904: bool
    leftovers: frozenset[int]


@dataclass(frozen=True, slots=True)
class Placement:
    """Where a sheet of ours will stand: the title to build it with.

    Attributes:
        exists: it is there already and will be refreshed under the title it has now.
        taken: the title wanted belongs to a sheet of the user's, so another was found.
    """

    mark: str
    title: str
    exists: bool = False
    taken: bool = False


def survey(package: Package | Draft, workbook_part: str) -> Survey:
    """Look through ``workbook.xml`` and the tables; no sheet is read."""
    root = package.xml(workbook_part)
    space = root.tag.removesuffix("workbook")
    targets = {one.id: one.target for one in package.relationships(workbook_part)}
    sheets = tuple(
        _sheet_entry(element, position, targets)
        for position, element in enumerate(root.iter(f"{space}sheet"))
    )
    names = tuple(_name_entry(element) for element in root.iter(f"{space}definedName"))
    properties = root.find(f"{space}workbookPr")
    date_1904 = properties is not None and properties.get("date1904") in {"1", "true"}
    ours, deleted = marked_sheets(sheets, names)
    return Survey(
        sheets, names, ours, deleted, dict(_tables(package, sheets)), date_1904, leftovers_of(names, ours)
    )


def leftovers_of(names: Collection[NameEntry], ours: Mapping[str, SheetEntry]) -> frozenset[int]:
    """See ``Survey.leftovers``: they hold our figures, which must not be read as hers.

    A copy of Clients is none: its rows are hers.
    """
    own = [(one.scope, one.name.lower()) for one in names if one.scope is not None]
    made = {scope for scope, name in own if name.startswith(MARK_PREFIX) or name in _MADE}
    hers = {scope for scope, name in own if name == MARK_PREFIX + CUSTOMERS}
    return frozenset(made - hers - {sheet.position for sheet in ours.values()})


def marked_sheets(
    sheets: Sequence[SheetEntry], names: Sequence[NameEntry]
) -> tuple[dict[str, SheetEntry], frozenset[str]]:
    """Our sheets by mark, and the marks of those that were deleted.

    The workbook's own name decides. Copying a sheet leaves a second mark that belongs to the copy; where
    only such marks are left, the sheet with the lowest sheetId is ours.
    """
    by_title = {sheet.title.casefold(): sheet for sheet in sheets}
    by_mark: dict[str, list[NameEntry]] = defaultdict(list)
    for name in names:
        if name.name.lower().startswith(MARK_PREFIX):
            by_mark[name.name.lower().removeprefix(MARK_PREFIX)].append(name)
    ours: dict[str, SheetEntry] = {}
    deleted = set()
    for mark, entries in by_mark.items():
        deciding = [one for one in entries if one.scope is None] or entries
        found = [by_title.get(sheet_of(one.refers_to).casefold()) for one in deciding]
        candidates = [one for one in found if one is not None]
        if candidates:
            ours[mark] = min(candidates, key=lambda one: one.sheet_id)
        else:
            deleted.add(mark)
    return ours, frozenset(deleted)


def placements(
    found: Survey, wanted: Iterable[tuple[str, str]], asked: Collection[str] = ()
) -> tuple[Placement, ...]:
    """The title of each sheet that is to be written, before it is built.

    A sheet that exists keeps the title and the place the user gave it. A new one never takes the title of
    another sheet: « Balance âgée (2) ». One that she deleted is left out.

    Args:
        found: the workbook as it is.
        wanted: mark and usual title of each sheet.
        asked: marks asked for by name, which brings deleted sheets back.
    """
    taken = {sheet.title.casefold() for sheet in found.sheets}
    placed = []
    for mark, title in wanted:
        if mark in found.ours:
            placed.append(Placement(mark, found.ours[mark].title, exists=True))
        elif mark not in found.deleted or mark in asked:
            free = free_title(title, taken)
            taken.add(free.casefold())
            placed.append(Placement(mark, free, taken=free != title))
    return tuple(placed)


def free_title(title: str, taken: Collection[str]) -> str:
    """``title``, numbered if another sheet has it; never longer than Excel allows.

    Args:
        title: what the sheet should be called.
        taken: titles in use, case-folded.
    """
    free, number = title[:LONGEST_TITLE], 1
    while free.casefold() in taken:
        number += 1
        ending = f" ({number})"
        free = title[: LONGEST_TITLE - len(ending)].rstrip() + ending
    return free


def sheet_of(reference: str) -> str:
    """Title of the sheet that a reference begins with; empty when there is none, as in ``#REF!``."""
    match = _SHEET_REFERENCE.match(reference)
    if not match or reference.startswith("#"):
        return ""
    return match[1].replace("''", "'") if match[1] else match[2]


def quoted(title: str) -> str:
    """A title as it stands in a reference."""
    return "'" + title.replace("'", "''") + "'"


def _sheet_entry(element: etree._Element, position: int, targets: Mapping[str, str]) -> SheetEntry:
    relationship = element.get(f"{{{OFFICE_RELS_NS}}}id", "") or element.get(f"{{{STRICT_RELS_NS}}}id", "")
    title = element.get("name", "")
    if relationship not in targets:
        raise UnreadableFileError(
            f"La feuille « {title} » ne mène à aucun contenu : le classeur est endommagé.",
            "Ouvrez-le dans Excel, acceptez la réparation et enregistrez-le.",
        )
    sheet_id = int(element.get("sheetId", "0"))
    return SheetEntry(title, targets[relationship], position, sheet_id, relationship)


def _name_entry(element: etree._Element) -> NameEntry:
    scope = element.get("localSheetId")
    return NameEntry(element.get("name", ""), element.text or "", int(scope) if scope else None)


def _tables(package: Package | Draft, sheets: Sequence[SheetEntry]) -> Iterable[tuple[str, str]]:
    for sheet in sheets:
        for one in package.relationships(sheet.part):
            if one.kind == "table" and one.target in package:
                yield package.xml(one.target).get("displayName", "").lower(), sheet.part
