"""File names: safe on every system, whatever the customer is called."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from xladdin.letters.file_names import LONGEST, safe_file_name


@pytest.mark.parametrize(
    ("stem", "name"),
    [
        ("DUPONT - 2ème rappel", "DUPONT - 2ème rappel.docx"),
        ("../../etc/passwd", "etc-passwd.docx"),
        ("C:\\Windows\\x", "C-Windows-x.docx"),
        ("CON", "_CON.docx"),
        ("lpt1.txt", "_lpt1.txt.docx"),
        ("Console", "Console.docx"),
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


@given(st.text())
def test_nothing_dangerous_ever_comes_out(stem: str) -> None:
    name = safe_file_name(stem, ".docx")
    assert not set(name) & set('<>:"/\\|?*\x00\n')
    assert name == name.strip(" .")
    assert len(name) <= LONGEST + len("_.docx")
    name.encode("utf-8")
