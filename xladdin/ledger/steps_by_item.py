"""Which item each step of the history was about."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from xladdin.ledger.history import PastStep, StepRef
from xladdin.model.arrays import to_date, to_day

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from xladdin.ledger.history import History
    from xladdin.ledger.ledger import Ledger


def steps_by_item(ledger: Ledger, history: History, rows: Iterable[int]) -> dict[int, list[PastStep]]:
    """Steps of the items in ``rows``; those of which nothing is known are absent.

    A step belongs to the piece of its number, of its customer where several have that number, and of
    its due date where the piece has instalments. A date found outside the Journal names a number only:
    where several rows share it, it counts for those that were late on that date and of which the Journal
    does not know that rank.

    Args:
        rows: every debt of the ledger, paid or not, so that what shares a number is seen.
    """
    spoken_of = {step.number for step in history.steps} | {number for number, _ in history.sent}
    of_number = rows_of_numbers(ledger, rows, spoken_of)
    steps: dict[int, list[PastStep]] = defaultdict(list)
    for step in history.steps:
        for row in _of_customer(ledger, of_number.get(step.number, ()), step):
            steps[row].append(step)
    for step in _found_elsewhere(history):
        for row in _if_alone_or_late(ledger, of_number.get(step.number, ()), step):
            if not any(known.done and known.ref == step.ref for known in steps[row]):
                steps[row].append(step)
    return {row: found for row, found in steps.items() if found}


def rows_of_numbers(ledger: Ledger, rows: Iterable[int], numbers: set[str]) -> dict[str, list[int]]:
    """Which of ``rows`` have each of the piece numbers, in the order of the ledger."""
    of_number: dict[str, list[int]] = defaultdict(list)
    for row in rows:
        number = ledger.items.number[row]
        if number and number in numbers:
            of_number[number].append(row)
    return of_number


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
    """Dates of the user's own list, and what else the Journal does not know."""
    known = {(step.number, step.ref.rank) for step in history.steps if step.done and not step.ref.action}
    unknown = {key: date for key, date in history.sent.items() if key not in known}
    return [
        PastStep(number, "", None, StepRef(rank), date)
        for (number, rank), date in {**unknown, **history.elsewhere}.items()
    ]
