"""A user in front of the ribbon: boxes answered beforehand, everything told kept."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from excel_engine import open_workbook

from xladdin.surfaces.ribbon_desk import Desk

if TYPE_CHECKING:
    from pathlib import Path

TODAY = dt.date(2026, 6, 30)


@dataclass
class FakeWindow:
    """Boxes that answer themselves."""

    answers: list[str | None] = field(default_factory=list)
    says_yes: bool = True
    told: list[str] = field(default_factory=list)
    warned: list[str] = field(default_factory=list)
    asked: list[str] = field(default_factory=list)
    steps: list[tuple[str, float]] = field(default_factory=list)
    opened: list[Path] = field(default_factory=list)

    def tell(self, words: str) -> None:
        self.told.append(words)

    def warn(self, words: str) -> None:
        self.warned.append(words)

    def confirm(self, words: str) -> bool:
        self.asked.append(words)
        return self.says_yes

    def ask(self, words: str, default: str = "") -> str | None:
        self.asked.append(words)
        return self.answers.pop(0) if self.answers else default

    def progress(self, words: str, share: float) -> None:
        assert 0 <= share <= 1
        self.steps.append((words, share))

    def open(self, place: Path) -> None:
        self.opened.append(place)


def desk_on(path: Path, *answers: str | None, says_yes: bool = True) -> tuple[Desk, FakeWindow]:
    """A press of a button on a workbook that is open, and what the user saw."""
    window = FakeWindow(list(answers), says_yes)
    return Desk(open_workbook(path), window, TODAY, "anne"), window
