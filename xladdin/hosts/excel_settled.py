"""Questions that Excel answers for a whole range at once, or not at all where its cells differ."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    import xlwings

_MOST_QUESTIONS: Final = 500
"""How often Excel is asked about one range: each time costs about a millisecond."""


def settled(area: xlwings.Range, ask: Callable[[xlwings.Range], object]) -> Iterator[xlwings.Range]:
    """Parts of a range over which Excel has one answer; what would take too many questions is left out.

    Args:
        area: taken apart by halves.
        ask: gives None where the cells differ.
    """
    waiting, left = [area], _MOST_QUESTIONS
    while waiting and left:
        part = waiting.pop()
        left -= 1
        if ask(part) is not None:
            yield part
            continue
        rows, columns = part.shape
        half = (rows + 1) // 2 if rows >= columns else (columns + 1) // 2
        if rows >= columns:
            waiting += [part[half:, :], part[:half, :]]
        else:
            waiting += [part[:, half:], part[:, :half]]
