"""The demonstration: the shipped workbook, its report sheets, one letter."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

import numpy as np

from xladdin.app.new_workbook import TEMPLATE, create_workbook
from xladdin.app.progress import silent
from xladdin.app.refresh import refresh
from xladdin.errors import WriteRefusedError
from xladdin.letters.context import letter_context
from xladdin.letters.file_names import safe_file_name
from xladdin.letters.notice import Notice, NoticeLine, Recipient
from xladdin.letters.render import render_letter
from xladdin.model.arrays import NO_DAY, to_date, to_day
from xladdin.model.text import fold
from xladdin.model.wording import KIND_LABELS, Kind
from xladdin.opc.atomic import write_atomically
from xladdin.reports.aged_balance import aged_balance
from xladdin.reports.by_customer import receivables
from xladdin.resources import letter_template

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Callable, Iterable
    from pathlib import Path

    from xladdin.app.ports import BookHost
    from xladdin.app.progress import Progress
    from xladdin.ledger.ledger import Ledger
    from xladdin.model.arrays import Cents, Mask

LETTER: Final = "rappel_2.docx"
LEVEL: Final = 2
_DIRECT_DEBIT: Final = "prelevement"
_REFRESHED: Final = 0.9


@dataclass(frozen=True, slots=True)
class DemoResult:
    """What the demonstration made, for a short summary on screen.

    Attributes:
        workbook: the workbook with its new sheets.
        letter: the Word letter.
        sheets: titles of the sheets written.
        as_of: date d’arrêté.
        pieces: items read.
        customers: customers who owe something or have a credit.
        totals: cents per column of the balance âgée, « Total » last.
        notice: what the letter says.
        problems: how many the reading raised.
    """

    workbook: Path
    letter: Path
    sheets: tuple[str, ...]
    as_of: dt.date
    currency: str
    pieces: int
    customers: int
    totals: dict[str, int]
    notice: Notice
    problems: int


def make_demo(
    folder: Path, open_host: Callable[[Path], BookHost], *, today: dt.date, progress: Progress = silent
) -> DemoResult:
    """Copies the shipped workbook into a folder, adds its sheets, writes a letter to who is most late.

    Running it again refreshes the workbook that is there, and writes the same letter to the same file.

    Args:
        folder: made when absent.
        open_host: how a workbook on the disk is opened.
        today: date of the letter, and the as-of date if Paramètres had none.
        progress: told of each step.

    Raises:
        WriteRefusedError: the folder cannot be written to, or the workbook is open.
    """
    path = folder / TEMPLATE
    if not path.exists():
        create_workbook(path)
    refreshed = refresh(open_host(path), today=today, progress=progress)
    progress("lettre", _REFRESHED)
    ledger, currency = refreshed.workbook.ledger.in_currency(refreshed.workbook.settings.currency)
    notice = largest_notice(ledger, refreshed.as_of, currency)
    context = letter_context(notice, refreshed.workbook.settings.sender, written_on=today)
    letter = folder / safe_file_name(f"Rappel {LEVEL} - {notice.recipient.name} - {refreshed.as_of}", ".docx")
    write_atomically(letter, render_letter(letter_template(LETTER), context))
    balance = aged_balance(ledger, refreshed.as_of, scale=refreshed.workbook.settings.scale)
    return DemoResult(
        workbook=path,
        letter=letter,
        sheets=refreshed.applied.titles,
        as_of=refreshed.as_of,
        currency=currency,
        pieces=int(np.count_nonzero(ledger.items.kind != Kind.REGLEMENT)),
        customers=len(balance),
        totals={str(label): int(cents) for label, cents in balance.sum().items()},
        notice=notice,
        problems=len(refreshed.workbook.problems),
    )


def largest_notice(ledger: Ledger, as_of: dt.date, currency: str) -> Notice:
    """The letter to the customer who owes most that is late and may be reminded.

    Raises:
        WriteRefusedError: nobody is late.
    """
    cents = np.where(_may_be_reminded(ledger, as_of), receivables(ledger, as_of), 0)
    per_customer = np.bincount(ledger.items.customer, weights=cents, minlength=len(ledger.customers))
    if not per_customer.any():
        raise WriteRefusedError("Aucune pièce en retard à relancer.", "Avancez la date « Arrêté au ».")
    customer = int(per_customer.argmax())
    rows = np.flatnonzero((ledger.items.customer == customer) & (cents > 0))
    rows = rows[np.argsort(ledger.items.due[rows], kind="stable")]
    lines = tuple(_line(ledger, int(row), cents, as_of) for row in rows)
    return Notice(_recipient(ledger, customer), LEVEL, currency, as_of, lines)


def _may_be_reminded(ledger: Ledger, as_of: dt.date) -> Mask:
    """Late and open; no dispute, no promise still to come, no direct debit, no insolvency proceedings."""
    items = ledger.items
    day = to_day(as_of)
    none = np.full(len(items), "", dtype=object)
    disputed = _any_of(items.extra.get("dispute", none), lambda text: text not in {"", "non"})
    promised = items.extra.get("promise", np.full(len(items), NO_DAY)) >= day
    insolvent = ledger.customers.text("insolvency")[items.customer] != ""
    modes = ledger.customers.text("payment_mode")[items.customer]
    debited = _any_of(modes, lambda mode: mode == _DIRECT_DEBIT)
    late: Mask = (items.due < day) & (receivables(ledger, as_of) > 0)
    excluded: Mask = disputed | promised | insolvent | debited
    return late & ~excluded


def _any_of(texts: Iterable[object], condition: Callable[[str], bool]) -> Mask:
    """Which texts, folded, meet a condition."""
    return np.array([condition(fold(str(text))) for text in texts], dtype=np.bool_)


def _recipient(ledger: Ledger, customer: int) -> Recipient:
    customers = ledger.customers
    texts = {
        field: str(customers.text(field)[customer])
        for field in ("contact", "address", "address_2", "postcode", "city", "email")
    }
    return Recipient(
        code=str(customers.code[customer]),
        name=str(customers.name[customer]),
        contact=texts["contact"],
        address=(texts["address"], texts["address_2"]),
        postcode=texts["postcode"],
        city=texts["city"],
        email=texts["email"],
    )


def _line(ledger: Ledger, row: int, cents: Cents, as_of: dt.date) -> NoticeLine:
    items = ledger.items
    due = to_date(items.due[row])
    return NoticeLine(
        number=str(items.number[row]),
        kind=KIND_LABELS[Kind(items.kind[row])],
        issued=to_date(items.issued[row]),
        due=due,
        amount=int(items.amount[row]),
        outstanding=int(cents[row]),
        days_late=(as_of - due).days if due else 0,
    )
