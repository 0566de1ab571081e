"""The second list of the sheet Scénarios: who follows which scenario."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from xladdin.dunning.assignment import AssignmentRule
from xladdin.dunning.sheet_row import EMPTY, RowReader
from xladdin.model.text import fold

if TYPE_CHECKING:
    from collections.abc import Iterable

    from xladdin.dunning.sheet_row import SheetRow
    from xladdin.model.problem import Problem
    from xladdin.model.sheet_plan import Value

CUSTOMER: Final = "Client"
GROUP: Final = "Groupe"
RISK: Final = "Risque client"
AMOUNT_FROM: Final = "Encours à partir de"
FOLLOWS: Final = "Scénario suivi"

ASSIGNMENT_HEADINGS: Final = (CUSTOMER, GROUP, RISK, AMOUNT_FROM, FOLLOWS)


def read_assignments(
    rows: Iterable[SheetRow], names: Iterable[str]
) -> tuple[tuple[AssignmentRule, ...], tuple[Problem, ...]]:
    """Rules in the order of the sheet, and the faults; a faulty rule is left out.

    Args:
        rows: keyed by ``ASSIGNMENT_HEADINGS``; blank ones are passed over. Amounts in currency units.
        names: of the scenarios that there are.
    """
    known = {fold(name): name for name in names}
    rules: list[AssignmentRule] = []
    problems: list[Problem] = []
    for row in rows:
        if row.is_blank():
            continue
        cells = RowReader(row)
        name = known.get(fold(cells.text(FOLLOWS)))
        if name is None:
            text = cells.text(FOLLOWS) or EMPTY
            cells.complain("scenario-inconnu", FOLLOWS, text=text, known=", ".join(known.values()) or "aucun")
        amount = cells.cents(AMOUNT_FROM)
        if name is not None and not cells.problems:
            rules.append(
                AssignmentRule(name, cells.text(CUSTOMER), cells.text(GROUP), cells.text(RISK), amount)
            )
        problems += cells.problems
    return tuple(rules), tuple(problems)


def assignment_table(rules: Iterable[AssignmentRule]) -> list[list[Value]]:
    """Rows of the list without the headings; ``read_assignments`` gives the same rules back."""
    return [
        [
            rule.customer or None,
            rule.group or None,
            rule.risk or None,
            None if rule.amount_from is None else rule.amount_from / 100,
            rule.scenario,
        ]
        for rule in rules
    ]
