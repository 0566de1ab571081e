"""Which pieces a case is about, and when it was over: pure accounting of dates and payments."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING, Self

import numpy as np

from xladdin.model.arrays import as_of_day, to_date

if TYPE_CHECKING:
    from collections.abc import Iterable

    from xladdin.ledger.ledger import Ledger


@dataclass(frozen=True, slots=True)
class Debt:
    """One late debt and what was paid on it by the as-of date.

    Attributes:
        row: in the ledger.
        due: its due date; it is late from the day after.
        amount: cents, what was settled without a date taken off.
        payments: (date, cents), oldest first.
    """

    row: int
    due: dt.date
    amount: int
    payments: tuple[tuple[dt.date, int], ...]

    def left(self, on: dt.date) -> int:
        """Cents still due at close of ``on``."""
        return self.amount - sum(cents for date, cents in self.payments if date <= on)

    @property
    def paid_on(self) -> dt.date | None:
        """The payment after which nothing was left for good; None while something is."""
        if not self.payments:
            return None
        last = self.payments[-1][0]
        return last if self.left(last) <= 0 else None


def late_debts(ledger: Ledger, as_of: dt.date, rows: Iterable[int]) -> tuple[Debt, ...]:
    """Debts among ``rows`` that are past due at ``as_of``, paid since or not.

    Pieces without a due date are never late; bills, fee lines and credits are no debts.
    """
    items, settlements = ledger.items, ledger.settlements
    wanted = np.zeros(len(items), dtype=np.bool_)
    wanted[list(rows)] = True
    wanted &= items.is_receivable() & ledger.issued_by(as_of)
    wanted &= (items.amount > 0) & (items.due < as_of_day(as_of))
    undated: dict[int, int] = defaultdict(int)
    dated: dict[int, list[tuple[dt.date, int]]] = defaultdict(list)
    for place in np.flatnonzero(wanted[settlements.item]).tolist():
        row, date = int(settlements.item[place]), to_date(settlements.date[place])
        cents = int(settlements.amount[place])
        if date is None:
            undated[row] += cents
        elif date <= as_of:
            dated[row].append((date, cents))
    return tuple(
        Debt(row, items.due[row].item(), int(items.amount[row]) - undated[row], tuple(sorted(dated[row])))
        for row in np.flatnonzero(wanted).tolist()
    )


@dataclass(frozen=True, slots=True)
class CasePieces:
    """The pieces of one case.

    A piece belongs to it that was late and unpaid on the opening day, or became late while the case was
    open. Once all of them are paid the case is over, and what falls late afterwards is another matter.

    Attributes:
        debts: in the order in which they joined.
        paid_on: the day of the last payment; None while something is left, or nothing joined yet.
    """

    debts: tuple[Debt, ...]
    paid_on: dt.date | None

    @classmethod
    def of(cls, debts: Iterable[Debt], opened: dt.date, closed: dt.date | None = None) -> Self:
        """The pieces of a case opened on ``opened``.

        Args:
            debts: late ones of its account.
            closed: the day on which the user closed it herself, inclusive; later pieces do not join.
        """
        joining = sorted((max(debt.due + dt.timedelta(days=1), opened), debt.row, debt) for debt in debts)
        members: list[Debt] = []
        over: dt.date | None = None
        for start, _, debt in joining:
            if debt.left(max(debt.due, opened)) <= 0 or (closed is not None and start > closed):
                continue
            if members and over is not None and start > over:
                break
            members.append(debt)
            paid = [one.paid_on for one in members]
            over = None if None in paid else max(filter(None, paid))
        return cls(tuple(members), over)
