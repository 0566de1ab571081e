"""Laws of cases, whatever the pieces, the payments and the days."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from typing import TYPE_CHECKING

import numpy as np
from case_samples import kept, step, work_of
from dunning_samples import Office
from hypothesis import given
from hypothesis import strategies as st
from strategies import days, records

from xladdin.dunning.case import CaseState
from xladdin.dunning.case_record import CaseRecord
from xladdin.dunning.shipped import SAGE_100, SMALL_COMPANY

if TYPE_CHECKING:
    from xladdin.ledger.ledger import Ledger

scenarios = st.sampled_from([SAGE_100, SMALL_COMPANY])
gaps = st.lists(st.integers(1, 20), min_size=3, max_size=10)


@st.composite
def offices(draw: st.DrawFn) -> tuple[Office, dt.date]:
    """An office after a few campaigns of which everything was done, and the day of the last."""
    office = Office(draw(records(currencies=("EUR", "USD"))).ledger(), draw(scenarios))
    date = draw(days)
    for gap in draw(gaps):
        date += dt.timedelta(days=gap)
        step(office, date)
    return office, date


@given(offices(), st.booleans())
def test_entries_tie_to_what_is_due_and_the_provision_is_a_share_of_it(
    made: tuple[Office, dt.date], by_hand: bool
) -> None:
    office, as_of = made
    ledger = office.ledger
    opened = [CaseRecord(customer=code, opened=as_of) for code in ledger.customers.code] if by_hand else []
    left = ledger.outstanding(as_of)
    items = ledger.items
    for case in work_of(office, as_of, *opened).cases:
        currency = ledger.currencies.index(case.record.currency)
        customer = ledger.customers.code.tolist().index(case.record.customer)
        own = (items.customer == customer) & (items.currency == currency) & items.is_receivable()
        in_credit = left[own & (left < 0)].sum() if case.is_open else 0
        # A debt that was overpaid is a credit of the account as well as a piece of the case.
        credits_of_pieces = sum(left[row] for row in case.rows if left[row] < 0) if case.is_open else 0
        assert case.outstanding == left[list(case.rows)].sum() + in_credit - credits_of_pieces
        assert 0 <= case.provision <= max(case.outstanding, 0)
        assert all(items.due[row] < np.datetime64(as_of) for row in case.rows)
        assert (case.state is CaseState.PAID) == (
            bool(case.rows) and all(left[row] <= 0 for row in case.rows)
        )


@given(offices())
def test_what_the_sheet_keeps_gives_the_same_cases_again(made: tuple[Office, dt.date]) -> None:
    office, as_of = made
    once = work_of(office, as_of)
    again = work_of(office, as_of, *kept(once), last_numbers=once.last_numbers)
    assert again == once
    numbers = [case.record.number for case in once.cases]
    assert len(set(numbers)) == len(numbers)


@given(offices())
def test_a_piece_is_in_one_case_and_an_account_has_one_open(made: tuple[Office, dt.date]) -> None:
    office, as_of = made
    cases = work_of(office, as_of).cases
    rows = [row for case in cases for row in case.rows]
    assert len(set(rows)) == len(rows)
    standing = [(case.record.customer, case.record.currency) for case in cases if case.is_open]
    assert len(set(standing)) == len(standing)


@given(offices())
def test_once_everything_is_paid_no_case_is_open_and_nothing_is_left_to_do(
    made: tuple[Office, dt.date],
) -> None:
    office, as_of = made
    before = work_of(office, as_of)
    ledger = office.ledger
    after = as_of + dt.timedelta(days=1)
    paid = _paid_in_full(ledger, after)
    office.ledger = paid
    work = work_of(office, after, *kept(before))
    assert [case.state for case in work.cases if case.rows] == [
        CaseState.PAID for case in work.cases if case.rows
    ]
    assert work.to_do == ()


def _paid_in_full(ledger: Ledger, on: dt.date) -> Ledger:
    """The ledger with one payment more for each item that is open on ``on``."""
    left = ledger.outstanding(on)
    rows = np.flatnonzero((left != 0) & ledger.items.is_receivable())
    one = ledger.settlements
    paid = replace(
        one,
        item=rows.astype(np.int32),
        date=np.full(len(rows), np.datetime64(on), dtype="datetime64[D]"),
        amount=left[rows],
        kind=np.full(len(rows), 3, dtype=np.int8),
        matched=np.full(len(rows), np.datetime64("NaT"), dtype="datetime64[D]"),
        sheet=np.full(len(rows), "", dtype=object),
        row=np.zeros(len(rows), dtype=np.int32),
    )
    return replace(ledger, settlements=one.followed_by(paid))
