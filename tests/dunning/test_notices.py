"""What one letter says: its pieces, its level, its total, its channel and its fee."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

import pytest
from dunning_samples import (
    DEFAULTS,
    DUE,
    Office,
    call,
    day,
    invoice,
    ledger_of,
    letter,
    propose,
    reasons,
    taken,
)

from xladdin.dunning.assignment import AssignmentRule, Scenarios
from xladdin.dunning.propose import propose_reminders
from xladdin.dunning.scenario import Base, Channel, Scenario, Step
from xladdin.dunning.selection import Selection
from xladdin.errors import ArgumentError
from xladdin.ledger.history import History

PER_INVOICE = replace(DEFAULTS, per_invoice=True)
CREDIT = invoice("A1", kind="AVOIR", amount=-30)


def test_one_letter_at_the_highest_level_and_each_piece_at_its_own() -> None:
    ledger = ledger_of(invoice("F1"), invoice("F2", due=day(10)), invoice("F3", due=day(14)), CREDIT)
    run = propose(ledger, day(15), History(sent={("F1", 1): day(5)}))
    (notice,) = run.notices
    assert (notice.customer, notice.currency, notice.level, notice.step.name) == (
        "C1",
        "EUR",
        2,
        "2ème rappel",
    )
    assert [
        (line.number, line.outstanding, line.days_late, line.step and line.step.name) for line in notice.lines
    ] == [
        ("A1", -3000, 15, None),
        ("F1", 10000, 15, "2ème rappel"),
        ("F2", 10000, 5, "1er rappel"),
        ("F3", 10000, 1, None),
    ]
    assert notice.total == 27000
    assert reasons(run) == {"F3": "etape-a-venir"}


def test_what_is_listed_for_information_does_not_advance() -> None:
    office = Office(ledger_of(invoice("F1"), invoice("F2", due=day(4))))
    assert office.generate(day(5)) == {"F1": "1er rappel"}
    assert ("F2", 1) not in office.dates()
    assert taken(office.propose(day(9))) == {"F2": "1er rappel"}


@pytest.mark.parametrize(
    "held",
    [
        {"dispute": "prix"}, {"promise": day(30)}, {"payment_mode": "Prélèvement SEPA"}, {"kind": "EFFET"},
        {"kind": "FRAIS"}, {"due": day(30)}, {"issued": day(9), "due": DUE},
    ],
    ids=["disputed", "promised", "direct debit", "bill", "fee line", "not due", "not issued yet"],
)  # fmt: skip
def test_what_must_not_be_asked_is_not_listed(held: dict[str, object]) -> None:
    (notice,) = propose(ledger_of(invoice("F1"), invoice("F2", **held)), day(5)).notices
    assert [line.number for line in notice.lines] == ["F1"]


def test_currencies_are_never_in_one_letter() -> None:
    run = propose(ledger_of(invoice("F1"), invoice("F2", currency="USD", amount=40)), day(5))
    assert [(one.currency, one.total) for one in run.notices] == [("EUR", 10000), ("USD", 4000)]


def test_the_largest_total_comes_first() -> None:
    ledger = ledger_of(invoice("F1"), invoice("F2", customer="C2", amount=500), invoice("F3", customer="C0"))
    assert [one.customer for one in propose(ledger, day(5)).notices] == ["C2", "C0", "C1"]


def test_a_letter_per_piece_lists_neither_others_nor_credits() -> None:
    ledger = ledger_of(invoice("F1"), invoice("F2"), invoice("F3", due=day(4)), CREDIT)
    run = propose(ledger, day(5), settings=PER_INVOICE)
    assert [[line.number for line in one.lines] for one in run.notices] == [["F1"], ["F2"]]
    assert reasons(run) == {"F3": "etape-a-venir", "A1": "credit"}


def test_a_letter_per_piece_keeps_its_instalments_together() -> None:
    ledger = ledger_of(invoice("F1"), invoice("F1", due=day(1)))
    (notice,) = propose(ledger, day(6), settings=PER_INVOICE).notices
    assert notice.total == 20000


def test_without_an_address_an_email_becomes_a_letter_and_says_so() -> None:
    scenario = Scenario("Mail", (letter("R1", 5, 1, channel=Channel.EMAIL),))
    customers = [{"code": "C1", "email": "compta@example.fr"}, {"code": "C2"}, {"code": "C3", "email": "?"}]
    invoices = [invoice(f"F{number}", f"C{number}") for number in (1, 2, 3)]
    ledger = ledger_of(*invoices, customers=customers)
    by_customer = {one.customer: one for one in propose(ledger, day(5), scenario=scenario).notices}
    assert (by_customer["C1"].channel, by_customer["C1"].channel_reason) == (Channel.EMAIL, "")
    assert by_customer["C2"].channel is Channel.LETTER
    assert by_customer["C3"].channel is Channel.LETTER
    assert by_customer["C3"].channel_reason == "« ? » n’est pas une adresse e-mail : lettre à la place"
    assert by_customer["C2"].channel_reason == "Adresse e-mail absente : lettre à la place"


@pytest.mark.parametrize(
    ("category", "fee", "penalties"), [("", 3000, True), ("public", 3000, True), ("particulier", 0, False)]
)
def test_a_consumer_owes_neither_fee_nor_penalties(category: str, fee: int, penalties: bool) -> None:
    scenario = Scenario("Dur", (letter("R1", 5, 1, penalties=True, fee=3000),))
    ledger = ledger_of(
        invoice("F1"), invoice("F2", due=day(3)), customers=[{"code": "C1", "category": category}]
    )
    (notice,) = propose(ledger, day(5), scenario=scenario).notices
    assert notice.fee == fee
    assert [line.penalties for line in notice.lines] == [penalties, False]
    assert notice.total == 20000, "charges are lines of their own"


def test_a_preventive_letter_leaves_alone() -> None:
    upcoming = invoice("F2", due=day(10))
    (notice,) = propose(ledger_of(upcoming, CREDIT), day(5)).notices
    assert (notice.level, notice.total) == (0, 7000)
    run = propose(ledger_of(invoice("F1"), upcoming), day(5))
    assert taken(run) == {"F1": "1er rappel"}
    assert reasons(run) == {"F2": "client-relance"}


def test_a_preventive_letter_asks_for_nothing_that_is_late() -> None:
    run = propose(ledger_of(invoice("F1"), invoice("F2", due=day(5))), day(1))
    (notice,) = run.notices
    assert [line.number for line in notice.lines] == ["F2"]
    assert reasons(run) == {"F1": "etape-a-venir"}


def test_a_preventive_letter_that_waits_is_not_asked_for_in_a_reminder() -> None:
    office = Office(
        ledger_of(invoice("F2", due=day(10))), settings=replace(DEFAULTS, sent_when_generated=False)
    )
    assert office.generate(day(4)) == {"F2": "Rappel préventif"}
    office.ledger = ledger_of(invoice("F1"), invoice("F2", due=day(10)))
    (notice,) = office.propose(day(5)).notices
    assert [line.number for line in notice.lines] == ["F1"]


def test_a_preventive_letter_does_not_follow_a_reminder_on_the_heels() -> None:
    office = Office(ledger_of(invoice("F1"), invoice("F2", due=day(10))))
    office.generate(day(5))
    assert reasons(office.propose(day(5)))["F2"] == "client-relance"
    assert reasons(office.propose(day(10)))["F2"] == "client-relance"
    later = Office(ledger_of(invoice("F1"), invoice("F2", due=day(14))))
    later.generate(day(5))
    assert taken(later.propose(day(12))) == {"F2": "Rappel préventif"}


def test_calls_are_actions_and_letters_list_their_pieces() -> None:
    scenario = Scenario("Essai", (letter("R1", 5, 1), call("Appel", 3, Base.PREVIOUS_STEP)))
    history = History(sent={("F1", 1): day(5)})
    run = propose(ledger_of(invoice("F1"), invoice("F2", due=day(4))), day(9), history, scenario=scenario)
    (action,), (notice,) = run.actions, run.notices
    assert (action.step.name, action.total) == ("Appel", 10000)
    assert [(line.number, line.step and line.step.name) for line in notice.lines] == [
        ("F1", None),
        ("F2", "R1"),
    ]
    assert taken(run) == {"F1": "Appel", "F2": "R1"}


def test_charges_of_an_action_are_not_asked_in_the_letter_of_another_piece() -> None:
    order = Step("Injonction", 3, Base.PREVIOUS_STEP, Channel.INTERNAL, penalties=True)
    scenario = Scenario("Essai", (letter("R1", 5, 1), order))
    history = History(sent={("F1", 1): day(5)})
    run = propose(ledger_of(invoice("F1"), invoice("F2", due=day(4))), day(9), history, scenario=scenario)
    assert [line.penalties for line in run.actions[0].lines] == [True]
    assert [line.penalties for line in run.notices[0].lines] == [False, False]


def test_pieces_at_different_calls_are_different_actions() -> None:
    scenario = Scenario(
        "Essai", (call("Appel", 1), letter("R1", 5, 1), call("Rappel", 3, Base.PREVIOUS_STEP))
    )
    history = History(sent={("F1", 1): day(5)})
    run = propose(ledger_of(invoice("F1"), invoice("F2")), day(9), history, scenario=scenario)
    assert {(one.step.name, one.lines[0].number) for one in run.actions} == {
        ("Rappel", "F1"),
        ("Appel", "F2"),
    }


def test_each_customer_follows_its_own_scenario() -> None:
    ledger = ledger_of(invoice("F1"), invoice("F2", customer="C2", amount=20_000))
    scenarios = Scenarios(rules=(AssignmentRule("Grands comptes", amount_from=1_000_000),))
    run = propose_reminders(ledger, History(), scenarios, DEFAULTS, day(5))
    assert taken(run) == {"F1": "1er rappel", "F2": "Appel à la comptabilité fournisseurs"}


def test_what_a_customer_owes_in_all_decides_whatever_is_selected() -> None:
    ledger = ledger_of(invoice("F1", amount=6_000), invoice("F2", amount=6_000))
    scenarios = Scenarios(rules=(AssignmentRule("Grands comptes", amount_from=1_000_000),))
    run = propose_reminders(
        ledger, History(), scenarios, DEFAULTS, day(5), Selection(pieces=frozenset({"F1"}))
    )
    assert taken(run) == {"F1": "Appel à la comptabilité fournisseurs"}


@pytest.mark.parametrize(
    ("selection", "pieces"),
    [
        (Selection(frozenset({"C1"})), {"F1", "F2"}),
        (Selection(frozenset({"dupont"})), {"F1", "F2"}),
        (Selection(pieces=frozenset({"F2"})), {"F2"}),
        (Selection(frozenset({"C2"}), frozenset({"F1"})), {"F1", "F3"}),
        (Selection(), set()),
    ],
)
def test_a_selection_reminds_of_nothing_else(selection: Selection, pieces: set[str]) -> None:
    ledger = ledger_of(
        invoice("F1"),
        invoice("F2"),
        invoice("F3", customer="C2"),
        CREDIT,
        customers=[{"code": "C1", "name": "Dupont"}],
    )
    run = propose(ledger, day(5), selection=selection)
    assert set(taken(run)) == pieces
    listed = {line.number for one in run.notices for line in one.lines}
    assert listed - {"A1"} == pieces
    assert ("A1" in listed) == bool(pieces & {"F1", "F2"}), "its credits count all the same"
    assert run.excluded == ()


@pytest.mark.parametrize("selection", [Selection(frozenset({"C9"})), Selection(pieces=frozenset({"F9"}))])
def test_a_selection_of_nothing_known_is_refused(selection: Selection) -> None:
    with pytest.raises(ArgumentError, match="9"):
        propose(ledger_of(invoice()), day(5), selection=selection)


def test_only_what_existed_on_the_day_is_asked() -> None:
    paid_later = [{"number": "F1", "customer": "C1", "date": day(6), "amount": 60}]
    ledger = ledger_of(invoice(), settlements=paid_later)
    assert [one.total for one in propose(ledger, day(5)).notices] == [10000]
    assert [one.total for one in propose(ledger, day(6)).notices] == [4000]
    assert propose(ledger, dt.date(2025, 12, 31)).excluded == ()
