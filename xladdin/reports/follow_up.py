"""Suivi des relances: which piece was reminded when, and whether it is paid."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import numpy as np

from xladdin.ledger.history import RANKS
from xladdin.ledger.row_traces import PieceId
from xladdin.ledger.steps_by_item import steps_by_item
from xladdin.ledger.terms import add_months
from xladdin.model.arrays import NO_DAY, to_date, to_day
from xladdin.model.wording import KIND_LABELS, OPEN, PAID, Kind

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Collection, Iterable

    import pandas as pd

    from xladdin.ledger.history import History
    from xladdin.ledger.ledger import Ledger
    from xladdin.model.arrays import Days

REMINDER_COLUMNS: Final = tuple(f"Relance {rank}" for rank in RANKS)
FOLLOW_UP_COLUMNS: Final = (
    "Numéro de Pièce",
    *REMINDER_COLUMNS,
    "Échéance",
    "Nom Client",
    "Montant",
    "Type",
    "Réglé",
)
_MONTHS_KEPT: Final = 12


def follow_up(
    ledger: Ledger,
    history: History,
    as_of: dt.date,
    *,
    everything: bool = False,
    always: Collection[PieceId] = (),
) -> pd.DataFrame:
    """Suivi des relances at close of ``as_of``: one row per piece, an instalment having its own.

    Listed are the receivables still open and those reminded within the 12 months up to ``as_of``; paid
    ones without a recent reminder only with ``everything``. Pieces issued and reminders sent after
    ``as_of`` are not known yet. Bills and fee lines are not reminded; every currency is listed, amounts
    are never added.

    Args:
        ledger: filter it beforehand with ``Ledger.where``.
        history: dates per (piece, rank), and the steps that tell instalments apart.
        as_of: date d’arrêté, inclusive.
        everything: list every piece.
        always: pieces to list in any case.

    Returns:
        ``FOLLOW_UP_COLUMNS``, in the order of the list that was read: dates (``NaT`` for none), « Montant »
        the signed amount of the piece in cents, « Réglé » « Réglé » or « En Cours » (something is left). The
        index holds the rows of the ledger.
    """
    import pandas as pd  # noqa: PLC0415 - only where a table is wanted

    receivable = ledger.items.is_receivable() & ledger.issued_by(as_of)
    reminders = _reminder_dates(ledger, history, as_of, np.flatnonzero(receivable).tolist())
    is_open = ledger.outstanding(as_of) != 0
    recent = (reminders > to_day(add_months(as_of, -_MONTHS_KEPT))).any(axis=0)
    listed = receivable.copy()
    if not everything:
        listed &= is_open | recent | _among(ledger, always)
    rows = np.flatnonzero(listed)
    items = ledger.items.take(rows)
    columns = (
        items.number,
        *reminders[:, rows].astype("datetime64[s]"),
        items.due.astype("datetime64[s]"),
        ledger.customers.name[items.customer],
        items.amount,
        [KIND_LABELS[Kind(kind)] for kind in items.kind],
        np.where(is_open[rows], OPEN, PAID).astype(object),
    )
    return pd.DataFrame(dict(zip(FOLLOW_UP_COLUMNS, columns, strict=True)), index=rows)


def piece_ids(ledger: Ledger, rows: Iterable[int]) -> list[PieceId]:
    """Customer code, number and due date of items."""
    rows = np.fromiter(rows, np.intp)
    items = ledger.items.take(rows)
    codes = ledger.customers.code[items.customer]
    return list(map(PieceId, codes.tolist(), items.number.tolist(), items.due.tolist()))


def _among(ledger: Ledger, pieces: Collection[PieceId]) -> np.ndarray[tuple[int], np.dtype[np.bool_]]:
    numbers = {piece.number for piece in pieces}
    rows = [row for row, number in enumerate(ledger.items.number) if number in numbers] if numbers else []
    found = [row for row, piece in zip(rows, piece_ids(ledger, rows), strict=True) if piece in pieces]
    mask = np.zeros(len(ledger.items), dtype=np.bool_)
    mask[found] = True
    return mask


def _reminder_dates(ledger: Ledger, history: History, as_of: dt.date, rows: list[int]) -> Days:
    """First letter of each rank known at ``as_of``: shape (4 ranks, items)."""
    dates = np.full((len(RANKS), len(ledger.items)), NO_DAY)
    for row, steps in steps_by_item(ledger, history, rows).items():
        for step in steps:
            if step.done and not step.ref.action and step.ref.rank in RANKS and step.date <= as_of:
                place = step.ref.rank - 1, row
                known = to_date(dates[place])
                dates[place] = to_day(step.date if known is None else min(known, step.date))
    return dates
