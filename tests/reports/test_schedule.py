"""Échéancier: months, bills apart, and the tie to the balance âgée."""

from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st
from strategies import as_of_dates, ledgers

from xladdin.errors import ArgumentError, SeveralCurrenciesError
from xladdin.ledger.ledger import Ledger
from xladdin.reports.aged_balance import aged_balance
from xladdin.reports.schedule import bills_schedule, schedule, schedule_labels

AS_OF = dt.date(2026, 6, 15)
months_ahead = st.integers(0, 14)


def due_on(due: str | None, **more: object) -> dict[str, object]:
    issued = None if due is None else "2026-01-01"
    return {"number": f"F{due}", "customer": "C1", "issued": issued, "due": due, "amount": 10, **more}


@pytest.mark.parametrize(
    ("due", "label"),
    [
        ("2026-06-14", "En retard"),
        ("2026-06-15", "Mois en cours"),
        ("2026-06-30", "Mois en cours"),
        ("2026-07-01", "M+1"),
        ("2026-07-31", "M+1"),
        ("2026-08-01", "M+2"),
        ("2026-09-30", "M+3"),
        ("2026-10-01", "Au-delà"),
        (None, "Au-delà"),
    ],
)
def test_each_due_date_has_its_month(due: str | None, label: str) -> None:
    row = schedule(Ledger.from_records([due_on(due)]), AS_OF, months=3).loc["C1"]
    assert {column for column, cents in row.items() if cents} == {label, "Total"}
    assert row["Total"] == 1_000


def test_months_follow_each_other_over_the_year_end() -> None:
    ledger = Ledger.from_records([due_on("2027-01-31")])
    assert schedule(ledger, dt.date(2026, 12, 31), months=1).loc["C1", "M+1"] == 1_000


def test_credits_have_a_column_of_their_own_unless_told() -> None:
    ledger = Ledger.from_records([due_on("2026-07-10"), due_on("2026-06-01", kind="AVOIR", amount=-4)])
    assert schedule(ledger, AS_OF).loc["C1", "Crédits non affectés"] == -400
    in_bucket = schedule(ledger, AS_OF, credits="bucket").loc["C1"]
    assert (in_bucket["En retard"], in_bucket["M+1"], in_bucket["Total"]) == (-400, 1_000, 600)


def test_bills_are_apart_until_their_maturity() -> None:
    bill = due_on("2026-08-31", number="E1", kind="EFFET", amount=10, applied_to="F2026-07-10")
    ledger = Ledger.from_records([due_on("2026-07-10"), bill])
    assert schedule(ledger, AS_OF).empty
    table = bills_schedule(ledger, AS_OF, months=2)
    assert list(table.columns) == ["Mois en cours", "M+1", "M+2", "Au-delà", "Total"]
    assert list(table.loc["C1"]) == [0, 0, 1_000, 0, 1_000]
    assert bills_schedule(ledger, dt.date(2026, 8, 31)).loc["C1", "Mois en cours"] == 1_000
    assert bills_schedule(ledger, dt.date(2026, 9, 1)).empty


@pytest.mark.parametrize("months", [-1, 61])
def test_months_out_of_bounds_are_refused(months: int) -> None:
    with pytest.raises(ArgumentError, match="mois"):
        schedule_labels(months)


def test_currencies_are_never_added() -> None:
    ledger = Ledger.from_records([due_on("2026-07-10"), due_on("2026-07-11", currency="USD", amount=3)])
    with pytest.raises(SeveralCurrenciesError):
        schedule(ledger, AS_OF)
    assert schedule(ledger, AS_OF, currency="USD").loc["C1", "M+1"] == 300


@given(ledgers, as_of_dates, months_ahead)
def test_it_ties_to_the_balance_of_the_same_day(ledger: Ledger, as_of: dt.date, months: int) -> None:
    balance = aged_balance(ledger, as_of)
    table = schedule(ledger, as_of, months=months)
    assert table["Total"].equals(balance["Total"])
    assert (table.drop(columns="Total").sum(axis=1) == table["Total"]).all()
    late = balance[[label for label in balance.columns if label.endswith(" j")]].sum(axis=1)
    assert (table["En retard"] == late).all()


@given(ledgers, as_of_dates, months_ahead)
def test_bills_tie_to_those_in_circulation(ledger: Ledger, as_of: dt.date, months: int) -> None:
    table = bills_schedule(ledger, as_of, months=months)
    assert int(table["Total"].sum()) == int(ledger.bills_in_circulation(as_of).sum())
    assert (table.drop(columns="Total").sum(axis=1) == table["Total"]).all()
