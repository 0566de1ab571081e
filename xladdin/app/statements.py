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
from xladdin.letters.context import letter_context
from xladdin.letters.file_names import safe_file_name
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
    named = {find_customer(ledger.customers, customer) for customer in customers}
    accounts = [one for one in _accounts(ledger, day, everybody=not named) if not named or one[0] in named]
    target = folder or letters_folder(host, workbook.settings) / f"releves-{day}"
    template = compile_template(Templates(host.folder / OWN_TEMPLATES).path(TEMPLATE))
    written: list[Path] = []
    with french_refusal(target):
        target.mkdir(parents=True, exist_ok=True)
        taken = {path.name for path in target.iterdir()}
        for place, (row, currency) in enumerate(accounts):
            progress("Relevés de compte", 0.2 + 0.8 * place / len(accounts))
            notice = statement_of(workbook, ledger.customers.code[row], currency, day)
            context = letter_context(notice, workbook.settings.sender, written_on=day)
            name = safe_file_name(f"Relevé - {notice.recipient.name} - {day} {currency}", ".docx", taken)
            taken.add(name)
            write_atomically(target / name, template.render(context))
            written.append(target / name)
    return written


def _accounts(ledger: Ledger, as_of: dt.date, *, everybody: bool) -> list[tuple[int, str]]:
    """Customers with something open, by currency; of everybody, those who owe."""
    left = np.where(ledger.items.is_receivable(), ledger.outstanding(as_of), 0)
    wanted = ledger.sum_by_account(left) > 0 if everybody else ledger.sum_by_account(np.abs(left)) > 0
    return [(customer, ledger.currencies[currency]) for customer, currency in np.argwhere(wanted).tolist()]
