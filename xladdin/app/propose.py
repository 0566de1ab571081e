"""The campaign that a workbook asks for: its pieces, its journal, its scenarios, its settings."""

from __future__ import annotations

from typing import TYPE_CHECKING

from xladdin.dunning.propose import propose_reminders
from xladdin.dunning.scenario_rows import refuse_faults

if TYPE_CHECKING:
    import datetime as dt

    from xladdin.dunning.run import DunningRun
    from xladdin.dunning.selection import Selection
    from xladdin.workbook.workbook import Workbook


def proposed_run(
    workbook: Workbook, as_of: dt.date, selection: Selection | None = None, *, tell_paid: bool = True
) -> DunningRun:
    """What ``propose_reminders`` gives for this workbook at close of ``as_of``.

    Raises:
        ArgumentError: a date before the last campaign, an unknown customer or piece, or a scenario with a
            fault; every faulty cell is named.
    """
    records = workbook.dunning
    refuse_faults(records.scenario_faults)
    return propose_reminders(
        workbook.ledger,
        workbook.history,
        records.scenarios,
        workbook.settings.dunning,
        as_of,
        selection,
        records.struck_out,
        tell_paid=tell_paid,
    )
