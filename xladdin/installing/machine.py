"""What installing asks of a computer: its system, its folders, the registry of Windows, other programs."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence


class System(StrEnum):
    """Where Excel may be."""

    WINDOWS = "Windows"
    MAC = "Mac"
    OTHER = "autre"


@dataclass(frozen=True, slots=True)
class Finished:
    """A program that ran: its exit code (0 when all went well) and what it printed."""

    code: int
    output: str = ""


class Machine(Protocol):
    """One user on one computer. Files are looked at directly: ``home`` says where they are."""

    @property
    def system(self) -> System:
        """Windows, Mac or another."""

    @property
    def home(self) -> Path:
        """The user's own folder."""

    @property
    def environment(self) -> Mapping[str, str]:
        """Environment variables, names in capitals."""

    @property
    def interpreter(self) -> Path:
        """The Python program that runs this."""

    @property
    def base_prefix(self) -> Path:
        """Where the Python lies from which this environment was made."""

    @property
    def code_page(self) -> str:
        """Name of the encoding in which Excel's VBA reads text files."""

    def registry_values(self, key: str) -> Mapping[str, object]:
        r"""Values of a key such as ``HKCU\Software\…`` by name in small letters; none when it is absent.

        ``""`` is the name of the default value.
        """

    def registry_keys(self, key: str) -> Sequence[str]:
        """Names of the keys right below one; none when it is absent."""

    def run(self, command: Sequence[str]) -> Finished:
        """Runs a program to its end; one that cannot be run ends with code 127."""

    def programs(self, name: str) -> Sequence[Path]:
        """Every program of that name on the search path, in its order."""


def expanded(machine: Machine, text: str) -> Path:
    """A path of the registry, with its ``%VARIABLES%`` replaced."""
    for name, value in machine.environment.items():
        start = text.upper().find(f"%{name}%")
        if start >= 0:
            text = text[:start] + value + text[start + len(name) + 2 :]
    return Path(text)
