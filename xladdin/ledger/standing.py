"""What the law makes depend on who the customer is: consumers, public buyers, insolvency proceedings."""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING, Final

import numpy as np

from xladdin.model.source_map import Field
from xladdin.model.text import fold

if TYPE_CHECKING:
    from xladdin.ledger.schema import Customers
    from xladdin.model.arrays import Mask


class Category(StrEnum):
    """Who buys; a customer of unknown category is a professional, the usual case."""

    PROFESSIONAL = "professionnel"
    CONSUMER = "consommateur"
    PUBLIC = "public"


_CONSUMER_WORDS: Final = ("consomm", "particulier")
_PUBLIC_WORDS: Final = ("public", "administration", "collectivite", "etat", "mairie")
_NOT_INSOLVENT: Final = frozenset({"", "non", "n", "no", "0", "faux", "false", "aucune", "neant", "in bonis"})


def category_of(text: str) -> Category:
    """The category that a cell names: « Particulier » is a consumer, « Secteur public » a public buyer."""
    words = fold(text).split()
    if any(word.startswith(_CONSUMER_WORDS) for word in words):
        return Category.CONSUMER
    if any(word.startswith(_PUBLIC_WORDS) for word in words):
        return Category.PUBLIC
    return Category.PROFESSIONAL


def insolvent(customers: Customers) -> Mask:
    """Customers under insolvency proceedings (sauvegarde, redressement, liquidation).

    Any words in the column say so, a date included, but for « non » and its like.
    """
    texts = customers.text(Field.INSOLVENCY)
    return np.fromiter((fold(str(text)) not in _NOT_INSOLVENT for text in texts), np.bool_, len(texts))
