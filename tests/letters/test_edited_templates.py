"""Shipped templates saved again by LibreOffice Writer still give the same letters, both ways."""

from __future__ import annotations

import re
import shutil
import subprocess
import zipfile
from io import BytesIO
from typing import TYPE_CHECKING, Any

import docx
import pytest

from xladdin.letters.compiled import compile_template
from xladdin.letters.merged import merge_letters
from xladdin.letters.render import render_letter
from xladdin.letters.sample import sample_contexts
from xladdin.resources import letter_templates

if TYPE_CHECKING:
    from pathlib import Path

pytestmark = [
    pytest.mark.office,
    pytest.mark.skipif(not shutil.which("soffice"), reason="needs LibreOffice"),
]
_PAGE = re.compile(r"Page \d+ sur \d+")  # what was counted when the file was saved
NAMES = sorted(letter_templates())


@pytest.fixture(scope="module")
def saved_again(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with every template as LibreOffice writes it."""
    folder = tmp_path_factory.mktemp("modeles")
    subprocess.run(
        [
            "soffice",
            f"-env:UserInstallation={(folder / 'profil').as_uri()}",
            "--headless",
            "--convert-to",
            "docx:MS Word 2007 XML",
            "--outdir",
            str(folder),
            *map(str, letter_templates().values()),
        ],
        check=True,
        capture_output=True,
        timeout=180,
    )
    return folder


def said(letter: bytes) -> list[str]:
    """Every text of the letter, its tables and its footers."""
    document = docx.Document(BytesIO(letter))
    edges = {section.footer._element for section in document.sections}
    return [text for root in (document.element.body, *edges) for text in texts_of(root)]


def texts_of(root: Any) -> list[str]:
    found = [
        "".join(one.text or "" for one in paragraph.xpath(".//w:t"))
        for paragraph in root.iter("{http://schemas.openxmlformats.org/wordprocessingml/2006/main}p")
    ]
    return [_PAGE.sub("Page", text) for text in found if text]


@pytest.mark.parametrize("name", NAMES)
def test_it_gives_the_same_letter_both_ways(saved_again: Path, name: str) -> None:
    path = saved_again / name
    template = compile_template(path)
    assert template.covered
    for context in sample_contexts(name):
        fast, slow = template.render(context), render_letter(path, context)
        with zipfile.ZipFile(BytesIO(fast)) as one, zipfile.ZipFile(BytesIO(slow)) as other:
            assert {part: one.read(part) for part in one.namelist()} == {
                part: other.read(part) for part in other.namelist()
            }
        assert said(fast) == said(render_letter(letter_templates()[name], context))


def test_its_letters_go_into_one_document(saved_again: Path) -> None:
    names = [name for name in NAMES if name != "dossier.docx"]
    letters = [compile_template(saved_again / name).render(sample_contexts(name)[0]) for name in names]
    merged = merge_letters(letters)
    assert sorted(place for one in merged for place in one.places) == list(range(len(letters)))
    texts = [text for one in merged for text in said(one.document)]
    for letter in letters:
        assert said(letter)[0] in texts
