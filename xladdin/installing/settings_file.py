"""The settings that the add-in's VBA reads: which Python runs it."""

from __future__ import annotations

import csv
import io
from typing import TYPE_CHECKING, Final

from xladdin.addin.xlwings_vba import PROJECT_NAME
from xladdin.errors import InstallationError
from xladdin.installing.machine import System

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from xladdin.installing.machine import Machine

_INTERPRETERS: Final = {System.WINDOWS: "INTERPRETER_WIN", System.MAC: "INTERPRETER_MAC"}
_WORKBOOK_FOLDER: Final = "ADD_WORKBOOK_TO_PYTHONPATH"
_NEWLINE: Final = "\r\n"


def settings_path(machine: Machine) -> Path:
    """Where the VBA looks; on a Mac Excel sees its own container as the user's folder."""
    if machine.system is System.MAC:
        container = machine.home / "Library" / "Containers" / "com.microsoft.Excel" / "Data"
        return container / f"{PROJECT_NAME}.conf"
    return machine.home / f".{PROJECT_NAME}" / f"{PROJECT_NAME}.conf"


def our_settings(machine: Machine) -> dict[str, str]:
    """What the installer sets: the Python of this environment, and nothing of the workbook's folder.

    With that folder on its path, a file ``pandas.py`` beside a workbook would run instead of pandas.
    """
    return {_INTERPRETERS[machine.system]: str(machine.interpreter), _WORKBOOK_FOLDER: "false"}


def interpreter_of(machine: Machine, settings: Mapping[str, str]) -> str:
    """The Python that settings name; ``""`` for none."""
    return settings.get(_INTERPRETERS[machine.system], "")


def adds_workbook_folder(settings: Mapping[str, str]) -> bool:
    """Whether the folder of the active workbook is on Python's path: so it is unless settings say no."""
    return settings.get(_WORKBOOK_FOLDER, "true").lower() != "false"


def read_settings(machine: Machine) -> dict[str, str]:
    """Settings that are there, names in capitals; none without the file."""
    try:
        text = settings_path(machine).read_text(encoding=machine.code_page, errors="replace")
    except FileNotFoundError:
        return {}
    return {
        row[0].upper(): row[1] for row in csv.reader(io.StringIO(text)) if len(row) == len(("name", "value"))
    }


def settings_content(machine: Machine, settings: Mapping[str, str]) -> bytes:
    """The file, in the code page of VBA.

    Raises:
        InstallationError: a path holds characters that VBA cannot read there.
    """
    text = "".join(f'"{name}","{value}"{_NEWLINE}' for name, value in settings.items())
    try:
        return text.encode(machine.code_page)
    except UnicodeEncodeError as error:
        raise InstallationError(
            f"Le chemin « {machine.interpreter} » contient le caractère « {text[error.start]} », "
            "qu’Excel ne sait pas lire dans ses réglages.",
            "Installez xladdin dans un dossier au nom sans accent, par exemple C:\\xladdin ou "
            "/Users/Shared/xladdin, puis recommencez depuis là.",
        ) from error
