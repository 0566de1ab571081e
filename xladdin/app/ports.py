"""What the use cases ask of the place where a workbook lives: a file, an open Excel, a web page."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence
    from pathlib import Path

    from xladdin.model.sheet_plan import SheetPlan
    from xladdin.workbook.workbook import Workbook


@dataclass(frozen=True, slots=True)
class Applied:
    """What became of the sheets that a host was given.

    Attributes:
        titles: of the visible sheets written, in the order of the plans; a deleted sheet that nobody
            asked for is left out.
        retitled: (title wanted, title given), where a sheet of the user's has the title already.
        set_aside: (title of ours, title under which the old sheet stays, what could not follow).
    """

    titles: tuple[str, ...] = ()
    retitled: tuple[tuple[str, str], ...] = ()
    set_aside: tuple[tuple[str, str, str], ...] = ()


class BookHost(Protocol):
    """One workbook of the user's, wherever it lives."""

    @property
    def label(self) -> str:
        """What to call the workbook in a message."""

    @property
    def folder(self) -> Path:
        """Where the workbook is kept, and what is made from it.

        Raises:
            WriteRefusedError: it has no folder, as it was never saved.
        """

    def check_writable(self) -> None:
        """Makes sure, as far as can be told, that ``apply`` and ``secure`` will succeed.

        Raises:
            WriteRefusedError: the workbook is open elsewhere, read-only, or was never saved.
        """

    def read(self) -> Workbook:
        """Its lists as a ledger."""

    def apply(self, plans: Sequence[SheetPlan], asked: Collection[str] = ()) -> Applied:
        """Writes the sheets, adds those that are new, leaves everything else as it is.

        Args:
            plans: finished sheets.
            asked: marks asked for by name, which brings back a sheet that the user had deleted.

        Raises:
            WriteRefusedError: nothing was written.
        """

    def secure(self) -> None:
        """Brings what was applied onto the disk; nothing to do where ``apply`` has done so.

        Raises:
            WriteRefusedError: the workbook could not be saved.
        """

    def remove(self, marks: Collection[str] | None = None) -> tuple[str, ...]:
        """Takes our sheets out again, all of them for None; returns the titles that they had.

        Raises:
            WriteRefusedError: nothing was written.
        """
