"""What the workbook's own sheets of reminders hold: scenarios, journal, and what the user decided there."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from xladdin.dunning.assignment import Scenarios
from xladdin.dunning.case_record import CaseRecords
from xladdin.dunning.journal import Journal
from xladdin.dunning.journal_rows import JOURNAL_HEADINGS, read_journal
from xladdin.ledger.rates import FRENCH_RATES, RateTable
from xladdin.model.marks import JOURNAL, RATES, SCENARIOS
from xladdin.workbook.case_sheet import cases_of
from xladdin.workbook.owned_rows import owned_grid, owned_rows
from xladdin.workbook.reminder_sheets import rates_of, scenarios_of

if TYPE_CHECKING:
    from xladdin.model.problem import Problem
    from xladdin.model.settings import Settings
    from xladdin.workbook.grid import Book


@dataclass(frozen=True, slots=True)
class DunningRecords:
    """Everything about reminders that stands in sheets of ours; the defaults hold without these sheets.

    Attributes:
        journal: Journal des relances.
        scenarios: Scénarios; the shipped ones without the sheet.
        scenario_faults: what is wrong with them, by cell; nothing is generated until it is mended.
        rates: Taux; the published rates that we know without the sheet.
        filled_in: marks of the sheets to fill in that the workbook has: Scénarios, Taux.
        cases: Dossiers.
    """

    journal: Journal = field(default_factory=Journal)
    scenarios: Scenarios = field(default_factory=Scenarios)
    scenario_faults: tuple[Problem, ...] = ()
    rates: RateTable = FRENCH_RATES
    filled_in: frozenset[str] = frozenset()
    cases: CaseRecords = field(default_factory=CaseRecords)


def read_dunning_records(book: Book, settings: Settings) -> tuple[DunningRecords, list[Problem]]:
    """The records, and the cells that mean nothing."""
    journal, problems = read_journal(owned_rows(book, JOURNAL, JOURNAL_HEADINGS))
    scenarios, scenario_faults = scenarios_of(book, settings.dunning.default_scenario)
    rates, rate_faults = rates_of(book)
    cases, case_faults = cases_of(book)
    records = DunningRecords(
        journal=journal,
        scenarios=scenarios,
        scenario_faults=scenario_faults,
        rates=rates,
        filled_in=frozenset(mark for mark in (SCENARIOS, RATES) if owned_grid(book, mark)),
        cases=cases,
    )
    return records, [*problems, *scenario_faults, *rate_faults, *case_faults]
