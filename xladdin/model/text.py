"""Comparing words as people do: without case, accents, punctuation or doubled spaces."""

from __future__ import annotations

import re
import unicodedata

_NOT_WORD = re.compile(r"[^0-9a-z]+")
_SPELT_OUT = str.maketrans({"œ": "oe", "æ": "ae", "ø": "o", "№": "no", "&": " et ", "’": "'"})


def fold(text: str) -> str:
    """``"  N° de Pièce : "`` becomes ``"n de piece"``; words stay apart by one space."""
    decomposed = unicodedata.normalize("NFKD", text.casefold().translate(_SPELT_OUT))
    return _NOT_WORD.sub(" ", decomposed.encode("ascii", "ignore").decode("ascii")).strip()
