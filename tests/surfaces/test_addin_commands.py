"""« xladdin complement »: what it says of building, installing and what is wrong."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest
from fake_machine import FakeMachine, windows

from xladdin.addin.builder import addin_bytes
from xladdin.surfaces import addin_commands
from xladdin.surfaces.cli import run

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture
def machine(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> FakeMachine:
    made = windows(tmp_path)
    monkeypatch.setattr(addin_commands, "_machine", lambda: made)
    return made


def test_there_and_back(machine: FakeMachine, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["complement", "installer"]) == 0
    said = capsys.readouterr().out
    addin = machine.home / "AppData" / "Roaming" / "Microsoft" / "Excel" / "XLSTART" / "Recouvrement.xlam"
    assert f"Complément : {addin}" in said
    assert "emplacement approuvé" in said
    assert run(["complement", "diagnostic"]) == 0
    assert "✓ Complément" in capsys.readouterr().out
    assert run(["complement", "desinstaller"]) == 0
    assert f"Retiré : {addin}" in capsys.readouterr().out
    assert not addin.exists()


def test_what_changes_hands_is_said(
    machine: FakeMachine, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    run(["complement", "installer"])
    old, machine.interpreter = machine.interpreter, tmp_path / "autre" / "python.exe"
    capsys.readouterr()
    assert run(["complement", "installer"]) == 0
    said = capsys.readouterr().out
    assert "a été remplacée" in said
    assert f"n’emploie plus « {old} »" in said


def test_installing_says_at_once_what_else_is_wrong(
    machine: FakeMachine, capsys: pytest.CaptureFixture[str]
) -> None:
    next(machine.interpreter.parent.parent.glob("xlwings64-*.dll")).unlink()
    machine.environment["ONEDRIVE"] = str(machine.interpreter.parent)
    assert run(["complement", "installer"]) == 0
    said = capsys.readouterr().out
    assert "✗ Bibliothèque xlwings" in said
    assert "! OneDrive" in said
    assert "✓" not in said


def test_what_stays_is_said(machine: FakeMachine, capsys: pytest.CaptureFixture[str]) -> None:
    run(["complement", "installer"])
    addin = next(machine.home.rglob("Recouvrement.xlam"))
    addin.write_bytes(b"changed")
    assert run(["complement", "desinstaller"]) == 0
    assert f"Laissé, car modifié depuis l’installation : {addin}" in capsys.readouterr().out


def test_a_diagnosis_counts_what_is_wrong(machine: FakeMachine, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["complement", "diagnostic"]) == 1
    shown = capsys.readouterr()
    assert "✗ Complément" in shown.out
    assert "2 points sont à corriger." in shown.err
    run(["complement", "installer"])
    machine.interpreter.unlink()
    capsys.readouterr()
    assert run(["complement", "diagnostic"]) == 1
    assert "1 point est à corriger." in capsys.readouterr().err


def test_a_diagnosis_as_data(machine: FakeMachine, capsys: pytest.CaptureFixture[str]) -> None:
    del machine
    assert run(["complement", "diagnostic", "--json"]) == 1
    found = json.loads(capsys.readouterr().out)["constats"]
    assert {tuple(one) for one in found} == {("etat", "sujet", "constat", "remede")}
    assert "à corriger" in {one["etat"] for one in found}


def test_building_needs_no_excel(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    target = tmp_path / "Recouvrement.xlam"
    assert run(["complement", "construire", str(target)]) == 0
    assert target.read_bytes() == addin_bytes()
    assert str(target) in capsys.readouterr().out
