"""Who does what when: everything to do, with the person in charge and whom to reach at the customer's."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from xladdin.dunning.to_do import ToDoKind
from xladdin.model.source_map import Field

if TYPE_CHECKING:
    from collections.abc import Iterable

    from xladdin.dunning.case import Case
    from xladdin.dunning.cases import Recovery
    from xladdin.dunning.followed import AccountKey
    from xladdin.dunning.to_do import ToDo
    from xladdin.ledger.ledger import Ledger

DAYS_AHEAD: Final = 7
"""How far ahead steps and promises are listed that are in no case."""
_AHEAD: Final = (ToDoKind.COMING, ToDoKind.PROMISE)


@dataclass(frozen=True, slots=True)
class AgendaLine:
    """One thing to do, with its people.

    Attributes:
        collector: person in charge, of the case or else of the pieces; empty when nobody is.
        contact: main contact, of the case or else of the customer.
        case: number of the open case that it belongs to; empty for none.
        late: its day is over, or it is not known which day that was.
    """

    action: ToDo
    collector: str
    customer: str
    name: str
    currency: str
    contact: str
    phone: str
    email: str
    case: str
    late: bool


def agenda(ledger: Ledger, work: Recovery, *, days_ahead: int = DAYS_AHEAD) -> tuple[AgendaLine, ...]:
    """What is to do by the coming days, by person in charge, the earliest first; nobody's work comes last.

    Args:
        ledger: of ``work``.
        days_ahead: steps and promises later than that are left out, those of an open case excepted.
    """
    horizon = work.as_of + dt.timedelta(days=days_ahead)
    open_cases: dict[AccountKey, list[Case]] = {}
    for one in work.cases:
        for action in one.to_do[:1]:
            open_cases.setdefault(action.account, []).append(one)
    collectors = ledger.attribute(Field.COLLECTOR)
    contacts, phones, emails = (
        ledger.customers.text(field) for field in (Field.CONTACT, Field.PHONE, Field.EMAIL)
    )
    lines = []
    for action in work.to_do:
        case = _case_of(action, open_cases.get(action.account, ()))
        too_far = action.on is not None and action.on > horizon
        if case is None and too_far and action.kind in _AHEAD:
            continue
        customer = action.account.customer
        named = next((str(collectors[row]) for row in action.rows if collectors[row]), "")
        lines.append(
            AgendaLine(
                action=action,
                collector=(case.record.collector if case else "") or named,
                customer=ledger.customers.code[customer],
                name=ledger.customers.name[customer],
                currency=ledger.currencies[action.account.currency],
                contact=(case.record.contact if case else "") or str(contacts[customer]),
                phone=str(phones[customer]),
                email=str(emails[customer]),
                case=case.record.number if case else "",
                late=action.is_late(work.as_of),
            )
        )
    return tuple(sorted(lines, key=_order))


def _case_of(action: ToDo, cases: Iterable[Case]) -> Case | None:
    return next((case for case in cases if action in case.to_do), None)


def _order(line: AgendaLine) -> tuple[bool, str, dt.date, str, str]:
    action = line.action
    return not line.collector, line.collector, action.on or dt.date.min, line.customer, action.what
