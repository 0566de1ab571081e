"""How far each piece has come in its reminders, and which step is next."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING

from xladdin.dunning import reasons
from xladdin.dunning.scenario import Base
from xladdin.ledger.history import PastStep, StepRef
from xladdin.model.arrays import to_date, to_day

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

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

    A level that the user's list states without a date counts where the number names one item only.

    Args:
        rows: every debt of the ledger, paid or not, so that what shares a number is seen.
    """
    of_number = _rows_by_number(ledger, history, rows)
    steps = _steps_by_item(ledger, history, of_number)
    levels = {
        of_number[number][0]: level for number, level in history.levels.items() if len(of_number[number]) == 1
    }
    return {row: progress_of(steps.get(row, ()), levels.get(row, 0)) for row in {**steps, **levels}}


def steps_by_item(ledger: Ledger, history: History, rows: Iterable[int]) -> Mapping[int, Sequence[PastStep]]:
    """The past steps of each item in ``rows``; those without any are absent.

    A step belongs to the piece of its number, of its customer where several have that number, and of
    its due date where the piece has instalments. A date found outside the Journal names a number only:
    where several rows share it, it counts for those that were late on that date.

    Args:
        rows: every debt of the ledger, paid or not, so that what shares a number is seen.
    """
    return _steps_by_item(ledger, history, _rows_by_number(ledger, history, rows))


def _rows_by_number(ledger: Ledger, history: History, rows: Iterable[int]) -> dict[str, list[int]]:
    """Those of the rows whose number the history speaks of."""
    spoken_of = {step.number for step in history.steps} | {number for number, _ in history.sent}
    spoken_of |= history.levels.keys()
    of_number: dict[str, list[int]] = defaultdict(list)
    for row in rows:
        number = ledger.items.number[row]
        if number and number in spoken_of:
            of_number[number].append(row)
    return of_number


def _steps_by_item(
    ledger: Ledger, history: History, of_number: Mapping[str, list[int]]
) -> dict[int, list[PastStep]]:
    steps: dict[int, list[PastStep]] = defaultdict(list)
    for step in history.steps:
        for row in _of_customer(ledger, of_number.get(step.number, ()), step):
            steps[row].append(step)
    for step in _found_elsewhere(history):
        for row in _if_alone_or_late(ledger, of_number.get(step.number, ()), step):
            steps[row].append(step)
    return steps


def _of_customer(ledger: Ledger, same_number: Sequence[int], step: PastStep) -> Sequence[int]:
    """Rows that a step of the Journal is about."""
    items, codes = ledger.items, ledger.customers.code
    if len({items.customer[row] for row in same_number}) > 1:
        same_number = [row for row in same_number if codes[items.customer[row]] == step.customer]
    instalment = [row for row in same_number if to_date(items.due[row]) == step.due]
    return instalment or _if_alone_or_late(ledger, same_number, step)


def _if_alone_or_late(ledger: Ledger, same_number: Sequence[int], step: PastStep) -> Sequence[int]:
    """The only row of a number, or those of its rows that a reminder of that date can have been about."""
    if len(same_number) == 1:
        return same_number
    return [row for row in same_number if ledger.items.due[row] < to_day(step.date)]


def _found_elsewhere(history: History) -> list[PastStep]:
    """Dates that the Journal does not know."""
    known = {(step.number, step.ref.rank) for step in history.steps if step.done and not step.ref.action}
    return [
        PastStep(number, "", None, StepRef(rank), date)
        for (number, rank), date in history.sent.items()
        if (number, rank) not in known
    ]
