"""The workbook of the calling cell, read once for all the cells that are computed together."""

from __future__ import annotations

import time
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from xladdin.errors import XladdinError
from xladdin.hosts.refresh_stamp import refresh_stamp

if TYPE_CHECKING:
    from collections.abc import Callable

    import xlwings

    from xladdin.workbook.workbook import Workbook

_SECONDS: Final = 10.0


@dataclass(frozen=True, slots=True)
class _Reading:
    """What reading gave, be it an error, when, and the refresh that it followed."""

    outcome: Workbook | XladdinError
    moment: float
    stamp: int


class Readings:
    """What was read of open workbooks, kept for some seconds and never across an Actualiser.

    Two hundred cells ask for the same figures in one calculation: they share one reading. After ten seconds
    a full calculation (Ctrl+Alt+F9) or a new formula reads the workbook again.

    Args:
        read: reads an open workbook.
        stamp: changes with every Actualiser.
        clock: seconds that only grow.
    """

    def __init__(
        self,
        read: Callable[[xlwings.Book], Workbook],
        stamp: Callable[[], int] = refresh_stamp,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        self._read = read
        self._stamp = stamp
        self._clock = clock
        self._kept: dict[str, _Reading] = {}

    def of(self, book: xlwings.Book) -> Workbook:
        """The workbook as it is now, or was a moment ago.

        Raises:
            XladdinError: it cannot be understood.
        """
        name, stamp = _address(book), self._stamp()
        if not self._is_fresh(name, stamp):
            self._kept = {other: one for other, one in self._kept.items() if self._is_fresh(other, stamp)}
            self._kept[name] = _Reading(self._outcome(book), self._clock(), stamp)
        outcome = self._kept[name].outcome
        if isinstance(outcome, XladdinError):
            raise outcome
        return outcome

    def _is_fresh(self, name: str, stamp: int) -> bool:
        known = self._kept.get(name)
        return known is not None and known.stamp == stamp and self._clock() - known.moment < _SECONDS

    def _outcome(self, book: xlwings.Book) -> Workbook | XladdinError:
        try:
            return self._read(book)
        except XladdinError as error:
            return error


def _address(book: xlwings.Book) -> str:
    """Where Excel has the workbook from, be it the web: ``fullname`` would look for a local copy, or fail."""
    return str(getattr(book.api, "FullName", book.name))


def _read_live(book: xlwings.Book) -> Workbook:
    from xladdin.hosts.excel_read import book_of  # noqa: PLC0415 - Excel waits for this module
    from xladdin.workbook.reader import understand  # noqa: PLC0415

    return understand(book_of(book))


readings: Final = Readings(_read_live)
"""Those of this process."""
