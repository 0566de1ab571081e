"""The shape that the balance âgée and the échéancier share: one row per customer, amounts in columns."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

import numpy as np

from xladdin.errors import ArgumentError
from xladdin.model.arrays import sum_by_row
from xladdin.model.settings import CreditsRule
from xladdin.model.wording import CREDITS, TOTAL

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Sequence

    import numpy.typing as npt
    import pandas as pd

    from xladdin.ledger.ledger import Ledger
    from xladdin.model.arrays import Cents, Texts


Credits = CreditsRule | Literal["separate", "bucket"]
"""Where credits stand: a column of their own, or the bucket of their own date."""


def receivables(ledger: Ledger, as_of: dt.date) -> Cents:
    """Outstanding cents per item at close of ``as_of``; bills and fee lines count for nothing."""
    left = ledger.outstanding(as_of)
    left[~ledger.items.is_receivable()] = 0
    return left


def credits_rule(value: str) -> CreditsRule:
    """The rule of that name.

    Raises:
        ArgumentError: neither ``separate`` nor ``bucket``.
    """
    try:
        return CreditsRule(value)
    except ValueError:
        raise ArgumentError(
            f"Règle des crédits « {value} » inconnue.", "Choisissez « separate » ou « bucket »."
        ) from None


def with_credits_and_total(labels: Sequence[str], rule: CreditsRule) -> tuple[str, ...]:
    """The columns of a table: ``labels``, « Crédits non affectés » when separate, « Total »."""
    return (*labels, CREDITS, TOTAL) if rule is CreditsRule.SEPARATE else (*labels, TOTAL)


def customer_matrix(
    ledger: Ledger, cents: Cents, column: npt.NDArray[np.integer], width: int, rule: CreditsRule
) -> Cents:
    """Cents per customer and column, « Crédits non affectés » (when separate) and « Total » last.

    Args:
        ledger: whose items are summed, all in one currency.
        cents: signed amount per item.
        column: position of each item, 0 to ``width - 1``; that of a credit is not used when credits
            stand apart.
        width: number of columns before the credits.

    Returns:
        shape (customers, columns), customers in the order of the ledger.
    """
    if rule is CreditsRule.SEPARATE:
        column = column.copy()
        column[cents < 0] = width
        width += 1
    customers = len(ledger.customers)
    cells = np.multiply(ledger.items.customer, width, dtype=np.intp)
    cells += column
    matrix = sum_by_row(cells, cents, customers * width).reshape(customers, width)
    return np.concatenate([matrix, matrix.sum(axis=1, keepdims=True)], axis=1)


def customer_frame(codes: Texts, matrix: Cents, columns: Sequence[str]) -> pd.DataFrame:
    """The matrix as a table of int64 cents, index ``customer``: those with an amount, sorted by code."""
    import pandas as pd  # noqa: PLC0415 - the worksheet functions use the matrix alone

    present = np.flatnonzero(matrix.any(axis=1)).tolist()
    rows = np.array(sorted(present, key=codes.tolist().__getitem__), dtype=np.intp)
    index = pd.Index(codes[rows], name="customer", dtype=object)
    return pd.DataFrame(matrix[rows], index=index, columns=list(columns))
