"""Which sheets a refresh writes, and how each is made from the workbook that was read."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Final

from xladdin.model.source_map import ListRole
from xladdin.reports.aged_balance import aged_balance
from xladdin.reports.by_customer import receivables
from xladdin.reports.collection import collection_rate, collection_rates_by
from xladdin.reports.follow_up import follow_up, piece_ids
from xladdin.reports.schedule import bills_schedule, schedule, schedule_labels
from xladdin.reports.unallocated import unallocated_rate
from xladdin.sheets import actions as actions_sheet
from xladdin.sheets import aged_balance as balance_sheet
from xladdin.sheets import cases as cases_sheet
from xladdin.sheets import collection as collection_sheet
from xladdin.sheets import customers as customers_sheet
from xladdin.sheets import follow_up as follow_up_sheet
from xladdin.sheets import journal as journal_sheet
from xladdin.sheets import parameters as parameters_sheet
from xladdin.sheets import problems as problems_sheet
from xladdin.sheets import rates as rates_sheet
from xladdin.sheets import scenarios as scenarios_sheet
from xladdin.sheets import schedule as schedule_sheet
from xladdin.sheets import to_remind as to_remind_sheet
from xladdin.sheets.live.book import LiveBook, live_book
from xladdin.sheets.live.conditions import NotLiveError

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Callable, Collection, Mapping

    from xladdin.ledger.ledger import Ledger
    from xladdin.model.sheet_plan import SheetPlan
    from xladdin.workbook.workbook import Workbook

INPUT_NAMES: Final[Mapping[str, str]] = {
    parameters_sheet.MARK: parameters_sheet.NAME,
    customers_sheet.MARK: customers_sheet.NAME,
    scenarios_sheet.MARK: scenarios_sheet.NAME,
    rates_sheet.MARK: rates_sheet.NAME,
}
"""What she calls the sheets that she fills in, by mark; written where they are absent, then hers."""
INPUT_MARKS: Final = tuple(INPUT_NAMES)
KEPT_NAMES: Final[Mapping[str, str]] = {
    **INPUT_NAMES,
    journal_sheet.MARK: journal_sheet.NAME,
    cases_sheet.MARK: cases_sheet.NAME,
}
"""Sheets that stay when ours are taken out: what is on them stands nowhere else."""
MONTHS_AHEAD: Final = 4
"""Months of the échéancier after the current one."""


@dataclass(frozen=True, slots=True)
class _Request:
    """What every sheet is made from: one currency of the ledger at one date."""

    workbook: Workbook
    ledger: Ledger
    currency: str
    as_of: dt.date
    live: LiveBook | None = None
    frozen_because: str = ""

    @property
    def names(self) -> Mapping[str, str]:
        """Display name per customer code."""
        customers = self.ledger.customers
        return dict(zip(customers.code, customers.name, strict=True))

    @property
    def list_total(self) -> int:
        """Outstanding of all receivables, cents, summed item by item."""
        return int(receivables(self.ledger, self.as_of).sum())


def report_plans(
    workbook: Workbook,
    as_of: dt.date,
    wanted: Collection[str] | None = None,
    *,
    as_of_cell: str = "",
    frozen_because: str = "",
) -> list[SheetPlan]:
    """The report sheets of a workbook at close of ``as_of``, one set per currency, and Anomalies.

    The workbook's own currency, else the one used most, has the plain names; the others add their code:
    « Balance âgée USD ».

    Args:
        workbook: its ledger may be filtered beforehand.
        wanted: marks of the sheets to make, keys of ``SHEET_NAMES``; None for all.
        as_of_cell: reference of the cell that holds ``as_of``, so that sheets can follow it; ``""`` when
            they must hold values.
        frozen_because: why they must, one French clause.
    """
    plans: list[SheetPlan] = []
    hidden: list[SheetPlan] = []
    live, because = _live_book(workbook, as_of, as_of_cell) if as_of_cell else (None, frozen_because)
    for place, currency in enumerate(_currencies(workbook)):
        ledger, _ = workbook.ledger.in_currency(currency)
        request = _Request(workbook, ledger, currency, as_of, live, because)
        made = [make(request) for mark, make in _REPORTS.items() if wanted is None or mark in wanted]
        plans += made if place == 0 else [_of_currency(plan, currency) for plan in made]
        if live is not None and any(plan.mark in _LIVE for plan in made):
            hidden = [live.plan]
    if wanted is None or problems_sheet.MARK in wanted:
        plans.append(problems_sheet.problems_plan(workbook.problems))
    return plans + hidden


def input_plans(workbook: Workbook, as_of: dt.date | None, today: dt.date) -> list[SheetPlan]:
    """Paramètres and Clients, where the workbook has none; written once, then hers.

    Args:
        as_of: date d’arrêté to note in Paramètres; None for one that follows the calendar.
        today: what that shows now.
    """
    plans = []
    if not workbook.source_map.parameters_sheet:
        settings = replace(workbook.settings, as_of=as_of)
        plans.append(parameters_sheet.parameters_plan(settings, today))
    if not workbook.source_map.of(ListRole.CUSTOMERS) and len(workbook.ledger.customers):
        plans.append(customers_sheet.customers_plan(workbook.ledger.customers))
    return plans


def _live_book(workbook: Workbook, as_of: dt.date, as_of_cell: str) -> tuple[LiveBook | None, str]:
    """The hidden sheet of row formulas, or why there is none."""
    ledger = workbook.ledger
    buckets, months = len(workbook.settings.scale.labels()), len(schedule_labels(MONTHS_AHEAD))
    cells = len(ledger.customers) * (buckets + months + 2)
    try:
        return live_book(ledger, workbook.source_map, as_of_cell, as_of, report_cells=cells), ""
    except NotLiveError as reason:
        return None, str(reason)


def _currencies(workbook: Workbook) -> list[str]:
    """Those present, the workbook's own first; that one alone in an empty ledger."""
    own = workbook.settings.currency
    present = workbook.ledger.currencies_present() or (own,)
    return sorted(present, key=lambda currency: currency != own)


def _of_currency(plan: SheetPlan, currency: str) -> SheetPlan:
    """The same sheet under the name and mark of a further currency."""
    return replace(plan, name=f"{plan.name} {currency}", mark=f"{plan.mark}_{currency.lower()}")


def _aged_balance(request: _Request) -> SheetPlan:
    settings, live = request.workbook.settings, request.live
    report = aged_balance(request.ledger, request.as_of, scale=settings.scale, credits=settings.credits)
    return balance_sheet.aged_balance_plan(
        report,
        request.names,
        as_of=request.as_of,
        currency=request.currency,
        list_total=request.list_total,
        order=settings.balance_order,
        live=balance_sheet.live_columns(live, settings.scale, settings.credits) if live else None,
        frozen_because=request.frozen_because,
    )


def _schedule(request: _Request) -> SheetPlan:
    rule = request.workbook.settings.credits
    return schedule_sheet.schedule_plan(
        schedule(request.ledger, request.as_of, months=MONTHS_AHEAD, credits=rule),
        bills_schedule(request.ledger, request.as_of, months=MONTHS_AHEAD),
        request.names,
        as_of=request.as_of,
        currency=request.currency,
        list_total=request.list_total,
        live=schedule_sheet.live_columns(request.live, MONTHS_AHEAD, rule) if request.live else None,
        frozen_because=request.frozen_because,
    )


def _collection(request: _Request) -> SheetPlan:
    ledger, as_of = request.ledger, request.as_of
    return collection_sheet.collection_plan(
        collection_rate(ledger, as_of, as_of),
        collection_rates_by(ledger, "collector", as_of, as_of),
        unallocated_rate(ledger, as_of, as_of),
        as_of=as_of,
        live=request.live,
        frozen_because=request.frozen_because,
    )


def _follow_up(request: _Request) -> SheetPlan:
    unread = request.workbook.dunning.typed.unread
    report = follow_up(
        request.ledger,
        request.workbook.history,
        request.as_of,
        always={piece for piece, _ in unread},
    )
    return follow_up_sheet.follow_up_plan(
        report,
        piece_ids(request.ledger, report.index),
        as_of=request.as_of,
        currency=request.currency,
        unread=unread,
    )


_REPORTS: Final[Mapping[str, Callable[[_Request], SheetPlan]]] = {
    balance_sheet.MARK: _aged_balance,
    schedule_sheet.MARK: _schedule,
    collection_sheet.MARK: _collection,
    follow_up_sheet.MARK: _follow_up,
}

_LIVE: Final = frozenset({balance_sheet.MARK, schedule_sheet.MARK, collection_sheet.MARK})
"""Sheets that sum over the hidden one."""

SHEET_NAMES: Final[Mapping[str, str]] = {
    balance_sheet.MARK: balance_sheet.NAME,
    schedule_sheet.MARK: schedule_sheet.NAME,
    collection_sheet.MARK: collection_sheet.NAME,
    follow_up_sheet.MARK: follow_up_sheet.NAME,
    to_remind_sheet.MARK: to_remind_sheet.NAME,
    journal_sheet.MARK: journal_sheet.NAME,
    actions_sheet.MARK: actions_sheet.NAME,
    cases_sheet.MARK: cases_sheet.NAME,
    problems_sheet.MARK: problems_sheet.NAME,
}
"""What a user calls each sheet, by mark, in the order in which they are written."""
