"""Journal des relances: an append-only list of what was proposed, sent, cancelled, typed and noted.

Nothing is ever changed in it. An entry that changes the state of an earlier one names it in ``about``; what
nobody names is the present state, its *head*. So two copies of a journal merge by plain union, in any
order and any number of times, and a letter that one copy cancelled before the other sent it stays sent.
"""

from __future__ import annotations

from dataclasses import dataclass, fields, replace
from enum import StrEnum
from functools import cached_property
from hashlib import blake2s
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterable, Iterator

    from xladdin.dunning.scenario import Channel
    from xladdin.ledger.history import StepRef


class State(StrEnum):
    """What became of a reminder; the value is the word the user reads.

    ::

        proposée ──> à envoyer ──> envoyée
            │            ├───────> soldée     (paid before it was confirmed)
            └────────────┴───────> annulée <── envoyée
    """

    PROPOSED = "proposée"
    TO_SEND = "à envoyer"
    SENT = "envoyée"
    CANCELLED = "annulée"
    PAID = "soldée"


class Origin(StrEnum):
    """Where an entry comes from; the value is the word the user reads."""

    CAMPAIGN = "campagne"
    TYPED = "saisie manuelle"
    NOTE = "note"


@dataclass(frozen=True, slots=True)
class JournalEntry:
    """One line of the journal.

    Args:
        date: of the campaign, of sending, of cancelling, of the note.
        origin: see ``Origin``.
        customer: code.
        author: who did it; empty when unknown.
        state: what the reminder is from now on; None for a note.
        campaign: its id; empty for what was typed or noted.
        number: of the piece; empty for a note about the customer.
        due: due date of the item, which tells instalments apart.
        ref: the step; None for a note.
        step: its name as it was then, « 2ème rappel ».
        channel: None when unknown.
        about: id of the entry that this one follows; empty for the first.
        text: of a note.
        promise: promised payment date, of a note.
        id: made from all the rest, so that the same fact written twice is one entry.
    """

    date: dt.date
    origin: Origin
    customer: str
    author: str = ""
    state: State | None = None
    campaign: str = ""
    number: str = ""
    due: dt.date | None = None
    ref: StepRef | None = None
    step: str = ""
    channel: Channel | None = None
    about: str = ""
    text: str = ""
    promise: dt.date | None = None
    id: str = ""

    def __post_init__(self) -> None:
        if not self.id:
            object.__setattr__(self, "id", self._digest())

    def _digest(self) -> str:
        facts = "\x1f".join(str(getattr(self, column.name)) for column in fields(self) if column.name != "id")
        return blake2s(facts.encode(), digest_size=8).hexdigest()

    def followed_by(
        self, state: State, on: dt.date, *, author: str, origin: Origin | None = None
    ) -> JournalEntry:
        """The entry that says that this reminder is now in ``state``."""
        return replace(
            self, state=state, date=on, author=author, origin=origin or self.origin, about=self.id, id=""
        )


@dataclass(frozen=True)
class Journal:
    """Entries in the order in which they were written; ids are unique."""

    entries: tuple[JournalEntry, ...] = ()

    def with_entries(self, new: Iterable[JournalEntry]) -> Journal:
        """Appends the entries that the journal does not have yet."""
        return merge(self, Journal(tuple(new)))

    @cached_property
    def heads(self) -> tuple[JournalEntry, ...]:
        """Reminders as they stand: entries with a state that no other entry follows."""
        followed = {entry.about for entry in self.entries if entry.about}
        return tuple(entry for entry in self.entries if entry.state and entry.id not in followed)

    def heads_of(self, campaign: str) -> Iterator[JournalEntry]:
        """The heads of one campaign."""
        return (entry for entry in self.heads if entry.campaign == campaign)

    @property
    def campaigns(self) -> tuple[str, ...]:
        """Ids of the campaigns, oldest first."""
        return tuple(dict.fromkeys(entry.campaign for entry in self.entries if entry.campaign))


def merge(mine: Journal, theirs: Journal) -> Journal:
    """What either journal knows, mine first.

    Where a line was edited by hand, so that one id has two contents, the one that says « envoyée » holds:
    a letter that left is never forgotten.
    """
    by_id: dict[str, JournalEntry] = {}
    for entry in (*mine.entries, *theirs.entries):
        known = by_id.get(entry.id)
        by_id[entry.id] = entry if known is None else max(known, entry, key=_weight)
    return Journal(tuple(by_id.values()))


def _weight(entry: JournalEntry) -> tuple[bool, str]:
    return entry.state is State.SENT, repr(entry)
