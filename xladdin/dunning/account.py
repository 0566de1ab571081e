"""What is proposed to one customer in one currency."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Final, TypeVar

from xladdin.dunning import reasons
from xladdin.dunning.progress import NOTHING_YET, Progress, next_step
from xladdin.dunning.reasons import Hold, Reason
from xladdin.dunning.run import DunningAction, DunningLine, DunningNotice, Exclusion
from xladdin.dunning.scenario import PREVENTIVE, Channel, Step
from xladdin.dunning.struck_out import StruckOut
from xladdin.model.row_names import is_row_name

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable, Mapping

    from xladdin.dunning.scenario import Scenario
    from xladdin.model.settings import DunningSettings

_Key = TypeVar("_Key")
_ONLY_A_MATTER_OF_TIME: Final = frozenset(
    {
        Reason.NO_NUMBER,
        Reason.NOT_CONFIRMED,
        Reason.STEP_LATER,
        Reason.RECENTLY_REMINDED,
        Reason.LAST_STEP_DONE,
    }
)
"""Late pieces that do not advance for these reasons are owed all the same: letters list them."""


@dataclass(frozen=True, slots=True)
class Situation:
    """What holds for a whole run.

    Attributes:
        progress: per item row; absent where nothing was sent.
        holds: per item row; absent where nothing holds it back.
        struck_out: what the user does not want to take its step now.
    """

    as_of: dt.date
    settings: DunningSettings
    progress: Mapping[int, Progress]
    holds: Mapping[int, Hold]
    struck_out: Collection[StruckOut] = ()

    def verdict(self, line: DunningLine, scenario: Scenario) -> Step | Hold:
        """The step that one debt takes, or why it takes none."""
        if line.row in self.holds:
            return self.holds[line.row]
        if line.due is None:
            return reasons.NO_DUE_DATE
        progress = self.progress.get(line.row, NOTHING_YET)
        step = next_step(scenario, progress, line.due, self.as_of, self.settings.minimum_days)
        if isinstance(step, Hold):
            return step
        return reasons.NO_NUMBER if not line.number or is_row_name(line.number) else step

    def reminded_lately(self, line: DunningLine) -> bool:
        """A reminder about this piece left within the minimum of days, or may have."""
        progress = self.progress.get(line.row, NOTHING_YET)
        if progress.pending is not None:
            return progress.pending.ref.rank > PREVENTIVE and not progress.pending.ref.action
        if progress.letter_on is None or progress.reached is None or progress.reached.rank == PREVENTIVE:
            return False
        return (self.as_of - progress.letter_on).days < max(self.settings.minimum_days, 1)


@dataclass(frozen=True, slots=True)
class Account:
    """Open items of one customer in one currency.

    Attributes:
        customer: its code.
        email_fault: French, why it cannot be reached by e-mail; else empty.
        lines: outstanding is never 0; credits are negative.
    """

    customer: str
    currency: str
    scenario: Scenario
    email_fault: str
    is_consumer: bool
    lines: tuple[DunningLine, ...]


@dataclass(slots=True)
class Proposals:
    """What comes out for one account."""

    notices: list[DunningNotice] = field(default_factory=list)
    actions: list[DunningAction] = field(default_factory=list)
    excluded: list[Exclusion] = field(default_factory=list)


def propose_for(account: Account, situation: Situation) -> Proposals:
    """Letters, actions and exclusions of one account; see ``propose_reminders``."""
    return _Proposer(account, situation).proposals()


class _Proposer:
    """One account while it is gone through.

    ``_advancing`` are the debts that take a step, ``_owed_too`` the late ones that letters list for
    information.
    """

    def __init__(self, account: Account, situation: Situation) -> None:
        self._account = account
        self._situation = situation
        self._settings = situation.settings
        self._credits = [line for line in account.lines if line.outstanding < 0]
        self._advancing: list[DunningLine] = []
        self._owed_too: list[DunningLine] = []
        self._out = Proposals()

    def proposals(self) -> Proposals:
        for line in self._account.lines:
            if line.outstanding > 0:
                self._judge(line)
        late = [line for line in self._advancing if not _step(line).is_preventive]
        hold = self._too_little([*late, *self._owed_too, *self._credits])
        if hold is None:
            letters = [line for line in late if _step(line).channel.is_written]
            calls = [line for line in late if not _step(line).channel.is_written]
            self._owed_too += [replace(line, step=None, penalties=False) for line in calls]
            self._write(letters)
            self._call(calls)
        else:
            self._exclude(late, hold)
        self._warn([line for line in self._advancing if _step(line).is_preventive])
        if self._settings.per_invoice or not self._out.notices:
            self._exclude(self._credits, reasons.CREDIT)
        return self._out

    def _judge(self, line: DunningLine) -> None:
        verdict = self._situation.verdict(line, self._account.scenario)
        if isinstance(verdict, Step):
            if self._is_struck_out(line, verdict):
                self._exclude([line], reasons.STRUCK_OUT, verdict)
                return
            charged = verdict.penalties and not self._account.is_consumer
            self._advancing.append(replace(line, step=verdict, penalties=charged))
            return
        self._exclude([line], verdict)
        if line.days_late > 0 and verdict.reason in _ONLY_A_MATTER_OF_TIME:
            self._owed_too.append(line)

    def _is_struck_out(self, line: DunningLine, step: Step) -> bool:
        one = StruckOut(self._account.customer, line.number, line.due, step.ref)
        return one in self._situation.struck_out

    def _warn(self, upcoming: list[DunningLine]) -> None:
        """The preventive letter, to a customer whom no reminder reaches at the same time."""
        if self._out.notices or any(map(self._situation.reminded_lately, self._account.lines)):
            self._exclude(upcoming, reasons.CUSTOMER_REMINDED)
            return
        hold = self._too_little([*upcoming, *self._credits])
        if hold is None:
            self._owed_too = []
            self._write(upcoming)
        else:
            self._exclude(upcoming, hold)

    def _write(self, advancing: list[DunningLine]) -> None:
        """One letter, or one per piece."""
        if not self._settings.per_invoice:
            if advancing:
                self._add_notice([*advancing, *self._owed_too, *self._credits])
            return
        for lines in _grouped(advancing, lambda line: line.number).values():
            hold = self._too_little(lines)
            if hold is None:
                self._add_notice(lines)
            else:
                self._exclude(lines, hold)

    def _add_notice(self, lines: list[DunningLine]) -> None:
        step = max((line.step for line in lines if line.step), key=lambda step: step.ref)
        unreachable = step.channel is Channel.EMAIL and bool(self._account.email_fault)
        self._out.notices.append(
            DunningNotice(
                customer=self._account.customer,
                currency=self._account.currency,
                step=step,
                channel=Channel.LETTER if unreachable else step.channel,
                lines=_oldest_first(lines),
                fee=0 if self._account.is_consumer else step.fee,
                channel_reason=f"{self._account.email_fault} : lettre à la place" if unreachable else "",
            )
        )

    def _call(self, advancing: list[DunningLine]) -> None:
        """One action per step."""
        for lines in _grouped(advancing, lambda line: _step(line).ref).values():
            self._out.actions.append(
                DunningAction(
                    self._account.customer, self._account.currency, _step(lines[0]), _oldest_first(lines)
                )
            )

    def _too_little(self, lines: Iterable[DunningLine]) -> Hold | None:
        total = sum(line.outstanding for line in lines)
        if total <= 0:
            return reasons.CREDIT_BALANCE
        minimum = self._settings.minimum_amount
        return reasons.below_minimum(total, minimum, self._account.currency) if total < minimum else None

    def _exclude(self, lines: Iterable[DunningLine], hold: Hold, step: Step | None = None) -> None:
        self._out.excluded += [
            Exclusion(
                self._account.customer,
                self._account.currency,
                replace(line, step=None, penalties=False),
                hold,
                step,
            )
            for line in lines
        ]


def _step(line: DunningLine) -> Step:
    assert line.step is not None  # noqa: S101 - only lines that advance come here
    return line.step


def _grouped(
    lines: Iterable[DunningLine], key: Callable[[DunningLine], _Key]
) -> dict[_Key, list[DunningLine]]:
    groups: dict[_Key, list[DunningLine]] = {}
    for line in lines:
        groups.setdefault(key(line), []).append(line)
    return groups


def _oldest_first(lines: Iterable[DunningLine]) -> tuple[DunningLine, ...]:
    """By due date, those without one last."""
    return tuple(sorted(lines, key=lambda line: (line.due or dt.date.max, line.number, line.row)))
