"""The diagnosis: silent on what is right, and a remedy for each thing that is not."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from fake_machine import EXCEL_KEY, POLICY_KEY, FakeMachine, mac, windows

from xladdin.addin.xlwings_vba import XLWINGS_VERSION
from xladdin.errors import InstallationError
from xladdin.installing.diagnosis import diagnose
from xladdin.installing.finding import State
from xladdin.installing.install import install
from xladdin.installing.machine import Finished, System
from xladdin.installing.record import fingerprint, read_record, record_path

if TYPE_CHECKING:
    from xladdin.installing.finding import Finding


@pytest.fixture
def pc(tmp_path: Path) -> FakeMachine:
    """Windows with the add-in installed."""
    machine = windows(tmp_path)
    install(machine)
    return machine


def startup(machine: FakeMachine) -> Path:
    return machine.home / "AppData" / "Roaming" / "Microsoft" / "Excel" / "XLSTART"


def not_right(machine: FakeMachine) -> list[Finding]:
    return [finding for finding in diagnose(machine) if finding.state is not State.RIGHT]


def only(machine: FakeMachine) -> Finding:
    (finding,) = not_right(machine)
    return finding


def test_all_is_right(pc: FakeMachine) -> None:
    found = diagnose(pc)
    assert [finding for finding in found if finding.state is not State.RIGHT] == []
    assert {finding.subject for finding in found} == {
        "Excel", "Complément", "Python", "Bibliothèque xlwings", "Sécurité des macros",
    }  # fmt: skip


def test_whatever_is_not_right_has_a_remedy(pc: FakeMachine) -> None:
    pc.registry.clear()
    pc.registry[rf"{EXCEL_KEY}\Options"] = {}
    startup(pc).joinpath("Recouvrement.xlam").unlink()
    pc.interpreter.unlink()
    found = not_right(pc)
    assert len(found) >= 2
    assert all(finding.remedy for finding in found if finding.state is State.WRONG)


def test_nothing_installed(tmp_path: Path) -> None:
    found = not_right(windows(tmp_path))
    assert [finding.subject for finding in found] == ["Complément", "Python"]
    assert all("complement installer" in finding.remedy for finding in found)


def test_no_excel_and_no_system_for_it(tmp_path: Path) -> None:
    machine = windows(tmp_path)
    machine.registry.clear()
    assert "Excel n’a pas été trouvé" in only(machine).message
    machine.system = System.OTHER
    with pytest.raises(InstallationError):
        diagnose(machine)


def test_an_open_excel_is_noted(pc: FakeMachine) -> None:
    pc.running = "EXCEL.EXE"
    assert only(pc).state is State.NOTE


def test_another_version(pc: FakeMachine) -> None:
    addin = startup(pc) / "Recouvrement.xlam"
    addin.write_bytes(b"older")
    assert "d’une autre version, ou modifié" in only(pc).message
    record = read_record(pc)
    assert record is not None
    record.files[str(addin)] = fingerprint(b"older")
    record_path(pc).write_bytes(record.content().replace(record.version.encode(), b"0.0.7", 1))
    assert "de la version 0.0.7" in only(pc).message


@pytest.mark.parametrize("where", ["AddIns", "AltStartup", "OPEN1"])
def test_a_second_copy_that_excel_loads(pc: FakeMachine, tmp_path: Path, where: str) -> None:
    folder = pc.home / "AppData" / "Roaming" / "Microsoft" / "AddIns" if where == "AddIns" else tmp_path / "x"
    folder.mkdir()
    copy = folder / "Recouvrement.xlam"
    copy.write_bytes(b"")
    options = {"AltStartup": {"AltStartup": str(folder)}, "OPEN1": {"OPEN1": f'/R "{copy}"'}, "AddIns": {}}
    pc.registry[rf"{EXCEL_KEY}\Options"] = options[where]
    assert str(copy) in only(pc).message


def test_the_addins_python_is_gone(pc: FakeMachine) -> None:
    pc.interpreter.unlink()
    assert "n’est plus là" in only(pc).message


def test_the_addins_python_lacks_something(pc: FakeMachine) -> None:
    pc.answers = {"import xladdin": Finished(1, "ModuleNotFoundError: No module named 'xlwings'")}
    assert "No module named 'xlwings'" in only(pc).message
    pc.answers = {"import xladdin": Finished(0, "9.9.9 0.1")}
    assert "9.9.9 0.1" in only(pc).message


def test_another_environment(pc: FakeMachine, tmp_path: Path) -> None:
    pc.interpreter = tmp_path / "autre" / "python.exe"
    finding = only(pc)
    assert finding.state is State.NOTE
    assert str(pc.interpreter) in finding.message


def test_several_environments_on_the_path(pc: FakeMachine, tmp_path: Path) -> None:
    pc.on_path = (pc.interpreter.parent / "xladdin.exe", tmp_path / "vieux" / "xladdin.exe")
    finding = only(pc)
    assert str(tmp_path / "vieux" / "xladdin.exe") in finding.message
    assert str(pc.on_path[0]) not in finding.message


def test_the_workbooks_folder_on_pythons_path(pc: FakeMachine) -> None:
    conf = pc.home / ".Recouvrement" / "Recouvrement.conf"
    conf.write_bytes(f'"INTERPRETER_WIN","{pc.interpreter}"\r\n'.encode("cp1252"))
    assert "fichier .py voisin" in only(pc).message


@pytest.mark.parametrize("bits", [32, 64])
def test_the_library_of_excels_bits(tmp_path: Path, bits: int) -> None:
    machine = windows(tmp_path, bits=bits)
    install(machine)
    assert not_right(machine) == []
    (machine.interpreter.parent.parent / f"xlwings{bits}-{XLWINGS_VERSION}.dll").unlink()
    finding = only(machine)
    assert f"Excel {bits} bits" in finding.message
    assert "force-reinstall" in finding.remedy
    (machine.interpreter.parent / f"xlwings{bits}-{XLWINGS_VERSION}.dll").write_bytes(b"")
    assert not_right(machine) == []


def test_unknown_bits_are_said(pc: FakeMachine) -> None:
    del pc.registry[r"HKLM\SOFTWARE\Microsoft\Windows\CurrentVersion\App Paths\excel.exe"]
    assert only(pc).subject == "Bibliothèque xlwings"


@pytest.mark.parametrize("how", ["variable", "registre"])
def test_python_in_onedrive(pc: FakeMachine, tmp_path: Path, how: str) -> None:
    if how == "variable":
        pc.environment["ONEDRIVECOMMERCIAL"] = str(tmp_path / "xladdin")
    else:
        pc.registry[r"HKCU\Software\Microsoft\OneDrive\Accounts\Business1"] = {
            "UserFolder": str(tmp_path / "xladdin")
        }
    finding = only(pc)
    assert finding.subject == "OneDrive"
    assert str(pc.interpreter) in finding.message


def test_a_startup_folder_in_onedrive(pc: FakeMachine) -> None:
    pc.environment["ONEDRIVE"] = str(pc.home)
    assert "dossier de démarrage" in only(pc).message


def test_a_startup_folder_on_the_network(tmp_path: Path) -> None:
    machine = windows(tmp_path)
    machine.environment["APPDATA"] = "//serveur/profils/zoe"
    (network,) = (finding for finding in diagnose(machine) if finding.subject == "Réseau")
    assert network.state is State.NOTE
    assert "Autoriser les emplacements approuvés sur mon réseau" in network.remedy


def test_python_of_the_store(pc: FakeMachine) -> None:
    pc.base_prefix = Path("C:/Program Files/WindowsApps/Python")
    assert "Microsoft Store" in only(pc).message


def test_a_mac(tmp_path: Path) -> None:
    machine = mac(tmp_path)
    install(machine)
    finding = only(machine)  # the functions do not exist there
    assert (finding.subject, finding.state) == ("Fonctions", State.NOTE)
    next((machine.home / "Library" / "Application Scripts").rglob("*.applescript")).unlink()
    assert [found.subject for found in not_right(machine)] == ["Lancement de Python", "Fonctions"]


def locations(machine: FakeMachine, *, subfolders: int = 0, path: Path | str | None = None) -> None:
    machine.registry[rf"{EXCEL_KEY}\Security\Trusted Locations\Location1"] = {
        "Path": str(path or startup(machine)) + "/",
        "AllowSubFolders": subfolders,
    }


def test_the_startup_folder_is_trusted_by_name_or_from_above(pc: FakeMachine) -> None:
    locations(pc)
    assert not_right(pc) == []
    locations(pc, path="%APPDATA%/Microsoft/Excel/xlstart")
    assert not_right(pc) == []
    locations(pc, path=startup(pc).parent, subfolders=1)
    assert not_right(pc) == []
    locations(pc, path=startup(pc).parent)
    assert only(pc).state is State.NOTE


@pytest.mark.parametrize(
    ("key", "values", "state"),
    [
        (EXCEL_KEY, {}, State.NOTE),
        (EXCEL_KEY, {"VBAWarnings": 1}, State.RIGHT),
        (EXCEL_KEY, {"VBAWarnings": 2}, State.NOTE),
        (EXCEL_KEY, {"VBAWarnings": 3}, State.WRONG),
        (POLICY_KEY, {"VBAWarnings": 4}, State.WRONG),
    ],
)
def test_outside_trusted_locations_the_setting_of_macros_decides(
    pc: FakeMachine, key: str, values: dict[str, Any], state: State
) -> None:
    pc.registry[rf"{EXCEL_KEY}\Security\Trusted Locations"] = {"AllLocationsDisabled": 1}
    pc.registry[rf"{key}\Security"] = values
    (finding,) = (found for found in diagnose(pc) if found.subject == "Sécurité des macros")
    assert finding.state is state
    if state is not State.RIGHT:
        assert "Emplacements approuvés" in finding.remedy


def test_a_policy_wins_over_her_own_choice(pc: FakeMachine) -> None:
    pc.registry[rf"{EXCEL_KEY}\Security\Trusted Locations"] = {"AllLocationsDisabled": 1}
    pc.registry[rf"{POLICY_KEY}\Security\Trusted Locations"] = {"AllLocationsDisabled": 0}
    assert not_right(pc) == []
    pc.registry[rf"{POLICY_KEY}\Security\Trusted Locations"] = {"AllLocationsDisabled": 1}
    pc.registry[rf"{EXCEL_KEY}\Security\Trusted Locations"] = {"AllLocationsDisabled": 0}
    assert only(pc).subject == "Sécurité des macros"


@pytest.mark.parametrize(
    ("key", "value", "remedy"),
    [
        (POLICY_KEY, "DisableAllAddins", "service informatique"),
        (POLICY_KEY, "RequireAddinSig", "service informatique"),
        (EXCEL_KEY, "RequireAddinSig", "décochez"),
    ],
)
def test_add_ins_that_are_forbidden(pc: FakeMachine, key: str, value: str, remedy: str) -> None:
    pc.registry[rf"{key}\Security"] = {value: 1}
    finding = only(pc)
    assert finding.state is State.WRONG
    assert remedy in finding.remedy


def test_an_add_in_put_aside_after_a_crash(pc: FakeMachine) -> None:
    pc.registry[rf"{EXCEL_KEY}\Resiliency\DisabledItems"] = {
        "A1": b"\0\0" + r"c:\autre.xlam".encode("utf-16-le"),
        "A2": b"\2\0\0\0" + r"c:\xlstart\recouvrement.xlam".encode("utf-16-le"),
    }
    assert only(pc).subject == "Éléments désactivés"
