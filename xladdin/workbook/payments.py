"""Payment lists to draft settlements."""

from __future__ import annotations

from dataclasses import fields, replace
from typing import TYPE_CHECKING

import numpy as np

from xladdin.ledger.draft import DraftSettlements
from xladdin.model.source_map import Field
from xladdin.workbook.currency_columns import row_currencies
from xladdin.workbook.kinds import read_money

if TYPE_CHECKING:
    from xladdin.model.arrays import Texts
    from xladdin.workbook.listcells import ListCells


def read_payments(cells: ListCells, codes: Texts, names: Texts) -> DraftSettlements:
    """Every row of a payment list that has an amount.

    Payments are positive, returned debits negative. A list in which they sum to less than nothing (a bank
    account seen from the ledger) is turned round as a whole. With both columns, credit less debit counts.
    """
    money = read_money(cells)
    cents = -money.cents if money.source is Field.DEBIT or int(money.cents.sum()) < 0 else money.cents
    dates = cells.dates(Field.PAID_ON)
    matched = cells.dates(Field.LETTERED_ON)
    draft = DraftSettlements.blank(len(cells))
    draft.number = cells.texts(Field.NUMBER)
    draft.customer_code, draft.customer_name = codes, names
    draft.amount = cents
    if dates is not None:
        draft.date = dates.days
    if matched is not None:
        draft.matched = matched.days
    draft.currency = row_currencies(cells, money)
    draft.sheet[:] = cells.sheet
    draft.row = cells.rows
    draft.columns = {(cells.sheet, one.value): source.column for one, source in cells.columns.items()}
    lacking = ~money.present
    cells.report_missing(lacking)
    return take_settlements(draft, np.flatnonzero(money.present))


def take_settlements(
    draft: DraftSettlements, rows: np.ndarray[tuple[int], np.dtype[np.intp]]
) -> DraftSettlements:
    """Some rows of a draft."""
    arrays = [one.name for one in fields(draft) if one.name != "columns"]
    return replace(draft, **{name: getattr(draft, name)[rows] for name in arrays})
