"""A case (dossier de recouvrement): all that is known and to be done to recover what one account owes."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from enum import StrEnum
from typing import TYPE_CHECKING

from xladdin.model.wording import french_date

if TYPE_CHECKING:
    import datetime as dt

    from xladdin.dunning.case_record import CaseRecord
    from xladdin.dunning.to_do import ToDo


class CaseState(StrEnum):
    """Where a case stands; the value is the word the user reads."""

    OPEN = "ouvert"
    PAID = "soldé"
    CLOSED = "clos"


@dataclass(frozen=True, slots=True)
class CaseEntry:
    """One entry (écriture) of a case; signed cents, what reduces the debt is negative.

    Attributes:
        label: French, « FACTURE », « RÈGLEMENT PARTIEL », « PÉNALITÉS DE RETARD ».
        number: of the piece that it is about; empty for what is about the whole account.
        date: of the piece, of the payment, of the letter; None when unknown.
        due: of a piece; else None.
        is_charge: a fee or a penalty, outside the outstanding.
        remark: French, why an amount is withheld; else empty.
    """

    label: str
    number: str
    date: dt.date | None
    due: dt.date | None
    amount: int
    is_charge: bool = False
    remark: str = ""


@dataclass(frozen=True, slots=True)
class Intervention:
    """What was done for a case (intervention réalisée).

    Attributes:
        date: the day it was done or left.
        what: the step, « 2ème rappel », or « Note ».
        how: the channel; empty when unknown.
        numbers: pieces that it was about; empty for what is about the customer.
        reason: what was noted, or the pieces in words.
        author: who did it; empty when unknown.
    """

    date: dt.date
    what: str
    how: str = ""
    numbers: tuple[str, ...] = ()
    reason: str = ""
    author: str = ""


@dataclass(frozen=True, slots=True)
class Case:
    """One case at close of ``as_of``: one customer, one currency.

    Attributes:
        record: what the sheet Dossiers holds of it, number, opening date, motif and contacts filled in.
        name: of the customer.
        phone: of the customer; empty when unknown.
        email: likewise.
        rows: its pieces, in the ledger.
        state: open, paid, or closed by hand.
        over: the day it was paid or closed; None while it is open.
        scenario: that the customer follows.
        step: the furthest taken, in words; empty when none was.
        step_on: its date; None when unknown.
        risk: of the furthest step taken that changes it; empty for none.
        loss_percent: share of the outstanding to provide for, 0-100, of the furthest step taken that gives
            one; None for none.
        entries: pieces with their part payments, open credits of the account, then charges.
        done: interventions, oldest first.
        to_do: interventions, the earliest first; empty once it is over.
    """

    record: CaseRecord
    name: str
    phone: str
    email: str
    as_of: dt.date
    rows: tuple[int, ...]
    state: CaseState
    over: dt.date | None
    scenario: str
    step: str
    step_on: dt.date | None
    risk: str
    loss_percent: Decimal | None
    entries: tuple[CaseEntry, ...]
    done: tuple[Intervention, ...]
    to_do: tuple[ToDo, ...]

    @property
    def is_open(self) -> bool:
        """Something of it is left to recover."""
        return self.state is CaseState.OPEN

    @property
    def state_in_words(self) -> str:
        """« ouvert », « soldé le 30/06/2026 »."""
        return self.state.value if self.over is None else f"{self.state} le {french_date(self.over)}"

    @property
    def outstanding(self) -> int:
        """Cents still due on its pieces, open credits of the account taken off; charges apart."""
        return sum(entry.amount for entry in self.entries if not entry.is_charge)

    @property
    def charges(self) -> int:
        """Cents of fees and penalties, those withheld left out."""
        return sum(entry.amount for entry in self.entries if entry.is_charge)

    @property
    def provision(self) -> int:
        """Cents to provide for: the loss percent of the outstanding TTC, halves up; 0 once it is over.

        Never below 0 nor above what is due: an account in credit needs none.
        """
        if self.loss_percent is None or not self.is_open:
            return 0
        share = self.loss_percent * max(self.outstanding, 0) / 100
        return int(share.quantize(Decimal(1), rounding=ROUND_HALF_UP))

    @property
    def next_intervention(self) -> ToDo | None:
        """The first thing to do."""
        return self.to_do[0] if self.to_do else None
