"""Lists to drafts of the ledger: every row with its customer, its dates, its sign and what paid it."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

import numpy as np

from xladdin.model.problem import Problem, Spot, problem, problems_at
from xladdin.model.source_map import Field, ListRole, ListSource
from xladdin.workbook.customers import customers_on_invoices, joined_customers, no_customers, read_customers
from xladdin.workbook.drafts import joined_items, joined_settlements
from xladdin.workbook.followed import followed
from xladdin.workbook.invoices import InvoiceRows
from xladdin.workbook.kinds import receivable_rows
from xladdin.workbook.listcells import MONEY_FIELDS, ListCells
from xladdin.workbook.not_owed import not_owed
from xladdin.workbook.payments import read_payments
from xladdin.workbook.profile import cell_text
from xladdin.workbook.reminders import Reminders, merged, read_reminders
from xladdin.workbook.rows import RowPlan, filled_mask, plan_rows
from xladdin.workbook.settled import read_settlements
from xladdin.workbook.unread import unread_amounts, unread_columns

if TYPE_CHECKING:
    from collections.abc import Sequence

    from xladdin.ledger.draft import DraftCustomers, DraftItems, DraftSettlements
    from xladdin.ledger.history import History
    from xladdin.model.arrays import Texts
    from xladdin.model.settings import ListOverride, Settings
    from xladdin.workbook.classify import FoundList
    from xladdin.workbook.detect import Layout

_TITLE_PREFIX: Final = re.compile(r"^(?:client|compte|customer)\s*(?:n°)?\s*:\s*", re.IGNORECASE)
_ACCOUNT_TITLE: Final = re.compile(r"(41[16]\w+)[\s:–-]+(\S.*)")
_CUSTOMER: Final = (Field.CUSTOMER_CODE, Field.CUSTOMER_NAME)


@dataclass
class Drafts:
    """All that the lists of a workbook say."""

    items: DraftItems
    settlements: DraftSettlements
    customers: DraftCustomers
    history: History
    sources: list[ListSource]
    problems: list[Problem] = field(default_factory=list)


def assemble(layout: Layout, settings: Settings, *, date_1904: bool = False) -> Drafts:
    """Reads the lists of a layout, payments first: their lines are the best word on what was paid."""
    reading = _Reading(settings, date_1904=date_1904)
    payments = [reading.payments(found) for found in layout.payments]
    listed = joined_settlements(payments)
    invoices = [
        reading.invoices(found, listed, several=len(layout.invoices) > 1) for found in layout.invoices
    ]
    reminders = [reading.reminders_only(found) for found in layout.reminders]
    customers = [reading.customers(found) for found in layout.customers]
    own_customers = [one.customers for one in invoices]
    items = joined_items([one.items for one in invoices])
    return Drafts(
        items=items,
        settlements=joined_settlements(
            [one.settlements for one in invoices], [len(one.items) for one in invoices], [listed]
        ),
        customers=joined_customers([*customers, *own_customers, no_customers()]),
        history=merged([*(one.reminders for one in invoices), *reminders]).history(),
        sources=[*reading.sources[ListRole.INVOICES], *reading.sources[ListRole.PAYMENTS],
                 *reading.sources[ListRole.CUSTOMERS]],
        problems=reading.problems,
    )  # fmt: skip


@dataclass
class InvoiceReading:
    """What one invoice list says."""

    items: DraftItems
    settlements: DraftSettlements
    customers: DraftCustomers
    reminders: Reminders


class _Reading:
    def __init__(self, settings: Settings, *, date_1904: bool) -> None:
        self._settings = settings
        self._date_1904 = date_1904
        self.problems: list[Problem] = []
        self.sources: dict[ListRole, list[ListSource]] = {role: [] for role in ListRole}

    def invoices(self, found: FoundList, payments: DraftSettlements, *, several: bool) -> InvoiceReading:
        plan = plan_rows(found.region, found.columns.fields)
        cells = self._cells(found, plan, self._settings.invoices)
        if not len(cells):
            self.problems.append(problem("liste-vide", sheet=found.sheet))
        counted = receivable_rows(cells)
        plan.keep_heirs_among(counted)
        codes, names = _customers_of(found, cells, plan)
        counted &= ~not_owed(cells, counted)
        rows = InvoiceRows(
            cells, codes, names, counted, several=several, credit_notes=found.holds_credit_notes
        )
        items, settlements = rows.items, read_settlements(rows, payments)
        reading = InvoiceReading(
            items,
            settlements,
            customers_on_invoices(cells, codes, names),
            read_reminders(cells, cells.texts(Field.NUMBER)),
        )
        self._finish(found, cells, plan, len(np.union1d(items.row, settlements.row)))
        return reading

    def payments(self, found: FoundList) -> DraftSettlements:
        plan = plan_rows(found.region, found.columns.fields)
        cells = self._cells(found, plan, self._settings.payments)
        codes, names = _customers_of(found, cells, plan)
        draft = read_payments(cells, codes, names)
        self._finish(found, cells, plan, len(draft))
        return draft

    def customers(self, found: FoundList) -> DraftCustomers:
        columns = [found.columns.fields[one].column for one in _CUSTOMER if one in found.columns.fields]
        there = np.zeros(found.region.size, dtype=np.bool_)
        for column in columns:
            there |= filled_mask(found.region.cells(column))
        plan = RowPlan(np.flatnonzero(there), int(there.sum()))
        cells = self._cells(found, plan, self._settings.payments)
        draft = read_customers(cells)
        self._finish(found, cells, plan, len(draft))
        return draft

    def reminders_only(self, found: FoundList) -> Reminders:
        """A list that is not read for its pieces may still say when they were reminded."""
        plan = RowPlan(np.arange(found.region.size))
        cells = self._cells(found, plan, self._settings.invoices)
        reminders = read_reminders(cells, cells.texts(Field.NUMBER))
        self.problems += cells.problems
        return reminders

    def _cells(self, found: FoundList, plan: RowPlan, override: ListOverride) -> ListCells:
        return ListCells(
            found.region,
            dict(found.columns.fields),
            plan.kept,
            day_first=override.day_first,
            date_1904=self._date_1904,
        )

    def _finish(self, found: FoundList, cells: ListCells, plan: RowPlan, kept: int) -> None:
        """Notes where the list is, and what was wrong with its rows."""
        region = found.region
        last = int(cells.rows[-1]) if len(cells) else region.first_row - 1
        follow = followed(region, cells.columns, last)
        self.sources[found.role].append(
            ListSource(
                role=found.role,
                sheet=found.sheet,
                header_row=region.header_row,
                first_row=region.first_row,
                last_row=last,
                columns=cells.columns,
                rows=plan.seen,
                kept=kept,
                table=region.table,
                why=found.why,
                cells=follow.cells,
                statuses=follow.statuses,
                room=follow.room,
                numbers_elsewhere=follow.numbers_elsewhere,
                unread=unread_columns(found),
            )
        )
        self.problems += [
            problem("intitule-double", sheet=found.sheet, heading=heading)
            for _, heading in found.columns.twins
        ]
        self.problems += unread_amounts(found, last)
        self.problems += cells.problems
        self.problems += _row_problems(found, plan)


def _row_problems(found: FoundList, plan: RowPlan) -> list[Problem]:
    region = found.region
    fields = found.columns.fields
    money = next((fields[one].column for one in MONEY_FIELDS if one in fields), 0)

    def spots(positions: Sequence[int]) -> list[Spot]:
        return [Spot(found.sheet, region.first_row + position, money, {}) for position in positions]

    customer = next((fields[one].column for one in _CUSTOMER if one in fields), 0)
    handed = [
        Spot(found.sheet, region.first_row + position, customer, {})
        for position, source in sorted(plan.heir.items())
        if source not in plan.titles
    ]
    return [
        *problems_at("montant-absent", spots(plan.missing_amount)),
        *problems_at("montant-isole", spots(plan.lonely_amount)),
        *problems_at("client-repris", handed),
    ]


def _customers_of(found: FoundList, cells: ListCells, plan: RowPlan) -> tuple[Texts, Texts]:
    """Code and name per kept row; under a name alone or a merged cell, the one above."""
    codes, names = cells.texts(Field.CUSTOMER_CODE), cells.texts(Field.CUSTOMER_NAME)
    if plan.heir:
        region, fields = found.region, found.columns.fields
        raw = {one: region.cells(fields[one].column) for one in _CUSTOMER if one in fields}
        for place, position in enumerate(plan.kept.tolist()):
            source = plan.heir.get(position)
            if source is None:
                continue
            if source in plan.titles and not raw:
                codes[place], names[place] = _code_and_name(plan.titles[source])
                continue
            for one, texts in zip(_CUSTOMER, (codes, names), strict=True):
                if one in raw:
                    texts[place] = cell_text(raw[one][source]).strip()
    return codes, names


def _code_and_name(title: str) -> tuple[str, str]:
    """« Client : DUPONT » is DUPONT, of no code; « 411DUP  DUPONT SARL » is DUPONT SARL, of code 411DUP."""
    name = _TITLE_PREFIX.sub("", title).strip()
    account = _ACCOUNT_TITLE.fullmatch(name)
    return (account[1], account[2]) if account else ("", name)
