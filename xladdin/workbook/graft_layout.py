"""What the user tuned on a sheet of ours, carried over to the sheet that replaces it.

Tab colour, view (zoom, frozen panes, selection), widths and hidden columns, page set-up, headers and
footers, page breaks: hers, as they are now, present or absent.
"""

from __future__ import annotations

import re
from copy import deepcopy
from itertools import pairwise
from typing import TYPE_CHECKING, Final

from lxml import etree

from xladdin.model.cells import address, column_number
from xladdin.model.sheet_plan import Area
from xladdin.workbook.graft_survey import MAIN_NS, OFFICE_RELS_NS

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

_ORDER: Final = (
    "sheetPr", "dimension", "sheetViews", "sheetFormatPr", "cols", "sheetData", "sheetCalcPr",
    "sheetProtection", "protectedRanges", "scenarios", "autoFilter", "sortState", "dataConsolidate",
    "customSheetViews", "mergeCells", "phoneticPr", "conditionalFormatting", "dataValidations", "hyperlinks",
    "printOptions", "pageMargins", "pageSetup", "headerFooter", "rowBreaks", "colBreaks", "customProperties",
    "cellWatches", "ignoredErrors", "smartTags", "drawing", "legacyDrawing", "legacyDrawingHF",
    "drawingHF", "picture", "oleObjects", "controls", "webPublishItems", "tableParts", "extLst",
)  # fmt: skip
_HERS: Final = (
    "sheetPr", "sheetViews", "sheetFormatPr", "sheetProtection", "protectedRanges", "printOptions",
    "pageMargins", "pageSetup", "headerFooter", "rowBreaks", "colBreaks", "legacyDrawingHF", "picture",
)  # fmt: skip
_LAST_COLUMN: Final = 16_384
_ONE_PAGE: Final = "1"
_RANGE: Final = re.compile(r"([A-Z]+)(\d+)(?::([A-Z]+)(\d+))?")
_RELATION: Final = f"{{{OFFICE_RELS_NS}}}id"


def carry_layout(old: etree._Element, new: etree._Element, relate: Callable[[str], str]) -> None:
    """Give ``new`` what was tuned on ``old``; both are worksheet roots.

    Args:
        old: the sheet as she left it.
        new: the sheet that replaces it, its formats already those of her workbook.
        relate: takes an id of the old sheet's relationships and gives the same pointer's id in the new
            one's (printer settings, pictures in the header).
    """
    for name in _HERS:
        tag = f"{{{MAIN_NS}}}{name}"
        for element in new.findall(tag):
            new.remove(element)
        hers = old.find(tag)
        if hers is None:
            continue
        if _RELATION in hers.attrib:
            hers.set(_RELATION, relate(hers.get(_RELATION, "")))
        if name == "sheetPr":
            hers.attrib.pop("filterMode", "")  # all rows are shown again
        leave_foreign_attributes(hers, new)
        insert_in_order(new, hers)
    tune_columns(old, new)


def pages_high(sheet: etree._Element) -> str:
    """On how many pages a sheet is printed, one below the other; 0 for as many as it takes."""
    page = sheet.find(f"{{{MAIN_NS}}}pageSetup")
    return _ONE_PAGE if page is None else page.get("fitToHeight", _ONE_PAGE)


def set_pages_high(sheet: etree._Element, pages: str) -> None:
    """Print a sheet that has a page set-up on so many pages, one below the other."""
    page = sheet.find(f"{{{MAIN_NS}}}pageSetup")
    if page is None:
        return
    page.attrib.pop("fitToHeight", "")
    turned = page.attrib.pop("orientation", "")
    if pages != _ONE_PAGE:
        page.set("fitToHeight", pages)
    if turned:  # where XlsxWriter writes it: a list that was always long gives the same bytes
        page.set("orientation", turned)


def carried_pointers(old: etree._Element) -> set[str]:
    """Ids of the relationships that ``carry_layout`` will ask for."""
    found = (old.find(f"{{{MAIN_NS}}}{name}") for name in _HERS)
    return {one.get(_RELATION, "") for one in found if one is not None and _RELATION in one.attrib}


def shift_columns(sheet: etree._Element, after: int, by: int) -> None:
    """Move the widths of columns beyond ``after`` by ``by``: our block became wider or narrower."""
    cols = sheet.find(f"{{{MAIN_NS}}}cols")
    if cols is None or not by:
        return
    for one in list(cols):
        first, last = int(one.get("min", "1")), int(one.get("max", "1"))
        if first <= after < last:
            beyond = deepcopy(one)
            beyond.set("min", str(after + 1))
            one.set("max", str(after))
            one.addnext(beyond)
    for one in list(cols):
        first, last = int(one.get("min", "1")), int(one.get("max", "1"))
        if first > after:
            one.set("min", str(first + by))
            one.set("max", str(min(last + by, _LAST_COLUMN)))
        elif last > after + by:  # columns of ours that are no more
            one.set("max", str(after + by))
            if first > after + by:
                cols.remove(one)


def carry_rules(old: etree._Element, new: etree._Element, before: Area, after: Area) -> None:
    """Validations and conditional formats of her own columns; those of our block are ours.

    A range that ends in the old block ends in the new one; whole columns stay so.
    """
    for name in ("conditionalFormatting", "dataValidation"):
        ours = {_canonical(one) for one in new.iter(f"{{{MAIN_NS}}}{name}")}
        for rule in list(old.iter(f"{{{MAIN_NS}}}{name}")):
            ranges = [area_of(one) for one in rule.get("sqref", "").split()]
            if not ranges or any(one is None or one.first_column <= before.last_column for one in ranges):
                continue
            rule.set("sqref", " ".join(_moved(one, before, after) for one in ranges if one is not None))
            if _canonical(rule) in ours:
                continue
            if name == "conditionalFormatting":
                insert_in_order(new, rule)
            else:
                _add_validation(new, rule)


def _canonical(element: etree._Element) -> bytes:
    return etree.tostring(element, method="c14n", exclusive=True, with_tail=False)


def _add_validation(sheet: etree._Element, rule: etree._Element) -> None:
    tag = f"{{{MAIN_NS}}}dataValidations"
    group = sheet.find(tag)
    if group is None:
        group = etree.Element(tag)
        insert_in_order(sheet, group)
    group.append(rule)
    group.set("count", str(len(group)))


def area_of(reference: str) -> Area | None:
    """The rectangle that ``B2:D9`` or ``B2`` names; None for anything else."""
    match = _RANGE.fullmatch(reference)
    if match is None:
        return None
    first, top, last, bottom = match.groups()
    return Area(int(top), column_number(first), int(bottom or top), column_number(last or first))


def _moved(area: Area, before: Area, after: Area) -> str:
    by = after.last_column - before.last_column
    bottom = area.last_row
    if before.first_row < bottom <= before.last_row:
        bottom += after.last_row - before.last_row
    start = address(area.first_row, area.first_column + by)
    end = address(max(bottom, area.first_row), area.last_column + by)
    return start if start == end else f"{start}:{end}"


def deselect(sheet: etree._Element) -> None:
    """A new sheet is not selected: two selected tabs are a group, and typing would go into both."""
    for view in sheet.iter(f"{{{MAIN_NS}}}sheetView"):
        view.attrib.pop("tabSelected", "")


def insert_in_order(sheet: etree._Element, element: etree._Element) -> None:
    """Put a child of a worksheet where the schema wants it, after those of its own name."""
    rank = _ORDER.index(etree.QName(element).localname)
    before = {f"{{{MAIN_NS}}}{name}" for name in _ORDER[: rank + 1]}
    place = max((place + 1 for place, one in enumerate(sheet) if one.tag in before), default=0)
    sheet.insert(place, element)


def tune_columns(old: etree._Element, new: etree._Element) -> None:
    """Widths and hidden columns of ``old``; the default format of a column is ours where we name one.

    A sheet tuned by itself comes out in the same form as later refreshes give it.
    """
    tag = f"{{{MAIN_NS}}}cols"
    hers, ours = _columns(old.find(tag)), _columns(new.find(tag))
    present = new.find(tag)
    if present is not None:
        new.remove(present)
    limits = sorted({limit for first, last, _ in (*hers, *ours) for limit in (first, last + 1)})
    cols = etree.Element(tag)
    for first, following in pairwise(limits):
        tuned, ours_here = _covering(hers, first), _covering(ours, first)
        if tuned is None and ours_here is None:
            continue
        merged = dict(tuned or ours_here or {})
        if ours_here is not None:
            merged.pop("style", None)
            merged |= {name: value for name, value in ours_here.items() if name == "style"}
        span = {"min": str(first), "max": str(following - 1)}
        last = cols[-1] if len(cols) else None
        if last is not None and _continues(last, first, merged):
            last.set("max", span["max"])
        else:
            etree.SubElement(cols, f"{{{MAIN_NS}}}col", span | merged)
    if len(cols):
        insert_in_order(new, cols)


def leave_foreign_attributes(element: etree._Element, sheet: etree._Element) -> None:
    """Take off attributes of later Excel versions that ``sheet`` does not declare as ignorable."""
    declared = {None, *sheet.nsmap.values()}
    for one in element.iter(etree.Element):
        for name in list(one.attrib):
            if etree.QName(name).namespace not in declared:
                del one.attrib[name]


def _columns(cols: etree._Element | None) -> list[tuple[int, int, dict[str, str]]]:
    """First and last column (1-based, inclusive) of each run, and what is said of it."""
    found = []
    for one in () if cols is None else cols:
        attributes = {str(name): str(value) for name, value in one.attrib.items()}
        found.append((int(attributes.pop("min")), int(attributes.pop("max")), attributes))
    return found


def _covering(runs: Iterable[tuple[int, int, dict[str, str]]], column: int) -> dict[str, str] | None:
    return next((attributes for first, last, attributes in runs if first <= column <= last), None)


def _continues(run: etree._Element, column: int, attributes: dict[str, str]) -> bool:
    said = {str(name): str(value) for name, value in run.attrib.items() if name not in {"min", "max"}}
    return said == attributes and int(run.get("max", "0")) == column - 1
