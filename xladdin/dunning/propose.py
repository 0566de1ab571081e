"""Proposing the reminders of one day: pure, from the ledger, the history and the scenarios."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, TypeVar

import numpy as np

from xladdin.dunning import reasons
from xladdin.dunning.account import Account, Situation, propose_for
from xladdin.dunning.assignment import CustomerProfile
from xladdin.dunning.holds import holds_by_item
from xladdin.dunning.progress import progress_by_item
from xladdin.dunning.run import DunningAction, DunningLine, DunningNotice, DunningRun, Exclusion
from xladdin.errors import ArgumentError
from xladdin.ledger.standing import Category, category_of
from xladdin.model.email_addresses import fault_of_addresses
from xladdin.model.source_map import Field
from xladdin.model.wording import Kind, french_date

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Collection, Iterable, Iterator

    import numpy.typing as npt

    from xladdin.dunning.assignment import Scenarios
    from xladdin.dunning.selection import Selection
    from xladdin.dunning.struck_out import StruckOut
    from xladdin.ledger.history import History, StepRef
    from xladdin.ledger.ledger import Ledger
    from xladdin.model.arrays import Cents, Mask
    from xladdin.model.settings import DunningSettings

_KINDS: Final = tuple(Kind)
_Proposal = TypeVar("_Proposal", DunningNotice, DunningAction)


def propose_reminders(  # noqa: PLR0917 - what a run takes, in the order of the accounting sentence
    ledger: Ledger,
    history: History,
    scenarios: Scenarios,
    settings: DunningSettings,
    as_of: dt.date,
    selection: Selection | None = None,
    struck_out: Collection[StruckOut] = (),
    *,
    tell_paid: bool = True,
) -> DunningRun:
    """The run (campagne) of ``as_of``: letters, actions, and why every other piece stays where it is.

    One step per item, and only after the one before was sent or done; nothing jumps a level. Customers
    and currencies are kept apart. Bills in circulation and fee lines are not reminded.

    Args:
        ledger: filter it beforehand with ``Ledger.where`` for one collector or group.
        history: what left already.
        scenarios: and who follows which.
        settings: minimum, days between letters, per invoice.
        as_of: date d’arrêté, inclusive; not before the last campaign.
        selection: only these customers and pieces; the credits of their customers count all the same.
        struck_out: pieces that do not take this one step; letters do not list them either.
        tell_paid: False to leave out of ``excluded`` what is paid, most of a long list.

    Raises:
        ArgumentError: a date before the last campaign, or a selection that the ledger does not have.
    """
    if history.last_run is not None and as_of < history.last_run:
        raise ArgumentError(
            f"La dernière campagne de relances est du {french_date(history.last_run)} : "
            f"une campagne au {french_date(as_of)} reviendrait en arrière.",
            "Choisissez une date postérieure, ou annulez d’abord la dernière campagne.",
        )
    outstanding = ledger.outstanding(as_of)
    debts, in_credit = _perimeter(ledger, outstanding, as_of)
    progress = progress_by_item(ledger, history, np.flatnonzero(debts).tolist())
    balances = ledger.sum_by_account(np.where(debts | in_credit, outstanding, 0))
    if selection is not None:
        wanted = selection.rows(ledger)
        debts &= wanted
        in_credit &= np.isin(ledger.items.customer, ledger.items.customer[wanted])
    told = debts | in_credit if tell_paid else (debts | in_credit) & (outstanding != 0)
    lines = _lines(ledger, outstanding, as_of, np.flatnonzero(told))
    owed = [line.row for line in lines if line.outstanding > 0]
    situation = Situation(
        as_of, settings, progress, holds_by_item(ledger, owed, history.promises, as_of), frozenset(struck_out)
    )
    accounts = _accounts(ledger, scenarios, lines, balances)
    found = [propose_for(account, situation) for account in accounts]
    excluded = [one for proposals in found for one in proposals.excluded]
    excluded += _paid(ledger, lines)
    return DunningRun(
        as_of,
        notices=_largest_first(one for proposals in found for one in proposals.notices),
        actions=_largest_first(one for proposals in found for one in proposals.actions),
        excluded=tuple(sorted(excluded, key=lambda one: one.line.row)),
    )


def _perimeter(ledger: Ledger, outstanding: Cents, as_of: dt.date) -> tuple[Mask, Mask]:
    """Debts, paid or not, and what is in credit, at close of ``as_of``."""
    known = ledger.items.is_receivable() & ledger.issued_by(as_of)
    in_credit = known & (outstanding < 0)
    return known & ~in_credit & ((ledger.items.amount > 0) | (outstanding > 0)), in_credit


def _lines(
    ledger: Ledger, outstanding: Cents, as_of: dt.date, rows: npt.NDArray[np.intp]
) -> list[DunningLine]:
    items = ledger.items
    columns = (rows, items.number[rows], items.kind[rows], items.due[rows], outstanding[rows])
    return [
        DunningLine(row, number, _KINDS[kind], due, (as_of - due).days if due else 0, cents)
        for row, number, kind, due, cents in zip(*(column.tolist() for column in columns), strict=True)
    ]


def _accounts(
    ledger: Ledger,
    scenarios: Scenarios,
    lines: Iterable[DunningLine],
    balances: Cents,
) -> Iterator[Account]:
    """Open lines by customer and currency, in the order of the ledger."""
    by_account: dict[tuple[int, int], list[DunningLine]] = {}
    for line in lines:
        if line.outstanding:
            account = int(ledger.items.customer[line.row]), int(ledger.items.currency[line.row])
            by_account.setdefault(account, []).append(line)
    customers = ledger.customers
    groups, risks = customers.text(Field.GROUP), customers.text(Field.RISK)
    emails, categories = customers.text(Field.EMAIL), customers.text(Field.CATEGORY)
    for (customer, currency), own in by_account.items():
        profile = CustomerProfile(
            code=customers.code[customer],
            name=customers.name[customer],
            group=str(groups[customer]),
            risk=str(risks[customer]),
            balance=int(balances[customer, currency]),
        )
        yield Account(
            customer=profile.code,
            currency=ledger.currencies[currency],
            scenario=scenarios.followed_by(profile),
            email_fault=fault_of_addresses(str(emails[customer])),
            is_consumer=category_of(str(categories[customer])) is Category.CONSUMER,
            lines=tuple(own),
        )


def _paid(ledger: Ledger, lines: Iterable[DunningLine]) -> Iterator[Exclusion]:
    items, codes = ledger.items, ledger.customers.code
    for line in lines:
        if not line.outstanding:
            currency = ledger.currencies[items.currency[line.row]]
            yield Exclusion(codes[items.customer[line.row]], currency, line, reasons.PAID)


def _largest_first(proposals: Iterable[_Proposal]) -> tuple[_Proposal, ...]:
    def rank(one: _Proposal) -> tuple[int, str, str, StepRef, str]:
        return -one.total, one.customer, one.currency, one.step.ref, one.lines[0].number

    return tuple(sorted(proposals, key=rank))
