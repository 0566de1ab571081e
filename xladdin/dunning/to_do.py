"""Actions à mener: everything that somebody has to do about late payers, by person and date."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from xladdin.dunning.followed import AccountKey


class ToDoKind(StrEnum):
    """What sort of action it is; stable slugs."""

    CALL = "appel-ou-controle"
    LETTER = "relance"
    CONFIRM = "envoi-a-confirmer"
    PROMISE = "promesse"
    COMING = "etape-a-venir"
    LITIGATION = "contentieux"
    CLAIM = "declaration-de-creance"


@dataclass(frozen=True, slots=True)
class ToDo:
    """One intervention to do for one account.

    Attributes:
        on: the day from which it is to be done, or by which; None when unknown.
        what: French, « Relance téléphonique ».
        why: French, the reason.
        how: channel, « Téléphone »; empty when it has none.
        account: customer and currency.
        rows: the pieces it is about, in the ledger.
        numbers: theirs, each once.
        amount: cents outstanding on them.
    """

    kind: ToDoKind
    on: dt.date | None
    what: str
    why: str
    how: str
    account: AccountKey
    rows: tuple[int, ...]
    numbers: tuple[str, ...]
    amount: int

    def order(self) -> tuple[dt.date, AccountKey, str, tuple[int, ...]]:
        """Earliest first; what has no date is urgent and leads."""
        return self.on or dt.date.min, self.account, self.what, self.rows

    def is_late(self, as_of: dt.date) -> bool:
        """Its day is over, or it is not known which day that was."""
        return self.on is None or self.on < as_of
