"""Dossiers and Actions à mener of a workbook."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from xladdin.dunning.agenda import agenda
from xladdin.dunning.case_entries import PieceCharges
from xladdin.dunning.cases import recovery
from xladdin.model.wording import Kind
from xladdin.reports.late_interest import late_interest
from xladdin.reports.penalty_rate import PenaltyRates
from xladdin.sheets.actions import actions_plan
from xladdin.sheets.cases import MARK, cases_plan

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Collection

    from xladdin.dunning.cases import Recovery
    from xladdin.dunning.journal import Journal
    from xladdin.dunning.run import DunningRun
    from xladdin.model.sheet_plan import SheetPlan
    from xladdin.workbook.workbook import Workbook


def case_plans(
    workbook: Workbook,
    journal: Journal,
    as_of: dt.date,
    run: DunningRun,
    asked: Collection[str] = (),
) -> list[SheetPlan]:
    """Actions à mener and, where there is or was a case, Dossiers.

    Args:
        workbook: unfiltered, with ``history`` as ``journal`` tells it.
        journal: as it is to be written.
        as_of: date of ``run``.
        run: proposed from the workbook.
        asked: marks of sheets asked for by name: an empty Dossiers is where she opens the first case.
    """
    work = recovery_of(workbook, journal, as_of, run)
    plans = [actions_plan(agenda(workbook.ledger, work), as_of=as_of)]
    if work.cases or work.passed_over or work.last_numbers or MARK in asked:
        plans.append(cases_plan(work))
    return plans


def recovery_of(workbook: Workbook, journal: Journal, as_of: dt.date, run: DunningRun) -> Recovery:
    """Every case and everything to do; see ``recovery``."""
    if run.as_of != as_of:
        raise ValueError(f"the run is of {run.as_of}, not of {as_of}")
    settings = workbook.settings
    return recovery(
        workbook.ledger,
        workbook.history,
        journal,
        records=workbook.dunning.cases,
        scenarios=workbook.dunning.scenarios,
        run=run,
        charges=_charges(workbook, as_of),
        minimum_days=settings.dunning.minimum_days,
        fee_currency=settings.currency,
    )


def _charges(workbook: Workbook, as_of: dt.date) -> dict[int, PieceCharges]:
    """Penalties and indemnity per item, in every currency."""
    rates = PenaltyRates.from_settings(workbook.settings, workbook.dunning.rates)
    ledger = workbook.ledger
    has_invoices = np.unique(ledger.items.currency[ledger.items.kind == Kind.FACTURE]).tolist()
    reports = [
        late_interest(ledger, as_of, rates=rates, currency=ledger.currencies[place]) for place in has_invoices
    ]
    return {
        item.item: PieceCharges(item.interest, item.indemnity, item.reason)
        for report in reports
        for item in report.items
    }
