"""Piece numbers: finding the piece a payment names, its instalments, and what was entered twice."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

import numpy as np

from xladdin.ledger.schema import NO_ROW
from xladdin.model.text import fold
from xladdin.model.wording import Kind

if TYPE_CHECKING:
    from collections.abc import Iterator

    import numpy.typing as npt
    import pandas as pd

    from xladdin.ledger.draft import DraftItems
    from xladdin.model.arrays import Codes, Days, Kinds, Mask, Texts


@dataclass(frozen=True, slots=True)
class Found:
    """Answer to a search by number.

    Attributes:
        row: item row, -1 where there is none.
        foreign: found, but with another customer than the one named.
        ambiguous: the number exists with several customers and none of them was named.
    """

    row: Codes
    foreign: Mask
    ambiguous: Mask


class Pieces:
    """The pieces of a ledger: rows of one customer that share a number and are of the same kind.

    Several rows of one piece are its instalments. A search prefers an invoice to a credit note of the
    same number.
    """

    def __init__(self, number: Texts, customer: Codes, kind: Kinds) -> None:
        self._number = number
        self._customer = customer
        self._kind = kind

    @cached_property
    def _coded(self) -> tuple[npt.NDArray[np.int64], pd.Index[str]]:
        """An integer per item, equal for equal numbers, and the number that each stands for."""
        import pandas as pd  # noqa: PLC0415 - its hash table reads a million strings in 30 ms

        codes, uniques = pd.factorize(self._number)
        return codes.astype(np.int64), pd.Index(uniques, dtype=object)

    @property
    def _code(self) -> npt.NDArray[np.int64]:
        return self._coded[0]

    @property
    def _known(self) -> pd.Index[str]:
        return self._coded[1]

    @property
    def _width(self) -> int:
        return int(self._customer.max(initial=-1)) + 1

    @cached_property
    def of_item(self) -> npt.NDArray[np.int64]:
        """An arbitrary but equal integer per piece."""
        by_number = self._code * self._width + self._customer
        return by_number * len(Kind) + self._kind

    @cached_property
    def shared(self) -> Mask:
        """Items that share a numbered piece with another row: instalments or double entries."""
        _, inverse, counts = np.unique(self.of_item, return_inverse=True, return_counts=True)
        shared: Mask = (counts[inverse] > 1) & (self._number != "")
        return shared

    def several_rows(self) -> Iterator[npt.NDArray[np.intp]]:
        """Rows of each piece that has more than one, in their order in the list."""
        rows = np.flatnonzero(self.shared)
        order = rows[np.argsort(self.of_item[rows], kind="stable")]
        starts = np.flatnonzero(np.diff(self.of_item[order])) + 1
        if len(order):
            yield from np.split(order, starts)

    def find(self, number: Texts, customer: Codes) -> Found:
        """The item of each number and customer.

        Args:
            number: what the payment names; blank finds nothing.
            customer: customer row; -1 when the payment does not say.
        """
        code = self._lookup(number)
        width = self._width
        order = np.argsort(self._kind != Kind.FACTURE, kind="stable")
        own_keys, own_first = np.unique((self._code * width + self._customer)[order], return_index=True)
        row = _search(own_keys, order[own_first], code * width + customer)
        # A customer without any piece would be taken for one with the number that follows.
        row[(customer < 0) | (customer >= width) | (code < 0)] = NO_ROW

        elsewhere = (row == NO_ROW) & (code >= 0)
        # One entry per (number, customer): a number that appears twice here has several owners.
        numbers, first, owners = np.unique(own_keys // max(width, 1), return_index=True, return_counts=True)
        place = np.searchsorted(numbers, np.where(elsewhere, code, numbers[0] if len(numbers) else 0))
        ambiguous = elsewhere.copy()
        if len(numbers):
            ambiguous &= owners[place] > 1
            sole = elsewhere & ~ambiguous
            row[sole] = order[own_first[first[place[sole]]]]
        return Found(row, elsewhere & ~ambiguous & (customer >= 0), ambiguous)

    def _lookup(self, number: Texts) -> npt.NDArray[np.int64]:
        """Code of each number, -1 when unknown; spelt alike counts when it is exactly one number."""
        import pandas as pd  # noqa: PLC0415 - as above

        code = self._known.get_indexer(pd.Index(number, dtype=object)).astype(np.int64)
        code[number == ""] = NO_ROW
        missing = np.flatnonzero((code < 0) & (number != ""))
        if len(missing):
            for row in missing:
                alike = self._by_spelling.get(_spelling(number[row]), ())
                if len(alike) == 1:
                    code[row] = alike[0]
        return code

    @cached_property
    def _by_spelling(self) -> dict[str, list[int]]:
        alike: dict[str, list[int]] = {}
        for code, number in enumerate(self._known):
            if number:
                alike.setdefault(_spelling(number), []).append(code)
        return alike


def duplicates(items: DraftItems, due: Days, pieces: Pieces) -> list[npt.NDArray[np.intp]]:
    """Rows that repeat a piece with the same due date and amount, grouped, first entry first."""
    groups = []
    for rows in pieces.several_rows():
        same: dict[tuple[object, int], list[int]] = {}
        for row in rows:
            same.setdefault((due[row].item(), int(items.amount[row])), []).append(int(row))
        groups += [np.array(group) for group in same.values() if len(group) > 1]
    return groups


def _spelling(number: str) -> str:
    return fold(number).replace(" ", "")


def _search(keys: npt.NDArray[np.int64], rows: npt.NDArray[np.intp], wanted: npt.NDArray[np.int64]) -> Codes:
    """``rows`` at each wanted key, -1 where the key is not there; ``keys`` ascending."""
    if not len(keys):
        return np.full(len(wanted), NO_ROW, dtype=np.int32)
    place = np.minimum(np.searchsorted(keys, wanted), len(keys) - 1)
    return np.where(keys[place] == wanted, rows[place], NO_ROW).astype(np.int32)
