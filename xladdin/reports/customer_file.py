"""Fiche client: everything about one customer on one page."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

import numpy as np

from xladdin.ledger.find_customer import find_customer
from xladdin.model.arrays import to_cents, to_date
from xladdin.model.field_labels import FIELD_LABELS
from xladdin.model.scale import AgeingScale
from xladdin.model.settings import CreditsRule
from xladdin.model.source_map import Field
from xladdin.model.wording import Kind, french_amount
from xladdin.reports.aged_balance import ageing_matrix
from xladdin.reports.by_customer import with_credits_and_total

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Mapping

    from xladdin.ledger.history import History
    from xladdin.ledger.ledger import Ledger
    from xladdin.ledger.schema import Customers

_CONTACT_FIELDS: Final = (
    Field.CONTACT, Field.PHONE, Field.EMAIL, Field.ADDRESS, Field.ADDRESS_2, Field.POSTCODE, Field.CITY,
    Field.COUNTRY, Field.SIREN, Field.COLLECTOR, Field.GROUP, Field.SERVICE, Field.ASSOCIATE, Field.CATEGORY,
    Field.TERMS, Field.PAYMENT_MODE, Field.CREDIT_LIMIT, Field.RISK, Field.INSOLVENCY,
)  # fmt: skip


_NUMBER: Final = re.compile(r"\d+(?:\.\d+)?")


@dataclass(frozen=True, slots=True)
class OpenItem:
    """A piece of which something is left, or a bill in circulation.

    Attributes:
        issued: None when unknown.
        due: None when no date is known.
        amount: signed cents.
        outstanding: signed cents; credits negative.
        days_late: ``as_of`` − due; 0 or less is not late; None without a due date.
        promise: date by which the customer promised to pay.
    """

    number: str
    kind: Kind
    issued: dt.date | None
    due: dt.date | None
    amount: int
    outstanding: int
    currency: str
    days_late: int | None
    promise: dt.date | None
    comment: str


@dataclass(frozen=True, slots=True)
class Reminder:
    """One reminder that left: rank 1-3, or 4 for the mise en demeure."""

    number: str
    rank: int
    date: dt.date


@dataclass(frozen=True, slots=True)
class Note:
    """What somebody wrote beside a piece."""

    number: str
    text: str


@dataclass(frozen=True, slots=True)
class Promise:
    """A promise to pay an open piece.

    Attributes:
        broken: the date has passed and something is still due.
    """

    number: str
    date: dt.date
    outstanding: int
    currency: str
    broken: bool


@dataclass(frozen=True, slots=True)
class CustomerFile:
    """Fiche client at close of ``as_of``.

    Attributes:
        contacts: filled columns of the customer list by ``Field`` value.
        open_items: oldest due date first; those without one last.
        ageing: per currency, cents per column of the balance âgée, « Total » included.
        reminders: of all pieces of the customer, latest first.
        notes: comments on all pieces, in the order of the list.
        promises: on open pieces, earliest first.
    """

    as_of: dt.date
    code: str
    name: str
    contacts: Mapping[str, str]
    open_items: tuple[OpenItem, ...]
    ageing: Mapping[str, Mapping[str, int]]
    reminders: tuple[Reminder, ...]
    notes: tuple[Note, ...]
    promises: tuple[Promise, ...]


def customer_file(
    ledger: Ledger,
    history: History,
    customer: str,
    as_of: dt.date,
    *,
    scale: AgeingScale = AgeingScale(30, 60, 90),
) -> CustomerFile:
    """Everything known at close of ``as_of`` about one customer.

    Args:
        history: dates of reminders.
        customer: code or name, without regard to case, accents and punctuation.
        as_of: date d’arrêté, inclusive; later pieces, payments and reminders are not known yet.
        scale: of the ageing.

    Raises:
        ArgumentError: no such customer (close names are suggested), or several of that name.
    """
    row = find_customer(ledger.customers, customer)
    own = ledger.select(ledger.items.customer == row)
    items = _open_items(own, as_of)
    return CustomerFile(
        as_of=as_of,
        code=ledger.customers.code[row],
        name=ledger.customers.name[row],
        contacts=_contacts(ledger.customers, row),
        open_items=items,
        ageing=_ageing(own, row, as_of, scale),
        reminders=_reminders(own, history, as_of),
        notes=_notes(own, as_of),
        promises=_promises(items, as_of),
    )


def _contacts(customers: Customers, row: int) -> dict[str, str]:
    texts = {field.value: str(customers.text(field)[row]) for field in _CONTACT_FIELDS}
    return {field: text for field, text in texts.items() if text}


def contact_lines(file: CustomerFile) -> list[tuple[str, str]]:
    """Label and text of each line about who the customer is, as a French reader expects them."""
    return [
        (FIELD_LABELS[field], french_amount(to_cents(text)) if _is_amount(field, text) else text)
        for field, text in ((Field(name), text) for name, text in file.contacts.items())
    ]


def _is_amount(field: Field, text: str) -> bool:
    return field is Field.CREDIT_LIMIT and _NUMBER.fullmatch(text) is not None


def _open_items(own: Ledger, as_of: dt.date) -> tuple[OpenItem, ...]:
    items = own.items
    left = np.where(items.kind == Kind.EFFET, own.bills_in_circulation(as_of), own.outstanding(as_of))
    promises = items.extra.get(Field.PROMISE)
    comments = items.extra.get(Field.COMMENT)
    found = []
    for row in np.flatnonzero(left):
        due = to_date(items.due[row])
        found.append(
            OpenItem(
                number=items.number[row],
                kind=Kind(items.kind[row]),
                issued=to_date(items.issued[row]),
                due=due,
                amount=int(items.amount[row]),
                outstanding=int(left[row]),
                currency=own.currencies[items.currency[row]],
                days_late=(as_of - due).days if due else None,
                promise=None if promises is None else to_date(promises[row]),
                comment="" if comments is None else str(comments[row]),
            )
        )
    return tuple(sorted(found, key=lambda item: (item.due is None, item.due or as_of, item.number)))


def _ageing(own: Ledger, row: int, as_of: dt.date, scale: AgeingScale) -> dict[str, dict[str, int]]:
    columns = with_credits_and_total(scale.labels(), CreditsRule.SEPARATE)
    by_currency = {}
    for currency in own.currencies_present():
        matrix = ageing_matrix(own.in_currency(currency)[0], as_of, scale=scale)
        by_currency[currency] = dict(zip(columns, matrix[row].tolist(), strict=True))
    return by_currency


def _reminders(own: Ledger, history: History, as_of: dt.date) -> tuple[Reminder, ...]:
    numbers = set(own.items.number)
    found = [
        Reminder(number, rank, date)
        for (number, rank), date in history.sent.items()
        if number in numbers and date <= as_of
    ]
    return tuple(sorted(found, key=lambda sent: (-sent.date.toordinal(), sent.number, sent.rank)))


def _notes(own: Ledger, as_of: dt.date) -> tuple[Note, ...]:
    comments = own.items.extra.get(Field.COMMENT)
    if comments is None:
        return ()
    known = own.issued_by(as_of)
    return tuple(
        Note(own.items.number[row], str(comments[row])) for row in np.flatnonzero(known & (comments != ""))
    )


def _promises(items: tuple[OpenItem, ...], as_of: dt.date) -> tuple[Promise, ...]:
    found = [
        Promise(item.number, item.promise, item.outstanding, item.currency, broken=item.promise < as_of)
        for item in items
        if item.promise is not None
    ]
    return tuple(sorted(found, key=lambda promise: (promise.date, promise.number)))
