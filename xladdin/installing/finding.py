"""One thing that was looked at, and whether it is right."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class State(StrEnum):
    """How grave a finding is."""

    RIGHT = "correct"
    NOTE = "à savoir"
    WRONG = "à corriger"


@dataclass(frozen=True, slots=True)
class Finding:
    """What was looked at, what was found, and the remedy when something is wrong; all in French."""

    state: State
    subject: str
    message: str
    remedy: str = ""


def right(subject: str, message: str) -> Finding:
    """As it should be."""
    return Finding(State.RIGHT, subject, message)


def note(subject: str, message: str, remedy: str = "") -> Finding:
    """Works, but is better known."""
    return Finding(State.NOTE, subject, message, remedy)


def wrong(subject: str, message: str, remedy: str) -> Finding:
    """Keeps the add-in from working."""
    return Finding(State.WRONG, subject, message, remedy)
