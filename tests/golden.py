"""Golden texts: what a plan or a letter says, kept readable beside the test that made it.

``pytest --update-golden`` writes them anew; look at the difference before committing it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path


class Golden:
    """The golden texts of one test module's folder."""

    def __init__(self, folder: Path, *, update: bool) -> None:
        self._folder = folder
        self._update = update

    def check(self, name: str, text: str) -> None:
        """Compares ``text`` with ``golden/<name>.txt``, or writes it."""
        path = self._folder / f"{name}.txt"
        if self._update:
            path.parent.mkdir(exist_ok=True)
            path.write_text(text, encoding="utf-8")
        assert path.is_file(), f"{path.name} is missing: run pytest --update-golden"
        assert text == path.read_text(encoding="utf-8")
