"""Which reminder of which piece left on which date."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Mapping

RANKS = (1, 2, 3, 4)
"""Relance 1 to 3 are the reminders, Relance 4 is the mise en demeure."""


class StepRef(NamedTuple):
    """A step of a scenario by what it is, not by its place, so that editing a scenario moves nothing.

    Steps compare in the order in which they are taken.

    Attributes:
        rank: of a letter, 0 for the preventive one and 1 to 4 as in ``RANKS``; of a phone call or a
            check, that of the letter before it, 0 when there is none.
        action: 0 for the letter itself, else which call or check after it, from 1.
    """

    rank: int
    action: int = 0


@dataclass(frozen=True, slots=True)
class PastStep:
    """A step that was taken for one piece, or that waits to be confirmed.

    Attributes:
        customer: its code.
        due: tells the instalments of one piece apart; None when unknown.
        date: when it left or was done; while it waits, the date of its campaign.
        done: False while nobody said that it left.
        name: « 2ème rappel ».
        entry: id of the line of the Journal that says so; empty for what was found elsewhere.
    """

    number: str
    customer: str
    due: dt.date | None
    ref: StepRef
    date: dt.date
    done: bool = True
    name: str = ""
    entry: str = ""


@dataclass(frozen=True, slots=True)
class History:
    """Dates of reminders, keyed by (piece number, rank), never counted.

    Attributes:
        sent: date per (piece number, rank 1-4).
        levels: reminder level that the user's own list states for a piece, where it gives no dates.
        steps: what the Journal des relances knows, calls and instalments included; what it says of a
            piece and rank is also in ``sent``.
        promises: latest promised payment date per customer code, from the notes of the Journal.
        last_run: date of the latest campaign that was not cancelled.
        elsewhere: what the user's own list says, also of pieces and ranks that the Journal knows: of two
            instalments that share a number, the Journal may know one and her list the other.
    """

    sent: Mapping[tuple[str, int], dt.date] = field(default_factory=dict)
    levels: Mapping[str, int] = field(default_factory=dict)
    steps: tuple[PastStep, ...] = ()
    promises: Mapping[str, dt.date] = field(default_factory=dict)
    last_run: dt.date | None = None
    elsewhere: Mapping[tuple[str, int], dt.date] = field(default_factory=dict)

    def date(self, number: str, rank: int) -> dt.date | None:
        """When reminder ``rank`` of piece ``number`` left; None if it has not."""
        return self.sent.get((number, rank))
