"""Cases: opened by a scenario or by hand, what stands in them, provision, closing."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

import pytest
from case_samples import CUSTOMER, kept, sage_office, step, work_of
from dunning_samples import DUE, Office, call, day, invoice, ledger_of, letter

from xladdin.dunning.by_hand import note
from xladdin.dunning.campaign import mark_sent
from xladdin.dunning.case import CaseState
from xladdin.dunning.case_entries import PieceCharges
from xladdin.dunning.case_opening import opening_step
from xladdin.dunning.case_record import CaseNumbers, CaseRecord
from xladdin.dunning.scenario import Scenario
from xladdin.dunning.shipped import KEY_ACCOUNTS, SAGE_100, SMALL_COMPANY

SAGE_DAYS = (1, 2, 7, 10, 15, 18, 25, 28, 29, 31)
"""Days late on which Sage's ten steps are taken for F1."""


@pytest.mark.parametrize(
    ("scenario", "name"),
    [
        (SAGE_100, "Notification d’ouverture de dossier"),
        (SMALL_COMPANY, "Mise en demeure"),
        (KEY_ACCOUNTS, "Mise en demeure"),
        (Scenario("Appels", (call("Appel", 1),)), None),
        (
            Scenario("Perte", (letter("Rappel", 1, 1), letter("Perdu", 9, 2, loss_percent=Decimal(5)))),
            "Perdu",
        ),
    ],
)
def test_the_step_that_opens_a_case(scenario: Scenario, name: str | None) -> None:
    step = opening_step(scenario)
    assert (step.name if step else None) == name


def test_a_scenario_opens_a_case_once_its_step_was_done() -> None:
    office = sage_office()
    step(office, day(1))
    assert work_of(office, day(2)).cases == ()
    office.generate(day(2))
    assert work_of(office, day(2)).cases == ()  # asked for, not done
    office.journal = mark_sent(office.journal, day(2).isoformat(), day(2))
    (case,) = work_of(office, day(3)).cases
    assert (case.record.number, case.record.opened, case.state) == ("D2026-001", day(2), CaseState.OPEN)
    assert (case.record.collector, case.record.contact) == ("Anne", "Mme Petit")
    assert (case.record.other_contacts, case.phone) == ("Me Roy", "01 23")
    assert case.record.reason == "Absence de paiement"
    assert (case.scenario, case.step, case.step_on) == (
        "Sage 100", "Notification d’ouverture de dossier", day(2)
    )  # fmt: skip


def test_a_dispute_is_the_motif() -> None:
    office = sage_office()
    work = work_of(office, day(30), CaseRecord(customer="C1", opened=day(20)))
    assert work.cases[0].record.reason == "prix contesté"
    ticked = Office(ledger_of(invoice(dispute="Oui"), customers=[CUSTOMER]), SAGE_100)
    assert work_of(ticked, day(9), CaseRecord(customer="C1")).cases[0].record.reason == "Litige"


def test_risk_loss_and_provision_follow_the_steps_of_sage() -> None:
    office = sage_office()
    seen = []
    for late in SAGE_DAYS:
        step(office, day(late))
        work = work_of(office, day(late))
        seen += [(case.risk, case.loss_percent, case.provision) for case in work.cases]
    # F1 has 600 left, F2 500 is disputed and follows no step but is late from day 11, the credit is 100.
    assert seen == [
        ("", None, 0), ("", None, 0), ("", None, 0), ("", None, 0), ("", None, 0),
        ("Insolvable", Decimal(20), 200_00), ("Insolvable", Decimal(20), 200_00),
        ("Insolvable", Decimal(20), 200_00), ("Insolvable", Decimal(60), 600_00),
    ]  # fmt: skip


def test_entries_are_pieces_with_their_part_payments_then_credits_then_charges() -> None:
    office = sage_office()
    for late in SAGE_DAYS[:7]:
        step(office, day(late))
    charges = {0: PieceCharges(12_34, 40_00), 1: PieceCharges(None, 0, "taux inconnu")}
    (case,) = work_of(office, day(25), charges=charges).cases
    assert [(one.label, one.number, one.amount, one.is_charge) for one in case.entries] == [
        ("FACTURE", "F1", 1000_00, False),
        ("RÈGLEMENT PARTIEL", "F1", -400_00, False),
        ("FACTURE", "F2", 500_00, False),
        ("AVOIR", "A1", -100_00, False),
        ("PÉNALITÉS DE RETARD", "F1", 12_34, True),
        ("INDEMNITÉ FORFAITAIRE", "F1", 40_00, True),
        ("PÉNALITÉS DE RETARD", "F2", 0, True),
        ("FRAIS", "", 30_00, True),
    ]
    assert case.entries[6].remark == "taux inconnu"
    assert (case.outstanding, case.charges) == (1000_00, 82_34)


def test_consumers_and_letters_of_her_own_list_bear_no_fee() -> None:
    consumer = Office(ledger_of(invoice(), customers=[{**CUSTOMER, "category": "consommateur"}]), SAGE_100)
    elsewhere = Office(ledger_of(invoice(), customers=[CUSTOMER]), SAGE_100)
    for late in SAGE_DAYS[:7]:
        step(consumer, day(late))
    elsewhere.found_elsewhere = replace(elsewhere.history, sent={("F1", 4): day(10)})
    for office in (consumer, elsewhere):
        (case,) = work_of(office, day(30)).cases
        assert [one for one in case.entries if one.is_charge] == []


def test_fee_lines_of_her_own_list_are_charges() -> None:
    office = Office(
        ledger_of(invoice(), invoice("X1", kind="FRAIS", amount=15), customers=[CUSTOMER]), SMALL_COMPANY
    )
    (case,) = work_of(office, day(9), CaseRecord(customer="C1")).cases
    assert (case.outstanding, case.charges) == (100_00, 15_00)


def test_interventions_done_are_steps_and_notes_by_date() -> None:
    office = sage_office()
    step(office, day(1))
    office.journal = note(
        office.journal, customer="C1", text="rappelle lundi", on=day(1), author="Anne", by_phone=True,
        promise=day(4),
    )  # fmt: skip
    office.journal = note(office.journal, customer="C2", text="autre client", on=day(1))
    (case,) = work_of(office, day(3), CaseRecord(customer="C1", opened=day(1))).cases
    assert [(one.date, one.what, one.how, one.numbers, one.reason) for one in case.done] == [
        (day(1), "Relance téléphonique", "Téléphone", ("F1",), ""),
        (day(1), "Note", "Téléphone", (), "rappelle lundi — promesse pour le 04/02/2026"),
    ]


def test_a_paid_case_is_over_and_does_not_come_back() -> None:
    office = sage_office()
    for late in (1, 2):
        step(office, day(late))
    opened = kept(work_of(office, day(3)))
    office.ledger = ledger_of(
        invoice("F1", amount=1000),
        invoice("F3", amount=70, due=day(60)),
        settlements=[{"customer": "C1", "number": "F1", "date": day(8), "amount": 1000}],
        customers=[CUSTOMER],
    )
    (case,) = work_of(office, day(90), *opened).cases
    assert (case.state, case.over, case.state_in_words) == (CaseState.PAID, day(8), "soldé le 08/02/2026")
    assert (case.provision, case.outstanding, case.to_do) == (0, 0, ())


def test_a_case_closed_by_hand_is_not_opened_again_for_the_same_pieces() -> None:
    office = sage_office()
    for late in (1, 2):
        step(office, day(late))
    (record,) = kept(work_of(office, day(3)))
    closed = replace(record, closed=day(4))
    (case,) = work_of(office, day(9), closed).cases
    assert (case.state, case.over, case.outstanding > 0) == (CaseState.CLOSED, day(4), True)


def test_the_user_opens_a_case_by_code_or_name_on_the_day_of_the_refresh() -> None:
    office = sage_office()
    (case,) = work_of(office, day(20), CaseRecord(customer="dupont & fils")).cases
    assert (case.record.customer, case.record.number, case.record.opened) == ("C1", "D2026-001", day(20))
    assert case.step == ""


def test_rows_that_are_no_case_stay_with_a_reason() -> None:
    office = sage_office()
    unknown = CaseRecord(customer="Inconnu", notes="à voir")
    twice = CaseRecord(customer="C1", reason="encore")
    work = work_of(office, day(20), CaseRecord(customer="C1"), unknown, twice)
    assert len(work.cases) == 1
    assert [(one.record.notes, one.record.reason, one.reason) for one in work.passed_over] == [
        ("à voir", "", "client introuvable : « Inconnu »"),
        ("", "encore", "dossier D2026-001 déjà ouvert pour ce client"),
    ]


def test_what_she_added_counts_where_the_scenario_opens_the_case_too() -> None:
    office = sage_office()
    for late in (1, 2):
        step(office, day(late))
    (case,) = work_of(office, day(3), CaseRecord(customer="C1", reason="à elle")).cases
    assert (case.record.reason, case.record.opened) == ("à elle", day(3))


def test_each_currency_is_a_case_of_its_own() -> None:
    office = Office(
        ledger_of(invoice("F1"), invoice("F2", currency="USD", amount=900), customers=[CUSTOMER]), SAGE_100
    )
    for late in (1, 2):
        step(office, day(late))
    cases = work_of(office, day(3)).cases
    assert [(case.record.currency, case.outstanding) for case in cases] == [("EUR", 100_00), ("USD", 900_00)]
    (by_hand,) = work_of(Office(office.ledger, SMALL_COMPANY), day(3), CaseRecord(customer="C1")).cases
    assert by_hand.record.currency == "USD"


def test_numbers_are_kept_and_never_given_again() -> None:
    office = sage_office()
    known = CaseRecord("D2026-007", "C1", "EUR", day(5))
    work = work_of(office, day(20), known, last_numbers=("D2025-003", "D2026-009"))
    assert kept(work)[0].number == "D2026-007"
    assert work.last_numbers == ("D2025-003", "D2026-009")
    numbers = CaseNumbers(["D2026-009", "mon dossier", "D2026-1000"])
    assert [numbers.next(2026), numbers.next(2027)] == ["D2026-1001", "D2027-001"]


def test_a_case_knows_nothing_of_what_came_after_its_date() -> None:
    office = sage_office()
    record = CaseRecord("D2026-001", "C1", "EUR", DUE)
    (case,) = work_of(office, day(3), record).cases
    assert [entry.number for entry in case.entries] == ["F1", "A1"]  # its payment and F2 come later
    assert case.outstanding == 900_00
