"""Computers with Excel that are not there: folders below a given one, a registry and programs in memory."""

from __future__ import annotations

import struct
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from xladdin.addin.xlwings_vba import XLWINGS_VERSION
from xladdin.installing.machine import Finished, System
from xladdin.version import __version__

if TYPE_CHECKING:
    from collections.abc import Sequence

EXCEL_KEY: Final = r"HKCU\Software\Microsoft\Office\16.0\Excel"
POLICY_KEY: Final = r"HKCU\Software\Policies\Microsoft\Office\16.0\Excel"
VERSIONS: Final = f"{__version__} {XLWINGS_VERSION}"


@dataclass
class FakeMachine:
    """A Machine of a test; the registry's keys are compared without case, as Windows does.

    Attributes:
        registry: values by name, by key.
        running: what the list of programs shows.
        answers: exit code and output per word that a command holds, tried before the usual answers.
        commands: what was run.
    """

    home: Path
    system: System = System.WINDOWS
    environment: dict[str, str] = field(default_factory=dict)
    interpreter: Path = Path()
    base_prefix: Path = Path("C:/Python311")
    code_page: str = "cp1252"
    registry: dict[str, dict[str, Any]] = field(default_factory=dict)
    running: str = ""
    answers: dict[str, Finished] = field(default_factory=dict)
    on_path: tuple[Path, ...] = ()
    commands: list[list[str]] = field(default_factory=list)

    def registry_values(self, key: str) -> dict[str, object]:
        known = {name.lower(): values for name, values in self.registry.items()}
        return {name.lower(): value for name, value in known.get(key.lower(), {}).items()}

    def registry_keys(self, key: str) -> list[str]:
        below = [
            name[len(key) + 1 :] for name in self.registry if name.lower().startswith(f"{key.lower()}\\")
        ]
        return list(dict.fromkeys(name.partition("\\")[0] for name in below))

    def run(self, command: Sequence[str]) -> Finished:
        self.commands.append(list(command))
        for word, answer in self.answers.items():
            if any(word in part for part in command):
                return answer
        if command[0] == "tasklist":
            return Finished(0, self.running)
        if command[0] == "pgrep":
            return Finished(0 if self.running else 1)
        if "runpython" in command:
            script = self.home / "Library" / "Application Scripts" / "com.microsoft.Excel"
            script.mkdir(parents=True, exist_ok=True)
            (script / f"xlwings-{XLWINGS_VERSION}.applescript").write_text("script", encoding="ascii")
            return Finished(0, "Successfully enabled RunPython!")
        return Finished(0, f"{VERSIONS}\n")

    def programs(self, name: str) -> tuple[Path, ...]:
        assert name == "xladdin"
        return self.on_path


def windows(folder: Path, *, bits: int = 64) -> FakeMachine:
    """Windows with Excel 2016 or later, opened once, and a virtual environment."""
    program = folder / "Program Files" / "EXCEL.EXE"
    program.parent.mkdir(parents=True)
    program.write_bytes(exe(bits))
    scripts = folder / "xladdin" / ".venv" / "Scripts"
    scripts.mkdir(parents=True)
    (scripts / "python.exe").write_bytes(b"")
    for library in (32, 64):
        (scripts.parent / f"xlwings{library}-{XLWINGS_VERSION}.dll").write_bytes(b"")
    home = folder / "Users" / "Zoé"
    (home / "AppData" / "Roaming" / "Microsoft" / "Excel" / "XLSTART").mkdir(parents=True)
    return FakeMachine(
        home=home,
        environment={"APPDATA": str(home / "AppData" / "Roaming"), "USERNAME": "Zoé"},
        interpreter=scripts / "python.exe",
        registry={
            r"HKCR\Excel.Application\CurVer": {"": "Excel.Application.16"},
            r"HKLM\SOFTWARE\Microsoft\Windows\CurrentVersion\App Paths\excel.exe": {"": str(program)},
            rf"{EXCEL_KEY}\Options": {},
        },
    )


def mac(folder: Path) -> FakeMachine:
    """A Mac with Excel, opened once."""
    home = folder / "Users" / "zoe"
    container = home / "Library" / "Group Containers" / "UBF8T346G9.Office" / "User Content.localized"
    (container / "Startup.localized").mkdir(parents=True)
    interpreter = folder / "venv" / "bin" / "python3"
    interpreter.parent.mkdir(parents=True)
    interpreter.write_bytes(b"")
    return FakeMachine(
        home=home, system=System.MAC, interpreter=interpreter, base_prefix=Path("/usr"), code_page="ascii"
    )


def exe(bits: int) -> bytes:
    """The start of a Windows program for 32 or 64 bits."""
    kind = {32: 0x014C, 64: 0x8664}[bits]
    return (
        b"MZ".ljust(0x3C, b"\0") + struct.pack("<L", 0x80) + bytes(0x40) + b"PE\0\0" + struct.pack("<H", kind)
    )
