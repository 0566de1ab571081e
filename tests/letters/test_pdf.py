"""PDF: every file is there afterwards, or the refusal says why."""

from __future__ import annotations

import os
import shutil
import stat
import subprocess
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from letter_samples import SENDER, WRITTEN_ON, line, notice

from xladdin.errors import ArgumentError, MissingDependencyError, WriteRefusedError
from xladdin.letters.compiled import compile_template
from xladdin.letters.context import letter_context
from xladdin.letters.office import LibreOffice, Word, find_office
from xladdin.letters.pdf import LETTERS_PER_DOCUMENT, merged_pdf, to_pdf
from xladdin.resources import letter_template

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from pypdf import PdfReader


def one_page(text: str = "x") -> bytes:
    """The smallest PDF that a reader takes."""
    from pypdf import PdfWriter  # noqa: PLC0415

    writer, target = PdfWriter(), BytesIO()
    writer.add_blank_page(100, 100)
    writer.add_metadata({"/Title": text})
    writer.write(target)
    return target.getvalue()


class FakeOffice:
    """Makes a page of each document, but of those whose content says « non »."""

    name = "Bureau"
    remedy = "Installez un autre bureau."

    def __init__(self) -> None:
        self.calls = 0
        self.seen: list[bytes] = []

    def convert(self, documents: Sequence[Path], folder: Path, told: Callable[[int], None]) -> None:
        self.calls += 1
        for done, path in enumerate(documents, start=1):
            self.seen.append(path.read_bytes())
            if path.read_bytes() != b"non":
                (folder / f"{path.stem}.pdf").write_bytes(one_page())
            told(done)


def letters_in(folder: Path, **contents: bytes) -> list[Path]:
    paths = [folder / f"{stem}.docx" for stem in contents]
    for path, content in zip(paths, contents.values(), strict=True):
        path.write_bytes(content)
    return paths


def letter(customer: str = "Dupont", pieces: int = 1) -> bytes:
    lines = [line(f"F{number}", 100) for number in range(pieces)]
    template = compile_template(letter_template("rappel_2.docx"))
    return template.render(letter_context(notice(customer, *lines), SENDER, written_on=WRITTEN_ON))


def test_each_letter_gets_its_pdf(tmp_path: Path) -> None:
    told: list[tuple[int, int]] = []
    letters = letters_in(tmp_path, **{"é & Fils #1 %20": b"a", "b": b"b"})
    made = to_pdf(letters, tmp_path, office=FakeOffice(), progress=lambda *done: told.append(done))
    assert [path.name for path in made] == ["é & Fils #1 %20.pdf", "b.pdf"]
    assert all(path.read_bytes().startswith(b"%PDF-") for path in made)
    assert told[0] == (0, 2)
    assert told[-1] == (2, 2)


def test_a_missing_pdf_is_told_and_none_is_left(tmp_path: Path) -> None:
    letters = letters_in(tmp_path, a=b"oui", b=b"non")
    (tmp_path / "b.pdf").write_bytes(b"%PDF- of last month")
    with pytest.raises(WriteRefusedError, match=r"n’a pas créé le PDF de « b\.docx »") as refused:
        to_pdf(letters, tmp_path, office=FakeOffice())
    assert refused.value.remedy == "Installez un autre bureau."
    assert not (tmp_path / "a.pdf").exists()
    with pytest.raises(WriteRefusedError, match="aucun PDF"):
        to_pdf(letters[1:], tmp_path, office=FakeOffice())


def test_two_letters_never_give_one_file(tmp_path: Path) -> None:
    (tmp_path / "x").mkdir()
    letters = letters_in(tmp_path, a=b"") + letters_in(tmp_path / "x", A=b"")
    with pytest.raises(ArgumentError, match="même fichier"):
        to_pdf(letters, tmp_path, office=FakeOffice())


def test_no_letters_no_program(tmp_path: Path) -> None:
    office = FakeOffice()
    assert to_pdf([], tmp_path, office=office) == ()
    assert office.calls == 0


def test_a_folder_that_cannot_be_written_is_told(tmp_path: Path) -> None:
    with pytest.raises(WriteRefusedError, match="ne peuvent pas être écrits"):
        to_pdf(letters_in(tmp_path, a=b""), tmp_path / "absent", office=FakeOffice())


def test_many_letters_are_joined_from_parts(tmp_path: Path) -> None:
    office, target = FakeOffice(), tmp_path / "tout.pdf"
    merged_pdf([letter()] * (LETTERS_PER_DOCUMENT + 1), target, office=office)
    assert office.calls == 1
    assert len(office.seen) == 2
    assert len(pages(target)) == 2


def pages(path: Path) -> Any:
    from pypdf import PdfReader  # noqa: PLC0415

    reader: PdfReader = PdfReader(path)
    return reader.pages


# The programs


@pytest.fixture
def script(tmp_path: Path) -> Callable[[str], Path]:
    """A program in the place of soffice."""
    if os.name != "posix":
        pytest.skip("needs a shell")

    def written(body: str) -> Path:
        path = tmp_path / "soffice"
        path.write_text(f"#!/bin/sh\n{body}\n", encoding="utf-8")
        path.chmod(path.stat().st_mode | stat.S_IXUSR)
        return path

    return written


def test_libreoffice_is_called_with_a_profile_of_its_own(
    tmp_path: Path, script: Callable[[str], Path]
) -> None:
    office = LibreOffice(script(f'echo "$@" > "{tmp_path}/called"'))
    with pytest.raises(WriteRefusedError, match="LibreOffice n’a créé aucun PDF") as refused:
        to_pdf(letters_in(tmp_path, a=b"x"), tmp_path, office=office)
    assert "libreoffice-writer" in refused.value.remedy
    called = (tmp_path / "called").read_text(encoding="utf-8").split()
    assert called[0].startswith("-env:UserInstallation=file:///")
    assert {"--headless", "--norestore", "--convert-to"} <= set(called)


def test_a_program_that_hangs_is_ended(tmp_path: Path, script: Callable[[str], Path]) -> None:
    office = LibreOffice(script(f"sleep 60 & echo $! > '{tmp_path}/pid'; wait"), patience=0.003)
    with pytest.raises(WriteRefusedError, match="pas fini"):
        to_pdf(letters_in(tmp_path, a=b"x"), tmp_path, office=office)
    child = (tmp_path / "pid").read_text(encoding="utf-8").strip()
    state = subprocess.run(["ps", "-o", "stat=", "-p", child], capture_output=True, text=True, check=False)
    assert state.stdout.strip()[:1] in {"", "Z"}  # gone, or waiting to be buried


def test_a_program_that_is_not_there_is_told(tmp_path: Path) -> None:
    with pytest.raises(WriteRefusedError, match="démarré"):
        to_pdf(letters_in(tmp_path, a=b"x"), tmp_path, office=LibreOffice(tmp_path / "absent"))


def test_without_any_office_the_remedy_is_said(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", "")
    monkeypatch.setattr("xladdin.letters.office._USUAL_PLACES", ())
    with pytest.raises(MissingDependencyError, match="ni l’un ni l’autre") as refused:
        find_office()
    assert "libreoffice-writer" in refused.value.remedy


class FakeWord:
    """Word as far as our code speaks to it."""

    def __init__(self, *, fails: bool = False) -> None:
        self.Documents = self
        self.fails = fails
        self.log: list[str] = []
        self.Visible = True
        self.DisplayAlerts = -1

    def Open(self, path: str, ask: bool, read_only: bool, recent: bool) -> FakeWord:  # noqa: N802
        assert (path[-5:], ask, read_only, recent) == (".docx", False, True, False)
        self.log.append("open")
        return self

    def ExportAsFixedFormat(self, target: str, kind: int) -> None:  # noqa: N802
        assert kind == 17
        if self.fails:
            raise OSError
        Path(target).write_bytes(one_page())

    def Close(self, saved: int) -> None:  # noqa: N802
        assert saved == 0
        self.log.append("close")

    def Quit(self, saved: int) -> None:  # noqa: N802
        assert saved == 0
        self.log.append("quit")


def test_word_converts_and_is_closed(tmp_path: Path) -> None:
    word = FakeWord()
    to_pdf(letters_in(tmp_path, a=b"x", b=b"y"), tmp_path, office=Word(lambda: word))
    assert word.log == ["open", "close", "open", "close", "quit"]
    assert (word.Visible, word.DisplayAlerts) == (False, 0)


def test_word_is_closed_when_it_fails(tmp_path: Path) -> None:
    word = FakeWord(fails=True)
    with pytest.raises(WriteRefusedError, match="Word"):
        to_pdf(letters_in(tmp_path, a=b"x"), tmp_path, office=Word(lambda: word))
    assert word.log == ["open", "close", "quit"]


# LibreOffice itself


@pytest.mark.office
@pytest.mark.skipif(not shutil.which("soffice"), reason="needs LibreOffice")
def test_libreoffice_makes_letters_and_all_of_them_in_one(tmp_path: Path) -> None:
    letters = [letter("Éts <Nord>"), letter("Beaucoup", 70), letter("Dernier")]
    paths = letters_in(tmp_path, a=letters[0], b=letters[1], c=letters[2])
    alone = [len(pages(path)) for path in to_pdf(paths, tmp_path)]
    assert alone[1] > 1
    merged_pdf(letters, tmp_path / "tout.pdf")
    together = pages(tmp_path / "tout.pdf")
    assert len(together) == sum(alone)
    feet = [page.extract_text().split("Page ")[-1].split("\n")[0].strip() for page in together]
    assert feet == [f"{page} sur {of}" for of in alone for page in range(1, of + 1)]
