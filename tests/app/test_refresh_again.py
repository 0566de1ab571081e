"""A refresh with nothing new gives the same bytes, also right after it had to add Paramètres and Clients."""

from __future__ import annotations

import datetime as dt
import shutil
from pathlib import Path

import openpyxl
import pytest
from live_samples import COLLECTION, GOOD, by_ironcalc
from workbooks.awkward import CASES, Case

from xladdin.app.refresh import refresh
from xladdin.hosts.file import FileHost

TODAY = dt.date(2026, 6, 30)
REAL = sorted((Path(__file__).parents[2] / ".." / "shared" / "data").glob("*.xlsx"))


def refreshed(path: Path) -> bytes:
    refresh(FileHost(path), today=TODAY)
    return path.read_bytes()


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.build.__name__)
@pytest.mark.slow
def test_awkward_workbooks(case: Case, tmp_path: Path) -> None:
    path = case.build(tmp_path)
    if path.suffix == ".xlsx":
        once = refreshed(path)
        assert refreshed(path) == once


@pytest.mark.skipif(not REAL, reason="needs the real workbooks in ../shared/data")
@pytest.mark.parametrize("source", REAL, ids=lambda path: path.name)
def test_real_workbooks(source: Path, tmp_path: Path) -> None:
    path = shutil.copyfile(source, tmp_path / source.name)
    once = refreshed(path)
    assert [refreshed(path), refreshed(path)] == [once, once]


def bare_list(path: Path) -> Path:
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.append(
        ["N° facture", "Client", "Date facture", "Échéance", "Montant TTC", "Chargé de recouvrement"]
    )
    sheet.append(["F1", "Dupont & Fils", dt.date(2026, 5, 1), dt.date(2026, 5, 31), 1200.5, "Anne"])
    sheet.append(["F2", "Éts <Nord>", dt.date(2026, 6, 1), dt.date(2026, 7, 31), 300, "Paul"])
    book.save(path)
    return path


def test_live_sheets_follow_the_customers_that_were_just_added(tmp_path: Path) -> None:
    path = bare_list(tmp_path / "liste.xlsx")
    once = refreshed(path)
    assert GOOD in by_ironcalc(path)[COLLECTION].control
    assert refreshed(path) == once


def test_live_sheets_do_not_ask_for_customers_that_she_deleted(tmp_path: Path) -> None:
    path = bare_list(tmp_path / "liste.xlsx")
    refreshed(path)
    book = openpyxl.load_workbook(path)
    del book["Clients"]
    book.save(path)
    once = refreshed(path)
    assert "Clients" not in openpyxl.load_workbook(path).sheetnames
    assert GOOD in by_ironcalc(path)[COLLECTION].control
    assert refreshed(path) == once


def test_what_she_wrote_beside_the_title_stays_there(tmp_path: Path) -> None:
    path = bare_list(tmp_path / "liste.xlsx")
    refreshed(path)
    hers = {"D1": "À présenter lundi", "E2": "=SUM(C5:C6)", "G3": dt.datetime(2026, 7, 6)}  # noqa: DTZ001
    book = openpyxl.load_workbook(path)
    for place, value in hers.items():
        book["Balance âgée"][place].value = value
    book.worksheets[0].append(["F3", "Mairie", dt.date(2026, 6, 1), dt.date(2026, 6, 10), 80, "Anne"])
    book.save(path)
    once = refreshed(path)
    shown = openpyxl.load_workbook(path)["Balance âgée"]
    assert {place: shown[place].value for place in hers} == hers
    assert [shown.cell(row, 1).value for row in (5, 6, 7)] == ["Dupont & Fils", "Éts <Nord>", "Mairie"]
    assert refreshed(path) == once


def test_customers_asked_for_by_name_are_followed_too(tmp_path: Path) -> None:
    path = bare_list(tmp_path / "liste.xlsx")
    wanted = [COLLECTION, "Clients"]
    refresh(FileHost(path), today=TODAY, sheets=wanted)
    once = path.read_bytes()
    refresh(FileHost(path), today=TODAY, sheets=wanted)
    assert path.read_bytes() == once


@pytest.mark.slow
def test_another_day_and_back_gives_the_same_bytes(tmp_path: Path) -> None:
    """The sheets of another month have other rows: nothing of ours may be taken for hers."""
    path = bare_list(tmp_path / "liste.xlsx")
    days = (TODAY, dt.date(2026, 7, 15), dt.date(2026, 7, 15), TODAY)
    seen = []
    for day in days:
        refresh(FileHost(path), today=TODAY, as_of=day)
        seen.append(path.read_bytes())
    assert seen[1] == seen[2]
    assert seen[0] == seen[3]
