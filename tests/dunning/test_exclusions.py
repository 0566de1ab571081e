"""Why a piece does not advance: each reason, in the user's words."""

from __future__ import annotations

from dataclasses import replace

import pytest
from dunning_samples import DEFAULTS, Office, day, invoice, ledger_of, propose, reasons, taken, told

from xladdin.dunning.by_hand import note
from xladdin.dunning.holds import is_blocking, is_direct_debit
from xladdin.dunning.reasons import REASON_WORDS, Reason
from xladdin.ledger.history import History
from xladdin.model.row_names import row_name

AT = day(5)


@pytest.mark.parametrize(
    ("more", "text"),
    [
        ({"dispute": "prix contesté"}, "litige ou blocage : prix contesté"),
        ({"dispute": "oui"}, "litige ou blocage : oui"),
        ({"status": "Litige"}, "litige ou blocage : Litige"),
        ({"cause": "C - Litige qualité"}, "litige ou blocage : C - Litige qualité"),
        ({"payment_mode": "Prélèvement"}, "prélèvement automatique"),
        ({"promise": AT}, "promesse de règlement pour le 05/02/2026, pas encore échue"),
    ],
)
def test_what_holds_a_piece_back(more: dict[str, object], text: str) -> None:
    run = propose(ledger_of(invoice(**more)), AT)
    assert told(run) == {"F1": text}
    assert taken(run) == {}


@pytest.mark.parametrize(
    "more",
    [
        {"dispute": "non"}, {"dispute": ""}, {"status": "En cours"}, {"cause": "Sans litige"},
        {"payment_mode": "Virement SEPA"}, {"promise": day(4)}, {"promise": None},
    ],
)  # fmt: skip
def test_what_does_not(more: dict[str, object]) -> None:
    assert taken(propose(ledger_of(invoice(**more)), AT)) == {"F1": "1er rappel"}


@pytest.mark.parametrize("words", ["Litige prix", "en litige", "BLOQUÉE", "Contentieux"])
def test_blocking_words(words: str) -> None:
    assert is_blocking(words)


@pytest.mark.parametrize("words", ["", "pas de litige", "hors litige", "Relancé"])
def test_harmless_words(words: str) -> None:
    assert not is_blocking(words)


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("PRLV", True),
        ("Prélèvement SEPA", True),
        ("SDD", True),
        ("Direct debit", True),
        ("Virement", False),
        ("", False),
    ],
)
def test_direct_debit(words: str, expected: bool) -> None:
    assert is_direct_debit(words) is expected


def test_insolvency_leaves_reminders_and_says_what_to_do() -> None:
    customers = [{"code": "C1", "insolvency": "redressement judiciaire"}]
    run = propose(ledger_of(invoice(), customers=customers), AT)
    assert told(run) == {"F1": "procédure collective : déclarer la créance (2 mois après le BODACC)"}


def test_paid_is_told_and_half_paid_is_reminded() -> None:
    paid = [
        {"number": "F1", "customer": "C1", "date": day(0), "amount": 100},
        {"number": "F2", "customer": "C1", "date": day(0), "amount": 99.99},
    ]
    run = propose(ledger_of(invoice("F1"), invoice("F2"), settlements=paid), AT)
    assert told(run) == {"F1": "soldée"}
    assert [one.total for one in run.notices] == [1]


@pytest.mark.parametrize(("minimum", "reminded"), [(0, True), (7000, True), (7001, False)])
def test_the_minimum_is_what_the_letter_would_ask(minimum: int, reminded: bool) -> None:
    ledger = ledger_of(
        invoice("F1", amount=50),
        invoice("F2", amount=50, due=day(3)),
        invoice("A1", amount=-30, kind="AVOIR"),
    )
    run = propose(ledger, AT, settings=replace(DEFAULTS, minimum_amount=minimum))
    assert bool(run.notices) == reminded
    if not reminded:
        assert told(run)["F1"] == "sous le minimum de relance : 70,00 EUR pour un minimum de 70,01"
        assert reasons(run) == {"F1": "sous-minimum", "F2": "etape-a-venir", "A1": "credit"}


def test_the_minimum_per_piece_counts_that_piece_alone() -> None:
    ledger = ledger_of(invoice("F1", amount=50), invoice("F2", amount=49.99))
    run = propose(ledger, AT, settings=replace(DEFAULTS, minimum_amount=5000, per_invoice=True))
    assert taken(run) == {"F1": "1er rappel"}
    assert reasons(run) == {"F2": "sous-minimum"}


@pytest.mark.parametrize(
    ("credit", "reason"), [(99.99, None), (100, "solde-crediteur"), (150, "solde-crediteur")]
)
@pytest.mark.parametrize("per_invoice", [False, True])
def test_nothing_is_asked_of_a_customer_in_credit(
    credit: float, reason: str | None, per_invoice: bool
) -> None:
    ledger = ledger_of(invoice("F1"), invoice("A1", amount=-credit, kind="AVOIR"))
    run = propose(ledger, AT, settings=replace(DEFAULTS, per_invoice=per_invoice))
    assert reasons(run).get("F1") == reason


def test_a_preventive_letter_of_a_customer_in_credit_does_not_leave() -> None:
    ledger = ledger_of(invoice("F1"), invoice("A1", amount=-100, kind="AVOIR"))
    assert reasons(propose(ledger, day(-5))) == {"F1": "solde-crediteur", "A1": "credit"}


@pytest.mark.parametrize("number", ["", row_name(7), row_name(7, "Factures")])
def test_a_piece_without_number_cannot_be_followed(number: str) -> None:
    run = propose(ledger_of(invoice("F1"), invoice(number)), AT)
    assert reasons(run) == {number: "sans-numero"}
    assert [one.total for one in run.notices] == [20000], "it is owed, and listed"


def test_a_piece_without_any_date_is_never_late() -> None:
    assert reasons(propose(ledger_of(invoice(issued=None, due=None)), AT)) == {"F1": "sans-echeance"}


def test_a_promise_noted_in_the_journal_holds_all_pieces_of_the_customer() -> None:
    office = Office(ledger_of(invoice("F1"), invoice("F2"), invoice("F3", customer="C2")))
    office.journal = note(office.journal, customer="C1", text="paiera", on=day(2), promise=day(5))
    assert reasons(office.propose(AT)) == {"F1": "promesse", "F2": "promesse"}
    assert set(taken(office.propose(day(6)))) == {"F1", "F2", "F3"}


def test_the_weightiest_reason_is_the_one_told() -> None:
    more = {"dispute": "prix", "payment_mode": "PRLV", "promise": day(30)}
    history = History(sent={("F1", 4): day(1)})
    ledger = ledger_of(invoice(**more), customers=[{"code": "C1", "insolvency": "oui"}])
    assert reasons(propose(ledger, AT, history)) == {"F1": "procedure-collective"}
    assert reasons(propose(ledger_of(invoice(**more)), AT, history)) == {"F1": "litige"}


def test_every_reason_has_its_words() -> None:
    assert set(REASON_WORDS) == set(Reason)
