"""What a template may use: French dates and amounts, and nothing that the documentation does not name."""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import replace
from decimal import Decimal
from typing import TYPE_CHECKING, cast

import pytest
from babel.numbers import format_currency
from hypothesis import given
from hypothesis import strategies as st
from letter_samples import SENDER, WRITTEN_ON, full_notice, line, notice

from xladdin.errors import ArgumentError
from xladdin.letters import context as documented
from xladdin.letters.context import letter_context, require_sender
from xladdin.letters.french import long_date, money
from xladdin.model.source_map import SourceMap

if TYPE_CHECKING:
    from collections.abc import Mapping


ITEM_NAMES = {
    "pieces": "piece",
    "relances": "relance",
    "charges.lignes": "charge",
    "charges.calcul": "calcul",
    "calcul.periodes": "periode",
    "effets": "effet",
    "historique": "evenement",
    "promesses": "promesse",
    "remarques": "remarque",
}
"""What the documentation calls the items of each list."""


def names(context: Mapping[str, object], of: str = "") -> set[str]:
    """Dotted names of what a template may use."""
    found = set()
    for key, value in context.items():
        name = f"{of}{key}"
        if isinstance(value, dict):
            found |= names(value, f"{name}.")
            continue
        found.add(name)
        if name in ITEM_NAMES:
            found |= names(cast("list[dict[str, object]]", value)[0], f"{ITEM_NAMES[name]}.")
    return found


def documented_names() -> list[str]:
    return re.findall(r"^``([a-z_.]+)``", documented.__doc__ or "", re.MULTILINE)


def test_the_documented_names_are_those_there_are() -> None:
    rows = documented_names()
    assert len(rows) == len(set(rows))
    assert set(rows) == names(letter_context(full_notice(), SENDER, written_on=WRITTEN_ON))


@pytest.mark.parametrize(
    ("day", "text"),
    [
        (dt.date(2026, 7, 1), "1er juillet 2026"),
        (dt.date(2026, 8, 2), "2 août 2026"),
        (dt.date(2026, 12, 11), "11 décembre 2026"),
    ],
)
def test_dates_are_written_as_in_a_french_letter(day: dt.date, text: str) -> None:
    assert long_date(day) == text


@pytest.mark.parametrize(
    ("cents", "currency", "text"),
    [
        (378456, "EUR", "3 784,56 €"),
        (-26400, "EUR", "-264,00 €"),
        (0, "EUR", "0,00 €"),
        (5, "EUR", "0,05 €"),
        (123456789, "USD", "1 234 567,89 $US"),
    ],
)
def test_amounts_are_written_as_in_a_french_letter(cents: int, currency: str, text: str) -> None:
    shown = money(cents, currency)
    assert re.sub("[\u00a0\u202f]", " ", shown) == text
    assert " " not in shown  # a plain space would let the line break inside the amount


@given(st.integers(-(10**12), 10**12), st.sampled_from(["EUR", "USD", "GBP", "CHF", "JPY", "XOF", "TND"]))
def test_amounts_are_those_of_the_french_locale(cents: int, currency: str) -> None:
    assert money(cents, currency) == format_currency(Decimal(cents) / 100, currency, locale="fr_FR")


def test_the_total_is_the_sum_of_the_lines() -> None:
    one = notice("X", line("A", 100), line("B", 250), line("C", -30))
    assert one.total == 320


def test_lines_of_an_address_are_never_blank() -> None:
    bare = replace(notice().recipient, address=("", "Bât. B\nZI Nord"), postcode="", city="")
    context = letter_context(replace(notice(), recipient=bare), SENDER, written_on=WRITTEN_ON)
    assert cast("dict[str, object]", context["client"])["adresse"] == ["Bât. B", "ZI Nord"]


def test_a_sender_without_the_essential_is_refused_by_name() -> None:
    with pytest.raises(ArgumentError) as refusal:
        require_sender(replace(SENDER, iban=" ", signatory=""))
    with pytest.raises(ArgumentError, match=r"« IBAN » \(B9\), « Signataire »\."):
        require_sender(replace(SENDER, iban=" ", signatory=""), SourceMap(sender_cells={"iban": "B9"}))
    assert "« IBAN », « Signataire »" in refusal.value.message
    assert "Paramètres" in refusal.value.remedy
    require_sender(replace(SENDER, siret="", bic="", phone="", email="", signatory_title=""))
