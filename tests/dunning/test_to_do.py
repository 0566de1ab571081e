"""Actions à mener: what is found to do, by whom and when."""

from __future__ import annotations

import datetime as dt

import pytest
from case_samples import CUSTOMER, sage_office, step, work_of
from dunning_samples import DUE, Office, day, invoice, ledger_of

from xladdin.dunning.agenda import agenda
from xladdin.dunning.by_hand import note
from xladdin.dunning.case_record import CaseRecord
from xladdin.dunning.find_to_do import claim_deadline
from xladdin.dunning.shipped import SAGE_100, SMALL_COMPANY
from xladdin.dunning.to_do import ToDoKind
from xladdin.model.settings import DunningSettings

PENDING = DunningSettings(sent_when_generated=False)


def found(office: Office, as_of: dt.date) -> list[tuple[str, dt.date | None, str]]:
    return [(one.kind.value, one.on, one.what) for one in work_of(office, as_of).to_do]


def small(**more: object) -> Office:
    return Office(ledger_of(invoice(**more), customers=[CUSTOMER]), SMALL_COMPANY)


def test_a_letter_and_a_call_that_are_due() -> None:
    assert found(small(), day(6)) == [("relance", day(6), "1er rappel")]
    sage = Office(ledger_of(invoice(), customers=[CUSTOMER]), SAGE_100)
    assert found(sage, day(4)) == [("appel-ou-controle", day(1), "Relance téléphonique")]


@pytest.mark.parametrize(("late", "when"), [(-30, day(-7)), (-7, day(-7)), (2, day(5))])
def test_the_next_step_comes_on_its_first_day(late: int, when: dt.date) -> None:
    kind = "relance" if late == -7 else "etape-a-venir"
    name = "Rappel préventif" if when < DUE else "1er rappel"
    assert found(small(), day(late)) == [(kind, when, name)]


def test_after_a_letter_the_next_one_waits_for_the_minimum_of_days() -> None:
    office = small()
    step(office, day(12))
    assert found(office, day(13)) == [("etape-a-venir", day(19), "2ème rappel")]


def test_what_was_generated_waits_to_be_confirmed() -> None:
    office = small()
    office.settings = PENDING
    office.generate(day(6))
    assert found(office, day(8)) == [("envoi-a-confirmer", day(6), "Confirmer l’envoi : 1er rappel")]
    sage = Office(ledger_of(invoice(), customers=[CUSTOMER]), SAGE_100)
    sage.generate(day(1))
    assert found(sage, day(8)) == [("appel-ou-controle", day(1), "Relance téléphonique")]


def test_after_the_last_step_the_account_goes_to_litigation_once() -> None:
    office = Office(ledger_of(invoice("F1"), invoice("F2", due=day(3)), customers=[CUSTOMER]), SMALL_COMPANY)
    for late in (6, 20, 40, 60, 70):
        step(office, day(late))
    (action,) = work_of(office, day(90)).to_do
    assert (action.kind, action.on, action.amount) == (ToDoKind.LITIGATION, day(60), 200_00)
    assert action.numbers == ("F1", "F2")
    assert action.why == f"dernière étape faite le {day(60):%d/%m/%Y}"


@pytest.mark.parametrize(
    ("words", "deadline"),
    [
        ("Redressement judiciaire, BODACC du 31/12/2025", dt.date(2026, 2, 28)),
        ("2026-05-12", dt.date(2026, 7, 12)),
        ("Liquidation le 31/02/2026", None),
        ("Liquidation judiciaire", None),
    ],
)
def test_a_claim_is_filed_within_two_months_of_the_publication(words: str, deadline: dt.date | None) -> None:
    assert claim_deadline(words) == deadline
    office = Office(ledger_of(invoice(), customers=[{**CUSTOMER, "insolvency": words}]), SMALL_COMPANY)
    assert found(office, day(-10)) == [("declaration-de-creance", deadline, "Déclarer la créance")]


def test_a_promise_is_verified_on_its_day_unless_a_step_overtook_it() -> None:
    office = small()
    office.journal = note(office.journal, customer="C1", text="paie bientôt", on=day(2), promise=day(9))
    check = ("promesse", day(9), "Vérifier la promesse de règlement")
    assert found(office, day(8)) == [check]
    assert check in found(office, day(10))
    step(office, day(10))
    assert check not in found(office, day(11))


def test_a_promise_in_the_list_counts_as_well() -> None:
    assert found(small(promise=day(9)), day(8)) == [("promesse", day(9), "Vérifier la promesse de règlement")]


def test_the_agenda_is_by_person_then_date_and_looks_a_week_ahead() -> None:
    ledger = ledger_of(
        invoice("F1", "C1"),
        invoice("F2", "C2", due=day(4)),
        invoice("F3", "C3", due=day(2)),
        invoice("F4", "C4", due=day(20)),
        customers=[CUSTOMER, {"code": "C2", "collector": "Anne"}, {"code": "C3"}, {"code": "C4"}],
    )
    office = Office(ledger, SMALL_COMPANY)
    lines = agenda(ledger, work_of(office, day(5)))
    assert [(line.collector, line.customer, line.action.on, line.late) for line in lines] == [
        ("Anne", "C1", day(5), False),
        ("Anne", "C2", day(9), False),
        ("", "C3", day(7), False),
    ]
    assert (lines[0].contact, lines[0].phone, lines[0].email) == (
        "Mme Petit", "01 23", "compta@dupont.example"
    )  # fmt: skip
    assert len(agenda(ledger, work_of(office, day(5)), days_ahead=10)) == 4


def test_a_case_brings_its_own_person_number_and_all_its_steps() -> None:
    office = sage_office()
    for late in (1, 2, 7):
        step(office, day(late))
    record = CaseRecord("D2026-001", "C1", "EUR", day(2), collector="Paul", contact="M. Grand")
    work = work_of(office, day(8), record)
    (line,) = agenda(office.ledger, work, days_ahead=0)
    assert (line.case, line.collector, line.contact) == ("D2026-001", "Paul", "M. Grand")
    assert (line.action.what, line.action.on) == ("Vérifier réception relance (tél.)", day(10))
    assert work.cases[0].next_intervention == line.action
