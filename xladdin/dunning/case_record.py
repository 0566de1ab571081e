"""What the sheet Dossiers keeps of a case: its number and what the user wrote; the rest is computed."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterable, Mapping

_NUMBER: Final = re.compile(r"D(\d{4})-(\d{3,})")


@dataclass(frozen=True, slots=True)
class CaseRecord:
    """One row of the sheet.

    Args:
        number: « D2026-001 »; empty for a case that the user has just added.
        customer: code or name, as written.
        currency: ISO code; empty for the one in which the customer owes most.
        opened: day of opening (ouverture); None when she gave none.
        reason: motif.
        collector: person in charge (chargé).
        contact: main contact at the customer's.
        other_contacts: anybody else of use, a lawyer or a bailiff.
        closed: day on which she closed it herself; None for a case that closes when it is paid.
        notes: hers.
        unread: cells that mean nothing, by heading, kept as she wrote them.
        cell: where it stands, ``(sheet, A1 address)``; empty for a new one.
    """

    number: str = ""
    customer: str = ""
    currency: str = ""
    opened: dt.date | None = None
    reason: str = ""
    collector: str = ""
    contact: str = ""
    other_contacts: str = ""
    closed: dt.date | None = None
    notes: str = ""
    unread: Mapping[str, str] = field(default_factory=dict)
    cell: tuple[str, str] = ("", "")


@dataclass(frozen=True, slots=True)
class CaseRecords:
    """The sheet Dossiers as the user left it.

    Args:
        records: in the order of the sheet; numbers are unique.
        last_numbers: the highest number given out per year, as the sheet itself notes it, so that a number
            is not given again after its row was deleted.
    """

    records: tuple[CaseRecord, ...] = ()
    last_numbers: tuple[str, ...] = ()


class CaseNumbers:
    """Gives out case numbers: one series per year, never one that was given out before.

    Args:
        known: numbers given out, in any order; what does not look like one of ours counts for nothing.
    """

    def __init__(self, known: Iterable[str]) -> None:
        self._highest: dict[int, int] = {}
        for number in known:
            match = _NUMBER.fullmatch(number)
            if match:
                year, rank = int(match[1]), int(match[2])
                self._highest[year] = max(rank, self._highest.get(year, 0))

    def next(self, year: int) -> str:
        """« D2026-004 » after « D2026-003 »."""
        self._highest[year] = self._highest.get(year, 0) + 1
        return f"D{year}-{self._highest[year]:03d}"

    @property
    def last(self) -> tuple[str, ...]:
        """The highest number of each year, oldest first."""
        return tuple(f"D{year}-{rank:03d}" for year, rank in sorted(self._highest.items()))


def numbers_in(text: str) -> tuple[str, ...]:
    """Every case number that a text names."""
    return tuple(match[0] for match in _NUMBER.finditer(text))
