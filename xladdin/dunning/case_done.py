"""Interventions done for a case: steps that were taken for its pieces, and what was noted of its customer."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING, Final

from xladdin.dunning.case import Intervention
from xladdin.dunning.journal import Origin, State
from xladdin.model.wording import french_date

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterable, Iterator, Mapping

    from xladdin.dunning.journal import Journal, JournalEntry
    from xladdin.dunning.scenario import Scenario
    from xladdin.ledger.history import PastStep, StepRef

NOTE: Final = "Note"


class Doings:
    """What the Journal tells of steps and of customers, sorted once."""

    def __init__(self, journal: Journal) -> None:
        self._left = {
            (head.customer, head.number, head.ref, head.date): head
            for head in journal.heads
            if head.state is State.SENT and head.ref is not None
        }
        self._notes: dict[str, list[JournalEntry]] = defaultdict(list)
        for entry in journal.entries:
            if entry.origin is Origin.NOTE:
                self._notes[entry.customer].append(entry)

    def steps(self, taken: Mapping[int, Iterable[PastStep]], scenario: Scenario) -> tuple[Intervention, ...]:
        """What was sent and done, one intervention per step and day whatever the number of pieces.

        Args:
            taken: per item of the case, by the as-of date; steps that wait to be confirmed are left out.
            scenario: gives the channel of a step that the Journal does not know.
        """
        channels = {step.ref: step.channel.value for step in scenario.steps}
        found: dict[tuple[dt.date, StepRef, str, str, str], dict[str, None]] = {}
        for step in (step for steps in taken.values() for step in steps if step.done):
            head = self._left.get((step.customer, step.number, step.ref, step.date))
            how = head.channel.value if head and head.channel else channels.get(step.ref, "")
            key = step.date, step.ref, step_name(step, scenario), how, head.author if head else ""
            found.setdefault(key, {})[step.number] = None
        return tuple(
            Intervention(date, what, how, tuple(numbers), author=author)
            for (date, _, what, how, author), numbers in sorted(found.items(), key=lambda one: one[0])
        )

    def notes(self, customer: str, first: dt.date, last: dt.date) -> Iterator[Intervention]:
        """Notes, calls and promises about a customer between two days, inclusive."""
        for entry in self._notes.get(customer, ()):
            if first <= entry.date <= last:
                promise = f"promesse pour le {french_date(entry.promise)}" if entry.promise else ""
                said = " — ".join(part for part in (entry.text, promise) if part)
                how = entry.channel.value if entry.channel else ""
                numbers = (entry.number,) if entry.number else ()
                yield Intervention(entry.date, NOTE, how, numbers, reason=said, author=entry.author)


def step_name(step: PastStep, scenario: Scenario) -> str:
    """What a step is called: as it was then, else as the scenario calls it now, else « Relance 2 »."""
    named = next((one.name for one in scenario.steps if one.ref == step.ref), "")
    return step.name or named or f"Relance {step.ref.rank}"
