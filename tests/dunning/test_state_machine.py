"""A season in a recovery department, at random: whatever is done in whatever order, the laws hold."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from dunning_samples import DEFAULTS, DUE, invoice, ledger_of, propose
from hypothesis import settings as hypothesis_settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule

from xladdin.dunning.by_hand import typed_date
from xladdin.dunning.campaign import cancel, close_paid, mark_sent, record
from xladdin.dunning.journal import Journal, State, merge
from xladdin.dunning.journal_history import history_from_journal
from xladdin.dunning.run import DunningNotice, DunningRun
from xladdin.dunning.scenario import Base, Scenario, Step
from xladdin.dunning.shipped import SHIPPED_SCENARIOS
from xladdin.dunning.struck_out import StruckOut
from xladdin.ledger.history import StepRef

if TYPE_CHECKING:
    from collections.abc import Collection

    from xladdin.ledger.ledger import Ledger
    from xladdin.model.settings import DunningSettings

CUSTOMERS = {"F1": "C1", "F2": "C1", "F3": "C2"}
DUES = {"F1": DUE, "F2": DUE + dt.timedelta(days=20), "F3": DUE + dt.timedelta(days=3)}
NUMBERS = st.sampled_from(sorted(CUSTOMERS))


@dataclass
class Taken:
    """One step of one piece as the machine remembers it, apart from any journal."""

    number: str
    ref: StepRef
    date: dt.date
    campaign: str
    done: bool


class Department(RuleBasedStateMachine):
    """One scenario, three pieces, two customers; the machine remembers what it did apart from any journal.

    Laws: nothing is skipped, nothing taken twice, nothing too soon; running again adds nothing; undoing
    restores; merging an older copy back changes nothing; what must not be reminded is not.
    """

    @initialize(
        scenario=st.sampled_from(SHIPPED_SCENARIOS), sent=st.booleans(), minimum_days=st.integers(0, 10)
    )
    def open(self, scenario: Scenario, sent: bool, minimum_days: int) -> None:
        self.scenario = scenario
        self.settings: DunningSettings = replace(
            DEFAULTS, sent_when_generated=sent, minimum_days=minimum_days
        )
        self.today = DUE - dt.timedelta(days=10)
        self.journal = Journal()
        self.backup = Journal()
        self.paid: dict[str, dt.date] = {}
        self.disputed: set[str] = set()
        self.struck_out: set[StruckOut] = set()
        self.campaigns: list[str] = []
        self.memory: list[Taken] = []

    def ledger(self) -> Ledger:
        return ledger_of(
            *(
                invoice(number, customer, due=DUES[number], dispute="prix" if number in self.disputed else "")
                for number, customer in CUSTOMERS.items()
            ),
            settlements=[
                {"number": number, "customer": CUSTOMERS[number], "date": date, "amount": 100}
                for number, date in self.paid.items()
            ],
        )

    def run(self, struck_out: Collection[StruckOut] | None = None) -> DunningRun:
        return propose(
            self.ledger(),
            self.today,
            history_from_journal(self.journal),
            scenario=self.scenario,
            settings=self.settings,
            struck_out=self.struck_out if struck_out is None else struck_out,
        )

    def remembered(self, number: str, *, done: bool = True) -> list[Taken]:
        return [one for one in self.memory if one.number == number and one.done == done]

    @rule(days=st.integers(0, 12))
    def let_days_pass(self, days: int) -> None:
        self.today += dt.timedelta(days=days)

    @rule(number=NUMBERS)
    def a_customer_pays(self, number: str) -> None:
        self.paid.setdefault(number, self.today)

    @rule(number=NUMBERS)
    def a_dispute_opens_or_ends(self, number: str) -> None:
        self.disputed ^= {number}

    @rule(number=NUMBERS)
    def a_piece_is_struck_out_or_taken_back(self, number: str) -> None:
        """As in Relances à faire: answers are about what is proposed, and go when it is not any more."""
        proposed = {
            StruckOut(CUSTOMERS[line.number], line.number, line.due, step.ref)
            for _, line, step in self.run(struck_out=()).steps_taken()
        }
        self.struck_out &= proposed
        self.struck_out ^= {one for one in proposed if one.number == number}

    @rule()
    def generate(self) -> None:
        run = self.run()
        for proposal, line, step in run.steps_taken():
            self.check_step(line.number, step)
            done = self.settings.sent_when_generated and isinstance(proposal, DunningNotice)
            campaign = f"K{len(self.campaigns)}"
            self.memory.append(Taken(line.number, step.ref, self.today, campaign, done))
        self.check_nobody_is_forgotten(run)
        self.campaigns.append(f"K{len(self.campaigns)}")
        state = State.SENT if self.settings.sent_when_generated else State.TO_SEND
        self.journal = close_paid(self.journal, run)
        self.memory = [one for one in self.memory if one.done or one.number not in self.paid]
        once = record(self.journal, run, campaign=self.campaigns[-1], state=state)
        self.journal = record(once, run, campaign=self.campaigns[-1], state=state)
        assert self.journal == once
        assert not list(self.run().steps_taken()), "running again adds nothing"

    def check_step(self, number: str, step: Step) -> None:
        """The step is the next one, and it is time for it."""
        done = self.remembered(number)
        late = (self.today - DUES[number]).days
        assert number not in self.paid
        assert number not in self.disputed
        assert StruckOut(CUSTOMERS[number], number, DUES[number], step.ref) not in self.struck_out
        assert not self.remembered(number, done=False), "the one before was not confirmed"
        furthest = max((one.ref for one in done), default=None)
        to_come = [one for one in self.scenario.steps if furthest is None or one.ref > furthest]
        if late > 0 and to_come[0].is_preventive:
            to_come.pop(0)
        assert step == to_come[0], "nothing is skipped"
        assert late > 0 or step.is_preventive
        assert late >= step.delay or (step.base is Base.PREVIOUS_STEP and furthest is not None)
        assert all(one.date < self.today for one in done), "one step a day"
        for one in done:
            waited = (self.today - one.date).days
            if one.ref == furthest and step.base is Base.PREVIOUS_STEP:
                assert waited >= step.delay
            if step.channel.is_written and not one.ref.action:
                assert waited >= self.settings.minimum_days

    def check_nobody_is_forgotten(self, run: DunningRun) -> None:
        """A late piece that nothing holds back starts, however the others fare."""
        moving = {line.number for _, line, _ in run.steps_taken()}
        for number, due in DUES.items():
            if (
                number in self.paid
                or number in self.disputed
                or [one for one in self.memory if one.number == number]
                or any(struck.number == number for struck in self.struck_out)
            ):
                continue
            first = next(step for step in self.scenario.steps if not step.is_preventive)
            if (self.today - due).days >= max(first.delay, 1):
                assert number in moving

    @precondition(lambda self: self.campaigns)
    @rule(data=st.data())
    def confirm(self, data: st.DataObject) -> None:
        campaign = data.draw(st.sampled_from(self.campaigns))
        if campaign not in self.journal.campaigns:
            return
        self.journal = mark_sent(self.journal, campaign, self.today)
        for one in self.memory:
            if one.campaign == campaign and not one.done:
                one.done, one.date = True, self.today

    @precondition(lambda self: self.campaigns)
    @rule(data=st.data())
    def undo(self, data: st.DataObject) -> None:
        campaign = data.draw(st.sampled_from(self.campaigns))
        if campaign not in self.journal.campaigns:
            return
        before = self.journal
        self.journal = cancel(self.journal, campaign, self.today)
        assert self.journal.entries[: len(before.entries)] == before.entries, "the trace stays"
        self.memory = [one for one in self.memory if one.campaign != campaign]

    @rule(number=NUMBERS, rank=st.integers(1, 4), days_ago=st.integers(0, 20))
    def type_a_date(self, number: str, rank: int, days_ago: int) -> None:
        date = self.today - dt.timedelta(days=days_ago)
        self.journal = typed_date(
            self.journal,
            customer=CUSTOMERS[number],
            number=number,
            due=DUES[number],
            rank=rank,
            date=date,
            on=self.today,
        )
        known = [one for one in self.memory if one.number == number and one.ref == StepRef(rank)]
        for one in known:
            one.done, one.date = True, date
        if not known:
            self.memory.append(Taken(number, StepRef(rank), date, "", done=True))

    @rule(number=NUMBERS, rank=st.integers(1, 4))
    def clear_a_date(self, number: str, rank: int) -> None:
        known = [one for one in self.memory if one.number == number and one.ref == StepRef(rank) and one.done]
        for once_or_twice in (1, 2):
            before = self.journal
            self.journal = typed_date(
                self.journal,
                customer=CUSTOMERS[number],
                number=number,
                due=DUES[number],
                rank=rank,
                date=None,
                on=self.today,
                before=min((one.date for one in known), default=None),
            )
            assert once_or_twice == 1 or self.journal == before, "clearing again adds nothing"
        self.memory = [one for one in self.memory if one not in known]

    @rule()
    def save_a_backup(self) -> None:
        self.backup = self.journal

    @rule(mine_first=st.booleans())
    def merge_the_backup_back(self, mine_first: bool) -> None:
        copies = (self.journal, self.backup) if mine_first else (self.backup, self.journal)
        self.journal = merge(*copies)

    @invariant()
    def the_journal_says_what_is_remembered(self) -> None:
        steps = history_from_journal(self.journal).steps
        told = sorted((step.number, step.ref, step.date, step.done) for step in steps)
        assert told == sorted((one.number, one.ref, one.date, one.done) for one in self.memory)


Department.TestCase.settings = hypothesis_settings(max_examples=40, stateful_step_count=40, deadline=None)
TestDepartment = Department.TestCase
