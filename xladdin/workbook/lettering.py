"""Lettered rows of a ledger extract: which credits pay which debits (lettrage)."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

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
        in_groups: rows of groups that hold a credit; letters elsewhere mean paid by something not listed.
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
        payers = [row for row in rows if amount[row] < 0 or kinds[row] == Kind.EFFET]
        if not payers:
            continue
        found.in_groups[rows] = True
        returned = [row for row in rows if amount[row] > 0 and kinds[row] == Kind.REGLEMENT]
        debits = [row for row in rows if row not in payers and row not in returned]
        difference = int(
            sum(amount[row] for row in debits + returned) - sum(abs(amount[row]) for row in payers)
        )
        if difference:
            found.unbalanced.append((rows, difference))
        latest = _latest(date[rows]) if not difference else None
        debits.sort(key=lambda row: (due_order[row], row))
        payers.sort(key=lambda row: (date_order[row], row))
        group = _Group(debits, returned, payers, latest)
        _allocate(found, group, kinds, amount, date)
    return found


@dataclass(frozen=True, slots=True)
class _Group:
    debits: list[int]
    returned: list[int]
    payers: list[int]
    latest: np.datetime64 | None


def _allocate(found: Lettering, group: _Group, kinds: Kinds, amount: Cents, date: Days) -> None:
    """Credits to debits in order; a payment that came back reopens the oldest debit first."""
    debits, latest = group.debits, group.latest
    left = {row: int(amount[row]) for row in debits}
    for row in group.returned if debits else ():
        day = latest if latest is not None else date[row]
        found.lines.append(Line(debits[0], row, -int(amount[row]), day))
        left[debits[0]] += int(amount[row])
    for credit in group.payers:
        if kinds[credit] == Kind.EFFET and debits:
            # The ledger itself takes a bill off the piece that it names.
            target = next((row for row in debits if left[row] > 0), debits[0])
            found.bills[credit] = target
            left[target] -= int(abs(amount[credit]))
            continue
        purse = int(-amount[credit])
        for debit in debits:
            part = min(purse, max(left[debit], 0))
            if part:
                day = latest if latest is not None else _latest(date[[credit, debit]])
                found.lines.append(Line(debit, credit, part, day))
                left[debit] -= part
                purse -= part


def _latest(days: Days) -> np.datetime64:
    known = days[~np.isnat(days)]
    return known.max() if len(known) else np.datetime64("NaT", "D")


def _order(days: Days) -> list[int]:
    """Days as numbers that sort; no date comes first."""
    numbers: list[int] = np.where(np.isnat(days), np.iinfo(np.int64).min, days.astype(np.int64)).tolist()
    return numbers
