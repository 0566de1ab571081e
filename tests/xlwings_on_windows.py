"""xlwings as it is on Windows, without Windows: its real code over stand-ins for pywin32 and for the DLLs."""

from __future__ import annotations

import ctypes
import datetime as dt
import importlib
import io
import sys
from contextlib import contextmanager
from types import SimpleNamespace
from typing import TYPE_CHECKING, Any
from unittest.mock import MagicMock

import pytest
import xlwings

if TYPE_CHECKING:
    from collections.abc import Iterator

MISSING = -2147352572
"""What COM passes for an argument that was left out."""
_PYWIN32 = (
    "pythoncom", "pywintypes", "win32api", "win32con", "win32gui", "win32process", "win32timezone",
    "win32com", "win32com.client", "win32com.client.dynamic",
)  # fmt: skip
_LOADED = ("xlwings.udfs", "xlwings._xlwindows", "xlwings.com_server")


@contextmanager
def xlwings_on_windows(name: str) -> Iterator[tuple[Any, Any]]:
    """``xlwings.udfs``, and the module ``name`` decorated by it; afterwards all is as it was."""
    with pytest.MonkeyPatch.context() as patch:
        pywin32 = {module: MagicMock(__file__=f"{module}.dll") for module in _PYWIN32}
        pywin32["pywintypes"].TimeType = dt.datetime
        pywin32["pywintypes"].com_error = OSError
        pywin32["win32timezone"].TimeZoneInfo.utc.return_value = dt.UTC
        for module, stand_in in pywin32.items():
            patch.setitem(sys.modules, module, stand_in)
        for library in ("PyDLL", "oledll", "windll"):
            patch.setattr(ctypes, library, MagicMock(), raising=False)
        for module in (*_LOADED, name):
            patch.delitem(sys.modules, module, raising=False)
        windows = importlib.import_module("xlwings._xlwindows")
        udfs = importlib.import_module("xlwings.udfs")
        patch.setitem(sys.modules, "xlwings.com_server", MagicMock())
        patch.setattr(xlwings, "_xlwindows", windows, raising=False)
        patch.setattr(xlwings, "engines", {"excel": xlwings.Engine(impl=windows.engine)})
        for ours, theirs in (("func", "xlfunc"), ("sub", "xlsub"), ("arg", "xlarg"), ("ret", "xlret")):
            patch.setattr(xlwings, ours, getattr(udfs, theirs))
        try:
            yield udfs, importlib.import_module(name)
        finally:
            for module in (*_LOADED, name):
                sys.modules.pop(module, None)


def generated_wrappers(udfs: Any, module: Any) -> str:
    """What xlwings writes into an add-in for a module."""
    text = io.StringIO()
    udfs.generate_vba_wrapper(module.__name__, module, text, SimpleNamespace(Name="Recouvrement.xlam"))
    return text.getvalue()
