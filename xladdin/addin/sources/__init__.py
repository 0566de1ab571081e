"""Text that goes into the add-in as it is: VBA modules and the theme."""

from __future__ import annotations

from pathlib import Path


def source_text(name: str) -> str:
    """One of the files beside this module."""
    return (Path(__file__).parent / name).read_text(encoding="utf-8")
