"""Formulas that need the add-in become the values that Excel computed, and the link goes."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING

import pytest
from freeze_samples import A_BOOK, CHAIN, ELSEWHERE, IN_XLSTART, NOTES, with_cells
from graft_samples import MAIN, package_of
from openxml_audit import OpenXmlValidator
from python_calamine import CalamineWorkbook

from xladdin.errors import WriteRefusedError
from xladdin.model.function_calls import calls_our_function
from xladdin.opc.draft import Draft
from xladdin.workbook.freeze import FrozenPackage, freeze_package

if TYPE_CHECKING:
    from pathlib import Path

    from lxml import etree

BALANCE = (
    '<row r="1"><c r="A1" t="str" cm="1"><f t="array" ref="A1:B2">[1]!AGEING(Factures[#All])</f>'
    "<v>Client</v></c>"
    '<c r="B1" t="str"><v>Total</v></c></row>'
    '<row r="2"><c r="A2" t="s"><v>0</v></c><c r="B2"><v>1500.5</v></c></row>'
    '<row r="3"><c r="A3"><f>SUM(B2,1)</f><v>1501.5</v></c>'
    '<c r="B3" t="str"><f>IF(1=1,[1]!RELANCES("F1"),"")</f><v>Aucune  relance</v></c>'
    '<c r="C3" t="str"><f>[1]!DSO()</f><v></v></c></row>'
)
CHAINED = '<c r="A1" i="2" a="1"/><c r="B3"/><c r="C3"/><c r="A3"/>'


def frozen(content: bytes) -> FrozenPackage:
    return freeze_package(package_of(content), lambda formula, _: calls_our_function(formula))


def cell(content: bytes, address: str) -> etree._Element:
    (found,) = (one for one in package_of(content).xml(NOTES).iter(f"{MAIN}c") if one.get("r") == address)
    return found


def attributes(element: etree._Element) -> dict[str, str]:
    return {str(name): str(value) for name, value in element.attrib.items()}


def formulas(content: bytes, part: str = NOTES) -> list[str]:
    return [one.text or "" for one in package_of(content).xml(part).iter(f"{MAIN}f")]


def names_of(content: bytes) -> set[str]:
    return set(package_of(content).names)


def test_values_stay_as_they_were_shown() -> None:
    before = with_cells(BALANCE, IN_XLSTART, chain=CHAINED)
    done = frozen(before)
    assert done.cells == {"Notes d'été": ["A1", "B3", "C3"]}
    assert done.left == ()
    assert formulas(done.content) == ["SUM(B2,1)"]
    values = [
        CalamineWorkbook.from_filelike(io.BytesIO(content)).get_sheet_by_name("Notes d'été").to_python()
        for content in (before, done.content)
    ]
    assert [row[:2] for row in values[0]] == values[1]  # an empty text in C3 is an empty cell now
    assert values[1][2][1] == "Aucune  relance"


def test_a_cell_is_a_plain_constant_afterwards() -> None:
    content = frozen(with_cells(BALANCE, IN_XLSTART)).content
    first = cell(content, "A1")
    assert attributes(first) == {"r": "A1", "t": "inlineStr"}
    assert [child.tag for child in first] == [f"{MAIN}is"]
    assert attributes(cell(content, "C3")) == {"r": "C3"}
    assert len(cell(content, "C3")) == 0


def test_what_is_shared_is_sound_for_excel(tmp_path: Path) -> None:
    path = tmp_path / "partage.xlsx"
    path.write_bytes(frozen(with_cells(BALANCE, A_BOOK, IN_XLSTART, chain=CHAINED)).content)
    assert [str(error) for error in OpenXmlValidator().validate(str(path)).errors] == []


def test_the_chain_forgets_those_cells_only() -> None:
    chain = package_of(frozen(with_cells(BALANCE, IN_XLSTART, chain=CHAINED)).content).xml(CHAIN)
    assert [attributes(one) for one in chain] == [{"r": "A3", "i": "2"}]


@pytest.mark.parametrize("link", [IN_XLSTART, ELSEWHERE])
def test_the_link_goes_with_all_that_names_it(link: tuple[str, str]) -> None:
    content = frozen(with_cells(BALANCE, link)).content
    assert not [name for name in names_of(content) if "externalLink" in name]
    assert b"externalReference" not in package_of(content).read("xl/workbook.xml")
    assert b"externalLink" not in package_of(content).read("xl/_rels/workbook.xml.rels")
    assert b"externalLink" not in package_of(content).read("[Content_Types].xml")


def test_links_to_other_files_stay_and_are_renumbered() -> None:
    mine = (
        '<row r="1"><c r="A1"><f>[1]!DSO()</f><v>45</v></c>'
        '<c r="B1"><f>SUM([2]Feuil1!A1:\'[2]Ma feuille\'!B2,Factures[2])+"[2]x"</f><v>1</v></c></row>'
    )
    content = frozen(with_cells(mine, IN_XLSTART, A_BOOK)).content
    assert formulas(content) == ["SUM([1]Feuil1!A1:'[1]Ma feuille'!B2,Factures[2])+\"[2]x\""]
    assert [name for name in names_of(content) if name.startswith("xl/externalLinks/e")] == [
        "xl/externalLinks/externalLink2.xml"
    ]
    before_it = mine.replace("[2]", "[3]").replace("[1]", "[2]").replace("[3]", "[1]")
    content = frozen(with_cells(before_it, A_BOOK, IN_XLSTART)).content
    assert formulas(content) == ["SUM([1]Feuil1!A1:'[1]Ma feuille'!B2,Factures[1])+\"[1]x\""]


def test_another_function_of_the_addins_file_is_frozen_too() -> None:
    content = frozen(
        with_cells('<row r="1"><c r="A1"><f>[1]!Concorde(1,1)</f><v>1</v></c></row>', IN_XLSTART)
    ).content
    assert formulas(content) == []


def test_a_formula_shared_by_several_cells() -> None:
    rows = "".join(
        f'<row r="{row}"><c r="A{row}"><f t="shared" si="{si}" {ref}>{text}</f><v>{row}</v></c></row>'
        for row, si, ref, text in [
            (1, 0, 'ref="A1:A2"', "[1]!JOURS_RETARD(B1)"), (2, 0, "", ""),
            (3, 1, 'ref="A3:A4"', "B3*2"), (4, 1, "", ""),
        ]
    )  # fmt: skip
    done = frozen(with_cells(rows, IN_XLSTART))
    assert done.cells == {"Notes d'été": ["A1", "A2"]}
    assert formulas(done.content) == ["B3*2", ""]


def test_without_a_value_nothing_is_frozen() -> None:
    with pytest.raises(WriteRefusedError, match="« Notes d'été », A1 : la formule n’a pas encore de valeur"):
        frozen(with_cells('<row r="1"><c r="A1"><f>AGEING()</f></c></row>'))
    with pytest.raises(WriteRefusedError, match="A1 montre #NOM"):
        frozen(with_cells('<row r="1"><c r="A1" t="e"><f>AGEING()</f><v>#NAME?</v></c></row>'))


def test_sheets_that_do_not_call_us_keep_their_bytes() -> None:
    before = with_cells('<row r="1"><c r="A1"><f>SUM(B1)</f><v>1</v></c></row>')
    assert frozen(before).content == before
    called = with_cells(BALANCE, IN_XLSTART)
    kept = names_of(called) - {NOTES}
    after = package_of(frozen(called).content)
    changed = {name for name in kept if name in after and package_of(called).read(name) != after.read(name)}
    assert changed == {"xl/workbook.xml", "xl/_rels/workbook.xml.rels", "[Content_Types].xml"}


def test_the_formula_of_a_tables_column_does_not_come_back() -> None:
    draft_of = with_cells('<row r="1"><c r="A1"><f>[1]!DSO()</f><v>45</v></c></row>', IN_XLSTART)
    content = with_table_formulas(draft_of)
    after = package_of(frozen(content).content).read("xl/tables/table1.xml")
    assert b"NIVEAU_RELANCE" not in after
    assert b"DSO" not in after
    assert b"totalsRowFunction" not in after
    assert b"Factures[Montant]*2" in after


def with_table_formulas(content: bytes) -> bytes:
    draft = Draft(package_of(content))
    root = draft.xml("xl/tables/table1.xml")
    first, second, _ = root.iter(f"{MAIN}tableColumn")
    for column, tag, text in (
        (first, "calculatedColumnFormula", "[1]!NIVEAU_RELANCE(Factures[[#This Row],[N°]])"),
        (first, "totalsRowFormula", "[1]!DSO()"),
        (second, "calculatedColumnFormula", "Factures[Montant]*2"),
    ):
        element = column.makeelement(f"{MAIN}{tag}")
        element.text = text
        column.append(element)
    first.set("totalsRowFunction", "custom")
    draft.put_xml("xl/tables/table1.xml", root)
    return draft.archive()


def test_what_has_no_value_is_named_and_keeps_the_link() -> None:
    rule = (
        '<conditionalFormatting sqref="A1"><cfRule type="expression" priority="1">'
        "<formula>[1]!DSO()&gt;40</formula></cfRule></conditionalFormatting>"
    )
    done = frozen(with_cells(BALANCE, IN_XLSTART, extra=rule))
    assert done.left == ("une mise en forme ou une validation de « Notes d'été »",)
    assert "xl/externalLinks/externalLink1.xml" in names_of(done.content)


def test_names_that_call_us_are_named() -> None:
    draft = Draft(package_of(with_cells(BALANCE, IN_XLSTART)))
    root = draft.xml("xl/workbook.xml")
    name = next(root.iter(f"{MAIN}definedName"))
    name.text = "[1]!DSO()"
    draft.put_xml("xl/workbook.xml", root)
    done = frozen(draft.archive())
    assert done.left == (f"le nom « {name.get('name')} »",)
