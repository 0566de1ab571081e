"""Laws of reading: the layout changes nothing to what is owed, and any sheet is read or refused."""

from __future__ import annotations

import contextlib
import datetime as dt
from typing import TYPE_CHECKING

from grids import grid, owed, read
from hypothesis import given
from hypothesis import strategies as st

from xladdin.errors import LayoutError
from xladdin.workbook.synonyms import SYNONYMS

if TYPE_CHECKING:
    from random import Random

HEADINGS = {
    "number": ["N° facture", "Numéro de pièce", "InvoiceID", "Facture n°", "Réf. pièce"],
    "customer": ["Client", "Nom Client", "RAISON SOCIALE ", "Customer", "Tiers"],
    "issued": ["Date facture", "Date", "Date d’émission", "Invoice date", "Émise le"],
    "due": ["Échéance", "Date d'echeance", "Due Date", "À payer avant le", "Date limite"],
    "amount": ["Montant TTC", "Montant", "Total TTC (€)", "Amount", "Net à payer"],
    "paid": ["Montant réglé", "Réglé", "Encaissé", "Paid amount", "Déjà réglé"],
    "useless": ["TVA", "Jours de retard", "Bla bla", ""],
}
DAYS = st.dates(dt.date(2024, 1, 1), dt.date(2026, 5, 1))
AMOUNTS = st.integers(1, 99_999_999)
PIECES = st.lists(
    st.tuples(DAYS, AMOUNTS, st.sampled_from(["Dupont SA", "Éts Moreau", "Roy"])), min_size=1, max_size=12
)
NAMES = st.fixed_dictionaries({what: st.sampled_from(names) for what, names in HEADINGS.items()})

SPELT = [
    synonym.strip()
    for synonyms in SYNONYMS.values()
    for level in synonyms
    for synonym in level.split("|")
    if synonym.strip()
]
CELLS = st.one_of(
    st.sampled_from(
        ["", "Dupont", "F1", "Total", "x", "Réglé", "12,50 €", "01/02/2026", "010226", "FAC", "RGL", "AVO",
         "EFFET",
         "#N/A", "30 jours", "USD", "411000", "BQ", "C", " ", None, True, dt.time(1), dt.timedelta(hours=3)]
    ),
    st.dates(dt.date(1899, 12, 31), dt.date(2100, 1, 1)),
    st.floats(-1e9, 1e9),
)  # fmt: skip


def money(cents: int) -> str:
    """``1 234,56 €`` with no-break spaces, as French programs export it."""
    return f"{cents // 100:,}".replace(",", "\u00a0") + f",{cents % 100:02d}\u00a0€"


@given(
    pieces=PIECES,
    names=NAMES,
    rows_above=st.integers(0, 20),
    as_text=st.booleans(),
    with_total=st.booleans(),
    random=st.randoms(use_true_random=False),
)
def test_layout_changes_nothing_to_what_is_owed(
    *,
    pieces: list[tuple[dt.date, int, str]],
    names: dict[str, str],
    rows_above: int,
    as_text: bool,
    with_total: bool,
    random: Random,
) -> None:
    def amount(cents: int) -> object:
        return money(cents) if as_text else cents / 100

    lines = [
        {
            "number": f"F-{nth:04}", "customer": customer, "issued": issued, "due": issued + dt.timedelta(30),
            "amount": amount(cents), "paid": amount(cents // 3), "useless": "",
        }
        for nth, (issued, cents, customer) in enumerate(pieces)
    ]  # fmt: skip
    random.shuffle(lines)
    if with_total:
        total = sum(cents for _, cents, _ in pieces)
        lines.append({"customer": "Total général", "amount": amount(total)})
    order = list(HEADINGS)
    random.shuffle(order)
    above: list[list[object]] = [["Ma société"], ["12 rue des Lilas"], [], ["Suivi des factures"]]
    rows = (above * 6)[:rows_above]
    table = [[names[what] for what in order], *[[line.get(what, "") for what in order] for line in lines]]
    workbook = read(grid("Feuil1", [*rows, *table]))
    expected = {f"F-{nth:04}": cents - cents // 3 for nth, (_, cents, _) in enumerate(pieces)}
    assert owed(workbook) == expected
    assert workbook.source_map.lists[0].header_row == rows_above + 1


@given(st.lists(st.sampled_from(SPELT), min_size=2, max_size=10), st.data())
def test_any_sheet_is_read_or_refused_in_french(headings: list[str], data: st.DataObject) -> None:
    essential = ["N° facture", "Client", "Date", "Montant"]
    width = len(essential) + len(headings)
    rows = data.draw(st.lists(st.lists(CELLS, min_size=width, max_size=width), max_size=8))
    with contextlib.suppress(LayoutError):
        workbook = read(grid("Feuil1", [[*essential, *headings], *rows]))
        source = workbook.source_map.lists[0]
        assert source.kept <= source.rows
        assert all(problem.message for problem in workbook.problems)
