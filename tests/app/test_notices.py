"""From a proposal to what its letter says: sums of the ledger, charges by rule, the history before it."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from dunning_samples import NOTHING_SENT, day, following, invoice, ledger_of, letter
from hypothesis import given
from hypothesis import strategies as st

from xladdin.app.notices import NoticeMaker, notice_of, statement_of
from xladdin.dunning.journal import Journal, JournalEntry, Origin
from xladdin.dunning.propose import propose_reminders
from xladdin.dunning.scenario import Base, Channel, Scenario, Step
from xladdin.errors import ArgumentError
from xladdin.ledger.history import History, PastStep, StepRef
from xladdin.ledger.rates import RateTable
from xladdin.letters.charges import NO_CHARGES
from xladdin.letters.notice import EarlierReminder, Notice
from xladdin.model.settings import Settings
from xladdin.model.source_map import SourceMap
from xladdin.reports.late_interest import late_interest
from xladdin.reports.penalty_rate import STATUTORY_RATES, PenaltyRates
from xladdin.workbook.dunning_records import DunningRecords
from xladdin.workbook.workbook import Workbook

if TYPE_CHECKING:
    import datetime as dt

    from xladdin.dunning.run import DunningRun
    from xladdin.ledger.ledger import Ledger

CHARGING = Scenario(
    "Une étape", (letter("Courrier LRAR", 5, 4, channel=Channel.REGISTERED, penalties=True, fee=3000),)
)
CALLING = Scenario("Appel", (Step("Relance téléphonique", 1, Base.DUE_DATE, Channel.PHONE),))
AS_OF = day(30)
"""2 March 2026: 30 days late at 12.15 % on 100 € give 1.00 €."""


def workbook(
    ledger: Ledger, history: History = NOTHING_SENT, journal: Journal | None = None, currency: str = "EUR"
) -> Workbook:
    records = DunningRecords(journal=journal or Journal())
    return Workbook(ledger, SourceMap(), Settings(currency=currency), history, (), records)


def proposals(book: Workbook, scenario: Scenario, as_of: dt.date = AS_OF) -> DunningRun:
    return propose_reminders(book.ledger, book.history, following(scenario), book.settings.dunning, as_of)


def said(
    ledger: Ledger,
    *,
    scenario: Scenario = CHARGING,
    history: History = NOTHING_SENT,
    rates: PenaltyRates = STATUTORY_RATES,
    currency: str = "EUR",
) -> Notice:
    """What the first letter says."""
    book = workbook(ledger, history)
    (proposal, *_) = proposals(book, scenario).notices
    return notice_of(proposal, book, AS_OF, late_interest(ledger, AS_OF, rates=rates, currency=currency))


def called(book: Workbook, as_of: dt.date = AS_OF) -> Notice:
    """What the first fiche d’appel says."""
    (action, *_) = proposals(book, CALLING, as_of).actions
    return notice_of(action, book, as_of, late_interest(book.ledger, as_of))


def test_charges_are_those_of_the_step() -> None:
    charges = said(ledger_of(invoice())).charges
    assert (charges.penalties, charges.indemnity, charges.fee, charges.reasons) == (100, 4000, 3000, ())


def test_a_step_without_penalties_charges_nothing() -> None:
    scenario = Scenario("Simple", (letter("1er rappel", 5, 1),))
    assert said(ledger_of(invoice()), scenario=scenario).charges == NO_CHARGES


def test_consumers_are_charged_nothing() -> None:
    customers = [{"code": "C1", "name": "M. Petit", "category": "Particulier"}]
    assert said(ledger_of(invoice(), customers=customers)).charges == NO_CHARGES


def test_a_piece_for_information_bears_no_charge() -> None:
    ledger = ledger_of(invoice("F1"), invoice("F2", due=day(28)))
    notice = said(ledger)
    assert [(line.number, line.for_information) for line in notice.lines] == [("F1", False), ("F2", True)]
    assert [item.number for item in notice.charges.interest] == ["F1"]


def test_a_credit_is_no_piece_for_information() -> None:
    notice = said(ledger_of(invoice(), invoice("A1", kind="AVOIR", amount=-30)))
    assert [(line.number, line.for_information) for line in notice.lines] == [("A1", False), ("F1", False)]


def test_a_missing_rate_withholds_the_interest_and_the_letter_leaves() -> None:
    charges = said(ledger_of(invoice()), rates=PenaltyRates(RateTable())).charges
    assert (charges.penalties, charges.indemnity) == (0, 4000)
    assert charges.reasons == ("Pénalités non calculées : taux BCE du 1er semestre 2026 inconnu (pièce F1).",)


def test_another_currency_asks_neither_for_euros_nor_for_the_fee() -> None:
    notice = said(ledger_of(invoice(currency="USD")), currency="USD")
    assert (notice.charges.penalties, notice.charges.indemnity, notice.charges.fee) == (100, 0, 0)
    assert notice.charges.reasons == (
        "Indemnité forfaitaire fixée en euros : non demandée sur des pièces en USD.",
        "Frais fixés en EUR : non demandés dans une lettre en USD.",
    )


def test_interest_of_another_currency_is_not_taken_for_none() -> None:
    ledger = ledger_of(invoice(currency="USD"), invoice("F2"))
    with pytest.raises(ValueError, match="EUR"):
        said(ledger, currency="USD")


@given(
    st.lists(st.tuples(st.integers(-500, 5000).filter(bool), st.integers(0, 90)), min_size=1, max_size=12),
    st.booleans(),
)
def test_the_total_is_what_the_ledger_has_outstanding(pieces: list[tuple[int, int]], charged: bool) -> None:
    invoices = [
        invoice(f"F{place}", amount=amount, due=day(-late), kind="FACTURE" if amount > 0 else "AVOIR")
        for place, (amount, late) in enumerate(pieces)
    ]
    scenario = CHARGING if charged else Scenario("Simple", (letter("1er rappel", 5, 1),))
    book = workbook(ledger_of(*invoices))
    maker = NoticeMaker(book, AS_OF, [late_interest(book.ledger, AS_OF)])
    left = book.ledger.outstanding(AS_OF)
    for proposal in proposals(book, scenario).notices:
        notice = maker.notice_of(proposal)
        assert notice.total == proposal.total == sum(left[line.row] for line in proposal.lines)
        assert notice.grand_total == notice.total + notice.charges.total
    statement = statement_of(book, "C1", "EUR", AS_OF)
    assert statement.total == left.sum()


def test_earlier_reminders_come_from_journal_and_list() -> None:
    history = History(
        sent={("F1", 1): day(8), ("F2", 1): day(9), ("F1", 2): day(16), ("F1", 3): day(40)},
        steps=(
            PastStep("F1", "C1", day(0), StepRef(2), day(16), name="Envoi 2nde relance"),
            PastStep("F1", "C1", day(0), StepRef(2, 1), day(18), name="Appel"),
            PastStep("F2", "C1", day(0), StepRef(2), day(16)),
            PastStep("F1", "AUTRE", day(0), StepRef(3), day(20), done=False),
        ),
    )
    notice = said(
        ledger_of(invoice("F1"), invoice("F2"), invoice("F3")),
        history=history,
        scenario=Scenario("S", (*(letter(f"{level}", 2, level) for level in (1, 2, 3)), letter("M", 2, 4))),
    )
    assert notice.reminders == (
        EarlierReminder(1, day(8), ("F1",)),
        EarlierReminder(1, day(9), ("F2",)),
        EarlierReminder(2, day(16), ("F1", "F2")),
    )


def test_a_reminder_about_every_debt_names_no_piece() -> None:
    history = History(sent={("F1", 1): day(8)})
    two_steps = Scenario("S", (letter("1", 2, 1), letter("2", 9, 2)))
    notice = said(ledger_of(invoice("F1")), history=history, scenario=two_steps)
    assert notice.reminders == (EarlierReminder(1, day(8)),)


def test_the_recipient_is_all_that_the_client_list_knows() -> None:
    customers = [
        {
            "code": "C1",
            "name": "Dupont & Fils",
            "address": "1 rue A",
            "address_2": "Bât. B",
            "postcode": "21000",
            "city": "Dijon",
            "phone": "03 99 00 45 67",
            "email": "c@dupont.example",
            "contact": "Claire",
            "collector": "Samir",
        }
    ]
    recipient = said(ledger_of(invoice(), customers=customers)).recipient
    assert (recipient.name, recipient.address) == ("Dupont & Fils", ("1 rue A", "Bât. B"))
    assert (recipient.phone, recipient.contact, recipient.collector) == ("03 99 00 45 67", "Claire", "Samir")


def test_a_customer_without_address_gets_a_letter() -> None:
    assert said(ledger_of(invoice())).recipient.postcode == ""


def test_a_call_has_promises_notes_and_what_was_done() -> None:
    history = History(
        sent={("F1", 1): day(8)},
        steps=(PastStep("F1", "C1", day(0), StepRef(0, 1), day(3), name="Vérification", done=True),),
        promises={"C1": day(20)},
    )
    note = JournalEntry(day(10), Origin.NOTE, "C1", text="Rappeler jeudi")
    later = replace(note, date=day(31), text="Pas encore su", id="")
    other = replace(note, customer="C2", text="Un autre client", id="")
    ledger = ledger_of(
        invoice(promise=day(12), comment="Bon de livraison demandé"), invoice("F2", customer="C2")
    )
    two_calls = Scenario(
        "Appels", (*CALLING.steps, letter("1er rappel", 2, 1), replace(CALLING.steps[0], name="Appel 2"))
    )
    book = workbook(ledger, history, Journal((note, later, other)))
    (action,) = [one for one in proposals(book, two_calls).actions if one.customer == "C1"]
    notice = notice_of(action, book, AS_OF, late_interest(ledger, AS_OF))
    assert (notice.title, notice.step, notice.channel) == ("Appel 2", "Appel 2", Channel.PHONE)
    assert notice.charges == NO_CHARGES
    assert [(event.date, event.text, event.numbers) for event in notice.call.events] == [
        (day(10), "Rappeler jeudi", ()),
        (day(8), "1er rappel", ("F1",)),
        (day(3), "Vérification", ("F1",)),
    ]
    assert [(one.number, one.date, one.broken) for one in notice.call.promises] == [
        ("F1", day(12), True),
        ("", day(20), True),
    ]
    assert [(one.number, one.text) for one in notice.call.remarks] == [("F1", "Bon de livraison demandé")]


def test_a_call_of_somebody_unknown_says_nothing_more() -> None:
    notice = called(workbook(ledger_of(invoice())))
    assert (notice.call.events, notice.call.promises, notice.call.remarks) == ((), (), ())


def test_a_letter_holds_nothing_internal() -> None:
    ledger = ledger_of(invoice(comment="Mauvais payeur"))
    assert said(ledger).call.remarks == ()


def test_a_statement_has_every_open_piece_and_bills_apart() -> None:
    ledger = ledger_of(
        invoice("F1"),
        invoice("F2", due=day(60)),
        invoice("F3", customer="C2"),
        invoice("F4", currency="USD"),
        invoice("F5", amount=50),
        invoice("E5", kind="EFFET", amount=50, due=day(90), applied_to="F5"),
        invoice("A1", kind="AVOIR", amount=-30),
        invoice("X1", kind="FRAIS", amount=15),
        settlements=[{"customer": "C1", "date": day(2), "amount": 20}],
    )
    statement = statement_of(workbook(ledger), "c1", "EUR", AS_OF)
    assert statement.title == "Relevé de compte"
    assert {line.number: line.outstanding for line in statement.lines if line.number} == {
        "F1": 10_000,
        "F2": 10_000,
        "A1": -3000,
    }
    assert (statement.overdue, statement.not_due, statement.credits) == (10_000, 10_000, -5000)
    assert [(bill.number, bill.outstanding) for bill in statement.bills] == [("E5", 5000)]


@pytest.mark.parametrize("currency", ["EUR", "CHF"])
def test_a_settled_account_has_no_statement(currency: str) -> None:
    ledger = ledger_of(
        invoice(), settlements=[{"customer": "C1", "date": day(1), "amount": 100, "number": "F1"}]
    )
    with pytest.raises(ArgumentError, match=f"aucune pièce ouverte en {currency}"):
        statement_of(workbook(ledger), "C1", currency, AS_OF)
