"""Our sheets in the user's workbook: added, refreshed, and nothing of hers touched."""

from __future__ import annotations

from io import BytesIO
from typing import TYPE_CHECKING, Any

import openpyxl
import pytest
from graft_samples import (
    BALANCE,
    CUSTOMERS,
    MAIN,
    SUIVI,
    WANTED,
    changed_parts,
    edited,
    names_of,
    package_of,
    refreshed,
    scratch,
    sheet_part,
    survey_of,
    user_workbook,
)
from python_calamine import CalamineWorkbook

from xladdin.errors import WriteRefusedError
from xladdin.opc.draft import Draft
from xladdin.opc.package import open_package
from xladdin.opc.relationships import Relationship
from xladdin.workbook.graft import GraftSheet, graft
from xladdin.workbook.graft_survey import OFFICE_RELS_NS, placements

if TYPE_CHECKING:
    from lxml import etree

DECLARED = {"[Content_Types].xml", "xl/workbook.xml", "xl/_rels/workbook.xml.rels", "xl/styles.xml"}
WORKBOOK = "xl/workbook.xml"
USER = user_workbook()
ADDED = refreshed(USER)


def cells(content: bytes, title: str) -> list[list[Any]]:
    return CalamineWorkbook.from_filelike(BytesIO(content)).get_sheet_by_name(title).to_python()


def test_only_the_declared_parts_change_and_the_others_stay_record_for_record() -> None:
    assert changed_parts(USER, ADDED) == DECLARED
    old, new = package_of(USER), package_of(ADDED)
    for member in old.members:
        if member.name not in DECLARED:
            there = new.member(member.name)
            assert new.archive[there.start : there.end] == old.archive[member.start : member.end]


def test_sheets_are_appended_with_their_figures_and_texts() -> None:
    assert [one.title for one in survey_of(ADDED).sheets] == [
        "Factures", "Notes d'été", "Balance âgée", "Suivi des relances",
    ]  # fmt: skip
    for _, title in WANTED:
        rows = cells(ADDED, title)
        assert [row[0] for row in rows[1:11]] == list(CUSTOMERS)
        assert rows[11][1] == pytest.approx(577.5)


def test_texts_stand_in_their_cells_so_that_her_string_table_keeps_no_customer() -> None:
    assert "xl/sharedStrings.xml" not in changed_parts(USER, ADDED)
    assert b'"inlineStr"' in package_of(ADDED).read(sheet_part(ADDED, "Balance âgée"))


def test_formats_shown_are_those_drawn() -> None:
    sheet: Any = openpyxl.load_workbook(BytesIO(ADDED))["Balance âgée"]
    assert sheet["B2"].number_format == '#,##0.00 "€"'
    assert sheet["C2"].number_format == "dd/mm/yyyy"
    assert sheet["A1"].font.b
    assert sheet["A1"].fill.fgColor.rgb == "FFDDE6F0"
    assert sheet["A2"].number_format == "General"
    (rules,) = [one.rules for one in sheet.conditional_formatting]
    assert rules[0].dxf.font.color.rgb == "FF9C0006"
    assert sheet.tables["xl_tranches"].ref == "A15:B17"
    assert len(sheet._charts) == 1
    assert sheet["A1"].comment.text == "Notre note"
    assert sheet.print_title_rows == "$1:$1"
    assert sheet.data_validations.dataValidation[0].formula1 == '"Oui,Non"'


def test_hers_are_what_they_were() -> None:
    book = openpyxl.load_workbook(BytesIO(ADDED))
    assert book["Factures"].tables["Factures"].ref == "A1:C6"
    assert book["Factures"]["A1"].comment.text == "Ma note"
    assert book["Factures"].print_area == "'Factures'!$A$1:$C$6"
    assert book.defined_names["Seuil"].attr_text == "'Notes d''été'!$A$1"


def test_marks_are_hidden_names_of_the_whole_workbook() -> None:
    assert ("_xladdin_balance", "'Balance âgée'!$1:$1048576", None) in names_of(ADDED)
    names = package_of(ADDED).xml(WORKBOOK).iter(f"{MAIN}definedName")
    assert all(one.get("hidden") == "1" for one in names if one.get("name", "").startswith("_xladdin_"))


def test_no_added_sheet_is_selected() -> None:
    for _, title in WANTED:
        assert b"tabSelected" not in package_of(ADDED).read(sheet_part(ADDED, title))


def test_numbers_of_tables_and_shapes_are_unique() -> None:
    package = package_of(ADDED)
    tables = [
        package.xml(name).get("id", "") for name in package.names if "/table" in name and "rels" not in name
    ]
    assert sorted(tables) == ["1", "2"]
    shapes = [package.read(name) for name in package.names if name.endswith(".vml")]
    assert sum(b"_x0000_s1025" in one for one in shapes) == 1
    assert sum(b"_x0000_s2049" in one for one in shapes) == 1


def test_our_charts_bear_our_name() -> None:
    package = package_of(ADDED)
    (drawing,) = package.related(sheet_part(ADDED, "Balance âgée"), "drawing")
    assert b'name="xladdin 1"' in package.read(drawing)


def test_the_same_refresh_gives_the_same_bytes() -> None:
    assert refreshed(ADDED) == ADDED


def test_a_refresh_with_other_figures_changes_our_parts_only() -> None:
    again = refreshed(ADDED, customers=CUSTOMERS[:4])
    package = package_of(ADDED)
    ours = {name for name in package.names if name not in package_of(USER).names}
    assert changed_parts(ADDED, again) <= ours | {WORKBOOK}  # the range of the filter is a name
    assert [row[0] for row in cells(again, "Suivi des relances")[1:5]] == list(CUSTOMERS[:4])
    filters = [one for one in names_of(again) if one[0] == "_xlnm._FilterDatabase"]
    assert filters == [("_xlnm._FilterDatabase", "'Suivi des relances'!$A$1:$C$5", 3)]


def test_one_sheet_may_be_refreshed_alone() -> None:
    again = refreshed(ADDED, [SUIVI], customers=CUSTOMERS[:4])
    assert len(cells(again, "Balance âgée")[0]) == 3
    assert changed_parts(ADDED, again) == {sheet_part(ADDED, "Suivi des relances"), WORKBOOK}


def test_ten_refreshes_do_not_grow_the_styles() -> None:
    content = ADDED
    for count in range(10):
        content = refreshed(content, customers=CUSTOMERS[: 3 + count % 5])
    assert package_of(content).read("xl/styles.xml") == package_of(ADDED).read("xl/styles.xml")
    assert len(package_of(content).names) == len(package_of(ADDED).names)


def moved_to_front(root: etree._Element) -> None:
    """What Excel writes when the third tab is dragged to the first place and renamed."""
    sheets = root.find(f"{MAIN}sheets")
    assert sheets is not None
    ours = sheets[2]
    ours.set("name", "Ma balance")
    sheets.insert(0, ours)
    for name in root.iter(f"{MAIN}definedName"):
        scope = name.get("localSheetId")
        if scope is not None:
            name.set("localSheetId", {"0": "1", "1": "2", "2": "0"}.get(scope, scope))
        name.text = (name.text or "").replace("Balance âgée", "Ma balance")


def test_a_sheet_that_was_renamed_and_moved_is_refreshed_where_it_is() -> None:
    moved = edited(ADDED, WORKBOOK, moved_to_front)
    again = refreshed(moved, customers=CUSTOMERS[:4])
    assert [one.title for one in survey_of(again).sheets] == [
        "Ma balance", "Factures", "Notes d'été", "Suivi des relances",
    ]  # fmt: skip
    assert cells(again, "Ma balance")[4][0] == CUSTOMERS[3]
    assert sheet_part(again, "Ma balance") == sheet_part(ADDED, "Balance âgée")
    assert {one for one in names_of(again) if one[0] == "_xlnm.Print_Titles"} == {
        ("_xlnm.Print_Titles", "'Ma balance'!$1:$1", 0),
        ("_xlnm.Print_Titles", "'Suivi des relances'!$1:$1", 3),
    }
    assert refreshed(again, customers=CUSTOMERS[:4]) == again


def test_what_she_tuned_stays() -> None:
    def tune(root: etree._Element) -> None:
        properties = root.find(f"{MAIN}sheetPr")
        if properties is None:
            properties = root.makeelement(f"{MAIN}sheetPr")
            root.insert(0, properties)
        properties.append(root.makeelement(f"{MAIN}tabColor", rgb="FFFF0000"))
        for view in root.iter(f"{MAIN}sheetView"):
            view.set("zoomScale", "80")
        cols = root.find(f"{MAIN}cols")
        assert cols is not None
        cols[0].set("width", "55.5")
        cols[1].set("hidden", "1")
        for page in root.iter(f"{MAIN}pageSetup"):
            page.set("orientation", "portrait")

    part = sheet_part(ADDED, "Balance âgée")
    again = refreshed(edited(ADDED, part, tune), customers=CUSTOMERS[:4])
    sheet: Any = openpyxl.load_workbook(BytesIO(again))["Balance âgée"]
    assert sheet.sheet_properties.tabColor.rgb == "FFFF0000"
    assert sheet.sheet_view.zoomScale == 80
    assert sheet.column_dimensions["A"].width == 55.5
    assert sheet.column_dimensions["B"].hidden
    assert sheet.page_setup.orientation == "portrait"
    assert sheet.freeze_panes == "A2"
    assert refreshed(again, customers=CUSTOMERS[:4]) == again


def test_her_printer_settings_stay() -> None:
    part, settings = sheet_part(ADDED, "Balance âgée"), "xl/printerSettings/printerSettings1.bin"
    draft = Draft(package_of(ADDED))
    draft.put(settings, b"printer")
    kind = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/printerSettings"
    number = draft.relate(part, kind, settings)
    draft.declare_types({}, [("bin", "application/octet-stream")])
    root = draft.xml(part)
    for page in root.iter(f"{MAIN}pageSetup"):
        page.set(f"{{{OFFICE_RELS_NS}}}id", number)
    draft.put_xml(part, root)
    again = package_of(refreshed(draft.archive()))
    assert again.related(part, "printerSettings") == (settings,)
    assert again.read(settings) == b"printer"
    pointers = {one.id: one.kind for one in again.relationships(part)}
    (page,) = again.xml(part).iter(f"{MAIN}pageSetup")
    assert pointers[page.get(f"{{{OFFICE_RELS_NS}}}id", "")] == "printerSettings"


def without_balance(content: bytes) -> bytes:
    """What Excel writes when she deletes our first sheet."""
    part = sheet_part(content, "Balance âgée")
    draft = Draft(package_of(content))
    root = draft.xml(WORKBOOK)
    sheets = root.find(f"{MAIN}sheets")
    names = root.find(f"{MAIN}definedNames")
    assert sheets is not None
    assert names is not None
    sheets.remove(sheets[2])
    for name in list(names):
        if name.get("localSheetId") == "2":
            names.remove(name)
        elif name.get("localSheetId") == "3":
            name.set("localSheetId", "2")
        name.text = (name.text or "").replace("'Balance âgée'!", "#REF!")
    draft.put_xml(WORKBOOK, root)
    draft.unrelate(WORKBOOK, part)
    for private in draft.reachable(part):
        draft.drop(private)
    draft.declare_types({})
    return draft.archive()


def test_a_sheet_that_she_deleted_comes_back_only_when_asked_for() -> None:
    without = without_balance(ADDED)
    assert survey_of(without).deleted == {"balance"}
    assert "Balance âgée" not in [one.title for one in survey_of(refreshed(without)).sheets]
    back = refreshed(without, asked={"balance"})
    assert survey_of(back).ours["balance"].title == "Balance âgée"
    assert sum(one[0] == "_xladdin_balance" for one in names_of(back)) == 1


def test_of_two_marks_the_workbooks_own_wins_and_else_the_lowest_sheet_id() -> None:
    def copied(root: etree._Element) -> None:
        names = root.find(f"{MAIN}definedNames")
        assert names is not None
        copy = names.makeelement(f"{MAIN}definedName", name="_xladdin_balance", localSheetId="0")
        copy.text = "Factures!$1:$1048576"
        names.insert(0, copy)

    def only_local(root: etree._Element) -> None:
        copied(root)
        for name in root.iter(f"{MAIN}definedName"):
            if name.get("name") == "_xladdin_balance" and name.get("localSheetId") is None:
                name.set("localSheetId", "2")

    assert survey_of(edited(ADDED, WORKBOOK, copied)).ours["balance"].title == "Balance âgée"
    assert survey_of(edited(ADDED, WORKBOOK, only_local)).ours["balance"].title == "Factures"


def test_a_sheet_of_hers_is_never_overwritten() -> None:
    def hers(root: etree._Element) -> None:
        sheets = root.find(f"{MAIN}sheets")
        assert sheets is not None
        sheets[1].set("name", "BALANCE ÂGÉE")

    user = edited(USER, WORKBOOK, hers)
    content = refreshed(user)
    assert survey_of(content).ours["balance"].title == "Balance âgée (2)"
    assert changed_parts(user, content) == DECLARED
    found = survey_of(user)
    assert [one.taken for one in placements(found, WANTED)] == [True, False]


def test_a_long_title_is_numbered_within_the_limit() -> None:
    def hers(root: etree._Element) -> None:
        sheets = root.find(f"{MAIN}sheets")
        assert sheets is not None
        sheets[1].set("name", "X" * 31)

    found = survey_of(edited(USER, WORKBOOK, hers))
    (one,) = placements(found, [("a", "X" * 31)])
    assert one.title == "X" * 27 + " (2)"


def test_a_title_that_appeared_meanwhile_is_refused() -> None:
    stale = scratch(placements(survey_of(USER), [BALANCE]))
    sheets = [GraftSheet("balance", "Balance âgée")]

    def hers(root: etree._Element) -> None:
        tabs = root.find(f"{MAIN}sheets")
        assert tabs is not None
        tabs[1].set("name", "Balance âgée")

    with pytest.raises(WriteRefusedError, match="apparue"):
        graft(open_package(edited(USER, WORKBOOK, hers)), stale, sheets)


def test_a_scratch_for_another_workbook_is_a_defect() -> None:
    placed = placements(survey_of(USER), [BALANCE])
    with pytest.raises(ValueError, match="announced"):
        graft(open_package(USER), scratch(placed), [GraftSheet("balance", "Autre")])
    with pytest.raises(ValueError, match="dates"):
        graft(open_package(USER), scratch(placed, date_1904=True), [GraftSheet("balance", "Balance âgée")])


def test_dates_of_a_1904_workbook_are_right() -> None:
    content = refreshed(user_workbook(date_1904=True))
    sheet = openpyxl.load_workbook(BytesIO(content))["Balance âgée"]
    assert f"{sheet['C2'].value:%d/%m/%Y}" == "01/01/2026"


def test_a_new_sheet_may_be_hidden_and_then_its_state_is_hers() -> None:
    placed = placements(survey_of(USER), [BALANCE])
    sheets = [GraftSheet("balance", "Balance âgée", hidden=True)]
    hidden = graft(open_package(USER), scratch(placed), sheets)
    tabs = list(package_of(refreshed(hidden.content, [BALANCE])).xml(WORKBOOK).iter(f"{MAIN}sheet"))
    assert tabs[2].get("state") == "hidden"


def test_a_name_of_the_workbook_is_set_and_hers_is_not_moved() -> None:
    def named(book: Any, sheet: Any) -> None:
        if sheet.name == "Balance âgée":
            book.define_name("Arrete_au", "='Balance âgée'!$B$2")
            book.define_name("Seuil", "='Balance âgée'!$B$3")

    names = names_of(refreshed(USER, draw=named))
    assert ("Arrete_au", "'Balance âgée'!$B$2", None) in names
    assert ("Seuil", "'Notes d''été'!$A$1", None) in names
    assert sum(one[0] == "Seuil" for one in names) == 1


def test_a_table_name_that_she_uses_is_refused() -> None:
    def hers(root: etree._Element) -> None:
        root.set("displayName", "XL_Tranches")

    user = edited(USER, "xl/tables/table1.xml", hers)
    with pytest.raises(WriteRefusedError, match="xl_tranches"):
        refreshed(user)


def test_a_refresh_after_another_program_saved_it_all_again() -> None:
    """Strings moved to the shared table, styles and part names rewritten: still one of each."""
    target = BytesIO()
    openpyxl.load_workbook(BytesIO(refreshed(USER, [SUIVI]))).save(target)
    again = refreshed(target.getvalue(), [SUIVI], customers=CUSTOMERS[:4])
    assert [one.title for one in survey_of(again).sheets] == ["Factures", "Notes d'été", SUIVI[1]]
    assert cells(again, SUIVI[1])[4][0] == CUSTOMERS[3]
    assert refreshed(again, [SUIVI], customers=CUSTOMERS[:4]) == again


def strict(content: bytes) -> bytes:
    draft = Draft(package_of(content))
    old = b"http://schemas.openxmlformats.org/spreadsheetml/2006/main"
    new = b"http://purl.oclc.org/ooxml/spreadsheetml/main"
    draft.put(WORKBOOK, draft.read(WORKBOOK).replace(old, new))
    return draft.archive()


def locked(content: bytes) -> bytes:
    def lock(root: etree._Element) -> None:
        root.insert(1, root.makeelement(f"{MAIN}workbookProtection", lockStructure="1"))

    return edited(content, WORKBOOK, lock)


def related(content: bytes, part: str, kind: str) -> bytes:
    draft = Draft(package_of(content))
    pointers = [*draft.relationships(part), Relationship("rId99", f"http://x/{kind}", "xl/x.xml")]
    draft.put_relationships(part, pointers)
    return draft.archive()


def without_styles(content: bytes) -> bytes:
    draft = Draft(package_of(content))
    draft.unrelate(WORKBOOK, "xl/styles.xml")
    return draft.archive()


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (strict(USER), "strict"),
        (locked(USER), "verrouillée"),
        (related(USER, WORKBOOK, "revisionHeaders"), "partagé"),
        (related(USER, "", "digital-signature/origin"), "signature"),
        (without_styles(USER), "feuille de styles"),
    ],
)
def test_a_workbook_that_would_be_harmed_is_refused(content: bytes, said: str) -> None:
    with pytest.raises(WriteRefusedError, match=said) as refusal:
        refreshed(content)
    assert "« suivi.xlsx »" in refusal.value.message
    assert refusal.value.remedy


def test_a_locked_structure_does_not_hinder_a_refresh() -> None:
    content = locked(ADDED)
    assert refreshed(content) == content
