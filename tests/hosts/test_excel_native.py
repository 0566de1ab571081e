"""The few things asked of Excel itself, spelt as each system spells them."""

from __future__ import annotations

from types import SimpleNamespace
from typing import Any

import pytest
from excel_engine import ComError

from xladdin.hosts import excel_native


class MacValue:
    """A property of AppleScript's."""

    def __init__(self, value: object) -> None:
        self.value = value

    def get(self) -> object:
        return self.value

    def set(self, value: object) -> None:
        self.value = value


QUESTIONS = {
    "is_read_only": ("ReadOnly", "read_only"),
    "counts_from_1904": ("Date1904", "date_1904"),
    "has_locked_structure": ("ProtectStructure", "protect_structure"),
    "is_protected": ("ProtectContents", "protect_contents"),
    "holds_merged": ("MergeCells", "merge_cells"),
    "holds_formulas": ("HasFormula", "has_formula"),
}


@pytest.mark.parametrize("mac", [False, True], ids=["windows", "mac"])
@pytest.mark.parametrize("question", QUESTIONS)
@pytest.mark.parametrize("answer", [True, False])
def test_questions(monkeypatch: pytest.MonkeyPatch, question: str, *, mac: bool, answer: bool) -> None:
    monkeypatch.setattr(excel_native, "_ON_MAC", mac)
    name = QUESTIONS[question][mac]
    asked = SimpleNamespace(api=SimpleNamespace(**{name: MacValue(answer) if mac else answer}))
    assert getattr(excel_native, question)(asked) is answer


def test_mixed_cells_count_as_holding_some(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(excel_native, "_ON_MAC", False)
    cells: Any = SimpleNamespace(api=SimpleNamespace(HasFormula=None, MergeCells=None))
    assert excel_native.holds_formulas(cells)
    assert excel_native.holds_merged(cells)


def test_a_mac_hides_names_and_draws_series(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(excel_native, "_ON_MAC", True)
    name, formula = SimpleNamespace(api=SimpleNamespace(visible=MacValue(True))), MacValue("")
    excel_native.hide_name(name)
    assert name.api.visible.value is False
    drawn = SimpleNamespace(series_collection={2: SimpleNamespace(formula=formula)})
    chart: Any = SimpleNamespace(api=(None, drawn))
    excel_native.set_series(chart, 2, "=SERIES(,,A1,2)")
    assert formula.value == "=SERIES(,,A1,2)"
    book: Any = SimpleNamespace()
    assert excel_native.save_copy(book, "copie.xlsx") is False


class OldApi(SimpleNamespace):
    """An object of Excel 2016, as xlwings wraps it: COM's own class says that a property is not there."""

    def __getattr__(self, name: str) -> Any:
        raise ComError(name)


def test_excel_2016_has_neither_spills_nor_threaded_comments(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(excel_native, "_ON_MAC", False)
    sheet: Any = SimpleNamespace(api=OldApi(), notes=["une note"])
    assert excel_native.comments_of(sheet) == ["une note"]
    cell: Any = SimpleNamespace(api=OldApi(HasArray=False))
    assert excel_native.filled_area(cell) is cell


def test_nothing_is_selected_on_an_empty_chart_sheet() -> None:
    class App:
        @property
        def selection(self) -> Any:
            return None.Address  # type: ignore[attr-defined]  # as xlwings does

    app: Any = App()
    assert excel_native.selected_cells(app) is None


def test_what_a_formula_fills(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(excel_native, "_ON_MAC", False)

    def cell(**facts: object) -> Any:
        api = SimpleNamespace(**facts)
        where = SimpleNamespace(range=lambda place: SimpleNamespace(resize=lambda *size: (place, size)))
        return SimpleNamespace(api=api, sheet=where)

    def area(row: int, column: int, rows: int, columns: int) -> SimpleNamespace:
        return SimpleNamespace(
            Row=row, Column=column, Rows=SimpleNamespace(Count=rows), Columns=SimpleNamespace(Count=columns)
        )

    spilled = cell(HasSpill=True, SpillParent=SimpleNamespace(SpillingToRange=area(2, 3, 5, 4)))
    assert excel_native.filled_area(spilled) == ((2, 3), (5, 4))
    old = cell(HasArray=True, CurrentArray=area(1, 1, 2, 2))  # Excel 2016 knows no HasSpill
    assert excel_native.filled_area(old) == ((1, 1), (2, 2))
    plain = cell(HasSpill=False, HasArray=False)
    assert excel_native.filled_area(plain) is plain
