"""Names of pieces without a number."""

from __future__ import annotations

import pytest

from xladdin.model.row_names import is_row_name, row_name


@pytest.mark.parametrize("sheet", ["", "Factures", "Été 2026"])
def test_a_made_name_is_known_again(sheet: str) -> None:
    assert is_row_name(row_name(12, sheet))


@pytest.mark.parametrize("number", ["", "F12", "ligne 12", "Cde 5 ligne 3", "ligne"])
def test_what_she_typed_is_a_number(number: str) -> None:
    assert not is_row_name(number)
