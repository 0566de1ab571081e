"""Relevés de compte: what a customer owes and what is in its favour, piece by piece, on demand."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import numpy as np

from xladdin.app.campaign_folder import french_refusal
from xladdin.app.journal_now import letters_folder
from xladdin.app.notices import statement_of
from xladdin.app.progress import silent
from xladdin.ledger.find_customer import find_customer
from xladdin.letters.compiled import compile_template
from xladdin.letters.context import letter_context, require_sender
from xladdin.letters.file_names import FileNames
from xladdin.letters.templates import Templates
from xladdin.opc.atomic import write_atomically
from xladdin.resources import OWN_TEMPLATES

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Collection
    from pathlib import Path

    from xladdin.app.ports import BookHost
    from xladdin.app.progress import Progress
    from xladdin.ledger.ledger import Ledger
    from xladdin.model.arrays import Mask

TEMPLATE: Final = "releve.docx"


def write_statements(
    host: BookHost,
    customers: Collection[str] = (),
    *,
    today: dt.date,
    as_of: dt.date | None = None,
    folder: Path | None = None,
    progress: Progress = silent,
) -> list[Path]:
    """Writes one statement per customer and currency; the workbook stays as it is.

    Args:
        customers: codes or names; none for everybody who owes something.
        today: the as-of date when neither the argument nor Paramètres gives one.
        as_of: date d’arrêté, inclusive, which is also that of the statement; wins over Paramètres.
        folder: where to; None for one of that date among the letters of the workbook.

    Returns:
        the documents, in the order of the customers; a file that was there is never written over.

    Raises:
        ArgumentError: an unknown customer, or one with nothing open; Paramètres lacks the sender.
        WriteRefusedError: the folder cannot be written to.
    """
    progress("Lecture du classeur", 0)
    workbook = host.read()
    ledger = workbook.ledger
    day = as_of or workbook.settings.as_of or today
    require_sender(workbook.settings.sender, workbook.source_map)
    named = {find_customer(ledger.customers, customer) for customer in customers}
    accounts = _accounts(ledger, day, named) if named else _debtors(ledger, day)
    notices = [
        statement_of(workbook, ledger.customers.code[row], currency, day) for row, currency in accounts
    ]
    target = folder or letters_folder(host, workbook.settings) / f"releves-{day}"
    template = compile_template(Templates(host.folder / OWN_TEMPLATES).path(TEMPLATE))
    written: list[Path] = []
    with french_refusal(target):
        target.mkdir(parents=True, exist_ok=True)
        names = FileNames(path.name for path in target.iterdir())
        for place, notice in enumerate(notices):
            progress("Relevés de compte", 0.2 + 0.8 * place / len(notices))
            context = letter_context(notice, workbook.settings.sender, written_on=day)
            name = names.take(f"Relevé - {notice.recipient.name} - {day} {notice.currency}", ".docx")
            write_atomically(target / name, template.render(context))
            written.append(target / name)
    return written


def _debtors(ledger: Ledger, as_of: dt.date) -> list[tuple[int, str]]:
    """Customer rows and currencies that owe more than stands in their favour."""
    left = np.where(ledger.items.is_receivable(), ledger.outstanding(as_of), 0)
    return _named(ledger, ledger.sum_by_account(left) > 0)


def _accounts(ledger: Ledger, as_of: dt.date, customers: Collection[int]) -> list[tuple[int, str]]:
    """What these customers have open, bills included, by currency; one of the ledger's where nothing is."""
    left = np.where(ledger.items.is_receivable(), ledger.outstanding(as_of), 0)
    opened = ledger.sum_by_account(np.abs(left) + np.abs(ledger.bills_in_circulation(as_of))) > 0
    found = [one for one in _named(ledger, opened) if one[0] in customers]
    closed = sorted(set(customers) - {row for row, _ in found})
    return found + [(row, ledger.currencies[0]) for row in closed]


def _named(ledger: Ledger, accounts: Mask) -> list[tuple[int, str]]:
    """Customer row and currency code of the accounts meant; shape (customers, currencies)."""
    return [(customer, ledger.currencies[currency]) for customer, currency in np.argwhere(accounts).tolist()]
