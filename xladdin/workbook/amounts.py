"""A column of amounts as people write them, to exact cents."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from itertools import compress
from typing import TYPE_CHECKING

import numpy as np

from xladdin.model.arrays import floats_to_cents
from xladdin.workbook.amount_texts import LARGEST_CENTS, parse_amount
from xladdin.workbook.cell_kinds import CellKind, kinds_of, shown

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from xladdin.model.arrays import Cents, Mask
    from xladdin.workbook.amount_texts import AmountText


@dataclass(frozen=True, slots=True, eq=False)
class AmountColumn:
    """What a column of amounts says, position by position (0 is the first cell given).

    Attributes:
        cents: signed cents, sign as written; 0 where there is no readable amount.
        present: True where an amount was read. A dash alone (``- €``) is an amount of 0; a blank is none.
        bad: filled cells that are no amount, as position -> what the cell shows. Never read as zero.
        currencies: ISO code per position, where the text itself names a currency.
        ambiguous: positions of texts such as ``1.234`` whose separator nothing in the column settles:
            read the French way, where a comma starts the decimals and a dot groups thousands.
        clean: every filled cell is a true number, so that a formula can use the column as it is.
    """

    cents: Cents
    present: Mask
    bad: Mapping[int, str] = field(default_factory=dict)
    currencies: Mapping[int, str] = field(default_factory=dict)
    ambiguous: tuple[int, ...] = ()
    clean: bool = True

    @property
    def currency(self) -> str:
        """The one currency that the texts name; ``""`` when they name none or several."""
        named = set(self.currencies.values())
        return named.pop() if len(named) == 1 else ""


def read_amounts(cells: Sequence[object]) -> AmountColumn:
    """Amounts of one column, in cents.

    Numbers are taken as they are; texts are read in any usual spelling. How ``1.234`` is meant is decided
    from the other texts of the column, never text by text.

    Args:
        cells: numbers, texts; ``""`` or None for a blank. Booleans and dates are no amounts.
    """
    size = len(cells)
    kinds = kinds_of(cells)
    cents = np.zeros(size, dtype=np.int64)
    present = kinds == CellKind.NUMBER
    bad: dict[int, str] = {}
    values = np.zeros(size)
    values[present] = np.array(cells if present.all() else list(compress(cells, present)), dtype=np.float64)
    sound = np.abs(values) < LARGEST_CENTS / 100  # False for NaN as well
    for position in np.flatnonzero(~sound).tolist():
        bad[position] = shown(cells[position])
        present[position] = False
    cents[present] = floats_to_cents(values[present])

    texts = {position: str(cells[position]) for position in np.flatnonzero(kinds == CellKind.TEXT).tolist()}
    filled = {position: text for position, text in texts.items() if text and not text.isspace()}
    read = _read_texts(filled)
    for position, amount in read.cents.items():
        cents[position] = amount
        present[position] = True
    unreadable = np.flatnonzero((kinds == CellKind.OTHER) | (kinds == CellKind.DATE)).tolist()
    bad |= {position: shown(cells[position]) for position in (*unreadable, *read.bad)}
    return AmountColumn(
        cents=cents,
        present=present,
        bad=dict(sorted(bad.items())),
        currencies=read.currencies,
        ambiguous=read.ambiguous,
        clean=not filled and not bad,
    )


@dataclass(slots=True)
class _Texts:
    """What the texts of a column say, by position."""

    cents: dict[int, int] = field(default_factory=dict)
    bad: list[int] = field(default_factory=list)
    currencies: dict[int, str] = field(default_factory=dict)
    ambiguous: tuple[int, ...] = ()


def _read_texts(texts: Mapping[int, str]) -> _Texts:
    parsed = {text: parse_amount(text) for text in set(texts.values())}
    mark, sure = _decimal_mark(parsed.values())
    amounts = {text: one.cents(mark) if one else None for text, one in parsed.items()}
    read = _Texts()
    ambiguous = []
    for position, text in texts.items():
        one, amount = parsed[text], amounts[text]
        if one is None or amount is None:
            read.bad.append(position)
            continue
        read.cents[position] = amount
        if one.currency:
            read.currencies[position] = one.currency
        if one.ambiguous and not sure:
            ambiguous.append(position)
    read.ambiguous = tuple(ambiguous)
    return read


def _decimal_mark(parsed: Iterable[AmountText | None]) -> tuple[str, bool]:
    """The decimal sign of the column, and whether its texts settle it: they do unless they disagree."""
    seen = Counter(one.mark for one in parsed if one and one.mark and not one.ambiguous)
    mark = "." if seen["."] > seen[","] else ","
    return mark, len(seen) == 1
