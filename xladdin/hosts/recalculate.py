"""The cells that call our functions follow Actualiser."""

from __future__ import annotations

import sys
from contextlib import suppress
from typing import TYPE_CHECKING, Any, Final

from xladdin.hosts.refresh_stamp import renew_refresh_stamp
from xladdin.model.worksheet_functions import WORKSHEET_FUNCTIONS

if TYPE_CHECKING:
    import xlwings

_FORMULA_CELLS: Final = -4123  # xlCellTypeFormulas, and xlFormulas for Find
_PART: Final = 2  # xlPart


def recalculate_functions(book: xlwings.Book, *, platform: str = sys.platform) -> None:
    """Has Excel compute the sheets again on which a function of ours may read the workbook.

    ``=AGEING()`` has no argument that changes, so Excel alone would never compute it again. Sheets without
    such a call are left alone: a large list is not computed for nothing.

    Args:
        book: open in Excel.
        platform: as ``sys.platform``; on a Mac there are no worksheet functions, and nothing is done.
    """
    renew_refresh_stamp()
    if platform != "win32":
        return
    for sheet in book.sheets:
        if _calls_a_reader(sheet.api):
            # Excel computes a whole sheet when this goes from False to True.
            sheet.api.EnableCalculation = False
            sheet.api.EnableCalculation = True


def _calls_a_reader(sheet: Any) -> bool:
    formulas = None
    with suppress(Exception):  # COM has an error of its own for « no cell found »
        formulas = sheet.UsedRange.SpecialCells(_FORMULA_CELLS)
    return formulas is not None and any(
        formulas.Find(What=f"{name}(", LookIn=_FORMULA_CELLS, LookAt=_PART, MatchCase=False) is not None
        for function in WORKSHEET_FUNCTIONS
        if function.reads_workbook
        for name in function.names
    )
