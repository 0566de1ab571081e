"""Who the customer is, in the eyes of the law."""

from __future__ import annotations

import numpy as np
import pytest

from xladdin.ledger.schema import Customers
from xladdin.ledger.standing import Category, category_of, insolvent


@pytest.mark.parametrize(
    ("text", "category"),
    [
        ("", Category.PROFESSIONAL),
        ("professionnel", Category.PROFESSIONAL),
        ("Prestataire", Category.PROFESSIONAL),
        ("Consommateur", Category.CONSUMER),
        ("PARTICULIER", Category.CONSUMER),
        ("public", Category.PUBLIC),
        ("Secteur public", Category.PUBLIC),
        ("Collectivité territoriale", Category.PUBLIC),
    ],
)
def test_category(text: str, category: Category) -> None:
    assert category_of(text) is category


def test_anything_but_a_no_is_a_proceeding() -> None:
    texts = ["", "Non", " N ", "In bonis", "Oui", "RJ", "Liquidation judiciaire", "2026-03-01"]
    column = np.array(texts, dtype=object)
    customers = Customers(column, column, {"insolvency": column})
    assert list(insolvent(customers)) == [False] * 4 + [True] * 4
    assert not insolvent(Customers(column, column, {})).any()
