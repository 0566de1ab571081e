"""Two readers find every module, to the letter."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from vba_readers import olevba_sources, pyopenvba_sources

from xladdin.addin.vba.modules import class_module, sheet_module, standard_module, workbook_module
from xladdin.addin.vba.project import _obscured, vba_project
from xladdin.errors import XladdinError

if TYPE_CHECKING:
    from xladdin.addin.vba.modules import VbaModule

ACCENTED = (
    "' Générer les relances à l’échéance — 5 € « œuvre »\nFunction Twice(x)\n  Twice = 2 * x\nEnd Function"
)
CLASS = """VERSION 1.0 CLASS
BEGIN
  MultiUse = -1  'True
END
Attribute VB_Name = "Boite"
Public x
"""


def modules() -> list[VbaModule]:
    return [
        workbook_module("ThisWorkbook", "Private Sub Workbook_Open()\nEnd Sub"),
        sheet_module("Feuil1"),
        standard_module("Rappels", ACCENTED),
        class_module("Boite", CLASS),
    ]


def test_olevba_finds_the_exact_source_of_every_module() -> None:
    found = olevba_sources(vba_project(modules()))
    assert found == {module.name: module.encoded().decode("cp1252") for module in modules()}
    assert "Générer les relances à l’échéance — 5 € « œuvre »" in found["Rappels"]
    assert found["Boite"] == 'Attribute VB_Name = "Boite"\r\nPublic x\r\n'


def test_a_second_reader_finds_them_too() -> None:
    found = pyopenvba_sources(vba_project(modules()))
    assert found == {module.name: module.encoded().decode("cp1252") for module in modules()}


def test_same_modules_same_bytes() -> None:
    assert vba_project(modules()) == vba_project(modules())


def test_line_ends_do_not_matter() -> None:
    unix, windows = standard_module("A", "Sub a()\nEnd Sub"), standard_module("A", "Sub a()\r\nEnd Sub\r\n")
    assert unix.encoded() == windows.encoded()


def test_a_character_that_vba_lacks_is_named_with_its_place() -> None:
    module = standard_module("Rappels", 'Sub a()\n  x = "1\u202f000"\nEnd Sub')
    with pytest.raises(XladdinError, match=r"« Rappels », ligne 3, colonne 9 .*U\+202F"):
        vba_project([module])


@pytest.mark.parametrize("name", ["", "1a", "Créances", "a b", "x" * 32])
def test_module_names_that_vba_refuses(name: str) -> None:
    with pytest.raises(XladdinError, match="pas permis"):
        standard_module(name, "")


def test_two_modules_of_one_name() -> None:
    with pytest.raises(XladdinError, match="RAPPELS"):
        vba_project([standard_module("Rappels", ""), standard_module("RAPPELS", "")])


def test_a_name_in_the_text_that_differs() -> None:
    with pytest.raises(XladdinError, match="autre nom"):
        standard_module("Rappels", 'Attribute VB_Name = "Autre"\nSub a()\nEnd Sub')


def test_the_obscured_fields_open_to_what_they_hold() -> None:
    """[MS-OVBA] 2.4.3.3; the first one was written by Excel, for a project locked for viewing."""
    assert revealed("5456F8BF1E6E226E226A266A26") == b"\x04\0\0\0"
    for secret in (bytes(4), bytes(1), b"\xff"):
        assert revealed(_obscured(secret)) == secret


def revealed(text: str) -> bytes:
    packed = bytes.fromhex(text)
    seed = packed[0]
    plain = packed[2] ^ seed
    decoded = []
    for place in range(3, len(packed)):
        plain = packed[place] ^ (packed[place - 2] + plain) & 0xFF
        decoded.append(plain)
    content = bytes(decoded[(seed & 6) // 2 :])
    assert len(content) == 4 + int.from_bytes(content[:4], "little")
    return content[4:]
