"""The three tables of the ledger, as columns of equal length.

Money is int64 cents, days are ``datetime64[D]``, texts are Python strings (``""`` for none), links to
another table are row numbers.
"""

from __future__ import annotations

from dataclasses import dataclass, fields, replace
from typing import TYPE_CHECKING, Self

import numpy as np

from xladdin.model.arrays import NO_DAY
from xladdin.model.wording import Kind

if TYPE_CHECKING:
    import numpy.typing as npt

    from xladdin.model.arrays import Cents, Codes, Days, Kinds, Mask, Texts

NO_ROW = -1


@dataclass(frozen=True, slots=True, eq=False)
class _Table:
    """Columns of equal length, and a dict of optional ones."""

    def take(self, rows: Mask | npt.NDArray[np.intp]) -> Self:
        """The same table with the given rows only (a mask, or positions in the wanted order)."""
        changes: dict[str, object] = {}
        for column in fields(self):
            value = getattr(self, column.name)
            changes[column.name] = (
                {name: values[rows] for name, values in value.items()}
                if isinstance(value, dict)
                else value[rows]
            )
        return replace(self, **changes)

    def followed_by(self, other: Self) -> Self:
        """The rows of both, in this order; an optional column that one lacks is blank in its rows."""
        changes: dict[str, object] = {}
        for column in fields(self):
            mine, theirs = getattr(self, column.name), getattr(other, column.name)
            changes[column.name] = (
                {
                    name: np.concatenate(
                        [_or_blank(mine, name, theirs, len(self)), _or_blank(theirs, name, mine, len(other))]
                    )
                    for name in {**mine, **theirs}
                }
                if isinstance(mine, dict)
                else np.concatenate([mine, theirs])
            )
        return replace(self, **changes)

    def __len__(self) -> int:
        first: npt.NDArray[np.generic] = getattr(self, fields(self)[0].name)
        return len(first)


@dataclass(frozen=True, slots=True, eq=False)
class Items(_Table):
    """Open items (pièces, postes ouverts).

    One row per invoice, instalment, credit note, bill, fee or unallocated payment; a settled item stays,
    its outstanding is zero.

    Attributes:
        number: piece number; instalments of one piece share it.
        customer: row in ``Customers``.
        kind: ``Kind``.
        issued: date of issue; ``NaT`` counts as issued at every date.
        due: due date (of a bill: its maturity); ``NaT`` only when no date at all is known: never late.
        amount: signed cents; credits negative. A bill is positive but is no receivable.
        currency: row in ``Ledger.currencies``.
        sheet: where the row stands in the user's workbook, ``""`` when it came from elsewhere.
        row: its 1-based row there, 0 when it came from elsewhere.
        extra: optional columns by ``Field`` value (texts, or days for ``promise``): label, reference,
            status, cause, dispute, promise, comment, payment_mode, collector, group, service, associate.
    """

    number: Texts
    customer: Codes
    kind: Kinds
    issued: Days
    due: Days
    amount: Cents
    currency: Codes
    sheet: Texts
    row: Codes
    extra: dict[str, npt.NDArray[np.generic]]

    def is_receivable(self) -> Mask:
        """False for bills in circulation and fee lines: they never enter a balance."""
        return np.not_equal(self.kind, Kind.EFFET) & np.not_equal(self.kind, Kind.FRAIS)


@dataclass(frozen=True, slots=True, eq=False)
class Settlements(_Table):
    """What was applied to items: payments, credit notes, bills, returned debits.

    Attributes:
        item: row in ``Items``; always a valid one (an unallocated payment is itself an item).
        date: value date, inclusive; ``NaT``: settled without a date, that is at every as-of date.
        amount: cents, in the sign of what it takes off the item: positive reduces a receivable,
            negative reopens it (returned debit) or uses up a credit.
        kind: what settled it: REGLEMENT, AVOIR, ACOMPTE or EFFET.
        matched: date of lettering when known, else ``NaT``.
        sheet: where the settlement stands in the user's workbook, ``""`` when it is implied.
        row: its 1-based row there, else 0.
    """

    item: Codes
    date: Days
    amount: Cents
    kind: Kinds
    matched: Days
    sheet: Texts
    row: Codes


@dataclass(frozen=True, slots=True, eq=False)
class Customers(_Table):
    """Customers, one row each.

    Attributes:
        code: the key: the customer's code, or the name where the layout has no code. Unique.
        name: display name, never empty.
        extra: optional text columns by ``Field`` value: address, address_2, postcode, city, country,
            email, phone, contact, siren, collector, terms, payment_mode, group, service, associate,
            category (``professionnel``, ``consommateur``, ``public`` or ``""``), insolvency,
            credit_limit, risk.
    """

    code: Texts
    name: Texts
    extra: dict[str, npt.NDArray[np.generic]]

    def text(self, field: str) -> Texts:
        """An optional text column, blank where the layout does not have it."""
        values = self.extra.get(field)
        return np.full(len(self), "", dtype=object) if values is None else values.astype(object)


def _or_blank(
    columns: dict[str, npt.NDArray[np.generic]],
    name: str,
    others: dict[str, npt.NDArray[np.generic]],
    size: int,
) -> npt.NDArray[np.generic]:
    """The column, else ``size`` blanks of the type that the other table gives it."""
    if name in columns:
        return columns[name]
    kind = others[name].dtype
    return np.full(size, NO_DAY if kind.kind == "M" else "", dtype=kind)
