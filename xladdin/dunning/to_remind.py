"""Relances à faire: what the next campaign would do with each late piece, and why."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Final, NamedTuple

import numpy as np

from xladdin.dunning.journal import Origin
from xladdin.dunning.reasons import Reason
from xladdin.dunning.run import DunningNotice
from xladdin.ledger.history import RANKS
from xladdin.ledger.row_traces import PieceId
from xladdin.ledger.steps_by_item import steps_by_item
from xladdin.model.arrays import as_of_day, to_date
from xladdin.model.wording import french_date

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Collection, Iterable, Iterator

    from xladdin.dunning.journal import Journal, JournalEntry
    from xladdin.dunning.run import DunningRun
    from xladdin.dunning.scenario import Channel, Step
    from xladdin.dunning.struck_out import StruckOut
    from xladdin.ledger.history import History, PastStep, StepRef
    from xladdin.ledger.ledger import Ledger

_NOT_LISTED: Final = frozenset({Reason.PAID, Reason.CREDIT})
_NO_CAMPAIGN: Final = "aucune campagne possible : voir en tête de la feuille"
_LONGEST_NOTE: Final = 80


class Contact(NamedTuple):
    """The last time that somebody spoke or wrote to a customer."""

    date: dt.date
    what: str


@dataclass(frozen=True, slots=True)
class PieceToRemind:
    """One row: a piece that would take a step, or a late one that is held back.

    Attributes:
        row: in the ledger.
        days_late: 0 or less for a preventive letter; 0 without a due date.
        outstanding: reste dû in cents.
        at_risk: cents that its customer owes late in its currency, credits not taken off.
        why: why this step now, or why none.
        ticked: False where the user struck it out; None for a piece held back.
        ref: the step proposed; None for a piece held back.
        step: its name.
        channel: None for a piece held back.
        contact: the last with its customer; None when nothing is known.
    """

    row: int
    piece: PieceId
    currency: str
    days_late: int
    outstanding: int
    at_risk: int
    why: str
    ticked: bool | None = None
    ref: StepRef | None = None
    step: str = ""
    channel: Channel | None = None
    contact: Contact | None = None


def pieces_to_remind(
    ledger: Ledger, run: DunningRun, history: History, journal: Journal
) -> list[PieceToRemind]:
    """What ``run`` proposes, struck-out pieces included, then what it holds back; most at risk first."""
    listing = _Listing(ledger, run.as_of, history, journal)
    proposed = [
        listing.proposed(
            line.row, step, proposal.channel if isinstance(proposal, DunningNotice) else step.channel
        )
        for proposal, line, step in run.steps_taken()
    ]
    proposed += [
        listing.proposed(one.line.row, one.step, one.step.channel, ticked=False)
        for one in run.excluded
        if one.step is not None
    ]
    held = [
        listing.held(one.line.row, one.hold.text)
        for one in run.excluded
        if one.step is None
        and one.hold.reason not in _NOT_LISTED
        and (one.line.days_late > 0 or one.line.due is None)
    ]
    return [*_most_at_risk_first(proposed), *_most_at_risk_first(held)]


def pieces_without_a_run(
    ledger: Ledger, as_of: dt.date, history: History, journal: Journal, struck_out: Collection[StruckOut]
) -> list[PieceToRemind]:
    """The late pieces where no campaign can be proposed, so that what she struck out and noted stays.

    Args:
        struck_out: what she struck out when there was a proposal.
    """
    listing = _Listing(ledger, as_of, history, journal)
    refs = {(one.customer, one.number, one.due): one.ref for one in struck_out}
    answered = {number for _, number, _ in refs}
    rows = {row for row, number in enumerate(ledger.items.number) if number in answered}
    pieces = [listing.held(row, _NO_CAMPAIGN) for row in sorted(rows | listing.late)]
    return _most_at_risk_first(
        replace(one, ticked=False, ref=refs[one.piece]) if one.piece in refs else one
        for one in pieces
        if one.piece in refs or one.row in listing.late
    )


def _most_at_risk_first(pieces: Iterable[PieceToRemind]) -> list[PieceToRemind]:
    return sorted(
        pieces,
        key=lambda one: (-one.at_risk, one.piece.customer, one.currency, -one.days_late, one.row),
    )


class _Listing:
    """Rows of one ledger at close of one day.

    Attributes:
        late: rows of the ledger that are owed and late.
    """

    def __init__(self, ledger: Ledger, as_of: dt.date, history: History, journal: Journal) -> None:
        self._ledger = ledger
        self._as_of = as_of
        self._levels = history.levels
        items = ledger.items
        self._outstanding = np.where(items.is_receivable(), ledger.outstanding(as_of), 0)
        late = (self._outstanding > 0) & (items.due < as_of_day(as_of))
        self.late: frozenset[int] = frozenset(np.flatnonzero(late).tolist())
        self._at_risk = ledger.sum_by_account(np.where(late, self._outstanding, 0))
        debts = np.flatnonzero(items.is_receivable() & ledger.issued_by(as_of) & (items.amount > 0))
        self._steps = steps_by_item(ledger, history, debts.tolist())
        self._contacts = dict(self._last_contacts(journal))

    def proposed(self, row: int, step: Step, channel: Channel, *, ticked: bool = True) -> PieceToRemind:
        """A piece that would take a step."""
        piece = self.held(row, f"{self._age(row)}, {self._after(row)}")
        return replace(piece, ticked=ticked, ref=step.ref, step=step.name, channel=channel)

    def held(self, row: int, why: str) -> PieceToRemind:
        """A piece that takes none."""
        ledger, items = self._ledger, self._ledger.items
        code = ledger.customers.code[items.customer[row]]
        due = to_date(items.due[row])
        return PieceToRemind(
            row=row,
            piece=PieceId(code, items.number[row], due),
            currency=ledger.currencies[items.currency[row]],
            days_late=(self._as_of - due).days if due else 0,
            outstanding=int(self._outstanding[row]),
            at_risk=int(self._at_risk[items.customer[row], items.currency[row]]),
            why=why,
            contact=self._contacts.get(code),
        )

    def _age(self, row: int) -> str:
        due = to_date(self._ledger.items.due[row])
        days = (self._as_of - due).days if due else 0
        if days > 0:
            return f"échue depuis {days} jour{'s' if days > 1 else ''}"
        return f"échéance dans {-days} jour{'s' if days < -1 else ''}" if days else "échéance ce jour"

    def _after(self, row: int) -> str:
        """The furthest step of the piece, in words."""
        done = [step for step in self._steps.get(row, ()) if step.done]
        furthest = max(done, key=lambda step: (step.ref, step.date), default=None)
        level = self._levels.get(self._ledger.items.number[row], 0)
        if level and (furthest is None or furthest.ref.rank < level):
            return f"après la relance {level}, sans date"
        return (
            f"après « {_name(furthest)} » du {french_date(furthest.date)}" if furthest else "jamais relancée"
        )

    def _last_contacts(self, journal: Journal) -> Iterator[tuple[str, Contact]]:
        """Per customer code, the earlier ones first."""
        codes, customers = self._ledger.customers.code, self._ledger.items.customer
        contacts = [
            (step.date, codes[customers[row]], _name(step))
            for row, steps in self._steps.items()
            for step in steps
            if step.done
        ]
        contacts += [
            (entry.date, entry.customer, _note(entry))
            for entry in journal.entries
            if entry.origin is Origin.NOTE
        ]
        for date, customer, what in sorted(contacts):
            if date <= self._as_of:
                yield customer, Contact(date, what)


def _name(step: PastStep) -> str:
    if step.name:
        return step.name
    return "Mise en demeure" if step.ref.rank == max(RANKS) else f"Relance {step.ref.rank}"


def _note(entry: JournalEntry) -> str:
    promise = f"promesse pour le {french_date(entry.promise)}" if entry.promise else ""
    text = " : ".join(part for part in (entry.channel or "", entry.text, promise) if part)
    return text if len(text) <= _LONGEST_NOTE else text[: _LONGEST_NOTE - 1] + "…"
