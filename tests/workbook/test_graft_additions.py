"""What she added to our sheets survives a refresh, or the old sheet stays beside the new one."""

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
    edited,
    grafted,
    names_of,
    package_of,
    refreshed,
    sheet_part,
    survey_of,
    user_workbook,
)
from lxml import etree
from openpyxl.chart import BarChart, Reference

from xladdin.opc.draft import Draft
from xladdin.workbook.graft_formulas import CannotFollowError, expanded, following_row
from xladdin.workbook.graft_survey import OFFICE_RELS_NS
from xladdin.workbook.row_following import VANISHED

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

USER = user_workbook()
ADDED = refreshed(USER, [SUIVI])
TITLE = SUIVI[1]
LINK = f"{OFFICE_RELS_NS}/hyperlink"
A, B, C, D = CUSTOMERS[:4]


def cell(place: str, inner: str, kind: str = "", style: int = 0) -> etree._Element:
    attributes = f' t="{kind}"' if kind else ""
    attributes += f' s="{style}"' if style else ""
    return etree.fromstring(f'<c xmlns="{MAIN[1:-1]}" r="{place}"{attributes}>{inner}</c>')


def text(place: str, content: str) -> etree._Element:
    return cell(place, f"<is><t>{content}</t></is>", "inlineStr")


def with_cells(content: bytes, cells: Sequence[etree._Element], title: str = TITLE) -> bytes:
    """What she typed on our sheet, her cells put in the rows that are there."""

    def edit(root: etree._Element) -> None:
        rows = {one.get("r"): one for one in root.iter(f"{MAIN}row")}
        data = root.find(f"{MAIN}sheetData")
        assert data is not None
        for one in cells:
            number = one.get("r", "").lstrip("ABCDEFGHIJKLMNOPQRSTUVWXYZ")
            if number not in rows:
                rows[number] = etree.SubElement(data, f"{MAIN}row", r=number)
            rows[number].append(one)

    return edited(content, sheet_part(content, title), edit)


def sheet(content: bytes, title: str = TITLE) -> Any:
    return openpyxl.load_workbook(BytesIO(content))[title]


def column(content: bytes, letter: str) -> Mapping[str, object]:
    """Key of each row -> what stands in a column."""
    there = sheet(content)
    return {row[0].value: there[f"{letter}{row[0].row}"].value for row in there.iter_rows(max_col=1)}


def without_recalculation(root: etree._Element) -> None:
    """As Excel saves it."""
    for one in root.iter(f"{MAIN}calcPr"):
        one.attrib.pop("fullCalcOnLoad", "")


def drop_formulas(root: etree._Element) -> None:
    for formula in list(root.iter(f"{MAIN}f")):
        holder = formula.getparent()
        if holder is not None:
            holder.remove(formula)


COMMENTED = with_cells(
    ADDED,
    [
        text("D1", "Remarque"), text("D2", "appelée lundi"), text("D4", "promesse"),
        cell("E2", "<f>B2*2+$B$2</f><v>31.5</v>"), cell("E4", "<f>B4*2+$B$2</f><v>73.5</v>"),
        text("E12", "au total"),
    ],
)  # fmt: skip


def test_her_columns_follow_their_row_by_key() -> None:
    again = refreshed(COMMENTED, [SUIVI], customers=[C, D, A])
    remarks = column(again, "D")
    assert remarks["Client"] == "Remarque"
    assert (remarks[A], remarks[C], remarks[D]) == ("appelée lundi", "promesse", None)


def test_her_formulas_speak_of_the_row_where_they_are() -> None:
    formulas = column(refreshed(COMMENTED, [SUIVI], customers=[C, D, A]), "E")
    assert formulas[C] == "=B2*2+$B$2"
    assert formulas[A] == "=B4*2+$B$2"


def test_excel_is_asked_to_compute_only_when_her_formulas_moved() -> None:
    def asked(content: bytes) -> list[str | None]:
        properties = package_of(content).xml("xl/workbook.xml").iter(f"{MAIN}calcPr")
        return [one.get("fullCalcOnLoad") for one in properties]

    quiet = edited(COMMENTED, "xl/workbook.xml", without_recalculation)
    assert asked(refreshed(quiet, [SUIVI])) == ["1"]
    without = edited(quiet, sheet_part(quiet, TITLE), drop_formulas)
    assert asked(refreshed(without, [SUIVI])) == [None]


def test_what_stands_beside_the_totals_stays_beside_the_totals() -> None:
    again = sheet(refreshed(COMMENTED, [SUIVI], customers=[A, B, C]))
    assert again["B5"].value == "=SUM(B2:B4)"
    assert again["E5"].value == "au total"


def test_the_same_refresh_gives_the_same_bytes() -> None:
    again = refreshed(COMMENTED, [SUIVI], customers=[C, D, A])
    assert refreshed(again, [SUIVI], customers=[C, D, A]) == again


def test_notes_of_rows_that_vanished_are_kept_under_the_list_and_only_once() -> None:
    once = refreshed(COMMENTED, [SUIVI], customers=[C, D])
    there = sheet(once)
    assert (there["A6"].value, there["A7"].value) == (VANISHED, A)
    assert (there["D7"].value, there["E7"].value) == ("appelée lundi", 31.5)
    assert refreshed(once, [SUIVI], customers=[C, D]) == once
    twice = refreshed(once, [SUIVI], customers=[D, B])
    there = sheet(twice)
    assert [there[f"A{row}"].value for row in (6, 7, 8)] == [VANISHED, A, C]
    assert there["D8"].value == "promesse"


def test_what_she_wrote_under_the_list_moves_with_its_end() -> None:
    content = with_cells(ADDED, [text("A15", "Vu le 3"), text("B15", "par Zoé")])
    again = sheet(refreshed(content, [SUIVI], customers=[A, B]))
    assert (again["A7"].value, again["B7"].value) == ("Vu le 3", "par Zoé")


def test_two_rows_with_the_same_key_keep_their_order() -> None:
    twins = refreshed(USER, [SUIVI], customers=[A, A, B])
    content = with_cells(twins, [text("D2", "premier"), text("D3", "second")])
    again = sheet(refreshed(content, [SUIVI], customers=[B, A, A]))
    assert [again[f"D{row}"].value for row in (2, 3, 4)] == [None, "premier", "second"]


def test_a_formula_filled_down_is_followed_cell_by_cell() -> None:
    content = with_cells(
        ADDED,
        [
            cell("D2", '<f t="shared" ref="D2:D4" si="0">B2*1.2</f><v>1</v>'),
            cell("D3", '<f t="shared" si="0"/><v>2</v>'),
            cell("D4", '<f t="shared" si="0"/><v>3</v>'),
        ],
    )
    formulas = column(refreshed(content, [SUIVI], customers=[C, A, B]), "D")
    assert (formulas[C], formulas[A], formulas[B]) == ("=B2*1.2", "=B3*1.2", "=B4*1.2")


def test_texts_that_excel_moved_to_its_table_are_keys_all_the_same() -> None:
    target = BytesIO()
    openpyxl.load_workbook(BytesIO(COMMENTED)).save(target)
    remarks = column(refreshed(target.getvalue(), [SUIVI], customers=[C, A]), "D")
    assert (remarks[C], remarks[A]) == ("promesse", "appelée lundi")


def test_formats_widths_and_rules_of_her_columns_come_along() -> None:
    def tune(root: etree._Element) -> None:
        cols = root.find(f"{MAIN}cols")
        assert cols is not None
        etree.SubElement(cols, f"{MAIN}col", min="4", max="4", width="44", customWidth="1")
        anchor = root.find(f"{MAIN}autoFilter")
        assert anchor is not None
        rules = root.makeelement(f"{MAIN}dataValidations", count="1")
        rule = etree.SubElement(rules, f"{MAIN}dataValidation", type="list", sqref="D2:D11")
        etree.SubElement(rule, f"{MAIN}formula1").text = '"a,b"'
        anchor.addnext(rules)

    content = edited(COMMENTED, sheet_part(COMMENTED, TITLE), tune)
    again = sheet(refreshed(content, [SUIVI], customers=[A, B, C]))
    assert again.column_dimensions["D"].width == 44
    assert [str(one.sqref) for one in again.data_validations.dataValidation] == ["D2:D4"]
    assert refreshed(refreshed(content, [SUIVI]), [SUIVI]) == refreshed(content, [SUIVI])


def test_rows_that_she_inserted_above_do_not_confuse_the_block() -> None:
    """Excel moves the hidden name of the block with the cells."""

    def named(root: etree._Element) -> None:
        for name in root.iter(f"{MAIN}definedName"):
            if name.get("name") == "_bloc_xladdin":
                name.text = f"'{TITLE}'!$A$3:$C$14"

    def lower(root: etree._Element) -> None:
        for row in root.iter(f"{MAIN}row"):
            number = int(row.get("r", "0")) + 2
            row.set("r", str(number))
            for one in row:
                one.set("r", one.get("r", "").rstrip("0123456789") + str(number))

    content = edited(edited(COMMENTED, sheet_part(COMMENTED, TITLE), lower), "xl/workbook.xml", named)
    remarks = column(refreshed(content, [SUIVI], customers=[C, A]), "D")
    assert (remarks[C], remarks[A]) == ("promesse", "appelée lundi")


@pytest.mark.parametrize(
    ("inner", "why"),
    [
        ('<f t="array" ref="D2:D4">B2:B4*2</f><v>1</v>', "an array over several cells"),
        ('<f t="dataTable" ref="D2:D4" r1="A1"/><v>1</v>', "a data table"),
    ],
)
def test_a_formula_over_several_cells_sets_the_old_sheet_aside(inner: str, why: str) -> None:
    outcome = grafted(with_cells(ADDED, [cell("D2", inner)]), [SUIVI])
    assert outcome.set_aside == ((TITLE, f"{TITLE} (ancienne)", "une formule ou une colonne"),), why
    found = survey_of(outcome.content)
    assert [one.title for one in found.sheets][2:] == [f"{TITLE} (ancienne)", TITLE]
    assert found.ours["suivi"].title == TITLE
    assert b"<f " in package_of(outcome.content).read(sheet_part(outcome.content, f"{TITLE} (ancienne)"))


def with_picture(content: bytes) -> bytes:
    """A picture of hers in the drawing that holds our chart."""
    package = package_of(content)
    (drawing,) = package.related(sheet_part(content, BALANCE[1]), "drawing")
    draft = Draft(package)
    picture = b'<xdr:pic><xdr:nvPicPr><xdr:cNvPr id="9" name="Image 1"/></xdr:nvPicPr></xdr:pic>'
    shape = b"<xdr:absoluteAnchor>" + picture + b"</xdr:absoluteAnchor>"
    draft.put(drawing, draft.read(drawing).replace(b"</xdr:wsDr>", shape + b"</xdr:wsDr>"))
    return draft.archive()


def test_a_picture_of_hers_keeps_the_old_sheet_whole_beside_the_new_one() -> None:
    content = with_picture(refreshed(USER))
    outcome = grafted(content, customers=[B, A])
    assert outcome.set_aside == (
        ("Balance âgée", "Balance âgée (ancienne)", "un graphique, une image ou une forme"),
    )
    found = survey_of(outcome.content)
    assert [one.title for one in found.sheets] == [
        "Factures", "Notes d'été", "Balance âgée (ancienne)", "Suivi des relances", "Balance âgée",
    ]  # fmt: skip
    package = package_of(outcome.content)
    (drawing,) = package.related(found.sheets[2].part, "drawing")
    assert b"Image 1" in package.read(drawing)
    assert found.tables["xl_tranches"] == found.ours["balance"].part
    assert sheet(outcome.content, "Balance âgée")["A2"].value == B
    assert ("_xlnm.Print_Titles", "'Balance âgée (ancienne)'!$1:$1", 2) in names_of(outcome.content)
    again = grafted(outcome.content, customers=[B, A])
    assert again.set_aside == ()
    assert again.content == outcome.content


def resaved(content: bytes, edit: Callable[[Any], object] = lambda _: None) -> bytes:
    """As a program leaves it that gives charts names of its own."""
    book, target = openpyxl.load_workbook(BytesIO(content)), BytesIO()
    edit(book)
    book.save(target)
    return target.getvalue()


def one_more_chart(book: Any) -> None:
    sheet, chart = book["Balance âgée"], BarChart()
    chart.add_data(Reference(sheet, min_col=2, min_row=2, max_row=3))
    sheet.add_chart(chart, "K2")


def test_our_chart_is_known_by_what_it_plots() -> None:
    outcome = grafted(resaved(refreshed(USER)), customers=[B, A])
    assert outcome.set_aside == ()
    assert len(sheet(outcome.content, "Balance âgée")._charts) == 1


def test_a_chart_of_hers_beside_ours_is_kept_after_such_a_program_too() -> None:
    outcome = grafted(resaved(refreshed(USER), one_more_chart), customers=[B, A])
    assert [old for _, old, _ in outcome.set_aside] == ["Balance âgée (ancienne)"]
    assert len(sheet(outcome.content, "Balance âgée (ancienne)")._charts) == 2


def test_a_second_old_sheet_takes_a_number() -> None:
    once = refreshed(with_picture(refreshed(USER)))
    twice = grafted(with_picture(once))
    assert twice.set_aside[0][1] == "Balance âgée (ancienne) (2)"


@pytest.mark.parametrize(
    ("formula", "moved"),
    [
        ("B5*2", "B9*2"),
        ("$B5-C$5", "$B9-C$5"),
        ("B5+B6+B4", "B9+B6+B4"),
        ("SUM(B5:D5)", "SUM(B9:D9)"),
        ("Factures!B5+'Feuille B5'!C5", "Factures!B5+'Feuille B5'!C5"),
        ('IF(B5="B5","A5",LOG10(B5))', 'IF(B9="B5","A5",LOG10(B9))'),
        ("Factures[[#This Row],[B5]]+E5", "Factures[[#This Row],[B5]]+F9"),
        ("A1B5", "A1B5"),
    ],
)
def test_references_to_the_own_row_follow_it(formula: str, moved: str) -> None:
    assert following_row(formula, 5, 9, {1: 1, 2: 2, 3: 3, 4: 4, 5: 6}.get) == moved


def test_a_reference_to_a_column_that_is_no_more_cannot_follow() -> None:
    with pytest.raises(CannotFollowError):
        following_row("C5*2", 5, 9, {2: 2}.get)


def test_a_shared_formula_is_read_from_its_first_cell() -> None:
    assert expanded("B2*$C$1", (2, 4), (7, 4)) == "B7*$C$1"


def linked(content: bytes, links: Mapping[str, str], title: str = TITLE) -> bytes:
    """What she linked on our sheet: cells -> an address, or ``#`` and a place in the workbook."""
    part = sheet_part(content, title)
    draft = Draft(package_of(content))
    root = draft.xml(part)
    group = root.makeelement(f"{MAIN}hyperlinks")
    margins = root.find(f"{MAIN}pageMargins")
    assert margins is not None
    margins.addprevious(group)
    for place, target in links.items():
        one = etree.SubElement(group, f"{MAIN}hyperlink", ref=place, tooltip="Dossier")
        if target.startswith("#"):
            one.set("location", target[1:])
        else:
            one.set(f"{{{OFFICE_RELS_NS}}}id", draft.relate(part, LINK, target, external=True))
    draft.put_xml(part, root)
    return draft.archive()


def links_of(content: bytes, title: str = TITLE) -> dict[str, str]:
    """Cells -> where their link goes."""
    there = sheet(content, title)
    found = (cell.hyperlink for row in there.iter_rows() for cell in row if cell.hyperlink)
    return {one.ref: one.target or f"#{one.location}" for one in found}


def test_her_links_follow_their_row() -> None:
    hers = linked(
        COMMENTED,
        {"D2": "https://dupont.example/?a=1&b=2", "D3:E4": "#'Factures'!A1", "A3": "mailto:a@b.example"},
    )
    outcome = grafted(hers, [SUIVI], customers=[C, B, A])
    assert outcome.set_aside == ()
    again = outcome.content
    assert links_of(again) == {
        "D4": "https://dupont.example/?a=1&b=2",
        "D3": "#'Factures'!A1", "E3": "#'Factures'!A1", "D2": "#'Factures'!A1", "E2": "#'Factures'!A1",
        "A3": "mailto:a@b.example",
    }  # fmt: skip
    assert refreshed(again, [SUIVI], customers=[C, B, A]) == again


def test_a_link_beside_a_row_that_vanished_goes_with_its_note() -> None:
    again = refreshed(linked(COMMENTED, {"D2": "https://a.example", "A2": "https://gone.example"}), [SUIVI],
                      customers=[C, D])  # fmt: skip
    noted = next(cell for row in sheet(again).iter_rows() for cell in row if cell.value == "appelée lundi")
    assert links_of(again) == {noted.coordinate: "https://a.example"}


def test_a_link_over_whole_columns_keeps_the_old_sheet() -> None:
    outcome = grafted(linked(COMMENTED, {"E1:E1048576": "https://a.example"}), [SUIVI])
    assert [(old, what) for _, old, what in outcome.set_aside] == [
        (f"{TITLE} (ancienne)", "un lien hypertexte")
    ]


def with_heights(content: bytes, heights: Mapping[int, float | None], title: str = TITLE) -> bytes:
    """Rows that she made higher or lower; None for one that Excel fitted."""

    def edit(root: etree._Element) -> None:
        for row in root.iter(f"{MAIN}row"):
            number = int(row.get("r", "0"))
            if number in heights:
                height = heights[number]
                row.attrib.update(
                    {"ht": "42"} if height is None else {"ht": str(height), "customHeight": "1"}
                )

    return edited(content, sheet_part(content, title), edit)


def heights_of(content: bytes, title: str = TITLE) -> dict[int, float]:
    dimensions = sheet(content, title).row_dimensions
    return {row: one.height for row, one in dimensions.items() if one.customHeight and one.height}


def test_row_heights_follow_their_row() -> None:
    hers = with_heights(ADDED, {1: 30, 2: 45.5, 4: 12, 5: None})
    again = refreshed(hers, [SUIVI], customers=[C, D, A])
    assert heights_of(again) == {1: 30, 2: 12, 4: 45.5}
    assert refreshed(again, [SUIVI], customers=[C, D, A]) == again
    back = refreshed(again, [SUIVI])
    assert heights_of(back) == {1: 30, 2: 45.5, 4: 12}


def test_her_links_lead_where_they_led_though_the_old_sheet_stays() -> None:
    """A picture keeps the old sheet; what can follow is on the new one all the same."""
    hers = linked(COMMENTED, {"D2": "https://dupont.example"})
    part = sheet_part(hers, TITLE)
    draft = Draft(package_of(hers))
    draft.put("xl/drawings/drawing9.xml", b'<d xmlns="urn:x"><cNvPr name="Image 1"/></d>')
    number = draft.relate(part, f"{OFFICE_RELS_NS}/drawing", "xl/drawings/drawing9.xml")
    root = draft.xml(part)
    etree.SubElement(root, f"{MAIN}drawing").set(f"{{{OFFICE_RELS_NS}}}id", number)
    draft.put_xml(part, root)
    draft.declare_types(
        {"xl/drawings/drawing9.xml": "application/vnd.openxmlformats-officedocument.drawing+xml"}
    )
    outcome = grafted(draft.archive(), [SUIVI], customers=[C, A])
    assert len(outcome.set_aside) == 1
    new, old = (package_of(outcome.content).relationships(sheet_part(outcome.content, title))
                for title in (TITLE, f"{TITLE} (ancienne)"))  # fmt: skip
    for pointers in (new, old):
        assert "https://dupont.example" in {one.target for one in pointers if one.kind == "hyperlink"}
    link = package_of(outcome.content).xml(sheet_part(outcome.content, TITLE)).find(f".//{MAIN}hyperlink")
    assert link is not None
    target = {one.id: one.target for one in new}[link.get(f"{{{OFFICE_RELS_NS}}}id", "")]
    assert (link.get("ref"), target) == ("D3", "https://dupont.example")
