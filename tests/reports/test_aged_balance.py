"""Balance âgée: boundaries, credits, currencies, and the laws that hold for every ledger."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from typing import Literal

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from strategies import Records, as_of_dates, ledgers, records

from xladdin.errors import ArgumentError, SeveralCurrenciesError
from xladdin.ledger.ledger import Ledger
from xladdin.model.scale import AgeingScale
from xladdin.model.wording import Kind
from xladdin.reports.aged_balance import aged_balance, ageing_buckets, ageing_matrix

AS_OF = dt.date(2026, 6, 30)
SCALE = AgeingScale(30, 60, 90)
scales = st.lists(st.integers(1, 200), min_size=1, max_size=6, unique=True).map(
    lambda limits: AgeingScale(*sorted(limits))
)
bases: st.SearchStrategy[Literal["due", "issued"]] = st.sampled_from(["due", "issued"])


def invoice(days: int, amount: float | str = 100, **more: object) -> dict[str, object]:
    """An invoice issued and due ``days`` before AS_OF."""
    day = AS_OF - dt.timedelta(days=days)
    return {"number": f"F{days}", "customer": "C1", "issued": day, "due": day, "amount": amount, **more}


def cells(ledger: Ledger, **options: object) -> dict[str, int]:
    """Non-zero columns of customer C1, but the total."""
    row = aged_balance(ledger, AS_OF, **options).loc["C1"]  # type: ignore[arg-type]
    return {str(label): int(cents) for label, cents in row.items() if cents and label != "Total"}


@pytest.mark.parametrize(
    ("days", "label"),
    [
        (-30, "Non échu"),
        (-1, "Non échu"),
        (0, "Non échu"),
        (1, "1-30 j"),
        (30, "1-30 j"),
        (31, "31-60 j"),
        (60, "31-60 j"),
        (61, "61-90 j"),
        (90, "61-90 j"),
        (91, "> 90 j"),
        (4000, "> 90 j"),
    ],
)
def test_limits_are_inclusive(days: int, label: str) -> None:
    due = AS_OF - dt.timedelta(days=days)
    ledger = Ledger.from_records([invoice(5000, due=due)])
    assert cells(ledger) == {label: 10_000}


@pytest.mark.parametrize(
    ("days", "label"), [(0, "0-30 j"), (1, "0-30 j"), (30, "0-30 j"), (31, "31-60 j"), (91, "> 90 j")]
)
def test_by_issue_date_the_first_bucket_starts_at_0(days: int, label: str) -> None:
    ledger = Ledger.from_records([invoice(days, due=dt.date(2030, 1, 1))])
    assert cells(ledger, basis="issued") == {label: 10_000}


def test_by_issue_date_the_due_date_stands_in_for_an_unknown_issue_date() -> None:
    ledger = Ledger.from_records([invoice(45, issued=None)])
    assert cells(ledger, basis="issued") == {"31-60 j": 10_000}


def test_a_piece_without_any_date_is_not_due() -> None:
    ledger = Ledger.from_records([invoice(45, issued=None, due=None)])
    assert cells(ledger) == {"Non échu": 10_000}


def test_a_piece_issued_after_the_date_is_not_owed_yet() -> None:
    ledger = Ledger.from_records([invoice(-1), invoice(40)])
    assert cells(ledger) == {"31-60 j": 10_000}


def test_credits_stand_apart_or_in_the_bucket_of_their_date() -> None:
    ledger = Ledger.from_records(
        [invoice(45, 100), invoice(10, -30, kind="AVOIR")],
        [{"customer": "C1", "date": AS_OF - dt.timedelta(days=70), "amount": 25}],
    )
    assert cells(ledger) == {"31-60 j": 10_000, "Crédits non affectés": -5_500}
    assert cells(ledger, credits="bucket") == {"1-30 j": -3_000, "31-60 j": 10_000, "61-90 j": -2_500}
    assert aged_balance(ledger, AS_OF).loc["C1", "Total"] == 4_500


def test_an_overpaid_invoice_is_a_credit() -> None:
    ledger = Ledger.from_records([invoice(45)], [{"number": "F45", "date": AS_OF, "amount": 120}])
    assert cells(ledger) == {"Crédits non affectés": -2_000}


def test_bills_and_fees_are_left_out() -> None:
    ledger = Ledger.from_records(
        [
            invoice(45),
            invoice(10, 60, number="E1", kind="EFFET", applied_to="F45", due=dt.date(2026, 8, 31)),
            invoice(10, 15, number="X1", kind="FRAIS"),
        ]
    )
    assert cells(ledger) == {"31-60 j": 4_000}


def test_one_cent_left_is_reported() -> None:
    ledger = Ledger.from_records([invoice(10)], [{"number": "F10", "date": AS_OF, "amount": 99.99}])
    assert cells(ledger) == {"1-30 j": 1}


def test_settled_customers_are_left_out_and_the_others_sorted() -> None:
    ledger = Ledger.from_records(
        [invoice(1, customer="B"), invoice(2, customer="A"), invoice(3, customer="Z")],
        [{"number": "F3", "date": AS_OF, "amount": 100}],
    )
    table = aged_balance(ledger, AS_OF)
    assert list(table.index) == ["A", "B"]
    assert table.index.name == "customer"
    assert set(map(str, table.dtypes)) == {"int64"}


def test_an_empty_ledger_gives_an_empty_table_with_its_columns() -> None:
    table = aged_balance(Ledger.from_records([]), AS_OF, scale=AgeingScale(15))
    assert list(table.columns) == ["Non échu", "1-15 j", "> 15 j", "Crédits non affectés", "Total"]
    assert len(table) == 0


def test_currencies_are_never_added() -> None:
    ledger = Ledger.from_records([invoice(10), invoice(20, 50, currency="USD")])
    with pytest.raises(SeveralCurrenciesError) as caught:
        aged_balance(ledger, AS_OF)
    assert set(caught.value.currencies) == {"EUR", "USD"}
    assert cells(ledger, currency="USD") == {"1-30 j": 5_000}
    with pytest.raises(ArgumentError, match="CHF"):
        aged_balance(ledger, AS_OF, currency="CHF")


@pytest.mark.parametrize("option", [{"basis": "paid"}, {"credits": "hidden"}])
def test_unknown_options_are_refused(option: dict[str, str]) -> None:
    with pytest.raises(ArgumentError, match="inconnue"):
        cells(Ledger.from_records([invoice(10)]), **option)


def test_amounts_beyond_what_a_float_holds_are_exact() -> None:
    huge = [invoice(10, number=f"F{place}", amount="90071992547409.93") for place in range(3)]
    assert cells(Ledger.from_records(huge)) == {"1-30 j": 3 * 9_007_199_254_740_993}


def expected(ledger: Ledger, as_of: dt.date, limits: tuple[int, ...]) -> dict[tuple[str, int], int]:
    """The balance âgée by due date, credits apart (position -1), item by item."""
    table: dict[tuple[str, int], int] = defaultdict(int)
    left = ledger.outstanding(as_of)
    for row in range(len(ledger.items)):
        if ledger.items.kind[row] in {Kind.EFFET, Kind.FRAIS} or not left[row]:
            continue
        late = (np.datetime64(as_of) - ledger.items.due[row]) / np.timedelta64(1, "D")
        bucket = sum(late > limit for limit in (0, *limits))  # NaN is later than nothing
        table[ledger.customers.code[ledger.items.customer[row]], -1 if left[row] < 0 else bucket] += left[row]
    return dict(table)


@given(ledgers, as_of_dates, scales)
def test_every_cell_is_what_a_person_would_add_up(ledger: Ledger, as_of: dt.date, scale: AgeingScale) -> None:
    table = aged_balance(ledger, as_of, scale=scale)
    found: dict[tuple[str, int], int] = {}
    for code, row in table.iterrows():
        amounts = [int(cents) for cents in row]
        found |= {(str(code), place): cents for place, cents in enumerate(amounts[:-2]) if cents}
        found |= {(str(code), -1): amounts[-2]} if amounts[-2] else {}
    assert found == expected(ledger, as_of, scale.limits)


@given(ledgers, as_of_dates, scales, bases)
def test_buckets_add_up_to_the_outstanding(
    ledger: Ledger, as_of: dt.date, scale: AgeingScale, basis: Literal["due", "issued"]
) -> None:
    outstanding = int(ledger.outstanding(as_of)[ledger.items.is_receivable()].sum())
    for credits_rule in ("separate", "bucket"):
        table = aged_balance(ledger, as_of, scale=scale, basis=basis, credits=credits_rule)
        assert int(table["Total"].sum()) == outstanding
        assert (table.drop(columns="Total").sum(axis=1) == table["Total"]).all()


@given(ledgers, as_of_dates)
def test_with_credits_apart_no_bucket_is_negative(ledger: Ledger, as_of: dt.date) -> None:
    table = aged_balance(ledger, as_of)
    assert (table.drop(columns=["Crédits non affectés", "Total"]) >= 0).all(axis=None)
    assert (table["Crédits non affectés"] <= 0).all()


@given(ledgers, as_of_dates, st.integers(0, 400), scales, bases)
def test_a_later_date_never_makes_an_item_younger(
    ledger: Ledger, as_of: dt.date, later: int, scale: AgeingScale, basis: Literal["due", "issued"]
) -> None:
    before = ageing_buckets(ledger, as_of, scale=scale, basis=basis)
    after = ageing_buckets(ledger, as_of + dt.timedelta(days=later), scale=scale, basis=basis)
    assert (after >= before).all()


@given(st.data(), records(), as_of_dates)
def test_the_order_of_rows_never_matters(data: st.DataObject, drawn: Records, as_of: dt.date) -> None:
    shuffled = Records(
        data.draw(st.permutations(drawn.invoices)), data.draw(st.permutations(drawn.settlements))
    )
    assert aged_balance(drawn.ledger(), as_of).equals(aged_balance(shuffled.ledger(), as_of))


@given(records(currencies=("EUR", "USD")), as_of_dates)
def test_the_currencies_part_the_ledger(drawn: Records, as_of: dt.date) -> None:
    ledger = drawn.ledger()
    receivable = ledger.items.is_receivable()
    for currency in ledger.currencies_present():
        own = receivable & (ledger.items.currency == ledger.currencies.index(currency))
        table = aged_balance(ledger, as_of, currency=currency)
        assert int(table["Total"].sum()) == int(ledger.outstanding(as_of)[own].sum())


@given(ledgers, as_of_dates)
def test_the_matrix_has_every_customer_in_the_order_of_the_ledger(ledger: Ledger, as_of: dt.date) -> None:
    matrix = ageing_matrix(ledger, as_of, scale=SCALE)
    table = aged_balance(ledger, as_of)
    assert matrix.shape == (len(ledger.customers), len(table.columns))
    for code, amounts in zip(ledger.customers.code, matrix, strict=True):
        assert list(table.loc[code]) == list(amounts) if code in table.index else not amounts.any()
