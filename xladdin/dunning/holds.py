"""What keeps a late piece out of reminders whatever its step: proceedings, disputes, debits, promises."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from xladdin.dunning import reasons
from xladdin.ledger.standing import insolvent
from xladdin.model.arrays import to_date
from xladdin.model.source_map import Field
from xladdin.model.text import fold

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterable, Mapping

    from xladdin.dunning.reasons import Hold
    from xladdin.ledger.ledger import Ledger

_NO: Final = frozenset({"", "non", "n", "no", "0", "faux", "false", "aucun", "aucune", "neant", "ras"})
_BLOCKING: Final = frozenset({"litige", "litiges", "contentieux", "bloque", "bloquee", "dispute", "disputed"})
_NEGATION: Final = frozenset({"sans", "pas", "aucun", "hors", "non"})
_DEBIT_WORDS: Final = ("prelev", "prlv", "sdd")


def holds_by_item(
    ledger: Ledger, rows: Iterable[int], noted_promises: Mapping[str, dt.date], as_of: dt.date
) -> dict[int, Hold]:
    """The weightiest reason per item that is held back; the others are absent.

    Args:
        rows: open debts.
        noted_promises: promised date per customer code, from the Journal; for all the customer's pieces.
        as_of: a promise holds up to its own day, inclusive.
    """
    under_proceedings = insolvent(ledger.customers)
    disputes = ledger.attribute(Field.DISPUTE)
    payment_modes = ledger.attribute(Field.PAYMENT_MODE)
    codes = ledger.customers.code
    held: dict[int, Hold] = {}
    for row in rows:
        customer = ledger.items.customer[row]
        dispute = dispute_of(ledger, row, str(disputes[row]))
        promise = promise_of(ledger, row, noted_promises.get(codes[customer]))
        if under_proceedings[customer]:
            held[row] = reasons.INSOLVENCY
        elif dispute:
            held[row] = reasons.disputed(dispute)
        elif is_direct_debit(str(payment_modes[row])):
            held[row] = reasons.DIRECT_DEBIT
        elif promise is not None and promise >= as_of:
            held[row] = reasons.promised(promise)
    return held


def is_direct_debit(payment_mode: str) -> bool:
    """The bank collects the invoice: « Prélèvement SEPA », « PRLV »; not a transfer, « virement SEPA »."""
    folded = fold(payment_mode)
    return folded == "direct debit" or any(word.startswith(_DEBIT_WORDS) for word in folded.split())


def is_blocking(status: str) -> bool:
    """A status or cause that says that the piece is disputed or blocked: « Litige prix », « Bloquée »."""
    words = set(fold(status).split())
    return bool(words & _BLOCKING) and not words & _NEGATION


def dispute_of(ledger: Ledger, row: int, noted: str) -> str:
    """What the user noted of a dispute; empty for none.

    Args:
        noted: what stands in « Litige »: any word but « non » says that there is one; without it, a status
            or a cause may.
    """
    if fold(noted) not in _NO:
        return noted
    for field in (Field.STATUS, Field.CAUSE):
        column = ledger.items.extra.get(field)
        if column is not None and is_blocking(str(column[row])):
            return str(column[row])
    return ""


def promise_of(ledger: Ledger, row: int, noted: dt.date | None) -> dt.date | None:
    """The day for which an item is promised: the later of what its list and the Journal say; None for none.

    Args:
        noted: promise of its customer in the Journal.
    """
    column = ledger.items.extra.get(Field.PROMISE)
    own = None if column is None else to_date(column[row])
    return max((day for day in (own, noted) if day), default=None)
