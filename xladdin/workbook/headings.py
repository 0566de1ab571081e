"""What a column heading may mean: our table of French and English synonyms, and how one is matched.

Headings are compared as sets of words, without case, accents, punctuation, plurals, little words or the
order of the words: « Date de facture », « FACTURE DATE » and ``InvoiceDate`` are all found. A synonym
made of all the words wins; else the longest one contained in the heading, with less weight.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING, Final

from xladdin.model.text import fold
from xladdin.workbook.synonyms import SYNONYMS, WITHOUT_MEANING

if TYPE_CHECKING:
    from xladdin.model.source_map import Field

SURE: Final = 1.0
LIKELY: Final = 0.8
POSSIBLE: Final = 0.55
_CONTAINED: Final = 0.75
"""Weight left when the heading has words that the synonym does not explain."""

# One spelling per word, so that the table above stays short.
_SAME_WORD: Final = {
    "no": "n", "num": "n", "numero": "n", "nr": "n", "number": "n", "nb": "nb", "nbr": "nb", "nbre": "nb",
    "reference": "ref", "mt": "montant", "mnt": "montant", "mtt": "montant", "mont": "montant", "dt": "date",
    "ech": "echeance", "eche": "echeance", "echu": "echu", "rgt": "reglement", "regl": "reglement",
    "rglt": "reglement", "rglmt": "reglement", "fact": "facture", "fac": "facture", "clt": "client",
    "cli": "client", "cpte": "compte", "cpt": "compte", "document": "doc", "tel": "telephone",
    "identifiant": "id", "aux": "aux", "invoices": "invoice", "customers": "customer", "facturee": "facture",
    "reglee": "regle", "payee": "paye", "encaissee": "encaisse", "soldee": "solde", "emise": "emise",
    "cond": "condition", "recue": "recu", "recus": "recu", "versee": "verse",
    "devis": "devis", "lettr": "lettrage", "devises": "devise", "com": "commentaire", "obs": "observation",
}  # fmt: skip

_LITTLE_WORDS: Final = frozenset((
    "de", "du", "d", "des", "la", "le", "les", "l", "en", "a", "au", "aux", "et", "par", "pour",
    "sur", "ou", "of", "the", "un", "une", "to", "vos", "votre", "qu",
))  # fmt: skip
_UNIT_WORDS: Final = frozenset(["eur", "euro", "e", "euros"])
SUPPLIER_WORDS: Final = frozenset(["fournisseur", "vendor", "supplier"])
_CAMEL = re.compile(r"(?<=[a-z])(?=[A-Z])")
_IN_BRACKETS = re.compile(r"[(\[]([^)\]]*)[)\]]")
_ISO_CODE = re.compile(r"\b([A-Z]{3})\b")
_SYMBOLS: Final = {"€": "EUR", "$": "USD", "£": "GBP"}
_COMMON_CURRENCIES: Final = frozenset((
    "EUR", "USD", "GBP", "CHF", "ILS", "CAD", "JPY", "MAD", "TND", "DZD", "XOF", "XAF", "XPF", "SEK",
    "NOK", "DKK", "PLN", "CZK", "HUF", "RON", "CNY", "AED", "AUD",
))  # fmt: skip
_BUCKET = re.compile(
    r"(non echu|current|a echoir|not due|(de |plus de |moins de )?\d{1,3} ?(a|to|et)? ?(\d{1,3})?"
    r" ?(j|jours?|days?|d|et plus|plus)?)"
)
_WRITTEN_AMOUNT = re.compile(r"[€$£]?\s*\(?[\d\s.,]*\)?\s*([€$£]|EUR|USD)?")
_TELLING_ALONE: Final = frozenset((
    "echeance", "ttc", "ht", "siret", "siren", "email", "lettrage", "open", "tva", "montant", "amount",
    "client", "customer", "partenaire",
))  # fmt: skip
_LONGEST_EXTRA = 3
_SHORTEST_START = 4
_LONGEST = 60


@dataclass(frozen=True, slots=True)
class Meaning:
    """One thing that a heading may mean.

    Args:
        field: None when the heading is understood and nothing is read from it.
        strength: 0 to 1, before anyone looked at the cells.
        exact: all words of the heading are explained.
    """

    field: Field | None
    strength: float
    exact: bool


@lru_cache(maxsize=4096)
def meanings(heading: str) -> tuple[Meaning, ...]:
    """What a heading may mean, strongest first; empty when nothing is known of it.

    ``"Réglé"`` may be an amount, a status or a date: the cells decide (``xladdin.workbook.columns``).
    """
    if len(heading) > _LONGEST:
        return ()
    words = heading_words(heading)
    exact = _TABLE.get(words) or _TABLE.get(heading_words(_IN_BRACKETS.sub(" ", heading)))
    if exact is not None:
        return exact
    if heading.rstrip().endswith(("…", "...")):
        return _cut_short(words)
    contained = {
        known
        for word in words
        for known in _CONTAINABLE.get(word, ())
        if known < words and len(words) - len(known) <= _LONGEST_EXTRA
    }
    if not contained:
        return ()
    longest = max(map(len, contained))
    best: dict[Field | None, float] = {}
    for known in contained:
        if len(known) == longest:
            for meaning in _TABLE[known]:
                strength = meaning.strength * _CONTAINED
                best[meaning.field] = max(best.get(meaning.field, 0.0), strength)
    found = [Meaning(field, strength, exact=False) for field, strength in best.items()]
    return tuple(sorted(found, key=lambda meaning: -meaning.strength))


@lru_cache(maxsize=4096)
def heading_words(heading: str) -> frozenset[str]:
    """The words that count, in one spelling each: ``{"date", "echeance"}`` for « DATE D’ÉCHÉANCES ».

    Units are left out; little words too, unless there is nothing else (« L »).
    """
    bare = _IN_BRACKETS.sub(lambda match: " " if _is_unit(match.group(1)) else match.group(0), heading)
    spelt = _CAMEL.sub(" ", bare.replace("#", " n ").replace("°", " ").replace("º", " "))
    words = [_one_spelling(word) for word in fold(spelt).split() if word not in _UNIT_WORDS]
    telling = [word for word in words[:-1] if word not in _LITTLE_WORDS]
    for last in words[-1:]:
        if last == "le" and telling:  # « Réglé le »
            telling.append("date")
        elif last == "du" or last not in _LITTLE_WORDS or not telling:  # « Total dû »
            telling.append(last)
    return frozenset(telling)


def currency_of(heading: str) -> str:
    """ISO code that a heading names: ``EUR`` for « Montant TTC (€) », ``""`` for none."""
    for symbol, code in _SYMBOLS.items():
        if symbol in heading:
            return code
    codes = [code for code in _ISO_CODE.findall(heading) if code in _COMMON_CURRENCIES]
    return codes[0] if len(codes) == 1 else ""


def is_bucket(heading: str) -> bool:
    """A heading of a balance âgée: « 31-60 j », « + 90 », « Non échu »."""
    return not _WRITTEN_AMOUNT.fullmatch(heading) and bool(_BUCKET.fullmatch(fold(heading)))


def names_suppliers(text: str) -> bool:
    """The heading or sheet name speaks of suppliers or purchases: what is owed by the company, not to it."""
    words = heading_words(text)
    return bool(words & SUPPLIER_WORDS) or bool(words & {"achat", "purchase"} and "client" not in words)


def _is_unit(text: str) -> bool:
    return (
        not fold(text)
        or bool(currency_of(text))
        or fold(text) in {"jj mm aaaa", "euros", "euro", "j", "jours"}
    )


def _one_spelling(word: str) -> str:
    same = _SAME_WORD.get(word)
    if same is not None:
        return same
    singular = word[:-1] if len(word) > 3 and word[-1] == "s" and not word.endswith(("ss", "us")) else word  # noqa: PLR2004
    return _SAME_WORD.get(singular, singular)


def _cut_short(words: frozenset[str]) -> tuple[Meaning, ...]:
    """« Lettra… »: what the only synonym that starts so means."""
    if len(words) != 1:
        return ()
    start = next(iter(words))
    found = [
        meant for known, meant in _TABLE.items() if len(known) == 1 and next(iter(known)).startswith(start)
    ]
    return found[0] if len(found) == 1 and len(start) >= _SHORTEST_START else ()


def _build_table() -> dict[frozenset[str], tuple[Meaning, ...]]:
    found: dict[frozenset[str], dict[Field | None, float]] = {}
    for field, by_strength in SYNONYMS.items():
        for strength, synonyms in zip((SURE, LIKELY, POSSIBLE), by_strength, strict=True):
            for synonym in filter(None, synonyms.split("|")):
                meant = found.setdefault(heading_words(synonym), {})
                meant[field] = max(meant.get(field, 0.0), strength)
    for synonym in WITHOUT_MEANING.split("|"):
        found.setdefault(heading_words(synonym), {})[None] = SURE
    return {
        words: tuple(
            Meaning(field, strength, exact=True)
            for field, strength in sorted(meant.items(), key=lambda pair: -pair[1])
        )
        for words, meant in found.items()
    }


_TABLE: Final = _build_table()
_CONTAINABLE: Final[dict[str, list[frozenset[str]]]] = {}
for _words in _TABLE:
    if len(_words) > 1 or _words & _TELLING_ALONE:
        for _word in _words:
            _CONTAINABLE.setdefault(_word, []).append(_words)
