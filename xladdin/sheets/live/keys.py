"""Texts of her cells as formulas can look them up: neither wildcard, nor operator, nor number.

SUMIFS takes ``<5`` for a comparison, ``A*`` for a pattern and ``0012`` for twelve. A key starts with a sign
that none of these start with, holds no wildcard, and is in lower case, since SUMIFS ignores case.
"""

from __future__ import annotations

import datetime as dt
import re
from typing import Final

_WILDCARDS: Final = (("~", "¤1"), ("*", "¤2"), ("?", "¤3"))
_SPACES: Final = re.compile(" +")
_NO_BREAK: Final = ("\u00a0", "\u202f")
"""Spaces that web pages and exports leave around words, and that TRIM does not take for spaces."""
_LARGEST_EXACT: Final = 1e15
"""From here on Excel writes numbers as ``1E+15``."""
EPOCH: Final = {False: dt.date(1899, 12, 30), True: dt.date(1904, 1, 1)}
"""Day 0 of a workbook, by whether it counts from 1904."""


def spaced_formula(text: str) -> str:
    """What turns the no-break spaces of a text into plain ones.

    Args:
        text: a formula without its ``=``.
    """
    for sign in _NO_BREAK:
        text = f'SUBSTITUTE({text},"{sign}"," ")'
    return text


def spaced(text: str) -> str:
    """What ``spaced_formula`` gives."""
    for sign in _NO_BREAK:
        text = text.replace(sign, " ")
    return text


def key_formula(text: str) -> str:
    """What turns a text into the part of its key after the sign.

    Args:
        text: a formula without its ``=``, whose spaces are plain.
    """
    formula = f"TRIM({text})"
    for sign, instead in _WILDCARDS:
        formula = f'SUBSTITUTE({formula},"{sign}","{instead}")'
    return f"LOWER({formula})"


def key(text: str) -> str:
    """What ``key_formula`` gives."""
    trimmed = _SPACES.sub(" ", spaced(text).strip(" "))
    for sign, instead in _WILDCARDS:
        trimmed = trimmed.replace(sign, instead)
    return trimmed.lower()


def text_of(cell: object, *, date_1904: bool = False) -> str | None:
    """A cell as ``cell&""`` shows it in every language of Excel; None where that depends on it."""
    match cell:
        case None | str():
            return cell or ""
        case bool():
            return None
        case int() | float() if cell == cell // 1 and abs(cell) < _LARGEST_EXACT:
            return str(int(cell))
        case dt.datetime() if cell.time() != dt.time():
            return None
        case dt.date():
            return str(serial(cell, date_1904=date_1904))
        case _:
            return None


def serial(day: dt.date, *, date_1904: bool) -> int:
    """The whole number that a date is in a workbook, hours dropped."""
    return day.toordinal() - EPOCH[date_1904].toordinal()
