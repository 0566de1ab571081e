"""What people write for a currency, to its ISO code."""

from __future__ import annotations

from functools import lru_cache
from typing import Final

from xladdin.model.text import fold

_WORDS: Final = {
    "euro": "EUR", "euros": "EUR", "e": "EUR", "dollar": "USD", "dollars": "USD", "us dollar": "USD",
    "livre": "GBP", "livres": "GBP", "livre sterling": "GBP", "franc suisse": "CHF", "francs suisses": "CHF",
    "yen": "JPY", "dirham": "MAD",
}  # fmt: skip
_SYMBOLS: Final = {"€": "EUR", "$": "USD", "£": "GBP", "¥": "JPY", "₪": "ILS"}
_CODE_LENGTH: Final = 3


@lru_cache(maxsize=256)
def currency_code(text: str) -> str:
    """``EUR`` for « eur », « € » or « Euros »; ``""`` for what is no currency."""
    bare = text.strip()
    if bare in _SYMBOLS:
        return _SYMBOLS[bare]
    known = _WORDS.get(fold(bare))
    if known:
        return known
    code = bare.upper()
    return code if len(code) == _CODE_LENGTH and (code == "EUR" or code in _iso_codes()) else ""


@lru_cache(maxsize=1)
def _iso_codes() -> frozenset[str]:
    from babel import Locale  # noqa: PLC0415 - reads its data, and most workbooks are in euros

    return frozenset(Locale("en").currencies)
