"""A ledger from plain mappings, for code and tests: amounts in currency units, dates as dates or ISO."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal
from typing import TYPE_CHECKING, Final

import numpy as np

from xladdin.errors import ArgumentError
from xladdin.ledger.build import build_ledger
from xladdin.ledger.draft import DraftCustomers, DraftItems, DraftSettlements
from xladdin.model.arrays import to_cents, to_day
from xladdin.model.source_map import Field
from xladdin.model.wording import Kind

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    import numpy.typing as npt

    from xladdin.ledger.ledger import Ledger
    from xladdin.model.arrays import Texts

    Record = Mapping[str, object]

_EXTRA: Final = frozenset(Field)
_INVOICE: Final = frozenset(
    {"number", "customer", "name", "kind", "issued", "due", "amount", "currency", "applied_to", "terms"}
)
_SETTLEMENT: Final = frozenset({"customer", "date", "amount", "number", "matched", "kind", "currency"})
_CUSTOMER: Final = frozenset({"code", "name"})


def ledger_from_records(
    invoices: Iterable[Record], settlements: Iterable[Record] = (), customers: Iterable[Record] = ()
) -> Ledger:
    """A ledger from plain mappings.

    Args:
        invoices: ``number, customer, amount`` and, optional, ``kind`` (``"FACTURE"``), ``issued``,
            ``due``, ``currency`` (``"EUR"``), ``applied_to`` (the piece that a credit settles), ``name``,
            ``terms`` and any optional column of ``Items`` (``collector``, ``promise`` …). Amounts are
            signed, in currency units; several rows of one number are its instalments.
        settlements: ``date, amount`` and ``customer`` and/or ``number``; a positive amount reduces the
            piece, a negative one reopens it. Without ``number`` it is unallocated. ``matched`` is the
            date of lettering. ``date`` None: settled at every date.
        customers: ``code`` and/or ``name``, and any optional column of ``Customers``.

    Raises:
        ArgumentError: an unknown key, a missing or unreadable amount, date or kind; the message names
            the record.
    """
    return build_ledger(
        _draft_items(_checked(invoices, _INVOICE, "facture")),
        _draft_settlements(_checked(settlements, _SETTLEMENT, "règlement")),
        _draft_customers(_checked(customers, _CUSTOMER, "client")),
    )


def _draft_items(records: Sequence[Record]) -> DraftItems:
    draft = DraftItems.blank(len(records))
    draft.number = _texts(records, "number")
    draft.customer_code = _texts(records, "customer")
    draft.customer_name = _texts(records, "name")
    draft.kind = _kinds(records, Kind.FACTURE)
    draft.issued = _days(records, "issued")
    draft.due = _days(records, "due")
    draft.amount = _cents(records)
    draft.currency = _texts(records, "currency")
    draft.applied_to = _texts(records, "applied_to")
    draft.terms = _texts(records, "terms")
    draft.extra = _extra(records, _INVOICE)
    return draft


def _draft_settlements(records: Sequence[Record]) -> DraftSettlements:
    draft = DraftSettlements.blank(len(records))
    draft.number = _texts(records, "number")
    draft.customer_code = _texts(records, "customer")
    draft.date = _days(records, "date")
    draft.amount = _cents(records)
    draft.matched = _days(records, "matched")
    draft.kind = _kinds(records, Kind.REGLEMENT)
    draft.currency = _texts(records, "currency")
    return draft


def _draft_customers(records: Sequence[Record]) -> DraftCustomers:
    return DraftCustomers(_texts(records, "code"), _texts(records, "name"), _extra(records, _CUSTOMER))


def _checked(records: Iterable[Record], known: frozenset[str], what: str) -> list[Record]:
    rows = list(records)
    for place, record in enumerate(rows, start=1):
        unknown = [key for key in record if key not in known and key not in _EXTRA]
        if unknown:
            raise ArgumentError(
                f"{what.capitalize()} n° {place} : champ inconnu « {unknown[0]} ».",
                f"Champs possibles : {', '.join(sorted(known))}.",
            )
    return rows


def _texts(records: Sequence[Record], key: str) -> Texts:
    texts = np.empty(len(records), dtype=object)
    texts[:] = ["" if record.get(key) is None else str(record[key]) for record in records]
    return texts


def _days(records: Sequence[Record], key: str) -> npt.NDArray[np.datetime64]:
    days = [to_day(_date(record.get(key), place, key)) for place, record in enumerate(records, start=1)]
    return np.array(days, dtype="datetime64[D]")


def _date(value: object, place: int, key: str) -> dt.date | None:
    if value is None or isinstance(value, dt.date):
        return value
    try:
        return dt.date.fromisoformat(str(value))
    except ValueError as error:
        raise ArgumentError(
            f"Enregistrement n° {place}, {key} : « {value} » n’est pas une date.",
            "Donnez une date, ou un texte comme 2026-06-30.",
        ) from error


def _cents(records: Sequence[Record]) -> npt.NDArray[np.int64]:
    cents = np.zeros(len(records), dtype=np.int64)
    for place, record in enumerate(records):
        value = record.get("amount")
        try:
            if not isinstance(value, int | float | str | Decimal):
                raise ValueError(value)
            cents[place] = to_cents(value)
        except (ValueError, OverflowError) as error:
            raise ArgumentError(
                f"Enregistrement n° {place + 1} : « {value} » n’est pas un montant.",
                "Donnez un nombre en unités de la devise.",
            ) from error
    return cents


def _kinds(records: Sequence[Record], default: Kind) -> npt.NDArray[np.int8]:
    kinds = np.full(len(records), default, dtype=np.int8)
    for place, record in enumerate(records):
        value = record.get("kind")
        if value is None:
            continue
        try:
            kinds[place] = value if isinstance(value, Kind) else Kind[str(value).upper()]
        except KeyError as error:
            raise ArgumentError(
                f"Enregistrement n° {place + 1} : type de pièce inconnu « {value} ».",
                f"Types possibles : {', '.join(kind.name for kind in Kind)}.",
            ) from error
    return kinds


def _extra(records: Sequence[Record], own: frozenset[str]) -> dict[str, npt.NDArray[np.generic]]:
    keys = dict.fromkeys(key for record in records for key in record if key not in own)
    return {key: _days(records, key) if key == Field.PROMISE else _texts(records, key) for key in keys}
