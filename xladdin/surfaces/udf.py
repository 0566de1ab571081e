"""The worksheet functions, under their English names and French aliases, for xlwings.

Names, arguments and help come from ``xladdin.model.worksheet_functions``; what each does is in
``udf_reports`` and ``udf_reminders`` (over an invoice list) and ``udf_lines`` (over single cells).
"""

from __future__ import annotations

from functools import partial
from importlib import import_module
from typing import TYPE_CHECKING, Final

from xladdin.model.worksheet_functions import WORKSHEET_FUNCTIONS
from xladdin.surfaces.udf_edge import exported

if TYPE_CHECKING:
    from collections.abc import Callable

_REPORTS, _LINES = "xladdin.surfaces.udf_reports", "xladdin.surfaces.udf_lines"
_REMINDERS = "xladdin.surfaces.udf_reminders"
_HOMES: Final = {
    "AGEING": (_REPORTS, "ageing"),
    "SCHEDULE": (_REPORTS, "schedule"),
    "RECOVERY_RATE": (_REPORTS, "recovery_rate"),
    "TO_COLLECT": (_REPORTS, "to_collect"),
    "DSO": (_REPORTS, "days_sales_outstanding"),
    "REMINDER_LEVEL": (_REMINDERS, "reminder_level"),
    "REMINDERS": (_REMINDERS, "reminders"),
    "DAYS_LATE": (_LINES, "days_late"),
    "AGEING_BUCKET": (_LINES, "ageing_bucket"),
    "DUE_DATE": (_LINES, "due_date"),
    "LATE_INTEREST": (_LINES, "late_interest"),
    "RECOVERY_INDEMNITY": (_LINES, "recovery_indemnity"),
}


def _call(home: tuple[str, str], **arguments: object) -> object:
    """Loads the implementation on first use: Excel waits for this module when it starts."""
    module, function = home
    implementation: Callable[..., object] = getattr(import_module(module), function)
    return implementation(**arguments)


for _function in WORKSHEET_FUNCTIONS:
    for _name in _function.names:
        globals()[_name] = exported(_name, _function, partial(_call, _HOMES[_function.name]))
