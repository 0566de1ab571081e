"""Words compared as people compare them."""

from __future__ import annotations

import pytest

from xladdin.model.text import fold


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
