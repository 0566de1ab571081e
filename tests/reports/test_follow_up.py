"""Suivi des relances."""

from __future__ import annotations

import datetime as dt

import pandas as pd
import pytest
from hypothesis import given
from strategies import Record, as_of_dates, ledgers

from xladdin.ledger.history import History
from xladdin.ledger.ledger import Ledger
from xladdin.reports.follow_up import follow_up

AS_OF = dt.date(2026, 6, 30)
NO_REMINDERS = History()
COLUMNS = [
    "Numéro de Pièce", "Relance 1", "Relance 2", "Relance 3", "Relance 4",
    "Échéance", "Nom Client", "Montant", "Type", "Réglé",
]  # fmt: skip


def invoice(number: str, **more: object) -> Record:
    dates = {"issued": "2026-01-01", "due": "2026-01-31"}
    return {"number": number, "customer": "C1", "amount": 100, **dates, **more}


def paid(number: str, amount: float = 100, date: str = "2026-02-10") -> Record:
    return {"number": number, "date": date, "amount": amount}


def listed(ledger: Ledger, history: History = NO_REMINDERS, *, everything: bool = False) -> list[str]:
    return list(follow_up(ledger, history, AS_OF, everything=everything)["Numéro de Pièce"])


def test_one_row_as_the_user_knows_it() -> None:
    ledger = Ledger.from_records([invoice("F1")], [paid("F1", 30)], [{"code": "C1", "name": "Éts Lefèvre"}])
    history = History({("F1", 1): dt.date(2026, 2, 18), ("F1", 4): dt.date(2026, 5, 4)})
    table = follow_up(ledger, history, AS_OF)
    assert list(table.columns) == COLUMNS
    (row,) = table.to_dict("records")
    assert row["Relance 1"] == pd.Timestamp(2026, 2, 18)
    assert row["Relance 4"] == pd.Timestamp(2026, 5, 4)
    assert pd.isna(row["Relance 2"])
    assert pd.isna(row["Relance 3"])
    assert row["Échéance"] == pd.Timestamp(2026, 1, 31)
    rest = [row[column] for column in ("Nom Client", "Montant", "Type", "Réglé")]
    assert rest == ["Éts Lefèvre", 10_000, "FACTURE", "En Cours"]


@pytest.mark.parametrize(
    ("reminded", "shown"),
    [(None, False), ("2025-06-30", False), ("2025-07-01", True), ("2026-06-30", True), ("2026-07-01", False)],
)
def test_a_paid_piece_stays_for_12_months_after_a_reminder(reminded: str | None, shown: bool) -> None:
    ledger = Ledger.from_records([invoice("F1")], [paid("F1")])
    history = History({("F1", 2): dt.date.fromisoformat(reminded)} if reminded else {})
    assert listed(ledger, history) == (["F1"] if shown else [])
    assert listed(ledger, history, everything=True) == ["F1"]


def test_paid_reads_regle() -> None:
    table = follow_up(Ledger.from_records([invoice("F1")], [paid("F1")]), History(), AS_OF, everything=True)
    assert list(table["Réglé"]) == ["Réglé"]


def test_what_is_not_known_on_the_day_is_not_shown() -> None:
    ledger = Ledger.from_records(
        [invoice("F1", issued="2026-07-01"), invoice("F2")], [paid("F2", date="2026-07-01")]
    )
    table = follow_up(ledger, History({("F2", 1): dt.date(2026, 7, 1)}), AS_OF, everything=True)
    assert list(table["Numéro de Pièce"]) == ["F2"]
    assert list(table["Réglé"]) == ["En Cours"]
    assert table["Relance 1"].isna().all()


def test_instalments_have_a_row_each_and_bills_and_fees_none() -> None:
    ledger = Ledger.from_records(
        [
            invoice("F1"),
            invoice("F1", due="2026-02-28"),
            invoice("A1", kind="AVOIR", amount=-5),
            invoice("E1", kind="EFFET"),
            invoice("X1", kind="FRAIS"),
        ]
    )
    table = follow_up(ledger, History({("F1", 1): dt.date(2026, 3, 5)}), AS_OF)
    assert list(table["Numéro de Pièce"]) == ["F1", "F1", "A1"]
    assert list(table["Type"]) == ["FACTURE", "FACTURE", "AVOIR"]
    assert table["Relance 1"].notna().tolist() == [True, True, False]


@given(ledgers, as_of_dates)
def test_open_pieces_are_always_listed_and_amounts_tie(ledger: Ledger, as_of: dt.date) -> None:
    table = follow_up(ledger, History(), as_of)
    is_open = (ledger.outstanding(as_of) != 0) & ledger.items.is_receivable()
    assert list(table["Montant"]) == ledger.items.amount[is_open].tolist()
    assert (table["Réglé"] == "En Cours").all()
