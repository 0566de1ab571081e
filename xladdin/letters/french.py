"""Dates, amounts and headings as a French letter writes them."""

from __future__ import annotations

from decimal import Decimal
from functools import cache, lru_cache
from typing import TYPE_CHECKING, Final

from babel.dates import format_date
from babel.numbers import format_currency, get_currency_precision, get_currency_symbol

from xladdin.model.wording import french_amount

if TYPE_CHECKING:
    import datetime as dt

LOCALE: Final = "fr_FR"
_CENTS: Final = 2


@lru_cache(maxsize=64)  # of two thousand letters nearly all bear the same two dates
def long_date(day: dt.date) -> str:
    """``1er juillet 2026``."""
    text = format_date(day, "d MMMM y", locale=LOCALE)
    return f"1er{text[1:]}" if day.day == 1 else text


def money(cents: int, currency: str) -> str:
    """``8 541,60 €``, the thousands and the symbol held by no-break spaces."""
    if get_currency_precision(currency) == _CENTS:
        return f"{french_amount(cents)}\u00a0{_symbol(currency)}"  # as Babel does, in far less time
    return format_currency(Decimal(cents) / 100, currency, locale=LOCALE)


@cache
def _symbol(currency: str) -> str:
    return get_currency_symbol(currency, locale=LOCALE)


def heading(title: str) -> str:
    """``2ème RAPPEL`` from ``2ème rappel``: in capitals, but for what begins with a figure."""
    return " ".join(word if word[:1].isdigit() else word.upper() for word in title.split(" "))
