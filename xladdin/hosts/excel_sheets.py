"""One sheet of ours in an open workbook: Excel's copy of the finished sheet, later its cells written anew.

The finished sheets come from the one renderer, as values only: a formula copied from another workbook would
point back into it. The formulas are written once every sheet stands in its place.
"""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING, Final

from xladdin.hosts.excel_additions import has_additions, keep, moves, put_back
from xladdin.hosts.excel_cells import LiveCells, key_text, live_cells
from xladdin.hosts.excel_layout import room_above, room_for_columns, room_for_rows
from xladdin.hosts.excel_native import comments_of, hide_name, set_filter, set_series, show_all_rows
from xladdin.hosts.excel_row_tuning import (
    carried_heights,
    drop_links,
    heights_of,
    her_links,
    put_links_back,
    set_heights,
)
from xladdin.model.cells import column_letter, quoted
from xladdin.model.marks import BLOCK_NAME, MARK_PREFIX, OBJECT_PREFIX, SET_ASIDE_NAME
from xladdin.model.sheet_plan import Area
from xladdin.workbook.graft_formulas import CannotFollowError
from xladdin.workbook.row_following import HEAD_COLUMNS, HEAD_ROWS, RowFollowing, grown, whole_block

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    import xlwings

    from xladdin.model.sheet_plan import Block, Chart, Series, SheetPlan

_LAST_ROW: Final = 1_048_576
_WHOLE_SHEET: Final = "!$1:$1048576"
_COMMENT, _TABLE, _PIVOT = "un commentaire", "un tableau", "un tableau croisé dynamique"


def add_sheet(book: xlwings.Book, source: xlwings.Sheet, plan: SheetPlan) -> xlwings.Sheet:
    """Excel's own copy of the finished sheet, at the end of the workbook, marked as ours."""
    sheet = source.copy(after=book.sheets[-1])
    sheet.name = plan.name
    if plan.hidden:
        sheet.visible = False
    _set_name(book, MARK_PREFIX + plan.mark, f"={quoted(plan.name)}{_WHOLE_SHEET}")
    _note_block(sheet, plan)
    return sheet


def refresh_sheet(
    sheet: xlwings.Sheet,
    source: xlwings.Sheet,
    plan: SheetPlan,
    before: Area | None,
    shelf: Callable[[], xlwings.Sheet],
) -> None:
    """Write a sheet of ours anew where it is; what she added follows its row, what she tuned stays.

    Args:
        sheet: ours.
        source: the finished sheet that replaces it.
        plan: the same as a plan.
        before: where our block stands now; None when nothing says so.
        shelf: gives an empty sheet to keep her cells on meanwhile.

    Raises:
        CannotFollowError: something of hers has no place that is sure; nothing was changed.
    """
    block = plan.block
    old = LiveCells(()) if block is None else live_cells(sheet)  # without rows of its own nothing follows
    if block is not None and block.grows and before is not None:
        before = grown(before, old.last_row, old.text)
    links = [] if before is None else her_links(sheet, plan, before)
    following = _following(old, before, plan, has_links=bool(links))
    moved = None if following is None or block is None else moves(old, following, block)
    show_all_rows(sheet)
    heights = {} if following is None else heights_of(sheet, following.before.last_row)
    if block is not None and before is not None and before.first_column == 1:
        kept = shelf() if moved else sheet
        if moved:
            keep(moved, sheet, kept)
        drop_links(sheet, links)
        _make_room(sheet, before, block)
        _copy_cells(source, sheet, plan)
        if moved:
            put_back(moved, sheet, kept, old)
    else:
        sheet.cells.clear()
        _copy_cells(source, sheet, plan)
    ours = heights_of(source, max(row for row, _ in plan.cells))
    if following is not None and block is not None:
        put_links_back(sheet, links, following)
        ours |= carried_heights(heights, following, block.last_row)
    set_heights(sheet, ours)
    if plan.filter:
        set_filter(sheet.range(plan.filter[:2], plan.filter[2:]))
    _redraw(sheet, plan)
    _note_block(sheet, plan)


def what_cannot_follow(sheet: xlwings.Sheet, plan: SheetPlan, before: Area | None) -> str:
    """What of hers stands inside our block and would be written over, in French; ``""`` for nothing."""
    area = before or Area(1, 1, _LAST_ROW, len(plan.widths))
    if plan.block is not None and plan.block.grows:
        area = area._replace(last_row=_LAST_ROW)
    places = [note.location for note in comments_of(sheet)]
    if any(place.row <= area.last_row and place.column <= area.last_column for place in places):
        return _COMMENT
    if len(sheet.pivot_tables):
        return _PIVOT
    return _TABLE if len(sheet.tables) and plan.table is None else ""


def write_formulas(sheet: xlwings.Sheet, plan: SheetPlan) -> None:
    """The formulas of a plan, in as few blocks as they make."""
    for area in _formula_areas(plan):
        sheet.range(area[:2], area[2:]).formula = [
            [plan.cells[row, column].formula for column in range(area.first_column, area.last_column + 1)]
            for row in range(area.first_row, area.last_row + 1)
        ]


def set_aside(sheet: xlwings.Sheet, title: str) -> None:
    """Give a sheet of ours, whose place another takes, that title, and note what it was."""
    _forget_block(sheet)
    sheet.name = title
    hide_name(sheet.names.add(SET_ASIDE_NAME, f"={quoted(title)}!$A$1"))


def _forget_block(sheet: xlwings.Sheet) -> None:
    for name in list(sheet.names):
        if name.name.rpartition("!")[2] == BLOCK_NAME:
            name.delete()


def _following(
    old: LiveCells, before: Area | None, plan: SheetPlan, *, has_links: bool
) -> RowFollowing | None:
    """Where the old rows stand on the new sheet; None when nothing of hers needs to know.

    Raises:
        CannotFollowError: something of hers needs to know, and nothing says so any more.
    """
    block = plan.block
    if block is None:
        return None
    added = has_links or has_additions(old, before or Area(1, 1, _LAST_ROW, whole_block(block).last_column))
    cells = plan.cells
    try:
        if before is None or before.first_column != 1:
            raise CannotFollowError("the block was taken apart")
        return RowFollowing(
            before, block, old.text,
            lambda row, column: key_text(cells[row, column].value) if (row, column) in cells else "",
        )  # fmt: skip
    except CannotFollowError:
        if added:
            raise
        return None  # nothing of hers is lost but heights of rows that nobody can tell any more


def _make_room(sheet: xlwings.Sheet, before: Area, block: Block) -> None:
    for room in (room_above(before, block), room_for_rows(before, block)):
        if room.count:
            rows = sheet.range(f"{room.at}:{room.at + abs(room.count) - 1}")
            rows.insert("down") if room.count > 0 else rows.delete("up")
    room = room_for_columns(before, block)
    if room.count:
        last = column_letter(room.at + abs(room.count) - 1)
        columns = sheet.range(f"{column_letter(room.at)}:{last}")
        columns.insert("right") if room.count > 0 else columns.delete("left")


def _copy_cells(source: xlwings.Sheet, sheet: xlwings.Sheet, plan: SheetPlan) -> None:
    """Values and formats in one step, by Excel: no text is taken for a number, a date or a formula."""
    last_row = max((row for row, _ in plan.cells), default=1)
    last_column = max((column for _, column in plan.cells), default=1)
    first_row = 1
    if plan.block is not None:
        last_column = min(last_column, plan.block.last_column)
        first_row = min(plan.block.header_row, HEAD_ROWS + 1)
    if first_row > 1:  # what stands right of the head is hers
        head = source.range((1, 1), (first_row - 1, min(HEAD_COLUMNS, last_column)))
        head.copy(sheet.range((1, 1)))
    source.range((first_row, 1), (last_row, last_column)).copy(sheet.range((first_row, 1)))


def _formula_areas(plan: SheetPlan) -> Iterator[Area]:
    """Rectangles that hold nothing but formulas."""
    spans: dict[tuple[int, int], list[int]] = {}
    places = sorted(place for place, cell in plan.cells.items() if cell.formula is not None)
    for row, line in groupby(places, key=lambda place: place[0]):
        for first, last in _runs([column for _, column in line]):
            spans.setdefault((first, last), []).append(row)
    for (first, last), rows in spans.items():
        for top, bottom in _runs(rows):
            yield Area(top, first, bottom, last)


def _runs(numbers: list[int]) -> Iterator[tuple[int, int]]:
    """First and last of each run of consecutive numbers."""
    for _, run in groupby(enumerate(numbers), key=lambda pair: pair[1] - pair[0]):
        members = [number for _, number in run]
        yield members[0], members[-1]


def _redraw(sheet: xlwings.Sheet, plan: SheetPlan) -> None:
    """Let our charts draw the new rows and stand under them; hers, and those that she deleted, are let be."""
    there = {drawn.name: drawn for drawn in sheet.charts}
    for place, chart in enumerate(plan.charts, 1):
        drawn = there.get(f"{OBJECT_PREFIX}{place}")
        if drawn is None:
            continue
        for number, series in enumerate(chart.series, 1):
            set_series(drawn, number, _series_formula(plan.name, chart, series, number))
        corner = sheet.range((chart.row, chart.column))
        drawn.top, drawn.left = corner.top, corner.left


def _series_formula(title: str, chart: Chart, series: Series, number: int) -> str:
    name = f'"{series.name}"' if isinstance(series.name, str) else _reference(title, series.name)
    categories, values = _reference(title, chart.categories), _reference(title, series.values)
    return f"=SERIES({name},{categories},{values},{number})"


def _reference(title: str, area: Area) -> str:
    corners = [
        f"${column_letter(column)}${row}"
        for row, column in dict.fromkeys(
            ((area.first_row, area.first_column), (area.last_row, area.last_column))
        )
    ]
    return f"{quoted(title)}!{':'.join(corners)}"


def _note_block(sheet: xlwings.Sheet, plan: SheetPlan) -> None:
    """Where our block stands, so that Excel follows it when she inserts rows or columns."""
    if plan.block is None:
        return
    _forget_block(sheet)
    name = sheet.names.add(BLOCK_NAME, f"={_reference(plan.name, whole_block(plan.block))}")
    hide_name(name)


def _set_name(book: xlwings.Book, name: str, refers_to: str) -> None:
    """A hidden name of the workbook's own; a local one so spelt belongs to a copied sheet."""
    found = next((one for one in book.names if one.name == name), None)
    if found is not None:
        found.refers_to = refers_to
    else:
        found = book.names.add(name, refers_to)
    hide_name(found)
