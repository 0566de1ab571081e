"""Fiche client."""

from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import given
from strategies import as_of_dates, ledgers

from xladdin.errors import ArgumentError
from xladdin.ledger.history import History
from xladdin.ledger.ledger import Ledger
from xladdin.model.wording import Kind
from xladdin.reports.aged_balance import aged_balance
from xladdin.reports.customer_file import Note, Promise, Reminder, contact_lines, customer_file

AS_OF = dt.date(2026, 6, 30)

LEDGER = Ledger.from_records(
    [
        {"number": "F2", "customer": "C1", "issued": "2026-04-01", "due": "2026-06-20", "amount": 200,
         "promise": "2026-07-10", "comment": "litige sur le port"},
        {"number": "F1", "customer": "C1", "issued": "2026-01-01", "due": "2026-02-01", "amount": 100,
         "promise": "2026-06-01"},
        {"number": "F0", "customer": "C1", "issued": "2025-01-01", "due": "2025-02-01", "amount": 70,
         "comment": "payée en retard"},
        {"number": "F9", "customer": "C1", "issued": "2026-07-05", "due": "2026-08-01", "amount": 1,
         "comment": "pas encore émise"},
        {"number": "U1", "customer": "C1", "issued": "2026-04-01", "due": "2026-05-01", "amount": 9,
         "currency": "USD"},
        {"number": "E1", "customer": "C1", "kind": "EFFET", "issued": "2026-04-01", "due": "2026-07-01",
         "amount": 40, "applied_to": "F1"},
        {"number": "G1", "customer": "C2", "issued": "2026-04-01", "due": "2026-05-01", "amount": 5},
    ],
    [{"number": "F0", "date": "2025-03-01", "amount": 70}],
    [{"code": "C1", "name": "Éts Lefèvre", "email": "compta@lefevre.example", "phone": "01 02", "city": ""}],
)  # fmt: skip
HISTORY = History(
    {
        ("F1", 1): dt.date(2026, 2, 10),
        ("F1", 2): dt.date(2026, 3, 10),
        ("F2", 1): dt.date(2026, 7, 2),
        ("G1", 1): dt.date(2026, 6, 1),
    }
)


def test_the_whole_page() -> None:
    page = customer_file(LEDGER, HISTORY, "ets lefevre", AS_OF)
    assert (page.code, page.name) == ("C1", "Éts Lefèvre")
    assert page.contacts == {"email": "compta@lefevre.example", "phone": "01 02"}
    lines = [(item.number, item.outstanding, item.days_late) for item in page.open_items]
    assert lines == [("F1", 6_000, 149), ("U1", 900, 60), ("F2", 20_000, 10), ("E1", 4_000, -1)]
    assert page.open_items[-1].kind is Kind.EFFET
    assert page.reminders == (
        Reminder("F1", 2, dt.date(2026, 3, 10)),
        Reminder("F1", 1, dt.date(2026, 2, 10)),
    )
    assert page.notes == (Note("F2", "litige sur le port"), Note("F0", "payée en retard"))
    assert page.promises == (
        Promise("F1", dt.date(2026, 6, 1), 6_000, "EUR", broken=True),
        Promise("F2", dt.date(2026, 7, 10), 20_000, "EUR", broken=False),
    )
    assert page.ageing["EUR"]["Total"] == 26_000
    assert page.ageing["EUR"]["> 90 j"] == 6_000
    assert page.ageing["USD"]["31-60 j"] == 900


def test_a_credit_limit_reads_as_an_amount() -> None:
    def limit(text: str) -> str:
        ledger = Ledger.from_records(
            [{"number": "F1", "customer": "C1", "issued": "2026-04-01", "due": "2026-06-20", "amount": 200}],
            (),
            [{"code": "C1", "name": "Dupont", "credit_limit": text}],
        )
        return dict(contact_lines(customer_file(ledger, History({}), "C1", AS_OF)))["Limite de crédit"]

    assert limit("10000") == "10\u202f000,00"
    assert limit("7500.5") == "7\u202f500,50"
    assert limit("selon accord") == "selon accord"


def test_a_promise_for_today_is_not_broken() -> None:
    page = customer_file(LEDGER, HISTORY, "C1", dt.date(2026, 6, 1))
    assert [promise.broken for promise in page.promises if promise.number == "F1"] == [False]


def test_an_unknown_customer_is_refused_with_close_names() -> None:
    with pytest.raises(ArgumentError, match="introuvable") as caught:
        customer_file(LEDGER, HISTORY, "Lefebvre", AS_OF)
    assert "Éts Lefèvre" in caught.value.remedy


@given(ledgers, as_of_dates)
def test_it_ties_to_the_row_of_the_balance(ledger: Ledger, as_of: dt.date) -> None:
    balance = aged_balance(ledger, as_of)
    for code in ledger.customers.code:
        page = customer_file(ledger, History(), code, as_of)
        for amounts in page.ageing.values():
            if code in balance.index:
                assert balance.loc[code].to_dict() == amounts
            else:
                assert not any(amounts.values())
        receivable = [
            item.outstanding for item in page.open_items if item.kind not in {Kind.EFFET, Kind.FRAIS}
        ]
        assert sum(receivable) == sum(amounts["Total"] for amounts in page.ageing.values())
