"""A dunning run (campagne): which letters leave, what else is to do, and why the rest does not advance."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterator

    from xladdin.dunning.reasons import Hold
    from xladdin.dunning.scenario import Channel, Step
    from xladdin.model.wording import Kind


@dataclass(frozen=True, slots=True)
class DunningLine:
    """One item in a run; cents, credits negative.

    Attributes:
        row: in the ledger.
        due: None when unknown.
        days_late: as-of date minus due date; 0 or less when not late, 0 without a due date.
        outstanding: reste dû at close of the as-of date.
        step: that this item takes; None when it is listed for information, or is a credit.
        penalties: its step asks for late-payment charges and its customer owes them.
    """

    row: int
    number: str
    kind: Kind
    due: dt.date | None
    days_late: int
    outstanding: int
    step: Step | None = None
    penalties: bool = False


@dataclass(frozen=True, slots=True)
class DunningNotice:
    """One letter: of one customer and currency, or of one piece where the settings say so.

    Attributes:
        customer: its code.
        step: the furthest of those taken; gives level and template.
        channel: that of the step, or a letter where there is no e-mail address.
        channel_reason: French, why the channel is not that of the step; else empty.
        lines: pieces that advance, late ones listed for information and credits; oldest due date first.
        fee: cents of the step, once per letter; 0 for consumers. Not in ``total``.
    """

    customer: str
    currency: str
    step: Step
    channel: Channel
    lines: tuple[DunningLine, ...]
    fee: int = 0
    channel_reason: str = ""

    @property
    def level(self) -> int:
        """0 preventive, 1 to 3 reminders, 4 mise en demeure."""
        return self.step.ref.rank

    @property
    def total(self) -> int:
        """TOTAL DÛ in cents: the sum of the lines, charges apart."""
        return sum(line.outstanding for line in self.lines)


@dataclass(frozen=True, slots=True)
class DunningAction:
    """A call or a check to do for one customer; nothing leaves.

    Attributes:
        lines: the pieces it is about.
    """

    customer: str
    currency: str
    step: Step
    lines: tuple[DunningLine, ...]

    @property
    def total(self) -> int:
        """Cents still due on its pieces."""
        return sum(line.outstanding for line in self.lines)


@dataclass(frozen=True, slots=True)
class Exclusion:
    """One item that does not advance in this run; it may be listed in a letter for information.

    Attributes:
        customer: its code.
        hold: why.
        step: that it would have taken, had the user not struck it out; else None.
    """

    customer: str
    currency: str
    line: DunningLine
    hold: Hold
    step: Step | None = None


@dataclass(frozen=True, slots=True)
class DunningRun:
    """What ``propose_reminders`` found at close of ``as_of``.

    Every debt of the ledger either takes a step in one notice or action, or is among ``excluded``; so is
    every credit that no notice lists.

    Attributes:
        notices: the largest total first.
        actions: likewise.
        excluded: in the order of the ledger.
    """

    as_of: dt.date
    notices: tuple[DunningNotice, ...]
    actions: tuple[DunningAction, ...]
    excluded: tuple[Exclusion, ...]

    def steps_taken(self) -> Iterator[tuple[DunningNotice | DunningAction, DunningLine, Step]]:
        """Each item that advances, with what it advances in and the step that it takes."""
        proposals: tuple[DunningNotice | DunningAction, ...] = (*self.notices, *self.actions)
        for proposal in proposals:
            for line in proposal.lines:
                if line.step is not None:
                    yield proposal, line, line.step
