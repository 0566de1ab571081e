"""Finding a customer by code or name."""

from __future__ import annotations

import numpy as np
import pytest

from xladdin.errors import ArgumentError
from xladdin.ledger.find_customer import find_customer
from xladdin.ledger.schema import Customers

CUSTOMERS = Customers(
    np.array(["C1", "C2", "c3", "C4", "株式会社"], dtype=object),
    np.array(["Éts Lefèvre", "Dupont & Fils", "DUPONT ET FILS", "C1", "株式会社"], dtype=object),
    {},
)


@pytest.mark.parametrize(
    ("wanted", "row"),
    [("C1", 0), (" c1 ", 0), ("ets lefevre", 0), ("Dupont & Fils", 1), ("C3", 2), ("株式会社", 4)],
)
def test_by_code_then_name_as_people_write_them(wanted: str, row: int) -> None:
    assert find_customer(CUSTOMERS, wanted) == row


def test_two_of_that_name_are_told_apart_by_code() -> None:
    with pytest.raises(ArgumentError) as caught:
        find_customer(CUSTOMERS, "dupont et fils")
    assert caught.value.remedy == "Donnez l’un de ces codes : C2, c3."


@pytest.mark.parametrize(
    ("wanted", "hint"), [("Lefebvre", "Lefèvre"), ("zzz", "code ou le nom"), ("", "code")]
)
def test_close_names_are_suggested(wanted: str, hint: str) -> None:
    with pytest.raises(ArgumentError, match="introuvable") as caught:
        find_customer(CUSTOMERS, wanted)
    assert hint in caught.value.remedy
