"""What headings mean, however they are written."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from xladdin.model.source_map import Field
from xladdin.workbook.headings import currency_of, is_bucket, meanings, names_suppliers
from xladdin.workbook.synonyms import SYNONYMS


@pytest.mark.parametrize(
    ("heading", "field"),
    [
        ("N° facture", Field.NUMBER),
        ("n°facture", Field.NUMBER),
        ("Invoice #", Field.NUMBER),
        ("InvoiceID", Field.NUMBER),
        ("Numéro de Pièce", Field.NUMBER),
        ("PieceRef", Field.NUMBER),
        ("montant TTC ", Field.AMOUNT),
        ("Mt TTC (€)", Field.AMOUNT),
        ("Total\u00a0TTC", Field.AMOUNT),
        ("Date d'Echéance", Field.DUE),
        ("Échéances", Field.DUE),
        ("Dt éch.", Field.DUE),
        ("EC_Echeance", Field.DUE),
        ("Date de la facture", Field.ISSUED),
        ("Facture Date", Field.ISSUED),
        ("Règlement Montant", Field.PAID),
        ("Réglé le", Field.PAID_ON),
        ("Total dû", Field.REMAINING),
        ("Reste dû TTC", Field.REMAINING),
        ("Open Advance (ILS)", Field.REMAINING),
        ("CompAuxNum", Field.CUSTOMER_CODE),
        ("Raison sociale", Field.CUSTOMER_NAME),
        ("Lettra…", Field.LETTER),
        ("L", Field.LETTER),
        ("Mise en demeure", Field.REMINDER_4),
        ("Niveau de relance", Field.REMINDER_LEVEL),
        ("Chargé(e) de recouvrement", Field.COLLECTOR),
        ("Délai de paiement par défaut", Field.TERMS),
        ("EC_Sens (0=débit, 1=crédit)", Field.SIDE),
    ],
)
def test_first_meaning(heading: str, field: Field) -> None:
    assert meanings(heading)[0].field is field


@pytest.mark.parametrize(
    "heading", ["TVA", "Montant TVA", "Jours de retard", "Days Past Due", "Taux de TVA (%)"]
)
def test_understood_and_without_use(heading: str) -> None:
    assert [meaning.field for meaning in meanings(heading)] == [None]


def test_longest_synonym_wins() -> None:
    due = meanings("Date échéance de la facture client")
    assert due[0].field in {Field.DUE, Field.ISSUED}
    assert not due[0].exact
    assert due[0].strength < meanings("Date échéance")[0].strength


def test_regle_may_be_three_things() -> None:
    assert {meaning.field for meaning in meanings("Réglé")} >= {Field.PAID, Field.STATUS, Field.PAID_ON}


@pytest.mark.parametrize("text", ["", "   ", "€", "Bonjour", "x" * 200])
def test_nothing_known(text: str) -> None:
    assert meanings(text) == ()


@given(st.sampled_from(list(SYNONYMS)), st.randoms(use_true_random=False))
def test_case_accents_order_and_blanks_do_not_matter(field: Field, random: object) -> None:
    synonym = SYNONYMS[field].sure.split("|")[0].strip()
    words = synonym.split()
    random.shuffle(words)  # type: ignore[attr-defined]
    spelt = "  ".join(word.upper() for word in words) + " :\u00a0"
    if words[-1] not in {"le", "du"}:
        assert field in {meaning.field for meaning in meanings(spelt)}


@pytest.mark.parametrize(
    ("heading", "code"),
    [
        ("Montant TTC (€)", "EUR"),
        ("Open Advance (ILS)", "ILS"),
        ("Amount in USD", "USD"),
        ("Montant TTC", ""),
        ("N° EUR USD", ""),
    ],
)
def test_currency_in_heading(heading: str, code: str) -> None:
    assert currency_of(heading) == code


@pytest.mark.parametrize(
    "heading", ["Non échu", "0-30 j", "31 à 60 jours", "+90 j", "> 90", "90+", "Current", "Plus de 90 jours"]
)
def test_buckets(heading: str) -> None:
    assert is_bucket(heading)


@pytest.mark.parametrize("heading", ["0", "88200", "1 500,00", "Montant", ""])
def test_not_buckets(heading: str) -> None:
    assert not is_bucket(heading)


def test_suppliers() -> None:
    assert names_suppliers("Achats 2026")
    assert names_suppliers("Factures fournisseurs")
    assert not names_suppliers("Factures clients")
