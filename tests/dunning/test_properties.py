"""Laws of one run over any ledger."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from typing import TYPE_CHECKING

import numpy as np
from hypothesis import given
from hypothesis import strategies as st
from strategies import CUSTOMERS, Records, as_of_dates, records

from xladdin.dunning.assignment import AssignmentRule, Scenarios
from xladdin.dunning.campaign import record
from xladdin.dunning.journal import Journal, State
from xladdin.dunning.journal_history import history_from_journal
from xladdin.dunning.propose import propose_reminders
from xladdin.ledger.history import History
from xladdin.ledger.ledger import Ledger
from xladdin.model.settings import DunningSettings

if TYPE_CHECKING:
    import random

    from xladdin.dunning.run import DunningNotice, DunningRun

SCENARIOS = Scenarios(
    rules=(AssignmentRule("Sage 100", group="Sud"), AssignmentRule("Grands comptes", amount_from=10**6))
)
SETTINGS = st.builds(
    DunningSettings,
    minimum_amount=st.sampled_from([0, 1, 100_000]),
    minimum_days=st.integers(0, 15),
    sent_when_generated=st.booleans(),
    per_invoice=st.booleans(),
)
HISTORIES = st.builds(
    History,
    sent=st.dictionaries(
        st.tuples(st.sampled_from([f"P{number:03}" for number in range(12)]), st.integers(1, 4)),
        st.dates(dt.date(2025, 1, 1), dt.date(2026, 6, 30)),
        max_size=8,
    ),
)
LEDGERS = records(currencies=("EUR", "USD"))


def run_of(ledger: Ledger, as_of: dt.date, history: History, settings: DunningSettings) -> DunningRun:
    return propose_reminders(ledger, history, SCENARIOS, settings, as_of)


@given(LEDGERS, as_of_dates, HISTORIES, SETTINGS)
def test_everything_advances_once_or_is_told_why_not(
    drawn: Records, as_of: dt.date, history: History, settings: DunningSettings
) -> None:
    ledger = drawn.ledger()
    run = run_of(ledger, as_of, history, settings)
    outstanding = ledger.outstanding(as_of)
    known = ledger.items.is_receivable() & ledger.issued_by(as_of)
    debts = known & ((outstanding > 0) | (ledger.items.amount > 0) & (outstanding == 0))
    credits_ = set(np.flatnonzero(known & (outstanding < 0)).tolist())
    listed = {line.row for one in run.notices for line in one.lines}
    advancing = [line.row for _, line, _ in run.steps_taken()]
    told = Counter([*advancing, *(one.line.row for one in run.excluded), *(credits_ & listed)])
    assert told == Counter([*np.flatnonzero(debts).tolist(), *credits_])


@given(LEDGERS, as_of_dates, HISTORIES, SETTINGS)
def test_a_letter_asks_exactly_what_its_lines_owe(
    drawn: Records, as_of: dt.date, history: History, settings: DunningSettings
) -> None:
    ledger = drawn.ledger()
    outstanding = ledger.outstanding(as_of)
    for notice in run_of(ledger, as_of, history, settings).notices:
        rows = [line.row for line in notice.lines]
        assert len(set(rows)) == len(rows)
        assert notice.total == int(outstanding[rows].sum()) >= max(1, settings.minimum_amount)
        assert {ledger.customers.code[row] for row in ledger.items.customer[rows]} == {notice.customer}
        assert {ledger.currencies[row] for row in ledger.items.currency[rows]} == {notice.currency}
        assert notice.level == max(line.step.ref.rank for line in notice.lines if line.step)
        for line in notice.lines:
            assert line.days_late > 0 or line.outstanding < 0 or notice.level == 0


@given(LEDGERS, as_of_dates, HISTORIES, SETTINGS)
def test_at_most_one_letter_per_customer_and_currency(
    drawn: Records, as_of: dt.date, history: History, settings: DunningSettings
) -> None:
    notices = run_of(drawn.ledger(), as_of, history, settings).notices
    per_piece = [line.number for one in notices for line in one.lines] if settings.per_invoice else ()
    letters = Counter(
        (one.customer, one.currency, *(per_piece and (one.lines[0].number,))) for one in notices
    )
    assert set(letters.values()) <= {1}


@given(LEDGERS, as_of_dates, HISTORIES, SETTINGS)
def test_running_again_on_the_same_day_adds_nothing(
    drawn: Records, as_of: dt.date, history: History, settings: DunningSettings
) -> None:
    ledger = drawn.ledger()
    run = run_of(ledger, as_of, history, settings)
    state = State.SENT if settings.sent_when_generated else State.TO_SEND
    journal = record(Journal(), run, campaign="K", state=state)
    again = run_of(ledger, as_of, history_from_journal(journal, history), settings)
    assert list(again.steps_taken()) == []


@given(LEDGERS, as_of_dates, HISTORIES, SETTINGS, st.randoms(use_true_random=False))
def test_the_order_of_rows_never_matters(
    drawn: Records, as_of: dt.date, history: History, settings: DunningSettings, chance: random.Random
) -> None:
    def seen(run: DunningRun) -> list[tuple[object, ...]]:
        return [(one.customer, one.currency, one.level, one.total, pieces(one)) for one in run.notices]

    def pieces(notice: DunningNotice) -> list[tuple[str, int]]:
        return sorted((line.number, line.outstanding) for line in notice.lines)

    invoices = list(drawn.invoices)
    chance.shuffle(invoices)
    shuffled = Ledger.from_records(invoices, drawn.settlements, CUSTOMERS)
    one, other = (run_of(ledger, as_of, history, settings) for ledger in (drawn.ledger(), shuffled))
    assert seen(one) == seen(other)
