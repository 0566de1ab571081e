"""Names for the column types of the ledger, and the two conversions at its edges."""

from __future__ import annotations

import datetime as dt
from decimal import ROUND_HALF_UP, Decimal, InvalidOperation

import numpy as np
import numpy.typing as npt

from xladdin.errors import ArgumentError

Cents = npt.NDArray[np.int64]
"""Money, in integer cents; receivables positive, credits negative."""
Days = npt.NDArray[np.datetime64]
"""Calendar days (``datetime64[D]``); ``NaT`` where there is none."""
Texts = npt.NDArray[np.object_]
"""Python strings; ``""`` where there is none."""
Codes = npt.NDArray[np.int32]
"""Row numbers in another table; ``-1`` where there is none."""
Kinds = npt.NDArray[np.int8]
"""``Kind`` values."""
Mask = npt.NDArray[np.bool_]
"""True for the rows that are meant."""

NO_DAY = np.datetime64("NaT", "D")

_EXACT_IN_FLOAT = 2**53


def to_cents(amount: Decimal | float | str) -> int:
    """Money in currency units to integer cents, halves away from zero.

    A float is read as the decimal it prints as, so that 0.285 is 29 cents and not 28.

    Raises:
        ValueError: not a finite number.
    """
    try:
        exact = Decimal(str(amount))
        return int((exact * 100).to_integral_value(rounding=ROUND_HALF_UP))
    except (InvalidOperation, OverflowError, ValueError) as error:
        raise ValueError(f"not an amount: {amount!r}") from error


def floats_to_cents(amounts: npt.NDArray[np.float64]) -> Cents:
    """The same for a column of finite floats, to the same cent.

    Whole columns are rounded by numpy; only the few that fall within a hair of half a cent,
    where binary and decimal could disagree, go through ``to_cents``.
    """
    scaled = amounts * 100.0
    cents = np.rint(scaled).astype(np.int64)
    distance = np.abs(np.abs(scaled - np.trunc(scaled)) - 0.5)
    close = np.flatnonzero(distance < 1e-4 + np.abs(scaled) * 1e-15)
    for index in close:
        cents[index] = to_cents(float(amounts[index]))
    return cents


def sum_by_row(rows: npt.NDArray[np.integer], cents: Cents, size: int) -> Cents:
    """Cents summed per row number, exact whatever their size.

    Args:
        rows: row number of each amount, from 0 to ``size - 1``.
        cents: signed amounts.
        size: rows of the result; those without an amount are 0.
    """
    peak = max(int(cents.max(initial=0)), -int(cents.min(initial=0)))
    if peak * len(cents) < _EXACT_IN_FLOAT:  # numpy.bincount adds in floating point
        return np.bincount(rows, weights=cents, minlength=size).astype(np.int64)
    exact = np.zeros(size, dtype=np.int64)
    np.add.at(exact, rows, cents)
    return exact


def to_day(date: dt.date | None) -> np.datetime64:
    """A date (the day of a datetime) as ``datetime64[D]``; None is ``NaT``."""
    if date is None:
        return NO_DAY
    if isinstance(date, dt.datetime):
        date = date.date()
    return np.datetime64(date, "D")


def as_of_day(as_of: dt.date) -> np.datetime64:
    """The as-of date of a report as ``datetime64[D]``.

    Raises:
        ArgumentError: not a date; a text or a number would silently mean another day.
    """
    if not isinstance(as_of, dt.date):
        raise ArgumentError(
            f"« {as_of} » n’est pas une date d’arrêté.", "Donnez une date, par exemple date(2026, 6, 30)."
        )
    return to_day(as_of)


def to_date(day: np.datetime64) -> dt.date | None:
    """The reverse of ``to_day``."""
    return None if np.isnat(day) else day.astype("datetime64[D]").item()
