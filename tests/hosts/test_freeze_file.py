"""A workbook on the disk, frozen for colleagues without the add-in."""

from __future__ import annotations

import datetime as dt
import shutil
from typing import TYPE_CHECKING

import openpyxl
import pytest
from freeze_samples import IN_XLSTART, with_cells
from openxml_audit import OpenXmlValidator

from xladdin.app.freeze import freeze
from xladdin.app.refresh import refresh
from xladdin.hosts.file import FileHost
from xladdin.hosts.freeze_file import FreezableFile
from xladdin.opc.backups import backups_of
from xladdin.resources import workbook_template

if TYPE_CHECKING:
    from pathlib import Path

CALLING = '<row r="1"><c r="A1"><f>[1]!DSO(Factures[#All])</f><v>45</v></c></row>'


@pytest.fixture
def live(tmp_path: Path) -> Path:
    """A workbook with live report sheets."""
    path = shutil.copyfile(workbook_template("recouvrement.xlsx"), tmp_path / "classeur.xlsx")
    refresh(FileHost(path), today=dt.date(2026, 6, 30))
    return path


def formulas(path: Path) -> dict[str, int]:
    book = openpyxl.load_workbook(path)
    counts = {
        sheet.title: sum(cell.data_type == "f" for row in sheet.iter_rows() for cell in row) for sheet in book
    }
    return {title: count for title, count in counts.items() if count}


def values(path: Path) -> dict[str, list[tuple[object, ...]]]:
    book = openpyxl.load_workbook(path, data_only=True)
    return {sheet.title: list(sheet.iter_rows(values_only=True)) for sheet in book}


def test_the_workbook_itself_with_a_copy_kept(tmp_path: Path) -> None:
    path = tmp_path / "classeur.xlsx"
    path.write_bytes(with_cells(CALLING, IN_XLSTART))
    before = path.read_bytes()
    assert freeze(FreezableFile(path)).cells == {"Notes d'été": 1}
    assert formulas(path) == {}
    assert values(path)["Notes d'été"] == [(45,)]
    assert [copy.read_bytes() for copy in backups_of(path)] == [before]


def test_twice_is_once(tmp_path: Path) -> None:
    path = tmp_path / "classeur.xlsx"
    path.write_bytes(with_cells(CALLING, IN_XLSTART))
    freeze(FreezableFile(path))
    once = path.read_bytes()
    assert freeze(FreezableFile(path)).cells == {}
    assert path.read_bytes() == once


def test_into_another_file(tmp_path: Path) -> None:
    path, out = tmp_path / "classeur.xlsx", tmp_path / "partage.xlsx"
    path.write_bytes(with_cells(CALLING, IN_XLSTART))
    before = path.read_bytes()
    freeze(FreezableFile(path, out))
    assert path.read_bytes() == before
    assert formulas(out) == {}


def test_live_sheets_stay_alive_unless_asked_for(live: Path) -> None:
    before = live.read_bytes()
    assert freeze(FreezableFile(live)).cells == {}
    assert live.read_bytes() == before


def test_live_sheets_hold_what_they_showed(live: Path) -> None:
    shown, alive = values(live), formulas(live)
    done = freeze(FreezableFile(live), live_sheets=True)
    assert set(done.cells) == set(alive)
    assert formulas(live) == {}
    assert {"Balance âgée", "Échéancier", "Efficacité recouvrement"} <= set(done.cells)
    assert values(live) == shown
    assert [str(error) for error in OpenXmlValidator().validate(str(live)).errors] == []


def test_a_frozen_workbook_comes_alive_again(live: Path) -> None:
    alive = formulas(live)
    freeze(FreezableFile(live), live_sheets=True)
    refresh(FileHost(live), today=dt.date(2026, 6, 30))
    assert formulas(live) == alive
