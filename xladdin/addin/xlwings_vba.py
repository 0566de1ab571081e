"""xlwings' own VBA, from the installed package (BSD licence, kept in its text)."""

from __future__ import annotations

from importlib.metadata import version
from importlib.util import find_spec
from pathlib import Path
from typing import Final

from xladdin.errors import MissingDependencyError, XladdinError

XLWINGS_VERSION: Final = "0.37.8"
"""The VBA module names a DLL of the same version: an add-in works with this one only."""
PROJECT_NAME: Final = "Recouvrement"
"""xlwings looks for its settings in ``%USERPROFILE%\\.Recouvrement\\Recouvrement.conf``."""
_PLACEHOLDER: Final = 'Public Const PROJECT_NAME As String = "myaddin"'
_FOREIGN_SETTINGS: Final = ("sheet", "directory")
"""Settings that come with a workbook: whoever sent it would choose the program that Excel starts."""


def xlwings_module() -> str:
    """``xlwings_custom_addin.bas`` with our project's name, and settings from the user's own file alone.

    Raises:
        MissingDependencyError: xlwings of another version, or without its VBA.
    """
    source = _replaced(
        _shipped("xlwings_custom_addin.bas"), _PLACEHOLDER, _PLACEHOLDER.replace("myaddin", PROJECT_NAME)
    )
    for place in _FOREIGN_SETTINGS:
        source = _replaced(
            source, f'If source = "" Or source = "{place}" Then', f'If source = "{place}" Then'
        )
    return source


def _replaced(source: str, old: str, new: str) -> str:
    if source.count(old) != 1:
        raise XladdinError(
            "Le module VBA de xlwings n’a pas la forme attendue.", f"Installez xlwings {XLWINGS_VERSION}."
        )
    return source.replace(old, new)


def mac_dictionary() -> str:
    """The class that stands in for ``Scripting.Dictionary`` on a Mac (MIT licence, kept in its text)."""
    return _shipped("addin/Dictionary.cls")


def _shipped(name: str) -> str:
    spec = find_spec("xlwings")
    if spec is None or spec.origin is None or version("xlwings") != XLWINGS_VERSION:
        raise MissingDependencyError(
            f"Le complément se construit avec xlwings {XLWINGS_VERSION}.",
            f"pip install xlwings=={XLWINGS_VERSION}",
        )
    path = Path(spec.origin).parent / name
    if not path.is_file():
        raise MissingDependencyError(
            f"xlwings est installé sans « {name} ».",
            f"pip install --force-reinstall xlwings=={XLWINGS_VERSION}",
        )
    return path.read_text(encoding="cp1252")
