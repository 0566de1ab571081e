"""What one letter says, before it is put into words: who owes which pieces, and how much in all."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from xladdin.ledger.standing import Category
from xladdin.letters.charges import NO_CHARGES, Charges

if TYPE_CHECKING:
    import datetime as dt

    from xladdin.dunning.scenario import Channel
    from xladdin.reports.customer_file import Note, Promise


@dataclass(frozen=True, slots=True)
class Recipient:
    """To whom a letter goes; empty strings where nothing is known.

    Args:
        address: street lines, without postcode and city.
        collector: who looks after this customer (chargé de recouvrement).
        category: decides which law the letter names.
    """

    code: str
    name: str
    contact: str = ""
    address: tuple[str, ...] = ()
    postcode: str = ""
    city: str = ""
    email: str = ""
    phone: str = ""
    collector: str = ""
    category: Category = Category.PROFESSIONAL


@dataclass(frozen=True, slots=True)
class NoticeLine:
    """One piece of a letter; cents, credits negative.

    Args:
        kind: the French word, ``FACTURE``.
        outstanding: still due at the as-of date.
        days_late: 0 or less when not late, 0 without a due date.
        for_information: a debt that is listed but takes no step of its own in this letter.
    """

    number: str
    kind: str
    issued: dt.date | None
    due: dt.date | None
    amount: int
    outstanding: int
    days_late: int
    for_information: bool = False


@dataclass(frozen=True, slots=True)
class EarlierReminder:
    """A reminder that left before this letter, about some of its pieces.

    Attributes:
        level: 1 to 3, or 4 for the mise en demeure.
        numbers: of the pieces; empty when it was about every debt of the letter.
    """

    level: int
    date: dt.date
    numbers: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class PastEvent:
    """A letter, a call, a check or a note of the Journal des relances.

    Attributes:
        numbers: of the pieces; empty for a note about the customer.
    """

    date: dt.date
    text: str
    numbers: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class CallNotes:
    """What a collector wants to have at hand when she calls; internal, never in a letter.

    Attributes:
        events: latest first.
        promises: of payment, earliest first; no number for one about the whole account.
        remarks: what stands beside the customer's pieces.
    """

    events: tuple[PastEvent, ...] = ()
    promises: tuple[Promise, ...] = ()
    remarks: tuple[Note, ...] = ()


NO_CALL = CallNotes()


@dataclass(frozen=True, slots=True)
class Notice:
    """Lettre de relance: one per customer and currency. Also a relevé de compte or a fiche d’appel.

    Args:
        level: 0 for the preventive letter, 1 to 3 for the reminders, 4 for the mise en demeure; of a call,
            that of the letter before it.
        as_of: date d’arrêté; what was paid later is not taken off.
        lines: oldest due date first.
        step: name of the step, « Envoi 2nde relance ».
        title: where the level does not say it, as for a relevé de compte.
        channel: how it leaves; None when nothing leaves by a scenario.
        reminders: earlier ones about these pieces, oldest first.
        charges: apart from the total.
        bills: effets en circulation of a relevé; what they pay is not among the lines.
        call: for a fiche d’appel.
    """

    recipient: Recipient
    level: int
    currency: str
    as_of: dt.date
    lines: tuple[NoticeLine, ...]
    step: str = ""
    title: str = ""
    channel: Channel | None = None
    reminders: tuple[EarlierReminder, ...] = ()
    charges: Charges = NO_CHARGES
    bills: tuple[NoticeLine, ...] = ()
    call: CallNotes = NO_CALL

    @property
    def total(self) -> int:
        """TOTAL DÛ in cents: the sum of the lines, charges apart."""
        return sum(line.outstanding for line in self.lines)

    @property
    def overdue(self) -> int:
        """Cents of the debts that are late."""
        return sum(line.outstanding for line in self.lines if line.outstanding > 0 and line.days_late > 0)

    @property
    def not_due(self) -> int:
        """Cents of the debts that are not late."""
        return sum(line.outstanding for line in self.lines if line.outstanding > 0 >= line.days_late)

    @property
    def credits(self) -> int:
        """Cents in the customer’s favour, negative."""
        return sum(line.outstanding for line in self.lines if line.outstanding < 0)

    @property
    def grand_total(self) -> int:
        """TOTAL DÛ and the charges, in cents."""
        return self.total + self.charges.total
