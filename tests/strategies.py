"""Hypothesis strategies that several tests share: ledgers as plain records, and dates to look at them."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING

from hypothesis import strategies as st

from xladdin.ledger.ledger import Ledger

if TYPE_CHECKING:
    from collections.abc import Sequence

Record = dict[str, object]

FIRST_DAY = dt.date(2025, 1, 1)
LAST_DAY = dt.date(2026, 6, 30)

CUSTOMERS: list[Record] = [
    {"code": "C1", "name": "Dupont & Fils", "collector": "Anne", "group": "Nord"},
    {"code": "C2", "name": "Éts Lefèvre", "collector": "Anne", "group": "Sud"},
    {"code": "C3", "name": "Mairie de Roissy", "collector": "Paul", "category": "public"},
    {"code": "C4", "name": "Mme Petit", "category": "consommateur"},
]

days = st.dates(FIRST_DAY, LAST_DAY)
as_of_dates = st.dates(FIRST_DAY - dt.timedelta(days=40), LAST_DAY + dt.timedelta(days=200))
amounts = st.integers(1, 2_000_000).map(lambda cents: Decimal(cents) / 100)


@dataclass(frozen=True)
class Records:
    """What ``Ledger.from_records`` takes."""

    invoices: Sequence[Record]
    settlements: Sequence[Record]

    def ledger(self) -> Ledger:
        return Ledger.from_records(self.invoices, self.settlements, CUSTOMERS)


@st.composite
def _invoice(draw: st.DrawFn, number: int, currencies: Sequence[str]) -> Record:
    issued = draw(days)
    kind = draw(st.sampled_from(["FACTURE"] * 6 + ["AVOIR", "ACOMPTE", "EFFET", "FRAIS"]))
    amount = draw(amounts)
    return {
        "number": f"P{number:03}",
        "customer": draw(st.sampled_from(["C1", "C2", "C3", "C4"])),
        "kind": kind,
        "issued": issued,
        "due": issued + dt.timedelta(days=draw(st.integers(0, 130))),
        "amount": -amount if kind in {"AVOIR", "ACOMPTE"} else amount,
        "currency": draw(st.sampled_from(currencies)),
    }


@st.composite
def _settlement(draw: st.DrawFn, invoices: Sequence[Record], *, returned: bool, undated: bool) -> Record:
    paid = draw(st.none() | st.sampled_from(invoices)) if invoices else None
    date = draw(days)
    sign = draw(st.sampled_from([1, 1, 1, -1])) if returned else 1
    record: Record = {
        "customer": paid["customer"] if paid else draw(st.sampled_from(["C1", "C2"])),
        "number": paid["number"] if paid else None,
        "date": draw(st.sampled_from([date, date, date, None])) if undated else date,
        "amount": sign * draw(amounts),
        "currency": paid["currency"] if paid else "EUR",
    }
    if draw(st.booleans()):
        record["matched"] = date + dt.timedelta(days=draw(st.integers(0, 60)))
    return record


@st.composite
def records(
    draw: st.DrawFn,
    *,
    currencies: Sequence[str] = ("EUR",),
    returned: bool = True,
    undated: bool = True,
    most: int = 12,
) -> Records:
    """Pieces of every kind, each with its own number, and settlements of them or of nothing.

    Args:
        currencies: of the pieces.
        returned: settlements may be negative (returned debits).
        undated: settlements may have no date.
        most: how many pieces and settlements at most.
    """
    count = draw(st.integers(0, most))
    invoices = [draw(_invoice(number, currencies)) for number in range(count)]
    one = _settlement(invoices, returned=returned, undated=undated)
    return Records(invoices, draw(st.lists(one, max_size=most)))


ledgers = records().map(Records.ledger)
