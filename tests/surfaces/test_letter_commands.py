"""« xladdin lettres » from the shell."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

from xladdin.surfaces.cli import run

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture
def templates(tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("PATH", "")  # without LibreOffice
    monkeypatch.setattr("xladdin.letters.office._USUAL_PLACES", ())
    folder = tmp_path / "mes modèles"
    assert run(["lettres", "copier", str(folder)]) == 0
    assert "rappel_2.docx" in capsys.readouterr().out
    return folder


def test_copies_are_sound_and_never_replaced(templates: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["lettres", "verifier", str(templates)]) == 0
    shown = capsys.readouterr().out
    assert "bon        rappel_2.docx" in shown
    assert "à corriger" not in shown
    before = (templates / "rappel_2.docx").read_bytes()
    assert run(["lettres", "copier", str(templates)]) == 0
    assert "Déjà là, inchangés" in capsys.readouterr().out
    assert (templates / "rappel_2.docx").read_bytes() == before


def test_a_faulty_template_is_told_and_the_code_is_1(
    templates: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (templates / "faux.docx").write_bytes(b"x")
    assert run(["lettres", "verifier", str(templates)]) == 1
    shown = capsys.readouterr()
    assert "à corriger faux.docx" in shown.out
    assert "Modèles à corriger : 1 sur" in shown.err
    assert run(["lettres", "verifier", str(templates), "--json"]) == 1
    told = json.loads(capsys.readouterr().out)
    assert told["ok"] is False
    assert [one["name"] for one in told["templates"] if one["faults"]] == ["faux.docx"]


def test_previews_without_libreoffice_say_so(templates: Path, capsys: pytest.CaptureFixture[str]) -> None:
    folder = templates.parent / "apercu"
    assert run(["lettres", "verifier", str(templates), "--apercu", str(folder)]) == 0
    shown = capsys.readouterr().out
    assert str(folder / "aperçu rappel_2.docx") in shown
    assert "Aperçus sans PDF" in shown
    assert (folder / "aperçu rappel_2.docx").is_file()


def test_a_folder_that_is_not_there(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["lettres", "verifier", str(tmp_path / "absent")]) == 2
    assert "introuvable" in capsys.readouterr().err
