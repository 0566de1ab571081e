"""Where rows and columns of a sheet of ours come to stand when Excel makes room for the new block.

Pure. Rows are inserted or deleted inside the block, never at its edges, so that what refers to the whole of
it - a chart, a filter, a SUM of hers - grows and shrinks with it.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from xladdin.workbook.row_following import whole_block

if TYPE_CHECKING:
    from xladdin.model.sheet_plan import Area, Block


@dataclass(frozen=True, slots=True)
class Room:
    """One insertion or deletion of whole rows, or of whole columns.

    Attributes:
        at: the first row or column inserted or deleted, 1-based.
        count: how many are inserted; negative for deleted ones; 0 for nothing to do.
    """

    at: int
    count: int

    def after(self, place: int) -> int | None:
        """Where a row or column comes to stand; None for one that is deleted."""
        if place < self.at:
            return place
        if self.count < 0 and place < self.at - self.count:
            return None
        return place + self.count


def room_above(before: Area, block: Block) -> Room:
    """Rows over the headings: as many as the new sheet has there."""
    count = block.header_row - before.first_row
    return Room(before.first_row + min(count, 0), count)


def room_for_rows(before: Area, block: Block) -> Room:
    """Data rows, once the headings stand where they will."""
    old = before.last_row - block.footer_rows - before.first_row
    return _inside(block.first_row, old, block.last_row - block.header_row)


def room_for_columns(before: Area, block: Block) -> Room:
    """Columns of the block."""
    return _inside(1, before.last_column, whole_block(block).last_column)


def _inside(first: int, old: int, new: int) -> Room:
    count = new - old
    if count >= 0:
        return Room(first + max(old - 1, 0), count)
    return Room(first + (new - 1 if new else 0), count)
