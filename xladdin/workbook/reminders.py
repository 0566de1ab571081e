"""Reminders that the user noted in her own columns: Relance 1 to 4, or a level with the last date."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import numpy as np

from xladdin.ledger.history import RANKS, History
from xladdin.model.source_map import Field
from xladdin.model.text import fold
from xladdin.workbook.dates import read_dates
from xladdin.workbook.profile import REMINDER_RANKS
from xladdin.workbook.rows import filled_mask
from xladdin.workbook.vocabulary import Paid, is_no, status_of

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterable

    from xladdin.model.arrays import Texts
    from xladdin.workbook.listcells import ListCells

_FORMAL_NOTICE = re.compile(r"mise en demeure|\bmed\b|final notice|lrar")
_DIGIT = re.compile(r"\d+")


@dataclass(slots=True)
class Reminders:
    """What the columns of one or several lists say."""

    sent: dict[tuple[str, int], dt.date] = field(default_factory=dict)
    levels: dict[str, int] = field(default_factory=dict)

    def history(self) -> History:
        """For the Workbook."""
        return History(self.sent, self.levels)

    def add(self, other: Reminders) -> None:
        """What is known already stays."""
        self.sent = other.sent | self.sent
        self.levels = other.levels | self.levels


def read_reminders(cells: ListCells, numbers: Texts) -> Reminders:
    """Dates and levels per piece; a tick (« x », « fait ») is a level without a date.

    Args:
        numbers: piece number of each row; rows without one (``""``) are left out.
    """
    found = Reminders()
    for one, rank in REMINDER_RANKS.items():
        if one in cells:
            _read_rank(found, cells, numbers, one, rank)
    levels = _read_levels(cells, numbers) if Field.REMINDER_LEVEL in cells else {}
    for number, level in levels.items():
        found.levels[number] = max(level, found.levels.get(number, 0))
    last = cells.dates(Field.REMINDER_DATE)
    if last is not None:
        for number, day in zip(numbers, last.days.tolist(), strict=True):
            level = found.levels.get(number, 1)
            if number and day is not None and (number, level) not in found.sent:
                found.sent[number, level] = day
    return found


def _read_rank(found: Reminders, cells: ListCells, numbers: Texts, one: Field, rank: int) -> None:
    raw = cells.raw(one)
    filled = np.flatnonzero(filled_mask(raw)).tolist()
    dates = read_dates([raw[place] for place in filled], day_first=cells.day_first, date_1904=cells.date_1904)
    unread = {}
    for nth, (place, day) in enumerate(zip(filled, dates.days.tolist(), strict=True)):
        number = numbers[place]
        if not number:
            continue
        if day is not None:
            found.sent.setdefault((number, rank), day)
        elif nth in dates.bad:
            text = dates.bad[nth]
            if _is_tick(text):
                found.levels[number] = max(rank, found.levels.get(number, 0))
            elif not is_no(text):
                unread[place] = {"text": text, "heading": cells.columns[one].heading}
    cells.report("relance-illisible", one, unread)


def _is_tick(text: str) -> bool:
    return status_of(text) is Paid.FULLY or fold(text) in {
        "fait",
        "faite",
        "envoyee",
        "envoye",
        "mail",
        "tel",
        "courrier",
    }


def _read_levels(cells: ListCells, numbers: Texts) -> dict[str, int]:
    found: dict[str, int] = {}
    unread = {}
    for place, text in enumerate(cells.texts(Field.REMINDER_LEVEL)):
        level = level_of(text)
        if level is None:
            unread[place] = {"text": text, "heading": cells.columns[Field.REMINDER_LEVEL].heading}
        elif level and numbers[place]:
            found[numbers[place]] = max(level, found.get(numbers[place], 0))
    cells.report("relance-illisible", Field.REMINDER_LEVEL, unread)
    return found


def level_of(text: str) -> int | None:
    """0 for none, 1 to 4 for « R1 » to « Mise en demeure »; None for what is no level."""
    folded = fold(text)
    if is_no(text) or folded in {"pas de relance", "jamais", "a relancer", "non relance", "non relancee"}:
        return 0
    if _FORMAL_NOTICE.search(folded):
        return max(RANKS)
    digits = _DIGIT.search(folded)
    return min(int(digits.group()), max(RANKS)) if digits else None


def merged(several: Iterable[Reminders]) -> Reminders:
    """All of them; the first that speaks of a reminder holds."""
    whole = Reminders()
    for one in several:
        whole.add(one)
    return whole
