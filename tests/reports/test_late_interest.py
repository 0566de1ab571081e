"""Pénalités de retard, day by day."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal
from fractions import Fraction
from itertools import pairwise
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from strategies import CUSTOMERS, Record, Records, as_of_dates, records

from xladdin.ledger.ledger import Ledger
from xladdin.ledger.rates import FRENCH_RATES, HalfYear, RateTable
from xladdin.ledger.standing import Category
from xladdin.model.settings import Settings
from xladdin.reports.interest_periods import InterestPeriod, interest_periods, round_cents
from xladdin.reports.late_interest import ItemInterest, late_interest
from xladdin.reports.penalty_rate import STATUTORY_RATES, AppliedRate, PenaltyRates

JULY_31 = dt.date(2024, 7, 31)


def invoice(amount: float = 10_000, **more: object) -> Record:
    dates = {"issued": "2024-04-01", "due": "2024-05-31"}
    return {"number": "F1", "customer": "C1", "amount": amount, **dates, **more}


def only(
    settlements: list[Record],
    as_of: dt.date = JULY_31,
    rates: PenaltyRates = STATUTORY_RATES,
    customer: Record | None = None,
    **more: Any,
) -> ItemInterest:
    """Charges of the one late item."""
    ledger = Ledger.from_records([invoice(**more)], settlements, [{"code": "C1", **(customer or {})}])
    (item,) = late_interest(ledger, as_of, rates=rates).items
    return item


def paid(date: str | None, amount: float) -> Record:
    return {"number": "F1", "date": date, "amount": amount}


def spans(item: ItemInterest) -> list[tuple[str, str, int]]:
    return [(str(period.first), str(period.last), period.outstanding) for period in item.periods]


@pytest.mark.parametrize(
    ("as_of", "days"), [("2024-05-30", 0), ("2024-05-31", 0), ("2024-06-01", 1), ("2024-06-30", 30)]
)
def test_interest_runs_from_the_day_after_the_due_date(as_of: str, days: int) -> None:
    ledger = Ledger.from_records([invoice()])
    items = late_interest(ledger, dt.date.fromisoformat(as_of)).items
    assert sum(period.days for item in items for period in item.periods) == days


def test_a_part_payment_counts_from_the_day_after_it() -> None:
    item = only([paid("2024-06-10", 4_000)], as_of=dt.date(2024, 6, 20))
    assert spans(item) == [("2024-06-01", "2024-06-10", 1_000_000), ("2024-06-11", "2024-06-20", 600_000)]
    assert item.interest == 6_356  # 3 972.60 + 2 383.56


def test_the_day_of_payment_still_bears_interest() -> None:
    item = only([paid("2024-06-10", 10_000)])
    assert spans(item) == [("2024-06-01", "2024-06-10", 1_000_000)]


def test_a_returned_debit_makes_it_run_again() -> None:
    item = only([paid("2024-05-31", 10_000), paid("2024-06-10", -10_000)], as_of=dt.date(2024, 6, 12))
    assert spans(item) == [("2024-06-11", "2024-06-12", 1_000_000)]


def test_what_was_settled_without_a_date_bears_none() -> None:
    assert spans(only([paid(None, 9_000)], as_of=dt.date(2024, 6, 2))) == [
        ("2024-06-01", "2024-06-02", 100_000)
    ]


def test_an_invoice_issued_after_its_due_date_bears_interest_after_its_issue() -> None:
    item = only([], as_of=dt.date(2024, 6, 12), issued="2024-06-10")
    assert spans(item) == [("2024-06-11", "2024-06-12", 1_000_000)]


@pytest.mark.parametrize("date", ["2024-04-01", "2024-05-31"])
def test_paid_in_time_costs_nothing(date: str) -> None:
    ledger = Ledger.from_records([invoice()], [paid(date, 10_000)])
    assert late_interest(ledger, JULY_31).items == ()


def test_credits_and_bills_bear_none() -> None:
    ledger = Ledger.from_records(
        [
            invoice(-50, kind="AVOIR"),
            invoice(50, number="E1", kind="EFFET"),
            invoice(5, number="X", kind="FRAIS"),
        ]
    )
    assert late_interest(ledger, JULY_31).items == ()


def test_every_half_year_has_its_own_rate() -> None:
    item = only([], as_of=dt.date(2025, 1, 2))
    assert [(period.days, period.rate.percent) for period in item.periods] == [
        (30, Decimal("14.50")),
        (184, Decimal("14.25")),
        (2, Decimal("13.15")),
    ]


def test_a_public_buyer_keeps_the_rate_of_the_half_year_in_which_the_delay_began() -> None:
    item = only([], as_of=dt.date(2025, 1, 2), customer={"category": "public"})
    assert [(period.days, period.rate.percent) for period in item.periods] == [(216, Decimal("12.50"))]
    assert item.indemnity == 4_000


def test_consumers_owe_neither_interest_nor_indemnity() -> None:
    item = only([], customer={"category": "Particulier"})
    assert (item.interest, item.indemnity, item.periods) == (0, 0, ())
    assert "consommateur" in item.reason


def test_insolvency_proceedings_withhold_and_say_what_to_do() -> None:
    item = only([], customer={"insolvency": "RJ du 03/06/2024"})
    assert (item.interest, item.indemnity) == (None, 0)
    assert "BODACC" in item.reason


@pytest.mark.parametrize(
    ("contractual", "percent", "source"),
    [
        ("16", Decimal(16), "taux contractuel"),
        ("15.21", Decimal("15.21"), "taux contractuel"),
        ("15.20", Decimal("15.21"), "plancher légal : 3 × 5,07 %"),
        ("0", Decimal("15.21"), "plancher légal : 3 × 5,07 %"),
    ],
)
def test_a_contractual_rate_has_a_floor_of_three_times_the_legal_rate(
    contractual: str, percent: Decimal, source: str
) -> None:
    item = only([], as_of=dt.date(2024, 6, 30), rates=PenaltyRates(contractual_percent=Decimal(contractual)))
    (period,) = item.periods
    assert period.rate.percent == percent
    assert period.rate.source.replace("\u00a0", " ") == source


def test_an_unknown_legal_rate_leaves_the_floor_unchecked_and_says_so() -> None:
    ledger = Ledger.from_records([invoice(due="2026-06-30")])
    found = late_interest(ledger, dt.date(2026, 7, 10), rates=PenaltyRates(contractual_percent=Decimal(12)))
    assert found.items[0].interest == 3_288
    assert [problem.code for problem in found.problems] == ["taux-legal-inconnu"]
    assert "2e semestre 2026" in found.problems[0].message


def test_a_missing_half_year_withholds_that_invoice_only_and_is_named() -> None:
    ledger = Ledger.from_records(
        [invoice(due="2026-12-01"), invoice(number="F2", due="2026-12-01")],
        [{"number": "F2", "date": "2026-12-11", "amount": 10_000}],
    )
    found = late_interest(ledger, dt.date(2027, 1, 5))
    withheld, known = found.items
    assert (withheld.interest, withheld.indemnity) == (None, 4_000)
    assert "1er semestre 2027" in withheld.reason
    assert known.interest == found.interest == 3_397
    assert [(problem.code, "F1" in problem.message) for problem in found.problems] == [
        ("taux-bce-inconnu", True)
    ]


def test_the_indemnity_is_owed_once_per_piece_whatever_its_instalments() -> None:
    ledger = Ledger.from_records([invoice(100, due="2024-06-30"), invoice(50, due="2024-05-31")])
    found = late_interest(ledger, JULY_31)
    assert [item.indemnity for item in found.items] == [0, 4_000]
    assert found.indemnity == 4_000


def test_another_currency_has_interest_but_no_indemnity_in_euros() -> None:
    found = late_interest(Ledger.from_records([invoice(currency="USD")]), JULY_31)
    assert (found.currency, found.interest, found.indemnity) == ("USD", 24_021, 0)


def test_the_explanation_reads_as_a_sum() -> None:
    lines = [
        line.replace("\u00a0", " ").replace("\u202f", " ") for line in only([], amount=1_000).explanation
    ]
    assert lines == [
        "Du 01/06/2024 au 30/06/2024 : 1 000,00 × 14,50 % × 30 j / 365 = 11,92 (taux BCE 4,50 % + 10 points)",
        "Du 01/07/2024 au 31/07/2024 : 1 000,00 × 14,25 % × 31 j / 365 = 12,10 (taux BCE 4,25 % + 10 points)",
        "Pénalités : 24,02",
        "Indemnité forfaitaire de recouvrement : 40,00",
    ]


def test_parts_are_rounded_once_added() -> None:
    # Two parts of a quarter of a cent each: rounded apart they vanish.
    rates = PenaltyRates(
        RateTable(ecb={HalfYear(2024, 1): Decimal("4.97"), HalfYear(2024, 2): Decimal("4.97")})
    )
    item = only([], amount=6.1, due="2024-06-29", as_of=dt.date(2024, 7, 1), rates=rates)
    assert [round_cents(period.interest or Fraction(0)) for period in item.periods] == [0, 0]
    assert item.interest == 1


def test_settings_give_the_contractual_rate() -> None:
    assert PenaltyRates.from_settings(Settings()).contractual_percent is None
    own = RateTable({HalfYear(2026, 1): Decimal(2)})
    assert PenaltyRates.from_settings(Settings(), own) == PenaltyRates(own)
    assert PenaltyRates.from_settings(Settings(contractual_rate_percent=12.1)) == PenaltyRates(
        FRENCH_RATES, Decimal("12.1")
    )


settlements = st.lists(
    st.tuples(st.dates(dt.date(2024, 5, 1), dt.date(2024, 9, 30)), st.integers(-50_000, 50_000)), max_size=6
)


@given(settlements, st.integers(1, 100_000), st.integers(0, 200), st.sampled_from(Category))
def test_periods_agree_with_a_count_of_every_day(
    dated: list[tuple[dt.date, int]], amount: int, days: int, category: Category
) -> None:
    due = dt.date(2024, 5, 31)
    as_of = due + dt.timedelta(days=days)
    total, began = Fraction(0), None
    for offset in range(1, days + 1):
        day = due + dt.timedelta(days=offset)
        left = amount - sum(cents for date, cents in dated if date < day)
        if left > 0:
            began = began or day
            rate = STATUTORY_RATES.on(day, began=began, category=category)
            total += left * Fraction(rate.percent or 0) / 36500
    periods = interest_periods(amount, dated, due, as_of, rates=STATUTORY_RATES, category=category)
    assert sum((period.interest or Fraction(0) for period in periods), Fraction(0)) == total
    assert all(before.last < after.first for before, after in pairwise(periods))


@given(records(), as_of_dates, st.integers(0, 100))
def test_interest_never_falls_with_time(drawn: Records, as_of: dt.date, later: int) -> None:
    ledger = drawn.ledger()
    before, after = late_interest(ledger, as_of), late_interest(ledger, as_of + dt.timedelta(days=later))
    interest = {item.item: item.interest for item in after.items}
    for item in before.items:
        then = interest[item.item]
        assert then is None or (item.interest is not None and then >= item.interest)
    assert after.indemnity >= before.indemnity


@given(records(), as_of_dates)
def test_only_professionals_and_public_buyers_are_charged(drawn: Records, as_of: dt.date) -> None:
    consumers = {record["code"] for record in CUSTOMERS if record.get("category") == "consommateur"}
    for item in late_interest(drawn.ledger(), as_of).items:
        assert (item.indemnity == 0) >= (item.customer in consumers)
        assert item.interest is None or item.interest >= 0


def test_a_period_of_one_day() -> None:
    day = dt.date(2024, 6, 1)
    rate = AppliedRate(Decimal("36.5"), HalfYear(2024, 1), "essai")
    assert InterestPeriod(day, day, 100_000, rate).interest == 100
