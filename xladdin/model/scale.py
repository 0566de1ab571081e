"""Ageing scales: how days late fall into buckets (tranches)."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING

import numpy as np

from xladdin.errors import ArgumentError
from xladdin.model.wording import NOT_DUE

if TYPE_CHECKING:
    import numpy.typing as npt


@dataclass(frozen=True, init=False)
class AgeingScale:
    """Upper limits of the late buckets, in days late, each inclusive.

    ``AgeingScale(30, 60, 90)`` ages by due date into Non échu (days late <= 0), 1-30, 31-60, 61-90 and
    > 90. By issue date the age is at least 0 and the first bucket is 0-30; an item is never
    « Non échu ».

    Args:
        limits: strictly ascending whole days, 1 or more of them, each at least 1.

    Raises:
        ArgumentError: no limits, not ascending, or below 1.
    """

    limits: tuple[int, ...]

    def __init__(self, *limits: int) -> None:
        ascending = all(low < high for low, high in pairwise(limits))
        whole = all(isinstance(limit, int | np.integer) and not isinstance(limit, bool) for limit in limits)
        if not limits or not whole or not ascending or limits[0] < 1:
            raise ArgumentError(
                f"Tranches d’âge invalides : {', '.join(map(str, limits)) or 'aucune'}.",
                "Donnez des nombres de jours croissants, par exemple 30, 60, 90.",
            )
        object.__setattr__(self, "limits", tuple(int(limit) for limit in limits))

    def labels(self, *, by_issue_date: bool = False) -> tuple[str, ...]:
        """Bucket labels, earliest first: ``("Non échu", "1-30 j", "31-60 j", "61-90 j", "> 90 j")``."""
        first = 0 if by_issue_date else 1
        starts = (first, *(limit + 1 for limit in self.limits[:-1]))
        ranges = tuple(
            f"{start}-{end} j" if start != end else f"{end} j"
            for start, end in zip(starts, self.limits, strict=True)
        )
        last = f"> {self.limits[-1]} j"
        return (*ranges, last) if by_issue_date else (NOT_DUE, *ranges, last)

    def bucket_of(self, days: npt.NDArray[np.int64], *, by_issue_date: bool = False) -> npt.NDArray[np.int16]:
        """Position of each age in ``labels``.

        Args:
            days: days late (or days since issue), any sign.
            by_issue_date: age from the issue date; there is no « Non échu ».
        """
        lower = self.limits if by_issue_date else (0, *self.limits)
        buckets = np.zeros(len(days), dtype=np.int16)
        for limit in lower:
            buckets += days > limit
        return buckets
