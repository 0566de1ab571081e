"""The VBA runs: LibreOffice calls wrappers and buttons of the add-in, with a stand-in for xlwings."""

from __future__ import annotations

from typing import TYPE_CHECKING

import libreoffice_calc
import pytest

from xladdin.addin.builder import addin_modules
from xladdin.addin.buttons import GROUPS, Button, Group
from xladdin.addin.package import addin_package
from xladdin.addin.ribbon import (
    callback_name,
    callbacks_source,
    python_command,
    ready_buttons,
    ribbon_xml,
)
from xladdin.addin.vba.modules import VbaModule, class_module, standard_module
from xladdin.addin.vba.project import vba_project
from xladdin.model.worksheet_functions import WORKSHEET_FUNCTIONS

if TYPE_CHECKING:
    from pathlib import Path

pytestmark = [
    pytest.mark.office,
    pytest.mark.skipif(
        not libreoffice_calc.is_available(), reason="LibreOffice or its UNO bridge is not installed"
    ),
]

STAND_IN = """Option Explicit
Public Const XLWINGS_VERSION As String = "0.0"
Public Const PROJECT_NAME As String = "Recouvrement"
Private mCommande As String
Public Function RunPython(PythonCommand As String)
    mCommande = PythonCommand
End Function
Public Function DerniereCommande() As String
    DerniereCommande = mCommande
End Function
Public Function GetConfig(configKey As String, Optional default As String = "") As Variant
    GetConfig = "C:\\Python\\python.exe"
End Function
Public Function XLPy() As Object
    Set XLPy = New Passerelle
End Function
"""
BRIDGE = """Option Explicit
Public Function CallUDF(ModuleName, FunctionName, Args, Optional Book, Optional Caller)
    CallUDF = ModuleName & "." & FunctionName & " " & (UBound(Args) + 1) & " " & Args(0)
End Function
"""
DRIVER = """Option Explicit
Public Function ESSAI_A_PROPOS()
    ESSAI_A_PROPOS = TexteAPropos()
End Function
Public Function ESSAI_CONCORDE()
    ESSAI_CONCORDE = IIf(Concorde(19.4, 19.404), "o", "n") & IIf(Concorde(19.4, 19.41), "o", "n") & _
        IIf(Concorde("0", 0), "o", "n") & IIf(Concorde("", 0), "o", "n") & _
        IIf(Concorde("a", "a"), "o", "n") & IIf(Concorde(DateSerial(2026, 3, 31), 46112), "o", "n")
End Function
Public Function ESSAI_CLASSEUR_OUVERT()
    Dim actif
    ClasseurOuvert Nothing, actif
    ESSAI_CLASSEUR_OUVERT = actif
End Function
"""
ONLY_IN_EXCEL = (
    "        If TypeOf Application.Caller Is Range Then On Error GoTo failed",
    '    If (Not Application.CommandBars("Standard").Controls(1).Enabled) Then Exit Function',
)
"""Lines of xlwings' wrappers that LibreOffice cannot run."""
SAMPLE = (
    *GROUPS,
    Group("Essais", "Essais", (Button("Essai", "Essai", "Essai.", "Z", "Help", use_case="xladdin.un.deux"),)),
)
PRESSED = [button for button in ready_buttons(SAMPLE) if button.use_case]
PRESSES = "".join(
    f"Public Function PRESSE_{place}()\n    {callback_name(button)} Nothing\n"
    f"    PRESSE_{place} = DerniereCommande()\nEnd Function\n"
    for place, button in enumerate(PRESSED, 100001)  # no name of a cell
)


def modules_to_try() -> list[VbaModule]:
    """The add-in's modules, with a stand-in for xlwings and one more button."""
    replaced = {
        "xlwings": standard_module("xlwings", STAND_IN),
        "Boutons": standard_module("Boutons", callbacks_source(SAMPLE)),
    }
    modules = [
        replaced.get(module.name, module)
        for module in addin_modules()
        if module.name != "Dictionary"  # for a Mac; LibreOffice does not compile it
    ]
    tried = [
        VbaModule(module.name, module.kind, _runnable(module.source))
        if module.name == "xlwings_udfs"
        else module
        for module in modules
    ]
    return [*tried, class_module("Passerelle", BRIDGE), standard_module("Essai", DRIVER + PRESSES)]


def _runnable(source: str) -> str:
    for line in ONLY_IN_EXCEL:
        assert line in source
        source = source.replace(line, "")
    return source


def test_wrappers_and_buttons_run_and_give_what_is_expected(tmp_path: Path) -> None:
    path = tmp_path / "Recouvrement.xlam"
    path.write_bytes(addin_package(ribbon_xml(SAMPLE), vba_project(modules_to_try())))
    calls = {}
    for function in WORKSHEET_FUNCTIONS:
        given = ";".join("7" for argument in function.arguments if argument.required) or "7"
        count = len(function.arguments) + function.reads_workbook
        for name in function.names:
            calls[f"={name}({given})"] = f"xladdin.surfaces.udf.{name} {count} 7"
    for place, button in enumerate(PRESSED, 100001):
        calls[f"=PRESSE_{place}()"] = python_command(button.use_case)
    calls["=ESSAI_CONCORDE()"] = "onnnoo"
    calls["=IF(ESSAI_CLASSEUR_OUVERT();1;0)"] = "1"
    *shown, about = libreoffice_calc.calculated(path, [*calls, "=ESSAI_A_PROPOS()"], tmp_path)
    assert dict(zip(calls, shown, strict=True)) == calls
    assert about.startswith("Recouvrement (xladdin) ")
    assert "Python : C:\\Python\\python.exe" in about
    assert "Complément : " in about
