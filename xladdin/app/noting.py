"""Noter: one line of the journal about a customer, a call or a promise included."""

from __future__ import annotations

from typing import TYPE_CHECKING

from xladdin.app.dunning_sheets import dunning_plans
from xladdin.app.journal_now import journal_now, save_journal, tracking_day, with_journal
from xladdin.dunning.by_hand import note
from xladdin.ledger.find_customer import find_customer

if TYPE_CHECKING:
    import datetime as dt

    from xladdin.app.ports import Applied, BookHost


def add_note(
    host: BookHost,
    customer: str,
    text: str,
    *,
    today: dt.date,
    author: str,
    promise: dt.date | None = None,
    by_phone: bool = False,
) -> tuple[str, Applied]:
    """Writes what a customer said into the journal.

    Args:
        customer: code or name, as people write it.
        text: may be empty where there is a promise.
        today: date of the note.
        promise: day on which the customer promises to pay; its pieces are not reminded until then.
        by_phone: a call, the last contact of the customer from now on.

    Returns:
        name of the customer, and what became of the sheets.

    Raises:
        ArgumentError: no such customer, nothing said, or a promise for a day that was over.
        WriteRefusedError: nothing was written.
    """
    host.check_writable()
    now = journal_now(host, host.read(), on=today, author=author)
    customers = now.workbook.ledger.customers
    row = find_customer(customers, customer)
    journal = note(
        now.workbook.dunning.journal,
        customer=customers.code[row],
        text=text,
        on=today,
        author=author,
        promise=promise,
        by_phone=by_phone,
    )
    workbook = with_journal(now.workbook, journal)
    plans = dunning_plans(workbook, tracking_day(workbook, today))
    return customers.name[row], save_journal(host, journal, plans, behind=now.behind)
