"""Which words of her lists decide something, and what the ledger made of them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from xladdin.model.source_map import Field
from xladdin.sheets.live.lookup import CHARGE, COLLECTOR, CURRENCY, LOST, Lookup

if TYPE_CHECKING:
    from collections.abc import Iterator

    from xladdin.ledger.ledger import Ledger
    from xladdin.sheets.live.followed_list import FollowedList
    from xladdin.sheets.live.item_values import ItemValues
    from xladdin.sheets.live.payment_rows import PaymentRows


def known_words(ledger: Ledger, invoices: FollowedList, payments: FollowedList | None) -> Lookup:
    """All words of both lists that decide something.

    Raises:
        NotLiveError: one was read in two ways.
    """
    lookup = Lookup()
    lists = [invoices, payments] if payments else [invoices]
    items = ledger.items
    owners = [
        (code, name, int(items.customer[item]))
        for one in lists
        for item, code, name in _rows_of_items(ledger, one, Field.CUSTOMER_CODE, Field.CUSTOMER_NAME)
    ]
    lookup.learn_customers(ledger, owners, with_codes=any(Field.CUSTOMER_CODE in one for one in lists))
    if Field.KIND in invoices:
        lookup.learn_kinds(
            (text, int(items.kind[item])) for item, text in _rows_of_items(ledger, invoices, Field.KIND)
        )
    if Field.STATUS in invoices:
        lookup.learn_statuses(invoices.source.statuses)
    if Field.CURRENCY in invoices:
        for text in texts_of(invoices, Field.CURRENCY):
            lookup.suppose(CURRENCY, text, 1)
    numbers = collectors(ledger)
    for collector, number in numbers.items():
        lookup.learn(COLLECTOR, collector, number)
    for customer, collector in enumerate(ledger.customers.text("collector"), 1):
        lookup.learn(CHARGE, str(customer), numbers.get(str(collector), 0))
    return lookup


def collectors(ledger: Ledger) -> dict[str, int]:
    """Number of each chargé de recouvrement, ``""`` for none."""
    return {str(one): number for number, one in enumerate(sorted(set(ledger.attribute("collector"))), 1)}


def learn_lost(lookup: Lookup, payments: PaymentRows | None, items: ItemValues) -> None:
    """Numbers of pieces that are not in the list: what names them waits, and that is no news."""
    named = {one for one in payments.key if one not in items.keys} if payments else set()
    named |= {target for target, hit in zip(items.target, items.hit, strict=True) if not hit}
    for one in sorted(named - {""}):
        lookup.suppose(LOST, one, 1)


def texts_of(one: FollowedList, field: Field) -> list[str]:
    """A column of texts, blanks when there is none."""
    return one.read_text(field)[1] if field in one else [""] * len(one)


def _rows_of_items(ledger: Ledger, one: FollowedList, *fields: Field) -> Iterator[tuple[Any, ...]]:
    """Item and texts of each row of a list that became an item."""
    places = zip(ledger.items.sheet, ledger.items.row, strict=True)
    item_of = {(str(sheet), int(row)): item for item, (sheet, row) in enumerate(places)}
    for place, texts in enumerate(zip(*(texts_of(one, field) for field in fields), strict=True)):
        item = item_of.get((one.source.sheet, one.sheet_row(place)))
        if item is not None:
            yield (item, *texts)
