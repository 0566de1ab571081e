"""What the user typed, corrected or cleared in Relance 1 to 4 of Suivi des relances."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Mapping

    from xladdin.ledger.row_traces import PieceId


class TypedDate(NamedTuple):
    """One cell that no longer says what was written there.

    Attributes:
        customer_name: as it stands in the row.
        rank: 1 to 4.
        date: what the cell holds now; None when it was cleared.
        before: what was written there; None for nothing.
        known: the row is one of ours; else she wrote it, and the customer of ``piece`` is not known.
    """

    piece: PieceId
    customer_name: str
    rank: int
    date: dt.date | None
    before: dt.date | None = None
    known: bool = True


@dataclass(frozen=True, slots=True)
class TypedDates:
    """All such cells of a workbook.

    Attributes:
        changes: in reading order.
        unread: texts that are no date, by piece and rank.
    """

    changes: tuple[TypedDate, ...] = ()
    unread: Mapping[tuple[PieceId, int], str] = field(default_factory=dict)
