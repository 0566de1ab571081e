"""What the user added beside and below our block, carried to the rows where it belongs now.

Her columns follow their row by key: values, formats, formulas that refer to their own row. What she wrote
on a row that is no more goes under the block, with the key, as a value.
"""

from __future__ import annotations

import re
from collections import defaultdict
from itertools import takewhile
from typing import TYPE_CHECKING, Final

from lxml import etree

from xladdin.model.cells import address, column_number
from xladdin.model.sheet_plan import Area
from xladdin.workbook.graft_formulas import CannotFollowError, expanded, following_row
from xladdin.workbook.graft_grid import Cells
from xladdin.workbook.graft_layout import carry_rules, shift_columns
from xladdin.workbook.graft_row_tuning import carry_heights, carry_links, has_tuned_heights, her_links
from xladdin.workbook.graft_survey import MAIN_NS
from xladdin.workbook.row_following import VANISHED, RowFollowing, beside_the_head, grown, whole_block

if TYPE_CHECKING:
    from collections.abc import Iterator

    from xladdin.model.sheet_plan import Block
    from xladdin.workbook.graft_cells import SheetXml
    from xladdin.workbook.graft_grid import Place, TextReader

_PLACE: Final = re.compile(rb'<c r="([A-Z]+)(\d+)"')
_MERGED_END: Final = re.compile(r"([A-Z]+)\d+$")
_CELL, _FORMULA = f"{{{MAIN_NS}}}c", f"{{{MAIN_NS}}}f"
_LAST_ROW: Final = 1_048_576


def has_additions(rows: bytes, block: Area) -> bool:
    """True when a row holds a cell beyond the columns of ``block``, below its last row or beside its head."""
    places = _PLACE.findall(rows)
    letters = {letter for letter, _ in places}
    columns = {letter: column_number(letter.decode()) for letter in letters}
    if max(columns.values(), default=0) > block.last_column or (
        places and int(places[-1][1]) > block.last_row
    ):
        return True
    above = takewhile(lambda place: int(place[1]) < block.first_row, places)
    return any(beside_the_head(int(row), columns[letter], block) for letter, row in above)


class Additions:
    """Carries her additions from the old rows of one sheet to the new ones.

    Args:
        old: cells of the sheet as she left it.
        new: cells of the sheet that replaces it; receives hers.
        before: our block on the old sheet: headings, data and footer.
        block: our block on the new one.
        text_of: text of a cell of the old sheet.

    Raises:
        CannotFollowError: a key column has another heading now.

    Attributes:
        with_formulas: some of what was carried are formulas.
    """

    def __init__(
        self,
        old: Cells,
        new: Cells,
        before: Area,
        block: Block,
        text_of: TextReader,
    ) -> None:
        self._old, self._new = old, new
        self._text_of = text_of
        self._following = RowFollowing(
            before,
            block,
            lambda row, column: text_of(old.by_place.get((row, column))),
            lambda row, column: text_of(new.by_place.get((row, column))),
        )
        self.with_formulas = False
        self._noted: dict[Place, Place] = {}
        self._masters = dict(self._shared_formulas())

    def carry(self) -> None:
        """Place everything of hers.

        Raises:
            CannotFollowError: a formula over several cells, or one that refers to a column that is no more;
                ``new`` is then spoilt.
        """
        before = self._following.before
        vanished: dict[int, list[Place]] = defaultdict(list)
        for place, cell in sorted(self._old.by_place.items()):
            row, column = place
            if beside_the_head(row, column, before):
                if place not in self._new.by_place and _has_content(cell):
                    self._new.put(place, self._moved(cell, place, place))
                continue
            if row <= before.last_row and column <= before.last_column:
                continue
            target = self._following.place(row, column)
            if target is None:
                if _has_content(cell):
                    vanished[row].append(place)
            elif target not in self._new.by_place:
                self._new.put(target, self._moved(cell, place, target))
        self._note_vanished(vanished)

    def follow(self, row: int, column: int) -> Place | None:
        """Where a cell of the old sheet is, once all is carried; None when it is no more."""
        return self._noted.get((row, column)) or self._following.anywhere(row, column)

    def _shared_formulas(self) -> Iterator[tuple[str, tuple[Place, str]]]:
        for place, cell in self._old.by_place.items():
            formula = cell.find(_FORMULA)
            if formula is not None and formula.get("t") == "shared" and formula.text:
                yield formula.get("si", ""), (place, formula.text)

    def _moved(self, cell: etree._Element, place: Place, target: Place) -> etree._Element:
        formula = cell.find(_FORMULA)
        if formula is None:
            return cell
        self.with_formulas = True
        kind, text = formula.get("t"), formula.text or ""
        if kind == "shared":
            origin, master = self._masters[formula.get("si", "")]
            text = expanded(master, origin, place)
        elif kind == "dataTable" or (kind == "array" and formula.get("ref") != address(*place)):
            raise CannotFollowError(text)
        formula.text = following_row(text, place[0], target[0], self._following.column)
        formula.attrib.pop("si", "")
        formula.attrib.pop("ref", "")
        if kind == "array":
            formula.set("ref", address(*target))
        else:
            formula.attrib.pop("t", "")
        return cell

    def _note_vanished(self, vanished: dict[int, list[Place]]) -> None:
        if not vanished:
            return
        row = max(self._new.last_row(), self._following.after.last_row)
        headed = any(
            self._text_of(cell) == VANISHED for place, cell in self._new.by_place.items() if place[1] == 1
        )
        if not headed:
            row += 2
            self._new.put((row, 1), _text_cell(VANISHED))
        for old_row, places in vanished.items():
            row += 1
            self._new.put((row, 1), _text_cell(self._following.old_key(old_row)))
            for place in places:
                cell = self._old.by_place[place]
                for formula in cell.findall(_FORMULA):
                    cell.remove(formula)
                self._noted[place] = row, self._following.column(place[1]) or place[1]
                self._new.put(self._noted[place], cell)


def with_additions(
    old: SheetXml, new: SheetXml, before: Area | None, block: Block, text_of: TextReader
) -> bool:
    """Put what she had added to the old sheet on the new one; her widths and rules move along.

    Args:
        old: the sheet as she left it; the widths of her columns are shifted in it.
        new: the sheet that replaces it.
        before: where our block stood on the old sheet; None when nothing says so any more.
        block: where it stands now.
        text_of: reads cells of the old sheet.

    Returns:
        True when formulas of hers were carried: the values they show are those of before.

    Raises:
        CannotFollowError: something of hers has no place that is sure.
    """
    after = whole_block(block)
    known = before or Area(1, 1, _LAST_ROW, block.last_column)
    links = her_links(old.root, new.root, known)
    tuned = before is not None and has_tuned_heights(old, new, before, block)
    added = bool(links) or has_additions(old.rows, known)
    if not (added or tuned):
        return False
    if before is None or before.first_column != 1 or any(_beside(old.root, before)):
        raise CannotFollowError("the block was taken apart, or cells beside it are merged")
    cells, then = Cells(new), Cells(old)
    if block.grows:
        before = grown(before, then.last_row(), lambda row, column: text_of(then.by_place.get((row, column))))
    try:
        additions = Additions(then, cells, before, block, text_of)
    except CannotFollowError:
        if added:
            raise
        return False  # nothing of hers is lost but heights of rows that nobody can tell any more
    additions.carry()
    carry_heights(old, cells, additions.follow, block.last_row)
    carry_links(links, new, additions.follow)
    if cells.changed:
        new.rows = cells.serialised()
    carry_rules(old.root, new.root, before, after)
    shift_columns(old.root, before.last_column, after.last_column - before.last_column)
    for dimension in new.root.iter(f"{{{MAIN_NS}}}dimension"):
        dimension.set("ref", cells.extent())
    return additions.with_formulas


def _beside(sheet: etree._Element, block: Area) -> Iterator[etree._Element]:
    """Merged cells that reach beyond our columns."""
    for one in sheet.iter(f"{{{MAIN_NS}}}mergeCell"):
        last = _MERGED_END.search(one.get("ref", ""))
        if last is None or column_number(last[1]) > block.last_column:
            yield one


def _text_cell(text: str) -> etree._Element:
    cell = etree.Element(_CELL, t="inlineStr")
    inner = etree.SubElement(etree.SubElement(cell, f"{{{MAIN_NS}}}is"), f"{{{MAIN_NS}}}t")
    inner.text = text
    return cell


def _has_content(cell: etree._Element) -> bool:
    return len(cell) > 0
