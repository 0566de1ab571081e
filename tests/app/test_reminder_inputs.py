"""Scénarios and Taux in a workbook on the disk: added, hers from then on, brought back when asked for."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

import openpyxl
import pytest
from openxml_audit import OpenXmlValidator

from xladdin.app.new_workbook import create_workbook
from xladdin.app.refresh import refresh
from xladdin.app.reminder_inputs import reminder_input_plans
from xladdin.app.report_sheets import KEPT_NAMES
from xladdin.dunning.assignment import Scenarios
from xladdin.hosts.file import FileHost, apply_plans, remove_plans
from xladdin.workbook.reader import read_workbook

if TYPE_CHECKING:
    from pathlib import Path

TODAY = dt.date(2026, 7, 1)
BOTH = ["Scénarios", "Taux"]


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """The shipped workbook with both sheets."""
    path = tmp_path / "recouvrement.xlsx"
    create_workbook(path)
    refresh(FileHost(path), today=TODAY, sheets=BOTH)
    return path


def titles(path: Path) -> list[str]:
    return [sheet.title for sheet in openpyxl.load_workbook(path) if sheet.sheet_state == "visible"]


def test_they_are_added_without_a_fault(path: Path) -> None:
    assert titles(path)[-2:] == BOTH
    workbook = read_workbook(path)
    assert workbook.problems == ()
    assert workbook.dunning.scenarios == Scenarios()
    assert OpenXmlValidator().validate(path).is_valid


def test_they_are_made_for_the_first_reminders_only_where_absent(path: Path, tmp_path: Path) -> None:
    bare = tmp_path / "nu.xlsx"
    create_workbook(bare)
    assert [plan.name for plan in reminder_input_plans(read_workbook(bare))] == BOTH
    assert reminder_input_plans(read_workbook(path)) == []


def test_asking_again_changes_nothing(path: Path) -> None:
    before = path.read_bytes()
    assert refresh(FileHost(path), today=TODAY, sheets=BOTH).untouched == tuple(BOTH)
    assert path.read_bytes() == before


def test_one_that_she_deleted_comes_back_when_asked_for(path: Path) -> None:
    book = openpyxl.load_workbook(path)
    del book["Taux"]
    book.save(path)
    plans = reminder_input_plans(read_workbook(path))
    assert [plan.name for plan in plans] == ["Taux"]
    assert apply_plans(path, plans).titles == ()
    assert refresh(FileHost(path), today=TODAY, sheets=["taux"]).applied.titles == ("Taux",)
    assert "Taux" in titles(path)


def test_they_stay_when_our_sheets_are_taken_out_unless_all_is_asked_for(path: Path) -> None:
    assert remove_plans(path, keep=KEPT_NAMES) == ()
    assert titles(path)[-2:] == BOTH
    assert remove_plans(path) == tuple(BOTH)
