"""Making room for a new block inside the old one."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from xladdin.hosts.excel_layout import Room, room_above, room_for_columns, room_for_rows
from xladdin.model.sheet_plan import Area, Block

SIZES = st.integers(0, 12)


def done(rows: list[str], room: Room) -> list[str]:
    """What Excel does; places from 1."""
    place = room.at - 1
    if room.count >= 0:
        return [*rows[:place], *["new"] * room.count, *rows[place:]]
    return [*rows[:place], *rows[place - room.count :]]


@given(head=st.integers(1, 6), old=SIZES, new=SIZES, footer=st.integers(0, 3))
def test_rows_fit_the_new_block_and_its_ends_stay(head: int, old: int, new: int, footer: int) -> None:
    sheet = [f"head {row}" for row in range(1, head)] + ["headings"]
    sheet += [f"row {row}" for row in range(old)] + [f"total {row}" for row in range(footer)] + ["below"]
    before = Area(head, 1, head + old + footer, 3)
    block = Block(head, head + new, 3, key_columns=(1,), footer_rows=footer)
    room = room_for_rows(before, block)
    after = done(sheet, room)
    assert after.index("below") == head + new + footer
    assert after[:head] == sheet[:head]
    if old and new:
        assert after[head + new - 1] == f"row {old - 1}"
    if old > 1 and new > 1:
        assert after[head] == "row 0"
    for place, text in enumerate(sheet, 1):
        now = room.after(place)
        assert (text in after) == (now is not None)
        assert now is None or after[now - 1] == text


@given(old=st.integers(1, 9), new=st.integers(1, 9))
def test_columns_keep_their_last_one(old: int, new: int) -> None:
    sheet = [f"column {place}" for place in range(old)] + ["hers"]
    block = Block(4, 9, new, key_columns=(1,))
    after = done(sheet, room_for_columns(Area(4, 1, 9, old), block))
    assert after.index("hers") == new
    assert after[new - 1] == f"column {old - 1}"


@pytest.mark.parametrize(("first", "at", "count"), [(4, 4, 0), (2, 2, 2), (6, 4, -2)])
def test_headings_come_back_to_their_row(first: int, at: int, count: int) -> None:
    assert room_above(Area(first, 1, first + 5, 3), Block(4, 8, 3, key_columns=(1,))) == Room(at, count)
