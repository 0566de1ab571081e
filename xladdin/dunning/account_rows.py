"""What stands in the ledger about one account or one item, looked up without going through all of it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    import datetime as dt

    from xladdin.dunning.followed import AccountKey
    from xladdin.ledger.ledger import Ledger


class AccountRows:
    """The items of each account and the settlements of each item, sorted once.

    Attributes:
        ledger: as given.
        as_of: as given.
        outstanding: cents per item at close of ``as_of``.
    """

    def __init__(self, ledger: Ledger, as_of: dt.date) -> None:
        self.ledger, self.as_of = ledger, as_of
        self.outstanding = ledger.outstanding(as_of)
        self._width = len(ledger.currencies)
        accounts = ledger.accounts()
        self._by_account = np.argsort(accounts, kind="stable")
        self._accounts = accounts[self._by_account]
        self._by_item = np.argsort(ledger.settlements.item, kind="stable")
        self._items = ledger.settlements.item[self._by_item].astype(np.int64)

    def items(self, account: AccountKey) -> list[int]:
        """Rows of the items of an account, in the order of the ledger."""
        place = account.customer * self._width + account.currency
        first, last = np.searchsorted(self._accounts, [place, place + 1])
        rows: list[int] = self._by_account[first:last].tolist()
        return rows

    def settlements(self, item: int) -> list[int]:
        """Rows of the settlements of an item, in the order of the ledger."""
        first, last = np.searchsorted(self._items, [item, item + 1])
        rows: list[int] = self._by_item[first:last].tolist()
        return rows
