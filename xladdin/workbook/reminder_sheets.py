"""Scénarios and Taux, as the user edited them."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from xladdin.dunning.assignment import Scenarios
from xladdin.dunning.assignment_rows import ASSIGNMENT_HEADINGS, CUSTOMER, read_assignments
from xladdin.dunning.rate_rows import RATE_HEADINGS, read_rates
from xladdin.dunning.scenario_rows import SCENARIO, SCENARIO_HEADINGS, read_scenarios
from xladdin.dunning.shipped import SHIPPED_SCENARIOS
from xladdin.ledger.rates import FRENCH_RATES, RateTable
from xladdin.model.marks import RATES, SCENARIOS
from xladdin.model.parameter_labels import DEFAULT_SCENARIO
from xladdin.model.problem import problem
from xladdin.model.text import fold
from xladdin.resources import OWN_TEMPLATES, step_templates
from xladdin.workbook.owned_rows import owned_grid, owned_rows
from xladdin.workbook.parameters import setting_place

if TYPE_CHECKING:
    from collections.abc import Sequence

    from xladdin.ledger.schema import Customers
    from xladdin.model.problem import Problem
    from xladdin.workbook.grid import Book


def scenarios_of(book: Book, default: str) -> tuple[Scenarios, tuple[Problem, ...]]:
    """The scenarios of the sheet Scénarios, the shipped ones without it; and every fault, by cell.

    What has a fault is left out, so that the others can still be shown; nothing is generated with a fault.

    Args:
        default: name of the default scenario in Paramètres; ``""`` for the first.
    """
    grid = owned_grid(book, SCENARIOS)
    if grid is None:
        names = [one.name for one in SHIPPED_SCENARIOS]
        return _with_default(book, Scenarios(), names, default)
    rows = owned_rows(book, SCENARIOS, SCENARIO_HEADINGS)
    names = list(dict.fromkeys(row.text(SCENARIO) for row in rows if row.text(SCENARIO)))
    templates = step_templates(Path(book.path).parent / OWN_TEMPLATES)
    sound, faults = read_scenarios(rows, templates=templates)
    if not rows:
        faults = (problem("scenario-aucun", sheet=grid.sheet, cell="A1"),)
    known = {fold(one.name) for one in sound}
    rules, more = read_assignments(owned_rows(book, SCENARIOS, ASSIGNMENT_HEADINGS), names)
    rules = tuple(rule for rule in rules if fold(rule.scenario) in known)
    scenarios = Scenarios(sound, rules) if sound else Scenarios()
    scenarios, unknown = _with_default(book, scenarios, names, default)
    return scenarios, (*faults, *more, *unknown)


def _with_default(
    book: Book, scenarios: Scenarios, names: Sequence[str], default: str
) -> tuple[Scenarios, tuple[Problem, ...]]:
    """The same with the default of Paramètres.

    Args:
        names: of all scenarios, those with a fault too.
    """
    if any(fold(one.name) == fold(default) for one in scenarios.scenarios):
        return replace(scenarios, default=default), ()
    if not default or fold(default) in map(fold, names):
        return scenarios, ()
    sheet, cell = setting_place(book, DEFAULT_SCENARIO)
    return scenarios, (
        problem("scenario-inconnu", sheet=sheet, cell=cell, text=default, known=", ".join(names) or "aucun"),
    )


def assigned_to_nobody(book: Book, customers: Customers) -> list[Problem]:
    """Lines of the assignment about a customer that there is not."""
    rows = [row for row in owned_rows(book, SCENARIOS, ASSIGNMENT_HEADINGS) if row.text(CUSTOMER)]
    known = {fold(name) for name in (*customers.code, *customers.name)} if rows else set()
    return [
        row.problem("affectation-sans-client", CUSTOMER, text=row.text(CUSTOMER))
        for row in rows
        if fold(row.text(CUSTOMER)) not in known
    ]


def rates_of(book: Book) -> tuple[RateTable, tuple[Problem, ...]]:
    """The rates of the sheet Taux, the published ones that we know without it; and every fault, by cell."""
    grid = owned_grid(book, RATES)
    if grid is None:
        return FRENCH_RATES, ()
    rates, faults = read_rates(owned_rows(book, RATES, RATE_HEADINGS))
    if not rates.ecb and not rates.legal and not faults:
        faults = (problem("taux-feuille-illisible", sheet=grid.sheet, cell="A1"),)
    return rates, faults
