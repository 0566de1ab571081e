"""Balance âgée: what each customer owes, by how late it is."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

import numpy as np

from xladdin.errors import ArgumentError
from xladdin.model.arrays import to_day
from xladdin.model.scale import AgeingScale
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
    from xladdin.model.arrays import Cents


Basis = Literal["due", "issued"]
"""The date from which an item ages: its due date, or its issue date."""


def aged_balance(
    ledger: Ledger,
    as_of: dt.date,
    *,
    scale: AgeingScale = AgeingScale(30, 60, 90),
    basis: Basis = "due",
    credits: Credits = "separate",  # noqa: A002 - the word that users know
    currency: str | None = None,
) -> pd.DataFrame:
    """Balance âgée at close of ``as_of``: outstanding cents per customer and bucket (tranche).

    Days late = ``as_of`` − due date; an item due on ``as_of`` is « Non échu ». Limits are inclusive: with
    the default scale 30 days late is in 1-30 and 31 in 31-60. By issue date the age is ``as_of`` − issue
    date and the first bucket is 0-30; the due date stands in for an unknown issue date. An item without
    any date is in the first bucket.

    A credit is any item whose outstanding is negative: credit note, unallocated payment, down payment,
    overpaid invoice. ``separate`` gives them a column of their own, so that they do not hide a late
    invoice; ``bucket`` leaves each in the bucket of its own date.

    Bills in circulation and fee lines are left out. Every row ties: buckets + credits = « Total », and
    the totals add up to the outstanding of all receivables.

    Args:
        ledger: filter it beforehand with ``Ledger.where``.
        as_of: date d’arrêté, inclusive.
        scale: upper limits of the late buckets, in days.
        basis: ``due`` or ``issued``.
        credits: ``separate`` or ``bucket``.
        currency: ISO code; may be left out when the ledger has one currency.

    Returns:
        int64 cents; index ``customer`` (code, or the name where the layout has no code), sorted; one
        column per bucket label, « Crédits non affectés » when separate, « Total ». Customers with
        nothing in any column are left out.

    Raises:
        SeveralCurrenciesError: several currencies and none named.
        ArgumentError: unknown currency, basis or credits rule.
    """
    in_currency, _ = ledger.in_currency(currency)
    matrix = ageing_matrix(in_currency, as_of, scale=scale, basis=basis, credits=credits)
    labels = scale.labels(by_issue_date=basis == "issued")
    columns = with_credits_and_total(labels, credits_rule(credits))
    return customer_frame(ledger.customers.code, matrix, columns)


def ageing_matrix(
    ledger: Ledger,
    as_of: dt.date,
    *,
    scale: AgeingScale,
    basis: Basis = "due",
    credits: Credits = "separate",  # noqa: A002 - as in aged_balance
) -> Cents:
    """The figures of ``aged_balance`` without pandas, for worksheet functions.

    Args:
        ledger: of one currency; see ``aged_balance`` for the rest.

    Returns:
        shape (customers, columns), every customer of the ledger in its order; same columns.
    """
    rule = credits_rule(credits)
    bucket = ageing_buckets(ledger, as_of, scale=scale, basis=basis)
    width = len(scale.labels(by_issue_date=basis == "issued"))
    return customer_matrix(ledger, receivables(ledger, as_of), bucket, width, rule)


def ageing_buckets(
    ledger: Ledger, as_of: dt.date, *, scale: AgeingScale, basis: Basis = "due"
) -> npt.NDArray[np.integer]:
    """Bucket of each item at ``as_of``, as a position in ``scale.labels``, paid or not.

    Raises:
        ArgumentError: unknown basis.
    """
    if basis == "due":
        since = ledger.items.due
    elif basis == "issued":
        since = np.where(np.isnat(ledger.items.issued), ledger.items.due, ledger.items.issued)
    else:
        raise ArgumentError(f"Base d’âge « {basis} » inconnue.", "Choisissez « due » ou « issued ».")
    # Days as integers, in place; NaT reads as the smallest: an item without a date is in the first bucket.
    days = (to_day(as_of) - since).view(np.int64)
    return scale.bucket_of(days, by_issue_date=basis == "issued")
