"""What the workbook's own sheets of reminders hold: scenarios, journal, and what the user decided there."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from xladdin.dunning.assignment import Scenarios
from xladdin.dunning.case_record import CaseRecords
from xladdin.dunning.journal import Journal
from xladdin.dunning.journal_lines import SHEET_HEADINGS, HerLine, read_journal_sheet
from xladdin.dunning.ticks import Ticks
from xladdin.dunning.typed_dates import TypedDates
from xladdin.ledger.rates import FRENCH_RATES, RateTable
from xladdin.model.marks import JOURNAL, RATES, SCENARIOS
from xladdin.workbook.case_sheet import cases_of
from xladdin.workbook.owned_rows import owned_grid, owned_rows
from xladdin.workbook.reminder_sheets import rates_of, scenarios_of
from xladdin.workbook.ticks import read_ticks
from xladdin.workbook.typed_dates import read_typed_dates

if TYPE_CHECKING:
    from xladdin.dunning.struck_out import StruckOut
    from xladdin.model.problem import Problem
    from xladdin.model.settings import Settings
    from xladdin.workbook.grid import Book


@dataclass(frozen=True, slots=True)
class DunningRecords:
    """Everything about reminders that stands in sheets of ours; the defaults hold without these sheets.

    Attributes:
        journal: Journal des relances.
        journal_lines: lines of its sheet that she wrote or edited, and those that cannot be read.
        ticks: what she answered in Relances à faire.
        typed: dates that she typed in Suivi and that the journal does not know yet.
        scenarios: Scénarios; the shipped ones without the sheet.
        scenario_faults: what is wrong with them, by cell; nothing is generated until it is mended.
        rates: Taux; the published rates that we know without the sheet.
        filled_in: marks of the sheets to fill in that the workbook has: Scénarios, Taux.
        cases: Dossiers.
    """

    journal: Journal = field(default_factory=Journal)
    journal_lines: tuple[HerLine, ...] = ()
    ticks: Ticks = field(default_factory=Ticks)
    typed: TypedDates = field(default_factory=TypedDates)
    scenarios: Scenarios = field(default_factory=Scenarios)
    scenario_faults: tuple[Problem, ...] = ()
    rates: RateTable = FRENCH_RATES
    filled_in: frozenset[str] = frozenset()
    cases: CaseRecords = field(default_factory=CaseRecords)

    @property
    def struck_out(self) -> frozenset[StruckOut]:
        """Pieces that the next campaign leaves alone."""
        return self.ticks.struck_out


def read_dunning_records(book: Book, settings: Settings) -> tuple[DunningRecords, list[Problem]]:
    """The records, and the cells that mean nothing."""
    journal = read_journal_sheet(owned_rows(book, JOURNAL, SHEET_HEADINGS))
    ticks, tick_faults = read_ticks(book)
    typed, typed_faults = read_typed_dates(book)
    scenarios, scenario_faults = scenarios_of(book, settings.dunning.default_scenario)
    rates, rate_faults = rates_of(book)
    cases, case_faults = cases_of(book)
    records = DunningRecords(
        journal=journal.journal,
        journal_lines=journal.hers,
        ticks=ticks,
        typed=typed,
        scenarios=scenarios,
        scenario_faults=scenario_faults,
        rates=rates,
        filled_in=frozenset(mark for mark in (SCENARIOS, RATES) if owned_grid(book, mark)),
        cases=cases,
    )
    faults = [*journal.problems, *tick_faults, *typed_faults]
    return records, [*faults, *scenario_faults, *rate_faults, *case_faults]
