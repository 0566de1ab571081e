"""Laws of the ledger: every cent is somewhere, whatever the order of the rows."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from decimal import Decimal
from typing import TYPE_CHECKING

import numpy as np
from hypothesis import given
from hypothesis import strategies as st
from strategies import as_of_dates, records

from xladdin.ledger.ledger import Ledger
from xladdin.model.arrays import to_cents
from xladdin.model.wording import Kind

if TYPE_CHECKING:
    import random

    from strategies import Records

FOR_EVER = dt.date(9999, 12, 31)


def on_or_before(day: object, as_of: dt.date) -> bool:
    assert isinstance(day, dt.date)
    return day <= as_of


def cents(record: dict[str, object]) -> int:
    amount = record["amount"]
    assert isinstance(amount, Decimal)
    return to_cents(amount)


@given(records(currencies=("EUR", "USD")))
def test_what_is_left_in_the_end_is_what_was_invoiced_less_what_was_settled(sample: Records) -> None:
    ledger = sample.ledger()
    # Bills and fees that a settlement names are settled like any other piece; by sum nothing escapes.
    invoiced = sum(cents(invoice) for invoice in sample.invoices)
    settled = sum(
        cents(settlement)
        for settlement in sample.settlements
        if settlement["number"] is not None or settlement.get("matched") is None
    )
    assert ledger.outstanding(FOR_EVER).sum() == invoiced - settled


@given(records(), as_of_dates)
def test_each_piece_is_its_amount_less_what_names_it(sample: Records, as_of: dt.date) -> None:
    ledger = sample.ledger()
    expected = {
        invoice["number"]: cents(invoice)
        - sum(
            cents(settlement)
            for settlement in sample.settlements
            if settlement["number"] == invoice["number"]
            and (settlement["date"] is None or on_or_before(settlement["date"], as_of))
        )
        for invoice in sample.invoices
        if on_or_before(invoice["issued"], as_of)
    }
    own = ledger.items.kind != Kind.REGLEMENT
    left = dict(zip(ledger.items.number[own], ledger.outstanding(as_of)[own].tolist(), strict=True))
    assert {number: left[number] for number in expected} == expected
    assert all(left[number] == 0 for number in left if number not in expected)


@given(records(), as_of_dates, st.randoms(use_true_random=False))
def test_the_order_of_rows_never_matters(sample: Records, as_of: dt.date, shuffler: random.Random) -> None:
    def open_items(ledger: Ledger) -> Counter[tuple[str, str, int]]:
        code = ledger.customers.code[ledger.items.customer]
        return Counter(zip(code, ledger.items.number, ledger.outstanding(as_of).tolist(), strict=True))

    invoices, settlements = list(sample.invoices), list(sample.settlements)
    shuffler.shuffle(invoices)
    shuffler.shuffle(settlements)
    assert open_items(Ledger.from_records(invoices, settlements)) == open_items(
        Ledger.from_records(sample.invoices, sample.settlements)
    )


@given(
    st.lists(st.integers(1, 5_000), min_size=2, max_size=5),
    st.lists(st.tuples(st.integers(0, 30), st.integers(-4_000, 6_000)), max_size=6),
)
def test_instalments_share_a_piece_without_losing_a_cent(
    parts: list[int], paid: list[tuple[int, int]]
) -> None:
    start = dt.date(2026, 1, 1)
    invoices = [
        {
            "number": "F1",
            "customer": "C1",
            "issued": start,
            "due": start + dt.timedelta(days=30 * place),
            "amount": Decimal(part) / 100,
        }
        for place, part in enumerate(parts)
    ]
    settlements = [
        {"number": "F1", "date": start + dt.timedelta(days=day), "amount": Decimal(amount) / 100}
        for day, amount in paid
    ]
    ledger = Ledger.from_records(invoices, settlements)
    for day in range(31):
        as_of = start + dt.timedelta(days=day)
        left = ledger.outstanding(as_of)
        assert left.sum() == sum(parts) - sum(amount for when, amount in paid if when <= day)
    if all(amount >= 0 for _, amount in paid) and sum(amount for _, amount in paid) <= sum(parts):
        settled = np.array(parts) - left
        started = np.flatnonzero(settled)
        assert all(left[: started[-1]] == 0) if len(started) else True, "an older instalment was passed over"
