"""Python's cycle collector, kept quiet while millions of cells are made."""

from __future__ import annotations

import gc
from contextlib import contextmanager
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator


@contextmanager
def collector_paused() -> Iterator[None]:
    """No cycle is looked for inside the block.

    The cells of a workbook hold no cycles, yet each new batch of them makes the collector walk those that
    are there: a fifth of the time of reading 100 000 rows.
    """
    was_enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_enabled:
            gc.enable()
