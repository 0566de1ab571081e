"""Installing and taking away: what is written where, and that nothing else is touched."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from fake_machine import FakeMachine, mac, windows

from xladdin.addin.builder import addin_bytes
from xladdin.addin.xlwings_vba import XLWINGS_VERSION
from xladdin.errors import InstallationError
from xladdin.installing import install as installing
from xladdin.installing.install import install, uninstall
from xladdin.installing.machine import Finished, System
from xladdin.installing.record import read_record, record_path
from xladdin.installing.settings_file import read_settings
from xladdin.version import __version__

if TYPE_CHECKING:
    from collections.abc import Callable


def everything(folder: Path) -> dict[str, bytes | None]:
    """All files and folders below one, with their content."""
    return {
        str(path.relative_to(folder)): path.read_bytes() if path.is_file() else None
        for path in sorted(folder.rglob("*"))
    }


@pytest.fixture(params=[windows, mac])
def machine(request: pytest.FixtureRequest, tmp_path: Path) -> FakeMachine:
    make: Callable[[Path], FakeMachine] = request.param
    return make(tmp_path)


def test_the_addin_is_built_on_the_spot_where_excel_looks(machine: FakeMachine) -> None:
    done = install(machine)
    assert done.addin.read_bytes() == addin_bytes()
    assert done.addin.name == "Recouvrement.xlam"
    assert done.addin.parent.name in {"XLSTART", "Excel"}
    assert (done.replaced, done.was_running_on) == ("", "")


def test_the_settings_are_those_that_the_vba_reads(tmp_path: Path) -> None:
    machine = windows(tmp_path)
    done = install(machine)
    assert done.settings == machine.home / ".Recouvrement" / "Recouvrement.conf"
    assert done.settings.read_bytes().decode("cp1252") == (
        f'"INTERPRETER_WIN","{machine.interpreter}"\r\n"ADD_WORKBOOK_TO_PYTHONPATH","false"\r\n'
    )


def test_the_settings_of_a_mac_are_in_excels_container(tmp_path: Path) -> None:
    machine = mac(tmp_path)
    assert install(machine).settings == (
        machine.home / "Library" / "Containers" / "com.microsoft.Excel" / "Data" / "Recouvrement.conf"
    )
    assert read_settings(machine)["INTERPRETER_MAC"] == str(machine.interpreter)
    assert [str(machine.interpreter), "-m", "xlwings.cli", "runpython", "install"] in machine.commands


def test_again_is_the_same(machine: FakeMachine) -> None:
    install(machine)
    once = everything(machine.home)
    assert install(machine).replaced == __version__
    assert everything(machine.home) == once


def test_taken_away_all_is_as_it_was(machine: FakeMachine) -> None:
    before = everything(machine.home)
    install(machine)
    install(machine)
    assert uninstall(machine).kept == ()
    after = everything(machine.home)
    # xlwings makes the folder of its script itself; what it left is empty.
    assert {name: content for name, content in after.items() if "Application Scripts" not in name} == before
    assert not [name for name, content in after.items() if content is not None and name not in before]


def test_files_of_others_are_left_alone(tmp_path: Path) -> None:
    machine = windows(tmp_path)
    done = install(machine)
    (done.addin.parent / "PERSONAL.XLSB").write_bytes(b"hers")
    (done.settings.parent / "notes.txt").write_bytes(b"hers")
    before = {done.addin.parent / "PERSONAL.XLSB", done.settings.parent / "notes.txt"}
    assert set(uninstall(machine).files) == {done.addin, done.settings}
    assert all(path.exists() for path in before)


def test_an_addin_changed_since_stays_and_is_named(tmp_path: Path) -> None:
    machine = windows(tmp_path)
    done = install(machine)
    done.addin.write_bytes(b"changed")
    removed = uninstall(machine)
    assert removed.kept == (done.addin,)
    assert done.addin.exists()
    assert record_path(machine).exists()
    done.addin.unlink()
    assert uninstall(machine).kept == ()
    assert not record_path(machine).exists()


def test_settings_of_hers_stay(tmp_path: Path) -> None:
    machine = windows(tmp_path)
    done = install(machine)
    with done.settings.open("a", encoding="cp1252", newline="") as stream:
        stream.write('"SHOW CONSOLE","True"\r\n')
    install(machine)
    assert read_settings(machine)["SHOW CONSOLE"] == "True"
    uninstall(machine)
    assert read_settings(machine) == {"SHOW CONSOLE": "True"}


def test_settings_for_another_python_stay(tmp_path: Path) -> None:
    machine = windows(tmp_path)
    done = install(machine)
    done.settings.write_bytes(b'"INTERPRETER_WIN","D:\\autre\\python.exe"\r\n')
    assert uninstall(machine).kept == (done.settings,)


def test_another_environment_takes_over(tmp_path: Path) -> None:
    machine = windows(tmp_path)
    install(machine)
    other = replace(machine, interpreter=tmp_path / "autre" / "Scripts" / "python.exe")
    assert install(other).was_running_on == str(machine.interpreter)
    assert read_settings(other)["INTERPRETER_WIN"] == str(other.interpreter)


def test_an_older_version_and_another_startup_folder(tmp_path: Path) -> None:
    machine = windows(tmp_path)
    old = install(machine)
    record = read_record(machine)
    assert record is not None
    record_path(machine).write_bytes(replace(record, version="0.0.1").content())
    machine.registry[r"HKCU\Software\Microsoft\Office\16.0\Common\General"] = {"Xlstart": "XLOUVRIR"}
    done = install(machine)
    assert done.replaced == "0.0.1"
    assert done.addin.parent.name == "XLOUVRIR"
    assert not old.addin.exists()


def test_a_running_excel(machine: FakeMachine) -> None:
    machine.running = "EXCEL.EXE"
    before = everything(machine.home)
    with pytest.raises(InstallationError, match="Excel est ouvert") as refused:
        install(machine)
    assert "fermez Excel" in refused.value.remedy
    assert everything(machine.home) == before
    machine.running = ""
    install(machine)
    machine.running = "EXCEL.EXE"
    with pytest.raises(InstallationError, match="Excel est ouvert"):
        uninstall(machine)


def test_no_excel(tmp_path: Path) -> None:
    machine = windows(tmp_path)
    machine.registry.clear()
    with pytest.raises(InstallationError, match="Excel n’a pas été trouvé"):
        install(machine)


def test_another_system_says_what_to_do(tmp_path: Path) -> None:
    machine = replace(windows(tmp_path), system=System.OTHER)
    for command in (install, uninstall):
        with pytest.raises(InstallationError, match="sous Windows et sur Mac") as refused:
            command(machine)
        assert "complement construire" in refused.value.remedy


@pytest.mark.parametrize("base", ["C:/Program Files/WindowsApps/PythonSoftwareFoundation.Python.3.11_q", "x"])
def test_a_python_of_the_store(tmp_path: Path, base: str) -> None:
    machine = windows(tmp_path)
    machine.base_prefix = Path(base)
    if base == "x":
        machine.interpreter = Path("C:/Users/Z/AppData/Local/Microsoft/WindowsApps/python.exe")
    with pytest.raises(InstallationError, match="Microsoft Store"):
        install(machine)


def test_a_path_that_vba_cannot_read(tmp_path: Path) -> None:
    machine = windows(tmp_path)
    machine.interpreter = tmp_path / "Zoë" / "python.exe"
    assert install(machine).settings.read_bytes().decode("cp1252").count("Zoë") == 1
    machine.interpreter = tmp_path / "Łódź" / "python.exe"
    before = everything(machine.home)
    with pytest.raises(InstallationError, match="« Ł »"):
        install(machine)
    assert everything(machine.home) == before


def test_uninstalling_what_was_never_installed(machine: FakeMachine) -> None:
    with pytest.raises(InstallationError, match="pas été installé par cette commande"):
        uninstall(machine)
    record_path(machine).parent.mkdir(parents=True)
    record_path(machine).write_bytes(b'{"version": 1')
    with pytest.raises(InstallationError):
        uninstall(machine)


def test_a_folder_that_refuses(tmp_path: Path) -> None:
    machine = windows(tmp_path)
    startup = machine.home / "AppData" / "Roaming" / "Microsoft" / "Excel" / "XLSTART"
    startup.rmdir()
    startup.write_bytes(b"a file, not a folder")
    with pytest.raises(InstallationError, match="ne peut pas être changé") as refused:
        install(machine)
    assert str(startup) in refused.value.message


def test_interrupted_it_can_be_taken_away_or_finished(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    machine = windows(tmp_path)
    before = everything(machine.home)
    written = []

    def full_disk(path: Path, content: bytes) -> None:
        written.append(path)
        if path.suffix == ".xlam":
            raise OSError(28, "no space left")
        path.write_bytes(content)

    with monkeypatch.context() as patch:
        patch.setattr(installing, "write_atomically", full_disk)
        with pytest.raises(InstallationError, match="disque plein"):
            install(machine)
    assert [path.suffix for path in written] == [".json", ".conf", ".xlam"]
    uninstall(machine)
    assert everything(machine.home) == before
    install(machine)
    uninstall(machine)
    assert everything(machine.home) == before


def test_a_script_that_was_there_stays(tmp_path: Path) -> None:
    machine = mac(tmp_path)
    script = machine.home / "Library" / "Application Scripts" / "com.microsoft.Excel"
    script.mkdir(parents=True)
    (script / f"xlwings-{XLWINGS_VERSION}.applescript").write_bytes(b"of another add-in")
    install(machine)
    install(machine)
    uninstall(machine)
    assert (script / f"xlwings-{XLWINGS_VERSION}.applescript").exists()


def test_a_mac_that_refuses_python(tmp_path: Path) -> None:
    machine = mac(tmp_path)
    machine.answers = {"runpython": Finished(1, "Operation not permitted")}
    with pytest.raises(InstallationError, match="Operation not permitted") as refused:
        install(machine)
    assert "autorisez le Terminal" in refused.value.remedy
