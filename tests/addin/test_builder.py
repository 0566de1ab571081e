"""The add-in as a file: reproducible, sound for every reader that we have."""

from __future__ import annotations

import io
import re
import subprocess
import sys
import zipfile
from typing import TYPE_CHECKING

import pytest
from lxml import etree
from openxml_audit import OpenXmlValidator
from pyopenvba.integrity import check_file
from pyvbaanalysis import analyze_office_file
from vba_readers import olevba_sources, pyopenvba_sources

from xladdin.addin import xlwings_vba
from xladdin.addin.builder import addin_bytes, addin_modules, build_addin
from xladdin.errors import MissingDependencyError, WriteRefusedError, XladdinError

if TYPE_CHECKING:
    from pathlib import Path

PARTS = [
    "[Content_Types].xml",
    "_rels/.rels",
    "xl/workbook.xml",
    "xl/_rels/workbook.xml.rels",
    "xl/worksheets/sheet1.xml",
    "xl/theme/theme1.xml",
    "xl/styles.xml",
    "xl/vbaProject.bin",
    "customUI/customUI14.xml",
]


@pytest.fixture(scope="module")
def addin(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return build_addin(tmp_path_factory.mktemp("addin") / "Recouvrement.xlam")


def part(addin: Path, name: str) -> bytes:
    with zipfile.ZipFile(addin) as archive:
        return archive.read(name)


def test_two_builds_are_equal_byte_for_byte(addin: Path) -> None:
    script = (
        "import sys; from xladdin.addin.builder import addin_bytes; sys.stdout.buffer.write(addin_bytes())"
    )
    again = subprocess.check_output(
        [sys.executable, "-c", script], env={"TZ": "Pacific/Auckland", "PYTHONHASHSEED": "7"}
    )
    assert addin.read_bytes() == addin_bytes() == again


def test_parts_content_types_and_relationships(addin: Path) -> None:
    with zipfile.ZipFile(addin) as archive:
        assert archive.namelist() == PARTS
        assert {entry.date_time for entry in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}
    kinds = {
        one.get("PartName") or one.get("Extension"): one.get("ContentType")
        for one in etree.fromstring(part(addin, "[Content_Types].xml"))
    }
    sheets, package = (
        f"application/vnd.openxmlformats-{what}" for what in ("officedocument.spreadsheetml", "package")
    )
    assert kinds == {
        "rels": f"{package}.relationships+xml",
        "xml": "application/xml",
        "/xl/workbook.xml": "application/vnd.ms-excel.addin.macroEnabled.main+xml",
        "/xl/worksheets/sheet1.xml": f"{sheets}.worksheet+xml",
        "/xl/theme/theme1.xml": "application/vnd.openxmlformats-officedocument.theme+xml",
        "/xl/styles.xml": f"{sheets}.styles+xml",
        "/xl/vbaProject.bin": "application/vnd.ms-office.vbaProject",
    }
    office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    microsoft = "http://schemas.microsoft.com/office"
    assert relationships(addin, "_rels/.rels") == {
        "xl/workbook.xml": f"{office}/officeDocument",
        "customUI/customUI14.xml": f"{microsoft}/2007/relationships/ui/extensibility",
    }
    assert relationships(addin, "xl/_rels/workbook.xml.rels") == {
        "worksheets/sheet1.xml": f"{office}/worksheet",
        "theme/theme1.xml": f"{office}/theme",
        "styles.xml": f"{office}/styles",
        "vbaProject.bin": f"{microsoft}/2006/relationships/vbaProject",
    }


def relationships(addin: Path, name: str) -> dict[str | None, str | None]:
    """Type by target."""
    return {one.get("Target"): one.get("Type") for one in etree.fromstring(part(addin, name))}


def test_every_part_is_reached_by_a_relationship(addin: Path) -> None:
    reached = {str(target) for target in relationships(addin, "_rels/.rels")}
    reached |= {f"xl/{target}" for target in relationships(addin, "xl/_rels/workbook.xml.rels")}
    bookkeeping = {name for name in PARTS if name.endswith(".rels") or name == "[Content_Types].xml"}
    assert reached == set(PARTS) - bookkeeping


def test_code_names_are_those_of_the_document_modules(addin: Path) -> None:
    assert b'codeName="ThisWorkbook"' in part(addin, "xl/workbook.xml")
    assert b'codeName="Feuil1"' in part(addin, "xl/worksheets/sheet1.xml")
    assert [module.name for module in addin_modules()][:2] == ["ThisWorkbook", "Feuil1"]


def test_the_audit_of_the_package_finds_nothing(addin: Path) -> None:
    assert [str(error) for error in OpenXmlValidator().validate(str(addin)).errors] == []


def test_a_second_reader_checks_package_and_project(addin: Path) -> None:
    report = check_file(addin)
    assert (report.issues, report.complete) == ((), True)


def test_both_readers_give_every_module_to_the_letter(addin: Path) -> None:
    project = part(addin, "xl/vbaProject.bin")
    expected = {module.name: module.encoded().decode("cp1252") for module in addin_modules()}
    assert olevba_sources(project) == expected
    assert pyopenvba_sources(project) == expected
    assert "Ouvrez d’abord un classeur." in expected["Ruban"]
    assert "échéance" in expected["AideFonctions"]


def test_the_vba_linter_is_content_with_our_modules(addin: Path) -> None:
    """Wrappers have no Option Explicit on purpose; xlwings' modules are xlwings' business."""
    found = analyze_office_file(str(addin))
    ours = {
        name: [one.code for one in found[name]] for name in found if name not in {"xlwings", "Dictionary"}
    }
    assert ours.pop("xlwings_udfs") == ["option-explicit-missing"]
    assert set(ours) == {"ThisWorkbook", "Feuil1", "AideFonctions", "Autotest", "Ruban", "Boutons"}
    assert not any(ours.values())


def test_xlwings_is_named_after_our_project_and_keeps_its_licence() -> None:
    source = xlwings_vba.xlwings_module()
    assert 'Public Const PROJECT_NAME As String = "Recouvrement"' in source
    assert "BSD 3-clause license" in source
    assert f'XLWINGS_VERSION As String = "{xlwings_vba.XLWINGS_VERSION}"' in source
    assert "License: MIT" in xlwings_vba.mac_dictionary()


def test_a_workbook_cannot_choose_what_excel_starts() -> None:
    """As xlwings has it, the interpreter may come from a sheet of the workbook or a file beside it."""
    ours = xlwings_vba.xlwings_module().splitlines()
    theirs = xlwings_vba._shipped("xlwings_custom_addin.bas").splitlines()
    changed = {new.strip() for old, new in zip(theirs, ours, strict=True) if old != new}
    assert changed == {
        'Public Const PROJECT_NAME As String = "Recouvrement"',
        'If source = "sheet" Then',
        'If source = "directory" Then',
    }
    assert sum('If source = "" Or source = ' in line for line in ours) == 1
    assert not any(re.search(r"GetConfig\([^)]*,[^)]*,", line) for line in ours if "Function" not in line)


def test_another_xlwings_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(xlwings_vba, "XLWINGS_VERSION", "0.1")
    with pytest.raises(MissingDependencyError, match=r"xlwings 0\.1"):
        xlwings_vba.xlwings_module()


def test_an_xlwings_of_another_shape_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(xlwings_vba, "_PLACEHOLDER", "nowhere")
    with pytest.raises(XladdinError, match="forme attendue"):
        xlwings_vba.xlwings_module()
    with pytest.raises(MissingDependencyError, match="nulle-part"):
        xlwings_vba._shipped("nulle-part.bas")


def test_only_an_xlam_is_written(tmp_path: Path) -> None:
    with pytest.raises(WriteRefusedError, match="nom d’un complément"):
        build_addin(tmp_path / "Recouvrement.xlsm")
    with pytest.raises(WriteRefusedError, match="ne peut pas être écrit"):
        build_addin(tmp_path / "absent" / "Recouvrement.xlam")


def test_the_package_is_stored_so_that_no_zlib_matters(addin: Path) -> None:
    with zipfile.ZipFile(io.BytesIO(addin.read_bytes())) as archive:
        assert {entry.compress_type for entry in archive.infolist()} == {zipfile.ZIP_STORED}
