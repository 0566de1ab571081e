"""When a report can follow her lists by formulas, and what is said when it cannot."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import numpy as np

from xladdin.model.source_map import Field, ListRole
from xladdin.model.wording import Kind

if TYPE_CHECKING:
    from collections.abc import Iterable

    from xladdin.ledger.ledger import Ledger
    from xladdin.model.source_map import ListSource, SourceMap

BUDGET: Final = 20_000_000
"""Cells that formulas may look at in one calculation without making her wait."""

_EXTRACT: Final = (Field.DEBIT, Field.CREDIT, Field.SIDE, Field.LETTER, Field.LETTERED_ON, Field.ACCOUNT)
"""Columns of a ledger extract: who settled what is decided line against line."""
_MONEY: Final = (Field.AMOUNT, Field.AMOUNT_NET, Field.REMAINING, Field.PAID)
_DATES: Final = (Field.ISSUED, Field.DUE, Field.PAID_ON, Field.LETTERED_ON)


class NotLiveError(Exception):
    """A report must hold values; the message is a French clause that says why, for the sheet itself."""


def followed_lists(ledger: Ledger, source_map: SourceMap) -> tuple[ListSource, ListSource | None]:
    """The invoice list and the payment list, if any, that formulas can follow.

    Raises:
        NotLiveError: they cannot.
    """
    if len(ledger.currencies_present()) > 1:
        raise NotLiveError("plusieurs devises")
    invoices = _only(source_map.of(ListRole.INVOICES), "factures")
    payments = _only(source_map.of(ListRole.PAYMENTS), "règlements")
    if invoices is None:
        raise NotLiveError("aucune liste de factures dans le classeur")
    if any(one in invoices.columns for one in _EXTRACT):
        raise NotLiveError("la liste est un extrait de compte")
    for one in filter(None, (invoices, payments)):
        _check_columns(one)
    if payments is not None and (Field.DEBIT in payments.columns or Field.CREDIT in payments.columns):
        raise NotLiveError("les règlements sont un extrait de compte")
    if payments is not None and Field.PAID not in payments.columns:
        raise NotLiveError("les règlements n’ont pas de colonne de montants")
    own = ledger.items.sheet == invoices.sheet
    if np.any(own & (ledger.items.kind == Kind.REGLEMENT)):
        raise NotLiveError("des règlements figurent parmi les factures")
    return invoices, payments


def _only(lists: tuple[ListSource, ...], what: str) -> ListSource | None:
    if len(lists) > 1:
        raise NotLiveError(f"plusieurs listes de {what}")
    if lists and not lists[0].cells:
        raise NotLiveError(f"la liste des {what} est trop longue pour des formules")
    return lists[0] if lists else None


def _check_columns(one: ListSource) -> None:
    """Every date and amount is a true one."""
    for fields, kind in ((_DATES, "vraies dates"), (_MONEY, "vrais nombres")):
        heading = _first_unclean(one, fields)
        if heading is not None:
            raise NotLiveError(f"la colonne « {heading} » n’a pas que de {kind}")


def _first_unclean(one: ListSource, fields: Iterable[Field]) -> str | None:
    columns = (one.columns[field] for field in fields if field in one.columns)
    return next((column.heading for column in columns if not column.clean), None)
