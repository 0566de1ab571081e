"""Finished sheets put into the user's workbook, everything else of it left as it was.

The sheets come from a scratch workbook made by XlsxWriter, built with the titles that ``placements`` gave,
so that no formula has to be rewritten. What changes in her package: ``[Content_Types].xml``,
``workbook.xml`` and its relationships, ``styles.xml``, and what Excel noted about our own cells in the
calculation chain.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from xladdin.errors import WriteRefusedError
from xladdin.opc.draft import Draft
from xladdin.opc.package import open_package
from xladdin.workbook.calc_chain import forget_sheets
from xladdin.workbook.graft_additions import with_additions
from xladdin.workbook.graft_cells import SheetXml, grafted_rows, shared_strings
from xladdin.workbook.graft_formulas import CannotFollowError
from xladdin.workbook.graft_grid import TextReader
from xladdin.workbook.graft_layout import (
    carried_pointers,
    carry_layout,
    deselect,
    pages_high,
    set_pages_high,
    tune_columns,
)
from xladdin.workbook.graft_objects import cannot_follow, give_up_tables, tables_of
from xladdin.workbook.graft_parts import PartGraft
from xladdin.workbook.graft_refusals import refuse_locked_structure, refuse_unwritable
from xladdin.workbook.graft_survey import LONGEST_TITLE, MAIN_NS, OFFICE_RELS_NS, Survey, free_title, survey
from xladdin.workbook.graft_workbook import (
    add_tab,
    ask_recalculation,
    block_of,
    note_pages,
    set_block_name,
    set_global_name,
    set_mark,
    set_sheet_names,
    set_tab_aside,
)
from xladdin.workbook.row_following import whole_block
from xladdin.workbook.styles_merge import StyleMerge

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from lxml import etree

    from xladdin.model.sheet_plan import Block
    from xladdin.opc.package import Package
    from xladdin.opc.relationships import Relationship
    from xladdin.workbook.graft_survey import SheetEntry

_OLD = " (ancienne)"
_RELATION = f"{{{OFFICE_RELS_NS}}}id"
_WORKSHEET = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/worksheet"
_FIRST_SHEET = "xl/worksheets/sheet1.xml"


@dataclass(frozen=True, slots=True)
class GraftSheet:
    """One sheet of the scratch workbook, in its order.

    Attributes:
        mark: which sheet of ours it is.
        title: the title it was built with, from ``placements``.
        hidden: it is to be hidden when it is new.
        block: its rows and how they are known again, so that her additions follow them.
    """

    mark: str
    title: str
    hidden: bool = False
    block: Block | None = None


@dataclass(frozen=True, slots=True)
class Grafted:
    """The outcome.

    Attributes:
        content: her whole file.
        set_aside: (title of ours, title under which the old sheet stays, what could not follow).
    """

    content: bytes
    set_aside: tuple[tuple[str, str, str], ...] = ()


def graft(package: Package, scratch: bytes, sheets: Sequence[GraftSheet]) -> Grafted:
    """The user's file with our sheets added, or refreshed where they are already.

    A refreshed sheet keeps its place, its name, its state, what was tuned on it and what she added. Where
    something of hers cannot follow, the old sheet stays as « … (ancienne) » and the new one is added. The
    same sheets grafted again give the same bytes.

    Args:
        package: her workbook.
        scratch: bytes of the scratch workbook; its sheets are those of ``sheets``, in order.
        sheets: what each of them is.

    Raises:
        WriteRefusedError: the workbook is of a kind that would be harmed, or its structure is locked and a
            sheet would have to be added.
        ValueError: the scratch workbook was not built for this one (titles, date system).
    """
    workbook = package.workbook_part
    refuse_unwritable(package, workbook)
    found = survey(package, workbook)
    if any(sheet.mark not in found.ours for sheet in sheets):
        refuse_locked_structure(package, workbook)
    source = open_package(scratch, "scratch")
    _check_scratch(survey(source, source.workbook_part), found, sheets)
    return _Graft(package, source, found).written(sheets)


@dataclass(slots=True)
class _Refresh:
    """A sheet of ours that exists: where it is, and what it was before."""

    entry: SheetEntry
    pointers: Sequence[Relationship]
    xml: SheetXml


class _Graft:
    """One graft under way; lives as long as one call."""

    def __init__(self, package: Package, scratch: Package, found: Survey) -> None:
        self.workbook = package.workbook_part
        self.draft = Draft(package)
        self.root = self.draft.xml(self.workbook)
        self.scratch = scratch
        self.scratch_survey = survey(scratch, scratch.workbook_part)
        self.found = found
        self.titles = {sheet.title.casefold() for sheet in found.sheets}
        self.styles_part = _only(self.draft.relationships(self.workbook), "styles")
        self.styles = StyleMerge(
            self.draft.xml(self.styles_part),
            scratch.xml(_only(scratch.relationships(scratch.workbook_part), "styles")),
        )
        texts = scratch.related(scratch.workbook_part, "sharedStrings")
        self.texts = shared_strings(scratch.read(texts[0])) if texts else []
        self.her_texts = TextReader(self.draft, self.workbook)
        self.set_aside: list[tuple[str, str, str]] = []

    def written(self, sheets: Sequence[GraftSheet]) -> Grafted:
        """The whole file."""
        old = {sheet.mark: self._old(sheet) for sheet in sheets if sheet.mark in self.found.ours}
        sources = [one.part for one in self.scratch_survey.sheets]
        prepared = [
            self._prepared(source, sheet, old.get(sheet.mark))
            for source, sheet in zip(sources, sheets, strict=True)
        ]
        refreshed = {mark: one for mark, one in old.items() if not self._is_aside(one)}
        tables = self._tables(refreshed.values())
        there = {one.entry.part for one in refreshed.values()}
        drop_private_parts(self.draft, there, keep=there | self._carried_parts(refreshed.values()))
        parts = PartGraft(self.draft, self.scratch, self.styles.differential, tables)
        for place, (source, sheet) in enumerate(zip(sources, sheets, strict=True)):
            before = refreshed.get(sheet.mark)
            part = before.entry.part if before else self.draft.free_name(_FIRST_SHEET)
            parts.attach(source, part)
            parts.declare(source, part)
            if sheet.mark in old:
                self._relate_links(prepared[place], old[sheet.mark], part)
            position = self._place(sheet, prepared[place], before, part)
            set_mark(self.root, sheet.mark, sheet.title)
            set_sheet_names(self.root, position, self._scratch_names(place), refresh=before is not None)
            if sheet.block is not None:
                set_block_name(self.root, position, sheet.title, whole_block(sheet.block))
        for name in self.scratch_survey.names:
            if name.scope is None:
                set_global_name(self.root, name.name, name.refers_to)
        self.draft.put_xml(self.workbook, self.root)
        self.draft.put_xml(self.styles_part, self.styles.theirs)
        forget_sheets(self.draft, self.workbook, {one.entry.sheet_id for one in old.values()})
        self.draft.declare_types(parts.types, parts.defaults.items())
        return Grafted(self.draft.archive(), tuple(self.set_aside))

    def _old(self, sheet: GraftSheet) -> _Refresh:
        entry = self.found.ours[sheet.mark]
        xml = SheetXml.parsed(self.draft.read(entry.part))
        return _Refresh(entry, self.draft.relationships(entry.part), xml)

    def _prepared(self, part: str, sheet: GraftSheet, old: _Refresh | None) -> SheetXml:
        """The new sheet with her formats and her additions; sets the old one aside if it must be kept."""
        new = SheetXml.parsed(self.scratch.read(part))
        self._translate_formats(new.root)
        new.rows = grafted_rows(new.rows, self.texts, self.styles.cell_format, self.styles.plain)
        if old is None:
            return new
        reason = cannot_follow(self.draft, old.pointers, self.scratch, part)
        if sheet.block is not None:
            try:
                before = block_of(self.found, old.entry)
                if with_additions(old.xml, new, before, sheet.block, self.her_texts):
                    ask_recalculation(self.root)
            except CannotFollowError as error:
                reason = reason or error.what
        if reason:
            self._set_aside(old, sheet, reason, part)
        return new

    def _set_aside(self, old: _Refresh, sheet: GraftSheet, reason: str, scratch_part: str) -> None:
        refuse_locked_structure(self.draft.package, self.workbook)
        title = free_title(f"{sheet.title[: LONGEST_TITLE - len(_OLD)]}{_OLD}", self.titles)
        self.titles.add(title.casefold())
        set_tab_aside(self.root, old.entry.position, title)
        give_up_tables(self.draft, old.entry.part, tables_of(self.scratch, scratch_part))
        self.set_aside.append((sheet.title, title, reason))

    def _is_aside(self, old: _Refresh) -> bool:
        return any(title == old.entry.title for title, _, _ in self.set_aside)

    def _tables(self, refreshed: Iterable[_Refresh]) -> dict[str, tuple[str, str]]:
        found = {}
        for old in refreshed:
            for one in old.pointers:
                if one.kind == "table" and one.target in self.draft:
                    root = self.draft.xml(one.target)
                    found[root.get("displayName", "").lower()] = (one.target, root.get("id", ""))
        return found

    def _carried_parts(self, refreshed: Iterable[_Refresh]) -> set[str]:
        """What hangs on the layout that old sheets hand over (printer settings)."""
        kept: set[str] = set()
        for old in refreshed:
            ids = carried_pointers(old.xml.root)
            for one in old.pointers:
                if one.id in ids:
                    kept |= self.draft.reachable(one.target)
        return kept

    def _place(self, sheet: GraftSheet, new: SheetXml, old: _Refresh | None, part: str) -> int:
        """Write the sheet in the place of the old one, or at the end; gives its position."""
        pages = pages_high(new.root)
        if old is None:
            deselect(new.root)
            tune_columns(new.root, new.root)
        else:
            pointers = {one.id: one for one in old.pointers}
            carry_layout(old.xml.root, new.root, lambda number: self._carried(part, pointers[number]))
        position = old.entry.position if old else self._add_tab(sheet, part)
        if note_pages(self.root, position, pages) == pages_high(new.root) != pages:
            set_pages_high(new.root, pages)  # she left it as it was: a list that grew takes more pages
        self.draft.put(part, new.joined())
        return position

    def _relate_links(self, new: SheetXml, old: _Refresh, part: str) -> None:
        """Let hyperlinks of hers lead where they led on the old sheet, refreshed or set aside."""
        pointers = {one.id: one for one in old.pointers}
        for link in new.links:
            if _RELATION in link.attrib:
                link.set(_RELATION, self._carried(part, pointers[link.get(_RELATION, "")]))

    def _translate_formats(self, root: etree._Element) -> None:
        for column in root.iter(f"{{{MAIN_NS}}}col"):
            if column.get("style"):
                column.set("style", str(self.styles.cell_format(int(column.get("style", "0")))))
        for element in root.iter(f"{{{MAIN_NS}}}*"):
            if element.get("dxfId"):
                element.set("dxfId", str(self.styles.differential(int(element.get("dxfId", "0")))))

    def _carried(self, part: str, pointer: Relationship) -> str:
        return self.draft.relate(part, pointer.type, pointer.target, external=pointer.external)

    def _add_tab(self, sheet: GraftSheet, part: str) -> int:
        number = self.draft.relate(self.workbook, _WORKSHEET, part)
        return add_tab(self.root, sheet.title, number, state="hidden" if sheet.hidden else None)

    def _scratch_names(self, place: int) -> list[etree._Element]:
        names = self.scratch.xml(self.scratch.workbook_part).iter(f"{{{MAIN_NS}}}definedName")
        return [one for one in names if one.get("localSheetId") == str(place)]


def drop_private_parts(draft: Draft, sheet_parts: set[str], keep: set[str]) -> set[str]:
    """Drop the parts that only some sheets lead to, and name them.

    Args:
        draft: the package being changed.
        sheet_parts: the sheets.
        keep: parts that stay although nothing else leads to them.
    """
    shared = draft.reachable("", without=sheet_parts)
    private = set().union(*map(draft.reachable, sheet_parts)) - shared - keep
    for part in private:
        draft.drop(part)
    return private


def _only(pointers: Sequence[Relationship], kind: str) -> str:
    return next(one.target for one in pointers if one.kind == kind)


def _check_scratch(scratch: Survey, found: Survey, sheets: Sequence[GraftSheet]) -> None:
    if [one.title for one in scratch.sheets] != [one.title for one in sheets]:
        raise ValueError("the scratch sheets are not those announced")
    if scratch.date_1904 != found.date_1904:
        raise ValueError("the scratch workbook does not count its dates as the user's does")
    others = {one.title.casefold(): one for one in found.sheets}
    for sheet in sheets:
        present, ours = others.get(sheet.title.casefold()), found.ours.get(sheet.mark)
        if present != ours:
            raise WriteRefusedError(
                f"Une feuille « {sheet.title} » est apparue dans le classeur entre-temps.",
                "Recommencez : la nôtre prendra un autre nom.",
            )
