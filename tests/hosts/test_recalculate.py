"""After Actualiser Excel computes the sheets again that call our functions, and no other."""

from __future__ import annotations

from types import SimpleNamespace
from typing import TYPE_CHECKING, Any

import pytest

from xladdin.hosts import refresh_stamp
from xladdin.hosts.recalculate import recalculate_functions

if TYPE_CHECKING:
    from pathlib import Path


class Sheet:
    """A sheet of Excel as xlwings and COM show it: its formulas, and what it was told about calculating."""

    def __init__(self, *formulas: str, protected: bool = False) -> None:
        self.formulas = formulas
        self.told: list[bool] = []
        self.ProtectContents = protected  # COM's names
        self.HasFormula = bool(formulas)

    @property
    def api(self) -> Sheet:
        return self

    @property
    def used_range(self) -> Sheet:
        return self

    def __setattr__(self, name: str, value: Any) -> None:
        if name == "EnableCalculation":
            self.told.append(value)
        super().__setattr__(name, value)

    def SpecialCells(self, kind: int) -> Sheet:  # noqa: N802
        assert kind == -4123
        assert self.formulas
        assert not self.ProtectContents
        return self

    def Find(self, *, What: str, LookIn: int, LookAt: int, MatchCase: bool) -> object:  # noqa: N802, N803
        assert (LookIn, LookAt, MatchCase) == (-4123, 2, False)
        found = [formula for formula in self.formulas if What.lower() in formula.lower()]
        return found[0] if found else None


@pytest.fixture(autouse=True)
def stamp(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Path:
    monkeypatch.setattr(refresh_stamp, "_file", lambda: tmp_path / "actualise")
    return tmp_path / "actualise"


def recalculated(*sheets: Sheet, platform: str = "win32") -> list[list[bool]]:
    book: Any = SimpleNamespace(sheets=sheets)
    recalculate_functions(book, platform=platform)
    return [sheet.told for sheet in sheets]


def test_sheets_that_read_the_workbook_are_computed_again() -> None:
    sheets = (
        Sheet("=SUM(A1)", "='C:\\Recouvrement.xlam'!AGEING(,B1)"),
        Sheet("=SUM(A1)", "=JOURS_RETARD(A1)"),
        Sheet(),
        Sheet("=niveau_relance(A2)"),
        Sheet("=1+DSO()", protected=True),
    )
    assert recalculated(*sheets) == [[False, True], [], [], [False, True], [False, True]]


def test_on_a_mac_there_are_no_functions() -> None:
    assert recalculated(Sheet("=AGEING()"), platform="darwin") == [[]]


def test_what_functions_have_read_is_out_of_date_afterwards(stamp: Path) -> None:
    assert refresh_stamp.refresh_stamp() == 0
    recalculated()
    first = refresh_stamp.refresh_stamp()
    assert first > 0
    stamp.touch()
    refresh_stamp.renew_refresh_stamp()
    assert refresh_stamp.refresh_stamp() >= first
