"""DSO and its companions, against sums done by hand."""

from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st
from strategies import Record, as_of_dates, ledgers

from xladdin.errors import ArgumentError
from xladdin.ledger.ledger import Ledger
from xladdin.reports.dso import dso

AS_OF = dt.date(2026, 6, 30)


def sale(month: int, amount: float, due: str = "2026-12-31", kind: str = "FACTURE") -> Record:
    return {
        "number": f"{kind}{month}", "customer": "C1", "kind": kind,
        "issued": dt.date(2026, month, 1), "due": due, "amount": amount,
    }  # fmt: skip


def paid(month: int, date: str, amount: float) -> Record:
    return {"number": f"FACTURE{month}", "date": date, "amount": amount}


@pytest.fixture
def quarter() -> Ledger:
    """Sales of 300, 200 (100 of credit note) and 400 in April to June; 1 000 in January; 550 owed."""
    return Ledger.from_records(
        [
            sale(1, 1_000, "2026-02-28"),
            sale(4, 300, "2026-05-31"),
            sale(5, 300),
            sale(5, -100, kind="AVOIR"),
            sale(6, 400),
        ],
        [
            paid(1, "2026-03-01", 800),
            paid(1, "2026-05-01", 200),
            paid(4, "2026-06-01", 150),
            paid(6, "2026-06-30", 200),
        ],
    )


def test_accounting_dso_is_receivables_over_sales(quarter: Ledger) -> None:
    found = dso(quarter, AS_OF, days=91)
    assert (found.receivables, found.sales) == (55_000, 90_000)
    assert found.accounting.value == pytest.approx(550 / 900 * 91)
    explanation = found.accounting.explanation.replace("\u202f", " ")
    assert explanation == "Encours 550,00 / ventes TTC 900,00 × 91 jours = 55,6 jours."


def test_count_back_exhausts_the_receivables_month_by_month(quarter: Ledger) -> None:
    found = dso(quarter, AS_OF)
    months = [(month.month.month, month.sales, month.absorbed, month.days) for month in found.months]
    assert months == [(6, 40_000, 40_000, 30), (5, 20_000, 15_000, pytest.approx(0.75 * 31))]
    assert found.count_back.value == pytest.approx(53.25)


def test_count_back_of_a_month_under_way_counts_its_days_so_far() -> None:
    ledger = Ledger.from_records([sale(5, 100), sale(6, 100)])
    found = dso(ledger, dt.date(2026, 6, 10))
    assert [month.days for month in found.months] == [10, 31]


def test_count_back_passes_over_months_without_sales_or_with_more_credit_notes() -> None:
    ledger = Ledger.from_records(
        [sale(2, 500), sale(3, -50, kind="AVOIR"), sale(5, 60)], [paid(2, "2026-03-01", 300)]
    )
    found = dso(ledger, AS_OF)
    assert found.receivables == 21_000
    assert [(month.month.month, month.absorbed) for month in found.months] == [
        (6, 0), (5, 6_000), (4, 0), (3, -5_000), (2, 20_000),
    ]  # fmt: skip
    assert found.count_back.value == pytest.approx(30 + 31 + 30 + 31 + 200 / 500 * 28)


def test_best_possible_and_delinquency_add_up(quarter: Ledger) -> None:
    found = dso(quarter, AS_OF, days=91)
    assert found.current == 50_000
    assert found.best_possible.value == pytest.approx(500 / 900 * 91)
    assert found.average_days_delinquent.value == pytest.approx(50 / 900 * 91)


def test_collection_effectiveness(quarter: Ledger) -> None:
    # Opening 200 (January's rest) + sales 900 - closing 550, of 200 + 900 - 500 that fell due.
    assert dso(quarter, AS_OF, days=91).cei.value == pytest.approx(
        (200 + 900 - 550) / (200 + 900 - 500) * 100
    )


def test_a_short_history_is_pointed_out() -> None:
    ledger = Ledger.from_records([sale(6, 100)])
    assert "01/06/2026" in dso(ledger, AS_OF, days=90).accounting.explanation
    assert "surestimé" not in dso(ledger, AS_OF, days=30).accounting.explanation


def test_without_sales_nothing_is_computed_and_the_reason_is_given() -> None:
    found = dso(Ledger.from_records([]), AS_OF)
    for measure in (found.accounting, found.count_back, found.best_possible, found.cei):
        assert measure.value is None
        assert measure.explanation
    assert found.average_days_delinquent.explanation == found.accounting.explanation


def test_receivables_beyond_all_sales_cannot_be_exhausted() -> None:
    ledger = Ledger.from_records([sale(6, 100)], [{"customer": "C1", "date": "2026-06-05", "amount": -30}])
    found = dso(ledger, AS_OF)
    assert found.count_back.value is None
    assert "30,00" in found.count_back.explanation


def test_a_credit_balance_cannot_be_exhausted() -> None:
    ledger = Ledger.from_records([sale(6, 100)], [paid(6, "2026-06-05", 130)])
    found = dso(ledger, AS_OF)
    assert found.accounting.value is not None
    assert found.accounting.value < 0
    assert found.count_back.value is None
    assert "créditeur" in found.count_back.explanation


@pytest.mark.parametrize("days", [-1, 0, 3_661])
def test_a_period_is_between_a_day_and_ten_years(days: int) -> None:
    with pytest.raises(ArgumentError, match="Période"):
        dso(Ledger.from_records([]), AS_OF, days=days)


@given(ledgers, as_of_dates, st.integers(1, 400))
def test_laws(ledger: Ledger, as_of: dt.date, days: int) -> None:
    found = dso(ledger, as_of, days=days)
    if found.accounting.value is not None and found.best_possible.value is not None:
        late = found.accounting.value - found.best_possible.value
        assert found.average_days_delinquent.value == pytest.approx(late)
        assert found.best_possible.value >= 0
    if found.count_back.value is not None:
        assert sum(month.absorbed for month in found.months) == found.receivables
        assert found.count_back.value >= 0
