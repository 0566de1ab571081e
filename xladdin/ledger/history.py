"""Which reminder of which piece left on which date."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Mapping

RANKS = (1, 2, 3, 4)
"""Relance 1 to 3 are the reminders, Relance 4 is the mise en demeure."""


@dataclass(frozen=True, slots=True)
class History:
    """Dates of reminders, keyed by (piece number, rank), never counted.

    Attributes:
        sent: date per (piece number, rank 1-4).
        levels: reminder level that the user's own list states for a piece, where it gives no dates.
    """

    sent: Mapping[tuple[str, int], dt.date] = field(default_factory=dict)
    levels: Mapping[str, int] = field(default_factory=dict)

    def date(self, number: str, rank: int) -> dt.date | None:
        """When reminder ``rank`` of piece ``number`` left; None if it has not."""
        return self.sent.get((number, rank))
