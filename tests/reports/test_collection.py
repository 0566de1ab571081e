"""Taux de recouvrement and taux des règlements non affectés."""

from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st
from strategies import FIRST_DAY, LAST_DAY, Record, Records, records

from xladdin.errors import ArgumentError
from xladdin.ledger.ledger import Ledger
from xladdin.reports.collection import CollectionRate, Progress, collection_rate, collection_rates_by
from xladdin.reports.unallocated import unallocated_rate

JUNE_20 = dt.date(2026, 6, 20)
month_days = st.dates(FIRST_DAY, LAST_DAY)


def invoice(number: str, issued: str, due: str, amount: float = 100, **more: object) -> Record:
    return {"number": number, "customer": "C1", "issued": issued, "due": due, "amount": amount, **more}


def paid(number: str | None, date: str | None, amount: float = 100, **more: object) -> Record:
    return {"customer": "C1", "number": number, "date": date, "amount": amount, **more}


def rate_of(invoices: list[Record], settlements: list[Record], as_of: dt.date = JUNE_20) -> CollectionRate:
    return collection_rate(Ledger.from_records(invoices, settlements), "2026-06", as_of)


@pytest.mark.parametrize(
    ("issued", "due", "inside"),
    [
        ("2026-05-01", "2026-05-31", True),
        ("2026-05-31", "2026-06-30", True),
        ("2026-06-01", "2026-06-30", True),
        ("2026-06-20", "2026-06-20", True),
        ("2026-06-21", "2026-06-25", False),  # not issued yet
        ("2026-05-31", "2026-07-01", False),  # due after the month
        (None, "2026-06-30", True),
    ],
)
def test_the_perimeter(issued: str, due: str, inside: bool) -> None:
    found = rate_of([invoice("F1", issued, due)], [])
    assert found.to_collect == (10_000 if inside else 0)
    assert found.rate == (0 if inside else None)


@pytest.mark.parametrize(
    ("date", "to_collect", "collected"),
    [
        ("2026-05-31", 0, 0),
        ("2026-06-01", 10_000, 10_000),
        ("2026-06-20", 10_000, 10_000),
        ("2026-06-21", 10_000, 0),
    ],
)
def test_payments_count_from_the_first_of_the_month_to_the_day(
    date: str, to_collect: int, collected: int
) -> None:
    found = rate_of([invoice("F1", "2026-04-01", "2026-05-01")], [paid("F1", date)])
    assert (found.to_collect, found.collected) == (to_collect, collected)
    assert found.remaining == to_collect - collected


def test_what_was_paid_in_advance_is_not_to_collect() -> None:
    found = rate_of([invoice("F1", "2026-06-05", "2026-06-30")], [paid("F1", "2026-05-20", 30)])
    assert (found.to_collect, found.collected) == (7_000, 0)


def test_credit_notes_count_and_are_shown_apart() -> None:
    credit = invoice("A1", "2026-06-10", "2026-06-10", -40, kind="AVOIR", applied_to="F1")
    found = rate_of([invoice("F1", "2026-04-01", "2026-05-01"), credit], [paid("F1", "2026-06-11", 10)])
    assert (found.to_collect, found.collected, found.credit_notes) == (10_000, 5_000, 4_000)
    assert found.rate == 0.5


def test_credits_and_unallocated_payments_are_outside() -> None:
    credit = invoice("A1", "2026-06-10", "2026-06-10", -40, kind="AVOIR")
    found = rate_of([invoice("F1", "2026-04-01", "2026-05-01"), credit], [paid(None, "2026-06-11", 10)])
    assert (found.to_collect, found.collected) == (10_000, 0)


def test_an_overpayment_does_not_pay_for_another_piece() -> None:
    late = [invoice("F1", "2026-04-01", "2026-05-01"), invoice("F2", "2026-04-02", "2026-05-02")]
    found = rate_of(late, [paid("F1", "2026-06-11", 150)])
    assert (found.to_collect, found.collected, found.remaining) == (20_000, 10_000, 10_000)


def test_a_returned_debit_lowers_what_was_collected() -> None:
    late = [invoice("F1", "2026-04-01", "2026-05-01")]
    found = rate_of(late, [paid("F1", "2026-05-05", 60), paid("F1", "2026-06-11", -60)])
    assert (found.to_collect, found.collected, found.remaining) == (4_000, -6_000, 10_000)


def test_settled_without_a_date_is_counted_apart() -> None:
    late = [invoice("F1", "2026-04-01", "2026-05-01"), invoice("F2", "2026-04-02", "2026-05-02")]
    found = rate_of(late, [paid("F1", None), paid("F2", "2026-06-01", 25)])
    assert (found.undated_count, found.undated_cents) == (1, 10_000)
    assert (found.to_collect, found.collected) == (10_000, 2_500)


def test_after_the_month_it_is_looked_at_on_its_last_day() -> None:
    late = [invoice("F1", "2026-04-01", "2026-05-01")]
    found = rate_of(late, [paid("F1", "2026-07-01")], as_of=dt.date(2026, 9, 1))
    assert (found.day, found.collected, len(found.days)) == (dt.date(2026, 6, 30), 0, 30)


def test_day_by_day() -> None:
    found = rate_of(
        [invoice("F1", "2026-04-01", "2026-05-01"), invoice("F2", "2026-06-03", "2026-06-30", 300)],
        [paid("F1", "2026-06-02", 50), paid("F2", "2026-06-04", 300)],
        as_of=dt.date(2026, 6, 4),
    )
    progress = [(day.day.day, day.to_collect, day.collected) for day in found.days]
    assert progress == [(1, 10_000, 0), (2, 10_000, 5_000), (3, 40_000, 5_000), (4, 40_000, 35_000)]
    assert [day.rate for day in found.days] == [0, 0.5, 0.125, 0.875]


@pytest.mark.parametrize("month", ["2026-06", dt.date(2026, 6, 1), dt.date(2026, 6, 30)])
def test_a_month_is_named_by_any_of_its_days(month: dt.date | str) -> None:
    assert collection_rate(Ledger.from_records([]), month, JUNE_20).month == dt.date(2026, 6, 1)


@pytest.mark.parametrize("month", ["juin 2026", "2026-13", "2026-07"])
def test_no_month_or_one_to_come_is_refused(month: str) -> None:
    for report in (collection_rate, unallocated_rate):
        with pytest.raises(ArgumentError):
            report(Ledger.from_records([]), month, JUNE_20)


def test_by_collector() -> None:
    ledger = Ledger.from_records(
        [
            invoice("F1", "2026-04-01", "2026-05-01", collector="Anne"),
            invoice("F2", "2026-04-01", "2026-05-01", collector="Paul"),
            invoice("F3", "2026-04-01", "2026-05-01"),
        ],
        [paid("F2", "2026-06-02", 60)],
    )
    rates = collection_rates_by(ledger, "collector", "2026-06", JUNE_20)
    assert {name: rate.rate for name, rate in rates.items()} == {"": 0, "Anne": 0, "Paul": 0.6}


@given(records(), month_days, st.integers(0, 60))
def test_bounds(drawn: Records, day: dt.date, later: int) -> None:
    found = collection_rate(drawn.ledger(), day, day + dt.timedelta(days=later))
    assert found.rate is None or found.rate <= 1
    assert found.to_collect >= 0
    assert found.remaining >= 0
    assert found.days[-1] == Progress(found.day, found.to_collect, found.collected)


@given(records(returned=False, undated=False), month_days)
def test_without_returned_debits_progress_never_falls(drawn: Records, day: dt.date) -> None:
    found = collection_rate(drawn.ledger(), day, day)
    collected = [0, *(progress.collected for progress in found.days)]
    assert collected == sorted(collected)


@given(records(), month_days)
def test_collectors_add_up_to_the_ledger(drawn: Records, day: dt.date) -> None:
    ledger = drawn.ledger()
    whole = collection_rate(ledger, day, day)
    parts = collection_rates_by(ledger, "collector", day, day).values()
    assert sum(part.to_collect for part in parts) == whole.to_collect
    assert sum(part.collected for part in parts) == whole.collected


def test_a_payment_is_unallocated_from_its_date_to_its_lettering() -> None:
    ledger = Ledger.from_records(
        [invoice("F1", "2026-04-01", "2026-05-01", 1000)],
        [
            paid(None, "2026-05-20", 80),
            paid(None, "2026-05-21", 30, matched="2026-05-31"),  # matched before the month
            paid(None, "2026-06-02", 50, matched="2026-06-10"),
            paid(None, "2026-06-21", 70),  # after the day
            paid("F1", "2026-05-28", 20, matched="2026-06-03"),  # names its piece, matched later
            paid("F1", "2026-05-28", 11),  # matched on receipt
        ],
    )
    found = unallocated_rate(ledger, "2026-06", JUNE_20)
    assert (found.opening, found.received, found.matched) == (10_000, 5_000, 7_000)
    assert found.rate == pytest.approx(7 / 15)
    assert [day.matched for day in found.days[1:4]] == [0, 2_000, 2_000]


def test_without_unallocated_payments_there_is_no_rate() -> None:
    assert unallocated_rate(Ledger.from_records([]), "2026-06", JUNE_20).rate is None


@given(records(returned=False), month_days, st.integers(0, 60))
def test_no_more_is_matched_than_was_waiting(drawn: Records, day: dt.date, later: int) -> None:
    found = unallocated_rate(drawn.ledger(), day, day + dt.timedelta(days=later))
    assert 0 <= found.matched <= found.base
