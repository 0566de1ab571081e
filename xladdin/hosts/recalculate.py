"""The cells that call our functions follow Actualiser."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, Final

from xladdin.hosts.excel_native import holds_formulas, is_protected
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
        if _calls_a_reader(sheet):
            # Excel computes a whole sheet when this goes from False to True.
            sheet.api.EnableCalculation = False
            sheet.api.EnableCalculation = True


def _calls_a_reader(sheet: xlwings.Sheet) -> bool:
    used = sheet.used_range
    if not holds_formulas(used):
        return False
    # Excel picks out the formulas of a sheet only where its cells may be written.
    formulas = used.api if is_protected(sheet) else used.api.SpecialCells(_FORMULA_CELLS)
    return any(
        formulas.Find(What=f"{name}(", LookIn=_FORMULA_CELLS, LookAt=_PART, MatchCase=False) is not None
        for function in WORKSHEET_FUNCTIONS
        if function.reads_workbook
        for name in function.names
    )
