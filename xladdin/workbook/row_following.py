"""Where what she wrote beside and below our block belongs once the block has been renewed.

Known by the texts of its cells alone, so that a file and an open Excel decide alike.
"""

from __future__ import annotations

from collections import defaultdict, deque
from typing import TYPE_CHECKING, Final

from xladdin.model.sheet_plan import Area
from xladdin.workbook.graft_formulas import CannotFollowError

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from xladdin.model.sheet_plan import Block

    TextAt = Callable[[int, int], str]
    """Text of the cell in a row and a column, both 1-based; of a number its shortest spelling."""

VANISHED: Final = "Notes des lignes disparues"
"""Heading of what was noted on rows that are no more."""
HEAD_ROWS: Final = 3
HEAD_COLUMNS: Final = 2
"""Where a sheet of ours says its title, its date and its control; what stands right of them is hers."""


class RowFollowing:
    """Old places around our block -> new ones.

    Args:
        before: our block on the old sheet: headings, data and footer, from column 1.
        block: our block on the new one.
        old_text: cells of the old sheet.
        new_text: cells of the new one.

    Raises:
        CannotFollowError: a key column has another heading now.

    Attributes:
        before: the same.
        after: our block on the new sheet, footer included.
    """

    def __init__(self, before: Area, block: Block, old_text: TextAt, new_text: TextAt) -> None:
        self.before, self.after = before, whole_block(block)
        self._footer_rows = block.footer_rows
        self._old_text, self._new_text = old_text, new_text
        self._columns = self._columns_now()
        there = {now: then for then, now in self._columns.items()}
        if not set(block.key_columns) <= set(there):
            raise CannotFollowError("a key column has another heading")
        self._old_keys = [there[column] for column in block.key_columns]
        self._new_keys = list(block.key_columns)
        self._rows = self._rows_now()

    def place(self, row: int, column: int) -> tuple[int, int] | None:
        """New place of a cell beyond our columns or below our rows; None when its row is no more."""
        before, after = self.before, self.after
        if row > before.last_row:
            return row + after.last_row - before.last_row, self.column(column) or column
        beside = column + after.last_column - before.last_column
        if row < before.first_row:
            return row, beside
        now = self._rows.get(row)
        return None if now is None else (now, beside)

    def anywhere(self, row: int, column: int) -> tuple[int, int] | None:
        """New place of any cell, those of our block included; None when its row or column is no more."""
        if row > self.before.last_row or column > self.before.last_column:
            return self.place(row, column)
        if row < self.before.first_row:
            return row, column
        now, there = self._rows.get(row), self.column(column)
        return None if now is None or there is None else (now, there)

    def column(self, column: int) -> int | None:
        """New place of a column; None for one of ours that is no more."""
        if column > self.before.last_column:
            return column + self.after.last_column - self.before.last_column
        return self._columns.get(column)

    def old_key(self, row: int) -> str:
        """What names an old row, for those who look for it."""
        return " · ".join(self._key(self._old_text, row, self._old_keys))

    def _rows_now(self) -> dict[int, int]:
        """Old row of our block -> new row: headings and totals by place, data by key."""
        then, now = self.before, self.after
        found = {then.first_row: now.first_row}
        for step in range(self._footer_rows):
            found[then.last_row - step] = now.last_row - step
        waiting: dict[tuple[str, ...], deque[int]] = defaultdict(deque)
        for row in range(now.first_row + 1, now.last_row - self._footer_rows + 1):
            waiting[self._key(self._new_text, row, self._new_keys)].append(row)
        for row in range(then.first_row + 1, then.last_row - self._footer_rows + 1):
            key = self._key(self._old_text, row, self._old_keys)
            if any(key) and waiting[key]:
                found[row] = waiting[key].popleft()
        return found

    @staticmethod
    def _key(text: TextAt, row: int, columns: Sequence[int]) -> tuple[str, ...]:
        return tuple(text(row, column) for column in columns)

    def _columns_now(self) -> dict[int, int]:
        """Old column of our block -> new column, by heading."""
        now: dict[str, deque[int]] = defaultdict(deque)
        for column in range(1, self.after.last_column + 1):
            now[self._new_text(self.after.first_row, column)].append(column)
        found = {}
        for column in range(1, self.before.last_column + 1):
            same = now[self._old_text(self.before.first_row, column)]
            if same:
                found[column] = same.popleft()
        return found


def beside_the_head(row: int, column: int, block: Area) -> bool:
    """A place above our columns on which we write nothing: to the right of the title and the date."""
    return row < block.first_row and row <= HEAD_ROWS and HEAD_COLUMNS < column <= block.last_column


def grown(before: Area, last_row: int, text: TextAt) -> Area:
    """A block with the rows that she wrote under it; see ``Block.grows``.

    Args:
        before: where the block stood on the old sheet.
        last_row: of that sheet.
        text: its cells.
    """
    below = range(before.last_row + 1, last_row + 1)
    end = next((row for row in below if text(row, 1) == VANISHED), last_row + 1)
    hers = [row for row in below if row < end and any(text(row, column) for column in _columns(before))]
    return before._replace(last_row=max(hers, default=before.last_row))


def _columns(block: Area) -> range:
    return range(block.first_column, block.last_column + 1)


def whole_block(block: Block) -> Area:
    """Headings, data and footer of a block."""
    return Area(block.header_row, 1, block.last_row + block.footer_rows, block.last_column)
