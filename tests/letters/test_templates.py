"""Which template a name stands for, and copies of the shipped ones."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from xladdin.errors import TemplateError
from xladdin.letters.templates import EMAIL_TEMPLATES, Templates, copy_templates
from xladdin.resources import letter_template

if TYPE_CHECKING:
    from pathlib import Path

SHIPPED = letter_template("rappel_2.docx")


@pytest.mark.parametrize("name", ["rappel_2.docx", "rappel_2", "RAPPEL_2.DOCX"])
def test_shipped_templates_are_found(name: str) -> None:
    assert Templates().path(name) == SHIPPED


def test_a_copy_of_hers_wins_and_new_ones_are_added(tmp_path: Path) -> None:
    for name in ("Rappel_2.docx", "amiable.docx", "~$amiable.docx", "notes.txt"):
        (tmp_path / name).write_bytes(b"x")
    templates = Templates(tmp_path)
    assert templates.path("rappel_2") == tmp_path / "Rappel_2.docx"
    assert templates.path("amiable") == tmp_path / "amiable.docx"
    assert templates.path("rappel_1") == SHIPPED.with_name("rappel_1.docx")
    assert {"Rappel_2.docx", "amiable.docx", "rappel_1.docx"} <= set(templates.names())
    assert not {"rappel_2.docx", "~$amiable.docx", "notes.txt"} & set(templates.names())


def test_a_folder_that_is_not_there_changes_nothing(tmp_path: Path) -> None:
    assert Templates(tmp_path / "modeles").names() == Templates().names()


@pytest.mark.parametrize("name", ["relance", "", "../rappel_2", "courriel.txt"])
def test_an_unknown_template_is_refused_with_those_there_are(name: str) -> None:
    with pytest.raises(TemplateError, match=r"mise_en_demeure\.docx.*releve\.docx"):
        Templates().path(name)


@pytest.mark.parametrize("name", EMAIL_TEMPLATES)
def test_her_email_template_wins(tmp_path: Path, name: str) -> None:
    assert Templates(tmp_path).email_path(name) == letter_template(name)
    (tmp_path / name).write_bytes(b"x")
    assert Templates(tmp_path).email_path(name) == tmp_path / name


def test_copies_never_replace_a_file(tmp_path: Path) -> None:
    folder = tmp_path / "a" / "modeles"
    folder.mkdir(parents=True)
    (folder / "Rappel_1.docx").write_bytes(b"hers")
    copied, kept = copy_templates(folder)
    assert kept == ("rappel_1.docx",)
    assert {*EMAIL_TEMPLATES, "rappel_2.docx"} <= set(copied)
    assert (folder / "rappel_2.docx").read_bytes() == SHIPPED.read_bytes()
    assert (folder / "Rappel_1.docx").read_bytes() == b"hers"
    assert copy_templates(folder)[0] == ()


def test_a_folder_that_cannot_be_made_is_told(tmp_path: Path) -> None:
    (tmp_path / "modeles").write_bytes(b"a file")
    with pytest.raises(TemplateError, match="ne peuvent pas être copiés"):
        copy_templates(tmp_path / "modeles")
