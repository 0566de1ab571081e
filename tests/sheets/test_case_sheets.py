"""Dossiers and Actions à mener, as text."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from case_samples import kept, sage_office, step, work_of
from dunning_samples import day

from xladdin.dunning.agenda import agenda
from xladdin.dunning.case_record import CaseRecord
from xladdin.dunning.case_rows import CASE_HEADINGS
from xladdin.model.plan_text import plan_text
from xladdin.sheets.actions import NOTHING, actions_plan
from xladdin.sheets.cases import cases_plan

if TYPE_CHECKING:
    from golden import Golden

    from xladdin.dunning.cases import Recovery
    from xladdin.model.sheet_plan import SheetPlan

STEPS = (1, 2, 7, 10, 15, 18, 25)


def worked(*records: CaseRecord) -> Recovery:
    office = sage_office()
    for late in STEPS:
        step(office, day(late))
    opened = [replace(one, notes='=HYPERLINK("http://x")') for one in kept(work_of(office, day(26)))]
    return work_of(office, day(30), *opened, *records)


def values(plan: SheetPlan, heading: str) -> list[object]:
    column = CASE_HEADINGS.index(heading) + 1
    assert plan.block is not None
    return [plan.cells[row, column].value for row in range(plan.block.first_row, plan.block.last_row + 1)]


def test_cases_are_as_agreed(golden: Golden) -> None:
    unreadable = CaseRecord(customer="Inconnu", unread={"Ouverture": "hier"})
    golden.check("dossiers", plan_text(cases_plan(worked(unreadable))))


def test_actions_are_as_agreed(golden: Golden) -> None:
    work = worked()
    golden.check("actions", plan_text(actions_plan(agenda(sage_office().ledger, work), as_of=work.as_of)))


def test_nothing_to_do_says_so() -> None:
    plan = actions_plan((), as_of=day(0))
    assert str(plan.cells[3, 1].value).startswith(NOTHING)
    assert not plan.conditions


def test_open_cases_come_before_those_that_are_over() -> None:
    over = CaseRecord("D2025-001", "C1", "EUR", day(-300), closed=day(-200))
    assert values(cases_plan(worked(over)), "Numéro")[:2] == ["D2026-001", "D2025-001"]


def test_numbers_given_out_stand_in_the_head() -> None:
    assert "Derniers numéros attribués : D2026-001." in str(cases_plan(worked()).cells[3, 1].value)


def test_a_cell_that_could_not_be_read_keeps_what_she_wrote() -> None:
    plan = cases_plan(worked(CaseRecord(customer="C1", number="D2024-009", unread={"Clôture": "bientôt"})))
    assert "bientôt" in values(plan, "Clôture")
