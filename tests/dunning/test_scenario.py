"""Scenarios: the order of their steps, the shipped ones, and who follows which."""

from __future__ import annotations

import json
from decimal import Decimal
from pathlib import Path

import pytest
from dunning_samples import call, letter

from xladdin.dunning.assignment import AssignmentRule, CustomerProfile, Scenarios
from xladdin.dunning.scenario import Base, Channel, Scenario, Step
from xladdin.dunning.shipped import KEY_ACCOUNTS, SAGE_100, SHIPPED_SCENARIOS, SMALL_COMPANY
from xladdin.errors import ArgumentError
from xladdin.ledger.history import StepRef

SAGE_FACTS = Path(__file__).parents[2] / "../shared/facts/scenario_sage.json"


def test_steps_are_numbered_by_what_they_are() -> None:
    scenario = Scenario(
        "Essai",
        (letter("P", -7, 0), call("A", 1), letter("R1", 5, 1), call("B", 6), call("C", 7), letter("M", 9, 4)),
    )
    assert [step.ref for step in scenario.steps] == [(0, 0), (0, 1), (1, 0), (1, 1), (1, 2), (4, 0)]


def test_inserting_a_call_moves_no_letter() -> None:
    before = Scenario("Essai", (letter("R1", 5, 1), letter("R2", 9, 2)))
    after = Scenario("Essai", (call("A", 1), letter("R1", 5, 1), call("B", 6), letter("R2", 9, 2)))
    letters = [step.ref for step in after.steps if step.channel.is_written]
    assert letters == [step.ref for step in before.steps] == [StepRef(1), StepRef(2)]


@pytest.mark.parametrize(
    "steps",
    [
        (),
        (letter("R1", 5, 1), letter("encore", 9, 1)),
        (letter("R2", 5, 2), letter("R1", 9, 1)),
        (call("A", 1), letter("P", -7, 0)),
        (letter("R5", 5, 5),),
        (Step("sans niveau", 5, Base.DUE_DATE, Channel.LETTER),),
        (Step("appel", 5, Base.DUE_DATE, Channel.PHONE, level=1),),
    ],
    ids=[
        "no step",
        "level twice",
        "levels fall",
        "preventive not first",
        "level 5",
        "letter without",
        "call with",
    ],
)
def test_what_is_no_scenario_is_refused(steps: tuple[Step, ...]) -> None:
    with pytest.raises(ArgumentError):
        Scenario("Essai", steps)


def test_a_preventive_letter_lapses_and_a_call_does_not() -> None:
    scenario = Scenario("Essai", (letter("P", -7, 0), call("A", 1), letter("R1", 5, 1)))

    def name_after(reached: StepRef | None, *, late: bool) -> str | None:
        step = scenario.after(reached, late=late)
        return step.name if step else None

    assert name_after(None, late=False) == "P"
    assert name_after(None, late=True) == "A"
    assert name_after(StepRef(0), late=True) == "A"
    assert name_after(StepRef(0, 1), late=True) == "R1"
    assert name_after(StepRef(1), late=True) is None


def test_pme_simple_is_as_announced() -> None:
    steps = [(step.level, step.delay, step.base) for step in SMALL_COMPANY.steps]
    assert steps == [(level, delay, Base.DUE_DATE) for level, delay in enumerate((-7, 5, 15, 30, 45))]


def test_grands_comptes_calls_first() -> None:
    assert KEY_ACCOUNTS.steps[0].channel is Channel.PHONE


def test_sage_100_is_the_scenario_of_sage() -> None:
    if not SAGE_FACTS.exists():
        pytest.skip("the facts about Sage 100 are not beside this checkout")
    facts = json.loads(SAGE_FACTS.read_text(encoding="utf-8"))["steps"]
    shipped = [
        [
            step.name.replace("’", "'"),
            step.delay,
            step.risk or "Aucune modification",
            None if step.loss_percent is None else float(step.loss_percent),
            step.penalties,
            step.fee / 100 if step.fee else None,
        ]
        for step in SAGE_100.steps
    ]
    assert [[str(cell).casefold() for cell in row] for row in shipped] == [
        [str(cell).casefold() for cell in row] for row in facts
    ]


def test_the_step_that_costs_money_in_sage_100() -> None:
    demand = next(step for step in SAGE_100.steps if step.level == 4)
    assert (demand.risk, demand.loss_percent, demand.penalties, demand.fee) == (
        "Insolvable", Decimal(20), True, 30_00,
    )  # fmt: skip


def test_a_rule_about_the_customer_goes_before_its_kind_before_the_default() -> None:
    scenarios = Scenarios(
        rules=(
            AssignmentRule("Grands comptes", amount_from=1_000_000),
            AssignmentRule("Sage 100", group="nord", risk="Insolvable"),
            AssignmentRule("Sage 100", customer="Dupont & Fils"),
        )
    )

    def followed(code: str, **profile: object) -> str:
        return scenarios.followed_by(CustomerProfile(code, **profile)).name  # type: ignore[arg-type]

    assert followed("C1", balance=999_999) == "PME simple"
    assert followed("C1", balance=1_000_000) == "Grands comptes"
    assert followed("C1", name="Dupont & fils", balance=1_000_000) == "Sage 100"
    assert followed("C1", group="Nord", risk="insolvable") == "Sage 100"
    assert followed("C1", group="Nord") == "PME simple"


def test_an_unknown_scenario_is_refused_by_name() -> None:
    with pytest.raises(ArgumentError, match="PME double") as caught:
        Scenarios(default="PME double")
    assert all(scenario.name in caught.value.remedy for scenario in SHIPPED_SCENARIOS)
    with pytest.raises(ArgumentError, match="Inconnu"):
        Scenarios(rules=(AssignmentRule("Inconnu"),))


def test_two_scenarios_of_one_name_are_refused() -> None:
    with pytest.raises(ArgumentError, match="même nom"):
        Scenarios((SAGE_100, Scenario("sage 100", (call("A", 1),))), default="Sage 100")
