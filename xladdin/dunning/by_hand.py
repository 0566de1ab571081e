"""What the user writes into the journal herself: a date typed in Suivi, a call, a note, a promise."""

from __future__ import annotations

from typing import TYPE_CHECKING

from xladdin.dunning.journal import Journal, JournalEntry, Origin, State
from xladdin.dunning.scenario import Channel
from xladdin.errors import ArgumentError
from xladdin.ledger.history import RANKS, StepRef
from xladdin.model.wording import french_date

if TYPE_CHECKING:
    import datetime as dt


def typed_date(
    journal: Journal,
    *,
    customer: str,
    number: str,
    due: dt.date | None,
    rank: int,
    date: dt.date | None,
    on: dt.date,
    author: str = "",
) -> Journal:
    """The journal once Relance ``rank`` of a piece reads ``date`` in Suivi: the same, or one line more.

    A new date is a letter that left then; another date corrects the one known, whether it was sent or
    waited to be confirmed; a date that was emptied cancels it.

    Args:
        customer: its code.
        due: of the item, which tells instalments apart.
        rank: 1 to 4.
        date: what the cell holds now; None when it is empty.
        on: day of the change, the date of a cancellation.

    Raises:
        ArgumentError: there is no such rank.
    """
    if rank not in RANKS:
        raise ArgumentError(f"Il n’y a pas de relance {rank}.", "Les relances vont de 1 à 4.")
    ref = StepRef(rank)
    of_item = [
        head
        for head in journal.heads
        if (head.customer, head.number, head.due, head.ref) == (customer, number, due, ref)
    ]
    sent = [head for head in of_item if head.state is State.SENT]
    if date is None:
        return journal.with_entries(
            head.followed_by(State.CANCELLED, on, author=author, origin=Origin.TYPED) for head in sent
        )
    if sent and date == min(head.date for head in sent):  # what Suivi shows
        return journal
    corrected = sent or [head for head in of_item if head.state is State.TO_SEND]
    if corrected:
        return journal.with_entries(
            head.followed_by(State.SENT, date, author=author, origin=Origin.TYPED) for head in corrected
        )
    return journal.with_entries(
        [
            JournalEntry(
                date=date,
                origin=Origin.TYPED,
                customer=customer,
                author=author,
                state=State.SENT,
                number=number,
                due=due,
                ref=ref,
                step=f"Relance {rank}",
                about=max((head.id for head in of_item), default=""),
            )
        ]
    )


def note(
    journal: Journal,
    *,
    customer: str,
    text: str,
    on: dt.date,
    author: str = "",
    promise: dt.date | None = None,
    by_phone: bool = False,
) -> Journal:
    """One line more: what was said or promised. A promise holds all the customer's pieces back to its day.

    Raises:
        ArgumentError: nothing is said, or the promise is for a day that was over.
    """
    if not text.strip() and promise is None:
        raise ArgumentError("La note est vide.", "Écrivez un texte ou donnez la date d’une promesse.")
    if promise is not None and promise < on:
        raise ArgumentError(
            f"La promesse du {french_date(promise)} est antérieure à la note du {french_date(on)}.",
            "Donnez la date à laquelle le client promet de payer.",
        )
    channel = Channel.PHONE if by_phone else None
    entry = JournalEntry(
        on, Origin.NOTE, customer, author=author, channel=channel, text=text.strip(), promise=promise
    )
    return journal.with_entries([entry])
