"""Words met inside cells: kinds of piece, journals, paid or not, debit or credit, yes or no, totals."""

from __future__ import annotations

import re
from enum import IntEnum
from functools import lru_cache
from typing import TYPE_CHECKING, Final

from xladdin.model.text import fold
from xladdin.model.wording import Kind

if TYPE_CHECKING:
    from collections.abc import Iterable


class Paid(IntEnum):
    """What a status says of an item."""

    UNKNOWN = -1
    OPEN = 0
    PARTLY = 1
    FULLY = 2


class Line(IntEnum):
    """What a line of a ledger extract is, where the sign of its amount must still decide."""

    MISCELLANEOUS = 100


_KINDS: Final[dict[str, tuple[str, ...]]] = {
    "FACTURE": (
        "facture", "fac", "fact", "fa", "f", "invoice", "inv", "vente", "facture client", "fc", "ve", "vte",
        "facture de vente", "situation", "facture de situation", "doit",
    ),
    "AVOIR": ("avoir", "avo", "av", "a", "credit note", "note de credit", "avoir client", "nc", "cn", "fav"),
    "ACOMPTE": (
        "acompte", "aco", "ac", "dpa", "facture d acompte", "facture acompte", "acompte recu", "avance",
        "acompte client", "deposit", "down payment",
    ),
    "REGLEMENT": (
        "reglement", "rgl", "reg", "rg", "regl", "paiement", "payment", "pay", "virement", "vir", "vrt",
        "cheque", "chq", "encaissement", "enc", "remise", "cb", "carte bancaire", "especes", "prelevement",
        "prlv", "remboursement", "impaye", "rejet", "reglement client", "bq", "banque",
        "rejet de prelevement",
    ),
    "EFFET": (
        "effet", "eff", "ef", "trt", "l c r", "traite", "lcr", "bo", "bor", "billet a ordre",
        "lettre de change",
    ),
    "FRAIS": (
        "frais", "fra", "indemnite", "penalite", "penalites", "frais de relance", "interets", "interet",
        "indemnite forfaitaire", "penalites de retard", "frais de recouvrement",
    ),
}  # fmt: skip
_MISCELLANEOUS: Final = frozenset(
    ("od", "operation diverse", "operations diverses", "an", "a nouveau", "report")
)
_KIND_OF: Final = {word: Kind[name] for name, words in _KINDS.items() for word in words}

NO_INVOICE: Final = re.compile(
    r"devis\b.*|(?:facture )?pro ?forma|(?:bons? de )?(?:livraison|commande)s?(?: client)?|bl|bc|quote"
    r"|quotation|estimate|(?:sales |purchase )?order|delivery note|(?:proposition|offre)(?: commerciale)?"
)
"""Types of piece, folded, that nobody owes."""
CANCELLED: Final = re.compile(r"annulee?s?|cancell?ed|void(?:ed)?")
DRAFT: Final = re.compile(r"(?:facture |en )?brouillons?|draft")
"""Statuses, folded, of pieces that nobody owes."""

_JOURNALS: Final[dict[str, frozenset[str]]] = {
    "FACTURE": frozenset(["vte", "vt", "ve", "ven", "vente", "ventes", "fac", "vt1", "vt2", "sales"]),
    "REGLEMENT": frozenset(
        (
            "bq",
            "bqe",
            "bnq",
            "bq1",
            "bq2",
            "bqu",
            "ba",
            "bnp",
            "ca",
            "cic",
            "lcl",
            "sg",
            "cm",
            "banque",
            "ccp",
            "cai",
            "caisse",
            "rgl",
            "enc",
            "tresorerie",
            "bank",
        )
    ),
    "EFFET": frozenset(["ef", "eff", "tr", "trt", "lcr", "effets", "effet", "ear"]),
}
_JOURNAL_OF: Final = {word: Kind[name] for name, words in _JOURNALS.items() for word in words}

_FULLY: Final = frozenset((
    "regle", "reglee", "regles", "paye", "payee", "payes", "paid", "solde", "soldee", "encaisse", "encaissee",
    "acquitte", "acquittee", "oui", "yes", "o", "y", "ok", "x", "1", "vrai", "true", "cloture", "cloturee",
    "closed", "settled", "lettre", "lettree", "terminee", "paid in full", "fully paid", "paiement recu",
    "reglement recu", "totalement payee", "totalement reglee", "entierement reglee", "facture payee",
    "facture reglee", "payee en totalite", "reglee en totalite",
))  # fmt: skip
_PARTLY: Final = frozenset((
    "partiel", "partielle", "partiellement", "partiellement payee", "partiellement reglee", "acompte",
    "partiellement regle", "partiellement paye", "partially paid", "partial", "acompte recu",
    "paiement partiel", "reglement partiel", "payee partiellement", "reglee partiellement",
))  # fmt: skip
_OPEN: Final = frozenset((
    "a venir", "non lettre", "non lettree", "not paid",
    "en cours", "encours", "non", "no", "n", "0", "faux", "false", "en retard", "retard", "impaye", "impayee",
    "non regle", "non reglee", "non paye", "non payee", "unpaid", "open", "ouvert", "ouverte", "a payer",
    "a regler", "en attente", "attente", "due", "overdue", "late", "outstanding", "pending", "sent",
    "envoyee",
    "envoye", "emise", "emis", "validee", "non echue", "non echu", "echue", "echu", "a echoir", "relancee",
    "relance", "litige", "en litige", "contentieux", "a relancer", "a encaisser", "non solde", "non soldee",
    "en attente de paiement", "en attente de reglement", "brouillon", "mise en demeure", "facturee", "draft",
    "a recouvrer", "non encaisse", "non encaissee", "issued", "current", "retard de paiement", "promesse",
))  # fmt: skip
_TICKS: Final = {
    **dict.fromkeys("✓✔☑✅√", Paid.FULLY),
    **dict.fromkeys("✗✘❌☐□", Paid.OPEN),
}
_STATUS_OF: Final = {
    **dict.fromkeys(_FULLY, Paid.FULLY),
    **dict.fromkeys(_PARTLY, Paid.PARTLY),
    **dict.fromkeys(_OPEN, Paid.OPEN),
}
_PAID_WITH_DETAIL = re.compile(r"(?:regle|paye|solde|encaisse)e? (?:le|par|en|ok|chq|vir|cb)\b.*")

_MODES: Final = frozenset((
    "virement", "vir", "vrt", "cheque", "chq", "prelevement", "prlv", "prelevement sepa", "cb", "carte",
    "carte bancaire", "especes", "traite", "lcr", "bo", "billet a ordre", "bank transfer", "transfer",
    "check",
    "cash", "card", "sepa", "lettre de change", "virement bancaire", "paypal", "stripe",
))  # fmt: skip
_LETTERED_YES: Final = frozenset(("1", "oui", "yes", "o", "y", "vrai", "true"))
_LETTERED_NO: Final = frozenset(("0", "non", "no", "n", "faux", "false"))
_NO: Final = frozenset(("non", "no", "n", "0", "faux", "false", "neant", "aucun", "aucune", "ras", "sans"))
_TOTAL = re.compile(
    r"(?:sous|s|grand|general|montant|sub)? ?(?:sous )?tota(?:l|ux)\b.*"
    r"|s ?total\b.*|cumuls?\b.*|a? ?reporter?\b.*|report (?:page|a nouveau).*"
    r"|solde (?:(?:du|au|client|compte|general)\b|\d).*"
    r"|.* total|ensemble|solde|soldes"
)
_CREDIT_SIDE: Final = frozenset(("c", "credit", "1", "cr", "crediteur", "h", "haben"))
_DEBIT_SIDE: Final = frozenset(("d", "debit", "0", "db", "dr", "debiteur"))


@lru_cache(maxsize=4096)
def kind_of(text: str) -> Kind | Line | None:
    """Kind of piece that a type cell names; MISCELLANEOUS for an OD; None for a word not known."""
    return _look_up(fold(text), _KIND_OF)


@lru_cache(maxsize=4096)
def kind_of_journal(text: str) -> Kind | Line | None:
    """What a journal code (VTE, BQ, OD …) makes of its lines; None for a code not known."""
    folded = fold(text)
    known = _look_up(folded, _JOURNAL_OF)
    if known is None and folded:
        first = folded.split()[0]
        known = _JOURNAL_OF.get(first) or _JOURNAL_OF.get(first.rstrip("0123456789"))
    return known


def _look_up(folded: str, table: dict[str, Kind]) -> Kind | Line | None:
    if folded in _MISCELLANEOUS:
        return Line.MISCELLANEOUS
    return table.get(folded)


@lru_cache(maxsize=4096)
def status_of(text: str) -> Paid:
    """What a status cell says: « Réglé », « Payée » and « ✓ » are FULLY, « En Cours » is OPEN."""
    folded = fold(text)
    known = _STATUS_OF.get(folded, _TICKS.get(text.strip().rstrip("\ufe0f")))
    if known is not None:
        return known
    return Paid.FULLY if _PAID_WITH_DETAIL.fullmatch(folded) else Paid.UNKNOWN


def is_mode(text: str) -> bool:
    """A way of paying: « Virement », « chèque »."""
    return fold(text) in _MODES


def is_no(text: str) -> bool:
    """A cell that answers no, or nothing: « non », « 0 », « RAS »."""
    folded = fold(text)
    return not folded or folded in _NO


def lettered_flags(texts: Iterable[str]) -> dict[str, bool] | None:
    """What a lettering column that only says yes or no makes of each text; None for one of codes.

    A letter or digit alone (« 1 », « N ») is a code when the column holds nothing else.
    """
    folded = {text: fold(text) for text in texts if text}
    words = set(folded.values())
    if not words or not words <= _LETTERED_YES | _LETTERED_NO or words in ({"1"}, {"o"}, {"y"}, {"n"}):
        return None
    return {text: word in _LETTERED_YES for text, word in folded.items()}


def is_total(text: str) -> bool:
    """The label of a total row: « Total DUPONT », « Sous-total », « À reporter »."""
    return names_total(fold(text))


def names_total(folded: str) -> bool:
    """The same of a text that has been folded."""
    return bool(_TOTAL.fullmatch(folded))


def side_of(text: str) -> int:
    """1 for debit, -1 for credit, 0 for neither."""
    folded = fold(text)
    if folded in _CREDIT_SIDE:
        return -1
    return 1 if folded in _DEBIT_SIDE else 0
