"""The computer that runs this."""

from __future__ import annotations

import importlib
import locale
import os
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from xladdin.errors import system_reason
from xladdin.installing.machine import Finished, System

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

_SYSTEMS: Final = {"win32": System.WINDOWS, "darwin": System.MAC}
_HIVES: Final = {
    "HKCU": "HKEY_CURRENT_USER",
    "HKLM": "HKEY_LOCAL_MACHINE",
    "HKCR": "HKEY_CLASSES_ROOT",
}
_NOT_FOUND: Final = 127
_SECONDS: Final = 60


class ThisComputer:
    """The Machine on which this runs."""

    system = _SYSTEMS.get(sys.platform, System.OTHER)
    interpreter = Path(sys.executable)
    base_prefix = Path(sys.base_prefix)

    @property
    def home(self) -> Path:
        """The user's own folder."""
        return Path.home()

    @property
    def environment(self) -> Mapping[str, str]:
        """Environment variables, names in capitals."""
        return {name.upper(): value for name, value in os.environ.items()}

    @property
    def code_page(self) -> str:
        """The ANSI code page of Windows; elsewhere what VBA reads safely is ASCII."""
        return locale.getencoding() if self.system is System.WINDOWS else "ascii"

    def registry_values(self, key: str) -> Mapping[str, object]:
        """See ``Machine``."""
        registry, opened = _opened(key)
        if opened is None:
            return {}
        with opened:
            count = registry.QueryInfoKey(opened)[1]
            values = [registry.EnumValue(opened, place) for place in range(count)]
        return {name.lower(): value for name, value, _ in values}

    def registry_keys(self, key: str) -> Sequence[str]:
        """See ``Machine``."""
        registry, opened = _opened(key)
        if opened is None:
            return ()
        with opened:
            return [registry.EnumKey(opened, place) for place in range(registry.QueryInfoKey(opened)[0])]

    def run(self, command: Sequence[str]) -> Finished:
        """See ``Machine``."""
        try:
            done = subprocess.run(  # noqa: S603 - our own commands, no shell
                command, capture_output=True, text=True, errors="replace", timeout=_SECONDS, check=False
            )
        except OSError as error:
            return Finished(_NOT_FOUND, system_reason(error))
        except subprocess.TimeoutExpired:
            return Finished(1, f"sans réponse après {_SECONDS} secondes")
        return Finished(done.returncode, done.stdout + done.stderr)

    def programs(self, name: str) -> Sequence[Path]:
        """See ``Machine``."""
        file = f"{name}.exe" if self.system is System.WINDOWS else name
        folders = dict.fromkeys(self.environment.get("PATH", "").split(os.pathsep))
        return [Path(folder) / file for folder in folders if folder and (Path(folder) / file).is_file()]


def _opened(key: str) -> tuple[Any, Any]:
    """The module of the registry and an open key of it; no key where there is none, or no Windows."""
    try:
        registry: Any = importlib.import_module("winreg")
    except ModuleNotFoundError:
        return None, None
    hive, _, path = key.partition("\\")
    # A 32-bit Python would be shown another registry than Excel's.
    access = registry.KEY_READ | registry.KEY_WOW64_64KEY
    try:
        return registry, registry.OpenKey(getattr(registry, _HIVES[hive]), path, 0, access)
    except OSError:
        return registry, None
