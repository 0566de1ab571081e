"""The history of reminders as the journal tells it, completed by what the user's own list says."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from xladdin.dunning.journal import Origin, State
from xladdin.ledger.history import RANKS, History, PastStep

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterator

    from xladdin.dunning.journal import Journal

NOTHING_ELSEWHERE: Final = History()


def history_from_journal(journal: Journal, found_elsewhere: History = NOTHING_ELSEWHERE) -> History:
    """What left and when; the journal wins.

    Args:
        journal: of this workbook.
        found_elsewhere: dates and levels of the user's own columns, or a history made of them and of an
            earlier journal. A date fills a rank that the journal does not have; one that the journal has
            cancelled does not come back by that way.
    """
    steps = tuple(_steps(journal))
    sent: dict[tuple[str, int], dt.date] = {}
    for step in steps:
        if step.done and step.ref.rank in RANKS and not step.ref.action:
            key = step.number, step.ref.rank
            sent[key] = min(step.date, sent.get(key, step.date))
    undone = set(_undone(journal))
    hers = found_elsewhere.elsewhere if found_elsewhere.steps else found_elsewhere.sent
    elsewhere = {key: date for key, date in hers.items() if (*key, date) not in undone}
    return History(
        sent=elsewhere | sent,
        levels=found_elsewhere.levels,
        steps=steps,
        promises=_promises(journal),
        last_run=_last_run(journal),
        elsewhere=elsewhere,
    )


def _steps(journal: Journal) -> Iterator[PastStep]:
    """Reminders that left or may have left; what is only proposed counts for nothing."""
    for entry in journal.heads:
        if entry.ref is not None and entry.state in (State.SENT, State.TO_SEND):
            done = entry.state is State.SENT
            piece = entry.number, entry.customer, entry.due
            yield PastStep(*piece, entry.ref, entry.date, done, entry.step, entry.id)


def _undone(journal: Journal) -> Iterator[tuple[str, int, dt.date]]:
    """Piece, rank and date of letters that were cancelled after they had been called sent."""
    cancelled = {head.about for head in journal.heads if head.state is State.CANCELLED}
    for entry in journal.entries:
        if entry.id in cancelled and entry.state is State.SENT and entry.ref is not None:
            yield entry.number, entry.ref.rank, entry.date


def _promises(journal: Journal) -> dict[str, dt.date]:
    """The promise noted last per customer; of two noted on one day, the later."""
    noted = [
        (entry.date, entry.promise, entry.customer)
        for entry in journal.entries
        if entry.origin is Origin.NOTE and entry.promise is not None
    ]
    return {customer: promise for _, promise, customer in sorted(noted)}


def _last_run(journal: Journal) -> dt.date | None:
    """Date of the latest campaign of which something still stands."""
    standing = {
        head.campaign for head in journal.heads if head.state not in (State.CANCELLED, State.PROPOSED)
    }
    began = (
        entry.date
        for entry in journal.entries
        if entry.origin is Origin.CAMPAIGN and not entry.about and entry.campaign in standing
    )
    return max(began, default=None)
