"""Names that Excel and VBA let a worksheet function have."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from xladdin.errors import XladdinError

if TYPE_CHECKING:
    from collections.abc import Iterable

_NAME: Final = re.compile(r"[A-Za-z][A-Za-z0-9_]{0,254}")
_CELL: Final = re.compile(r"([A-Z]{1,3})([0-9]{1,7})")
_LAST_COLUMN: Final = "XFD"
_LAST_ROW: Final = 1_048_576
_ROW_AND_COLUMN: Final = re.compile(r"(?=.)(?:[RL][0-9]*)?(?:C[0-9]*)?")
"""R1C1 notation, L1C1 in a French Excel; each part may stand alone or without its number."""
_VBA_WORDS: Final = frozenset(
    """
    and any as boolean byref byte byval call case cbool cbyte ccur cdate cdbl cint clng const cstr currency
    cvar date declare defint dim do double each else elseif empty end enum erase error event exit false fix
    for friend function get global gosub goto if imp implements in input int integer is len let lib like
    line local lock long loop lset me mid mod name new next not nothing null object on open option optional
    or paramarray preserve print private property public put raiseevent randomize redim rem resume return
    rset seek select set single spc static step stop string sub tab then time to true type until variant
    wend while with withevents write xor
    """.split()  # noqa: SIM905 - a list of words is read and completed more easily as words
)


def check_function_names(names: Iterable[str]) -> None:
    """Refuses a name that Excel would read as something else.

    Raises:
        XladdinError: not a name, a word of VBA, or a cell such as ``DSO30``.
    """
    for name in names:
        if reads_as_cell(name):
            raise XladdinError(
                f"« {name} » ne peut pas être le nom d’une fonction : Excel y lit une cellule.",
                "Ajoutez un mot ou un « _ ».",
            )
        check_vba_name(name)


def check_vba_name(name: str) -> None:
    """Refuses what cannot name a procedure or an argument.

    Raises:
        XladdinError: not a name, or a word of VBA.
    """
    if not _NAME.fullmatch(name) or name.lower() in _VBA_WORDS:
        raise XladdinError(
            f"« {name} » ne peut pas être un nom en VBA.",
            "Prenez une lettre, puis des lettres sans accent, des chiffres ou « _ », hors mots réservés.",
        )


def reads_as_cell(name: str) -> bool:
    """Whether a formula takes the name for a cell, a row or a column, in A1, R1C1 or L1C1 notation."""
    capitals = name.upper()
    if _ROW_AND_COLUMN.fullmatch(capitals):
        return True
    cell = _CELL.fullmatch(capitals)
    if cell is None:
        return False
    column, row = cell.groups()
    return (len(column), column) <= (len(_LAST_COLUMN), _LAST_COLUMN) and 1 <= int(row) <= _LAST_ROW
