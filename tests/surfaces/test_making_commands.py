"""The writing commands, from a workbook that does not exist yet to the way back."""

from __future__ import annotations

import datetime as dt
import shutil
from typing import TYPE_CHECKING

import openpyxl
import pytest

from xladdin.resources import workbook_template
from xladdin.surfaces.cli import run

if TYPE_CHECKING:
    from pathlib import Path

OWN = ["Factures", "Règlements", "Clients", "Paramètres"]


@pytest.fixture
def workbook(tmp_path: Path) -> Path:
    path = tmp_path / "suivi" / "mes créances.xlsx"
    assert run(["nouveau", str(path)]) == 0
    return path


def titles(path: Path) -> list[str]:
    book = openpyxl.load_workbook(path, read_only=True)
    try:
        return book.sheetnames
    finally:
        book.close()


def test_the_demonstration_says_what_it_made(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    folder = tmp_path / "demo"
    assert run(["demo", str(folder)]) == 0
    shown = capsys.readouterr().out
    assert str(folder / "recouvrement.xlsx") in shown
    (letters,) = (path.parent for path in folder.rglob("Dupont*.docx"))
    assert str(letters) in shown
    assert "9 lettres Word" in shown
    assert "Balance âgée" in shown
    assert "78\u202f088,56" in shown
    assert "Balance âgée" in titles(folder / "recouvrement.xlsx")

    shutil.rmtree(folder / "lettres")
    assert run(["demo", str(folder)]) == 0
    assert "Lettres   aucune" in capsys.readouterr().out


def test_a_new_workbook_never_replaces_a_file(workbook: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert titles(workbook) == OWN
    before = workbook.read_bytes()
    assert run(["nouveau", str(workbook)]) == 1
    assert "existe déjà" in capsys.readouterr().err
    assert workbook.read_bytes() == before
    assert run(["nouveau", str(workbook.with_suffix(".docx"))]) == 2


def test_sheets_come_and_go_and_the_rest_stays(workbook: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["actualiser", str(workbook)]) == 0
    assert titles(workbook)[:4] == OWN
    assert "Balance âgée" in titles(workbook)
    refreshed = workbook.read_bytes()
    assert run(["actualiser", str(workbook)]) == 0
    assert workbook.read_bytes() == refreshed, "the same input gives the same bytes"
    assert run(["retirer", str(workbook)]) == 0
    assert titles(workbook) == [*OWN, "Dossiers"], "what she noted there stands nowhere else"
    assert "Balance âgée" in capsys.readouterr().out
    assert run(["retirer", str(workbook), "--tout"]) == 0
    assert titles(workbook) == OWN


def test_another_file_may_receive_the_result(workbook: Path, tmp_path: Path) -> None:
    before = workbook.read_bytes()
    out = tmp_path / "copie.xlsx"
    assert run(["actualiser", str(workbook), "--sortie", str(out), "--feuilles", "balance agee"]) == 0
    assert workbook.read_bytes() == before
    assert titles(out)[:5] == [*OWN, "Balance âgée"]


def test_a_backup_can_be_put_back(workbook: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["restaurer", str(workbook)]) == 0
    assert "Aucune copie" in capsys.readouterr().out
    before = workbook.read_bytes()
    assert run(["actualiser", str(workbook)]) == 0
    assert run(["restaurer", str(workbook), "--copie", "2"]) == 2
    assert run(["restaurer", str(workbook), "--copie", "1"]) == 0
    assert workbook.read_bytes() == before


def test_unknown_sheets_and_dates_are_refused(workbook: Path, capsys: pytest.CaptureFixture[str]) -> None:
    before = workbook.read_bytes()
    assert run(["actualiser", str(workbook), "--feuilles", "Balanse"]) == 2
    assert "Balance âgée" in capsys.readouterr().err
    assert run(["actualiser", str(workbook), "--au", "31/06/2026"]) == 2
    assert run(["actualiser", str(workbook), "--charge", "Personne"]) == 2
    assert workbook.read_bytes() == before


def test_the_shipped_workbook_is_never_written_to(tmp_path: Path) -> None:
    template = workbook_template("recouvrement.xlsx")
    before = template.read_bytes()
    assert run(["demo", str(tmp_path)]) == 0
    assert template.read_bytes() == before


def test_a_fiche_becomes_a_sheet_on_demand(workbook: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["fiche", str(workbook), "dupont", "--feuille"]) == 0
    (fiche,) = [title for title in titles(workbook) if title not in OWN]
    assert fiche in capsys.readouterr().out
    before = workbook.read_bytes()
    assert run(["fiche", str(workbook), "Dupont & Fils", "--feuille"]) == 0
    assert workbook.read_bytes() == before
    assert run(["fiche", str(workbook), "Dupond", "--feuille"]) == 2
    assert run(["retirer", str(workbook)]) == 0
    assert titles(workbook) == OWN


def test_what_she_filled_in_stays_unless_all_is_asked_for(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "factures.xlsx"
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.title = "Factures"
    for row in (["Pièce", "Client", "Échéance", "Montant"], ["F1", "Dupont", dt.date(2026, 5, 31), 12.0]):
        sheet.append(row)
    book.save(path)
    assert run(["actualiser", str(path), "--au", "30/06/2026"]) == 0
    assert run(["retirer", str(path)]) == 0
    assert titles(path) == ["Factures", "Paramètres", "Clients"]
    assert "--tout" in capsys.readouterr().out
    assert run(["retirer", str(path), "--tout"]) == 0
    assert titles(path) == ["Factures"]


@pytest.mark.parametrize(
    ("command", "path", "said"),
    [
        ("actualiser", ".", "est un dossier"),
        ("actualiser", "absent.xlsx", "est introuvable"),
        ("retirer", "absent.xlsx", "est introuvable"),
        ("restaurer", "absent.xlsx", "il n’en existe pas de copie"),
    ],
)
def test_what_is_no_workbook_is_said(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], command: str, path: str, said: str
) -> None:
    assert run([command, str(tmp_path / path)]) == 1
    assert said in capsys.readouterr().err
