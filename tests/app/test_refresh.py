"""Actualiser over a host that only remembers what it was given."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from sheet_samples import AS_OF, HISTORY, LEDGER

from xladdin.app.ports import Applied
from xladdin.app.refresh import marks_of, refresh
from xladdin.app.report_sheets import SHEET_NAMES
from xladdin.errors import ArgumentError
from xladdin.ledger.ledger import Ledger
from xladdin.model.marks import CASES, JOURNAL
from xladdin.model.settings import Settings
from xladdin.model.sheet_plan import Style
from xladdin.model.source_map import ListRole, ListSource, SourceMap
from xladdin.workbook.dunning_records import DunningRecords
from xladdin.workbook.workbook import Workbook

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence

    from xladdin.app.ports import BookHost
    from xladdin.model.sheet_plan import SheetPlan

TODAY = dt.date(2026, 7, 4)


CLIENTS = ListSource(ListRole.CUSTOMERS, "Clients", 1, 2, 4, {}, rows=3, kept=3)
NOTHING_SENT = [mark for mark in SHEET_NAMES if mark not in {JOURNAL, CASES}]
"""No journal, and no case that a reminder would have opened."""
COMPLETE = SourceMap((CLIENTS,), parameters_sheet="Paramètres")


def workbook(
    ledger: Ledger = LEDGER, settings: Settings | None = None, source_map: SourceMap = COMPLETE
) -> Workbook:
    return Workbook(ledger, source_map, settings or Settings(), HISTORY, ledger.problems)


@dataclass
class MemoryHost:
    """A workbook that lives in the test."""

    content: Workbook = field(default_factory=workbook)
    plans: list[SheetPlan] = field(default_factory=list)
    asked: tuple[str, ...] = ()
    label: str = "essai.xlsx"
    folder: Path = Path()

    def check_writable(self) -> None:
        pass

    def secure(self) -> None:
        pass

    def read(self) -> Workbook:
        return self.content

    def apply(self, plans: Sequence[SheetPlan], asked: Collection[str] = ()) -> Applied:
        self.plans, self.asked = list(plans), tuple(asked)
        return Applied(tuple(plan.name for plan in plans))

    def remove(self, marks: Collection[str] | None = None) -> tuple[str, ...]:
        kept = [plan for plan in self.plans if marks is not None and plan.mark not in marks]
        gone = tuple(plan.name for plan in self.plans if plan not in kept)
        self.plans = kept
        return gone


def test_every_sheet_is_written_and_none_asked_for_by_name() -> None:
    host = MemoryHost()
    result = refresh(host, today=TODAY, as_of=AS_OF)
    assert result.applied.titles == tuple(SHEET_NAMES[mark] for mark in NOTHING_SENT)
    assert [plan.mark for plan in host.plans] == NOTHING_SENT
    assert host.asked == ()


def test_the_date_is_the_argument_then_the_workbook_then_today() -> None:
    told = MemoryHost(workbook(settings=Settings(as_of=dt.date(2026, 5, 31))))
    assert refresh(told, today=TODAY, as_of=AS_OF).as_of == AS_OF
    assert refresh(told, today=TODAY).as_of == dt.date(2026, 5, 31)
    assert refresh(MemoryHost(), today=TODAY).as_of == TODAY


def test_sheets_named_are_the_only_ones_and_are_asked_for() -> None:
    host = MemoryHost()
    refresh(host, today=TODAY, sheets=["echeancier", "BALANCE AGEE"])
    assert [plan.name for plan in host.plans] == ["Balance âgée", "Échéancier"]
    assert set(host.asked) == {"balance_agee", "echeancier"}


def test_sheets_to_fill_in_are_written_when_asked_for_by_name_and_absent() -> None:
    host = MemoryHost()
    made = refresh(host, today=TODAY, sheets=["scénarios", "Taux"])
    assert made.applied.titles == ("Scénarios", "Taux")
    assert set(host.asked) == {"scenarios", "taux"}
    assert made.untouched == ()


def test_sheets_to_fill_in_are_hers_once_they_are_there() -> None:
    there = DunningRecords(filled_in=frozenset({"scenarios"}))
    host = MemoryHost(replace(workbook(), dunning=there))
    made = refresh(host, today=TODAY, sheets=["Scénarios", "taux"])
    assert [plan.mark for plan in host.plans] == ["taux"]
    assert made.untouched == ("Scénarios",)


def test_sheets_to_fill_in_for_reminders_do_not_come_unasked() -> None:
    host = MemoryHost(workbook(source_map=SourceMap()))
    refresh(host, today=TODAY)
    assert not {"scenarios", "taux"} & {plan.mark for plan in host.plans}


def test_the_order_of_the_balance_is_that_of_parametres() -> None:
    host = MemoryHost(workbook(settings=Settings(balance_order="code")))
    refresh(host, today=TODAY, as_of=AS_OF, sheets=["Balance âgée"])
    balance = host.plans[0]
    codes = [
        str(balance.cells[row, 1].value) for row in range(5, len(balance.cells)) if (row, 1) in balance.cells
    ]
    codes = codes[: codes.index("Total")]
    assert codes == sorted(codes)
    assert len(codes) > 1


def test_an_unknown_sheet_is_refused_with_those_there_are() -> None:
    with pytest.raises(ArgumentError, match="« Bilan »") as refusal:
        marks_of(["Balance âgée", "Bilan"])
    assert "Efficacité recouvrement" in refusal.value.remedy
    assert "Scénarios, Taux" in refusal.value.remedy


def test_a_filter_applies_to_every_report() -> None:
    host = MemoryHost()
    refresh(host, today=TODAY, as_of=AS_OF, where={"collector": "anne"})
    balance = host.plans[0]
    assert [balance.cells[row, 1].value for row in (5, 6)] == ["C1", "Total"]
    assert "égale le reste dû" in str(balance.cells[3, 1].value)


def test_a_further_currency_has_sheets_of_its_own() -> None:
    ledger = Ledger.from_records(
        [
            {"number": "F1", "customer": "C1", "issued": "2026-05-01", "amount": 10, "currency": "USD"},
            {"number": "F2", "customer": "C1", "issued": "2026-05-01", "amount": 20, "currency": "USD"},
            {"number": "F3", "customer": "C1", "issued": "2026-05-01", "amount": 40, "currency": "EUR"},
        ]
    )
    host = MemoryHost(workbook(ledger))
    refresh(host, today=TODAY)
    names = [plan.name for plan in host.plans]
    assert names[:4] == list(SHEET_NAMES.values())[:4]
    assert names[4:8] == [f"{name} USD" for name in names[:4]]
    assert names[8:] == ["Relances à faire", "Actions à mener", "Anomalies"]
    assert len({plan.mark for plan in host.plans}) == len(host.plans)
    assert [plan.cells[6, len(plan.widths)].value for plan in (host.plans[0], host.plans[4])] == [40.0, 30.0]


def test_an_empty_workbook_gives_empty_sheets() -> None:
    host = MemoryHost(workbook(Ledger.from_records([])))
    refresh(host, today=TODAY)
    assert [plan.mark for plan in host.plans] == NOTHING_SENT


def test_parameters_and_customers_are_added_when_there_are_none() -> None:
    host = MemoryHost(workbook(source_map=SourceMap()))
    assert refresh(host, today=TODAY).applied.titles[7:] == ("Paramètres", "Clients")
    as_of = next(cell for cell in host.plans[7].cells.values() if cell.style == Style.INPUT_DATE)
    assert (as_of.value, as_of.formula) == (TODAY, "=TODAY()")
    refresh(host, today=TODAY, as_of=AS_OF)
    as_of = next(cell for cell in host.plans[7].cells.values() if cell.style == Style.INPUT_DATE)
    assert (as_of.value, as_of.formula) == (AS_OF, None)
    assert refresh(host, today=TODAY, sheets=["Anomalies"]).applied.titles == ("Anomalies",)


def test_the_fake_keeps_the_promise_of_the_port() -> None:
    host: BookHost = MemoryHost()
    titles = refresh(host, today=TODAY).applied.titles
    assert host.remove() == titles
