"""Figer pour partage: colleagues without the add-in meet neither links nor #NOM?."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING, Protocol

from xladdin.app.report_sheets import INPUT_MARKS
from xladdin.model.function_calls import calls_our_function

if TYPE_CHECKING:
    from collections.abc import Callable


@dataclass(frozen=True, slots=True)
class Frozen:
    """What was replaced.

    Attributes:
        cells: number of cells that hold a value instead of a formula, by title of their sheet.
        left: French descriptions of the formulas that need the add-in and stay, having no value.
    """

    cells: dict[str, int]
    left: tuple[str, ...] = ()


class FreezableBook(Protocol):
    """A workbook whose formulas can be replaced by their values, wherever it lives."""

    def freeze(self, becomes_value: Callable[[str, str | None], bool]) -> Frozen:
        """Replaces each formula of which ``becomes_value`` holds, spilled cells included.

        Args:
            becomes_value: of a formula in English and of the mark of its sheet, None for a sheet of hers.

        Raises:
            WriteRefusedError: nothing was written.
        """


def freeze(book: FreezableBook, *, live_sheets: bool = False) -> Frozen:
    """Replaces our worksheet functions by their values and, on demand, every formula of our report sheets.

    Args:
        live_sheets: with them; what she fills in (Paramètres, Clients) stays as it is.

    Raises:
        WriteRefusedError: nothing was written.
    """
    return book.freeze(partial(becomes_value, live_sheets=live_sheets))


def becomes_value(formula: str, mark: str | None, *, live_sheets: bool) -> bool:
    """Whether a formula is replaced by its value.

    Args:
        formula: in English, with or without its ``=``.
        mark: of its sheet; None for a sheet of hers.
        live_sheets: whether our report sheets are frozen as well.
    """
    ours = mark is not None and mark not in INPUT_MARKS
    return (live_sheets and ours) or calls_our_function(formula)
