"""Which step a piece takes on which day."""

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
    told,
)

from xladdin.dunning.by_hand import typed_date
from xladdin.dunning.campaign import mark_sent
from xladdin.dunning.journal_history import history_from_journal
from xladdin.dunning.scenario import Base, Scenario
from xladdin.dunning.shipped import SAGE_100
from xladdin.errors import ArgumentError
from xladdin.ledger.history import History

PREVIOUS = Base.PREVIOUS_STEP
ONE = ledger_of(invoice())
NO_WAIT = replace(DEFAULTS, minimum_days=0)


@pytest.mark.parametrize(
    ("late", "step"),
    [
        (-8, None), (-7, "Rappel préventif"), (0, "Rappel préventif"), (1, None),
        (4, None), (5, "1er rappel"), (400, "1er rappel"),
    ],
)  # fmt: skip
def test_first_step_of_pme_simple(late: int, step: str | None) -> None:
    run = propose(ONE, day(late))
    assert taken(run) == ({"F1": step} if step else {})
    assert reasons(run) == ({} if step else {"F1": "etape-a-venir" if late > 0 else "non-echue"})


def test_a_reminder_says_when_it_will_be_possible() -> None:
    assert told(propose(ONE, day(1))) == {"F1": "prochaine étape « 1er rappel » à partir du 05/02/2026"}
    assert told(propose(ONE, day(-8))) == {"F1": "non échue : échéance du 31/01/2026"}


def test_a_year_of_weeks_goes_through_every_level_in_order() -> None:
    office = Office(ONE)
    steps = [office.generate(day(late)).get("F1") for late in range(-7, 70, 7)]
    assert [step for step in steps if step] == [
        "Rappel préventif", "1er rappel", "2ème rappel", "3ème rappel", "Mise en demeure",
    ]  # fmt: skip
    assert office.dates() == {
        ("F1", 1): day(7), ("F1", 2): day(21), ("F1", 3): day(35), ("F1", 4): day(49),
    }  # fmt: skip
    assert told(office.propose(day(70))) == {
        "F1": "dernière étape faite le 21/03/2026 : à transmettre au contentieux"
    }


def test_a_very_late_piece_starts_at_the_first_reminder_and_waits_between_two() -> None:
    office = Office(ONE)
    assert office.generate(day(100)) == {"F1": "1er rappel"}
    assert reasons(office.propose(day(106))) == {"F1": "relance-recente"}
    assert told(office.propose(day(106)))["F1"] == "relancée le 11/05/2026, il y a moins de 7 jours"
    assert office.generate(day(107)) == {"F1": "2ème rappel"}


def test_one_step_a_day_even_without_any_delay() -> None:
    office = Office(ONE, Scenario("Vite", (letter("R1", 0, 1), letter("R2", 0, 2, PREVIOUS))), NO_WAIT)
    assert office.generate(DUE) == {}
    assert office.generate(day(1)) == {"F1": "R1"}
    assert office.generate(day(1)) == {}
    assert told(office.propose(day(1))) == {"F1": "relancée le 01/02/2026, le jour même"}
    assert office.generate(day(2)) == {"F1": "R2"}


def test_a_date_typed_ahead_holds_back() -> None:
    run = propose(ONE, day(30), History(sent={("F1", 1): day(40)}))
    assert told(run) == {"F1": "relancée le 12/03/2026, date postérieure à l’arrêté"}


@pytest.mark.parametrize(("base", "ready"), [(Base.DUE_DATE, 10), (PREVIOUS, 16)])
def test_a_delay_counts_from_the_due_date_or_from_the_step_before(base: Base, ready: int) -> None:
    scenario = Scenario("Essai", (letter("R1", 5, 1), letter("R2", 10, 2, base)))
    office = Office(ONE, scenario, NO_WAIT)
    office.generate(day(6))
    assert taken(office.propose(day(ready - 1))) == {}
    assert taken(office.propose(day(ready))) == {"F1": "R2"}


def test_the_minimum_of_days_is_between_letters_not_calls() -> None:
    scenario = Scenario(
        "Essai", (letter("R1", 1, 1), call("Appel", 2, PREVIOUS), letter("R2", 2, 2, PREVIOUS))
    )
    office = Office(ONE, scenario)
    assert office.generate(day(1)) == {"F1": "R1"}
    assert office.generate(day(3)) == {"F1": "Appel"}
    office.journal = mark_sent(office.journal, day(3).isoformat(), day(3))
    assert reasons(office.propose(day(7))) == {"F1": "relance-recente"}
    assert taken(office.propose(day(8))) == {"F1": "R2"}


def test_sage_100_goes_through_its_ten_steps() -> None:
    office = Office(ONE, SAGE_100)
    taken_on: list[tuple[int, str]] = []
    for late in range(60):
        for step in office.generate(day(late)).values():
            taken_on.append((late, step))
            office.journal = mark_sent(office.journal, day(late).isoformat(), day(late))
    assert [step for _, step in taken_on] == [step.name for step in SAGE_100.steps]
    assert [late for late, _ in taken_on] == [1, 2, 7, 10, 15, 18, 25, 28, 29, 31]
    assert reasons(office.propose(day(60))) == {"F1": "contentieux"}


def test_a_call_that_nobody_confirmed_holds_the_letter_back() -> None:
    office = Office(ONE, SAGE_100)
    assert office.generate(day(1)) == {"F1": "Relance téléphonique"}
    assert told(office.propose(day(9))) == {
        "F1": "action non confirmée : « Relance téléphonique » du 01/02/2026"
    }


def test_a_letter_that_nobody_confirmed_is_told_and_holds_the_next_one_back() -> None:
    office = Office(ONE, settings=replace(DEFAULTS, sent_when_generated=False))
    assert office.generate(day(5)) == {"F1": "1er rappel"}
    assert told(office.propose(day(40))) == {"F1": "relance non confirmée : « 1er rappel » du 05/02/2026"}
    office.journal = mark_sent(office.journal, day(5).isoformat(), day(6))
    assert taken(office.propose(day(40))) == {"F1": "2ème rappel"}


def test_a_run_before_the_last_one_is_refused() -> None:
    office = Office(ONE)
    office.generate(day(5))
    with pytest.raises(ArgumentError, match="05/02/2026") as caught:
        office.propose(day(4))
    assert "annulez" in caught.value.remedy


def test_dates_in_her_own_columns_count_as_sent() -> None:
    history = History(sent={("F1", 1): day(5), ("F1", 2): day(15)})
    assert taken(propose(ONE, day(30), history)) == {"F1": "3ème rappel"}
    assert reasons(propose(ONE, day(21), history)) == {"F1": "etape-a-venir"}


def test_a_level_without_a_date_counts_from_the_due_date() -> None:
    history = History(levels={"F1": 2})
    assert taken(propose(ONE, day(30), history)) == {"F1": "3ème rappel"}
    scenario = Scenario("Essai", (letter("R2", 1, 2), letter("R3", 9, 3, PREVIOUS)))
    assert taken(propose(ONE, day(8), history, scenario=scenario)) == {}
    assert taken(propose(ONE, day(9), history, scenario=scenario)) == {"F1": "R3"}


def test_another_scenario_takes_over_where_the_piece_stands() -> None:
    history = History(sent={("F1", 1): day(5)})
    run = propose(ONE, day(40), history, scenario=SAGE_100)
    assert taken(run) == {"F1": "Vérifier réception relance (tél.)"}


def test_a_delay_counts_from_the_furthest_step_even_when_an_earlier_one_came_after_it() -> None:
    scenario = Scenario("Essai", (letter("R1", 5, 1), letter("R2", 6, 2), letter("R3", 5, 3, PREVIOUS)))
    history = History(sent={("F1", 2): day(10), ("F1", 1): day(14)})
    assert taken(propose(ONE, day(14), history, scenario=scenario, settings=NO_WAIT)) == {}
    assert taken(propose(ONE, day(15), history, scenario=scenario, settings=NO_WAIT)) == {"F1": "R3"}


def test_instalments_go_their_own_way() -> None:
    later = dt.date(2026, 3, 31)
    office = Office(ledger_of(invoice(), invoice(due=later)))
    office.generate(day(5))
    office.generate(day(15))
    run = office.propose(later + dt.timedelta(days=5))
    assert [(line.due, step.name) for _, line, step in run.steps_taken()] == [
        (DUE, "3ème rappel"), (later, "1er rappel"),
    ]  # fmt: skip


def test_an_instalment_that_was_late_too_but_not_reminded_starts_at_the_first() -> None:
    office = Office(ledger_of(invoice(), invoice(due=day(3))))
    office.generate(day(5))
    run = office.propose(day(18))
    assert [(line.due, step.name) for _, line, step in run.steps_taken()] == [
        (DUE, "2ème rappel"), (day(3), "1er rappel"),
    ]  # fmt: skip


def test_an_instalment_is_not_taken_for_one_that_was_paid() -> None:
    later = dt.date(2026, 3, 31)
    office = Office(ledger_of(invoice(), invoice(due=later)))
    office.generate(day(5))
    paid = [{"number": "F1", "customer": "C1", "date": day(6), "amount": 100}]
    office.ledger = ledger_of(invoice(), invoice(due=later), settlements=paid)
    assert office.generate(later + dt.timedelta(days=5)) == {"F1": "1er rappel"}


def test_a_corrected_due_date_forgets_no_letter() -> None:
    office = Office(ONE)
    office.generate(day(5))
    office.ledger = ledger_of(invoice(due=day(2)))
    assert office.generate(day(17)) == {"F1": "2ème rappel"}


def test_her_own_date_of_one_instalment_stays_when_the_journal_knows_the_other() -> None:
    later = day(60)
    office = Office(
        ledger_of(invoice(), invoice(due=later)), found_elsewhere=History(sent={("F1", 1): day(62)})
    )
    office.journal = typed_date(
        office.journal, customer="C1", number="F1", due=later, rank=1, date=day(66), on=day(66)
    )
    run = office.propose(day(80))
    assert [(line.due, step.name) for _, line, step in run.steps_taken()] == [
        (DUE, "2ème rappel"), (later, "2ème rappel"),
    ]  # fmt: skip
    again = history_from_journal(office.journal, office.history)
    assert again == office.history


def test_one_number_of_two_customers_is_two_pieces() -> None:
    office = Office(ledger_of(invoice(), invoice(customer="C2", due=day(60))))
    office.generate(day(5))
    run = office.propose(day(65))
    assert {(proposal.customer, step.name) for proposal, _, step in run.steps_taken()} == {
        ("C1", "2ème rappel"), ("C2", "1er rappel"),
    }  # fmt: skip


@pytest.mark.parametrize("due", [day(5), day(60)])
def test_a_date_found_under_a_shared_number_counts_for_what_was_late_then(due: dt.date) -> None:
    ledger = ledger_of(invoice(), invoice(customer="C2", due=due))
    run = propose(ledger, day(65), History(sent={("F1", 1): day(5)}))
    assert {(proposal.customer, step.name) for proposal, _, step in run.steps_taken()} == {
        ("C1", "2ème rappel"), ("C2", "1er rappel"),
    }  # fmt: skip
