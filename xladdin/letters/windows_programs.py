"""Programs of Microsoft Office on Windows, by their COM names."""

from __future__ import annotations

import os
from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Callable

    Start = Callable[[], Any]


def windows_program(name: str) -> Start | None:
    """What starts a program, ``Word.Application`` or ``Outlook.Application``; None where there is none.

    The new Outlook has no such name: with it alone there is no ``Outlook.Application``.
    """
    if os.name != "nt":
        return None
    registry = import_module("winreg")
    try:
        registry.CloseKey(registry.OpenKey(registry.HKEY_CLASSES_ROOT, name))
    except OSError:
        return None
    # An instance of our own, so that a Word that she has open is left alone; Outlook runs once only anyway.
    return lambda: import_module("win32com.client").DispatchEx(name)
