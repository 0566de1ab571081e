"""Words inside cells."""

from __future__ import annotations

import pytest

from xladdin.model.wording import Kind
from xladdin.workbook.currencies import currency_code
from xladdin.workbook.vocabulary import (
    Line,
    Paid,
    is_no,
    is_total,
    kind_of,
    kind_of_journal,
    side_of,
    status_of,
)


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("FAC", Kind.FACTURE), ("Facture", Kind.FACTURE), ("AVO", Kind.AVOIR), ("Note de crédit", Kind.AVOIR),
        ("DPA", Kind.ACOMPTE), ("RGL", Kind.REGLEMENT), ("Règlement", Kind.REGLEMENT),
        ("Rejet", Kind.REGLEMENT),
        ("TRT", Kind.EFFET), ("L.C.R.", Kind.EFFET),
        ("Pénalités", Kind.FRAIS), ("OD", Line.MISCELLANEOUS), ("Bidule", None),
    ],
)  # fmt: skip
def test_kinds(text: str, kind: object) -> None:
    assert kind_of(text) is kind


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("VTE", Kind.FACTURE), ("VE01", Kind.FACTURE), ("BQ", Kind.REGLEMENT), ("BNP2", Kind.REGLEMENT),
        ("Banque postale", Kind.REGLEMENT), ("OD", Line.MISCELLANEOUS), ("ZZ", None), ("", None),
    ],
)  # fmt: skip
def test_journals(text: str, kind: object) -> None:
    assert kind_of_journal(text) is kind


@pytest.mark.parametrize(
    ("text", "status"),
    [
        ("Réglé", Paid.FULLY), ("PAYÉE", Paid.FULLY), ("x", Paid.FULLY), ("Oui", Paid.FULLY),
        ("réglée le 12/05", Paid.FULLY), ("Payé par chèque", Paid.FULLY), ("En Cours", Paid.OPEN),
        ("En retard", Paid.OPEN), ("Non réglé", Paid.OPEN), ("impayée", Paid.OPEN),
        ("Partiellement payée", Paid.PARTLY), ("À venir", Paid.OPEN),
        ("not_paid", Paid.OPEN), ("Non lettré", Paid.OPEN),
        ("✓", Paid.FULLY), ("✔️", Paid.FULLY), ("☐", Paid.OPEN),
        ("", Paid.UNKNOWN), ("Financed", Paid.UNKNOWN),
    ],
)  # fmt: skip
def test_statuses(text: str, status: Paid) -> None:
    assert status_of(text) is status


@pytest.mark.parametrize(
    "text", ["Total", "Total DUPONT", "Sous-total client", "TOTAUX", "À reporter", "Solde au 31/12"]
)
def test_totals(text: str) -> None:
    assert is_total(text)


@pytest.mark.parametrize("text", ["TotalEnergies", "Totem", "Report SARL", "Dupont", "Soldeur & Cie", ""])
def test_not_totals(text: str) -> None:
    assert not is_total(text)


@pytest.mark.parametrize(
    ("text", "side"), [("D", 1), ("débit", 1), ("0", 1), ("C", -1), ("Crédit", -1), ("1", -1), ("", 0)]
)
def test_sides(text: str, side: int) -> None:
    assert side_of(text) == side


@pytest.mark.parametrize(
    ("text", "no"), [("non", True), ("0", True), ("", True), ("Oui", False), ("litige prix", False)]
)
def test_answers(text: str, *, no: bool) -> None:
    assert is_no(text) is no


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("€", "EUR"),
        ("euros", "EUR"),
        ("usd", "USD"),
        ("£", "GBP"),
        ("Zloty", ""),
        ("XQX", ""),
        ("", ""),
        ("CHF", "CHF"),
    ],
)
def test_currencies(text: str, code: str) -> None:
    assert currency_code(text) == code
