"""What a piece without a number is called: the row where it stands.

Such a name tells her where to look. It is no number: when rows are sorted it belongs to another piece, so
nothing is remembered under it, and a customer never reads it.
"""

from __future__ import annotations

import re
from typing import Final

_ROW: Final = re.compile(r"(?:.+ )?ligne\u00a0\d+", re.DOTALL)


def row_name(row: int, sheet: str = "") -> str:
    """« ligne 12 », with the sheet before it where there are several lists.

    The space is a no-break one, which nobody types into a number.
    """
    name = f"ligne\u00a0{row}"
    return f"{sheet} {name}" if sheet else name


def is_row_name(number: str) -> bool:
    """The number was made by ``row_name``."""
    return _ROW.fullmatch(number) is not None
