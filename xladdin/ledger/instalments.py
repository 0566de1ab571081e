"""A payment of a piece with several due dates settles the oldest first."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    import numpy.typing as npt

    from xladdin.ledger.pieces import Pieces
    from xladdin.ledger.schema import Items, Settlements
    from xladdin.model.arrays import Mask


def spread_over_instalments(
    settlements: Settlements, by_number: Mask, items: Items, pieces: Pieces
) -> Settlements:
    """Splits settlements of a whole piece over its instalments.

    In order of date, undated ones first: a payment fills the instalments in order of due date and what
    is left over goes to the last; a returned debit empties them from the last. The sum per settlement
    is unchanged.

    Args:
        settlements: each on some row of its piece.
        by_number: which of them speak of the piece and not of that row.
    """
    if not by_number.any():
        return settlements
    wide = np.flatnonzero(by_number & pieces.shared[settlements.item])
    if not len(wide):
        return settlements
    settled = np.zeros(len(items), dtype=np.int64)
    narrow = np.setdiff1d(np.arange(len(settlements)), wide)
    np.add.at(settled, settlements.item[narrow], settlements.amount[narrow])

    by_piece: dict[int, list[int]] = {}
    for place in wide:
        by_piece.setdefault(int(pieces.of_item[settlements.item[place]]), []).append(int(place))
    origin: list[int] = narrow.tolist()
    item: list[int] = settlements.item[narrow].tolist()
    amount: list[int] = settlements.amount[narrow].tolist()
    for rows in pieces.several_rows():
        places = by_piece.get(int(pieces.of_item[rows[0]]), [])
        ordered = rows[np.argsort(items.due[rows], kind="stable")]
        for settlement in sorted(places, key=lambda place: _date_order(settlements, place)):
            for row, cents in _shares(int(settlements.amount[settlement]), ordered, items, settled):
                settled[row] += cents
                origin.append(settlement)
                item.append(row)
                amount.append(cents)
    split = settlements.take(np.array(origin, dtype=np.intp))
    return replace(split, item=np.array(item, dtype=np.int32), amount=np.array(amount, dtype=np.int64))


def _date_order(settlements: Settlements, place: int) -> tuple[int, int]:
    date = settlements.date[place]
    return (-1 if np.isnat(date) else int(date.astype(np.int64)), place)


def _shares(
    cents: int, rows: npt.NDArray[np.intp], items: Items, settled: npt.NDArray[np.int64]
) -> list[tuple[int, int]]:
    """What each instalment gets of one settlement; ``rows`` oldest due date first."""
    shares = []
    left = cents
    for row in rows if cents > 0 else rows[::-1]:
        open_cents = int(items.amount[row] - settled[row])
        part = min(left, max(open_cents, 0)) if cents > 0 else -min(-left, max(int(settled[row]), 0))
        if part:
            shares.append((int(row), part))
            left -= part
    if left:
        last = int(rows[-1])
        shares.append((last, left))
    return shares
