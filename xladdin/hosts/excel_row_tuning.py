"""What she tuned row by row on a list of ours in an open Excel, and follows its row: heights and links.

Excel moves neither with the cells that are written anew, and a copied cell brings the height and the link of
none.
"""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING, Final

from xladdin.hosts.excel_native import add_link, drop_link, links_of
from xladdin.hosts.excel_settled import settled
from xladdin.workbook.graft_formulas import CannotFollowError

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    import xlwings

    from xladdin.hosts.excel_native import Link
    from xladdin.model.sheet_plan import Area, SheetPlan
    from xladdin.workbook.row_following import RowFollowing

_MOST_CELLS: Final = 10_000
"""A link over more cells than that is not taken apart."""


def heights_of(sheet: xlwings.Sheet, last_row: int) -> dict[int, float]:
    """Height of each of the first rows, in points; 0 for one that she hides."""
    found: dict[int, float] = {}
    for part in settled(sheet.range((1, 1), (max(last_row, 1), 1)), lambda cells: cells.row_height):
        height = float(part.row_height or 0)
        found |= dict.fromkeys(range(part.row, part.row + part.shape[0]), height)
    return found


def set_heights(sheet: xlwings.Sheet, wanted: Mapping[int, float]) -> None:
    """Make rows as high as that, in as few steps as there are runs of one height; hidden rows stay hidden."""
    there = heights_of(sheet, max(wanted, default=1))
    changing = sorted(row for row, height in wanted.items() if there.get(row) not in {0, height})
    for _, run in groupby(enumerate(changing), key=lambda one: (one[1] - one[0], wanted[one[1]])):
        rows = [row for _, row in run]
        sheet.range(f"{rows[0]}:{rows[-1]}").row_height = wanted[rows[0]]


def carried_heights(then: Mapping[int, float], following: RowFollowing, last_row: int) -> dict[int, float]:
    """New row -> the height that she left it; the footer, under ``last_row``, keeps ours."""
    targets = ((following.anywhere(row, 1), height) for row, height in then.items())
    return {place[0]: height for place, height in targets if place and place[0] <= last_row and height}


def her_links(sheet: xlwings.Sheet, plan: SheetPlan, before: Area) -> list[Link]:
    """Hyperlinks on our block and above it that are not ours: ours stand in the columns where we put links.

    Those beside and below it are left to Excel, which moves them with their cells.

    Raises:
        CannotFollowError: a link over whole columns.
    """
    linked = {column for (_, column), cell in plan.cells.items() if cell.link is not None}
    found = []
    for link in links_of(sheet):
        inside = link.row > before.first_row and link.column in linked
        if inside or link.row > before.last_row or link.column > before.last_column:
            continue
        if link.rows * link.columns > _MOST_CELLS:
            raise CannotFollowError("a hyperlink over whole columns", "un lien hypertexte")
        found.append(link)
    return found


def drop_links(sheet: xlwings.Sheet, links: Iterable[Link]) -> None:
    """Take her links off the cells that are written anew; whether a copied cell would is Excel's secret."""
    for link in links:
        drop_link(sheet.range((link.row, link.column)).resize(link.rows, link.columns))


def put_links_back(sheet: xlwings.Sheet, links: Iterable[Link], following: RowFollowing) -> None:
    """Let her links stand where their cells are now; those of rows that are no more go."""
    for link in links:
        for row in range(link.row, link.row + link.rows):
            for column in range(link.column, link.column + link.columns):
                place = following.anywhere(row, column)
                if place is not None:
                    add_link(sheet.range(place), link)
