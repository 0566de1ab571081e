"""Which item each payment, credit note and bill settles."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from xladdin.ledger.schema import NO_ROW, Settlements
from xladdin.model.arrays import NO_DAY, to_date
from xladdin.model.problem import Problem, problems_at
from xladdin.model.source_map import Field
from xladdin.model.wording import Kind, french_date

if TYPE_CHECKING:
    from collections.abc import Mapping

    import numpy.typing as npt

    from xladdin.ledger.draft import DraftItems, DraftSettlements
    from xladdin.ledger.pieces import Pieces
    from xladdin.model.arrays import Codes, Mask


@dataclass(frozen=True, slots=True)
class Links:
    """Target item of each draft settlement.

    Attributes:
        item: item row, -1 for an unallocated one.
        by_number: the number said so, not the row: instalments share it, oldest first.
    """

    item: Codes
    by_number: Mask
    problems: list[Problem]


def link_settlements(
    settlements: DraftSettlements, customer: Codes, items: DraftItems, pieces: Pieces
) -> Links:
    """Finds the piece each settlement names; one that cannot be found stays unallocated, with a Problem.

    Args:
        customer: customer row of each settlement, -1 when it names none.
    """
    item = settlements.item.copy()
    by_number = (item == NO_ROW) & (settlements.number != "")
    asked = np.flatnonzero(by_number)
    found = pieces.find(settlements.number[asked], customer[asked])
    item[asked] = found.row
    linked = np.flatnonzero(item != NO_ROW)
    named = settlements.currency[linked]
    mixed = linked[(named != "") & (named != items.currency[item[linked]])]
    target = item.copy()
    item[mixed] = NO_ROW
    foreign = asked[found.foreign]

    def fields(row: int) -> Mapping[str, object]:
        owner = target[row]
        return {
            "date": french_date(to_date(settlements.date[row])) or "(sans date)",
            "number": settlements.number[row] or (items.number[owner] if owner != NO_ROW else ""),
            "owner": (items.customer_name[owner] or items.customer_code[owner]) if owner != NO_ROW else "",
            "currency": settlements.currency[row],
            "other": items.currency[owner] if owner != NO_ROW else "",
        }

    def problems(code: str, rows: npt.NDArray[np.intp], column: Field) -> list[Problem]:
        return problems_at(code, settlements.spots(rows, column, fields))

    return Links(
        item,
        by_number & (item != NO_ROW),
        [
            *problems("piece-introuvable", asked[(found.row == NO_ROW) & ~found.ambiguous], Field.NUMBER),
            *problems("reglement-ambigu", asked[found.ambiguous], Field.NUMBER),
            *problems("reglement-autre-client", foreign[item[foreign] != NO_ROW], Field.NUMBER),
            *problems("devise-differente", mixed, Field.CURRENCY),
        ],
    )


def link_credits(
    items: DraftItems, item_customer: Codes, pieces: Pieces
) -> tuple[Settlements, Mask, list[Problem]]:
    """Settlements implied by items that name the piece they settle.

    A credit note or down payment takes its amount off the piece and is used up by as much; a bill takes
    its amount off the piece and stays, as a bill. Each is dated the credit's own issue date.

    Returns:
        the settlements, which of them may be spread over instalments, and the Problems.
    """
    credit = (items.amount < 0) & (items.kind != Kind.EFFET)
    bill = items.kind == Kind.EFFET
    naming = np.flatnonzero((credit | bill) & (items.applied_to != ""))
    target = pieces.find(items.applied_to[naming], item_customer[naming]).row
    # A piece that names itself is a slip of the pen, not a settlement.
    hit = (target != NO_ROW) & (target != naming)
    sources, targets = naming[hit], target[hit]
    amounts = np.abs(items.amount[sources])
    used = sources[~bill[sources]]

    implied = Settlements(
        item=np.concatenate([targets, used]).astype(np.int32),
        date=np.concatenate([items.issued[sources], items.issued[used]]),
        amount=np.concatenate([amounts, items.amount[used]]),
        kind=np.concatenate([items.kind[sources], items.kind[used]]),
        matched=np.full(len(sources) + len(used), NO_DAY),
        sheet=np.concatenate([items.sheet[sources], items.sheet[used]]),
        row=np.concatenate([items.row[sources], items.row[used]]),
    )
    spread = np.arange(len(implied)) < len(sources)
    missed = naming[~hit]
    unnamed_bills = np.union1d(missed[bill[missed]], np.flatnonzero(bill & (items.applied_to == "")))

    def fields(row: int) -> Mapping[str, object]:
        return {"number": items.number[row], "target": items.applied_to[row]}

    return (
        implied,
        spread,
        [
            *problems_at(
                "credit-piece-introuvable", items.spots(missed[~bill[missed]], Field.APPLIED_TO, fields)
            ),
            *problems_at("effet-sans-piece", items.spots(unnamed_bills, Field.APPLIED_TO, fields)),
        ],
    )
