"""« xladdin figer »: what it writes and what it says."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from freeze_samples import IN_XLSTART, with_cells

from xladdin.app.freeze import Frozen
from xladdin.surfaces.cli import run
from xladdin.surfaces.freeze_commands import freeze_summary

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture
def workbook(tmp_path: Path) -> Path:
    path = tmp_path / "créances.xlsx"
    path.write_bytes(with_cells('<row r="1"><c r="A1"><f>[1]!DSO()</f><v>45</v></c></row>', IN_XLSTART))
    return path


def test_figer_says_what_became_values(workbook: Path, capsys: pytest.CaptureFixture[str]) -> None:
    shared = workbook.with_name("à partager.xlsx")
    before = workbook.read_bytes()
    assert run(["figer", str(workbook), "--sortie", str(shared)]) == 0
    said = capsys.readouterr().out
    assert "« Notes d'été » : 1 formule remplacée par sa valeur." in said
    assert f"Écrit : {shared}." in said
    assert workbook.read_bytes() == before
    assert run(["figer", str(shared)]) == 0
    assert "Rien à figer" in capsys.readouterr().out


def test_live_sheets_on_demand(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "suivi.xlsx"
    assert run(["nouveau", str(path)]) == run(["actualiser", str(path)]) == 0
    capsys.readouterr()
    assert run(["figer", str(path)]) == 0
    assert "Rien à figer" in capsys.readouterr().out
    assert run(["figer", str(path), "--feuilles-vivantes"]) == 0
    assert "« Balance âgée » : " in capsys.readouterr().out


def test_another_kind_of_file_is_refused(workbook: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["figer", str(workbook), "--sortie", str(workbook.with_suffix(".xlsm"))]) == 2
    assert "pas du même type" in capsys.readouterr().err


def test_what_stays_is_named() -> None:
    assert freeze_summary(Frozen({"A": 2}, ("le nom « X »",))) == [
        "« A » : 2 formules remplacées par leurs valeurs.",
        "Reste à remplacer vous-même, car une valeur ne peut pas y être mise : le nom « X ».",
    ]
