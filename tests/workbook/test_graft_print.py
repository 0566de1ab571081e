"""The print set-up of a sheet of ours: hers once she touched it, else it grows with the list."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from graft_samples import CUSTOMERS, MAIN, edited, names_of, package_of, refreshed, sheet_part, user_workbook

if TYPE_CHECKING:
    from lxml import etree

WORKBOOK = "xl/workbook.xml"
TITLE = "Balance âgée"
AREA = "_xlnm.Print_Area"


def drawn(rows: int, *, area: bool) -> dict[str, Any]:
    """Arguments of ``refreshed`` for a list of so many rows, long lists on as many pages as they take."""

    def draw(_book: Any, sheet: Any) -> None:
        sheet.fit_to_pages(1, 0 if area else 1)
        if area:
            sheet.print_area(0, 0, rows + 1, 2)

    return {"customers": CUSTOMERS[:rows], "draw": draw}


def areas(content: bytes) -> set[str]:
    """What is printed of our sheets."""
    return {text for name, text, scope in names_of(content) if name == AREA and scope in {2, 3}}


def pages(content: bytes) -> str:
    """On how many pages the balance is printed; 0 for as many as it takes."""
    page = package_of(content).xml(sheet_part(content, TITLE)).find(f"{MAIN}pageSetup")
    assert page is not None
    return page.get("fitToHeight", "1")


def test_the_print_area_grows_with_the_list() -> None:
    once = refreshed(user_workbook(), **drawn(4, area=True))
    assert areas(once) == {"'Balance âgée'!$A$1:$C$6", "'Suivi des relances'!$A$1:$C$6"}
    grown = refreshed(once, **drawn(8, area=True))
    assert areas(grown) == {"'Balance âgée'!$A$1:$C$10", "'Suivi des relances'!$A$1:$C$10"}
    assert refreshed(grown, **drawn(8, area=True)) == grown
    assert refreshed(grown, **drawn(4, area=True)) == once


def test_a_list_too_long_for_one_page_takes_more_and_comes_back() -> None:
    once = refreshed(user_workbook(), **drawn(4, area=False))
    assert (areas(once), pages(once)) == (set(), "1")
    grown = refreshed(once, **drawn(8, area=True))
    assert (len(areas(grown)), pages(grown)) == (2, "0")
    assert refreshed(grown, **drawn(4, area=False)) == once
    assert refreshed(once, **drawn(8, area=True)) == grown


def test_what_she_set_to_be_printed_stays() -> None:
    def hers(root: etree._Element) -> None:
        for name in root.iter(f"{MAIN}definedName"):
            if name.get("name") == AREA and name.get("localSheetId") == "2":
                name.text = "'Balance âgée'!$A$1:$B$3"

    once = edited(refreshed(user_workbook(), **drawn(4, area=True)), WORKBOOK, hers)
    twice = refreshed(refreshed(once, **drawn(8, area=True)), **drawn(6, area=True))
    assert areas(twice) == {"'Balance âgée'!$A$1:$B$3", "'Suivi des relances'!$A$1:$C$8"}


def test_everything_is_printed_after_she_took_the_print_area_away() -> None:
    def without(root: etree._Element) -> None:
        for name in list(root.iter(f"{MAIN}definedName")):
            parent = name.getparent()
            if name.get("name") == AREA and name.get("localSheetId") == "2" and parent is not None:
                parent.remove(name)

    once = edited(refreshed(user_workbook(), **drawn(4, area=True)), WORKBOOK, without)
    twice = refreshed(refreshed(once, **drawn(8, area=True)), **drawn(6, area=True))
    assert areas(twice) == {"'Suivi des relances'!$A$1:$C$8"}


def test_a_number_of_pages_that_she_chose_stays() -> None:
    once = refreshed(user_workbook(), **drawn(4, area=False))

    def on_three(root: etree._Element) -> None:
        page = root.find(f"{MAIN}pageSetup")
        assert page is not None
        page.set("fitToHeight", "3")

    hers = edited(once, sheet_part(once, TITLE), on_three)
    assert pages(refreshed(refreshed(hers, **drawn(8, area=True)), **drawn(6, area=True))) == "3"


def test_names_that_another_program_showed_are_hidden_again() -> None:
    def shown(root: etree._Element) -> None:
        for name in root.iter(f"{MAIN}definedName"):
            name.set("hidden", "0")

    def visible(content: bytes) -> set[str]:
        names = package_of(content).xml(WORKBOOK).iter(f"{MAIN}definedName")
        return {one.get("name", "") for one in names if one.get("hidden") in {None, "0"}}

    once = refreshed(user_workbook())
    assert visible(refreshed(edited(once, WORKBOOK, shown))) == visible(once)
