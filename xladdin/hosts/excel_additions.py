"""Her columns beside a block of ours, in an open Excel: put back on the rows where they belong.

Their cells wait on a sheet of the scratch workbook while the block changes, so that Excel itself keeps their
types and formats; formulas are written anew, since a copy would shift what they should not.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from xladdin.hosts.excel_layout import room_above, room_for_columns, room_for_rows
from xladdin.model.sheet_plan import Area
from xladdin.workbook.graft_formulas import CannotFollowError, following_row
from xladdin.workbook.row_following import VANISHED

if TYPE_CHECKING:
    import xlwings

    from xladdin.hosts.excel_cells import LiveCells
    from xladdin.model.sheet_plan import Block
    from xladdin.workbook.row_following import RowFollowing

Place = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Moves:
    """What has to be moved beside the rows of a block.

    Attributes:
        following: where everything belongs.
        rows: old data row -> new one, of rows where she wrote something.
        formulas: new place -> formula as it must read there.
        vanished: places, on the old sheet, of what she wrote on rows that are no more.
        width: columns of hers.
    """

    following: RowFollowing
    rows: dict[int, int]
    formulas: dict[Place, str]
    vanished: tuple[Place, ...]
    width: int


def has_additions(cells: LiveCells, block: Area) -> bool:
    """She wrote beyond the columns of ``block``, or below its last row."""
    return any(
        cells.is_filled(row, column)
        for row in range(cells.first_row, cells.last_row + 1)
        for column in range(
            cells.first_column if row > block.last_row else block.last_column + 1, cells.last_column + 1
        )
    )


def moves(cells: LiveCells, following: RowFollowing, block: Block) -> Moves | None:
    """What has to be moved; None when Excel leaves all of hers where it belongs.

    Raises:
        CannotFollowError: something of hers has no place that is sure.
    """
    before = following.before
    above, rows, columns = (
        room_above(before, block),
        room_for_rows(before, block),
        room_for_columns(before, block),
    )
    first, last = before.last_column + 1, cells.last_column
    there: dict[int, int] = {}
    formulas: dict[Place, str] = {}
    vanished: list[Place] = []
    stays = not columns.count
    for row in range(before.first_row, before.last_row + 1):
        for column in range(first, last + 1):
            if not cells.is_filled(row, column):
                continue
            target = following.place(row, column)
            if target is None:
                vanished.append((row, column))
                continue
            there[row] = target[0]
            lower = above.after(row)
            stays = stays and lower is not None and rows.after(lower) == target[0]
            if (row, column) in cells.formulas:
                text = cells.formulas[row, column]
                formulas[target] = "=" + following_row(text[1:], row, target[0], following.column)
    if above.count < 0 and any(
        cells.is_filled(row, column)
        for row in range(above.at, before.first_row)
        for column in range(first, last + 1)
    ):
        raise CannotFollowError("she wrote beside rows of her own above the block")
    if stays and not vanished:
        return None
    return Moves(following, there, formulas, tuple(vanished), last - before.last_column)


def keep(moved: Moves, sheet: xlwings.Sheet, shelf: xlwings.Sheet) -> None:
    """Copy her cells to ``shelf``, at the same places, before anything is changed."""
    area = _beside(moved.following.before, moved.width)
    _range(sheet, area).copy(_range(shelf, area))


def put_back(moved: Moves, sheet: xlwings.Sheet, shelf: xlwings.Sheet, old: LiveCells) -> None:
    """Bring her cells from the shelf to where they belong, now that the block is the new one."""
    before, after = moved.following.before, moved.following.after
    _range(sheet, _beside(after, moved.width)).clear()
    for old_row, new_row, count in _runs(moved.rows):
        first = before.last_column + 1
        source = Area(old_row, first, old_row + count - 1, before.last_column + moved.width)
        _range(shelf, source).copy(sheet.range((new_row, after.last_column + 1)))
    for place, formula in moved.formulas.items():
        sheet.range(place).formula = formula
    if moved.vanished:
        _note_vanished(moved, sheet, shelf, old)


def _note_vanished(moved: Moves, sheet: xlwings.Sheet, shelf: xlwings.Sheet, old: LiveCells) -> None:
    following = moved.following
    used = sheet.used_range.last_cell.row
    last = max(used, following.after.last_row)
    below = range(following.before.last_row + 1, old.last_row + 1)
    if not any(old.value(row, 1) == VANISHED for row in below):
        last += 2
        write_text(sheet.range((last, 1)), VANISHED)
    for old_row in dict.fromkeys(row for row, _ in moved.vanished):
        last += 1
        write_text(sheet.range((last, 1)), following.old_key(old_row))
        for row, column in moved.vanished:
            if row != old_row:
                continue
            target = sheet.range((last, following.column(column) or column))
            shelf.range((row, column)).copy(target)
            if (row, column) in old.formulas:
                _write_value(target, old.value(row, column))


def write_text(cell: xlwings.Range, text: str) -> None:
    """A text that stays one, whatever it looks like: Excel would make a formula or a date of it."""
    cell.number_format = "@"
    cell.raw_value = text


def _write_value(cell: xlwings.Range, value: object) -> None:
    if isinstance(value, str):
        write_text(cell, value)
    else:
        cell.value = value


def _runs(rows: dict[int, int]) -> list[tuple[int, int, int]]:
    """Old row, new row and number of rows that stay together."""
    runs: list[tuple[int, int, int]] = []
    for old, new in sorted(rows.items()):
        if runs and (old, new) == (runs[-1][0] + runs[-1][2], runs[-1][1] + runs[-1][2]):
            runs[-1] = (*runs[-1][:2], runs[-1][2] + 1)
        else:
            runs.append((old, new, 1))
    return runs


def _beside(block: Area, width: int) -> Area:
    return Area(block.first_row, block.last_column + 1, block.last_row, block.last_column + width)


def _range(sheet: xlwings.Sheet, area: Area) -> xlwings.Range:
    return sheet.range(area[:2], area[2:])
