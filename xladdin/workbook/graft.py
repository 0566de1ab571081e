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
from xladdin.workbook.graft_cells import grafted_rows, joined_sheet, shared_strings, split_sheet
from xladdin.workbook.graft_layout import carried_pointers, carry_layout, deselect, tune_columns
from xladdin.workbook.graft_parts import PartGraft
from xladdin.workbook.graft_refusals import refuse_locked_structure, refuse_unwritable
from xladdin.workbook.graft_survey import MAIN_NS, Survey, survey
from xladdin.workbook.graft_workbook import add_tab, set_global_name, set_mark, set_sheet_names
from xladdin.workbook.styles_merge import StyleMerge

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from lxml import etree

    from xladdin.opc.package import Package
    from xladdin.opc.relationships import Relationship

_WORKSHEET = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/worksheet"
_FIRST_SHEET = "xl/worksheets/sheet1.xml"


@dataclass(frozen=True, slots=True)
class GraftSheet:
    """One sheet of the scratch workbook, in its order.

    Attributes:
        mark: which sheet of ours it is.
        title: the title it was built with, from ``placements``.
        hidden: it is to be hidden when it is new.
    """

    mark: str
    title: str
    hidden: bool = False


def graft(package: Package, scratch: bytes, sheets: Sequence[GraftSheet]) -> bytes:
    """The user's file with our sheets added, or refreshed where they are already.

    A refreshed sheet keeps its place, its name, its state and what was tuned on it. The same sheets grafted
    again give the same bytes.

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


class _Graft:
    """One graft under way; lives as long as one call."""

    def __init__(self, package: Package, scratch: Package, found: Survey) -> None:
        self.workbook = package.workbook_part
        self.draft = Draft(package)
        self.scratch = scratch
        self.scratch_survey = survey(scratch, scratch.workbook_part)
        self.found = found
        self.styles_part = _only(self.draft.relationships(self.workbook), "styles")
        self.styles = StyleMerge(
            self.draft.xml(self.styles_part),
            scratch.xml(_only(scratch.relationships(scratch.workbook_part), "styles")),
        )
        texts = scratch.related(scratch.workbook_part, "sharedStrings")
        self.texts = shared_strings(scratch.read(texts[0])) if texts else []

    def written(self, sheets: Sequence[GraftSheet]) -> bytes:
        """The whole file."""
        refreshed = {one.mark: self.found.ours[one.mark] for one in sheets if one.mark in self.found.ours}
        old = {entry.part: self.draft.relationships(entry.part) for entry in refreshed.values()}
        tables = self._tables(old)
        drop_private_parts(self.draft, set(old), keep=self._carried_parts(old))
        parts = PartGraft(self.draft, self.scratch, self.styles.differential, tables)
        root = self.draft.xml(self.workbook)
        for place, sheet in enumerate(sheets):
            scratch_part = self.scratch_survey.sheets[place].part
            entry = refreshed.get(sheet.mark)
            part = entry.part if entry else self.draft.free_name(_FIRST_SHEET)
            parts.attach(scratch_part, part)
            self._write_sheet(scratch_part, part, old.get(part))
            parts.declare(scratch_part, part)
            position = entry.position if entry else self._add_tab(root, sheet, part)
            set_mark(root, sheet.mark, sheet.title)
            set_sheet_names(root, position, self._scratch_names(place), refresh=entry is not None)
        for name in self.scratch_survey.names:
            if name.scope is None:
                set_global_name(root, name.name, name.refers_to)
        self.draft.put_xml(self.workbook, root)
        self.draft.put_xml(self.styles_part, self.styles.theirs)
        forget_sheets(self.draft, self.workbook, {entry.sheet_id for entry in refreshed.values()})
        self.draft.declare_types(parts.types, parts.defaults.items())
        return self.draft.archive()

    def _tables(self, old: Mapping[str, Sequence[Relationship]]) -> dict[str, tuple[str, str]]:
        found = {}
        for pointers in old.values():
            for one in pointers:
                if one.kind == "table" and one.target in self.draft:
                    root = self.draft.xml(one.target)
                    found[root.get("displayName", "").lower()] = (one.target, root.get("id", ""))
        return found

    def _carried_parts(self, old: Mapping[str, Sequence[Relationship]]) -> set[str]:
        """The old sheets, and what hangs on the layout that they hand over (printer settings)."""
        kept = set(old)
        for part, pointers in old.items():
            before, _ = split_sheet(self.draft.read(part))
            ids = carried_pointers(before)
            for one in pointers:
                if one.id in ids:
                    kept |= self.draft.reachable(one.target)
        return kept

    def _write_sheet(self, scratch_part: str, part: str, old: Sequence[Relationship] | None) -> None:
        root, rows = split_sheet(self.scratch.read(scratch_part))
        self._translate_formats(root)
        rows = grafted_rows(rows, self.texts, self.styles.cell_format, self.styles.plain)
        if old is None:
            deselect(root)
            tune_columns(root, root)
        else:
            before, _ = split_sheet(self.draft.read(part))
            carry_layout(before, root, lambda number: self._carried(part, number, old))
        self.draft.put(part, joined_sheet(root, rows))

    def _translate_formats(self, root: etree._Element) -> None:
        for column in root.iter(f"{{{MAIN_NS}}}col"):
            if column.get("style"):
                column.set("style", str(self.styles.cell_format(int(column.get("style", "0")))))
        for element in root.iter(f"{{{MAIN_NS}}}*"):
            if element.get("dxfId"):
                element.set("dxfId", str(self.styles.differential(int(element.get("dxfId", "0")))))

    def _carried(self, part: str, number: str, old: Sequence[Relationship]) -> str:
        pointer = next(one for one in old if one.id == number)
        return self.draft.relate(part, pointer.type, pointer.target)

    def _add_tab(self, root: etree._Element, sheet: GraftSheet, part: str) -> int:
        number = self.draft.relate(self.workbook, _WORKSHEET, part)
        return add_tab(root, sheet.title, number, state="hidden" if sheet.hidden else None)

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
