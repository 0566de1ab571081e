"""Drafts to ledger: what settles what, and nothing dropped."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

import numpy as np
import pytest

from xladdin.errors import ArgumentError
from xladdin.ledger.build import build_ledger
from xladdin.ledger.draft import DraftCustomers, DraftItems, DraftSettlements
from xladdin.ledger.ledger import Ledger
from xladdin.model.wording import Kind

if TYPE_CHECKING:
    from collections.abc import Mapping

JUNE = dt.date(2024, 6, 30)


def invoice(number: str, amount: float, **more: object) -> dict[str, object]:
    record = {"number": number, "customer": "C1", "issued": "2024-06-01", "due": "2024-07-01"}
    return {**record, "amount": amount, **more}


def outstanding(ledger: Ledger, as_of: dt.date = JUNE) -> dict[str, list[int]]:
    open_cents: dict[str, list[int]] = {}
    for number, cents in zip(ledger.items.number, ledger.outstanding(as_of).tolist(), strict=True):
        open_cents.setdefault(number, []).append(cents)
    return open_cents


def codes(ledger: Ledger) -> list[str]:
    return [problem.code for problem in ledger.problems]


def test_a_payment_reduces_its_piece_from_its_date_on() -> None:
    ledger = Ledger.from_records(
        [invoice("F1", 100)], [{"customer": "C1", "number": "F1", "date": "2024-06-10", "amount": 40}]
    )
    assert outstanding(ledger, dt.date(2024, 6, 9)) == {"F1": [10000]}
    assert outstanding(ledger, dt.date(2024, 6, 10)) == {"F1": [6000]}
    assert outstanding(ledger, dt.date(2024, 5, 31)) == {"F1": [0]}
    assert ledger.problems == ()


def test_an_undated_settlement_counts_at_every_date() -> None:
    ledger = Ledger.from_records([invoice("F1", 100)], [{"number": "F1", "date": None, "amount": 100}])
    assert outstanding(ledger, dt.date(2024, 6, 1)) == {"F1": [0]}


def test_instalments_are_settled_oldest_first_and_reopened_from_the_last() -> None:
    records = [
        invoice("F1", 30, due="2024-08-30"),
        invoice("F1", 30, due="2024-07-01"),
        invoice("F1", 30, due="2024-07-31"),
    ]
    paid = {"customer": "C1", "number": "F1", "date": "2024-06-02", "amount": 40}
    assert outstanding(Ledger.from_records(records, [paid])) == {"F1": [3000, 0, 2000]}
    returned = {**paid, "date": "2024-06-03", "amount": -20}
    assert outstanding(Ledger.from_records(records, [returned, paid])) == {"F1": [3000, 1000, 3000]}
    too_much = {**paid, "amount": 100}
    assert outstanding(Ledger.from_records(records, [too_much])) == {"F1": [-1000, 0, 0]}


def test_an_unallocated_payment_is_an_item_until_it_is_lettered() -> None:
    ledger = Ledger.from_records(
        [invoice("F1", 100)],
        [{"customer": "C1", "date": "2024-06-05", "amount": 70, "matched": "2024-06-20"}],
    )
    assert ledger.items.kind.tolist() == [Kind.FACTURE, Kind.REGLEMENT]
    assert outstanding(ledger, dt.date(2024, 6, 4)) == {"F1": [10000], "": [0]}
    assert outstanding(ledger, dt.date(2024, 6, 19)) == {"F1": [10000], "": [-7000]}
    assert outstanding(ledger, dt.date(2024, 6, 20)) == {"F1": [10000], "": [0]}


def test_a_payment_of_an_unknown_piece_is_kept_as_unallocated() -> None:
    ledger = Ledger.from_records(
        [invoice("F1", 100)], [{"customer": "C1", "number": "F9", "date": "2024-06-05", "amount": 70}]
    )
    assert outstanding(ledger) == {"F1": [10000], "F9": [-7000]}
    assert codes(ledger) == ["piece-introuvable"]


def test_a_number_alone_finds_its_piece_unless_several_customers_share_it() -> None:
    other = invoice("F1", 50, customer="C2")
    payment = {"number": "F1", "date": "2024-06-05", "amount": 50}
    assert outstanding(Ledger.from_records([other], [payment])) == {"F1": [0]}
    shared = Ledger.from_records([invoice("F1", 100), other], [payment])
    assert outstanding(shared) == {"F1": [10000, 5000, -5000]}
    assert codes(shared) == ["reglement-ambigu"]


def test_a_payment_by_another_customer_settles_and_is_reported() -> None:
    ledger = Ledger.from_records(
        [invoice("F1", 100), invoice("F2", 10, customer="C2")],
        [{"customer": "C2", "number": "F1", "date": "2024-06-05", "amount": 100}],
    )
    assert outstanding(ledger) == {"F1": [0], "F2": [1000]}
    assert codes(ledger) == ["reglement-autre-client"]


def test_a_number_spelt_alike_is_found() -> None:
    ledger = Ledger.from_records(
        [invoice("FA-2024/001", 100)], [{"number": "fa 2024 001", "date": "2024-06-05", "amount": 100}]
    )
    assert outstanding(ledger) == {"FA-2024/001": [0]}


def test_a_credit_note_that_names_its_piece_settles_it_and_is_used_up() -> None:
    records = [invoice("F1", 100), invoice("A1", -30, kind="AVOIR", applied_to="F1", issued="2024-06-15")]
    ledger = Ledger.from_records(records)
    assert outstanding(ledger, dt.date(2024, 6, 14)) == {"F1": [10000], "A1": [0]}
    assert outstanding(ledger) == {"F1": [7000], "A1": [0]}
    lost = Ledger.from_records([records[0], {**records[1], "applied_to": "F9"}])
    assert outstanding(lost) == {"F1": [10000], "A1": [-3000]}
    assert codes(lost) == ["credit-piece-introuvable"]


def test_a_bill_settles_its_piece_and_stays_as_a_bill_until_maturity() -> None:
    bill = invoice("E1", 100, kind="EFFET", applied_to="F1", issued="2024-06-10", due="2024-08-31")
    ledger = Ledger.from_records([invoice("F1", 100), bill])
    assert ledger.outstanding(JUNE)[ledger.items.is_receivable()].tolist() == [0]
    assert ledger.bills_in_circulation(JUNE).tolist() == [0, 10000]
    assert ledger.bills_in_circulation(dt.date(2024, 8, 31)).sum() == 10000
    assert ledger.bills_in_circulation(dt.date(2024, 9, 1)).sum() == 0
    unnamed = Ledger.from_records([invoice("F1", 100), {**bill, "applied_to": None}])
    assert unnamed.outstanding(JUNE)[unnamed.items.is_receivable()].tolist() == [10000]
    assert codes(unnamed) == ["effet-sans-piece"]


@pytest.mark.parametrize(
    ("record", "cents", "kind", "code"),
    [
        ({"kind": "AVOIR", "amount": 10}, -1000, Kind.AVOIR, "avoir-positif"),
        ({"kind": "FACTURE", "amount": -10}, -1000, Kind.AVOIR, "facture-negative"),
        ({"kind": "REGLEMENT", "amount": 10}, -1000, Kind.REGLEMENT, None),
        ({"kind": "FRAIS", "amount": 40}, 4000, Kind.FRAIS, "frais-hors-balance"),
    ],
)
def test_signs_follow_the_kind(
    record: Mapping[str, object], cents: int, kind: Kind, code: str | None
) -> None:
    ledger = Ledger.from_records([{**invoice("X", 0), **record}])
    assert ledger.items.amount.tolist() == [cents]
    assert ledger.items.kind.tolist() == [kind]
    assert codes(ledger) == ([code] if code else [])


def test_a_missing_due_date_comes_from_terms_else_from_the_issue_date() -> None:
    records = [
        invoice("F1", 1, due=None, terms="30 jours"),
        invoice("F2", 1, due=None, customer="C2"),
        invoice("F3", 1, due=None, customer="C3"),
        invoice("F4", 1, due=None, terms="quand il pourra"),
        invoice("F5", 1, due=None, issued=None),
    ]
    ledger = Ledger.from_records(records, customers=[{"code": "C2", "terms": "45 jours"}])
    assert [str(day) for day in ledger.items.due] == [
        "2024-07-01", "2024-07-16", "2024-06-01", "2024-06-01", "NaT",
    ]  # fmt: skip
    assert codes(ledger) == [
        "echeance-calculee", "conditions-inconnues", "echeance-absente", "dates-absentes",
    ]  # fmt: skip


def test_double_entries_are_counted_and_reported() -> None:
    ledger = Ledger.from_records([invoice("F1", 10), invoice("F1", 10), invoice("F1", 12)])
    assert ledger.outstanding(JUNE).sum() == 3200
    assert codes(ledger) == ["doublon"]


def test_currencies_never_meet() -> None:
    ledger = Ledger.from_records(
        [invoice("F1", 100), invoice("F2", 100, currency="USD")],
        [{"customer": "C1", "number": "F2", "date": "2024-06-05", "amount": 20, "currency": "EUR"}],
    )
    assert ledger.currencies_present() == ("EUR", "USD")
    assert outstanding(ledger) == {"F1": [10000], "F2": [10000, -2000]}
    assert codes(ledger) == ["devise-differente"]
    dollars, currency = ledger.in_currency("USD")
    assert (currency, dollars.outstanding(JUNE).tolist()) == ("USD", [10000])
    with pytest.raises(ArgumentError, match="plusieurs devises"):
        ledger.in_currency()


def test_customers_are_joined_by_code_then_by_name_as_people_spell_it() -> None:
    ledger = Ledger.from_records(
        [
            invoice("F1", 1, customer="C1", name="Éts Dupont & Fils"),
            invoice("F2", 1, customer=None, name="Dupont et Fils"),
            invoice("F3", 1, customer=None, name="ets  dupont ET fils"),
            invoice("F4", 1, customer="c1"),
            invoice("F5", 1, customer=None),
        ]
    )
    assert ledger.customers.code.tolist() == ["C1", "Dupont et Fils", "(client non renseigné)"]
    assert ledger.items.customer.tolist() == [0, 1, 0, 0, 2]
    assert set(codes(ledger)) == {"client-orthographes", "client-non-renseigne"}


def test_a_filter_takes_the_row_before_the_customer() -> None:
    ledger = Ledger.from_records(
        [invoice("F1", 1, collector="Anne"), invoice("F2", 2), invoice("F3", 4, customer="C2")],
        [{"number": "F3", "date": "2024-06-02", "amount": 1}],
        customers=[{"code": "C1", "collector": "Luc"}, {"code": "C2", "collector": "anne"}],
    )
    anne = ledger.where(collector="Anne")
    assert outstanding(anne) == {"F1": [100], "F3": [300]}
    with pytest.raises(ArgumentError, match="Valeurs présentes : Anne, Luc, anne"):
        ledger.where(collector="Zoé")


@pytest.mark.parametrize(
    ("record", "message"),
    [
        ({"number": "F1"}, "n’est pas un montant"),
        ({"amount": "douze"}, "« douze » n’est pas un montant"),
        ({"amount": float("nan")}, "n’est pas un montant"),
        ({"amount": 1, "due": "30/06/2024"}, "n’est pas une date"),
        ({"amount": 1, "kind": "BON"}, "type de pièce inconnu"),
        ({"amount": 1, "montant": 1}, "champ inconnu « montant »"),
    ],
)
def test_faulty_records_are_refused_in_words(record: dict[str, object], message: str) -> None:
    with pytest.raises(ArgumentError, match=message):
        Ledger.from_records([record])


def test_an_empty_ledger_is_a_ledger() -> None:
    ledger = Ledger.from_records([])
    assert ledger.outstanding(JUNE).tolist() == []
    assert ledger.in_currency()[1] == "EUR"


def test_a_payer_without_pieces_pays_the_piece_it_names_and_no_other() -> None:
    ledger = Ledger.from_records(
        [{"number": f"F{n}", "customer": "C1", "issued": "2026-01-05", "amount": 10} for n in range(1, 6)],
        [
            {"customer": "C2", "number": None, "date": "2026-01-10", "amount": 1},
            {"customer": "C3", "number": "F1", "date": "2026-01-10", "amount": 10},
        ],
    )
    assert [str(ledger.items.number[item]) for item in ledger.settlements.item] == ["F1"]


def test_a_code_met_only_on_payments_joins_the_name_met_only_on_invoices() -> None:
    items = DraftItems.blank(1)
    items.number[:] = "F1"
    items.customer_name[:] = "Dupont & Fils"
    items.issued[:] = items.due[:] = np.datetime64("2024-06-01")
    items.amount[:] = 10_000
    paid = DraftSettlements.blank(1)
    paid.customer_code[:] = "C1"
    paid.customer_name[:] = "DUPONT ET FILS"
    paid.date[:] = np.datetime64("2024-06-02")
    paid.amount[:] = 4_000
    nobody = np.array([], dtype=object)
    ledger = build_ledger(items, paid, DraftCustomers(nobody, nobody))
    assert ledger.customers.code.tolist() == ["C1"]
    assert ledger.outstanding(JUNE).tolist() == [10_000, -4_000]


@pytest.mark.parametrize("as_of", [None, 20240630, "30/06/2024"])
def test_what_is_no_date_is_no_as_of_date(as_of: object) -> None:
    ledger = Ledger.from_records([invoice("F1", 100)])
    with pytest.raises(ArgumentError, match="n’est pas une date d’arrêté"):
        ledger.outstanding(as_of)  # type: ignore[arg-type]
