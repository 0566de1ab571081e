"""How far each piece has come in its reminders, and which step is next."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import TYPE_CHECKING

from xladdin.dunning import reasons
from xladdin.dunning.scenario import Base
from xladdin.ledger.history import PastStep, StepRef
from xladdin.ledger.steps_by_item import rows_of_numbers, steps_by_item

if TYPE_CHECKING:
    from collections.abc import Iterable

    from xladdin.dunning.reasons import Hold
    from xladdin.dunning.scenario import Scenario, Step
    from xladdin.ledger.history import History
    from xladdin.ledger.ledger import Ledger


@dataclass(frozen=True, slots=True)
class Progress:
    """The steps taken for one item; nothing at all by default.

    Attributes:
        reached: the furthest step; None when none was taken.
        reached_on: its date; None when unknown (a level without date in the user's list).
        letter_on: date of the latest letter.
        touched_on: date of the latest step of any kind.
        pending: a step that waits to be confirmed.
    """

    reached: StepRef | None = None
    reached_on: dt.date | None = None
    letter_on: dt.date | None = None
    touched_on: dt.date | None = None
    pending: PastStep | None = None


NOTHING_YET = Progress()


def progress_of(steps: Iterable[PastStep], level: int = 0) -> Progress:
    """What the steps of one item amount to, in any order.

    Args:
        level: rank that the user's list states without a date; 0 for none.
    """
    known = list(steps)
    done = [step for step in known if step.done]
    reached = max((step.ref for step in done), default=None)
    reached_on = max((step.date for step in done if step.ref == reached), default=None)
    if level and (reached is None or reached < StepRef(level)):
        reached, reached_on = StepRef(level), None
    return Progress(
        reached=reached,
        reached_on=reached_on,
        letter_on=max((step.date for step in done if not step.ref.action), default=None),
        touched_on=max((step.date for step in done), default=None),
        pending=max((step for step in known if not step.done), key=lambda step: step.date, default=None),
    )


def next_step(
    scenario: Scenario, progress: Progress, due: dt.date, as_of: dt.date, minimum_days: int
) -> Step | Hold:
    """The step to take on ``as_of``, or why there is none yet.

    A step is taken from the day its delay is over (inclusive), once the piece is late (a preventive
    letter: as long as it is not), after the step before was confirmed and on a later day; a letter not
    less than ``minimum_days`` after the letter before.
    """
    late = as_of > due
    if progress.pending is not None:
        return reasons.not_confirmed(progress.pending)
    step = scenario.after(progress.reached, late=late)
    if not late and (step is None or not step.is_preventive):
        return reasons.not_due(due)
    if step is None:
        return reasons.last_step_done(progress.reached_on)
    return _too_soon(step, progress, due, as_of, minimum_days) or step


def _too_soon(step: Step, progress: Progress, due: dt.date, as_of: dt.date, minimum_days: int) -> Hold | None:
    """Why ``step`` may not be taken on ``as_of`` yet."""
    base = due
    if step.base is Base.PREVIOUS_STEP and progress.reached_on is not None:
        base = progress.reached_on
    ready = base + dt.timedelta(days=step.delay)
    if as_of < ready:
        return reasons.step_later(step, ready) if as_of > due else reasons.not_due(due)
    if progress.touched_on is not None and as_of <= progress.touched_on:
        return reasons.step_of_the_day(progress.touched_on, as_of)
    if step.channel.is_written and progress.letter_on is not None:
        soonest = progress.letter_on + dt.timedelta(days=minimum_days)
        if as_of < soonest:
            return reasons.recently_reminded(progress.letter_on, minimum_days)
    return None


def progress_by_item(ledger: Ledger, history: History, rows: Iterable[int]) -> dict[int, Progress]:
    """Progress of the items in ``rows``; those of which nothing is known are absent.

    A level that the user's list states without a date counts for a number that one row has alone.

    Args:
        rows: every debt of the ledger, paid or not, so that what shares a number is seen.
    """
    rows = list(rows)
    steps = steps_by_item(ledger, history, rows)
    of_number = rows_of_numbers(ledger, rows, set(history.levels))
    levels = {same[0]: history.levels[number] for number, same in of_number.items() if len(same) == 1}
    return {row: progress_of(steps.get(row, ()), levels.get(row, 0)) for row in {**steps, **levels}}
