"""Finding what is to do at one date: from the run, the history, the promises and the scenarios."""

from __future__ import annotations

import datetime as dt
import re
from collections import defaultdict
from typing import TYPE_CHECKING, Final, NamedTuple

from xladdin.dunning.followed import account_of
from xladdin.dunning.holds import promise_of
from xladdin.dunning.progress import NOTHING_YET
from xladdin.dunning.reasons import Reason
from xladdin.dunning.scenario import Base, Channel
from xladdin.dunning.to_do import ToDo, ToDoKind
from xladdin.ledger.terms import add_months
from xladdin.model.source_map import Field
from xladdin.model.wording import french_date

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from xladdin.dunning.followed import AccountKey, FollowedScenarios
    from xladdin.dunning.progress import Progress
    from xladdin.dunning.run import DunningLine, DunningRun
    from xladdin.dunning.scenario import Scenario, Step
    from xladdin.ledger.history import History
    from xladdin.ledger.ledger import Ledger

CHECK_PROMISE: Final = "Vérifier la promesse de règlement"
TO_LITIGATION: Final = "Transmettre au contentieux"
FILE_CLAIM: Final = "Déclarer la créance"
CLAIM_MONTHS: Final = 2
"""Months after the publication in the BODACC in which a claim is filed (Code de commerce R622-24)."""
_A_DATE: Final = re.compile(
    r"(?P<year>\d{4})-(?P<month>\d\d)-(?P<day>\d\d)|(?P<day2>\d{1,2})/(?P<month2>\d{1,2})/(?P<year2>\d{4})"
)
_WAITING: Final = (Reason.STEP_LATER, Reason.RECENTLY_REMINDED, Reason.NOT_DUE)
_DAY: Final = dt.timedelta(days=1)


class _Found(NamedTuple):
    """One line of the run for which something is to do."""

    kind: ToDoKind
    on: dt.date | None
    what: str
    why: str
    how: str
    line: DunningLine


class ToDoFinder:
    """Finds what is to do for the accounts of one run.

    Args:
        ledger: from which the run was proposed, unfiltered: its lines name rows of it.
        history: by the as-of date.
        progress: how far each item has come.
        run: of the as-of date.
        minimum_days: between two letters.
    """

    def __init__(
        self,
        ledger: Ledger,
        history: History,
        progress: Mapping[int, Progress],
        followed: FollowedScenarios,
        run: DunningRun,
        *,
        minimum_days: int,
    ) -> None:
        self._ledger, self._history, self._progress = ledger, history, progress
        self._followed, self._run, self._minimum_days = followed, run, minimum_days
        self._as_of = run.as_of

    def everything(self) -> tuple[ToDo, ...]:
        """All that is to do, however far ahead; the earliest first.

        Lines of one account that call for the same on the same day are one action.
        """
        groups: dict[tuple[object, ...], list[_Found]] = defaultdict(list)
        for found in (
            *self._proposed(), *self._unconfirmed(), *self._ended(), *self._promised(), *self._coming(),
        ):  # fmt: skip
            groups[account_of(self._ledger, found.line.row), *found[:-1]].append(found)
        return tuple(sorted((self._action(group) for group in groups.values()), key=ToDo.order))

    def _action(self, group: Sequence[_Found]) -> ToDo:
        first, lines = group[0], [found.line for found in group]
        return ToDo(
            kind=first.kind,
            on=first.on,
            what=first.what,
            why=first.why,
            how=first.how,
            account=account_of(self._ledger, first.line.row),
            rows=tuple(line.row for line in lines),
            numbers=tuple(dict.fromkeys(line.number for line in lines if line.number)),
            amount=sum(line.outstanding for line in lines),
        )

    def _proposed(self) -> Iterator[_Found]:
        """Letters, calls and checks of the run, one day for all pieces of each: that of the run."""
        for notice in self._run.notices:
            for line in notice.lines:
                if line.step is not None:
                    why = notice.channel_reason or "à générer"
                    name, how = notice.step.name, notice.channel.value
                    yield _Found(ToDoKind.LETTER, self._as_of, name, why, how, line)
        for action in self._run.actions:
            step = action.step
            ready = [self._first_day(step, line) for line in action.lines]
            on = min((day for day in ready if day is not None), default=self._as_of)
            for line in action.lines:
                yield _Found(ToDoKind.CALL, on, step.name, "étape du scénario", step.channel.value, line)

    def _unconfirmed(self) -> Iterator[_Found]:
        """Letters of which nobody said that they left, calls of which nobody said that they were made."""
        for line in self._held(Reason.NOT_CONFIRMED):
            pending = self._progress_of(line).pending
            if pending is None:
                continue
            step = next((one for one in self._scenario(line).steps if one.ref == pending.ref), None)
            name = pending.name or (step.name if step else "Relance")
            how = step.channel.value if step else ""
            campaign = f"campagne du {french_date(pending.date)}"
            if pending.ref.action:
                yield _Found(ToDoKind.CALL, pending.date, name, f"demandé par la {campaign}", how, line)
            else:
                what, why = f"Confirmer l’envoi : {name}", f"« à envoyer » depuis la {campaign}"
                yield _Found(ToDoKind.CONFIRM, pending.date, what, why, how, line)

    def _ended(self) -> Iterator[_Found]:
        """What leaves the hands of the recovery department: after the last step, or under proceedings."""
        of_account: dict[AccountKey, list[DunningLine]] = defaultdict(list)
        for line in self._held(Reason.LAST_STEP_DONE):
            of_account[account_of(self._ledger, line.row)].append(line)
        for lines in of_account.values():
            dates = [self._progress_of(line).reached_on for line in lines]
            on = min(filter(None, dates), default=None)
            why = f"dernière étape faite le {french_date(on)}" if on else "dernière étape faite"
            for line in lines:
                yield _Found(ToDoKind.LITIGATION, on, TO_LITIGATION, why, "", line)
        insolvencies = self._ledger.customers.text(Field.INSOLVENCY)
        for line in self._held(Reason.INSOLVENCY):
            words = str(insolvencies[account_of(self._ledger, line.row).customer])
            deadline = claim_deadline(words)
            why = f"{words} : délai de deux mois" if deadline else f"{words} : date du BODACC à renseigner"
            yield _Found(ToDoKind.CLAIM, deadline, FILE_CLAIM, why, "", line)

    def _promised(self) -> Iterator[_Found]:
        """Promises to verify on their day; one that a later step overtook is forgotten."""
        codes = self._ledger.customers.code
        for line in self._debts():
            noted = self._history.promises.get(codes[account_of(self._ledger, line.row).customer])
            promise = promise_of(self._ledger, line.row, noted)
            touched = self._progress_of(line).touched_on
            if promise is not None and (touched is None or touched <= promise):
                why = f"promis pour le {french_date(promise)}"
                yield _Found(ToDoKind.PROMISE, promise, CHECK_PROMISE, why, Channel.PHONE.value, line)

    def _coming(self) -> Iterator[_Found]:
        """The next step of each piece that only waits for its day."""
        for reason in _WAITING:
            for line in self._held(reason):
                step = self._next_step(line)
                day = self._first_day(step, line) if step else None
                if step is not None and day is not None and day > self._as_of:
                    yield _Found(ToDoKind.COMING, day, step.name, "étape à venir", step.channel.value, line)

    def _next_step(self, line: DunningLine) -> Step | None:
        """The step that comes next, once the piece is late where it is not; never one whose day is over."""
        reached = self._progress_of(line).reached
        for late in (line.days_late > 0, True):
            step = self._scenario(line).after(reached, late=late)
            day = self._first_day(step, line) if step else None
            if day is not None and day > self._as_of:
                return step
        return None

    def _first_day(self, step: Step, line: DunningLine) -> dt.date | None:
        """The first day on which an item may take a step; None without a due date."""
        if line.due is None:
            return None
        progress = self._progress_of(line)
        base = line.due
        if step.base is Base.PREVIOUS_STEP and progress.reached_on is not None:
            base = progress.reached_on
        days = [base + dt.timedelta(days=step.delay)]
        if not step.is_preventive:
            days.append(line.due + _DAY)
        if progress.touched_on is not None:
            days.append(progress.touched_on + _DAY)
        if step.channel.is_written and progress.letter_on is not None:
            days.append(progress.letter_on + dt.timedelta(days=self._minimum_days))
        return max(days)

    def _held(self, reason: Reason) -> Iterator[DunningLine]:
        return (one.line for one in self._run.excluded if one.hold.reason is reason)

    def _debts(self) -> Iterator[DunningLine]:
        """Every open debt of the run, once; those under proceedings are paid by nobody's promise."""
        lines = [line for _, line, _ in self._run.steps_taken()]
        lines += [one.line for one in self._run.excluded if one.hold.reason is not Reason.INSOLVENCY]
        return (line for line in lines if line.outstanding > 0)

    def _progress_of(self, line: DunningLine) -> Progress:
        return self._progress.get(line.row, NOTHING_YET)

    def _scenario(self, line: DunningLine) -> Scenario:
        return self._followed.of(account_of(self._ledger, line.row))


def claim_deadline(words: str) -> dt.date | None:
    """Two months after the date that a text like « Redressement judiciaire, BODACC du 12/05/2026 » names.

    None when it names no date of the calendar.
    """
    match = _A_DATE.search(words)
    if match is None:
        return None
    year, month, day = (
        (match["year"], match["month"], match["day"])
        if match["year"]
        else (match["year2"], match["month2"], match["day2"])
    )
    try:
        return add_months(dt.date(int(year), int(month), int(day)), CLAIM_MONTHS)
    except ValueError:
        return None
