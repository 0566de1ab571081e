"""Figer pour partage, decided apart from where the workbook lives."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import pytest

from xladdin.app.freeze import Frozen, becomes_value, freeze

if TYPE_CHECKING:
    from collections.abc import Callable


@dataclass
class BookInMemory:
    """Formulas by (mark of the sheet, cell)."""

    formulas: dict[tuple[str | None, str], str]
    frozen: list[str] = field(default_factory=list)

    def freeze(self, becomes_value: Callable[[str, str | None], bool]) -> Frozen:
        self.frozen = [
            cell for (mark, cell), formula in self.formulas.items() if becomes_value(formula, mark)
        ]
        return Frozen({"": len(self.frozen)})


FORMULAS: dict[tuple[str | None, str], str] = {
    (None, "B1"): "=SUM(A1:A9)",
    (None, "B2"): "='C:\\Recouvrement.xlam'!AGEING(A1:E9)",
    ("balance_agee", "C1"): "=SUMIFS(F!A:A,F!B:B,B2)",
    ("parametres", "B1"): "=TODAY()",
    ("parametres", "B2"): "=DSO(F!A:E)",
}


@pytest.mark.parametrize(
    ("live_sheets", "expected"), [(False, ["B2", "B2"]), (True, ["B2", "C1", "B2"])], ids=["alone", "live"]
)
def test_what_is_frozen(live_sheets: bool, expected: list[str]) -> None:
    book = BookInMemory(FORMULAS)
    assert freeze(book, live_sheets=live_sheets) == Frozen({"": len(expected)})
    assert book.frozen == expected


def test_what_she_fills_in_follows_the_calendar_all_the_same() -> None:
    assert not becomes_value("=TODAY()", "parametres", live_sheets=True)
    assert not becomes_value("=SUM(A1)", None, live_sheets=True)
