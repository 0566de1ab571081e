"""The currency of each row: its own column, else what the cell, its format or the heading names."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import numpy as np

from xladdin.model.source_map import Field
from xladdin.workbook.currencies import currency_code
from xladdin.workbook.headings import currency_of

if TYPE_CHECKING:
    from xladdin.model.arrays import Texts
    from xladdin.workbook.kinds import Money
    from xladdin.workbook.listcells import ListCells

_USUAL: Final = "EUR"


def row_currencies(cells: ListCells, money: Money) -> Texts:
    """ISO code per row, ``""`` where nothing names one and the setting holds.

    A code that is no currency is kept as it stands, with a Problem: its amounts must not be added to others.
    """
    found = money.currencies
    if cells.region.grid.currencies:
        found = _with_formats(cells, money)
    in_heading = currency_of(cells.columns[money.source].heading)
    if in_heading:
        found = np.where(found == "", in_heading, found).astype(object)
    if Field.CURRENCY not in cells:
        _report_partial(cells, money, found)
        return found
    written = cells.texts(Field.CURRENCY)
    codes = {text: _code(text) for text in set(written)}
    strange = {text for text in codes if text and not text.isdigit() and not currency_code(text)}
    unknown = (
        {place: {"text": text} for place, text in enumerate(written) if text in strange} if strange else {}
    )
    cells.report("devise-inconnue", Field.CURRENCY, unknown)
    own = np.empty(len(written), dtype=object)
    own[:] = [codes[text] for text in written]
    return np.where(own == "", found, own).astype(object)


def _with_formats(cells: ListCells, money: Money) -> Texts:
    """What the number format of an amount names where its text names nothing."""
    sources = (Field.DEBIT, Field.CREDIT) if money.source is Field.DEBIT else (money.source,)
    columns = [cells.columns[one].column for one in sources if one in cells]
    grid = cells.region.grid
    found = money.currencies.copy()
    for place in np.flatnonzero(found == "").tolist():
        row = cells.row(place)
        named = (grid.currencies.get((row, column), "") for column in columns if grid.cell(row, column) != "")
        found[place] = next(filter(None, named), "")
    return found


def _report_partial(cells: ListCells, money: Money, found: Texts) -> None:
    """Some amounts name a currency and others none: are the others in the workbook's own?"""
    foreign = np.flatnonzero((found != "") & (found != _USUAL))
    if len(foreign) and (found[money.present] == "").any():
        named = ", ".join(sorted(set(found[foreign])))
        first = int(foreign[0])
        cells.report("devise-partielle", money.source, {first: {"rows": len(foreign), "named": named}})


def _code(text: str) -> str:
    # Sage writes the number of the currency, 0 for the company's own.
    return "" if text.isdigit() else currency_code(text) or text.upper()
