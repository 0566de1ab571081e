"""Dossiers in a workbook on the disk: opened by hand, kept, numbered for good."""

from __future__ import annotations

import datetime as dt
import shutil
from typing import TYPE_CHECKING

import openpyxl
import pytest

from xladdin.app.case_document import cases_of_workbook, write_case_document
from xladdin.app.refresh import refresh
from xladdin.dunning.case_rows import CASE_HEADINGS
from xladdin.errors import ArgumentError
from xladdin.hosts.file import FileHost
from xladdin.resources import workbook_template

if TYPE_CHECKING:
    from pathlib import Path

AS_OF = dt.date(2026, 6, 30)
FIRST = 5
"""First row under the headings."""


@pytest.fixture
def host(tmp_path: Path) -> FileHost:
    path = tmp_path / "a.xlsx"
    shutil.copy(workbook_template("recouvrement.xlsx"), path)
    return FileHost(path)


def column(heading: str) -> int:
    return CASE_HEADINGS.index(heading) + 1


def write(host: FileHost, row: int, **cells: str | dt.date) -> None:
    """What she types; openpyxl plays Excel."""
    book = openpyxl.load_workbook(host.path)
    sheet = book["Dossiers"]
    for heading, value in cells.items():
        sheet.cell(row, column(heading.replace("_", " ")), value)
    book.save(host.path)


def rows(host: FileHost) -> list[dict[str, object]]:
    sheet = openpyxl.load_workbook(host.path)["Dossiers"]
    lines = sheet.iter_rows(min_row=FIRST, max_col=len(CASE_HEADINGS), values_only=True)
    return [dict(zip(CASE_HEADINGS, line, strict=True)) for line in lines if any(line)]


def again(host: FileHost, *sheets: str, as_of: dt.date = AS_OF) -> None:
    refresh(host, today=AS_OF, as_of=as_of, sheets=sheets)


def test_the_mise_en_demeure_of_the_sample_opens_a_case_and_refreshing_keeps_its_bytes(
    host: FileHost,
) -> None:
    again(host)
    (case,) = rows(host)
    assert (case["Numéro"], case["Code Client"], case["État"]) == ("D2026-001", "KERVELLA", "ouvert")
    again(host)
    before = host.path.read_bytes()
    again(host)
    assert host.path.read_bytes() == before


def test_a_row_that_she_adds_opens_a_case_and_her_cells_stay(host: FileHost) -> None:
    again(host)
    write(host, FIRST, Motif="contestation", Notes="avocat saisi", Chargé="Paul")
    write(host, FIRST + 1, Code_Client="DUPONT", Notes="à elle")
    write(host, FIRST + 9, Code_Client="Inconnu", Notes="perdue ?")  # under the last row of ours
    again(host)
    first, second, third = rows(host)
    assert (first["Motif"], first["Notes"], first["Chargé"]) == ("contestation", "avocat saisi", "Paul")
    assert (second["Numéro"], second["Nom Client"], second["Notes"]) == (
        "D2026-002", "Dupont & Fils", "à elle"
    )  # fmt: skip
    assert (third["Code Client"], third["Notes"]) == ("Inconnu", "perdue ?")
    problems = [one for one in host.read().problems if one.code == "dossier-client-inconnu"]
    assert [(one.sheet, one.cell) for one in problems] == [("Dossiers", "B7")]
    again(host)
    assert len(rows(host)) == 3


@pytest.mark.slow
def test_a_number_is_not_given_again_after_its_row_was_deleted(host: FileHost) -> None:
    again(host)
    write(host, FIRST + 1, Code_Client="DUPONT")
    again(host)
    book = openpyxl.load_workbook(host.path)
    book["Dossiers"].delete_rows(FIRST + 1)
    book.save(host.path)
    write(host, FIRST + 1, Code_Client="CHENE")
    again(host)
    assert [row["Numéro"] for row in rows(host)] == ["D2026-001", "D2026-003"]


def test_the_empty_sheet_comes_when_asked_for(host: FileHost) -> None:
    again(host, "Dossiers", as_of=dt.date(2026, 1, 2))
    assert rows(host) == []


@pytest.mark.slow
def test_closing_by_hand(host: FileHost) -> None:
    again(host)
    write(host, FIRST, Clôture=dt.date(2026, 6, 15))
    again(host)
    (case,) = rows(host)
    assert (case["État"], case["Provision"]) == ("clos le 15/06/2026", 0)


def test_a_document_is_written_after_its_number_is_kept(host: FileHost) -> None:
    done = write_case_document(host, "KERVELLA", today=AS_OF)
    assert done.applied is not None
    assert done.path.name == "Dossier D2026-001 - Imprimerie Kervella - 2026-06-30.docx"
    assert [row["Numéro"] for row in rows(host)] == ["D2026-001"]
    second = write_case_document(host, "d2026-001", today=AS_OF)
    assert second.applied is None
    assert second.path != done.path


def test_opening_by_hand_keeps_the_number_that_the_list_showed(host: FileHost) -> None:
    shown = [case.record.number for case in cases_of_workbook(host, today=AS_OF).cases]
    done = write_case_document(host, "DUPONT", today=AS_OF, reason="prix contesté")
    assert shown == ["D2026-001"]
    assert (done.case.record.number, done.case.record.reason) == ("D2026-002", "prix contesté")
    assert [row["Code Client"] for row in rows(host)] == ["KERVELLA", "DUPONT"]


def test_what_cannot_be_opened_or_found_is_refused(host: FileHost, tmp_path: Path) -> None:
    before = host.path.read_bytes()
    with pytest.raises(ArgumentError, match="n’a pas de dossier"):
        write_case_document(host, "DUPONT", today=AS_OF)
    with pytest.raises(ArgumentError, match="déjà un dossier ouvert"):
        write_case_document(host, "KERVELLA", today=AS_OF, reason="encore")
    with pytest.raises(ArgumentError, match="introuvable"):
        write_case_document(host, "D2019-001", today=AS_OF)
    with pytest.raises(ArgumentError, match="document Word"):
        write_case_document(host, "KERVELLA", today=AS_OF, out=tmp_path / "x.pdf")
    assert host.path.read_bytes() == before
