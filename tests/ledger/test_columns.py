"""A ledger straight from columns."""

from __future__ import annotations

import datetime as dt

import numpy as np
import pytest

from xladdin.errors import ArgumentError
from xladdin.ledger.columns import ledger_from_columns
from xladdin.ledger.ledger import Ledger
from xladdin.reports.aged_balance import aged_balance

AS_OF = dt.date(2026, 6, 30)
CUSTOMER = np.array(["B", "A", "", "B"], dtype=object)
DUE = np.array(["2026-06-30", "2026-05-01", "NaT", "2026-01-01"], dtype="datetime64[D]")
AMOUNT = np.array([100, 200, 300, -50])


def test_it_ages_as_a_ledger_from_records_does() -> None:
    records = [
        {"customer": customer, "due": None if np.isnat(due) else due.item(), "amount": int(cents) / 100}
        for customer, due, cents in zip(CUSTOMER, DUE, AMOUNT, strict=True)
    ]
    records[-1]["kind"] = "AVOIR"
    table = aged_balance(ledger_from_columns(CUSTOMER, DUE, AMOUNT), AS_OF)
    assert table.equals(aged_balance(Ledger.from_records(records), AS_OF))
    assert list(table.index) == ["(client non renseigné)", "A", "B"]


def test_a_later_issue_date_leaves_an_item_out() -> None:
    issued = np.array(["2026-07-01", "2026-06-30", "NaT", "NaT"], dtype="datetime64[D]")
    ledger = ledger_from_columns(CUSTOMER, DUE, AMOUNT, issued=issued)
    assert list(ledger.outstanding(AS_OF)) == [0, 200, 300, -50]


def test_columns_must_have_one_length() -> None:
    with pytest.raises(ArgumentError, match="longueur"):
        ledger_from_columns(CUSTOMER, DUE[:3], AMOUNT)
