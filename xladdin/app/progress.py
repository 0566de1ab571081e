"""How a long use case tells how far it is."""

from __future__ import annotations

from collections.abc import Callable

Progress = Callable[[str, float], None]
"""Called when a step begins: what it is, in French, and the share of the work that is behind, 0 to 1."""


def silent(_step: str, _share: float) -> None:
    """For whoever does not want to know."""


def part(progress: Progress, start: float, end: float) -> Progress:
    """For a use case that is part of a longer one: its shares fall between ``start`` and ``end``."""

    def told(step: str, share: float) -> None:
        progress(step, start + share * (end - start))

    return told
