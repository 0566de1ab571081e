"""The Excel of a computer: its version, 32 or 64 bits, whether it runs, and the folders it opens at start."""

from __future__ import annotations

import struct
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Final

from xladdin.installing.machine import System, expanded

if TYPE_CHECKING:
    from xladdin.installing.machine import Machine

OFFICE: Final = r"HKCU\Software\Microsoft\Office"
GROUP_CONTAINER: Final = ("Library", "Group Containers", "UBF8T346G9.Office")
_APP_PATH: Final = r"HKLM\SOFTWARE\Microsoft\Windows\CurrentVersion\App Paths\excel.exe"
_CLICK_TO_RUN: Final = r"HKLM\SOFTWARE\Microsoft\Office\ClickToRun\Configuration"
_PLATFORMS: Final = {"x86": 32, "x64": 64}
_MACHINES: Final = {0x014C: 32, 0x8664: 64, 0xAA64: 64}
_HEADER_PLACE: Final = 0x3C
_MAC_STARTUP: Final = (
    ("User Content.localized", "Startup.localized", "Excel"),
    ("User Content", "Startup", "Excel"),
)


@dataclass(frozen=True, slots=True)
class Excel:
    """What is known of the installed Excel.

    Attributes:
        version: as the registry of Windows writes it, ``16.0``; ``""`` on a Mac.
        bits: 32 or 64; 0 when unknown.
        startup: folders whose files Excel opens when it starts, the user's own first.
    """

    version: str
    bits: int
    startup: tuple[Path, ...]


def find_excel(machine: Machine) -> Excel | None:
    """The Excel of this user; None where there is none, or where it was never opened."""
    if machine.system is System.WINDOWS:
        return _windows_excel(machine)
    container = machine.home.joinpath(*GROUP_CONTAINER)
    if machine.system is not System.MAC or not container.is_dir():
        return None
    folders = [container.joinpath(*parts) for parts in _MAC_STARTUP]
    present = [folder for folder in folders if folder.parent.parent.is_dir()]
    return Excel("", 64, tuple(present or folders[:1]))


def is_running(machine: Machine) -> bool:
    """Whether this user has Excel open, be it without a window."""
    if machine.system is System.WINDOWS:
        user = machine.environment.get("USERNAME", "")
        filters = ["/FI", "IMAGENAME eq EXCEL.EXE", *(["/FI", f"USERNAME eq {user}"] if user else [])]
        return "excel.exe" in machine.run(["tasklist", *filters, "/FO", "CSV", "/NH"]).output.lower()
    return machine.run(["pgrep", "-x", "Microsoft Excel"]).code == 0


def _windows_excel(machine: Machine) -> Excel | None:
    current = str(machine.registry_values(r"HKCR\Excel.Application\CurVer").get("", ""))
    number = current.rpartition(".")[2]
    versions = [
        key for key in machine.registry_keys(OFFICE) if "Excel" in machine.registry_keys(rf"{OFFICE}\{key}")
    ]
    version = f"{number}.0" if number.isdigit() else max(versions, key=_as_number, default="")
    if not version:
        return None
    return Excel(version, _bits(machine), _windows_startup(machine, version))


def _windows_startup(machine: Machine, version: str) -> tuple[Path, ...]:
    roaming = Path(machine.environment.get("APPDATA", machine.home / "AppData" / "Roaming"))
    general = machine.registry_values(rf"{OFFICE}\{version}\Common\General")
    folders = [roaming / "Microsoft" / "Excel" / str(general.get("xlstart") or "XLSTART")]
    alternate = str(machine.registry_values(rf"{OFFICE}\{version}\Excel\Options").get("altstartup") or "")
    if alternate and "://" not in alternate:
        folders.append(expanded(machine, alternate))
    return tuple(folders)


def _bits(machine: Machine) -> int:
    """From the program itself, which cannot be wrong; else from what its installer noted."""
    program = str(machine.registry_values(_APP_PATH).get("", "")).strip('"')
    noted = str(machine.registry_values(_CLICK_TO_RUN).get("platform", ""))
    return (program_bits(expanded(machine, program)) if program else 0) or _PLATFORMS.get(noted, 0)


def program_bits(path: Path) -> int:
    """32 or 64, by the header of a Windows program; 0 when it is none or cannot be read."""
    try:
        with path.open("rb") as stream:
            head = stream.read(_HEADER_PLACE + 4)
            if head[:2] != b"MZ" or len(head) < _HEADER_PLACE + 4:
                return 0
            stream.seek(struct.unpack_from("<L", head, _HEADER_PLACE)[0])
            mark = stream.read(6)
    except OSError:
        return 0
    return _MACHINES.get(struct.unpack("<4xH", mark)[0], 0) if mark[:4] == b"PE\0\0" else 0


def _as_number(version: str) -> float:
    try:
        return float(version)
    except ValueError:
        return 0.0
