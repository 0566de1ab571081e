"""Finding Excel: its version, bits and startup folders, and whether it runs."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from fake_machine import EXCEL_KEY, exe, mac, windows

from xladdin.installing.excel import find_excel, is_running, program_bits
from xladdin.installing.machine import System

if TYPE_CHECKING:
    from pathlib import Path

OFFICE = r"HKCU\Software\Microsoft\Office"


@pytest.mark.parametrize("bits", [32, 64])
def test_windows(tmp_path: Path, bits: int) -> None:
    machine = windows(tmp_path, bits=bits)
    excel = find_excel(machine)
    assert excel is not None
    assert (excel.version, excel.bits) == ("16.0", bits)
    assert excel.startup == (machine.home / "AppData" / "Roaming" / "Microsoft" / "Excel" / "XLSTART",)


def test_the_startup_folder_is_called_as_the_registry_says(tmp_path: Path) -> None:
    machine = windows(tmp_path)
    machine.registry[rf"{OFFICE}\16.0\Common\General"] = {"Xlstart": "XLOUVRIR"}
    machine.registry[rf"{EXCEL_KEY}\Options"] = {"AltStartup": r"%PARTAGE%/Excel"}
    machine.environment["PARTAGE"] = "D:/Commun"
    excel = find_excel(machine)
    assert excel is not None
    assert [str(folder).replace("\\", "/").rpartition("/")[2] for folder in excel.startup] == [
        "XLOUVRIR", "Excel",
    ]  # fmt: skip
    assert str(excel.startup[1]).replace("\\", "/") == "D:/Commun/Excel"


def test_an_alternate_folder_on_the_web_is_no_folder(tmp_path: Path) -> None:
    machine = windows(tmp_path)
    machine.registry[rf"{EXCEL_KEY}\Options"] = {"AltStartup": "https://contoso.sharepoint.com/x"}
    excel = find_excel(machine)
    assert excel is not None
    assert len(excel.startup) == 1


def test_without_its_current_version_the_latest_with_excel_counts(tmp_path: Path) -> None:
    machine = windows(tmp_path)
    del machine.registry[r"HKCR\Excel.Application\CurVer"]
    machine.registry |= {
        rf"{OFFICE}\9.0\Excel\Options": {},
        rf"{OFFICE}\17.0\Word": {},
        rf"{OFFICE}\Common\X": {},
    }
    excel = find_excel(machine)
    assert excel is not None
    assert excel.version == "16.0"


def test_bits_noted_by_the_installer_where_the_program_cannot_be_read(tmp_path: Path) -> None:
    machine = windows(tmp_path)
    (tmp_path / "Program Files" / "EXCEL.EXE").unlink()
    machine.registry[r"HKLM\SOFTWARE\Microsoft\Office\ClickToRun\Configuration"] = {"Platform": "x86"}
    excel = find_excel(machine)
    assert excel is not None
    assert excel.bits == 32


def test_no_excel(tmp_path: Path) -> None:
    machine = windows(tmp_path / "w")
    machine.registry.clear()
    assert find_excel(machine) is None
    apple = mac(tmp_path / "m")
    apple.home = tmp_path / "nobody"
    assert find_excel(apple) is None
    apple.system = System.OTHER
    assert find_excel(apple) is None


def test_a_mac(tmp_path: Path) -> None:
    machine = mac(tmp_path)
    excel = find_excel(machine)
    assert excel is not None
    container = machine.home / "Library" / "Group Containers" / "UBF8T346G9.Office"
    assert excel.startup == (container / "User Content.localized" / "Startup.localized" / "Excel",)
    (container / "User Content.localized" / "Startup.localized").rmdir()
    (container / "User Content.localized").rmdir()
    (container / "User Content" / "Startup").mkdir(parents=True)
    assert find_excel(machine).startup == (container / "User Content" / "Startup" / "Excel",)  # type: ignore[union-attr]


def test_whether_excel_runs(tmp_path: Path) -> None:
    machine = windows(tmp_path / "w")
    assert not is_running(machine)
    machine.running = '"EXCEL.EXE","4242","Console","1","210 000 Ko"'
    assert is_running(machine)
    assert "USERNAME eq Zoé" in machine.commands[-1]  # on a server, others may have theirs open
    apple = mac(tmp_path / "m")
    assert not is_running(apple)
    apple.running = "123"
    assert is_running(apple)


def test_bits_of_what_is_no_program(tmp_path: Path) -> None:
    for place, content in enumerate([b"", b"MZ", b"#!/bin/sh".ljust(99), exe(64).replace(b"PE", b"NE")]):
        (tmp_path / str(place)).write_bytes(content)
        assert program_bits(tmp_path / str(place)) == 0
    assert program_bits(tmp_path / "absent") == 0
