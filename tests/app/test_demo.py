"""xladdin demo, from the shipped workbook to a letter on the disk."""

from __future__ import annotations

import datetime as dt
from io import BytesIO
from typing import TYPE_CHECKING

import docx
import openpyxl
import pytest
from openxml_audit import OpenXmlValidator

from xladdin.app.demo import make_demo
from xladdin.app.new_workbook import create_workbook
from xladdin.errors import WriteRefusedError
from xladdin.hosts.file import FileHost

if TYPE_CHECKING:
    from pathlib import Path

TODAY = dt.date(2026, 7, 1)
OWN_SHEETS = ["Factures", "Règlements", "Clients", "Paramètres"]


def test_the_demo_adds_sheets_and_writes_a_letter(tmp_path: Path) -> None:
    result = make_demo(tmp_path / "essai", FileHost, today=TODAY)
    book = openpyxl.load_workbook(result.workbook, data_only=True)
    visible = [sheet.title for sheet in book if sheet.sheet_state == "visible"]
    assert visible[:4] == OWN_SHEETS
    assert sorted(visible[4:]) == sorted(result.sheets)
    balance = book["Balance âgée"]
    assert balance["A18"].value == "Total"
    assert balance["I18"].value == result.totals["Total"] / 100 == 78088.56
    assert result.as_of == dt.date(2026, 6, 30)
    assert all(result.totals.values())  # every bucket of the shipped data shows something
    assert result.problems == 0

    words = [path for path in result.letters if path.suffix == ".docx"]
    assert len(words) == 9
    (dupont,) = (path for path in words if path.name.startswith("Dupont & Fils"))
    letter = docx.Document(BytesIO(dupont.read_bytes()))
    assert "Dupont & Fils" in [paragraph.text for paragraph in letter.paragraphs]
    assert letter.tables[0].rows[-1].cells[-1].text == "8\u202f541,60\u00a0€"
    assert sum(path.suffix == ".eml" for path in result.letters) == 1
    for path in (result.workbook, *words):
        assert OpenXmlValidator().validate(path).is_valid


@pytest.mark.slow
def test_the_demo_can_be_run_again(tmp_path: Path) -> None:
    first = make_demo(tmp_path, FileHost, today=TODAY)
    before = first.workbook.read_bytes()
    second = make_demo(tmp_path, FileHost, today=TODAY)
    assert second.workbook.read_bytes() == before
    assert second.letters == first.letters


def test_a_workbook_of_hers_by_that_name_is_left_alone(tmp_path: Path) -> None:
    path = tmp_path / "recouvrement.xlsx"
    create_workbook(path)
    book = openpyxl.load_workbook(path)
    book["Paramètres"]["B4"].value = "Ma société"
    book.save(path)
    before = path.read_bytes()
    with pytest.raises(WriteRefusedError, match="n’est pas le classeur d’exemple"):
        make_demo(tmp_path, FileHost, today=TODAY)
    assert path.read_bytes() == before
    assert [one.name for one in tmp_path.iterdir()] == [path.name]


def test_a_folder_that_cannot_be_made_is_refused(tmp_path: Path) -> None:
    (tmp_path / "fichier").write_text("x", encoding="utf-8")
    with pytest.raises(WriteRefusedError):
        make_demo(tmp_path / "fichier", FileHost, today=TODAY)
