"""Which scenario each account follows; an account is one customer in one currency."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from xladdin.dunning.assignment import CustomerProfile
from xladdin.model.source_map import Field

if TYPE_CHECKING:
    import datetime as dt

    from xladdin.dunning.assignment import Scenarios
    from xladdin.dunning.scenario import Scenario
    from xladdin.ledger.ledger import Ledger


class AccountKey(NamedTuple):
    """Rows of the customer and of the currency in the ledger."""

    customer: int
    currency: int


def account_of(ledger: Ledger, row: int) -> AccountKey:
    """The account of one item."""
    return AccountKey(int(ledger.items.customer[row]), int(ledger.items.currency[row]))


class FollowedScenarios:
    """The scenario of an account at close of ``as_of``: what it owes in all may decide."""

    def __init__(self, ledger: Ledger, scenarios: Scenarios, as_of: dt.date) -> None:
        owed = np.where(ledger.items.is_receivable(), ledger.outstanding(as_of), 0)
        self._balances = ledger.sum_by_account(owed)
        self._customers, self._scenarios = ledger.customers, scenarios
        self._groups = ledger.customers.text(Field.GROUP)
        self._risks = ledger.customers.text(Field.RISK)
        self._found: dict[AccountKey, Scenario] = {}

    def of(self, account: AccountKey) -> Scenario:
        """The scenario that the account follows."""
        if account not in self._found:
            customer = account.customer
            profile = CustomerProfile(
                code=self._customers.code[customer],
                name=self._customers.name[customer],
                group=str(self._groups[customer]),
                risk=str(self._risks[customer]),
                balance=int(self._balances[customer, account.currency]),
            )
            self._found[account] = self._scenarios.followed_by(profile)
        return self._found[account]
