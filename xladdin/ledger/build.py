"""Drafts to a ledger: signs, due dates, duplicates, and who settled what.

Nothing is dropped on the way: a settlement whose piece cannot be found becomes an unallocated item, and
every assumption becomes a Problem.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from xladdin.ledger.due import complete_due_dates
from xladdin.ledger.identity import UNKNOWN_CUSTOMER, CustomerRegister
from xladdin.ledger.instalments import spread_over_instalments
from xladdin.ledger.ledger import Ledger
from xladdin.ledger.linking import link_credits, link_settlements
from xladdin.ledger.pieces import Pieces, duplicates
from xladdin.ledger.schema import NO_ROW, Items, Settlements
from xladdin.model.problem import Problem, problems_at
from xladdin.model.settings import Settings
from xladdin.model.source_map import Field
from xladdin.model.wording import Kind

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    import numpy.typing as npt

    from xladdin.ledger.draft import DraftCustomers, DraftItems, DraftSettlements
    from xladdin.model.arrays import Codes, Texts


def build_ledger(
    items: DraftItems,
    settlements: DraftSettlements,
    customers: DraftCustomers,
    *,
    settings: Settings | None = None,
    problems: Sequence[Problem] = (),
) -> Ledger:
    """The ledger of the drafts.

    Signs and due dates are completed in the drafts themselves: they are used up.

    Args:
        items: rows of the invoice list, amounts in cents, signs as written.
        settlements: payments and other settlements, linked by draft row or by number.
        customers: the customer list; customers met only on items or payments are added to it.
        settings: default currency and reading of « fin de mois ».
        problems: what the reader found; they come first in ``Ledger.problems``.
    """
    settings = settings or Settings()
    register = CustomerRegister()
    named = (settlements.customer_code != "") | (settlements.customer_name != "")
    # Together: a code met only on payments joins the name met only on invoices.
    everyone = register.rows(
        np.concatenate([customers.code, items.customer_code, settlements.customer_code[named]]),
        np.concatenate([customers.name, items.customer_name, settlements.customer_name[named]]),
    )
    listed, owner, paying = np.split(everyone, [len(customers), len(customers) + len(items)])
    payer = np.full(len(settlements), NO_ROW, dtype=np.int32)
    payer[named] = paying

    items.currency[items.currency == ""] = settings.currency
    found = [*problems, *_nameless(items), *_normalise_signs(items)]
    terms = register.customers(customers, listed).text(Field.TERMS)[owner]
    found += complete_due_dates(items, terms, settings.end_of_month)
    pieces = Pieces(items.number, owner, items.kind)
    found += _duplicate_problems(items, pieces)
    fees = np.flatnonzero(items.kind == Kind.FRAIS)
    found += problems_at("frais-hors-balance", items.spots(fees, Field.KIND, _number_of(items)))

    implied, implied_spread, credit_problems = link_credits(items, owner, pieces)
    links = link_settlements(settlements, payer, items, pieces)
    found += credit_problems + links.problems

    loose = np.flatnonzero(links.item == NO_ROW)
    orphans = loose[payer[loose] == NO_ROW]
    payer[orphans] = register.rows(settlements.customer_code[orphans], settlements.customer_name[orphans])
    currency = settlements.currency.copy()
    currency[currency == ""] = settings.currency
    currencies = tuple(dict.fromkeys([*items.currency, *currency[loose]])) or (settings.currency,)
    codes = {code: place for place, code in enumerate(currencies)}

    all_items = _items(items, owner, codes).followed_by(
        _unallocated(settlements, loose, payer, currency, codes)
    )
    applied = _allocated(settlements, links.item)
    lettered = _lettered(settlements, loose, first_item=len(items))
    spread = np.zeros(len(implied) + len(applied) + len(lettered), dtype=np.bool_)
    spread[: len(implied)] = implied_spread
    spread[len(implied) : len(implied) + len(applied)] = links.by_number[links.item != NO_ROW]
    return Ledger(
        items=all_items,
        settlements=spread_over_instalments(
            implied.followed_by(applied).followed_by(lettered),
            spread,
            all_items,
            Pieces(all_items.number, all_items.customer, all_items.kind),
        ),
        customers=register.customers(customers, listed),
        currencies=currencies,
        problems=(*found, *register.problems()),
    )


def _number_of(items: DraftItems) -> Callable[[int], Mapping[str, object]]:
    return lambda row: {"number": items.number[row]}


def _nameless(items: DraftItems) -> list[Problem]:
    rows = np.flatnonzero((items.customer_code == "") & (items.customer_name == ""))
    return problems_at(
        "client-non-renseigne",
        items.spots(
            rows, Field.CUSTOMER_NAME, lambda row: {"number": items.number[row], "name": UNKNOWN_CUSTOMER}
        ),
    )


def _normalise_signs(items: DraftItems) -> list[Problem]:
    """Credits negative, bills positive, whatever the list's own habit; in place."""
    positive_credit = np.flatnonzero((items.kind == Kind.AVOIR) & (items.amount > 0))
    negative_invoice = np.flatnonzero((items.kind == Kind.FACTURE) & (items.amount < 0))
    payments = items.kind == Kind.REGLEMENT
    items.amount[positive_credit] *= -1
    items.amount[payments] = -np.abs(items.amount[payments])
    bills = items.kind == Kind.EFFET
    items.amount[bills] = np.abs(items.amount[bills])
    items.kind[negative_invoice] = Kind.AVOIR
    number_of = _number_of(items)
    return [
        *problems_at("avoir-positif", items.spots(positive_credit, Field.AMOUNT, number_of)),
        *problems_at("facture-negative", items.spots(negative_invoice, Field.AMOUNT, number_of)),
    ]


def _duplicate_problems(items: DraftItems, pieces: Pieces) -> list[Problem]:
    problems = []
    for rows in duplicates(items, items.due, pieces):
        count = len(rows)
        spots = items.spots(rows[1:], Field.NUMBER, lambda row: {"number": items.number[row], "count": count})  # noqa: B023
        problems += problems_at("doublon", spots)
    return problems


def _items(items: DraftItems, owner: Codes, currencies: Mapping[str, int]) -> Items:
    return Items(
        number=items.number,
        customer=owner,
        kind=items.kind,
        issued=items.issued,
        due=items.due,
        amount=items.amount,
        currency=_codes(items.currency, currencies),
        sheet=items.sheet,
        row=items.row,
        extra=items.extra,
    )


def _unallocated(
    settlements: DraftSettlements,
    rows: npt.NDArray[np.intp],
    payer: Codes,
    currency: Texts,
    currencies: Mapping[str, int],
) -> Items:
    """Items of the settlements that settle nothing yet: credits, or debits when the payment is negative."""
    credit_kinds = np.isin(settlements.kind[rows], (Kind.AVOIR, Kind.ACOMPTE))
    return Items(
        number=np.where(
            settlements.number[rows] != "", settlements.number[rows], settlements.own_number[rows]
        ),
        customer=payer[rows],
        kind=np.where(credit_kinds, settlements.kind[rows], Kind.REGLEMENT).astype(np.int8),
        issued=settlements.date[rows],
        due=settlements.date[rows],
        amount=-settlements.amount[rows],
        currency=_codes(currency[rows], currencies),
        sheet=settlements.sheet[rows],
        row=settlements.row[rows],
        extra={},
    )


def _allocated(settlements: DraftSettlements, item: Codes) -> Settlements:
    rows = np.flatnonzero(item != NO_ROW)
    return Settlements(
        item=item[rows],
        date=settlements.date[rows],
        amount=settlements.amount[rows],
        kind=settlements.kind[rows],
        matched=settlements.matched[rows],
        sheet=settlements.sheet[rows],
        row=settlements.row[rows],
    )


def _lettered(settlements: DraftSettlements, loose: npt.NDArray[np.intp], *, first_item: int) -> Settlements:
    """Unallocated payments that are lettered without naming a piece are used up on that date."""
    places = np.flatnonzero(~np.isnat(settlements.matched[loose]))
    rows = loose[places]
    return Settlements(
        item=(first_item + places).astype(np.int32),
        date=settlements.matched[rows],
        amount=-settlements.amount[rows],
        kind=settlements.kind[rows],
        matched=settlements.matched[rows],
        sheet=settlements.sheet[rows],
        row=settlements.row[rows],
    )


def _codes(values: Texts, codes: Mapping[str, int]) -> Codes:
    return np.fromiter(map(codes.__getitem__, values), np.int32, len(values))
