"""What other receivables programs answer to the same facts, and where we chose otherwise.

The facts were read in the tests or the code of ERPNext, Odoo, OCA and Tryton, or built from the law and
from the definition of the rate. Each disagreement has its page in docs/decisions.
"""

from __future__ import annotations

import datetime as dt
from decimal import Decimal
from typing import TYPE_CHECKING

import pytest

from xladdin.ledger.ledger import Ledger
from xladdin.ledger.rates import FRENCH_RATES, RateTable
from xladdin.model.scale import AgeingScale
from xladdin.reports.aged_balance import aged_balance
from xladdin.reports.collection import collection_rate
from xladdin.reports.late_interest import late_interest
from xladdin.reports.penalty_rate import PenaltyRates
from xladdin.reports.schedule import schedule
from xladdin.reports.unallocated import unallocated_rate

if TYPE_CHECKING:
    from strategies import Record

TO_120 = AgeingScale(30, 60, 90, 120)


def invoice(number: str, issued: str, due: str | None, amount: float, **more: object) -> Record:
    return {"number": number, "customer": "CLI001", "issued": issued, "due": due, "amount": amount, **more}


def paid(number: str | None, date: str, amount: float, **more: object) -> Record:
    return {"number": number, "customer": "CLI001", "date": date, "amount": amount, **more}


def open_instalments(ledger: Ledger, as_of: dt.date) -> list[tuple[str, int]]:
    left = ledger.outstanding(as_of)
    return [(str(due), int(cents)) for due, cents in zip(ledger.items.due, left, strict=True) if cents]


def test_erpnext_a_payment_settles_the_oldest_instalment_first() -> None:
    day = dt.date(2024, 6, 1)
    instalments = [("2024-07-01", 30), ("2024-07-31", 50), ("2024-08-30", 20)]
    invoices = [invoice("F1", "2024-06-01", due, amount) for due, amount in instalments]
    before = Ledger.from_records(invoices)
    assert open_instalments(before, day) == [(due, amount * 100) for due, amount in instalments]

    ledger = Ledger.from_records(invoices, [paid("F1", "2024-06-01", 40)])
    assert open_instalments(ledger, day) == [("2024-07-31", 4_000), ("2024-08-30", 2_000)]
    row = aged_balance(ledger, day, scale=TO_120).loc["CLI001"]
    assert (row["Non échu"], row["Total"]) == (6_000, 6_000)


def test_erpnext_a_credit_note_kept_unallocated_leaves_both_open() -> None:
    ledger = Ledger.from_records(
        [
            invoice("F1", "2024-05-31", "2024-05-31", 100),
            invoice("A1", "2024-06-01", "2024-06-01", -100, kind="AVOIR"),
        ],
        [paid("F1", "2024-06-01", 40)],
    )
    day = dt.date(2024, 6, 1)
    assert list(ledger.outstanding(day)) == [6_000, -10_000]
    row = aged_balance(ledger, day, scale=TO_120, basis="issued").loc["CLI001"]
    assert (row["0-30 j"], row["Crédits non affectés"], row["Total"]) == (6_000, -10_000, -4_000)


def test_erpnext_one_cent_left_is_owed() -> None:
    ledger = Ledger.from_records([invoice("F1", "2024-06-01", None, 100)], [paid("F1", "2024-06-01", 99.99)])
    row = aged_balance(ledger, dt.date(2024, 6, 1), scale=TO_120, basis="issued").loc["CLI001"]
    assert row["Total"] == 1


def test_odoo_what_is_left_ages_from_the_due_date_whatever_the_payments() -> None:
    ledger = Ledger.from_records(
        [invoice("F1", "2016-11-30", "2017-02-28", 10_000)],
        [
            paid("F1", "2016-11-09", 1_500),  # before the invoice
            paid("F1", "2016-11-30", 1_000),
            paid("F1", "2017-01-30", 2_000),
        ],
    )
    row = aged_balance(ledger, dt.date(2017, 4, 4), scale=TO_120).loc["CLI001"]
    assert {label: cents for label, cents in row.items() if cents} == {"31-60 j": 550_000, "Total": 550_000}


# Days late, then the bucket of OCA (ours), of ERPNext and of Tryton. ERPNext has what is not due in no
# bucket at all, Tryton too; Tryton puts day 30 in the second bucket. See docs/decisions/0002.
BOUNDARIES = [
    (-5, "Non échu", "", ""),
    (-1, "Non échu", "", ""),
    (0, "Non échu", "0-30", "0-29"),
    (1, "1-30 j", "0-30", "0-29"),
    (29, "1-30 j", "0-30", "0-29"),
    (30, "1-30 j", "0-30", "30-59"),
    (31, "31-60 j", "31-60", "30-59"),
    (59, "31-60 j", "31-60", "30-59"),
    (60, "31-60 j", "31-60", "60-89"),
    (61, "61-90 j", "61-90", "60-89"),
    (89, "61-90 j", "61-90", "60-89"),
    (90, "61-90 j", "61-90", "90+"),
    (91, "91-120 j", "91-120", "90+"),
    (119, "91-120 j", "91-120", "90+"),
    (120, "91-120 j", "91-120", "90+"),
    (121, "> 120 j", "121+", "90+"),
]


def test_oca_boundaries_day_by_day() -> None:
    as_of = dt.date(2024, 6, 30)
    dates = [str(as_of - dt.timedelta(days=days)) for days, *_ in BOUNDARIES]
    # An invoice dated after the as-of date would not exist yet: these were all issued long before.
    invoices = [invoice(f"F{place:02}", "2024-01-01", due, 100 + place) for place, due in enumerate(dates)]
    row = aged_balance(Ledger.from_records(invoices), as_of, scale=TO_120).loc["CLI001"]
    totals = dict.fromkeys(row.index, 0)
    for place, (_, label, *_) in enumerate(BOUNDARIES):
        totals[label] += (100 + place) * 100
    totals["Total"] = 172_000
    assert row.to_dict() == totals
    assert list(row)[:6] == [30_300, 31_200, 32_100, 33_000, 33_900, 11_500]


@pytest.mark.parametrize(
    ("contractual", "legal_known", "as_of", "interest"),
    [
        # ERPNext: any agreed rate holds, 100 × 10 % × 15 / 365 = 0,41.
        ("10", False, "2024-06-16", 41),
        ("0", False, "2024-06-21", 0),
        # In France the rate cannot be below 3 times the legal rate of 5,07 %. See docs/decisions/0007.
        ("10", True, "2024-06-16", 63),
        ("0", True, "2024-06-21", 83),
    ],
)
def test_erpnext_simple_interest(contractual: str, legal_known: bool, as_of: str, interest: int) -> None:
    table = FRENCH_RATES if legal_known else RateTable(ecb=FRENCH_RATES.ecb)
    rates = PenaltyRates(table, Decimal(contractual))
    ledger = Ledger.from_records([invoice("F1", "2024-06-01", "2024-06-01", 100)])
    assert late_interest(ledger, dt.date.fromisoformat(as_of), rates=rates).interest == interest


def test_french_law_interest_over_two_half_years_and_40_euros() -> None:
    invoices = [invoice("F1", "2024-04-01", "2024-05-31", 10_000)]
    payment = [paid("F1", "2024-07-31", 10_000)]
    (item,) = late_interest(Ledger.from_records(invoices, payment), dt.date(2024, 7, 31)).items
    parts = [(period.days, round(float(period.interest or 0))) for period in item.periods]
    assert parts == [(30, 11_918), (31, 12_103)]
    assert (item.interest, item.indemnity) == (24_021, 4_000)

    consumer = [{"code": "CLI001", "category": "consommateur"}]
    found = late_interest(Ledger.from_records(invoices, payment, consumer), dt.date(2024, 7, 31))
    assert (found.interest, found.indemnity) == (0, 0)


@pytest.fixture
def june_2021() -> Ledger:
    """Seven invoices, and two payments that name none of them."""
    invoices = [
        invoice("F1", "2021-04-15", "2021-05-15", 3_000, customer="CLI001"),
        invoice("F2", "2021-03-31", "2021-04-30", 2_000, customer="CLI001"),
        invoice("F3", "2021-05-15", "2021-06-15", 4_000, customer="CLI002"),
        invoice("F4", "2021-05-31", "2021-06-30", 1_000, customer="CLI002"),
        invoice("F5", "2021-06-01", "2021-07-15", 5_000, customer="CLI003"),  # due in July
        invoice("F6", "2021-06-05", "2021-06-20", 600, customer="CLI003"),
        invoice("F7", "2021-04-30", "2021-05-31", 800, customer="CLI004"),  # settled in May
    ]
    settlements = [
        paid("F1", "2021-06-12", 3_000),
        paid("F2", "2021-06-18", 500),
        paid("F4", "2021-06-10", 1_000, customer="CLI002"),
        paid("F5", "2021-06-05", 5_000, customer="CLI003"),
        paid("F7", "2021-05-28", 800, customer="CLI004"),
        paid(None, "2021-05-20", 900, matched="2021-06-14"),  # 900 of 1 200 are lettered
        paid(None, "2021-05-20", 300),
        paid(None, "2021-06-08", 700),
    ]
    return Ledger.from_records(invoices, settlements)


def test_taux_de_recouvrement(june_2021: Ledger) -> None:
    found = collection_rate(june_2021, "2021-06", dt.date(2021, 6, 20))
    assert (found.to_collect, found.collected, found.remaining) == (1_060_000, 450_000, 610_000)
    assert found.rate == pytest.approx(0.4245, abs=5e-5)


def test_taux_des_reglements_non_affectes(june_2021: Ledger) -> None:
    found = unallocated_rate(june_2021, "2021-06", dt.date(2021, 6, 20))
    assert (found.base, found.matched) == (190_000, 90_000)
    assert found.rate == pytest.approx(0.4737, abs=5e-5)


def test_echeancier_an_item_due_today_is_not_late(june_2021: Ledger) -> None:
    table = schedule(june_2021, dt.date(2021, 6, 20)).sum()
    assert (table["En retard"], table["Mois en cours"], table["M+1"]) == (550_000, 60_000, 0)
