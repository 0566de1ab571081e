"""Every case at one date, with its entries, what was done and what is to do."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

import numpy as np

from xladdin.dunning.account_rows import AccountRows
from xladdin.dunning.case import Case, CaseState
from xladdin.dunning.case_done import Doings, step_name
from xladdin.dunning.case_entries import (
    charge_entries,
    credit_entries,
    invoiced_fees,
    piece_entries,
    step_fees,
)
from xladdin.dunning.case_opening import standing_cases
from xladdin.dunning.find_to_do import ToDoFinder
from xladdin.dunning.followed import FollowedScenarios
from xladdin.dunning.progress import NOTHING_YET, progress_by_item
from xladdin.ledger.history import StepRef
from xladdin.ledger.standing import Category, category_of
from xladdin.ledger.steps_by_item import steps_by_item
from xladdin.model.source_map import Field

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from decimal import Decimal

    from xladdin.dunning.assignment import Scenarios
    from xladdin.dunning.case import CaseEntry, Intervention
    from xladdin.dunning.case_entries import PieceCharges
    from xladdin.dunning.case_opening import PassedOver, StandingCase
    from xladdin.dunning.case_record import CaseRecords
    from xladdin.dunning.followed import AccountKey
    from xladdin.dunning.journal import Journal
    from xladdin.dunning.progress import Progress
    from xladdin.dunning.run import DunningRun
    from xladdin.dunning.scenario import Scenario
    from xladdin.dunning.to_do import ToDo
    from xladdin.ledger.history import History, PastStep
    from xladdin.ledger.ledger import Ledger


@dataclass(frozen=True, slots=True)
class Recovery:
    """The work of a recovery department at close of one date.

    Attributes:
        cases: open, paid and closed ones, in the order in which they were numbered.
        passed_over: rows of the sheet Dossiers that are no case now, and why.
        last_numbers: highest case number per year.
        to_do: everything that is to do, in a case or not; the earliest first.
    """

    as_of: dt.date
    cases: tuple[Case, ...]
    passed_over: tuple[PassedOver, ...]
    last_numbers: tuple[str, ...]
    to_do: tuple[ToDo, ...]


def recovery(
    ledger: Ledger,
    history: History,
    journal: Journal,
    *,
    records: CaseRecords,
    scenarios: Scenarios,
    run: DunningRun,
    charges: Mapping[int, PieceCharges],
    minimum_days: int,
    fee_currency: str,
) -> Recovery:
    """The cases and everything to do at close of the date of ``run``; pure.

    Args:
        ledger: from which the run was proposed, unfiltered.
        history: later steps are left out.
        journal: notes, channels and authors.
        records: the sheet Dossiers as it was left.
        scenarios: and who follows which.
        run: what is proposed on that day.
        charges: penalties and indemnity per item, as of that day.
        minimum_days: between two letters.
        fee_currency: currency of the fees of the steps; none are asked in another.
    """
    as_of = run.as_of
    known = _by(history, as_of)
    items = ledger.items
    debts = np.flatnonzero(items.is_receivable() & ledger.issued_by(as_of) & (items.amount > 0)).tolist()
    steps = steps_by_item(ledger, known, debts)
    progress = progress_by_item(ledger, known, debts)
    followed = FollowedScenarios(ledger, scenarios, as_of)
    finder = ToDoFinder(ledger, known, progress, followed, run, minimum_days=minimum_days)
    to_do = finder.everything()
    rows = AccountRows(ledger, as_of)
    book = standing_cases(rows, records, steps, followed)
    assembler = _Assembler(
        rows,
        journal,
        steps=steps,
        progress=progress,
        followed=followed,
        charges=charges,
        to_do=to_do,
        fee_currency=fee_currency,
    )
    cases = tuple(assembler.case(one) for one in book.cases)
    return Recovery(as_of, cases, book.passed_over, book.last_numbers, to_do)


def _by(history: History, as_of: dt.date) -> History:
    """What was known at close of ``as_of``."""
    return replace(
        history,
        sent={key: date for key, date in history.sent.items() if date <= as_of},
        elsewhere={key: date for key, date in history.elsewhere.items() if date <= as_of},
        steps=tuple(step for step in history.steps if step.date <= as_of),
    )


class _Assembler:
    """Computes everything of one case after the other."""

    def __init__(
        self,
        book: AccountRows,
        journal: Journal,
        *,
        steps: Mapping[int, Sequence[PastStep]],
        progress: Mapping[int, Progress],
        followed: FollowedScenarios,
        charges: Mapping[int, PieceCharges],
        to_do: tuple[ToDo, ...],
        fee_currency: str,
    ) -> None:
        self._book, self._ledger, self._as_of = book, book.ledger, book.as_of
        self._doings, self._steps, self._progress = Doings(journal), steps, progress
        self._followed, self._charges = followed, charges
        self._to_do: dict[AccountKey, list[ToDo]] = defaultdict(list)
        for action in to_do:
            self._to_do[action.account].append(action)
        self._fee_currency = fee_currency
        self._phones, self._emails, self._categories = (
            book.ledger.customers.text(field) for field in (Field.PHONE, Field.EMAIL, Field.CATEGORY)
        )

    def case(self, one: StandingCase) -> Case:
        """The case that a standing one is at close of the as-of date."""
        rows = tuple(debt.row for debt in sorted(one.pieces.debts, key=lambda debt: (debt.due, debt.row)))
        scenario = self._followed.of(one.account)
        furthest = self._furthest(rows)
        reached = furthest.reached
        risk, loss = _risk_and_loss(scenario, reached)
        return Case(
            record=one.record,
            name=self._ledger.customers.name[one.account.customer],
            phone=str(self._phones[one.account.customer]),
            email=str(self._emails[one.account.customer]),
            as_of=self._as_of,
            rows=rows,
            state=one.state,
            over=one.over,
            scenario=scenario.name,
            step=self._step_in_words(rows, scenario, reached),
            step_on=furthest.reached_on,
            risk=risk,
            loss_percent=loss,
            entries=tuple(self._entries(one, rows, scenario)),
            done=self._done(one, rows, scenario),
            to_do=tuple(self._left_to_do(one, rows)),
        )

    def _furthest(self, rows: Sequence[int]) -> Progress:
        """The progress of the piece that has come furthest, the latest date of several."""
        taken = [self._progress[row] for row in rows if row in self._progress]
        reached = [one for one in taken if one.reached is not None]
        return max(
            reached,
            key=lambda one: (one.reached or StepRef(0), one.reached_on or dt.date.min),
            default=NOTHING_YET,
        )

    def _step_in_words(self, rows: Sequence[int], scenario: Scenario, reached: StepRef | None) -> str:
        if reached is None:
            return ""
        taken = [step for row in rows for step in self._steps.get(row, ()) if step.ref == reached]
        named = next((step.name for step in scenario.steps if step.ref == reached), "")
        return step_name(taken[-1], scenario) if taken else named or f"Relance {reached.rank}"

    def _entries(self, one: StandingCase, rows: Sequence[int], scenario: Scenario) -> Iterator[CaseEntry]:
        yield from piece_entries(self._book, rows)
        if one.state is CaseState.OPEN:
            yield from credit_entries(self._book, one.account)
        yield from charge_entries(self._ledger, rows, self._charges, self._as_of)
        if self._owes_fees(one):
            fees = {step.ref: step.fee for step in scenario.steps if step.fee}
            yield from step_fees((step for row in rows for step in self._steps.get(row, ())), fees)
        yield from invoiced_fees(self._book, one.account)

    def _owes_fees(self, one: StandingCase) -> bool:
        """Consumers never do; fees are set in one currency."""
        category = str(self._categories[one.account.customer])
        in_currency = one.record.currency == self._fee_currency
        return in_currency and category_of(category) is not Category.CONSUMER

    def _done(self, one: StandingCase, rows: Sequence[int], scenario: Scenario) -> tuple[Intervention, ...]:
        """Steps of its pieces, and notes since the oldest of them was due."""
        taken = {row: self._steps.get(row, ()) for row in rows}
        opened = one.record.opened or self._as_of
        first = min([opened, *(debt.due for debt in one.pieces.debts)])
        last = min(one.over or self._as_of, self._as_of)
        notes = self._doings.notes(one.record.customer, first, last)
        found = (*self._doings.steps(taken, scenario), *notes)
        return tuple(sorted(found, key=lambda done: done.date))

    def _left_to_do(self, one: StandingCase, rows: Sequence[int]) -> Iterator[ToDo]:
        """What is to do about one of its pieces."""
        mine = set(rows)
        for action in self._to_do[one.account] if one.state is CaseState.OPEN else ():
            if mine.intersection(action.rows):
                yield action


def _risk_and_loss(scenario: Scenario, reached: StepRef | None) -> tuple[str, Decimal | None]:
    """Risk and % perte of the furthest steps, up to the one reached, that give one."""
    taken = [step for step in scenario.steps if reached is not None and step.ref <= reached]
    risks = [step.risk for step in taken if step.risk]
    losses = [step.loss_percent for step in taken if step.loss_percent is not None]
    return risks[-1] if risks else "", losses[-1] if losses else None
