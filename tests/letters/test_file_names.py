"""File names: safe on every system, whatever the customer is called."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from xladdin.letters.file_names import LONGEST, MOST_BYTES, FileNames, safe_file_name

if TYPE_CHECKING:
    from pathlib import Path


@pytest.mark.parametrize(
    ("stem", "name"),
    [
        ("DUPONT - 2ème rappel", "DUPONT - 2ème rappel.docx"),
        ("../../etc/passwd", "etc-passwd.docx"),
        ("C:\\Windows\\x", "C-Windows-x.docx"),
        ("CON", "_CON.docx"),
        ("lpt1.txt", "_lpt1.txt.docx"),
        ("Console", "Console.docx"),
        ("aux .x", "_aux .x.docx"),
        ("COM¹", "_COM¹.docx"),
        ("a\u202egpj.exe", "a-gpj.exe.docx"),
        ("🙂" * 100, "🙂" * 50 + ".docx"),
        ("fin. ", "fin.docx"),
        ("  a   b ", "a b.docx"),
        ("", "sans nom.docx"),
        ("???", "sans nom.docx"),
        ("e\u0301", "é.docx"),
    ],
)
def test_examples(stem: str, name: str) -> None:
    assert safe_file_name(stem, ".docx") == name


def test_names_that_differ_in_case_only_are_the_same_on_windows() -> None:
    assert safe_file_name("DUPONT", ".docx", {"dupont.docx", "Dupont (2).docx"}) == "DUPONT (3).docx"


def test_accents_written_in_two_ways_are_the_same_name() -> None:
    assert safe_file_name("été", ".docx", {"e\u0301te\u0301.docx"}) == "été (2).docx"


RESERVED = {
    "con",
    "prn",
    "aux",
    "nul",
    *(f"{port}{number}" for port in ("com", "lpt") for number in range(10)),
}
STEMS = st.text() | st.sampled_from(sorted(RESERVED)) | st.text("./\\~ :*CONau\ud800\u202e🙂", max_size=300)


@given(STEMS)
def test_nothing_dangerous_ever_comes_out(stem: str) -> None:
    name = safe_file_name(stem, ".docx")
    assert not set(name) & set('<>:"/\\|?*\x00\n')
    assert name == name.strip(" .")
    assert name.partition(".")[0].rstrip().casefold() not in RESERVED
    assert len(name) <= LONGEST + len("_.docx")
    assert len(name.encode("utf-8")) <= MOST_BYTES + len("_.docx")


@given(st.lists(STEMS, max_size=12))
def test_names_never_collide(stems: list[str]) -> None:
    given_out = FileNames()
    names = [given_out.take(stem, ".docx") for stem in stems]
    assert len({name.casefold() for name in names}) == len(stems)


def test_a_name_is_free_for_its_companions_too() -> None:
    names = FileNames(["DUPONT.pdf"])
    assert names.take("Dupont", ".docx", ".pdf") == "Dupont (2).docx"
    assert names.take("Dupont (2)", ".pdf") == "Dupont (2) (2).pdf"
    assert names.take("Dupont", ".docx") == "Dupont.docx"


def test_any_name_can_be_written(tmp_path: Path) -> None:
    for stem in ("../../etc", "é" * 40_000, "🙂" * 300, "x{{ 7*7 }}%&<>", "\x00"):
        path = tmp_path / safe_file_name(stem, ".docx")
        path.write_bytes(b"")
        assert path.parent.resolve() == tmp_path.resolve()
