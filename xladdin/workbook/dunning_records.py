"""What the workbook's own sheets of reminders hold: scenarios, journal, and what the user decided there."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from xladdin.dunning.journal import Journal
from xladdin.dunning.journal_rows import JOURNAL_HEADINGS, read_journal
from xladdin.model.marks import JOURNAL
from xladdin.workbook.owned_rows import owned_rows

if TYPE_CHECKING:
    from xladdin.model.problem import Problem
    from xladdin.workbook.grid import Book


@dataclass(frozen=True, slots=True)
class DunningRecords:
    """Everything about reminders that stands in sheets of ours; the defaults hold without these sheets.

    Attributes:
        journal: Journal des relances.
    """

    journal: Journal = field(default_factory=Journal)


def read_dunning_records(book: Book) -> tuple[DunningRecords, list[Problem]]:
    """The records, and the cells that mean nothing."""
    journal, problems = read_journal(owned_rows(book, JOURNAL, JOURNAL_HEADINGS))
    return DunningRecords(journal=journal), list(problems)
