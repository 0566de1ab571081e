"""Formulas of a workbook replaced by their values, and the link to our add-in taken out."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING, Final

from lxml import etree

from xladdin.model.function_calls import ADDIN_FILE, OUR_FUNCTIONS
from xladdin.opc.draft import Draft
from xladdin.workbook.calc_chain import forget_cells
from xladdin.workbook.external_links import FORMULA_ELEMENTS, linked_numbers, links_to, remove_link
from xladdin.workbook.freeze_cells import freeze_cells
from xladdin.workbook.graft_refusals import refuse_unwritable
from xladdin.workbook.graft_survey import MAIN_NS, survey

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterator

    from xladdin.opc.package import Package
    from xladdin.workbook.graft_survey import SheetEntry

    Decision = Callable[[str, str | None], bool]
    """Of a formula without its ``=`` and of the mark of its sheet (None for hers): does it become a value?"""

_SPEAKS_OF_US: Final = re.compile("|".join([*sorted(OUR_FUNCTIONS), r"\]!"]).encode(), re.IGNORECASE)
_COLUMN_FORMULA: Final = f"{{{MAIN_NS}}}calculatedColumnFormula"
_TOTAL_FORMULA: Final = f"{{{MAIN_NS}}}totalsRowFormula"


@dataclass(frozen=True, slots=True)
class FrozenPackage:
    """A workbook whose formulas became values.

    Attributes:
        content: the file.
        cells: addresses of the cells that hold a value now, by title of their sheet.
        left: where formulas stay that no value can replace: names, conditional formats, validations.
    """

    content: bytes
    cells: dict[str, list[str]]
    left: tuple[str, ...]


def freeze_package(package: Package, becomes_value: Decision) -> FrozenPackage:
    """The user's file with some formulas replaced by the values that Excel computed last.

    Sheets without such formulas and all other parts are copied as they are. The link to the add-in's file
    goes too, unless a formula that must stay uses it.

    Args:
        package: her workbook.
        becomes_value: is asked about every formula of our sheets, and about those of her sheets that may
            need the add-in.

    Raises:
        WriteRefusedError: a formula holds no value to keep, or the file is of a kind that we do not write.
    """
    workbook = package.workbook_part
    refuse_unwritable(package, workbook)
    draft = Draft(package)
    links = links_to(draft, workbook, ADDIN_FILE)

    def decide(formula: str, mark: str | None) -> bool:
        return becomes_value(formula, mark) or any(number in links for number in linked_numbers(formula))

    found = survey(package, workbook)
    marks = {sheet.part: mark for mark, sheet in found.ours.items()}
    cells: dict[str, list[str]] = {}
    left: list[str] = []
    chained: set[tuple[int, str]] = set()
    for sheet in found.sheets:
        mark = marks.get(sheet.part)
        if mark is None and not _may_call(draft.read(sheet.part)):
            continue
        root = draft.xml(sheet.part)
        frozen = freeze_cells(root, sheet.title, partial(decide, mark=mark))
        if frozen:
            draft.put_xml(sheet.part, root)
            cells[sheet.title] = frozen
            chained |= {(sheet.sheet_id, address) for address in frozen}
        left += _formats_left(root, sheet.title, decide)
    for sheet in found.sheets:
        _freeze_tables(draft, sheet, marks.get(sheet.part), decide)
    left += _names_left(draft, workbook, decide)
    forget_cells(draft, workbook, chained)
    _unlink(draft, workbook, links, left)
    draft.declare_types({})
    return FrozenPackage(draft.archive(), cells, tuple(left))


def _may_call(content: bytes) -> bool:
    """A quick look; a sheet in UTF-16 is always looked through."""
    return b"\0" in content[:4] or _SPEAKS_OF_US.search(content) is not None


def _freeze_tables(draft: Draft, sheet: SheetEntry, mark: str | None, decide: Decision) -> None:
    """New rows of a table shall not bring the formula back."""
    for one in draft.relationships(sheet.part):
        if one.kind != "table" or one.target not in draft:
            continue
        root = draft.xml(one.target)
        for formula in list(root.iter(_COLUMN_FORMULA, _TOTAL_FORMULA)):
            column = formula.getparent()
            if column is not None and decide(formula.text or "", mark):
                column.remove(formula)
                if formula.tag == _TOTAL_FORMULA:
                    column.attrib.pop("totalsRowFunction", "")
        draft.put_xml(one.target, root)


def _formats_left(root: etree._Element, title: str, decide: Decision) -> Iterator[str]:
    """Conditional formats and validations that need the add-in: they have no value to keep."""
    for element in root.iter(etree.Element):
        parent = element.getparent()
        in_cell = parent is not None and parent.tag == f"{{{MAIN_NS}}}c"
        if (
            not in_cell
            and element.text
            and etree.QName(element).localname in FORMULA_ELEMENTS
            and decide(element.text, None)
        ):
            yield f"une mise en forme ou une validation de « {title} »"
            return


def _names_left(draft: Draft, workbook: str, decide: Decision) -> list[str]:
    names = draft.xml(workbook).iter(f"{{{MAIN_NS}}}definedName")
    return [f"le nom « {one.get('name')} »" for one in names if decide(one.text or "", None)]


def _unlink(draft: Draft, workbook: str, links: dict[int, str], left: Collection[str]) -> None:
    if left:
        return
    for number in sorted(links, reverse=True):  # from the last, so that the numbers before it still hold
        remove_link(draft, workbook, number, links[number])
