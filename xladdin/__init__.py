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

from xladdin.version import __version__ as __version__

if TYPE_CHECKING:
    from xladdin.errors import XladdinError
    from xladdin.hosts.file import apply_plans, remove_plans
    from xladdin.ledger.ledger import Ledger
    from xladdin.ledger.terms import due_date
    from xladdin.model.problem import Problem
    from xladdin.model.scale import AgeingScale
    from xladdin.model.sheet_plan import SheetPlan
    from xladdin.reports.aged_balance import aged_balance
    from xladdin.reports.collection import collection_rate
    from xladdin.reports.customer_file import customer_file
    from xladdin.reports.dso import dso
    from xladdin.reports.follow_up import follow_up
    from xladdin.reports.late_interest import late_interest
    from xladdin.reports.schedule import schedule
    from xladdin.reports.unallocated import unallocated_rate
    from xladdin.workbook.reader import read_workbook

_HOMES = {
    "AgeingScale": "xladdin.model.scale",
    "Ledger": "xladdin.ledger.ledger",
    "Problem": "xladdin.model.problem",
    "SheetPlan": "xladdin.model.sheet_plan",
    "XladdinError": "xladdin.errors",
    "aged_balance": "xladdin.reports.aged_balance",
    "apply_plans": "xladdin.hosts.file",
    "collection_rate": "xladdin.reports.collection",
    "customer_file": "xladdin.reports.customer_file",
    "dso": "xladdin.reports.dso",
    "due_date": "xladdin.ledger.terms",
    "follow_up": "xladdin.reports.follow_up",
    "late_interest": "xladdin.reports.late_interest",
    "read_workbook": "xladdin.workbook.reader",
    "remove_plans": "xladdin.hosts.file",
    "schedule": "xladdin.reports.schedule",
    "unallocated_rate": "xladdin.reports.unallocated",
}

__all__ = [
    "AgeingScale",
    "Ledger",
    "Problem",
    "SheetPlan",
    "XladdinError",
    "aged_balance",
    "apply_plans",
    "collection_rate",
    "customer_file",
    "dso",
    "due_date",
    "follow_up",
    "late_interest",
    "read_workbook",
    "remove_plans",
    "schedule",
    "unallocated_rate",
]


def __getattr__(name: str) -> object:
    """Loads a public name on first use."""
    if name not in _HOMES:
        raise AttributeError(f"module 'xladdin' has no attribute {name!r}")
    value = getattr(import_module(_HOMES[name]), name)
    globals()[name] = value
    return value


def __dir__() -> list[str]:
    return sorted([*globals(), *__all__])
