"""What ``import xladdin`` offers."""

from __future__ import annotations

import ast
import subprocess
import sys
from pathlib import Path

import xladdin

SOURCE = Path(xladdin.__file__)


def test_all_is_sorted_and_every_name_loads() -> None:
    assert xladdin.__all__ == sorted(xladdin.__all__)
    for name in xladdin.__all__:
        assert getattr(xladdin, name).__doc__, name


def test_all_names_are_those_type_checkers_see() -> None:
    imported = {
        alias.asname or alias.name
        for node in ast.walk(ast.parse(SOURCE.read_text(encoding="utf-8")))
        if isinstance(node, ast.ImportFrom) and (node.module or "").startswith("xladdin.")
        for alias in node.names
        if not alias.name.startswith("_")
    }
    assert imported == set(xladdin.__all__)


def test_importing_the_package_loads_none_of_the_heavy_libraries() -> None:
    script = (
        "import sys, xladdin; "
        "print([m for m in ('numpy', 'pandas', 'openpyxl', 'docxtpl', 'xlsxwriter') if m in sys.modules])"
    )
    loaded = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)
    assert loaded.stdout.strip() == "[]"
