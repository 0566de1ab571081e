"""Due dates from the words of payment terms."""

from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from xladdin.errors import ArgumentError
from xladdin.ledger.terms import Terms, add_months, due_date, parse_terms
from xladdin.model.settings import EndOfMonth

DAYS_FIRST = EndOfMonth.DAYS_THEN_MONTH_END
MONTH_END_FIRST = EndOfMonth.MONTH_END_THEN_DAYS
ISSUED = dt.date(2026, 1, 20)


@pytest.mark.parametrize(
    ("words", "due"),
    [
        ("30 jours", "2026-02-19"),
        ("30 jours nets", "2026-02-19"),
        ("30 j", "2026-02-19"),
        ("30j.", "2026-02-19"),
        ("  À 30 JOURS  ", "2026-02-19"),
        ("Net 30", "2026-02-19"),
        ("30", "2026-02-19"),
        ("Virement à 30 jours date de facture", "2026-02-19"),
        ("60 jours date de facture", "2026-03-21"),
        ("60 jours à compter de la date d’émission", "2026-03-21"),
        ("0 jour", "2026-01-20"),
        ("à réception", "2026-01-20"),
        ("Paiement à réception de facture", "2026-01-20"),
        ("comptant", "2026-01-20"),
        ("Comptant à réception", "2026-01-20"),
        ("fin de mois", "2026-01-31"),
        ("fin de mois suivant", "2026-02-28"),
        ("fin de mois le 10", "2026-02-10"),
        ("fin de mois + 30 jours", "2026-03-02"),
        ("45 jours fin de mois", "2026-03-31"),
        ("45 j FDM", "2026-03-31"),
        ("45JFM", "2026-03-31"),
        ("30 jours fin de mois le 10", "2026-03-10"),
        ("30 jours fin de mois le 15", "2026-03-15"),
        ("30 j fdm 10", "2026-03-10"),
        ("30 jours fin de mois, le 10 du mois suivant", "2026-03-10"),
        ("30 jours le 15", "2026-03-15"),
        ("2 mois", "2026-03-20"),
        ("1 mois fin de mois", "2026-02-28"),
    ],
)
def test_usual_words(words: str, due: str) -> None:
    assert due_date(ISSUED, words) == dt.date.fromisoformat(due)


@pytest.mark.parametrize(
    ("words", "issued", "days_first", "month_end_first"),
    [
        ("45 jours fin de mois", "2026-01-20", "2026-03-31", "2026-03-17"),
        ("45 jours fin de mois", "2026-01-31", "2026-03-31", "2026-03-17"),
        ("30 jours fin de mois", "2026-01-31", "2026-03-31", "2026-03-02"),
        ("30 jours fin de mois le 10", "2026-01-20", "2026-03-10", "2026-03-10"),
        ("60 jours fin de mois", "2024-12-31", "2025-03-31", "2025-03-01"),
        # The words themselves decide, whatever the setting.
        ("fin de mois + 30 jours", "2026-01-20", "2026-03-02", "2026-03-02"),
        ("fin de mois", "2026-01-20", "2026-01-31", "2026-01-31"),
    ],
)
def test_both_readings_of_end_of_month(
    words: str, issued: str, days_first: str, month_end_first: str
) -> None:
    day = dt.date.fromisoformat(issued)
    assert due_date(day, words, end_of_month=DAYS_FIRST) == dt.date.fromisoformat(days_first)
    assert due_date(day, words, end_of_month=MONTH_END_FIRST) == dt.date.fromisoformat(month_end_first)


@pytest.mark.parametrize(
    "words",
    [
        "",
        "sur devis",
        "30/60/90 jours",
        "30 jours fin de trimestre",
        "fin de mois 30",
        "bientôt",
        "-30 jours fin",
    ],
)
def test_unknown_words_are_refused_with_examples(words: str) -> None:
    with pytest.raises(ArgumentError, match="non reconnues") as caught:
        parse_terms(words)
    assert "« 30 jours »" in caught.value.remedy


@pytest.mark.parametrize("words", ["30 jours fin de mois le 32", "fin de mois le 0"])
def test_a_day_that_no_month_has_is_refused(words: str) -> None:
    with pytest.raises(ArgumentError, match="aucun mois"):
        parse_terms(words)


def test_a_short_month_ends_on_its_last_day() -> None:
    assert add_months(dt.date(2024, 1, 31), 1) == dt.date(2024, 2, 29)
    assert add_months(dt.date(2024, 3, 31), -1) == dt.date(2024, 2, 29)
    assert add_months(dt.date(2024, 12, 15), 1) == dt.date(2025, 1, 15)
    assert due_date(dt.date(2026, 2, 3), "fin de mois le 31") == dt.date(2026, 2, 28)


terms = st.builds(
    Terms,
    days=st.integers(0, 120),
    months=st.integers(0, 4),
    end_of_month=st.booleans(),
    day_of_month=st.none() | st.integers(1, 31),
    reading=st.none() | st.sampled_from(EndOfMonth),
)


@given(st.dates(dt.date(2000, 1, 1), dt.date(2090, 1, 1)), terms, st.sampled_from(EndOfMonth))
def test_nothing_falls_due_before_it_is_issued(issued: dt.date, terms: Terms, reading: EndOfMonth) -> None:
    assert due_date(issued, terms, end_of_month=reading) >= issued


@given(st.dates(dt.date(2000, 1, 1), dt.date(2090, 1, 1)), terms, st.sampled_from(EndOfMonth))
def test_an_invoice_issued_later_never_falls_due_earlier(
    issued: dt.date, terms: Terms, reading: EndOfMonth
) -> None:
    next_day = issued + dt.timedelta(days=1)
    assert due_date(next_day, terms, end_of_month=reading) >= due_date(issued, terms, end_of_month=reading)
