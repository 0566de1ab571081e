"""Shipped templates are found from a source tree and from a wheel."""

from __future__ import annotations

import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

from xladdin.errors import TemplateError
from xladdin.resources import letter_template, letter_templates, step_templates, workbook_template

ROOT = Path(__file__).parents[1]


def test_templates_are_found() -> None:
    assert workbook_template("recouvrement.xlsx").is_file()
    assert letter_template("rappel_2.docx").is_file()


def test_a_missing_template_is_named() -> None:
    with pytest.raises(TemplateError, match=r"letter_templates/absent\.docx"):
        letter_template("absent.docx")


@pytest.mark.slow
def test_a_wheel_holds_every_template(tmp_path: Path) -> None:
    command = [sys.executable, "-m", "pip", "wheel", "-q", "--no-deps", "-w", str(tmp_path), str(ROOT)]
    subprocess.run(command, check=True)
    members = zipfile.ZipFile(next(tmp_path.glob("xladdin-*.whl"))).namelist()
    for folder in ("workbook_templates", "letter_templates"):
        for template in (ROOT / folder).glob("*.*"):
            if not template.name.startswith("."):
                assert f"xladdin/_templates/{folder}/{template.name}" in members


def test_a_users_copy_of_a_letter_goes_before_the_shipped_one(tmp_path: Path) -> None:
    shipped = letter_templates()
    assert shipped["rappel_2.docx"] == letter_template("rappel_2.docx")
    for name in ("Rappel_2.docx", "a_moi.docx", "~$a_moi.docx", "notes.txt"):
        (tmp_path / name).touch()
    found = letter_templates(tmp_path)
    assert found["Rappel_2.docx"] == tmp_path / "Rappel_2.docx"
    assert "rappel_2.docx" not in found
    assert set(found) - set(shipped) == {"Rappel_2.docx", "a_moi.docx"}
    assert letter_templates(tmp_path / "nulle part") == shipped
    assert set(letter_templates(tmp_path)) - set(step_templates(tmp_path)) == {"dossier.docx", "releve.docx"}
