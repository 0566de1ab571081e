"""Whether the formulas say of every row what the ledger says; where they do not, values are shown instead."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from xladdin.model.arrays import to_date
from xladdin.reports.by_customer import receivables
from xladdin.reports.collection import collection_rate
from xladdin.reports.unallocated import unallocated_rate
from xladdin.sheets.live.conditions import NotLiveError
from xladdin.sheets.live.keys import serial

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterator, Sequence

    from xladdin.ledger.ledger import Ledger
    from xladdin.sheets.live.followed_list import FollowedList
    from xladdin.sheets.live.item_formulas import Month
    from xladdin.sheets.live.item_values import ItemValues
    from xladdin.sheets.live.payment_rows import PaymentRows

Place = tuple[str, int]
"""Sheet and row of hers."""
Told = tuple[int, int, int, int]
"""Customer number, due day, cents left, cents of a bill in circulation."""


def check_rows(ledger: Ledger, items: ItemValues, payments: PaymentRows | None, as_of: dt.date) -> None:
    """Compares row by row at close of ``as_of``.

    Raises:
        NotLiveError: a row differs; it is named, or the reason is given.
    """
    if items.settled_twice:
        raise NotLiveError("un numéro de pièce réglée sert plusieurs fois")
    if any(map(items.terms_decide, range(len(items.present)))):
        raise NotLiveError("des échéances se calculent d’après les conditions de règlement")
    told = _told_by_ledger(ledger, as_of, far=items.far, date_1904=items.followed.date_1904)
    for place, mine in _told_by_formulas(items, payments, as_of):
        theirs = told.pop(place, None)
        if mine != theirs:
            raise NotLiveError(f"la ligne {place[1]} de « {place[0]} » ne se traduit pas en formules")
    flagged = [
        row for rows, flags in _flags(items, payments) for row, flag in zip(rows, flags, strict=True) if flag
    ]
    for sheet, row in (*told, *flagged):
        raise NotLiveError(f"la ligne {row} de « {sheet} » ne se traduit pas en formules")


def _told_by_ledger(ledger: Ledger, as_of: dt.date, *, far: int, date_1904: bool) -> dict[Place, Told]:
    items = ledger.items
    left, bills = receivables(ledger, as_of), ledger.bills_in_circulation(as_of)
    told = {}
    for row in range(len(items)):
        due = to_date(items.due[row])
        told[str(items.sheet[row]), int(items.row[row])] = (
            int(items.customer[row]) + 1,
            serial(due, date_1904=date_1904) if due else far,
            int(left[row]),
            int(bills[row]),
        )
    return told


def _told_by_formulas(
    items: ItemValues, payments: PaymentRows | None, as_of: dt.date
) -> Iterator[tuple[Place, Told | None]]:
    """Rows that the formulas take for pieces, and None for those that they pass over."""
    day = serial(as_of, date_1904=items.followed.date_1904)
    columns = zip(items.customer, items.due, items.left(day), items.bills(day), strict=True)
    yield from _placed(items.followed, items.present, columns)
    if payments is not None:
        waits = [
            int(cents is not None and not found)
            for cents, found in zip(payments.amount, payments.found(items.keys), strict=True)
        ]
        left = payments.left(items.keys, day)
        due = [one or items.far for one in payments.day]
        customer = payments.customer(items.lookup)
        yield from _placed(payments.followed, waits, zip(customer, due, left, [0] * len(left), strict=True))


def _flags(items: ItemValues, payments: PaymentRows | None) -> Iterator[tuple[list[Place], list[int]]]:
    """Rows that ask for a refresh already."""
    yield items.followed.places(), items.flags()
    if payments is not None:
        yield payments.followed.places(), payments.flags(items.keys, items.lookup)


def _placed(
    followed: FollowedList, present: Sequence[int], told: Iterator[Told]
) -> Iterator[tuple[Place, Told | None]]:
    for place, there, one in zip(followed.places(), present, told, strict=True):
        yield place, one if there else None


def check_month(
    ledger: Ledger, items: ItemValues, payments: PaymentRows | None, month: Month, as_of: dt.date
) -> None:
    """Compares the collection rate and that of the unallocated payments of the month of ``as_of``.

    Raises:
        NotLiveError: they differ.
    """
    rate, waiting = collection_rate(ledger, as_of, as_of), unallocated_rate(ledger, as_of, as_of)
    due = items.to_collect(month.as_of, month.end, month.before)
    left = items.left(month.as_of)
    collected = sum(cents - max(rest, 0) for cents, rest in zip(due, left, strict=True) if cents)
    base = matched = 0
    if payments is not None:
        base, matched = payments.month(items.keys, month)
        due += payments.to_collect(items.keys, month)
        collected += sum(payments.collected(items.keys, month))
    mine, theirs = (sum(due), collected, base, matched), (
        rate.to_collect, rate.collected, waiting.base, waiting.matched,
    )  # fmt: skip
    if mine != theirs:
        raise NotLiveError("les mouvements du mois ne se traduisent pas en formules")


def has_terms(ledger: Ledger) -> bool:
    """Some customer has terms of payment, that may give a due date."""
    return bool(np.any(ledger.customers.text("terms") != ""))
