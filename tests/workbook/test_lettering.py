"""Ledger extracts: payments are settlements, letters say which credits pay which debits."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

import numpy as np
import pytest
from grids import AS_OF, grid, owed, read, told
from hypothesis import given
from hypothesis import strategies as st

from xladdin.model.wording import Kind
from xladdin.workbook.lettering import read_letters

if TYPE_CHECKING:
    from xladdin.workbook.workbook import Workbook

HEADINGS = ["Type", "N° pièce", "Compte tiers", "Date", "Échéance", "Débit", "Crédit", "Lettrage"]


def day(number: int) -> dt.date:
    """1 is 1 January 2026."""
    return dt.date(2025, 12, 31) + dt.timedelta(days=number)


def extract(*lines: tuple[str, str, int, float, str], customer: str = "411DUP") -> Workbook:
    """Lines as (type, number, day, amount, letter): positive is debit."""
    rows = [
        [
            kind,
            number,
            customer,
            day(on),
            day(on + 30) if amount > 0 else "",
            max(amount, 0.0) or "",
            max(-amount, 0.0) or "",
            letter,
        ]
        for kind, number, on, amount, letter in lines
    ]
    return read(grid("Extrait", [HEADINGS, *rows]))


def total(workbook: Workbook, as_of: dt.date = AS_OF) -> int:
    return sum(owed(workbook, as_of).values())


def test_balanced_group_settles_on_its_latest_date() -> None:
    book = extract(("FAC", "F1", 1, 100.0, "A"), ("RGL", "B1", 40, -60.0, "A"), ("RGL", "B2", 50, -40.0, "A"))
    assert owed(book, day(49)) == {"F1": 10_000}
    assert owed(book, day(50)) == {"F1": 0}


def test_unbalanced_group_allocates_what_is_there_oldest_first() -> None:
    book = extract(("FAC", "F2", 5, 50.0, "A"), ("FAC", "F1", 1, 100.0, "A"), ("RGL", "B1", 40, -120.0, "A"))
    assert owed(book) == {"F1": 0, "F2": 3_000}
    assert told(book)["lettrage-desequilibre"] == "H2"


def test_credit_left_over_in_a_group_is_unallocated() -> None:
    book = extract(("FAC", "F1", 1, 100.0, "A"), ("RGL", "B1", 40, -120.0, "A"))
    assert owed(book) == {"F1": 0, "B1": -2_000}


def test_credit_note_in_a_group_is_used_up_and_kept_apart_from_payments() -> None:
    book = extract(("FAC", "F1", 1, 100.0, "A"), ("AVO", "AV1", 9, -30.0, "A"), ("RGL", "B1", 40, -70.0, "A"))
    assert owed(book) == {"F1": 0, "AV1": 0}
    on_invoice = book.ledger.settlements.item == 0
    by_kind = dict(
        zip(book.ledger.settlements.kind[on_invoice], book.ledger.settlements.amount[on_invoice], strict=True)
    )
    assert by_kind == {Kind.AVOIR: 3_000, Kind.REGLEMENT: 7_000}


def test_unlettered_payment_is_unallocated() -> None:
    book = extract(("FAC", "F1", 1, 100.0, ""), ("RGL", "B1", 40, -30.0, ""))
    assert owed(book) == {"F1": 10_000, "B1": -3_000}


def test_payment_that_bears_the_piece_number_settles_it_on_its_own_date() -> None:
    book = extract(("FAC", "F1", 1, 100.0, "A"), ("RGL", "F1", 40, -60.0, "A"), ("RGL", "B2", 50, -40.0, "A"))
    assert owed(book, day(40)) == {"F1": 4_000}
    assert owed(book, day(50)) == {"F1": 0}
    assert "lettrage-desequilibre" not in told(book)


def test_returned_payment_in_a_group_reopens_the_piece() -> None:
    book = extract(
        ("FAC", "F1", 1, 100.0, "A"), ("RGL", "B1", 10, -100.0, "A"), ("RGL", "B2", 20, 100.0, "A"),
        ("RGL", "B3", 60, -100.0, "A"),
    )  # fmt: skip
    assert owed(book) == {"F1": 0}
    assert "lettrage-desequilibre" not in told(book)


def test_same_letter_of_two_customers_is_two_groups() -> None:
    rows = [
        ["FAC", "F1", "411DUP", day(1), day(31), 100.0, "", "A"],
        ["FAC", "F2", "411MOR", day(1), day(31), 70.0, "", "A"],
        ["RGL", "B1", "411DUP", day(40), "", "", 100.0, "A"],
    ]
    assert owed(read(grid("Extrait", [HEADINGS, *rows]))) == {"F1": 0, "F2": 0}


def test_letters_without_any_credit_in_the_list_mean_paid() -> None:
    headings = ["N° facture", "Client", "Date", "Échéance", "Montant", "Lettrage"]
    rows = [["F1", "Dupont SA", day(1), day(31), 9.0, "AB"], ["F2", "Dupont SA", day(1), day(31), 5.0, ""]]
    book = read(grid("Factures", [headings, *rows]))
    assert owed(book) == {"F1": 0, "F2": 500}
    assert "regle-sans-date" in told(book)


def test_bill_takes_the_invoice_over_until_its_maturity() -> None:
    rows = [
        ["FAC", "F1", "411DUP", day(1), day(31), 100.0, "", "A"],
        ["EFFET", "E1", "411DUP", day(20), AS_OF, "", 100.0, "A"],
    ]
    book = read(grid("Extrait", [HEADINGS, *rows]))
    assert owed(book)["F1"] == 0
    assert book.ledger.bills_in_circulation(AS_OF).sum() == 10_000
    assert "effet-sans-piece" not in told(book)


def test_journal_says_what_a_line_is_when_no_type_does() -> None:
    headings = ["Code journal", "N° pièce", "Compte tiers", "Date", "Échéance", "Débit", "Crédit"]
    rows = [
        ["VTE", "F1", "411DUP", day(1), day(31), 100.0, ""],
        ["VTE", "AV1", "411DUP", day(2), "", "", 10.0],
        ["BQ", "B1", "411DUP", day(3), "", "", 20.0],
        ["OD", "O1", "411DUP", day(4), day(4), 5.0, ""],
        ["OD", "O2", "411DUP", day(4), "", "", 1.0],
    ]
    book = read(grid("Extrait", [headings, *rows]))
    kinds = dict(zip(book.ledger.items.number, book.ledger.items.kind, strict=True))
    assert kinds["F1"] == kinds["O1"] == Kind.FACTURE
    assert kinds["AV1"] == Kind.AVOIR
    assert total(book) == 10_000 - 1_000 - 2_000 + 500 - 100


def test_open_item_list_takes_what_is_left_of_a_payment() -> None:
    headings = ["Type", "N° pièce", "Client", "Date", "Échéance", "Montant", "Reste dû"]
    rows = [
        ["FAC", "F1", "Dupont SA", day(1), day(31), 100.0, 40.0],
        ["RGL", "B1", "Dupont SA", day(9), "", -80.0, -20.0],
    ]
    assert total(read(grid("Postes ouverts", [headings, *rows]))) == 2_000


@given(
    st.lists(st.tuples(st.integers(1, 50_000), st.integers(1, 90)), min_size=1, max_size=8),
    st.lists(st.tuples(st.integers(1, 50_000), st.integers(1, 90)), max_size=8),
)
def test_allocations_never_exceed_either_side_and_waste_nothing(
    debits: list[tuple[int, int]], payers: list[tuple[int, int]]
) -> None:
    amount = np.array([cents for cents, _ in debits] + [-cents for cents, _ in payers], dtype=np.int64)
    date = np.array([day(on) for _, on in debits + payers], dtype="datetime64[D]")
    kinds = np.array([Kind.FACTURE] * len(debits) + [Kind.REGLEMENT] * len(payers), dtype=np.int8)
    size = len(amount)
    found = read_letters(
        customer=np.full(size, "C", dtype=object),
        letter=np.full(size, "A", dtype=object),
        kinds=kinds,
        amount=amount,
        date=date,
        due=np.full(size, np.datetime64("NaT", "D")),
    )
    used = np.zeros(size, dtype=np.int64)
    for line in found.lines:
        assert line.cents > 0
        used[line.debit] += line.cents
        used[line.credit] += line.cents
    assert (used <= np.abs(amount)).all()
    owed_cents, given_cents = sum(cents for cents, _ in debits), sum(cents for cents, _ in payers)
    assert sum(line.cents for line in found.lines) == min(owed_cents, given_cents)
    assert bool(found.unbalanced) == (bool(payers) and owed_cents != given_cents)


def test_lettered_payment_whose_invoice_is_not_listed_is_used_up() -> None:
    book = extract(("FAC", "F1", 1, 100.0, ""), ("RGL", "B1", 40, -30.0, "Z"))
    assert owed(book, day(39)) == {"F1": 10_000, "B1": 0}
    assert owed(book) == {"F1": 10_000, "B1": 0}
    assert "lettrage-desequilibre" not in told(book)


def test_what_a_letter_leaves_of_a_payment_is_not_used_up() -> None:
    headings = [*HEADINGS, "Date lettrage"]
    rows = [
        ["FAC", "F1", "411DUP", day(1), day(31), 100.0, "", "A", day(60)],
        ["RGL", "B1", "411DUP", day(40), "", "", 130.0, "A", day(60)],
    ]
    assert owed(read(grid("Extrait", [headings, *rows]))) == {"F1": 0, "B1": -3_000}


def test_letters_and_named_payments_add_up_against_the_status() -> None:
    headings = [*HEADINGS, "Statut"]
    rows = [
        ["FAC", "F1", "411DUP", day(1), day(31), 100.0, "", "A", "Soldée"],
        ["RGL", "F1", "411DUP", day(40), "", "", 60.0, "A", ""],
        ["RGL", "B2", "411DUP", day(50), "", "", 40.0, "A", ""],
        ["FAC", "F2", "411DUP", day(1), day(31), 10.0, "", "", "En cours"],
    ]
    book = read(grid("Extrait", [headings, *rows]))
    assert owed(book) == {"F1": 0, "F2": 1_000}
    assert "reglement-contradictoire" not in told(book)


@pytest.mark.parametrize(("no", "yes"), [(0.0, 1.0), ("0", "1"), ("Non", "Oui"), ("", "oui"), ("N", "O")])
def test_yes_or_no_is_no_letter(no: object, yes: object) -> None:
    rows = [
        ["FAC", "F1", "411DUP", day(1), day(31), 500.0, "", no],
        ["RGL", "B1", "411DUP", day(9), "", "", 120.0, no],
        ["FAC", "F2", "411MOR", day(1), day(31), 200.0, "", yes],
        ["RGL", "B2", "411MOR", day(40), "", "", 150.0, yes],
        ["FAC", "F3", "411MOR", day(1), day(31), 10.0, "", no],
    ]
    book = read(grid("Extrait", [HEADINGS, *rows]))
    assert owed(book) == {"F1": 50_000, "B1": -12_000, "F2": 0, "B2": 0, "F3": 1_000}
    assert "lettrage-desequilibre" not in told(book)


def test_nothing_lettered_at_all_is_all_open() -> None:
    rows = [
        ["FAC", "F1", "411DUP", day(1), day(31), 500.0, "", 0.0],
        ["RGL", "B1", "411DUP", day(9), "", "", 120.0, 0.0],
    ]
    assert owed(read(grid("Extrait", [HEADINGS, *rows]))) == {"F1": 50_000, "B1": -12_000}


def test_one_code_alone_is_a_code() -> None:
    book = extract(("FAC", "F1", 1, 100.0, "1"), ("RGL", "B1", 40, -60.0, "1"), ("FAC", "F2", 1, 5.0, ""))
    assert owed(book) == {"F1": 4_000, "F2": 500}


def test_letter_without_another_side_in_the_extract_is_told() -> None:
    book = extract(
        ("FAC", "F1", 1, 100.0, "A"), ("RGL", "B1", 40, -100.0, "A"),
        ("FAC", "F2", 1, 70.0, "B"), ("RGL", "B3", 40, -30.0, "C"), ("FAC", "F4", 1, 9.0, ""),
    )  # fmt: skip
    assert owed(book) == {"F1": 0, "F2": 0, "B3": 0, "F4": 900}
    said = [problem for problem in book.problems if problem.code == "lettrage-sans-contrepartie"]
    assert [problem.cell for problem in said] == ["H4:H5"]
    assert "« B » sans contrepartie" in said[0].message


def test_letters_with_both_sides_or_in_a_list_of_invoices_are_not_told() -> None:
    both = extract(("FAC", "F1", 1, 100.0, "A"), ("RGL", "F1", 40, -100.0, "A"))
    assert owed(both) == {"F1": 0}
    assert "lettrage-sans-contrepartie" not in told(both)
    headings = ["N° facture", "Client", "Date", "Échéance", "Montant", "Lettrage"]
    invoices = read(grid("Factures", [headings, ["F1", "Dupont SA", day(1), day(31), 9.0, "AB"]]))
    assert "lettrage-sans-contrepartie" not in told(invoices)
