"""What the installer wrote, noted beside it, so that uninstalling removes that and nothing else."""

from __future__ import annotations

import hashlib
import json
from dataclasses import asdict, dataclass, field
from typing import TYPE_CHECKING

from xladdin.addin.xlwings_vba import PROJECT_NAME

if TYPE_CHECKING:
    from pathlib import Path

    from xladdin.installing.machine import Machine


@dataclass(frozen=True, slots=True)
class Record:
    """One installation.

    Attributes:
        version: of xladdin.
        interpreter: the Python that the add-in runs.
        files: SHA-256 of each file written, by its path.
        folders: that were not there before, the outermost first.
    """

    version: str
    interpreter: str
    files: dict[str, str] = field(default_factory=dict)
    folders: tuple[str, ...] = ()

    def holds(self, path: Path, content: bytes) -> bool:
        """Whether a file is just what the installer wrote there."""
        return self.files.get(str(path)) == fingerprint(content)

    def content(self) -> bytes:
        """As it is kept."""
        return (json.dumps(asdict(self), ensure_ascii=False, indent=2) + "\n").encode()


def record_path(machine: Machine) -> Path:
    """Where it is kept."""
    return machine.home / f".{PROJECT_NAME}" / "installation.json"


def read_record(machine: Machine) -> Record | None:
    """The last installation; None when there was none or its note is damaged."""
    try:
        noted = json.loads(record_path(machine).read_text(encoding="utf-8"))
        files = {str(path): str(print_) for path, print_ in noted["files"].items()}
        folders = tuple(map(str, noted["folders"]))
        return Record(str(noted["version"]), str(noted["interpreter"]), files, folders)
    except (OSError, ValueError, KeyError, TypeError, AttributeError):
        return None


def fingerprint(content: bytes) -> str:
    """SHA-256 as text."""
    return hashlib.sha256(content).hexdigest()
