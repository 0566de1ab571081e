"""Sheets put into a workbook on the disk, and taken out again."""

from __future__ import annotations

import datetime as dt
import shutil
from typing import TYPE_CHECKING

import openpyxl
import pytest

from xladdin.app.refresh import refresh
from xladdin.errors import ArgumentError, WriteRefusedError
from xladdin.hosts.file import FileHost, apply_plans, remove_plans
from xladdin.model.sheet_plan import SheetPlan
from xladdin.opc.backups import backups_of
from xladdin.resources import workbook_template

if TYPE_CHECKING:
    from pathlib import Path

OWN_SHEETS = ["Factures", "Règlements", "Clients", "Paramètres"]


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return shutil.copyfile(workbook_template("recouvrement.xlsx"), tmp_path / "classeur.xlsx")


def plan(name: str = "Ma liste", value: float = 1.5) -> SheetPlan:
    return SheetPlan.from_rows(name, [["Nom", "Montant"], ["Dupont & Fils", value]])


def shown(path: Path, sheet: str) -> list[tuple[object, ...]]:
    return list(openpyxl.load_workbook(path)[sheet].iter_rows(values_only=True))


def test_a_sheet_is_added_then_refreshed_where_it_is(path: Path) -> None:
    assert apply_plans(path, [plan()]).titles == ("Ma liste",)
    assert apply_plans(path, [plan(value=2.5)]).titles == ("Ma liste",)
    assert openpyxl.load_workbook(path).sheetnames == [*OWN_SHEETS, "Ma liste"]
    assert shown(path, "Ma liste") == [("Nom", "Montant"), ("Dupont & Fils", 2.5)]


def test_the_same_plans_again_change_nothing(path: Path) -> None:
    apply_plans(path, [plan(), plan("Autre")])
    before = path.read_bytes()
    apply_plans(path, [plan(), plan("Autre")])
    assert path.read_bytes() == before


def test_a_sheet_of_hers_with_that_name_is_left_alone(path: Path) -> None:
    applied = apply_plans(path, [plan("Clients")])
    assert applied.titles == ("Clients (2)",)
    assert applied.retitled == (("Clients", "Clients (2)"),)
    assert shown(path, "Clients")[0][0] == "Code Client"


def test_out_leaves_the_workbook_as_it_is(path: Path, tmp_path: Path) -> None:
    before = path.read_bytes()
    apply_plans(path, [plan()], out=tmp_path / "sortie.xlsx")
    assert path.read_bytes() == before
    assert "Ma liste" in openpyxl.load_workbook(tmp_path / "sortie.xlsx").sheetnames


def test_an_output_that_exists_is_replaced_and_a_copy_kept(path: Path, tmp_path: Path) -> None:
    out = tmp_path / "sortie.xlsx"
    out.write_bytes(b"autre chose")
    apply_plans(path, [plan()], out=out)
    assert "Ma liste" in openpyxl.load_workbook(out).sheetnames
    assert [copy.read_bytes() for copy in backups_of(out)] == [b"autre chose"]


def bad_output(path: Path, how: str) -> Path:
    """A file that ``path`` must not be written to."""
    match how:
        case "itself":
            return path.parent / "." / path.name
        case "link to itself":
            link = path.with_name("lien.xlsx")
            link.symlink_to(path)
            return link
        case "folder":
            folder = path.with_name("dossier.xlsx")
            folder.mkdir()
            return folder
        case "macros":
            return path.with_suffix(".xlsm")
        case _:
            return path.with_name("sortie")


@pytest.mark.parametrize(
    ("how", "said"),
    [
        ("itself", "est le classeur lui-même"),
        ("link to itself", "est le classeur lui-même"),
        ("folder", "est un dossier"),
        ("macros", "n’est pas du même type que « classeur.xlsx »"),
        ("no ending", "n’est pas du même type que « classeur.xlsx »"),
    ],
)
def test_an_output_that_cannot_be_is_refused(path: Path, how: str, said: str) -> None:
    before, out = path.read_bytes(), bad_output(path, how)
    for attempt in (
        lambda: apply_plans(path, [plan()], out=out),
        lambda: remove_plans(path, out=out),
        lambda: FileHost(path, out).check_writable(),
    ):
        with pytest.raises(ArgumentError, match=said):
            attempt()
    assert path.read_bytes() == before


def test_an_output_in_a_folder_that_is_not_there_is_refused(path: Path) -> None:
    with pytest.raises(WriteRefusedError) as refusal:
        apply_plans(path, [plan()], out=path.parent / "absent" / "sortie.xlsx")
    assert "Vérifiez que le dossier existe" in refusal.value.remedy


def test_removing_gives_the_sheets_back(path: Path) -> None:
    apply_plans(path, [plan(), plan("Autre")])
    assert remove_plans(path, marks={"autre_plan"}) == ("Autre",)
    assert remove_plans(path) == ("Ma liste",)
    assert openpyxl.load_workbook(path).sheetnames == OWN_SHEETS
    assert remove_plans(path) == ()


def test_no_plans_write_nothing(path: Path) -> None:
    before = path.read_bytes()
    assert apply_plans(path, []).titles == ()
    assert path.read_bytes() == before


def test_two_plans_of_one_mark_are_a_mistake(path: Path) -> None:
    with pytest.raises(ValueError, match="same mark"):
        apply_plans(path, [plan("Été"), plan("été")])


def test_sheets_of_ours_are_not_read_as_lists(path: Path) -> None:
    host = FileHost(path)
    before = host.read()
    headings = ["Numéro de Pièce", "Date", "Échéance", "Client", "Montant"]
    host.apply([SheetPlan.from_rows("Factures bis", [headings, ["X", "01/01/2026", "01/02/2026", "Y", 5.0]])])
    after = host.read()
    assert len(after.ledger.items) == len(before.ledger.items)
    assert host.label == "classeur.xlsx"


def test_what_is_added_to_a_bare_list_is_read_back(tmp_path: Path) -> None:
    path = tmp_path / "liste.xlsx"
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.append(["N° facture", "Client", "Date facture", "Échéance", "Montant TTC"])
    sheet.append(["F1", "Dupont & Fils", dt.date(2026, 5, 1), dt.date(2026, 5, 31), 1200.5])
    sheet.append(["F2", "Éts <Nord>", dt.date(2026, 6, 1), dt.date(2026, 7, 31), 300])
    book.save(path)
    today = dt.date(2026, 6, 30)
    first = refresh(FileHost(path), today=today)
    assert first.applied.titles[-2:] == ("Paramètres", "Clients")
    second = refresh(FileHost(path), today=today)
    assert second.applied.titles == first.applied.titles[:-2]
    assert second.workbook.source_map.parameters_sheet == "Paramètres"
    assert list(second.workbook.ledger.customers.name) == list(first.workbook.ledger.customers.name)
    content = path.read_bytes()
    refresh(FileHost(path), today=today)
    assert path.read_bytes() == content
