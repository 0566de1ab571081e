"""A ledger small enough to check by hand, and every sheet made of it."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

from xladdin.dunning.assignment import AssignmentRule, Scenarios
from xladdin.dunning.journal import Journal, JournalEntry, Origin, State
from xladdin.dunning.journal_lines import HerLine, journal_lines
from xladdin.dunning.propose import propose_reminders
from xladdin.dunning.scenario import Channel
from xladdin.dunning.struck_out import StruckOut
from xladdin.dunning.to_remind import pieces_to_remind, pieces_without_a_run
from xladdin.ledger.history import History, StepRef
from xladdin.ledger.ledger import Ledger
from xladdin.ledger.rates import FRENCH_RATES
from xladdin.ledger.row_traces import PieceId
from xladdin.model.problem import problem
from xladdin.model.settings import DunningSettings, Settings
from xladdin.reports.aged_balance import aged_balance
from xladdin.reports.collection import collection_rate, collection_rates_by
from xladdin.reports.customer_file import customer_file
from xladdin.reports.follow_up import follow_up, piece_ids
from xladdin.reports.schedule import bills_schedule, schedule
from xladdin.reports.unallocated import unallocated_rate
from xladdin.sheets.aged_balance import aged_balance_plan
from xladdin.sheets.collection import collection_plan
from xladdin.sheets.customer_file import customer_file_plan
from xladdin.sheets.customers import customers_plan
from xladdin.sheets.follow_up import follow_up_plan
from xladdin.sheets.journal import journal_plan
from xladdin.sheets.parameters import parameters_plan
from xladdin.sheets.problems import problems_plan
from xladdin.sheets.rates import rates_plan
from xladdin.sheets.scenarios import scenarios_plan
from xladdin.sheets.schedule import schedule_plan
from xladdin.sheets.to_remind import to_remind_plan

if TYPE_CHECKING:
    from collections.abc import Mapping

    from xladdin.model.sheet_plan import SheetPlan
    from xladdin.sheets.customer_table import Order

AS_OF = dt.date(2026, 6, 30)
NAMES = {"C1": "Dupont & Fils", "C2": '=HYPERLINK("http://x","Éts <Nord>")', "C3": "Mairie"}

LEDGER = Ledger.from_records(
    invoices=[
        {"number": "F1", "customer": "C1", "issued": "2026-03-01", "due": "2026-03-31", "amount": 1000},
        {"number": "F2", "customer": "C1", "issued": "2026-06-10", "due": "2026-07-31", "amount": 400},
        {"number": "F3", "customer": "C2", "issued": "2026-05-01", "due": "2026-05-31", "amount": 2500.5},
        {"number": "A1", "customer": "C2", "kind": "AVOIR", "issued": "2026-06-02", "amount": -100},
        {"number": "F4", "customer": "C3", "issued": "2026-04-01", "due": "2026-05-01", "amount": 800},
        {
            "number": "E1", "customer": "C3", "kind": "EFFET", "issued": "2026-06-01", "due": "2026-08-15",
            "amount": 800, "applied_to": "F4",
        },
    ],
    settlements=[
        {"customer": "C1", "number": "F1", "date": "2026-06-12", "amount": 250},
        {"customer": "C3", "date": "2026-06-20", "amount": 60},
    ],
    customers=[
        {"code": "C1", "name": NAMES["C1"], "collector": "Anne"},
        {"code": "C2", "name": NAMES["C2"], "collector": "Paul"},
        {"code": "C3", "name": NAMES["C3"]},
    ],
)  # fmt: skip
HISTORY = History(
    {("F1", 1): dt.date(2026, 4, 8), ("F1", 2): dt.date(2026, 4, 20), ("F3", 1): dt.date(2026, 6, 8)}
)
TOTAL = 349050
"""Cents: 750 + 400 + 2 500,50 - 100 - 60; the bill has settled F4."""


_REMINDED = JournalEntry(
    dt.date(2026, 4, 8), Origin.CAMPAIGN, "C1", author="Anne", state=State.SENT, campaign="K1", number="F1",
    due=dt.date(2026, 3, 31), ref=StepRef(1), step="1er rappel", channel=Channel.LETTER,
)  # fmt: skip
_NOTED = JournalEntry(
    dt.date(2026, 6, 8), Origin.NOTE, "C2", channel=Channel.PHONE, text="=1+1", promise=dt.date(2026, 6, 20)
)
JOURNAL = Journal((_REMINDED, _NOTED))
HER_LINES = (
    HerLine("", _REMINDED.id, {"Date": "hier", "Client": "C1", "Niveau": 2}),
    HerLine(_NOTED.id, "", {"Date": "08/06/2026", "Canal": "téléphone", "Texte": "=1+1"}),
)


def balance_sheet(list_total: int = TOTAL, order: Order = "total") -> SheetPlan:
    """The balance âgée of the sample."""
    report = aged_balance(LEDGER, AS_OF)
    return aged_balance_plan(report, NAMES, as_of=AS_OF, currency="EUR", list_total=list_total, order=order)


def follow_up_sheet(unread: Mapping[tuple[PieceId, int], str] | None = None) -> SheetPlan:
    """The suivi of the sample."""
    report = follow_up(LEDGER, HISTORY, AS_OF)
    pieces = piece_ids(LEDGER, report.index)
    return follow_up_plan(report, pieces, as_of=AS_OF, currency="EUR", unread=unread)


def to_remind_sheet(refused: str = "") -> SheetPlan:
    """Relances à faire: F3 and a preventive letter proposed, F1 struck out, F5 held back."""
    held = PieceId("C3", "F5", dt.date(2026, 5, 15))
    disputed = {"number": "F5", "customer": "C3", "issued": "2026-05-01", "due": "2026-05-15", "amount": 90}
    ledger = Ledger.from_records(
        [
            {"number": "F1", "customer": "C1", "issued": "2026-03-01", "due": "2026-03-31", "amount": 750},
            {"number": "F3", "customer": "C2", "issued": "2026-05-01", "due": "2026-05-31", "amount": 2500.5},
            {"number": "F6", "customer": "C1", "issued": "2026-06-20", "due": "2026-07-02", "amount": 80},
            disputed | {"dispute": "prix"},
        ],
        customers=[
            {"code": code, "name": name, "contact": "M. Petit", "phone": "01 02 03 04 05", "email": "a@b.fr"}
            for code, name in NAMES.items()
        ],
    )
    struck = StruckOut("C1", "F1", dt.date(2026, 3, 31), StepRef(3))
    run = propose_reminders(ledger, HISTORY, Scenarios(), DunningSettings(), AS_OF, struck_out=[struck])
    pieces = (
        pieces_without_a_run(ledger, AS_OF, HISTORY, JOURNAL, [struck])
        if refused
        else pieces_to_remind(ledger, run, HISTORY, JOURNAL)
    )
    return to_remind_plan(pieces, ledger.customers, as_of=AS_OF, on_held={held: "Oui"}, refused=refused)


def sheets() -> dict[str, SheetPlan]:
    """Every report sheet of the sample, by the name of its golden text."""
    return {
        "balance_agee": balance_sheet(),
        "balance_agee_par_code": balance_sheet(order="code"),
        "echeancier": schedule_plan(
            schedule(LEDGER, AS_OF, months=2),
            bills_schedule(LEDGER, AS_OF, months=2),
            NAMES,
            as_of=AS_OF,
            currency="EUR",
            list_total=TOTAL,
        ),
        "efficacite": collection_plan(
            collection_rate(LEDGER, "2026-06", AS_OF),
            collection_rates_by(LEDGER, "collector", "2026-06", AS_OF),
            unallocated_rate(LEDGER, "2026-06", AS_OF),
            as_of=AS_OF,
        ),
        "suivi": follow_up_sheet(),
        "suivi_texte": follow_up_sheet({(PieceId("C1", "F1", dt.date(2026, 3, 31)), 1): "vers le 8"}),
        "relances_a_faire": to_remind_sheet(),
        "relances_refusees": to_remind_sheet(refused="Aucune campagne possible. Voici pourquoi."),
        "journal": journal_plan(list(journal_lines(JOURNAL, HER_LINES, NAMES))),
        "anomalies": problems_plan(
            [
                problem("effet-sans-piece", sheet="L’agenda d'Anne", cell="A12", number="E1"),
                problem("client-non-renseigne", sheet="Factures", cell="E7:E9", number="F9", name="Inconnu"),
                problem("doublon", number="F1", count=2),
            ]
        ),
        "anomalies_aucune": problems_plan([]),
        "fiche": customer_file_plan(customer_file(LEDGER, HISTORY, "C1", AS_OF)),
        "parametres": parameters_plan(Settings(), AS_OF),
        "clients": customers_plan(LEDGER.customers),
        "scenarios": scenarios_plan(
            Scenarios(rules=(AssignmentRule("Grands comptes", risk="Faible", amount_from=1_000_000),)),
            ["rappel_1.docx", "rappel_2.docx"],
        ),
        "taux": rates_plan(FRENCH_RATES),
    }
