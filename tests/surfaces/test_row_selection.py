"""Which pieces and customers the selected rows of any sheet name."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from xladdin.dunning.selection import Selection
from xladdin.ledger.ledger import Ledger
from xladdin.surfaces.row_selection import SheetRows, customers_of, selection_of

if TYPE_CHECKING:
    from collections.abc import Collection

Rows = list[list[object]]

LEDGER = Ledger.from_records(
    [
        {"number": "F1", "customer": "C1", "issued": "2026-05-01", "amount": 10},
        {"number": "1200", "customer": "C2", "issued": "2026-05-01", "amount": 1200},
        {"number": "00123", "customer": "C2", "issued": "2026-05-01", "amount": 5},
        {"number": "F4", "customer": "C3", "issued": "2026-05-01", "amount": 7},
    ],
    customers=[
        {"code": "C1", "name": "Dupont & Fils"},
        {"code": "C2", "name": "Éts Nord"},
        {"code": "C3", "name": "Éts Nord"},
    ],
)
LIST: Rows = [
    ["Balance", "", "", ""],
    ["N° pièce", "Code client", "Nom client", "Montant TTC"],
    ["F1", "C1", "Dupont & Fils", 10.0],
    [1200.0, "C2", "Éts Nord", 1200.0],
    ["", "C3", "Éts Nord", 7.0],
    ["", "", "", ""],
    ["Total", "", "", 1217.0],
]


def found(rows: Rows, *selected: int) -> Selection:
    return selection_of(SheetRows(rows, selected), LEDGER)


def chosen(customers: Collection[str] = (), pieces: Collection[str] = ()) -> Selection:
    return Selection(frozenset(customers), frozenset(pieces))


@pytest.mark.parametrize(
    ("selected", "expected"),
    [
        ((2,), chosen(pieces={"F1"})),
        ((3,), chosen(pieces={"1200"})),
        ((4,), chosen(customers={"C3"})),
        ((2, 4), chosen({"C3"}, {"F1"})),
        ((0,), chosen()),
        ((1,), chosen()),
        ((5, 6), chosen()),
        ((), chosen()),
        (range(7), chosen({"C3"}, {"F1", "1200"})),
    ],
)
def test_rows_of_a_list(selected: tuple[int, ...], expected: Selection) -> None:
    assert found(LIST, *selected) == expected


def test_a_report_by_customer_names_customers_alone() -> None:
    report: Rows = [
        ["Balance âgée"],
        ["Arrêté au 30/06/2026"],
        ["Client", "Non échu", "1-30 j"],
        ["DUPONT ET FILS", 1.0, 2.0],
        ["Dupont & Fils", 1200.0, 2.0],
    ]
    assert found(report, 4) == chosen(customers={"C1"})
    assert found(report, 0, 1, 2) == chosen()


def test_a_name_that_two_customers_bear_means_both_and_a_code_means_one() -> None:
    assert found([["Client"], ["ETS NORD"]], 1) == chosen(customers={"C2", "C3"})
    assert found([["Client"], ["C3"]], 1) == chosen(customers={"C3"})


def test_an_amount_is_not_the_number_of_a_piece() -> None:
    assert found([["Nom client", "Montant"], ["", 1200.0]], 1) == chosen()


def test_without_headings_only_texts_count() -> None:
    rows: Rows = [["Dupont & Fils", 1200.0], ["00123", 3.0], [1200.0, "rien"]]
    assert found(rows, 0, 1, 2) == chosen({"C1"}, {"00123"})


def test_a_cell_that_reads_like_a_heading_is_none_beside_values() -> None:
    rows: Rows = [["N° pièce", "Type", "Nom client", "Montant"], ["F1", "Facture", "Éts Nord", 10.0]]
    assert found(rows, 1) == chosen(pieces={"F1"})


def test_the_nearest_headings_count() -> None:
    rows: Rows = [["N° pièce", "Montant"], ["F1", 1.0], ["Client", "Échéance"], ["C2", "F4"]]
    assert found(rows, 3) == chosen(customers={"C2"})
    assert found(rows, 1) == chosen(pieces={"F1"})


def test_customers_of_a_selection_include_those_of_its_pieces() -> None:
    assert customers_of(chosen({"C3"}, {"F1", "1200"}), LEDGER) == ("C1", "C2", "C3")
    assert customers_of(chosen(), LEDGER) == ()


CELLS = st.one_of(
    st.sampled_from(["F1", "C2", "Dupont & Fils", "N° pièce", "Client", "", 1200.0, None, 3]),
    st.text(max_size=5),
)


@given(st.lists(st.lists(CELLS, max_size=4), max_size=6))
def test_whatever_is_selected_can_be_reminded(rows: list[list[object]]) -> None:
    """What is found is always known to the ledger, so that no run is refused for it."""
    selection = found(rows, *range(len(rows)))
    mask = selection.rows(LEDGER)
    assert mask.any() == bool(selection.customers or selection.pieces)
