"""Sums over the accounts of a ledger."""

from __future__ import annotations

import datetime as dt

from hypothesis import given
from hypothesis import strategies as st

from xladdin.ledger.ledger import Ledger

AS_OF = dt.date(2026, 6, 30)
CURRENCIES = ("EUR", "USD")
INVOICE = st.tuples(st.sampled_from("ABC"), st.sampled_from(CURRENCIES), st.integers(1, 10**9))


@given(st.lists(INVOICE, max_size=20))
def test_accounts_keep_customers_and_currencies_apart(invoices: list[tuple[str, str, int]]) -> None:
    records = (
        {"number": f"F{place}", "customer": code, "issued": AS_OF, "amount": cents / 100, "currency": unit}
        for place, (code, unit, cents) in enumerate(invoices)
    )  # fmt: skip
    ledger = Ledger.from_records(records)
    sums = ledger.sum_by_account(ledger.outstanding(AS_OF))
    assert sums.shape == (len(ledger.customers), len(ledger.currencies))
    for row, code in enumerate(ledger.customers.code):
        for column, currency in enumerate(ledger.currencies):
            own = [cents for one, unit, cents in invoices if (one, unit) == (code, currency)]
            assert sums[row, column] == sum(own)
