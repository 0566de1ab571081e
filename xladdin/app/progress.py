"""How a long use case tells how far it is."""

from __future__ import annotations

from collections.abc import Callable

Progress = Callable[[str, float], None]
"""Called when a step begins: what it is, in French, and the share of the work that is behind, 0 to 1."""


def silent(_step: str, _share: float) -> None:
    """For whoever does not want to know."""
