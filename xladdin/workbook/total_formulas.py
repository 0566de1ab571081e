"""Formulas that add up rows: what makes a line a subtotal and not an invoice."""

from __future__ import annotations

import re

_ADDS = re.compile(
    r"[\s=+(-]*(?:ROUND\()?\s*(?:_xlfn\.)?(?:SUM|SUBTOTAL|AGGREGATE)\((?P<arguments>.*)", re.DOTALL
)
_TEXT = re.compile(r'"[^"]*"')
_SAME_ROW = re.compile(r"#This Row|\[@|@\[", re.IGNORECASE)
_RANGE = re.compile(
    r"""(?<![\w.\]!])  # not the tail of a name
        \$?[A-Z]{1,3}\$?(?P<row>\d+)(?!\w|\()
        (?: :\$?[A-Z]{1,3}\$?(?P<last>\d+)(?!\w) )?""",
    re.VERBOSE,
)
_SHEET = re.compile(r"(?:'(?:[^']|'')+'|[\w.]+)!")


def is_total(formula: str) -> bool:
    """True for a SUM, SUBTOTAL or AGGREGATE over several rows, rounded or not.

    ``SUM(C5:D5)`` adds the net amount and the VAT of one invoice and is no total; ``SUM(C5:C20)``,
    ``SUBTOTAL(9,Table1[Montant])`` and ``C5+SUM(…)`` are respectively one, one, and none.
    """
    adds = _ADDS.match(formula)
    if not adds:
        return False
    arguments = _SHEET.sub("", _TEXT.sub("", adds["arguments"]))
    if _SAME_ROW.search(arguments):
        return False
    rows: set[str] = set()
    for place in _RANGE.finditer(arguments):
        rows.update(row for row in place.group("row", "last") if row)
    # No plain address at all: whole columns, a table's column or a named range.
    return len(rows) != 1
