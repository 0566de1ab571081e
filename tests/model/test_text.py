"""Words compared as people compare them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from xladdin.model.text import fold, fold_all


@pytest.mark.parametrize(
    ("text", "folded"),
    [
        ("  N° de Pièce : ", "n de piece"),
        ("Échéance", "echeance"),
        ("DATE  D’ÉCHÉANCE", "date d echeance"),
        ("Éts\u00a0Dupont\u202f& Fils", "ets dupont et fils"),
        ("Cœur de Ville", "coeur de ville"),
        ("***", ""),
    ],
)
def test_fold(text: str, folded: str) -> None:
    assert fold(text) == folded


@given(st.lists(st.text(max_size=20), max_size=20))
def test_fold_all_is_fold_of_each(texts: list[str]) -> None:
    assert fold_all(texts) == [fold(text) for text in texts]
