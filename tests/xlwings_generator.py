"""xlwings' own generator of VBA wrappers, made to run without Windows."""

from __future__ import annotations

import importlib
import io
import sys
from types import ModuleType, SimpleNamespace
from typing import TYPE_CHECKING, Any

import xlwings

if TYPE_CHECKING:
    import pytest


def load_as_on_windows(name: str, monkeypatch: pytest.MonkeyPatch) -> tuple[Any, ModuleType]:
    """``xlwings.udfs`` and the module ``name``, decorated by it rather than by stand-ins."""
    for missing in ("pythoncom", "pywintypes", "win32com", "win32com.client"):
        monkeypatch.setitem(sys.modules, missing, ModuleType(missing))
    sys.modules["pythoncom"].CoInitialize = None  # type: ignore[attr-defined]
    sys.modules["pywintypes"].com_error = OSError  # type: ignore[attr-defined]
    sys.modules["win32com.client"].Dispatch = None  # type: ignore[attr-defined]
    udfs = importlib.import_module("xlwings.udfs")
    for ours, theirs in (("func", "xlfunc"), ("sub", "xlsub"), ("arg", "xlarg"), ("ret", "xlret")):
        monkeypatch.setattr(xlwings, ours, getattr(udfs, theirs))
    monkeypatch.delitem(sys.modules, name, raising=False)
    module = importlib.import_module(name)
    monkeypatch.delitem(sys.modules, name, raising=False)
    return udfs, module


def generated_wrappers(name: str, monkeypatch: pytest.MonkeyPatch) -> str:
    """What xlwings writes into an add-in for the module ``name``."""
    udfs, module = load_as_on_windows(name, monkeypatch)
    text = io.StringIO()
    udfs.generate_vba_wrapper(name, module, text, SimpleNamespace(Name="Recouvrement.xlam"))
    return text.getvalue()
