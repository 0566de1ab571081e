"""The short way to a ledger, for blocks of cells in which nothing is left to interpret.

A worksheet function is calculated again and again over a list that is mostly clean. What the full reader
would find in such a block is known from its headings and the types of its cells.
"""

from __future__ import annotations

import datetime as dt
from decimal import Decimal
from functools import lru_cache
from itertools import chain
from typing import TYPE_CHECKING, Any, Final

import numpy as np

from xladdin.errors import LayoutError
from xladdin.ledger.columns import ledger_from_columns
from xladdin.ledger.identity import UNKNOWN_CUSTOMER
from xladdin.model.arrays import floats_to_cents
from xladdin.model.settings import Settings
from xladdin.model.source_map import Field
from xladdin.model.text import fold_all
from xladdin.workbook.amount_texts import LARGEST_CENTS
from xladdin.workbook.detect import find_layout
from xladdin.workbook.grid import Book, Grid
from xladdin.workbook.vocabulary import names_total

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    import numpy.typing as npt

    from xladdin.ledger.ledger import Ledger
    from xladdin.model.arrays import Cents, Days

_SAMPLE: Final = 25
"""Rows that are enough to recognise the columns, their cells being all of one type."""
_CUSTOMER: Final = frozenset((Field.CUSTOMER_CODE, Field.CUSTOMER_NAME))
_UNDERSTOOD: Final = frozenset((Field.NUMBER, Field.ISSUED, Field.DUE, Field.AMOUNT))
_NEEDED: Final = frozenset((Field.DUE, Field.AMOUNT))
_FIRST_SURE_DAY: Final = dt.date(1950, 1, 1).toordinal()
"""Earlier dates are zeros and sentinels that the full reader knows."""
_LONGEST_TERM: Final = 366
"""Longer, negative or not, the full reader wonders whether day and month were exchanged."""
_ORDINAL_1970: Final = dt.date(1970, 1, 1).toordinal()


def ledger_of_clean_block(rows: Sequence[Sequence[object]]) -> Ledger | None:
    """The ledger that the full reader would make of ``rows``, or None when it takes the full reader.

    Clean are: headings in the first row; customer, due date, amount and, if there, piece number and issue
    date, and no other column that has a meaning; every date a true date and every term plausible, every
    amount a number, every customer a text spelt in one way only. Problems are not looked for: here they
    could change no figure.

    Args:
        rows: rectangular, as Excel hands them over.
    """
    if len(rows) < 2 or not all(isinstance(heading, str | None) for heading in rows[0]):  # noqa: PLR2004
        return None
    places = _places(tuple(map(tuple, rows[: _SAMPLE + 1])))
    if places is None:
        return None
    width = len(rows[0])
    cells = list(chain.from_iterable(rows))

    def column(one: Field) -> list[Any]:
        return cells[width + places[one] :: width]

    due, amounts = _days(column(Field.DUE)), _cents(column(Field.AMOUNT))
    issued = _days(column(Field.ISSUED)) if Field.ISSUED in places else due
    if due is None or amounts is None or issued is None or not _plausible_terms(issued, due):
        return None
    customers = np.empty(len(rows) - 1, dtype=object)
    customers[:] = column(next(one for one in _CUSTOMER if one in places))
    ledger = ledger_from_columns(customers, due, amounts, issued=issued if Field.ISSUED in places else None)
    if ledger.items.customer.min() < 0 or not _spelt_in_one_way(ledger.customers.code.tolist()):
        return None
    if Field.NUMBER in places and _credit_names_invoice(column(Field.NUMBER), amounts):
        return None
    return ledger


@lru_cache(maxsize=64)
def _places(sample: tuple[tuple[object, ...], ...]) -> Mapping[Field, int] | None:
    """Position of each field in a row; None when the headings say more, or less, than can be read here."""
    lines = [["" if cell is None else _as_read(cell) for cell in line] for line in sample]
    try:
        layout = find_layout(Book("", (Grid("", lines),)), Settings())
    except LayoutError:
        return None
    if len(layout.invoices) != 1 or layout.payments or layout.customers:
        return None
    found = layout.invoices[0]
    fields = set(found.columns.fields)
    one_customer = len(fields & _CUSTOMER) == 1
    understood = _NEEDED <= fields <= _UNDERSTOOD | _CUSTOMER and one_customer and not found.columns.twins
    if not understood or found.region.header_rows != (1,) or found.region.repeated:
        return None
    return {one: source.column - 1 for one, source in found.columns.fields.items()}


def _as_read(cell: object) -> object:
    return float(cell) if isinstance(cell, Decimal) else cell


def _days(cells: list[Any]) -> Days | None:
    try:
        ordinals = np.fromiter(map(dt.date.toordinal, cells), np.int64, len(cells))
    except TypeError:  # something that is no date
        return None
    if ordinals.min() < _FIRST_SURE_DAY:
        return None
    return (ordinals - _ORDINAL_1970).view("datetime64[D]")


def _plausible_terms(issued: Days, due: Days) -> bool:
    days = (due - issued).view(np.int64)
    return bool(((days >= 0) & (days <= _LONGEST_TERM)).all())


def _cents(cells: list[Any]) -> Cents | None:
    kinds = set(map(type, cells))
    if not kinds <= {float, Decimal}:  # an int would be an error cell
        return None
    numbers: npt.NDArray[np.float64] = np.array(cells, dtype=np.float64)
    if not (np.abs(numbers) < LARGEST_CENTS / 100).all():
        return None
    return floats_to_cents(numbers)


def _spelt_in_one_way(names: list[object]) -> bool:
    """Texts, no two of them one customer, none blank, in need of trimming or like the head of a total row."""
    if not all(isinstance(name, str) and " ".join(name.split()) == name for name in names):
        return False
    folded = fold_all([str(name) for name in names])
    unclear = "" in folded or UNKNOWN_CUSTOMER in names or any(map(names_total, folded))
    return not unclear and len(set(folded)) == len(names)


def _credit_names_invoice(numbers: list[object], amounts: Cents) -> bool:
    """A credit that carries the number of an invoice settles it: that is for the full reader."""
    credit = amounts < 0
    if not credit.any():
        return False
    spelt = np.array([text.replace(" ", "") for text in fold_all([str(number) for number in numbers])])
    return bool(np.isin(spelt[credit], spelt[~credit]).any())
