"""French words that sheets, letters, screens and functions share. Each is defined here and nowhere else."""

from __future__ import annotations

from enum import IntEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import datetime as dt

NOT_DUE = "Non échu"
CREDITS = "Crédits non affectés"
TOTAL = "Total"
LATE = "En retard"
CURRENT_MONTH = "Mois en cours"
BEYOND = "Au-delà"
BILLS = "Effets en circulation"
PAID = "Réglé"
OPEN = "En Cours"

REMINDER_NAMES = ("Rappel d’échéance", "1er rappel", "2ème rappel", "3ème rappel", "Mise en demeure")
"""By level: 0 preventive, 1 to 3 reminders, 4 mise en demeure."""

MONTHS = (
    "janvier", "février", "mars", "avril", "mai", "juin",
    "juillet", "août", "septembre", "octobre", "novembre", "décembre",
)  # fmt: skip


class Kind(IntEnum):
    """What an open item is. The name is the French word the user reads.

    FACTURE and FRAIS are positive; AVOIR, REGLEMENT (a payment not yet allocated) and a received
    ACOMPTE are negative; an EFFET (bill) is positive and apart from the receivables.
    """

    FACTURE = 0
    AVOIR = 1
    ACOMPTE = 2
    REGLEMENT = 3
    EFFET = 4
    FRAIS = 5


KIND_LABELS = {
    Kind.FACTURE: "FACTURE",
    Kind.AVOIR: "AVOIR",
    Kind.ACOMPTE: "ACOMPTE",
    Kind.REGLEMENT: "RÈGLEMENT",
    Kind.EFFET: "EFFET",
    Kind.FRAIS: "FRAIS",
}


def french_date(date: dt.date | None) -> str:
    """``30/06/2026``; nothing for no date."""
    return f"{date:%d/%m/%Y}" if date else ""


def french_amount(cents: int) -> str:
    """``1 234,56`` with narrow no-break spaces, sign in front; cents in, currency left to the caller."""
    units, rest = divmod(abs(cents), 100)
    grouped = f"{units:,}".replace(",", "\u202f")
    return f"{'-' if cents < 0 else ''}{grouped},{rest:02d}"


def french_percent(rate: float) -> str:
    """``42,45 %`` from 0.4245."""
    return f"{rate * 100:.2f}".replace(".", ",") + "\u00a0%"
