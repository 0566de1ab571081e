"""French accounts receivable in Excel: balance âgée, échéancier, recouvrement, lettres de relance.

Public names are loaded on first use, so that importing the package costs nothing.

Example:
    >>> import datetime as dt
    >>> import xladdin
    >>> ledger = xladdin.Ledger.from_records(
    ...     [{"number": "F1", "customer": "C1", "issued": "2026-05-01", "due": "2026-05-31", "amount": 120}]
    ... )
    >>> int(xladdin.aged_balance(ledger, dt.date(2026, 6, 30)).loc["C1", "1-30 j"])
    12000
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from xladdin.errors import XladdinError
    from xladdin.ledger.ledger import Ledger
    from xladdin.ledger.terms import due_date
    from xladdin.model.problem import Problem
    from xladdin.model.scale import AgeingScale

_HOMES = {
    "AgeingScale": "xladdin.model.scale",
    "Ledger": "xladdin.ledger.ledger",
    "Problem": "xladdin.model.problem",
    "XladdinError": "xladdin.errors",
    "due_date": "xladdin.ledger.terms",
}

__version__ = "0.1.0"
__all__ = ["AgeingScale", "Ledger", "Problem", "XladdinError", "due_date"]


def __getattr__(name: str) -> object:
    """Loads a public name on first use."""
    if name not in _HOMES:
        raise AttributeError(f"module 'xladdin' has no attribute {name!r}")
    value = getattr(import_module(_HOMES[name]), name)
    globals()[name] = value
    return value


def __dir__() -> list[str]:
    return sorted([*globals(), *__all__])
