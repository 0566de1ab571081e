"""What she tuned row by row on a sheet of ours, which goes where its row goes: heights and hyperlinks."""

from __future__ import annotations

import re
from copy import deepcopy
from typing import TYPE_CHECKING, Final

from lxml import etree

from xladdin.model.cells import address
from xladdin.workbook.graft_formulas import CannotFollowError
from xladdin.workbook.graft_layout import area_of, insert_in_order, leave_foreign_attributes
from xladdin.workbook.graft_survey import MAIN_NS

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from xladdin.model.sheet_plan import Area, Block
    from xladdin.workbook.graft_cells import SheetXml
    from xladdin.workbook.graft_grid import Cells, Place

    Follow = Callable[[int, int], Place | None]
    """New place of an old cell, both 1-based; None when its row is no more."""

_ROW: Final = re.compile(rb'<row r="(\d+)"([^>]*)>')
_HEIGHT: Final = re.compile(rb'\bht="([\d.]+)"')
_OWN_HEIGHT: Final = re.compile(rb'\bcustomHeight="(?:1|true)"')
_LINK: Final = f"{{{MAIN_NS}}}hyperlink"
_MOST_CELLS: Final = 10_000
"""A link over more cells than that is not taken apart."""


def heights(rows: bytes) -> dict[int, float | None]:
    """Height of each row in points, None where Excel fits it; rows of the usual height may be left out."""
    found: dict[int, float | None] = {}
    for number, attributes in _ROW.findall(rows):
        if height := _HEIGHT.search(attributes):
            found[int(number)] = float(height[1]) if _OWN_HEIGHT.search(attributes) else None
    return found


def has_tuned_heights(old: SheetXml, new: SheetXml, before: Area, block: Block) -> bool:
    """True when rows are not as high as ours are; those of the list are known by our usual height.

    Args:
        before: our block on the old sheet, footer included.
        block: our block on the new one.
    """
    then, now = heights(old.rows), heights(new.rows)
    usual = _usual_height(new.root)
    in_list = range(before.first_row + 1, before.last_row - block.footer_rows + 1)
    above = range(1, min(before.first_row, block.header_row) + 1)
    return any(then.get(row, usual) != usual for row in in_list) or any(
        row in then and then[row] != now.get(row, usual) for row in above
    )


def carry_heights(old: SheetXml, cells: Cells, follow: Follow, last_row: int) -> None:
    """Make the rows as high as she left them; rows that are new, and the footer, keep our height.

    Args:
        cells: of the new sheet.
        last_row: the last of the list there.
    """
    for row, height in heights(old.rows).items():
        target = follow(row, 1)
        if target is not None and target[0] <= last_row:
            cells.set_height(target[0], height)


def her_links(old: etree._Element, new: etree._Element, before: Area) -> list[etree._Element]:
    """Hyperlinks of the old sheet that are not ours: ours stand in the columns where we put links."""
    linked = {
        area.first_column for one in new.iter(_LINK) if (area := area_of(one.get("ref", ""))) is not None
    }

    def is_ours(one: etree._Element) -> bool:
        area = area_of(one.get("ref", ""))
        inside = area is not None and before.first_row < area.first_row <= before.last_row
        return inside and area is not None and area.first_column in linked

    return [one for one in old.iter(_LINK) if not is_ours(one)]


def carry_links(links: list[etree._Element], new: SheetXml, follow: Follow) -> None:
    """Put hyperlinks of hers where their cells are now; those of rows that are no more go.

    Their pointers are still those of the old sheet: see ``SheetXml.links``.

    Raises:
        CannotFollowError: a link over whole columns.
    """
    group = new.root.find(f"{{{MAIN_NS}}}hyperlinks")
    cells = [(link, place) for link in links for place in _cells_of(link)]
    for link, place in cells:
        target = follow(*place)
        if target is None:
            continue
        if group is None:
            group = etree.Element(f"{{{MAIN_NS}}}hyperlinks")
            insert_in_order(new.root, group)
        moved = deepcopy(link)
        moved.set("ref", address(*target))
        leave_foreign_attributes(moved, new.root)
        group.append(moved)
        new.links.append(moved)


def _cells_of(link: etree._Element) -> Iterator[Place]:
    area = area_of(link.get("ref", ""))
    if area is None:
        return
    rows = range(area.first_row, area.last_row + 1)
    columns = range(area.first_column, area.last_column + 1)
    if len(rows) * len(columns) > _MOST_CELLS:
        raise CannotFollowError("a hyperlink over whole columns", "un lien hypertexte")
    yield from ((row, column) for row in rows for column in columns)


def _usual_height(sheet: etree._Element) -> float | None:
    found = sheet.find(f"{{{MAIN_NS}}}sheetFormatPr")
    return None if found is None else float(found.get("defaultRowHeight", "0"))
