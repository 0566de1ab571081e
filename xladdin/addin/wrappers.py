"""The VBA functions that a cell calls, and their help in the function wizard.

Each is what xlwings itself generates for the pinned version when it imports functions into a workbook, with
the help baked in, so that nobody needs to import anything or to trust access to the VBA project.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from xladdin.addin.function_names import check_function_names, check_vba_name

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from xladdin.model.worksheet_functions import WorksheetFunction

MODULE: Final = "xlwings_udfs"
HELP_MODULE: Final = "AideFonctions"
PYTHON_MODULE: Final = "xladdin.surfaces.udf"
CATEGORY: Final = "Recouvrement"
_USER_DEFINED: Final = r" \n14"
"""What VBA stores for the category of functions that users made."""


def wrappers_source(functions: Sequence[WorksheetFunction]) -> str:
    """The module of wrappers, one function per name, in the order that xlwings gives them.

    It has no ``Option Explicit``: xlwings' own code would not compile under it.

    Raises:
        XladdinError: a name that Excel or VBA would take for something else.
    """
    named = _by_name(functions)
    check_function_names(named)
    lines = ['#Const App = "Microsoft Excel" \'Adjust when using outside of Excel']
    for name, function in sorted(named.items()):
        declaration, *body = _wrapper(name, function)
        lines += [declaration, *_help_attributes(name, function), *body]
    return "\n".join(lines) + "\n"


def help_source(functions: Sequence[WorksheetFunction]) -> str:
    """A procedure that tells the function wizard what each argument is for.

    Source code has no place for that: Excel must be told when the add-in opens, and it refuses while no
    workbook is open. The description of each function is in its source and does not depend on it.
    """
    lines = [
        "Option Explicit",
        "",
        "Public Sub AideDesFonctions()",
        "    ' Excel refuse tant qu'aucun classeur n'est ouvert : seule l'aide des arguments manque alors.",
        "    On Error Resume Next",
    ]
    for name, function in sorted(_by_name(functions).items()):
        lines += _macro_options(name, function)
    return "\n".join([*lines, "End Sub"]) + "\n"


def _by_name(functions: Iterable[WorksheetFunction]) -> dict[str, WorksheetFunction]:
    return {name: function for function in functions for name in function.names}


def _wrapper(name: str, function: WorksheetFunction) -> list[str]:
    """What xlwings generates for an add-in."""
    names = [argument.name for argument in function.arguments]
    for argument in names:
        check_vba_name(argument)
    parameters = ", ".join(
        argument.name if argument.required else f"Optional {argument.name}" for argument in function.arguments
    )
    values = ", ".join([*names, "Nothing"] if function.reads_workbook else names)
    call = f'{name} = XLPy.CallUDF("{PYTHON_MODULE}", "{name}", Array({values})'
    return [
        f"Function {name}({parameters})",
        '    If (Not Application.CommandBars("Standard").Controls(1).Enabled) Then Exit Function',
        '    #If App = "Microsoft Excel" Then',
        "        If TypeOf Application.Caller Is Range Then On Error GoTo failed",
        f"        {call}, ActiveWorkbook, Application.Caller)",
        "        Exit Function",
        "    #Else",
        f"        {call})",
        "        Exit Function",
        "    #End If",
        "failed:",
        f"    {name} = Err.Description",
        "End Function",
        "",
    ]


def _help_attributes(name: str, function: WorksheetFunction) -> list[str]:
    return [
        f"Attribute {name}.VB_Description = {quoted(function.help)}",
        f'Attribute {name}.VB_ProcData.VB_Invoke_Func = "{_USER_DEFINED}"',
    ]


def _macro_options(name: str, function: WorksheetFunction) -> list[str]:
    helps = [quoted(argument.help) for argument in function.arguments]
    return [
        f'    Application.MacroOptions Macro:="\'" & ThisWorkbook.Name & "\'!{name}", _',
        f"        Category:={quoted(CATEGORY)}, Description:={quoted(function.help)}, _",
        "        ArgumentDescriptions:=Array( _",
        *(f"            {text}, _" for text in helps[:-1]),
        f"            {helps[-1]})",
    ]


def quoted(text: str) -> str:
    """A text as VBA writes it."""
    return '"' + text.replace('"', '""') + '"'
