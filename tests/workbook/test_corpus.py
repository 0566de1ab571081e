"""Every workbook of the corpus, made by Excel: sheets added, refreshed and removed, and nothing lost."""

from __future__ import annotations

import shutil
import subprocess
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING, Any

import openpyxl
import pytest
from graft_samples import (
    CUSTOMERS,
    MAIN,
    WANTED,
    changed_parts,
    edited,
    names_of,
    package_of,
    refreshed,
    sheet_part,
    survey_of,
)
from lxml import etree
from python_calamine import CalamineWorkbook

from xladdin.errors import WriteRefusedError
from xladdin.opc.package import open_package
from xladdin.workbook.graft_remove import remove

if TYPE_CHECKING:
    from collections.abc import Callable

SHARED = Path(__file__).parents[3] / "shared"
FILES = sorted(SHARED.glob("corpus/*.xls[xm]")) + sorted(SHARED.glob("data/*.xlsx"))
LOCKED = "45_protectstructurewithpassword.xlsx"
DECLARED = {"[Content_Types].xml", "xl/workbook.xml", "xl/_rels/workbook.xml.rels", "xl/styles.xml"}
WORKBOOK = "xl/workbook.xml"
TITLES = [title for _, title in WANTED]

pytestmark = [
    pytest.mark.skipif(not FILES, reason="needs the corpus of real workbooks in ../shared/corpus"),
    pytest.mark.filterwarnings("ignore::UserWarning:openpyxl"),  # it says what it will not keep
]
each_file = pytest.mark.parametrize(
    "path", [one for one in FILES if one.name != LOCKED], ids=lambda one: one.name
)


def canonical(element: etree._Element) -> bytes:
    return etree.tostring(element, method="c14n")


def styles(content: bytes) -> dict[str, list[bytes]]:
    root = package_of(content).xml("xl/styles.xml")
    return {etree.QName(group).localname: [canonical(one) for one in group] for group in root}


def assert_hers_is_whole(before: bytes, after: bytes) -> None:
    old, new = package_of(before), package_of(after)
    assert changed_parts(before, after) <= DECLARED
    for member in old.members:
        if member.name not in DECLARED:
            there = new.member(member.name)
            assert new.archive[there.start : there.end] == old.archive[member.start : member.end]
    for name, group in styles(before).items():
        if name != "extLst":
            assert styles(after)[name][: len(group)] == group
    assert survey_of(after).sheets[: len(survey_of(before).sheets)] == survey_of(before).sheets
    assert [one for one in names_of(after) if one in names_of(before)] == names_of(before)


@each_file
def test_added_and_refreshed_twice(path: Path) -> None:
    before = path.read_bytes()
    once = refreshed(before, label=path.name)
    assert_hers_is_whole(before, once)
    assert [one.title for one in survey_of(once).sheets][-2:] == TITLES
    assert refreshed(once) == once
    other = refreshed(once, customers=CUSTOMERS[:4])
    assert_hers_is_whole(before, other)
    assert styles(other) == styles(once)
    assert refreshed(other, customers=CUSTOMERS[:4]) == other


@pytest.mark.slow
@each_file
def test_ten_refreshes_of_a_changing_list_end_where_one_does(path: Path) -> None:
    once = content = refreshed(path.read_bytes(), label=path.name)
    for rows in (4, 8, 1, 10, 3, 7, 2, 9, 5, 10):
        content = refreshed(content, customers=CUSTOMERS[:rows])
    assert content == once


@each_file
def test_our_figures_show_and_hers_are_the_same(path: Path) -> None:
    before = path.read_bytes()
    after = refreshed(before, label=path.name)
    old, new = (CalamineWorkbook.from_filelike(BytesIO(one)) for one in (before, after))
    for name, title in WANTED:
        rows = new.get_sheet_by_name(title).to_python()
        assert [row[0] for row in rows[1:11]] == list(CUSTOMERS), name
        assert rows[11][1] == pytest.approx(577.5)
    for sheet in old.sheets_metadata:
        if "WorkSheet" in str(sheet.typ):
            assert (
                new.get_sheet_by_name(sheet.name).to_python() == old.get_sheet_by_name(sheet.name).to_python()
            )


def ours_to_the_front(count: int) -> Callable[[etree._Element], None]:
    """The first of our sheets renamed and dragged before all others, as Excel writes it."""

    def edit(root: etree._Element) -> None:
        sheets = root.find(f"{MAIN}sheets")
        assert sheets is not None
        ours = sheets[count]
        title = ours.get("name", "")
        ours.set("name", "À voir d'abord")
        sheets.insert(0, ours)
        for name in root.iter(f"{MAIN}definedName"):
            scope = int(name.get("localSheetId", "-1"))
            if scope >= 0:
                name.set("localSheetId", str(0 if scope == count else scope + (scope < count)))
            name.text = (name.text or "").replace(f"'{title}'", "'À voir d''abord'")
        for view in root.iter(f"{MAIN}workbookView"):
            view.set("activeTab", str(int(view.get("activeTab", "0")) + 1))

    return edit


@each_file
def test_renamed_and_moved_then_refreshed_then_removed(path: Path) -> None:
    before = path.read_bytes()
    count = len(survey_of(before).sheets)
    moved = edited(refreshed(before, label=path.name), WORKBOOK, ours_to_the_front(count))
    again = refreshed(moved, customers=CUSTOMERS[:4])
    assert survey_of(again).sheets[0].title == "À voir d'abord"
    assert {one.title for one in survey_of(again).ours.values()} == {"À voir d'abord", TITLES[1]}
    assert survey_of(again).ours["balance"].part == survey_of(moved).ours["balance"].part
    after = remove(open_package(again, path.name))
    assert package_of(after).names == package_of(before).names
    assert changed_parts(before, after) <= DECLARED
    for part in (WORKBOOK, "xl/_rels/workbook.xml.rels"):
        old, new = package_of(before).xml(part), package_of(after).xml(part)
        for root in (old, new):
            for view in root.iter(f"{MAIN}workbookView"):
                view.set("activeTab", view.get("activeTab", "0"))
        assert canonical(new) == canonical(old)


def test_a_locked_structure_is_refused() -> None:
    content = (SHARED / "corpus" / LOCKED).read_bytes()
    with pytest.raises(WriteRefusedError, match="verrouillée"):
        refreshed(content, label=LOCKED)


def test_beside_a_protected_sheet() -> None:
    """The protection of her sheet is hers; ours has none."""
    before = next(one for one in FILES if one.name.startswith("21_")).read_bytes()
    part = survey_of(before).sheets[0].part

    def protect(root: etree._Element) -> None:
        data = root.find(f"{MAIN}sheetData")
        assert data is not None
        data.addnext(root.makeelement(f"{MAIN}sheetProtection", sheet="1", password="CC1A"))  # noqa: S106

    user = edited(before, part, protect)
    after = refreshed(user)
    assert_hers_is_whole(user, after)
    assert b"sheetProtection" in package_of(after).read(part)
    assert b"sheetProtection" not in package_of(after).read(sheet_part(after, TITLES[0]))


@pytest.mark.slow
@each_file
def test_openpyxl_still_opens_it(path: Path) -> None:
    after = refreshed(path.read_bytes(), label=path.name)
    book: Any = openpyxl.load_workbook(BytesIO(after))
    sheet = book[TITLES[0]]
    assert sheet["B2"].number_format == '#,##0.00 "€"'
    assert sheet["C2"].number_format == "dd/mm/yyyy"
    assert sheet["A2"].number_format == "General"
    assert "xl_tranches" in sheet.tables
    assert len(sheet._charts) == 1


@pytest.mark.slow
@each_file
def test_the_audit_finds_nothing_new(path: Path, tmp_path: Path) -> None:
    audit = pytest.importorskip("openxml_audit")
    target = tmp_path / path.name
    target.write_bytes(refreshed(path.read_bytes(), label=path.name))

    def errors(one: Path) -> set[tuple[str, str]]:
        found = audit.OpenXmlValidator().validate(str(one))
        return {(str(each.part_uri), str(each.description)) for each in found.errors}

    new = {one for one in errors(target) - errors(path) if "inlineStr" not in one[1]}
    assert not new


@pytest.mark.slow
@pytest.mark.office
@each_file
def test_libreoffice_shows_our_figures(path: Path, tmp_path: Path) -> None:
    office = shutil.which("soffice")
    if office is None:
        pytest.skip("needs LibreOffice")
    source = tmp_path / "in" / path.name
    source.parent.mkdir()
    source.write_bytes(refreshed(path.read_bytes(), label=path.name))
    profile = f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}"
    command = [
        office,
        profile,
        "--headless",
        "--norestore",
        "--convert-to",
        "xlsx",
        "--outdir",
        str(tmp_path),
    ]
    subprocess.run([*command, str(source)], check=True, capture_output=True, timeout=120)
    shown = CalamineWorkbook.from_path(str(tmp_path / f"{path.stem}.xlsx"))
    for title in TITLES:
        rows = shown.get_sheet_by_name(title).to_python()
        assert [row[0] for row in rows[1:11]] == list(CUSTOMERS)
        assert rows[11][1] == pytest.approx(577.5)
