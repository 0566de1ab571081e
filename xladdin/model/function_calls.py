"""Which worksheet functions of ours a formula calls, however Excel spells the call."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from xladdin.model.worksheet_functions import WORKSHEET_FUNCTIONS

if TYPE_CHECKING:
    from collections.abc import Iterator

ADDIN_FILE: Final = "Recouvrement.xlam"
"""Name of the add-in's file, wherever it is installed."""
OUR_FUNCTIONS: Final = frozenset(name for function in WORKSHEET_FUNCTIONS for name in function.names)

_PIECES: Final = re.compile(
    r"""
    "(?:[^"]|"")*"                      # a text
    | '(?P<quoted>(?:[^']|'')*)'!?      # a book and sheet that need quotes
    | (?P<call>[^\W\d][\w.\\]*)\s*\(    # a function and its opening bracket
    """,
    re.VERBOSE,
)
_PREFIXES: Final = re.compile(r"^(?:_xlfn\.|_xlws\.|_xludf\.|_xll\.|_xlpm\.)+", re.IGNORECASE)


def calls_our_function(formula: str) -> bool:
    r"""Whether a formula needs the add-in: it calls one of our functions, or names the add-in's file.

    ``AGEING()``, ``[1]!AGEING()`` as files have it, ``'C:\…\Recouvrement.xlam'!AGEING()`` as Excel shows it
    where the add-in is missing, and ``_xlfn.`` or ``_xll.`` before the name are all calls; a text or a sheet
    so called is none.

    Args:
        formula: in English, with or without its ``=``.
    """
    return any(
        name.upper() in OUR_FUNCTIONS or name.lower().endswith(ADDIN_FILE.lower()) for name in _names(formula)
    )


def _names(formula: str) -> Iterator[str]:
    """Functions called without their prefixes, and books in quotes."""
    for piece in _PIECES.finditer(formula):
        if piece["call"]:
            yield _PREFIXES.sub("", piece["call"])
        elif piece["quoted"] and piece[0].endswith("!"):
            yield piece["quoted"]
