"""xladdin dossier."""

from __future__ import annotations

import json
import shutil
from typing import TYPE_CHECKING

import pytest

from xladdin.resources import workbook_template
from xladdin.surfaces.cli import run

if TYPE_CHECKING:
    from pathlib import Path

AT = ("--au", "2026-06-30")


@pytest.fixture
def book(tmp_path: Path) -> str:
    path = tmp_path / "a.xlsx"
    shutil.copy(workbook_template("recouvrement.xlsx"), path)
    return str(path)


def test_the_list(book: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["dossier", book, *AT]) == 0
    shown = capsys.readouterr().out
    assert "D2026-001" in shown
    assert "Imprimerie Kervella" in shown


def test_no_case_yet(book: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["dossier", book, "--au", "2026-01-02"]) == 0
    assert "Aucun dossier." in capsys.readouterr().out


def test_one_in_word(book: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    target = tmp_path / "mon dossier.docx"
    assert run(["dossier", book, "DUPONT", *AT, "--ouvrir", "prix contesté", "--sortie", str(target)]) == 0
    shown = capsys.readouterr().out
    assert target.is_file()
    assert "D2026-002" in shown
    assert "prix contesté" in shown
    assert "Inscrit dans la feuille Dossiers." in shown


def test_as_json(book: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["dossier", book, *AT, "--json"]) == 0
    listed = json.loads(capsys.readouterr().out)
    assert run(["dossier", book, "kervella", *AT, "--json"]) == 0
    one = json.loads(capsys.readouterr().out)
    assert one.pop("document").endswith(".docx")
    assert listed == {"as_of": "2026-06-30", "cases": [one]}
    assert one["outstanding"] == pytest.approx(
        sum(entry["amount"] for entry in one["entries"] if not entry["charge"])
    )


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("--ouvrir", "x"), "De quel client ?"),
        (("--sortie", "x.docx"), "De quel client ?"),
        (("DUPONT", "--ouvrir", " "), "Le motif est vide."),
        (("DUPONT",), "n’a pas de dossier de recouvrement"),
        (("KERVELA",), "Vouliez-vous dire"),
    ],
)
def test_what_is_refused(
    book: str, arguments: tuple[str, ...], said: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(["dossier", book, *arguments, *AT]) == 2
    assert said in capsys.readouterr().err
