"""Amounts as people write them, one column at a time."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from xladdin.model.wording import french_amount
from xladdin.workbook.amounts import read_amounts

if TYPE_CHECKING:
    from decimal import Decimal


@pytest.mark.parametrize(
    ("text", "cents"),
    [
        ("1 234,56 €", 123456),
        ("1\u202f234,56\u00a0€", 123456),
        ("1.234,56", 123456),
        ("1,234.56", 123456),
        ("1'234.50", 123450),
        ("1’234.50", 123450),
        ("1.234.567", 123456700),
        ("1500000.000", 150000000),
        ("1 234,567", 123457),
        ("0,285", 29),
        ("-0,285", -29),
        (",50", 50),
        ("5,", 500),
        ("00123", 12300),
        ("(12,00)", -1200),
        ("(1 234,56 €)", -123456),
        ("12,00-", -1200),
        ("\u221212", -1200),
        ("-€12", -1200),
        ("+12", 1200),
        ("€\u00a0  - 0", 0),
        ("- 0 €", 0),
        ("- €", 0),
        ("-   €", 0),
        ("-", 0),
        ("ILS 12", 1200),
        ("$1,234.50", 123450),
    ],
)
def test_a_text_is_read_to_the_cent(text: str, cents: int) -> None:
    column = read_amounts([text])
    assert column.cents.tolist() == [cents]
    assert column.present.all()
    assert not column.bad
    assert not column.clean, "a formula cannot add texts"


@pytest.mark.parametrize(
    "text", ["12,5 k€", "12 %", "n/a", "#N/A", "12 34", "1 2345", "EUR", "(12", "-12-", "12€50", "1e5", "."]
)
def test_what_is_no_amount_is_never_zero(text: str) -> None:
    column = read_amounts(["1,00", text])
    assert column.bad == {1: text}
    assert column.present.tolist() == [True, False]


@pytest.mark.parametrize(
    "cell", [True, dt.date(2026, 6, 30), dt.time(6), dt.timedelta(1), float("nan"), 1e15]
)
def test_other_values_are_no_amount(cell: object) -> None:
    column = read_amounts([1.0, cell])
    assert list(column.bad) == [1]
    assert column.cents.tolist() == [100, 0]
    assert not column.clean


def test_blanks_are_absent_and_not_bad() -> None:
    column = read_amounts(["", None, "  ", "\u00a0", 2.5])
    assert column.present.tolist() == [False, False, False, False, True]
    assert not column.bad
    assert column.clean


def test_an_empty_column_is_read() -> None:
    assert len(read_amounts([]).cents) == 0


@pytest.mark.parametrize(
    ("sibling", "thousand", "with_comma"),
    [
        ("12,50", 123400, 123),
        ("12.50", 123, 123400),
        ("1.234.567", 123400, 123),
        ("1500000.000", 123, 123400),
    ],
)
def test_siblings_decide_how_one_separator_is_meant(sibling: str, thousand: int, with_comma: int) -> None:
    column = read_amounts([sibling, "1.234", "1,234"])
    assert column.cents.tolist()[1:] == [thousand, with_comma]
    assert column.ambiguous == ()


def test_without_siblings_the_french_reading_holds_and_is_reported() -> None:
    column = read_amounts(["1.234", "950"])
    assert column.cents.tolist() == [123400, 95000]
    assert column.ambiguous == (0,)


def test_siblings_that_disagree_decide_nothing() -> None:
    column = read_amounts(["1,50", "2.50", "1.234"])
    assert column.cents.tolist() == [150, 250, 123400]
    assert column.ambiguous == (2,)


def test_currencies_are_noted_where_a_text_names_one() -> None:
    column = read_amounts(["12 €", "13", "14 EUR", 15.0])
    assert column.currencies == {0: "EUR", 2: "EUR"}
    assert column.currency == "EUR"
    assert read_amounts(["12 €", "12 CHF"]).currency == ""


def test_true_numbers_are_clean_and_exact() -> None:
    column = read_amounts([0.285, -0.285, 1.005, 100, ""])
    assert column.cents.tolist() == [29, -29, 101, 10000, 0]
    assert column.clean


@given(st.lists(st.integers(-(10**12), 10**12)))
def test_what_we_write_in_french_is_read_back(cents: list[int]) -> None:
    column = read_amounts([french_amount(one) for one in cents])
    assert column.cents.tolist() == cents
    assert column.present.all()
    assert column.ambiguous == ()


@given(st.lists(st.decimals(-(10**9), 10**9, places=2, allow_nan=False)))
def test_numbers_and_their_texts_are_the_same_amounts(amounts: list[Decimal]) -> None:
    numbers = read_amounts([float(one) for one in amounts])
    texts = read_amounts([f"{one:f}" for one in amounts])
    assert np.array_equal(numbers.cents, texts.cents)
