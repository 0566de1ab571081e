"""xlwings' own VBA reads the settings that the installer writes: run by LibreOffice."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import libreoffice_calc
import pytest
from fake_machine import windows

from xladdin.addin.package import SHEET_CODE_NAME, WORKBOOK_CODE_NAME, addin_package
from xladdin.addin.ribbon import ribbon_xml
from xladdin.addin.vba.modules import sheet_module, standard_module, workbook_module
from xladdin.addin.vba.project import vba_project
from xladdin.addin.xlwings_vba import xlwings_module
from xladdin.installing.install import install

if TYPE_CHECKING:
    from pathlib import Path

pytestmark = [
    pytest.mark.office,
    pytest.mark.skipif(
        not libreoffice_calc.is_available(), reason="LibreOffice or its UNO bridge is not installed"
    ),
]
DRIVER = """
Function FileExists(ByVal FileSpec As String) As Boolean
    FileExists = True
End Function
Public Function REGLAGE(fichier, nom)
    Dim valeur As String
    valeur = "absent"
    GetConfigFromFile CStr(fichier), CStr(nom), valeur
    REGLAGE = valeur
End Function
"""


def test_the_vba_finds_what_the_installer_wrote(tmp_path: Path) -> None:
    machine = windows(tmp_path)
    settings = tmp_path / "Recouvrement.conf"
    settings.write_bytes(install(machine).settings.read_bytes())
    reader = re.search(
        r"^Function GetConfigFromFile.*?^End Function$", xlwings_module(), re.DOTALL | re.MULTILINE
    )
    assert reader is not None
    modules = [
        workbook_module(WORKBOOK_CODE_NAME, ""),
        sheet_module(SHEET_CODE_NAME),
        standard_module("Lecture", reader[0] + DRIVER),
    ]
    path = tmp_path / "Recouvrement.xlam"
    path.write_bytes(addin_package(ribbon_xml(()), vba_project(modules)))
    names = ("INTERPRETER_WIN", "interpreter_win", "ADD_WORKBOOK_TO_PYTHONPATH", "PYTHONPATH")
    shown = libreoffice_calc.calculated(
        path, [f'=REGLAGE("{settings}";"{name}")' for name in names], tmp_path
    )
    assert shown == [str(machine.interpreter), str(machine.interpreter), "false", "absent"]
