"""Which pieces a case is about, and when it was over: pure accounting of dates and payments."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final, Self

from xladdin.model.arrays import to_date
from xladdin.model.wording import Kind

if TYPE_CHECKING:
    from collections.abc import Iterable

    from xladdin.dunning.account_rows import AccountRows
    from xladdin.dunning.followed import AccountKey

_NO_RECEIVABLES: Final = (Kind.EFFET, Kind.FRAIS)


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


def late_debts(book: AccountRows, account: AccountKey) -> tuple[Debt, ...]:
    """Debts of an account that are past due at the as-of date of ``book``, paid since or not.

    Pieces without a due date are never late; bills, fee lines and credits are no debts.
    """
    ledger, as_of = book.ledger, book.as_of
    items, settlements = ledger.items, ledger.settlements
    found = []
    for row in book.items(account):
        due, issued = to_date(items.due[row]), to_date(items.issued[row])
        kind, amount = items.kind[row], int(items.amount[row])
        if kind in _NO_RECEIVABLES or amount <= 0 or due is None or due >= as_of:
            continue
        if issued is not None and issued > as_of:
            continue
        dated: list[tuple[dt.date, int]] = []
        for place in book.settlements(row):
            date, cents = to_date(settlements.date[place]), int(settlements.amount[place])
            if date is None:
                amount -= cents
            elif date <= as_of:
                dated.append((date, cents))
        found.append(Debt(row, due, amount, tuple(sorted(dated))))
    return tuple(found)


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
        over, unpaid = dt.date.min, False
        for start, _, debt in joining:
            if debt.left(max(debt.due, opened)) <= 0 or (closed is not None and start > closed):
                continue
            if members and not unpaid and start > over:
                break
            members.append(debt)
            paid = debt.paid_on
            unpaid = unpaid or paid is None
            over = max(over, paid or over)
        return cls(tuple(members), over if members and not unpaid else None)
