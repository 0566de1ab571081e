"""What a reader hands over: rows as they were written, before signs, dates and links are settled.

``xladdin.ledger.build`` turns drafts into a ``Ledger``.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Self

import numpy as np

from xladdin.ledger.schema import NO_ROW
from xladdin.model.arrays import NO_DAY
from xladdin.model.problem import Spot
from xladdin.model.wording import Kind

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping

    import numpy.typing as npt

    from xladdin.model.arrays import Cents, Codes, Days, Kinds, Texts


class _Located:
    """Rows that know where they stand in the user's workbook."""

    sheet: Texts
    row: Codes
    columns: dict[tuple[str, str], int]

    def spots(
        self, rows: Iterable[int], column: str, fields: Callable[[int], Mapping[str, object]]
    ) -> Iterator[Spot]:
        """Where a Problem of each of ``rows`` is: the cell of ``column``, or the row if unknown.

        Args:
            column: a ``Field`` value.
            fields: what the message says of a row.
        """
        for row in rows:
            sheet = self.sheet[row]
            yield Spot(sheet, int(self.row[row]), self.columns.get((sheet, column), 0), fields(row))


@dataclass(slots=True, eq=False)
class DraftItems(_Located):
    """Rows of an invoice list. ``""`` is an absent text, ``NaT`` an absent date.

    Attributes:
        amount: cents, sign as written.
        applied_to: number of the piece that a credit note, down payment or bill settles.
        terms: terms of payment on the row; used when ``due`` is absent.
        extra: see ``Items.extra``.
        columns: 1-based column per (sheet, ``Field`` value), so that a Problem can name the cell.
    """

    number: Texts
    customer_code: Texts
    customer_name: Texts
    kind: Kinds
    issued: Days
    due: Days
    amount: Cents
    currency: Texts
    applied_to: Texts
    terms: Texts
    sheet: Texts
    row: Codes
    extra: dict[str, npt.NDArray[np.generic]] = field(default_factory=dict)
    columns: dict[tuple[str, str], int] = field(default_factory=dict)

    def __len__(self) -> int:
        return len(self.amount)

    @classmethod
    def blank(cls, size: int) -> Self:
        """``size`` rows in which nothing is known: invoices of 0."""
        return cls(
            number=_blank_texts(size),
            customer_code=_blank_texts(size),
            customer_name=_blank_texts(size),
            kind=np.full(size, Kind.FACTURE, dtype=np.int8),
            issued=np.full(size, NO_DAY),
            due=np.full(size, NO_DAY),
            amount=np.zeros(size, dtype=np.int64),
            currency=_blank_texts(size),
            applied_to=_blank_texts(size),
            terms=_blank_texts(size),
            sheet=_blank_texts(size),
            row=np.zeros(size, dtype=np.int32),
        )


@dataclass(slots=True, eq=False)
class DraftSettlements(_Located):
    """Payments and other settlements.

    Attributes:
        item: row in the draft items when the reader knows it (same row, same lettering group), else -1:
            then ``number`` names the piece, and a settlement with neither is unallocated.
        amount: cents, in the sign of what it takes off the item (see ``Settlements.amount``).
        date: ``NaT`` for settled at every date.
        matched: date of lettering, when known.
        own_number: the payment's own piece number, where it has one; shown when it is unallocated.
        columns: see ``DraftItems``.
    """

    item: Codes
    number: Texts
    customer_code: Texts
    customer_name: Texts
    date: Days
    amount: Cents
    matched: Days
    kind: Kinds
    currency: Texts
    sheet: Texts
    row: Codes
    own_number: Texts
    columns: dict[tuple[str, str], int] = field(default_factory=dict)

    def __len__(self) -> int:
        return len(self.amount)

    @classmethod
    def blank(cls, size: int) -> Self:
        """``size`` unallocated, undated payments of 0."""
        return cls(
            item=np.full(size, NO_ROW, dtype=np.int32),
            number=_blank_texts(size),
            customer_code=_blank_texts(size),
            customer_name=_blank_texts(size),
            date=np.full(size, NO_DAY),
            amount=np.zeros(size, dtype=np.int64),
            matched=np.full(size, NO_DAY),
            kind=np.full(size, Kind.REGLEMENT, dtype=np.int8),
            currency=_blank_texts(size),
            sheet=_blank_texts(size),
            row=np.zeros(size, dtype=np.int32),
            own_number=_blank_texts(size),
        )


@dataclass(slots=True, eq=False)
class DraftCustomers:
    """Rows of a customer list; ``code`` or ``name`` may be ``""``, not both."""

    code: Texts
    name: Texts
    extra: dict[str, npt.NDArray[np.generic]] = field(default_factory=dict)

    def __len__(self) -> int:
        return len(self.code)


def _blank_texts(size: int) -> Texts:
    return np.full(size, "", dtype=object)
