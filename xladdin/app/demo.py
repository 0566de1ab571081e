"""The demonstration: the shipped workbook, its sheets, and the campaign that it asks for."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

import numpy as np

from xladdin.app.campaign_documents import Outputs
from xladdin.app.generate_reminders import generate_reminders, prepare_reminders
from xladdin.app.journal_now import LETTERS
from xladdin.app.new_workbook import TEMPLATE, create_workbook
from xladdin.app.progress import part, silent
from xladdin.app.refresh import refresh
from xladdin.errors import WriteRefusedError
from xladdin.model.wording import Kind
from xladdin.reports.aged_balance import aged_balance
from xladdin.resources import workbook_template
from xladdin.workbook.reader import read_workbook

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Callable
    from pathlib import Path

    from xladdin.app.ports import BookHost
    from xladdin.app.progress import Progress

AUTHOR: Final = "démonstration"
_REFRESHED, _SENT = 0.3, 0.8


@dataclass(frozen=True, slots=True)
class DemoResult:
    """What the demonstration made, for a short summary on screen.

    Attributes:
        workbook: the workbook with its new sheets.
        letters: every document of its campaigns, Word, PDF and e-mail drafts, in alphabetical order.
        sheets: titles of the sheets written.
        as_of: date d’arrêté, and of the letters.
        pieces: items read.
        customers: customers who owe something or have a credit.
        totals: cents per column of the balance âgée, « Total » last.
        problems: how many the reading raised.
    """

    workbook: Path
    letters: tuple[Path, ...]
    sheets: tuple[str, ...]
    as_of: dt.date
    currency: str
    pieces: int
    customers: int
    totals: dict[str, int]
    problems: int


def make_demo(
    folder: Path, open_host: Callable[[Path], BookHost], *, today: dt.date, progress: Progress = silent
) -> DemoResult:
    """Copies the shipped workbook into a folder, adds its sheets and generates its reminders.

    Running it again refreshes the workbook that is there; nobody is reminded twice. A workbook of somebody
    else that bears its name is left alone.

    Args:
        folder: made when absent.
        open_host: how a workbook on the disk is opened.
        today: the as-of date if Paramètres had none.
        progress: told of each step.

    Raises:
        WriteRefusedError: the folder cannot be written to, the workbook is open, or it is not the example.
    """
    path = folder / TEMPLATE
    if path.exists():
        _refuse_another_workbook(path)
    else:
        create_workbook(path)
    host = open_host(path)
    refresh(host, today=today, author=AUTHOR, progress=part(progress, 0, _REFRESHED))
    sending = part(progress, _REFRESHED, _SENT)
    preparation = prepare_reminders(host, today=today, author=AUTHOR, progress=sending)
    campaign = generate_reminders(host, preparation, Outputs(), author=AUTHOR, progress=sending)
    refreshed = refresh(host, today=today, author=AUTHOR, progress=part(progress, _SENT, 1))
    ledger, currency = refreshed.workbook.ledger.in_currency(refreshed.workbook.settings.currency)
    balance = aged_balance(ledger, refreshed.as_of, scale=refreshed.workbook.settings.scale)
    return DemoResult(
        workbook=path,
        letters=tuple(sorted((folder / LETTERS).glob("campagne-*/*.*"))),
        sheets=tuple(dict.fromkeys((*refreshed.applied.titles, *campaign.titles))),
        as_of=refreshed.as_of,
        currency=currency,
        pieces=int(np.count_nonzero(ledger.items.kind != Kind.REGLEMENT)),
        customers=len(balance),
        totals={str(label): int(cents) for label, cents in balance.sum().items()},
        problems=len(refreshed.workbook.problems),
    )


def _refuse_another_workbook(path: Path) -> None:
    """No campaign may be run on a workbook of hers that happens to be called like the example."""
    example, there = (
        read_workbook(one).settings.sender.company for one in (workbook_template(TEMPLATE), path)
    )
    if there != example:
        raise WriteRefusedError(
            f"« {path} » n’est pas le classeur d’exemple : rien n’y a été écrit.",
            "Indiquez un autre dossier, par exemple : xladdin demo exemple",
        )
