"""A sign from Actualiser to the worksheet functions, which Excel runs in another process.

An empty file in the user's folder for temporary files: its date says when a workbook was refreshed last.
"""

from __future__ import annotations

import tempfile
from pathlib import Path
from typing import Final

_NAME: Final = "xladdin-actualise"


def refresh_stamp() -> int:
    """Changes whenever a workbook was refreshed in Excel; 0 before the first time."""
    try:
        return _file().stat().st_mtime_ns
    except FileNotFoundError:
        return 0


def renew_refresh_stamp() -> None:
    """Says that a workbook was refreshed: what worksheet functions have read is out of date."""
    _file().write_bytes(b"")


def _file() -> Path:
    return Path(tempfile.gettempdir()) / _NAME
