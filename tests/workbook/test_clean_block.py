"""The short way gives the figures of the full reader, or declines."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from xladdin.model.scale import AgeingScale
from xladdin.reports.aged_balance import aged_balance
from xladdin.workbook.clean_block import ledger_of_clean_block
from xladdin.workbook.grid import Book, Grid
from xladdin.workbook.reader import understand

AS_OF = dt.date(2026, 6, 30)
HEADINGS = ("N° pièce", "Client", "Échéance", "Montant TTC")


def com_date(year: int, month: int, day: int) -> dt.datetime:
    return dt.datetime(year, month, day, tzinfo=dt.UTC)


def clean_rows() -> list[tuple[Any, ...]]:
    return [
        HEADINGS,
        ("F1", "Dupont", com_date(2026, 4, 1), 1000.0),
        ("F2", "Martin", com_date(2026, 6, 30), Decimal("250.5")),
        ("F3", "Dupont", com_date(2026, 8, 1), 0.01),
        ("A1", "Martin", com_date(2026, 5, 1), -50.0),
    ]


def test_a_clean_block_is_taken_the_short_way() -> None:
    ledger = ledger_of_clean_block(clean_rows())
    assert ledger is not None
    assert ledger.customers.code.tolist() == ["Dupont", "Martin"]
    assert ledger.items.amount.tolist() == [100_000, 25_050, 1, -5_000]


@pytest.mark.parametrize(
    ("row", "column", "cell"),
    [
        (1, 1, "DUPONT"),
        (1, 1, "Dupont "),
        (1, 1, None),
        (1, 1, ""),
        (1, 1, 411.0),
        (2, 2, "30/06/2026"),
        (2, 2, None),
        (2, 2, com_date(1900, 1, 1)),
        (2, 3, "250,50"),
        (2, 3, None),
        (2, 3, -2146826246),
        (2, 3, 1e300),
        (4, 0, "f-1"),
    ],
)
def test_anything_to_interpret_is_left_to_the_full_reader(row: int, column: int, cell: object) -> None:
    rows = [list(line) for line in clean_rows()]
    rows[row][column] = cell
    assert ledger_of_clean_block(rows) is None


@pytest.mark.parametrize(
    "headings",
    [
        ("Type", "Client", "Échéance", "Montant TTC"),
        ("N° pièce", "Client", "Échéance", "Réglé"),
        ("N° pièce", "Client", "Date de paiement", "Montant TTC"),
        ("a", "b", "c", "d"),
    ],
)
def test_other_columns_are_left_to_the_full_reader(headings: tuple[str, ...]) -> None:
    assert ledger_of_clean_block([headings, *clean_rows()[1:]]) is None


@pytest.mark.parametrize("rows", [[], [HEADINGS], [("Factures", None, None, None), *clean_rows()]])
def test_no_list_at_the_top(rows: list[tuple[Any, ...]]) -> None:
    assert ledger_of_clean_block(rows) is None


lines = st.tuples(
    st.sampled_from(["F1", "F2", "F3", "F-3", "A1", 7.0, 12.0]),
    st.sampled_from(["Dupont", "Martin", "Éts Nord", "DUPONT", "Sud & Fils", "Total"]),
    st.dates(dt.date(2025, 1, 1), dt.date(2027, 1, 1)).map(
        lambda day: com_date(day.year, day.month, day.day)
    ),
    st.integers(-1_000, 1_000_000).filter(bool).map(lambda cents: cents / 100),
)


@given(st.lists(lines, min_size=1, max_size=30))
def test_same_figures_as_the_full_reader(rows: list[tuple[Any, ...]]) -> None:
    compare([HEADINGS, *rows])


@given(st.lists(st.tuples(lines, st.integers(-20, 400)), min_size=1, max_size=30))
def test_same_figures_with_issue_dates(rows: list[tuple[tuple[Any, ...], int]]) -> None:
    dated = [(*line, line[2] - dt.timedelta(days=term)) for line, term in rows]
    compare([(*HEADINGS, "Date facture"), *dated])


def compare(block: list[tuple[Any, ...]]) -> None:
    short = ledger_of_clean_block(block)
    if short is None:
        return
    full = understand(Book("", (Grid("plage", block),))).ledger
    scale = AgeingScale(30, 60)
    ours, theirs = aged_balance(short, AS_OF, scale=scale), aged_balance(full, AS_OF, scale=scale)
    assert ours.to_dict() == theirs.to_dict()


def test_issue_dates_are_taken_the_short_way_unless_a_term_is_odd() -> None:
    rows = [(*HEADINGS, "Date facture"), ("F1", "Dupont", com_date(2026, 5, 1), 10.0, com_date(2026, 4, 1))]
    ledger = ledger_of_clean_block(rows)
    assert ledger is not None
    assert ledger.outstanding(dt.date(2026, 3, 31)).tolist() == [0]
    for odd in (com_date(2026, 5, 2), com_date(2025, 4, 1), "01/04/2026", None):
        assert ledger_of_clean_block([rows[0], (*rows[1][:4], odd)]) is None
