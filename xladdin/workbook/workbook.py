"""What was read of a workbook."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from xladdin.workbook.dunning_records import DunningRecords

if TYPE_CHECKING:
    from xladdin.ledger.history import History
    from xladdin.ledger.ledger import Ledger
    from xladdin.model.problem import Problem
    from xladdin.model.settings import Settings
    from xladdin.model.source_map import SourceMap


@dataclass(frozen=True, slots=True)
class Workbook:
    """A user's workbook, understood.

    Attributes:
        ledger: what is owed, by whom, since when.
        source_map: the lists that were read, where, and why these.
        settings: what the sheet Paramètres says, defaults where it says nothing.
        history: reminders that left, as the Journal tells and the user's own columns complete.
        problems: everything she should know, in the order in which it was found; the ledger's included.
        dunning: what our own sheets of reminders hold.
    """

    ledger: Ledger
    source_map: SourceMap
    settings: Settings
    history: History
    problems: tuple[Problem, ...]
    dunning: DunningRecords = field(default_factory=DunningRecords)
