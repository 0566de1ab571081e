"""What one letter says, before it is put into words: who owes which pieces, and how much in all."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import datetime as dt


@dataclass(frozen=True, slots=True)
class Recipient:
    """To whom a letter goes; empty strings where nothing is known.

    Args:
        address: street lines, without postcode and city.
    """

    code: str
    name: str
    contact: str = ""
    address: tuple[str, ...] = ()
    postcode: str = ""
    city: str = ""
    email: str = ""


@dataclass(frozen=True, slots=True)
class NoticeLine:
    """One piece of a letter; cents, credits negative.

    Args:
        kind: the French word, ``FACTURE``.
        outstanding: still due at the as-of date.
    """

    number: str
    kind: str
    issued: dt.date | None
    due: dt.date | None
    amount: int
    outstanding: int
    days_late: int


@dataclass(frozen=True, slots=True)
class Notice:
    """Lettre de relance: one per customer and currency.

    Args:
        level: 0 for the preventive letter, 1 to 3 for the reminders, 4 for the mise en demeure.
        as_of: date d’arrêté; what was paid later is not taken off.
        lines: oldest due date first.
    """

    recipient: Recipient
    level: int
    currency: str
    as_of: dt.date
    lines: tuple[NoticeLine, ...]

    @property
    def total(self) -> int:
        """TOTAL DÛ in cents: the sum of the lines."""
        return sum(line.outstanding for line in self.lines)
