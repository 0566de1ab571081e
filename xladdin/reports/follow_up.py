"""Suivi des relances: which piece was reminded when, and whether it is paid."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import numpy as np

from xladdin.ledger.history import RANKS
from xladdin.ledger.terms import add_months
from xladdin.model.arrays import NO_DAY, to_day
from xladdin.model.wording import KIND_LABELS, OPEN, PAID, Kind

if TYPE_CHECKING:
    import datetime as dt

    import pandas as pd

    from xladdin.ledger.history import History
    from xladdin.ledger.ledger import Ledger
    from xladdin.model.arrays import Days

FOLLOW_UP_COLUMNS: Final = (
    "Numéro de Pièce",
    *(f"Relance {rank}" for rank in RANKS),
    "Échéance",
    "Nom Client",
    "Montant",
    "Type",
    "Réglé",
)
_MONTHS_KEPT: Final = 12


def follow_up(ledger: Ledger, history: History, as_of: dt.date, *, everything: bool = False) -> pd.DataFrame:
    """Suivi des relances at close of ``as_of``: one row per piece, an instalment having its own.

    Listed are the receivables still open and those reminded within the 12 months up to ``as_of``; paid
    ones without a recent reminder only with ``everything``. Pieces issued and reminders sent after
    ``as_of`` are not known yet. Bills and fee lines are not reminded; every currency is listed, amounts
    are never added.

    Args:
        ledger: filter it beforehand with ``Ledger.where``.
        history: dates per (piece, rank).
        as_of: date d’arrêté, inclusive.
        everything: list every piece.

    Returns:
        ``FOLLOW_UP_COLUMNS``, in the order of the list that was read: dates (``NaT`` for none), « Montant »
        the signed amount of the piece in cents, « Réglé » « Réglé » or « En Cours » (something is left).
    """
    import pandas as pd  # noqa: PLC0415 - only where a table is wanted

    reminders = _reminder_dates(ledger, history, as_of)
    is_open = ledger.outstanding(as_of) != 0
    recent = (reminders > to_day(add_months(as_of, -_MONTHS_KEPT))).any(axis=0)
    listed = ledger.items.is_receivable() & ledger.issued_by(as_of)
    if not everything:
        listed &= is_open | recent
    items = ledger.items.take(listed)
    columns = (
        items.number,
        *reminders[:, listed].astype("datetime64[s]"),
        items.due.astype("datetime64[s]"),
        ledger.customers.name[items.customer],
        items.amount,
        [KIND_LABELS[Kind(kind)] for kind in items.kind],
        np.where(is_open[listed], OPEN, PAID).astype(object),
    )
    return pd.DataFrame(dict(zip(FOLLOW_UP_COLUMNS, columns, strict=True)))


def _reminder_dates(ledger: Ledger, history: History, as_of: dt.date) -> Days:
    """Reminders known at ``as_of``: shape (4 ranks, items)."""
    dates = np.full((len(RANKS), len(ledger.items)), NO_DAY)
    rows_of: dict[str, list[int]] = {}
    reminded = {number for number, _ in history.sent}
    for row, number in enumerate(ledger.items.number):
        if number in reminded:
            rows_of.setdefault(number, []).append(row)
    for (number, rank), date in history.sent.items():
        if date <= as_of:
            dates[rank - 1, rows_of.get(number, [])] = to_day(date)
    return dates
