"""Short words for the tests of reminders: ledgers of a few invoices, scenarios, runs."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

from xladdin.dunning.assignment import Scenarios
from xladdin.dunning.campaign import record
from xladdin.dunning.journal import Journal, State
from xladdin.dunning.journal_history import history_from_journal
from xladdin.dunning.propose import propose_reminders
from xladdin.dunning.scenario import Base, Channel, Scenario, Step
from xladdin.dunning.shipped import SMALL_COMPANY
from xladdin.ledger.history import History
from xladdin.ledger.ledger import Ledger
from xladdin.model.settings import DunningSettings

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping, Sequence

    from strategies import Record

    from xladdin.dunning.run import DunningRun
    from xladdin.dunning.selection import Selection
    from xladdin.dunning.struck_out import StruckOut

DEFAULTS = DunningSettings()
NOTHING_SENT = History()
DUE = dt.date(2026, 1, 31)


def day(late: int) -> dt.date:
    """So many days after ``DUE``."""
    return DUE + dt.timedelta(days=late)


def invoice(number: str = "F1", customer: str = "C1", /, **more: object) -> Record:
    issued = dt.date(2026, 1, 1)
    return {"number": number, "customer": customer, "issued": issued, "due": DUE, "amount": 100, **more}


def ledger_of(
    *invoices: Mapping[str, object],
    settlements: Sequence[Mapping[str, object]] = (),
    customers: Sequence[Mapping[str, object]] = (),
) -> Ledger:
    return Ledger.from_records(invoices, settlements, customers)


def letter(name: str, delay: int, level: int, base: Base = Base.DUE_DATE, **more: object) -> Step:
    channel = more.pop("channel", Channel.LETTER)
    return Step(name, delay, base, channel, level, f"{level}.docx", **more)  # type: ignore[arg-type]


def call(name: str, delay: int, base: Base = Base.DUE_DATE) -> Step:
    return Step(name, delay, base, Channel.PHONE)


def following(scenario: Scenario) -> Scenarios:
    """Everybody follows it."""
    return Scenarios((scenario,), default=scenario.name)


def propose(
    ledger: Ledger,
    as_of: dt.date,
    history: History = NOTHING_SENT,
    *,
    scenario: Scenario = SMALL_COMPANY,
    settings: DunningSettings = DEFAULTS,
    selection: Selection | None = None,
    struck_out: Collection[StruckOut] = (),
) -> DunningRun:
    return propose_reminders(ledger, history, following(scenario), settings, as_of, selection, struck_out)


def taken(run: DunningRun) -> dict[str, str]:
    """Name of the step per piece that advances."""
    return {line.number: step.name for _, line, step in run.steps_taken()}


def reasons(run: DunningRun) -> dict[str, str]:
    """Slug of the reason per piece that does not."""
    return {one.line.number: one.hold.reason.value for one in run.excluded}


def told(run: DunningRun) -> dict[str, str]:
    """French reason per piece that does not advance."""
    return {one.line.number: one.hold.text for one in run.excluded}


class Office:
    """One ledger, its journal, and somebody who runs campaigns on it."""

    def __init__(
        self,
        ledger: Ledger,
        scenario: Scenario = SMALL_COMPANY,
        settings: DunningSettings = DEFAULTS,
        found_elsewhere: History = NOTHING_SENT,
    ) -> None:
        self.ledger = ledger
        self.scenario = scenario
        self.settings = settings
        self.found_elsewhere = found_elsewhere
        self.journal = Journal()

    @property
    def history(self) -> History:
        return history_from_journal(self.journal, self.found_elsewhere)

    def propose(self, as_of: dt.date, selection: Selection | None = None) -> DunningRun:
        return propose(
            self.ledger,
            as_of,
            self.history,
            scenario=self.scenario,
            settings=self.settings,
            selection=selection,
        )

    def generate(self, as_of: dt.date, campaign: str = "") -> dict[str, str]:
        """Runs and records; answers the step taken per piece."""
        run = self.propose(as_of)
        state = State.SENT if self.settings.sent_when_generated else State.TO_SEND
        self.journal = record(self.journal, run, campaign=campaign or as_of.isoformat(), state=state)
        return taken(run)

    def dates(self) -> Mapping[tuple[str, int], dt.date]:
        return self.history.sent
