"""Every report works on the part of the ledger that one collector, group, service or associate has."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

import pytest

from xladdin.errors import ArgumentError
from xladdin.ledger.history import History
from xladdin.ledger.ledger import Ledger
from xladdin.reports.aged_balance import aged_balance
from xladdin.reports.collection import collection_rate
from xladdin.reports.customer_file import customer_file
from xladdin.reports.dso import dso
from xladdin.reports.follow_up import follow_up
from xladdin.reports.late_interest import late_interest
from xladdin.reports.schedule import schedule
from xladdin.reports.unallocated import unallocated_rate

if TYPE_CHECKING:
    from strategies import Record

AS_OF = dt.date(2026, 6, 30)


def invoice(number: str, customer: str, **more: object) -> Record:
    dates = {"issued": dt.date(2026, 4, 1), "due": dt.date(2026, 5, 1)}
    return {"number": number, "customer": customer, "amount": 100, **dates, **more}


LEDGER = Ledger.from_records(
    [invoice("F1", "C1"), invoice("F2", "C2"), invoice("F3", "C2", collector="Anne"), invoice("F4", "C3")],
    [
        {"number": "F3", "date": "2026-06-02", "amount": 40},
        {"customer": "C1", "date": "2026-06-03", "amount": 7},
    ],
    [
        {"code": "C1", "collector": "Anne", "group": "Nord", "service": "Export", "associate": "Mme Roy"},
        {"code": "C2", "collector": "Paul", "group": "Nord"},
    ],
)


@pytest.mark.parametrize(
    ("wanted", "totals"),
    [
        ({"collector": "anne"}, {"C1": 9_300, "C2": 6_000}),
        ({"collector": "Paul"}, {"C2": 10_000}),
        ({"group": "Nord"}, {"C1": 9_300, "C2": 16_000}),
        ({"service": "Export"}, {"C1": 9_300}),
        ({"associate": "Mme Roy"}, {"C1": 9_300}),
        ({"collector": "Anne", "group": "Nord"}, {"C1": 9_300, "C2": 6_000}),
    ],
)
def test_the_balance_of_a_part(wanted: dict[str, str], totals: dict[str, int]) -> None:
    part = LEDGER.where(**wanted)
    assert aged_balance(part, AS_OF)["Total"].to_dict() == totals
    assert schedule(part, AS_OF)["Total"].to_dict() == totals


def test_every_other_report_of_a_part() -> None:
    part = LEDGER.where(collector="Anne")
    assert collection_rate(part, "2026-06", AS_OF).rate == 0.2
    assert unallocated_rate(part, "2026-06", AS_OF).received == 700
    assert list(follow_up(part, History(), AS_OF)["Numéro de Pièce"]) == ["F1", "F3", ""]
    assert dso(part, AS_OF).receivables == 15_300
    assert [item.number for item in late_interest(part, AS_OF).items] == ["F1", "F3"]
    assert [item.number for item in customer_file(part, History(), "C2", AS_OF).open_items] == ["F3"]


def test_an_unknown_value_is_refused_with_those_there_are() -> None:
    with pytest.raises(ArgumentError) as caught:
        LEDGER.where(collector="Zoé")
    assert "Anne, Paul" in caught.value.remedy
