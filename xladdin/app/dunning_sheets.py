"""The sheets that track reminders: Relances à faire, Journal, Suivi, Dossiers, Actions à mener."""

from __future__ import annotations

from typing import TYPE_CHECKING

from xladdin.app.cases import case_plans
from xladdin.app.propose import proposed_run
from xladdin.app.report_sheets import report_plans
from xladdin.dunning.journal_lines import journal_lines
from xladdin.dunning.to_remind import pieces_to_remind, pieces_without_a_run
from xladdin.errors import ArgumentError
from xladdin.sheets import follow_up
from xladdin.sheets.journal import journal_plan
from xladdin.sheets.to_remind import to_remind_plan

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Collection

    from xladdin.dunning.run import DunningRun
    from xladdin.model.sheet_plan import SheetPlan
    from xladdin.workbook.workbook import Workbook


def dunning_plans(workbook: Workbook, as_of: dt.date) -> list[SheetPlan]:
    """What a change of the journal shows in: Suivi, Relances à faire, Dossiers, Actions à mener, the journal.

    Args:
        workbook: with the journal as it is to be written, see ``with_journal``.
        as_of: date d’arrêté of the sheets.
    """
    return [*report_plans(workbook, as_of, {follow_up.MARK}), *tracking_plans(workbook, as_of)]


def tracking_plans(workbook: Workbook, as_of: dt.date, asked: Collection[str] = ()) -> list[SheetPlan]:
    """The same without Suivi, which is a report; no journal as long as nothing stands in it.

    Args:
        asked: marks of sheets that she asked for by name.
    """
    run, refused = _proposed(workbook, as_of)
    lines = list(journal_lines(workbook.dunning.journal, workbook.dunning.journal_lines, _names(workbook)))
    plans = [_to_remind(workbook, as_of, run, refused)]
    if lines:
        plans.append(journal_plan(lines))
    if run is not None:
        plans += case_plans(workbook, run, asked)
    return plans


def _proposed(workbook: Workbook, as_of: dt.date) -> tuple[DunningRun | None, str]:
    """The next campaign, or why there can be none."""
    try:
        return proposed_run(workbook, as_of, tell_paid=False), ""
    except ArgumentError as error:
        return None, f"Aucune campagne possible. {error}"


def _names(workbook: Workbook) -> dict[str, str]:
    """Display name per customer code, where it says more."""
    customers = workbook.ledger.customers
    return {code: name for code, name in zip(customers.code, customers.name, strict=True) if code != name}


def _to_remind(workbook: Workbook, as_of: dt.date, run: DunningRun | None, refused: str) -> SheetPlan:
    ledger, history = workbook.ledger, workbook.history
    journal, ticks = workbook.dunning.journal, workbook.dunning.ticks
    if run is None:
        pieces = pieces_without_a_run(ledger, as_of, history, journal, ticks.struck_out)
    else:
        pieces = pieces_to_remind(ledger, run, history, journal)
    return to_remind_plan(pieces, ledger.customers, as_of=as_of, on_held=ticks.on_held, refused=refused)
