"""Sheets made by hand for tests of the reader."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Any

from xladdin.workbook.grid import Book, Grid
from xladdin.workbook.reader import understand

if TYPE_CHECKING:
    from collections.abc import Sequence

    from xladdin.workbook.workbook import Workbook

HEADINGS = ["N° facture", "Client", "Date", "Échéance", "Montant"]
MAY_1, MAY_31 = dt.date(2026, 5, 1), dt.date(2026, 5, 31)
AS_OF = dt.date(2026, 6, 30)


def grid(name: str, rows: Sequence[Any], **facts: Any) -> Grid:
    """A sheet; short rows are filled up with blanks."""
    width = max(map(len, rows), default=0)
    return Grid(name, [[*row, *[""] * (width - len(row))] for row in rows], **facts)


def invoice(number: str, amount: object, *further: object, customer: str = "Dupont SA") -> list[object]:
    """A row under ``HEADINGS``, due on 31 May 2026."""
    return [number, customer, MAY_1, MAY_31, amount, *further]


def read(*grids: Grid) -> Workbook:
    """The workbook made of these sheets."""
    return understand(Book("essai.xlsx", grids))


def owed(workbook: Workbook, as_of: dt.date = AS_OF) -> dict[str, int]:
    """Cents outstanding per piece number."""
    ledger = workbook.ledger
    left = ledger.outstanding(as_of)
    found: dict[str, int] = {}
    for number, cents in zip(ledger.items.number, left.tolist(), strict=True):
        found[number] = found.get(number, 0) + cents
    return found


def told(workbook: Workbook) -> dict[str, str]:
    """Cell of the first Problem of each code."""
    found: dict[str, str] = {}
    for problem in workbook.problems:
        found.setdefault(problem.code, problem.cell)
    return found
