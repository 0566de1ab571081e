"""A column of amounts as people write them, to exact cents."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from xladdin.model.arrays import Cents, Mask


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
    """Amounts of one column, in cents."""
    raise NotImplementedError
