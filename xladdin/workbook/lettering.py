"""Lettered rows of a ledger extract: which credits pay which debits (lettrage)."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from xladdin.model.wording import Kind

if TYPE_CHECKING:
    from xladdin.model.arrays import Cents, Days, Kinds, Mask, Texts


@dataclass(slots=True)
class Line:
    """``cents`` of the credit row pay the debit row on ``date``."""

    debit: int
    credit: int
    cents: int
    date: np.datetime64


@dataclass(slots=True)
class Lettering:
    """What the letters say.

    Attributes:
        lines: allocations, in order of group.
        bills: bill row -> the debit row it pays.
        unbalanced: groups whose debits and credits differ, as (rows, difference in cents).
        in_groups: rows of groups that hold both debits and credits. A letter elsewhere means that the other
            side is not in the list.
    """

    lines: list[Line] = field(default_factory=list)
    bills: dict[int, int] = field(default_factory=dict)
    unbalanced: list[tuple[list[int], int]] = field(default_factory=list)
    in_groups: Mask = field(default_factory=lambda: np.zeros(0, dtype=np.bool_))


def read_letters(
    *, customer: Texts, letter: Texts, kinds: Kinds, amount: Cents, date: Days, due: Days
) -> Lettering:
    """Allocates the credits of every (customer, letter) group to its debits, oldest due date first.

    A group that balances is settled on its latest date. Of one that does not, each credit counts on its
    own date, or that of the debit when later; what is left stays open.

    Args:
        customer: code or name, the same text for the same customer.
        letter: ``""`` for a row that is not lettered.
        amount: signed cents of each row, debits positive; payments negative unless returned.
        date: date of each row (of issue, of payment).
        due: due date, for the order; the row's date where there is none.
    """
    found = Lettering(in_groups=np.zeros(len(amount), dtype=np.bool_))
    date_order = _order(date)
    due_order = _order(np.where(np.isnat(due), date, due))
    groups: dict[tuple[str, str], list[int]] = {}
    for row in np.flatnonzero(letter != "").tolist():
        groups.setdefault((customer[row], letter[row]), []).append(row)
    for rows in groups.values():
        group = _split(rows, kinds, amount)
        debits, returned, payers = group
        if not payers or not (debits or returned):
            continue
        found.in_groups[rows] = True
        difference = int(
            sum(amount[row] for row in debits + returned) - sum(abs(amount[row]) for row in payers)
        )
        if difference:
            found.unbalanced.append((rows, difference))
        debits.sort(key=lambda row: (due_order[row], row))
        payers.sort(key=lambda row: (date_order[row], row))
        _allocate(found, group, kinds, amount, date, latest=None if difference else _latest(date[rows]))
    return found


class _Group(NamedTuple):
    """Rows that share a letter: what is owed, payments that came back, and what pays."""

    debits: list[int]
    returned: list[int]
    payers: list[int]


def _split(rows: list[int], kinds: Kinds, amount: Cents) -> _Group:
    group = _Group([], [], [])
    for row in rows:
        if amount[row] < 0 or kinds[row] == Kind.EFFET:
            group.payers.append(row)
        elif kinds[row] == Kind.REGLEMENT:
            group.returned.append(row)
        else:
            group.debits.append(row)
    return group


def _allocate(
    found: Lettering, group: _Group, kinds: Kinds, amount: Cents, date: Days, *, latest: np.datetime64 | None
) -> None:
    """Credits to debits in order; a payment that came back reopens the oldest debit first."""
    debits, returned, payers = group
    left = {row: int(amount[row]) for row in debits}
    for row in returned if debits else ():
        day = latest if latest is not None else date[row]
        found.lines.append(Line(debits[0], row, -int(amount[row]), day))
        left[debits[0]] += int(amount[row])
    waiting = iter(debits)
    debit = next(waiting, None)
    for payer in payers:
        purse = abs(int(amount[payer]))
        is_bill = kinds[payer] == Kind.EFFET
        while purse and debit is not None:
            part = min(purse, max(left[debit], 0))
            if part and is_bill:
                # The ledger itself takes a bill off the piece that it names.
                found.bills.setdefault(payer, debit)
            elif part:
                day = latest if latest is not None else _latest(date[[payer, debit]])
                found.lines.append(Line(debit, payer, part, day))
            left[debit] -= part
            purse -= part
            if left[debit] <= 0:
                debit = next(waiting, None)


def _latest(days: Days) -> np.datetime64:
    known = days[~np.isnat(days)]
    return known.max() if len(known) else np.datetime64("NaT", "D")


def _order(days: Days) -> list[int]:
    """Days as numbers that sort; no date comes first."""
    numbers: list[int] = np.where(np.isnat(days), np.iinfo(np.int64).min, days.astype(np.int64)).tolist()
    return numbers
