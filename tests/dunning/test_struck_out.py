"""Pieces struck out in Relances à faire: they wait, the others leave, nothing else changes."""

from __future__ import annotations

from typing import TYPE_CHECKING

from dunning_samples import DUE, Office, day, following, invoice, ledger_of, letter, reasons, taken, told
from hypothesis import given
from hypothesis import strategies as st

from xladdin.dunning.propose import propose_reminders
from xladdin.dunning.scenario import Scenario
from xladdin.dunning.struck_out import StruckOut
from xladdin.ledger.history import StepRef

if TYPE_CHECKING:
    from collections.abc import Collection

    from xladdin.dunning.run import DunningRun

LEDGER = ledger_of(
    invoice("F1"), invoice("F2", due=day(20)), invoice("F3", "C2"), invoice("F3", "C2", due=day(5))
)
OPEN = [("C1", "F1", DUE), ("C1", "F2", day(20)), ("C2", "F3", DUE), ("C2", "F3", day(5))]
TWO_STEPS = Scenario("deux", (letter("un", 1, 1), letter("deux", 10, 2)))


def propose(office: Office, late: int, struck_out: Collection[StruckOut]) -> DunningRun:
    scenarios = following(office.scenario)
    return propose_reminders(
        office.ledger, office.history, scenarios, office.settings, day(late), struck_out=struck_out
    )


def test_a_struck_out_piece_takes_no_step_and_says_why() -> None:
    run = propose(Office(LEDGER), 30, {StruckOut("C1", "F1", DUE, StepRef(1))})
    assert "F1" not in taken(run)
    assert taken(run)["F2"] == "1er rappel"
    assert reasons(run)["F1"] == "decochee"
    assert told(run)["F1"] == "décochée dans « Relances à faire »"
    (held,) = [one for one in run.excluded if one.line.number == "F1"]
    assert held.step is not None
    assert held.step.ref == StepRef(1)


def test_the_letter_is_that_of_the_rest_and_does_not_list_it() -> None:
    office = Office(LEDGER, TWO_STEPS)
    office.generate(day(5))
    assert taken(office.propose(day(30)))["F1"] == "deux"
    run = propose(office, 30, {StruckOut("C1", "F1", DUE, StepRef(2))})
    (notice,) = [one for one in run.notices if one.customer == "C1"]
    assert notice.level == 1
    assert [line.number for line in notice.lines] == ["F2"]


def test_another_step_another_instalment_or_customer_is_not_meant() -> None:
    office = Office(LEDGER)
    strangers = {
        StruckOut("C1", "F1", DUE, StepRef(2)),
        StruckOut("C2", "F1", DUE, StepRef(1)),
        StruckOut("C1", "F1", day(1), StepRef(1)),
    }
    assert propose(office, 30, strangers) == office.propose(day(30))
    one_instalment = propose(office, 30, {StruckOut("C2", "F3", DUE, StepRef(1))})
    assert [line.due for _, line, _ in one_instalment.steps_taken() if line.number == "F3"] == [day(5)]


@given(st.sets(st.sampled_from(OPEN)), st.integers(1, 60))
def test_exactly_the_others_advance(struck: set[tuple[str, str, object]], late: int) -> None:
    office = Office(LEDGER, TWO_STEPS)  # without a preventive letter, which others hold back
    everything = [(one.customer, line, step) for one, line, step in office.propose(day(late)).steps_taken()]
    struck_out = {
        StruckOut(customer, line.number, line.due, step.ref)
        for customer, line, step in everything
        if (customer, line.number, line.due) in struck
    }
    run = propose(office, late, struck_out)
    moving = {(one.customer, line.number, line.due) for one, line, _ in run.steps_taken()}
    late_ones = {(customer, line.number, line.due) for customer, line, _ in everything}
    assert moving == late_ones - struck
    assert {one.line.row for one in run.excluded if one.step is not None} == {
        line.row for customer, line, _ in everything if (customer, line.number, line.due) in struck
    }
