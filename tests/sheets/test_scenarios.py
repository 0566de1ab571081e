"""Sheet Scénarios: what its drop-down lists can hold."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from xladdin.dunning.assignment import Scenarios
from xladdin.sheets.render import render
from xladdin.sheets.scenarios import scenarios_plan

if TYPE_CHECKING:
    from xladdin.model.sheet_plan import Validation


def templates_rule(templates: list[str]) -> Validation:
    plan = scenarios_plan(Scenarios(), templates)
    assert render([plan])
    return next(rule for rule in plan.validations if rule.title == "Modèle")


@pytest.mark.parametrize(
    ("templates", "offered"),
    [
        (["rappel_1.docx", "rappel_2.docx"], ("rappel_1.docx", "rappel_2.docx")),
        (["rappel_1.docx", "à nous, vite.docx"], ("rappel_1.docx",)),
        (["x" * 122 + ".docx", "y" * 122 + ".docx"], ("x" * 122 + ".docx", "y" * 122 + ".docx")),
        (["x" * 123 + ".docx", "y" * 123 + ".docx"], ()),
    ],
)
def test_a_list_holds_what_excel_allows(templates: list[str], offered: tuple[str, ...]) -> None:
    rule = templates_rule(templates)
    assert rule.choices == offered
    assert rule.kind == ("list" if offered else "any")
    assert "modeles" in rule.note
