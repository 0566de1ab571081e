"""Campaigns on the shipped workbook, for tests of what they leave behind."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

from xladdin.app.campaign_documents import Outputs
from xladdin.app.generate_reminders import generate_reminders, prepare_reminders
from xladdin.dunning.journal import State
from xladdin.workbook.reader import read_workbook

if TYPE_CHECKING:
    from pathlib import Path

    from xladdin.app.generate_reminders import Campaign
    from xladdin.app.ports import BookHost

AS_OF = dt.date(2026, 6, 30)
Sent = dict[tuple[str, str, str, object], dt.date]
EVERYTHING_EACH = Outputs()


def generate(host: BookHost, as_of: dt.date = AS_OF, outputs: Outputs = EVERYTHING_EACH) -> Campaign:
    preparation = prepare_reminders(host, today=as_of, author="anne", as_of=as_of)
    return generate_reminders(host, preparation, outputs, author="anne")


def sent_in(path: Path) -> Sent:
    """Date per campaign, customer, piece and step of what the workbook says was sent."""
    heads = [head for head in read_workbook(path).dunning.journal.heads if head.state is State.SENT]
    sent: Sent = {
        (head.campaign, head.customer, head.number, (head.due, head.ref)): head.date for head in heads
    }
    assert len(sent) == len(heads)
    return sent


def letters_seen(folder: Path) -> list[str]:
    """Names of the letters under a folder that a user sees."""
    found = (folder / "lettres").rglob("*.docx")
    return sorted(path.name for path in found if not any(part.startswith(".") for part in path.parts))
