"""Splitting an invoice into instalments."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from xladdin.errors import ArgumentError
from xladdin.ledger.payment_plan import InstalmentRule, Portion, split_amount

REST = InstalmentRule(Portion.REMAINDER, months=2, day_of_month=15, days=30)


def quarters_then_fixed(fixed: str) -> list[InstalmentRule]:
    """25 % at 30 days, 25 % at one month, a fixed amount at one month + 30 days, the rest."""
    return [
        InstalmentRule(Portion.PERCENT, Decimal(25), days=30),
        InstalmentRule(Portion.PERCENT, Decimal(25), months=1),
        InstalmentRule(Portion.FIXED, Decimal(fixed), months=1, days=30),
        REST,
    ]


@pytest.mark.parametrize(
    ("amount", "fixed", "shares"),
    [
        (158735, "39684", [39684, 39684, 39684, 39683]),
        (-1000, "400", [-250, -250, -400, -100]),
    ],
)
def test_the_last_instalment_takes_the_rounding(amount: int, fixed: str, shares: list[int]) -> None:
    instalments = split_amount(amount, dt.date(2011, 10, 1), quarters_then_fixed(fixed))
    dates = [dt.date(2011, 10, 31), dt.date(2011, 11, 1), dt.date(2011, 12, 1), dt.date(2012, 1, 14)]
    assert list(instalments) == list(zip(dates, shares, strict=True))


def test_a_day_beyond_the_month_is_its_last() -> None:
    rule = InstalmentRule(Portion.REMAINDER, months=1, day_of_month=31)
    assert rule.due(dt.date(2026, 1, 5)) == dt.date(2026, 2, 28)


@pytest.mark.parametrize(
    "plan",
    [
        [],
        [InstalmentRule(Portion.PERCENT, Decimal(100))],
        [REST, REST],
        [REST, InstalmentRule(Portion.PERCENT, Decimal(50))],
    ],
)
def test_a_plan_ends_with_its_only_remainder(plan: list[InstalmentRule]) -> None:
    with pytest.raises(ArgumentError, match="solde"):
        split_amount(100, dt.date(2026, 1, 1), plan)


@given(
    st.integers(-(10**12), 10**12),
    st.lists(st.decimals(0, 100, places=3), max_size=6),
)
def test_nothing_is_lost_in_the_split(amount: int, shares: list[Decimal]) -> None:
    plan = [*(InstalmentRule(Portion.PERCENT, share) for share in shares), REST]
    assert sum(cents for _, cents in split_amount(amount, dt.date(2026, 1, 1), plan)) == amount
