"""Money to cents and back, without a stray cent."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from xladdin.model.arrays import floats_to_cents, to_cents, to_date, to_day


@pytest.mark.parametrize(
    ("amount", "cents"),
    [
        (0.285, 29), (-0.285, -29), (1.005, 101), (2.675, 268), (1234.56, 123456), (0, 0), ("12.30", 1230),
        (Decimal("0.005"), 1), (1e12 + 0.01, 100000000000001),
    ],
)  # fmt: skip
def test_halves_go_away_from_zero_in_decimal(amount: float | str | Decimal, cents: int) -> None:
    assert to_cents(amount) == cents


@pytest.mark.parametrize("amount", [float("nan"), float("inf"), "douze", ""])
def test_what_is_no_number_is_refused(amount: float | str) -> None:
    with pytest.raises(ValueError, match="not an amount"):
        to_cents(amount)


@given(st.lists(st.one_of(
    st.floats(-1e11, 1e11, allow_nan=False),
    st.integers(-(10**13), 10**13).map(lambda thousandths: thousandths / 1000),
)))  # fmt: skip
def test_a_column_rounds_like_its_cells(amounts: list[float]) -> None:
    column = floats_to_cents(np.array(amounts, dtype=np.float64))
    assert column.tolist() == [to_cents(amount) for amount in amounts]


@given(st.none() | st.dates())
def test_days_come_back_as_dates(date: dt.date | None) -> None:
    assert to_date(to_day(date)) == date


def test_the_day_of_a_datetime() -> None:
    assert to_date(to_day(dt.datetime(2026, 6, 30, 23, 59))) == dt.date(2026, 6, 30)  # noqa: DTZ001
