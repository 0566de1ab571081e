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
    from collections.abc import Collection


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
    before: dt.date | None = None,
    also: Collection[str] = (),
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
        before: what the cell held before. A date that was emptied and that the journal never knew, as it
            stands in a list of hers, is noted and cancelled, so that it does not come back from there.
        also: ids of lines about this item under another customer code or due date.

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
        or (head.id in also and head.ref == ref)
    ]
    sent = [head for head in of_item if head.state is State.SENT]
    new = JournalEntry(
        date=date or before or on,
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
    if date is None:
        emptied = sent or ([new] if before is not None and not _was_sent(journal, new) else [])
        cancelled = (
            head.followed_by(State.CANCELLED, on, author=author, origin=Origin.TYPED) for head in emptied
        )
        return journal.with_entries([*emptied, *cancelled])
    if sent and date == min(head.date for head in sent):  # what Suivi shows
        return journal
    corrected = sent or [head for head in of_item if head.state is State.TO_SEND]
    if corrected:
        return journal.with_entries(
            head.followed_by(State.SENT, date, author=author, origin=Origin.TYPED) for head in corrected
        )
    return journal.with_entries([new])


def _was_sent(journal: Journal, new: JournalEntry) -> bool:
    """The journal has, or had, a letter of the same rank and date for the same item."""
    said = (new.customer, new.number, new.due, new.ref, new.date, new.state)
    return any(
        (one.customer, one.number, one.due, one.ref, one.date, one.state) == said for one in journal.entries
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
