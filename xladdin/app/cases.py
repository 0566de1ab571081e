"""Dossiers and Actions à mener of a workbook."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cached_property
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
    from collections.abc import Collection, Iterator

    from xladdin.dunning.cases import Recovery
    from xladdin.dunning.run import DunningRun
    from xladdin.model.sheet_plan import SheetPlan
    from xladdin.workbook.workbook import Workbook


def case_plans(workbook: Workbook, run: DunningRun, asked: Collection[str] = ()) -> list[SheetPlan]:
    """Actions à mener and, where there is or was a case, Dossiers.

    Args:
        workbook: unfiltered, with the journal as it is to be written.
        run: proposed from the workbook; its date is that of the sheets.
        asked: marks of sheets asked for by name: an empty Dossiers is where she opens the first case.
    """
    work = recovery_of(workbook, run)
    plans = [actions_plan(agenda(workbook.ledger, work), as_of=run.as_of)]
    if work.cases or work.passed_over or work.last_numbers or MARK in asked:
        plans.append(cases_plan(work))
    return plans


def recovery_of(workbook: Workbook, run: DunningRun) -> Recovery:
    """Every case and everything to do at the date of the run; see ``recovery``."""
    settings = workbook.settings
    return recovery(
        workbook.ledger,
        workbook.history,
        workbook.dunning.journal,
        records=workbook.dunning.cases,
        scenarios=workbook.dunning.scenarios,
        run=run,
        charges=_LateCharges(workbook, run.as_of),
        minimum_days=settings.dunning.minimum_days,
        fee_currency=settings.currency,
    )


class _LateCharges(Mapping[int, PieceCharges]):
    """Penalties and indemnity per item, in every currency; computed once a case asks for them.

    Most workbooks have no case, and the interest of 100 000 invoices takes longer than all else together.
    """

    def __init__(self, workbook: Workbook, as_of: dt.date) -> None:
        self._workbook, self._as_of = workbook, as_of

    def __getitem__(self, item: int) -> PieceCharges:
        return self._known[item]

    def __iter__(self) -> Iterator[int]:
        return iter(self._known)

    def __len__(self) -> int:
        return len(self._known)

    @cached_property
    def _known(self) -> dict[int, PieceCharges]:
        ledger = self._workbook.ledger
        rates = PenaltyRates.from_settings(self._workbook.settings, self._workbook.dunning.rates)
        has_invoices = np.unique(ledger.items.currency[ledger.items.kind == Kind.FACTURE]).tolist()
        reports = [
            late_interest(ledger, self._as_of, rates=rates, currency=ledger.currencies[place])
            for place in has_invoices
        ]
        return {
            item.item: PieceCharges(item.interest, item.indemnity, item.reason)
            for report in reports
            for item in report.items
        }
