"""Fiche client: everything about one customer, as a sheet of the workbook, on demand."""

from __future__ import annotations

from typing import TYPE_CHECKING

from xladdin.reports.customer_file import customer_file
from xladdin.sheets.customer_file import customer_file_plan

if TYPE_CHECKING:
    import datetime as dt

    from xladdin.app.ports import Applied, BookHost


def add_customer_sheet(
    host: BookHost, customer: str, *, today: dt.date, as_of: dt.date | None = None
) -> Applied:
    """Adds the fiche of a customer to the workbook, or brings it up to date.

    Args:
        customer: code or name, as people write it.
        today: the as-of date when neither the argument nor Paramètres gives one.
        as_of: date d’arrêté, inclusive; wins over Paramètres.

    Raises:
        ArgumentError: no such customer; the message suggests close names.
        WriteRefusedError: nothing was written.
    """
    workbook = host.read()
    day = as_of or workbook.settings.as_of or today
    card = customer_file(workbook.ledger, workbook.history, customer, day, scale=workbook.settings.scale)
    plan = customer_file_plan(card)
    return host.apply([plan], [plan.mark])
