"""The port to the real computer, as far as this one goes."""

from __future__ import annotations

import os
import sys
from pathlib import Path
from types import SimpleNamespace
from typing import TYPE_CHECKING, Any, Self

import pytest

from xladdin.installing.machine import Machine, System, expanded
from xladdin.installing.this_computer import ThisComputer

if TYPE_CHECKING:
    from collections.abc import Mapping

COMPUTER: Machine = ThisComputer()


def test_what_it_says_of_itself() -> None:
    assert COMPUTER.home == Path.home()
    assert str(COMPUTER.interpreter) == sys.executable
    assert COMPUTER.base_prefix == Path(sys.base_prefix)
    assert (COMPUTER.system is System.OTHER) == (sys.platform not in {"win32", "darwin"})
    "é".encode("cp1252" if COMPUTER.code_page == "ascii" else COMPUTER.code_page)


def test_programs_run_to_their_end() -> None:
    assert COMPUTER.run([sys.executable, "-c", "print('é')"]).code == 0
    failed = COMPUTER.run([sys.executable, "-c", "raise SystemExit('non')"])
    assert (failed.code, failed.output.strip()) == (1, "non")
    assert COMPUTER.run(["xladdin-absent"]).code == 127


def test_a_file_that_is_no_program_is_an_answer_too(tmp_path: Path) -> None:
    file = tmp_path / "python.exe"
    file.write_text("vide")
    done = COMPUTER.run([str(file)])
    assert done.code != 0
    assert done.output == "accès refusé"


def test_a_program_that_does_not_answer(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("xladdin.installing.this_computer._SECONDS", 0.2)
    assert "sans réponse" in COMPUTER.run([sys.executable, "-c", "import time; time.sleep(9)"]).output


def test_programs_on_the_path(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    folders = [tmp_path / name for name in ("a", "b", "c")]
    for folder in folders:
        folder.mkdir()
    name = "xladdin.exe" if COMPUTER.system is System.WINDOWS else "xladdin"
    for folder in folders[1:]:
        (folder / name).write_bytes(b"")
    path = [*folders, folders[1]]
    monkeypatch.setenv("PATH", os.pathsep.join(map(str, path)))
    assert COMPUTER.programs("xladdin") == [folders[1] / name, folders[2] / name]


class Registry:
    """The part of ``winreg`` that is used."""

    KEY_READ, KEY_WOW64_64KEY, HKEY_CURRENT_USER = 1, 256, "HKCU"

    def __init__(self, keys: Mapping[str, dict[str, object]]) -> None:
        self.keys = keys

    def OpenKey(self, hive: str, path: str, reserved: int, access: int) -> Any:  # noqa: N802
        assert (hive, reserved, access) == ("HKCU", 0, 257)
        if path not in self.keys:
            raise FileNotFoundError(path)
        return _Key(path)

    def QueryInfoKey(self, key: Any) -> tuple[int, int, int]:  # noqa: N802
        return len(self._below(key)), len(self.keys[key.path]), 0

    def EnumValue(self, key: Any, place: int) -> tuple[str, object, int]:  # noqa: N802
        name, value = list(self.keys[key.path].items())[place]
        return name, value, 1

    def EnumKey(self, key: Any, place: int) -> str:  # noqa: N802
        return self._below(key)[place]

    def _below(self, key: Any) -> list[str]:
        return [name.rpartition("\\")[2] for name in self.keys if name.startswith(f"{key.path}\\")]


class _Key(SimpleNamespace):
    def __init__(self, path: str) -> None:
        super().__init__(path=path)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        pass


def test_the_registry(monkeypatch: pytest.MonkeyPatch) -> None:
    keys = {"Software\\A": {"Path": "x", "": 3}, "Software\\A\\B": {}}
    monkeypatch.setitem(sys.modules, "winreg", Registry(keys))
    assert COMPUTER.registry_values("HKCU\\Software\\A") == {"path": "x", "": 3}
    assert COMPUTER.registry_keys("HKCU\\Software\\A") == ["B"]
    assert COMPUTER.registry_values("HKCU\\Software\\Z") == {}
    assert COMPUTER.registry_keys("HKCU\\Software\\Z") == ()


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has a registry")
def test_without_a_registry_nothing_is_in_it() -> None:
    assert COMPUTER.registry_values("HKCU\\Software") == {}
    assert COMPUTER.registry_keys("HKCU\\Software") == ()


def test_variables_in_paths() -> None:
    machine: Any = SimpleNamespace(environment={"APPDATA": "C:/Roaming", "X": "y"})
    assert expanded(machine, "%AppData%/Excel/%X%") == Path("C:/Roaming/Excel/y")
    assert expanded(machine, "C:/100%/%INCONNU%") == Path("C:/100%/%INCONNU%")
