"""Pieces that the user struck out of the reminders to do."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    import datetime as dt

    from xladdin.ledger.history import StepRef


class StruckOut(NamedTuple):
    """One « Non » in Relances à faire: this piece does not take this step; the step after is another matter.

    Attributes:
        customer: its code.
        due: tells the instalments of one piece apart; None when unknown.
        ref: the step that was proposed.
    """

    customer: str
    number: str
    due: dt.date | None
    ref: StepRef
