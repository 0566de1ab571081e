"""The order in which Excel last computed its formulas: a list of cells that must all still hold one."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Collection

    from xladdin.opc.draft import Draft


def forget_sheets(draft: Draft, workbook_part: str, sheet_ids: Collection[int]) -> None:
    """Take the cells of some sheets out of the calculation chain.

    Args:
        draft: the package being changed.
        workbook_part: name of its workbook part.
        sheet_ids: sheetId of each sheet whose content is replaced or removed.
    """
    _forget(draft, workbook_part, lambda sheet_id, _: sheet_id in sheet_ids)


def forget_cells(draft: Draft, workbook_part: str, cells: Collection[tuple[int, str]]) -> None:
    """Take single cells, as (sheetId, address), out of the calculation chain."""
    _forget(draft, workbook_part, lambda sheet_id, address: (sheet_id, address) in cells)


def _forget(draft: Draft, workbook_part: str, is_gone: Callable[[int, str], bool]) -> None:
    """Take out the entries of which ``is_gone(sheetId, address)`` holds.

    An entry for a cell without a formula makes Excel offer to repair the file; a formula without an entry
    is simply added. ``i``, the sheet, is inherited from the entry before when absent, so it is written
    again where that one went. An empty chain is not allowed: the part goes then.
    """
    parts = [one.target for one in draft.relationships(workbook_part) if one.kind == "calcChain"]
    for part in parts:
        if part not in draft:
            continue
        root = draft.xml(part)
        current = inherited = None
        for cell in list(root):
            current = cell.get("i", current)
            if current is not None and is_gone(int(current), cell.get("r", "")):
                root.remove(cell)
                continue
            if "i" not in cell.attrib and current is not None and current != inherited:
                cell.set("i", current)
            inherited = current
        if len(root):
            draft.put_xml(part, root)
        else:
            draft.unrelate(workbook_part, part)
            draft.drop(part)
