"""Formulas of one sheet replaced by the values that Excel computed last."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from xladdin.errors import WriteRefusedError
from xladdin.workbook.graft_survey import MAIN_NS

if TYPE_CHECKING:
    from collections.abc import Callable

    from lxml import etree

_NAME_ERROR: Final = "#NAME?"
_OPEN_AND_SAVE: Final = (
    "Ouvrez le classeur dans un Excel qui a le complément, recalculez (Ctrl+Alt+F9), enregistrez, "
    "puis recommencez."
)


def freeze_cells(root: etree._Element, title: str, becomes_value: Callable[[str], bool]) -> list[str]:
    """Takes formulas out of a worksheet and leaves their values; gives the addresses of those cells.

    The cells that a formula spills into hold plain values in the file already. A formula shared by several
    cells is written out in the first of them only, and decides for all.

    Args:
        root: of the worksheet part, changed in place.
        title: of the sheet, for messages.
        becomes_value: of a formula in English, without its ``=``.

    Raises:
        WriteRefusedError: such a formula holds no value, or ``#NAME?``: that would be shared for ever.
    """
    found = [
        (cell, formula) for cell in root.iter(_tag("c")) if (formula := cell.find(_tag("f"))) is not None
    ]
    shared = {
        formula.get("si"): formula.text
        for _, formula in found
        if formula.get("t") == "shared" and formula.text
    }
    frozen = []
    for cell, formula in found:
        text = formula.text or shared.get(formula.get("si"), "")
        if text and becomes_value(text):
            _refuse_without_value(cell, title)
            cell.remove(formula)
            cell.attrib.pop("cm", "")  # what made it spill
            _as_constant(cell)
            frozen.append(cell.get("r", ""))
    return frozen


def _refuse_without_value(cell: etree._Element, title: str) -> None:
    value = cell.find(_tag("v"))
    address = f"« {title} », {cell.get('r')}"
    if value is None:
        raise WriteRefusedError(f"{address} : la formule n’a pas encore de valeur.", _OPEN_AND_SAVE)
    if value.text == _NAME_ERROR:
        raise WriteRefusedError(
            f"{address} montre #NOM? : le classeur a été recalculé sans le complément.", _OPEN_AND_SAVE
        )


def _as_constant(cell: etree._Element) -> None:
    """A text that a formula gave has a cell type of its own; typed texts are inline or shared."""
    if cell.get("t") != "str":
        return
    value = cell.find(_tag("v"))
    if value is None or not value.text:
        cell.attrib.pop("t")
        for empty in list(cell):
            cell.remove(empty)
        return
    cell.set("t", "inlineStr")
    value.tag = _tag("t")
    value.set("{http://www.w3.org/XML/1998/namespace}space", "preserve")
    inline = cell.makeelement(_tag("is"))
    cell.replace(value, inline)
    inline.append(value)


def _tag(name: str) -> str:
    return f"{{{MAIN_NS}}}{name}"
