"""Drafts of several lists put one after the other."""

from __future__ import annotations

from dataclasses import fields
from itertools import accumulate
from typing import TYPE_CHECKING, Final, TypeVar

import numpy as np

from xladdin.ledger.draft import DraftItems, DraftSettlements
from xladdin.ledger.schema import NO_ROW
from xladdin.model.arrays import NO_DAY
from xladdin.model.source_map import Field

if TYPE_CHECKING:
    from collections.abc import Sequence

    import numpy.typing as npt

_Draft = TypeVar("_Draft", DraftItems, DraftSettlements)
_DAY_COLUMNS: Final = frozenset((Field.PROMISE.value,))


def joined_items(drafts: Sequence[DraftItems]) -> DraftItems:
    """All items; optional columns that one list lacks are blank there."""
    if len(drafts) == 1:
        return drafts[0]
    whole = _joined(DraftItems, drafts)
    names = sorted({name for draft in drafts for name in draft.extra})
    whole.extra = {name: np.concatenate([_extra(draft, name) for draft in drafts]) for name in names}
    return whole


def joined_settlements(
    drafts: Sequence[DraftSettlements],
    items: Sequence[int] = (),
    others: Sequence[DraftSettlements] = (),
) -> DraftSettlements:
    """All settlements.

    Args:
        items: number of items of the list that each draft points into; their rows are shifted accordingly.
        others: further drafts that point into no list.
    """
    starts = list(accumulate(items, initial=0))
    for draft, start in zip(drafts, starts, strict=False):
        draft.item = np.where(draft.item == NO_ROW, NO_ROW, draft.item + start).astype(np.int32)
    every = [*drafts, *others]
    return _joined(DraftSettlements, every) if every else DraftSettlements.blank(0)


def _joined(kind: type[_Draft], drafts: Sequence[_Draft]) -> _Draft:
    """Every array end to end; the columns' places together."""
    whole = kind.blank(0)
    for one in fields(kind):
        values = [getattr(draft, one.name) for draft in drafts]
        if one.name == "columns":
            whole.columns = {place: column for columns in values for place, column in columns.items()}
        elif one.name != "extra":
            setattr(whole, one.name, np.concatenate(values))
    return whole


def _extra(draft: DraftItems, name: str) -> npt.NDArray[np.generic]:
    if name in draft.extra:
        return draft.extra[name]
    return np.full(len(draft), NO_DAY) if name in _DAY_COLUMNS else np.full(len(draft), "", dtype=object)
