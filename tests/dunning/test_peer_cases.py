"""What other programs and the law answer to the same facts, told as runs.

The facts were read in the tests of ERPNext and Tryton, or built from the law. Charges are worked out apart
from the run, which says on which pieces they are asked: see docs/decisions/0020.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from decimal import Decimal
from typing import TYPE_CHECKING

import pytest
from dunning_samples import DEFAULTS, Office, ledger_of, letter, propose, reasons, taken, told

from xladdin.dunning.campaign import close_paid, mark_sent
from xladdin.dunning.journal import State
from xladdin.dunning.scenario import Scenario
from xladdin.ledger.history import History
from xladdin.ledger.rates import RateTable
from xladdin.model.settings import DunningSettings
from xladdin.reports.late_interest import LateInterest, late_interest
from xladdin.reports.penalty_rate import PenaltyRates

if TYPE_CHECKING:
    from xladdin.dunning.run import DunningNotice
    from xladdin.ledger.ledger import Ledger

MAY_2024 = dt.date(2024, 5, 31)


def charges(notice: DunningNotice, charged: LateInterest) -> tuple[int, int, int]:
    """Interest, recovery indemnity and fee that a letter asks for, cents."""
    rows = {line.row for line in notice.lines if line.penalties}
    asked = [item for item in charged.items if item.item in rows]
    return sum(item.interest or 0 for item in asked), sum(item.indemnity for item in asked), notice.fee


@pytest.mark.parametrize(
    ("days", "step", "interest", "fee"),
    [
        (15, letter("2ème rappel", 15, 2, penalties=True, fee=10_00), 41, 10_00),
        (20, letter("1er rappel", 20, 1), 0, 0),
    ],
    ids=["second notice, 10 % and a fee", "first notice, nothing"],
)
def test_erpnext_interest_and_fee_follow_the_step(days: int, step: object, interest: int, fee: int) -> None:
    """100 due on 1 June 2024; no legal rate in the table, so that the agreed 10 % hold."""
    due = dt.date(2024, 6, 1)
    ledger = ledger_of({"number": "F1", "customer": "CLI001", "issued": due, "due": due, "amount": 100})
    as_of = due + dt.timedelta(days=days)
    scenario = Scenario("ERPNext", (step,))  # type: ignore[arg-type]
    (notice,) = propose(ledger, as_of, scenario=scenario).notices
    rates = PenaltyRates(RateTable({}, {}), contractual_percent=Decimal(10))
    asked_interest, _, asked_fee = charges(notice, late_interest(ledger, as_of, rates=rates))
    assert (notice.total, asked_interest, asked_fee) == (100_00, interest, fee)
    assert notice.total + asked_interest + asked_fee == {15: 110_41, 20: 100_00}[days]


def two_invoices(*, paid: tuple[str, ...], blocked: bool = False) -> Ledger:
    first = dt.date(2024, 1, 1)
    return ledger_of(
        *(
            {
                "number": number,
                "customer": "CLI001",
                "issued": first,
                "due": first,
                "amount": 100,
                "dispute": "oui" if blocked and number == "F2" else "",
            }
            for number in ("F1", "F2")
        ),
        settlements=[
            {
                "number": number,
                "customer": "CLI001",
                "amount": 100,
                "date": first if number == "F1" else dt.date(2024, 2, 20),
            }
            for number in paid
        ],
    )


def test_tryton_levels_at_5_20_and_40_days() -> None:
    """F1 is paid at once. F2 goes up one level per letter that was sent, waits while blocked, ends paid."""
    office = Office(
        two_invoices(paid=("F1",)),
        Scenario("Tryton", (letter("N1", 5, 1), letter("N2", 20, 2), letter("N3", 40, 3))),
        DunningSettings(sent_when_generated=False),
    )
    early, first, later = dt.date(2024, 1, 5), dt.date(2024, 1, 6), dt.date(2024, 1, 31)

    assert office.generate(early, "K0") == {}
    assert reasons(office.propose(early)) == {"F1": "soldee", "F2": "etape-a-venir"}

    assert office.generate(first, "K1") == {"F2": "N1"}

    assert office.generate(later, "K2") == {}
    assert told(office.propose(later))["F2"].startswith("relance non confirmée")
    assert [(head.number, head.state) for head in office.journal.heads] == [("F2", State.TO_SEND)]

    office.journal = mark_sent(office.journal, "K1", first)
    assert office.dates() == {("F2", 1): first}

    office.ledger = two_invoices(paid=("F1",), blocked=True)
    assert office.generate(later, "K3") == {}
    assert reasons(office.propose(later))["F2"] == "litige"
    assert office.dates() == {("F2", 1): first}

    office.ledger = two_invoices(paid=("F1",))
    assert office.generate(later, "K4") == {"F2": "N2"}

    office.ledger = two_invoices(paid=("F1", "F2"))
    end = dt.date(2024, 2, 20)
    assert office.generate(end, "K5") == {}
    office.journal = close_paid(office.journal, office.propose(end))
    assert {head.state for head in office.journal.heads} == {State.SENT, State.PAID}


@pytest.mark.parametrize(
    ("category", "expected"),
    [("professionnel", (240_21, 40_00, 30_00)), ("consommateur", (0, 0, 0))],
)
def test_law_charges_over_two_half_years(category: str, expected: tuple[int, int, int]) -> None:
    """10 000 due on 31 May 2024: 30 days at 14,50 % and 31 days at 14,25 % by 31 July, and 40 €."""
    ledger = ledger_of(
        {
            "number": "F1",
            "customer": "CLI001",
            "issued": dt.date(2024, 4, 1),
            "due": MAY_2024,
            "amount": 10_000,
        },
        customers=[{"code": "CLI001", "category": category}],
    )
    as_of = dt.date(2024, 7, 31)
    history = History(sent={("F1", rank): MAY_2024 + dt.timedelta(days=10 * rank) for rank in (1, 2, 3)})
    demand = letter("Mise en demeure", 45, 4, penalties=True, fee=30_00)
    scenario = Scenario("Dur", (letter("3ème rappel", 30, 3), demand))
    (notice,) = propose(ledger, as_of, history, scenario=scenario).notices
    assert (notice.level, notice.total) == (4, 10_000_00)
    assert charges(notice, late_interest(ledger, as_of)) == expected


def test_law_nothing_is_asked_once_it_is_paid() -> None:
    """The same invoice, paid on 31 July: penalties stay due, no letter leaves for them."""
    invoice = {
        "number": "F1",
        "customer": "CLI001",
        "issued": "2024-04-01",
        "due": MAY_2024,
        "amount": 10_000,
    }
    paid = [{"number": "F1", "date": "2024-07-31", "amount": 10_000}]
    as_of = dt.date(2024, 7, 31)
    run = propose(ledger_of(invoice, settlements=paid), as_of, settings=replace(DEFAULTS, minimum_amount=1))
    assert taken(run) == {}
    assert reasons(run) == {"F1": "soldee"}
