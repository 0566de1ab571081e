"""Calendar months, as reports name them."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

from xladdin.errors import ArgumentError
from xladdin.ledger.terms import month_end

if TYPE_CHECKING:
    from collections.abc import Iterator


def first_of_month(month: dt.date | str) -> dt.date:
    """First day of a month given by any of its days, or as ``"2026-06"``.

    Raises:
        ArgumentError: not a month.
    """
    if isinstance(month, str):
        try:
            month = dt.datetime.strptime(month, "%Y-%m").replace(tzinfo=dt.UTC).date()
        except ValueError:
            raise ArgumentError(
                f"Mois « {month} » non reconnu.", "Écrivez l’année puis le mois : 2026-06."
            ) from None
    return month.replace(day=1)


def days_of_month(month: dt.date | str, as_of: dt.date) -> tuple[dt.date, dt.date]:
    """First day of the month, and the day it is looked at: ``as_of``, or its last day if that is earlier.

    Raises:
        ArgumentError: not a month, or ``as_of`` precedes it.
    """
    first = first_of_month(month)
    if as_of < first:
        raise ArgumentError(
            f"La date d’arrêté {as_of:%d/%m/%Y} précède le mois demandé ({first:%m/%Y}).",
            "Choisissez un mois commencé à la date d’arrêté.",
        )
    return first, min(as_of, month_end(first))


def each_day(first: dt.date, last: dt.date) -> Iterator[dt.date]:
    """Every day from ``first`` to ``last``, both included."""
    for ordinal in range(first.toordinal(), last.toordinal() + 1):
        yield dt.date.fromordinal(ordinal)
