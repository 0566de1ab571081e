"""Our sheets taken out again: the rest is as before."""

from __future__ import annotations

from io import BytesIO
from typing import TYPE_CHECKING

import openpyxl
import pytest
from graft_samples import (
    MAIN,
    WANTED,
    changed_parts,
    edited,
    names_of,
    package_of,
    refreshed,
    sheet_part,
    survey_of,
    user_workbook,
)
from lxml import etree

from xladdin.errors import WriteRefusedError
from xladdin.opc.package import open_package
from xladdin.workbook.graft_remove import remove

if TYPE_CHECKING:
    from collections.abc import Callable

WORKBOOK = "xl/workbook.xml"
USER = user_workbook()
ADDED = refreshed(USER)


def test_add_and_remove_leave_the_workbook_as_it_was() -> None:
    after = remove(open_package(ADDED))
    assert package_of(after).names == package_of(USER).names
    assert changed_parts(USER, after) <= {"xl/styles.xml", "[Content_Types].xml", WORKBOOK, RELS}
    for part in (WORKBOOK, RELS):
        assert canonical(after, part) == canonical(USER, part)
    assert len(formats(after)) >= len(formats(USER))
    assert formats(after)[: len(formats(USER))] == formats(USER)
    assert openpyxl.load_workbook(BytesIO(after)).sheetnames == ["Factures", "Notes d'été"]


RELS = "xl/_rels/workbook.xml.rels"


def canonical(content: bytes, part: str) -> bytes:
    return etree.tostring(package_of(content).xml(part), method="c14n")


def formats(content: bytes) -> list[bytes]:
    (group,) = package_of(content).xml("xl/styles.xml").iter(f"{MAIN}cellXfs")
    return [etree.tostring(one, method="c14n") for one in group]


def test_no_name_of_a_customer_stays_behind() -> None:
    after = package_of(remove(open_package(ADDED)))
    assert not any(b"Nord" in after.read(name) for name in after.names)


def test_without_our_sheets_nothing_changes() -> None:
    assert remove(open_package(USER)) == USER


def test_one_sheet_of_several_is_removed() -> None:
    after = remove(open_package(ADDED), {"suivi"})
    assert set(survey_of(after).ours) == {"balance"}
    back = refreshed(after, WANTED)
    assert survey_of(back).ours["suivi"].title == "Suivi des relances"


def moved(root: etree._Element) -> None:
    """Our first sheet dragged to the front, hers shown."""
    sheets = root.find(f"{MAIN}sheets")
    assert sheets is not None
    sheets.insert(0, sheets[2])
    for name in root.iter(f"{MAIN}definedName"):
        scope = name.get("localSheetId")
        if scope is not None:
            name.set("localSheetId", {"0": "1", "1": "2", "2": "0"}.get(scope, scope))
    for view in root.iter(f"{MAIN}workbookView"):
        view.set("activeTab", "2")
        view.set("firstSheet", "1")


def test_removing_a_moved_sheet_shifts_what_counts_positions() -> None:
    after = remove(open_package(edited(ADDED, WORKBOOK, moved)))
    assert [one for one in names_of(after) if one[2] is not None] == [
        one for one in names_of(USER) if one[2] is not None
    ]
    (view,) = package_of(after).xml(WORKBOOK).iter(f"{MAIN}workbookView")
    assert (view.get("activeTab"), view.get("firstSheet")) == ("1", "0")


def test_the_last_visible_sheet_cannot_go() -> None:
    def hide_hers(root: etree._Element) -> None:
        sheets = root.find(f"{MAIN}sheets")
        assert sheets is not None
        for place in (0, 1):
            sheets[place].set("state", "hidden")

    with pytest.raises(WriteRefusedError, match="plus de feuille visible"):
        remove(open_package(edited(ADDED, WORKBOOK, hide_hers)))


def with_formula(formula: str) -> Callable[[etree._Element], None]:
    def write(root: etree._Element) -> None:
        for one in root.iter(f"{MAIN}f"):
            one.text = formula

    return write


@pytest.mark.parametrize(
    "formula", ["'Balance âgée'!B2*2", "SUM('BALANCE ÂGÉE'!B2:B5)", "SUM(xl_tranches[Total])"]
)
def test_a_sheet_that_her_formulas_use_stays(formula: str) -> None:
    part = sheet_part(ADDED, "Notes d'été")
    content = edited(ADDED, part, with_formula(formula))
    with pytest.raises(WriteRefusedError, match="Notes d'été"):
        remove(open_package(content))
    assert set(survey_of(remove(open_package(content), {"suivi"})).ours) == {"balance"}


@pytest.mark.parametrize("formula", ["Factures!B2", "'Ma Balance âgée'!B2"])
def test_formulas_that_only_look_like_it_do_not_hinder(formula: str) -> None:
    content = edited(ADDED, sheet_part(ADDED, "Notes d'été"), with_formula(formula))
    assert not survey_of(remove(open_package(content))).ours


def test_a_locked_structure_is_refused() -> None:
    def lock(root: etree._Element) -> None:
        root.insert(1, root.makeelement(f"{MAIN}workbookProtection", lockStructure="1"))

    with pytest.raises(WriteRefusedError, match="verrouillée"):
        remove(open_package(edited(ADDED, WORKBOOK, lock)))


def test_putting_in_and_taking_out_ten_times_leaves_what_once_leaves() -> None:
    """Formats that nothing uses any more stay, for Excel to drop; they are found again, never added."""
    there, left = [], []
    content = USER
    for _ in range(10):
        there.append(refreshed(content))
        content = remove(package_of(there[-1]))
        left.append(content)
    assert set(left) == {left[0]}
    assert set(there[1:]) == {there[1]}
    assert package_of(there[1]).names == package_of(there[0]).names
