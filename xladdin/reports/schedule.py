"""Échéancier: when what is owed falls due, month by month."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import numpy as np

from xladdin.errors import ArgumentError
from xladdin.model.arrays import to_day
from xladdin.model.settings import CreditsRule
from xladdin.model.wording import BEYOND, CURRENT_MONTH, LATE
from xladdin.reports.by_customer import (
    Credits,
    credits_rule,
    customer_frame,
    customer_matrix,
    receivables,
    with_credits_and_total,
)

if TYPE_CHECKING:
    import datetime as dt

    import numpy.typing as npt
    import pandas as pd

    from xladdin.ledger.ledger import Ledger
    from xladdin.model.arrays import Cents, Days

_MOST_MONTHS: Final = 60
_LATE, _THIS_MONTH = 0, 1


def schedule(
    ledger: Ledger,
    as_of: dt.date,
    *,
    months: int = 6,
    credits: Credits = "separate",  # noqa: A002 - as in aged_balance
    currency: str | None = None,
) -> pd.DataFrame:
    """Échéancier at close of ``as_of``: outstanding cents per customer and month of due date.

    « En retard » is due before ``as_of``; « Mois en cours » from ``as_of`` to the end of its month;
    « M+1 » … the following calendar months; « Au-delà » later, or without any date. Credits as in
    ``aged_balance``. Bills in circulation are apart, in ``bills_schedule``. « Total » is that of the
    balance âgée of the same day.

    Args:
        as_of: date d’arrêté, inclusive.
        months: how many months after the current one have their own column, 0 to 60.
        credits: ``separate`` or ``bucket``.
        currency: ISO code; may be left out when the ledger has one currency.

    Returns:
        int64 cents; index ``customer`` as in ``aged_balance``.

    Raises:
        SeveralCurrenciesError: several currencies and none named.
        ArgumentError: unknown currency or credits rule, months out of bounds.
    """
    rule = credits_rule(credits)
    in_currency, _ = ledger.in_currency(currency)
    matrix = schedule_matrix(in_currency, as_of, months=months, credits=rule)
    return customer_frame(
        ledger.customers.code, matrix, with_credits_and_total(schedule_labels(months), rule)
    )


def schedule_matrix(
    ledger: Ledger,
    as_of: dt.date,
    *,
    months: int = 6,
    credits: Credits = "separate",  # noqa: A002 - as in aged_balance
) -> Cents:
    """The figures of ``schedule`` without pandas, for worksheet functions.

    Args:
        ledger: of one currency; see ``schedule`` for the rest.

    Returns:
        shape (customers, columns), every customer of the ledger in its order; same columns.
    """
    return customer_matrix(
        ledger,
        receivables(ledger, as_of),
        _columns(ledger.items.due, as_of, months),
        len(schedule_labels(months)),
        credits_rule(credits),
    )


def bills_schedule(
    ledger: Ledger, as_of: dt.date, *, months: int = 6, currency: str | None = None
) -> pd.DataFrame:
    """Bills in circulation (effets non échus) at close of ``as_of`` per customer and month of maturity.

    Cents. A bill circulates up to and including its maturity; the piece it settled is no longer in
    ``schedule``, so that the two add up without overlap. Arguments, columns and errors as in
    ``schedule``, without « En retard » and credits.
    """
    labels = schedule_labels(months)[_THIS_MONTH:]
    in_currency, _ = ledger.in_currency(currency)
    matrix = customer_matrix(
        in_currency,
        in_currency.bills_in_circulation(as_of),
        np.maximum(_columns(in_currency.items.due, as_of, months) - _THIS_MONTH, 0),
        len(labels),
        CreditsRule.BUCKET,
    )
    return customer_frame(ledger.customers.code, matrix, with_credits_and_total(labels, CreditsRule.BUCKET))


def schedule_labels(months: int) -> tuple[str, ...]:
    """``("En retard", "Mois en cours", "M+1", …, "Au-delà")``.

    Raises:
        ArgumentError: months below 0 or above 60.
    """
    if not 0 <= months <= _MOST_MONTHS:
        raise ArgumentError(
            f"Nombre de mois de l’échéancier invalide : {months}.",
            f"Donnez un nombre entre 0 et {_MOST_MONTHS}.",
        )
    following = (f"M+{month}" for month in range(1, months + 1))
    return (LATE, CURRENT_MONTH, *following, BEYOND)


def _columns(due: Days, as_of: dt.date, months: int) -> npt.NDArray[np.int64]:
    """Position of each due date in ``schedule_labels``."""
    day = to_day(as_of)
    ahead = (due.astype("datetime64[M]") - day.astype("datetime64[M]")).astype(np.int64)
    beyond = _THIS_MONTH + months + 1
    columns: npt.NDArray[np.int64] = np.minimum(_THIS_MONTH + ahead, beyond)
    columns[due < day] = _LATE
    columns[np.isnat(due)] = beyond
    return columns
