"""The sheet Scénarios: read, refused with the cell's address, written and read back."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from xladdin.dunning.assignment import AssignmentRule
from xladdin.dunning.assignment_rows import ASSIGNMENT_HEADINGS, assignment_table, read_assignments
from xladdin.dunning.scenario import Base, Channel
from xladdin.dunning.scenario_rows import (
    SCENARIO_HEADINGS,
    read_scenarios,
    refuse_faults,
    scenario_table,
)
from xladdin.dunning.sheet_row import SheetRow
from xladdin.dunning.shipped import SHIPPED_SCENARIOS
from xladdin.errors import ArgumentError
from xladdin.model.problem import problem

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from xladdin.dunning.scenario import Scenario
    from xladdin.model.problem import Problem

TEMPLATES = tuple(
    f"{name}.docx"
    for name in ("preventif", "rappel_1", "rappel_2", "rappel_3", "mise_en_demeure", "fiche_appel")
)
FIRST_ROW = 5
R1 = ("Doux", "1er rappel", 5, "Échéance", "Lettre", 1, "rappel_1.docx")
R2 = ("", "2ème rappel", 10, "Étape précédente", "Lettre", 2, "rappel_2.docx")
CALL = ("", "Appel", "3 j", "étape précédente", "tél", None, None)


def sheet_rows(
    rows: Iterable[Sequence[object]], headings: Sequence[str] = SCENARIO_HEADINGS
) -> list[SheetRow]:
    columns = {heading: place for place, heading in enumerate(headings, 1)}
    return [
        SheetRow("Scénarios", number, dict(zip(headings, row, strict=False)), columns)
        for number, row in enumerate(rows, FIRST_ROW)
    ]


def read(*rows: Sequence[object]) -> tuple[tuple[Scenario, ...], tuple[Problem, ...]]:
    return read_scenarios(sheet_rows(rows), templates=TEMPLATES)


def test_what_is_written_is_read_back() -> None:
    scenarios, problems = read(*scenario_table(SHIPPED_SCENARIOS))
    assert problems == ()
    assert scenarios == SHIPPED_SCENARIOS


def test_cells_are_read_as_people_write_them() -> None:
    (scenario,), problems = read(
        R1,
        (None,) * len(SCENARIO_HEADINGS),
        CALL,
        (
            "doux",
            "Mise en demeure",
            15.0,
            "echeance",
            "Recommandé",
            "4",
            "MISE_EN_DEMEURE",
            "Insolvable",
            "20 %",
            "✓",
            "30,50 €",
        ),
    )
    assert problems == ()
    assert scenario.name == "Doux"
    first, phone, demand = scenario.steps
    assert (first.delay, first.base, first.level, first.penalties) == (5, Base.DUE_DATE, 1, False)
    assert (phone.channel, phone.delay, phone.level, phone.template) == (Channel.PHONE, 3, None, "")
    assert (demand.channel, demand.template) == (Channel.REGISTERED, "mise_en_demeure.docx")
    assert (demand.risk, demand.loss_percent, demand.penalties, demand.fee) == (
        "Insolvable", Decimal(20), True, 3050,
    )  # fmt: skip


@pytest.mark.parametrize(
    ("cell", "percent"), [(0.2, 20), (20, 20), (1, 100), (100, 100), ("0,5 %", 0.5), ("", None)]
)
def test_a_percentage_is_read_in_both_notations(cell: object, percent: float | None) -> None:
    (scenario,), _ = read((*R1, "", cell))
    assert scenario.steps[0].loss_percent == percent


def replaced(row: Sequence[object], heading: str, value: object) -> tuple[object, ...]:
    cells = [*row, *[None] * (len(SCENARIO_HEADINGS) - len(row))]
    cells[SCENARIO_HEADINGS.index(heading)] = value
    return tuple(cells)


@pytest.mark.parametrize(
    ("heading", "value", "code", "cell"),
    [
        ("Étape", "", "scenario-nom-absent", "B6"),
        ("Délai", "vite", "scenario-delai-illisible", "C6"),
        ("Délai", 2.5, "scenario-delai-illisible", "C6"),
        ("Délai", None, "scenario-delai-illisible", "C6"),
        ("Délai", 3651, "scenario-delai-illisible", "C6"),
        ("Délai", -1, "scenario-delai-negatif", "C6"),
        ("Base", "facture", "scenario-base-inconnue", "D6"),
        ("Base", "", "scenario-base-inconnue", "D6"),
        ("Canal", "pigeon", "scenario-canal-inconnu", "E6"),
        ("Canal", "Téléphone", "scenario-niveau-inattendu", "F6"),
        ("Niveau", 1, "scenario-niveau-double", "F6"),
        ("Niveau", 5, "scenario-niveau-illisible", "F6"),
        ("Niveau", "", "scenario-niveau-illisible", "F6"),
        ("Modèle", "", "scenario-modele-absent", "G6"),
        ("Modèle", "rappel_9.docx", "scenario-modele-inconnu", "G6"),
        ("% Perte", 120, "valeur-illisible", "I6"),
        ("% Perte", "beaucoup", "valeur-illisible", "I6"),
        ("Pénalités", "peut-être", "valeur-illisible", "J6"),
        ("Frais", -30, "valeur-illisible", "K6"),
        ("Frais", "nan", "valeur-illisible", "K6"),
    ],
)
def test_a_fault_names_its_cell(heading: str, value: object, code: str, cell: str) -> None:
    scenarios, problems = read(R1, replaced(R2, heading, value))
    assert scenarios == ()
    assert [(one.code, one.sheet, one.cell) for one in problems] == [(code, "Scénarios", cell)]


def test_levels_ascend() -> None:
    _, problems = read(replaced(R1, "Niveau", 3), R2)
    assert [(one.code, one.cell) for one in problems] == [("scenario-niveau-ordre", "F6")]


def test_a_preventive_letter_is_first_and_leaves_before_the_due_date() -> None:
    preventive = ("", "Préventif", -7, "Échéance", "E-mail", 0, "preventif.docx")
    (scenario,), _ = read(replaced(preventive, "Scénario", "Doux"), R1)
    assert scenario.steps[0].is_preventive
    _, problems = read(replaced(CALL, "Scénario", "Doux"), preventive)
    assert [(one.code, one.cell) for one in problems] == [("scenario-preventif-premier", "F6")]
    _, problems = read(replaced(replaced(preventive, "Scénario", "Doux"), "Délai", 1))
    assert [(one.code, one.cell) for one in problems] == [("scenario-delai-preventif", "C5")]


def test_a_faulty_scenario_leaves_the_others_and_is_refused_by_cell() -> None:
    scenarios, problems = read(R1, replaced(replaced(R2, "Scénario", "Dur"), "Canal", "pigeon"))
    assert [scenario.name for scenario in scenarios] == ["Doux"]
    with pytest.raises(ArgumentError, match="« Scénarios » — E6 : « pigeon »") as caught:
        refuse_faults(problems)
    assert "LRAR" in caught.value.remedy
    refuse_faults(())


def test_a_step_before_any_name_is_a_fault() -> None:
    _, problems = read(R2, R1)
    assert [(one.code, one.cell) for one in problems] == [("scenario-nom-absent", "A5")]


def test_two_scenarios_of_one_name_are_told_apart_by_what_stands_between() -> None:
    other = replaced(R1, "Scénario", "Dur")
    scenarios, problems = read(R1, other, replaced(R2, "Scénario", "doux"))
    assert [scenario.name for scenario in scenarios] == ["Dur"]
    assert [(one.code, one.cell) for one in problems] == [("scenario-nom-double", "A7")]


def test_faults_of_several_sheets_are_told_by_sheet() -> None:
    _, problems = read(R1, replaced(R2, "Canal", "pigeon"))
    other = problem("scenario-inconnu", sheet="Paramètres", cell="B30", text="X", known="Doux")
    with pytest.raises(ArgumentError) as caught:
        refuse_faults((*problems, other))
    assert "Feuille « Scénarios » — E6 : " in caught.value.message
    assert "Feuille « Paramètres » — B30 : Le scénario « X » n’existe pas." in caught.value.message


def test_a_sheet_without_the_column_names_the_row() -> None:
    headings = [heading for heading in SCENARIO_HEADINGS if heading != "Délai"]
    row = [cell for heading, cell in zip(SCENARIO_HEADINGS, R1, strict=False) if heading != "Délai"]
    _, problems = read_scenarios(sheet_rows([row], headings), templates=TEMPLATES)
    assert [(one.code, one.cell) for one in problems] == [("scenario-delai-illisible", "5:5")]


NAMES = [scenario.name for scenario in SHIPPED_SCENARIOS]
RULES = st.builds(
    AssignmentRule,
    st.sampled_from(NAMES),
    st.sampled_from(["", "C1"]),
    st.sampled_from(["", "Nord"]),
    st.sampled_from(["", "Insolvable"]),
    st.none() | st.integers(0, 10**9),
)


@given(st.lists(RULES))
def test_rules_are_read_back(rules: list[AssignmentRule]) -> None:
    rows = sheet_rows(assignment_table(rules), ASSIGNMENT_HEADINGS)
    assert read_assignments(rows, NAMES) == (tuple(rules), ())


@pytest.mark.parametrize(
    ("row", "code", "cell"),
    [
        (("C1", "", "", "", "Inconnu"), "scenario-inconnu", "E5"),
        (("C1", "", "", "", ""), "scenario-inconnu", "E5"),
        (("", "", "", "cher", "Sage 100"), "valeur-illisible", "D5"),
    ],
)
def test_a_faulty_rule_names_its_cell(row: tuple[str, ...], code: str, cell: str) -> None:
    rules, problems = read_assignments(sheet_rows([row], ASSIGNMENT_HEADINGS), NAMES)
    assert rules == ()
    assert [(one.code, one.cell) for one in problems] == [(code, cell)]
