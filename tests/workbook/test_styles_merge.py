"""Cell formats brought into a style sheet that has its own."""

from __future__ import annotations

from io import BytesIO
from typing import TYPE_CHECKING, Any

import openpyxl
import pytest
from graft_samples import MAIN, edited, package_of, refreshed, user_workbook
from lxml import etree

from xladdin.errors import WriteRefusedError
from xladdin.workbook.styles_merge import StyleMerge, key_of

if TYPE_CHECKING:
    from collections.abc import Callable

STYLES = "xl/styles.xml"
USER = user_workbook()


def group(content: bytes, name: str) -> list[etree._Element]:
    found = package_of(content).xml(STYLES).find(f"{MAIN}{name}")
    return [] if found is None else list(found)


def styled(edit: Callable[[etree._Element], None]) -> bytes:
    return edited(USER, STYLES, edit)


def balance(content: bytes) -> Any:
    return openpyxl.load_workbook(BytesIO(content))["Balance âgée"]


@pytest.mark.parametrize("name", ["cellXfs", "fonts", "fills", "borders", "numFmts", "dxfs", "cellStyleXfs"])
def test_her_formats_stay_in_front_and_counts_are_right(name: str) -> None:
    after = refreshed(USER)
    old, new = group(USER, name), group(after, name)
    assert [etree.tostring(one, method="c14n") for one in new[: len(old)]] == [
        etree.tostring(one, method="c14n") for one in old
    ]
    parent = package_of(after).xml(STYLES).find(f"{MAIN}{name}")
    assert parent is not None
    assert parent.get("count") == str(len(new))
    assert len({key_of(one) for one in new}) == len(new) or name == "cellStyleXfs"


def test_what_is_default_in_ours_takes_her_default() -> None:
    def arial(root: etree._Element) -> None:
        for font in root.iter(f"{MAIN}font"):
            for name, value in (("name", "Arial"), ("sz", "10")):
                element = font.find(f"{MAIN}{name}")
                assert element is not None
                element.set("val", value)
            scheme = font.find(f"{MAIN}scheme")
            if scheme is not None:
                font.remove(scheme)

    sheet = balance(refreshed(styled(arial)))
    for cell in ("A1", "A2"):
        assert (sheet[cell].font.name, sheet[cell].font.sz) == ("Arial", 10)
    assert sheet["A1"].font.b


def test_a_default_format_of_hers_that_is_a_date_does_not_show_in_ours() -> None:
    def dated(root: etree._Element) -> None:
        formats = root.find(f"{MAIN}cellXfs")
        assert formats is not None
        formats[0].set("numFmtId", "14")
        formats[0].set("applyNumberFormat", "1")

    sheet = balance(refreshed(styled(dated)))
    assert sheet["A2"].number_format == "General"
    assert sheet["B2"].number_format == '#,##0.00 "€"'


def test_ours_descend_from_her_normal_style_wherever_it_stands() -> None:
    def normal_second(root: etree._Element) -> None:
        parents = root.find(f"{MAIN}cellStyleXfs")
        assert parents is not None
        parents.append(parents.makeelement(f"{MAIN}xf", numFmtId="0", fontId="0", fillId="0", borderId="0"))
        for style in root.iter(f"{MAIN}cellStyle"):
            if style.get("builtinId") == "0":
                style.set("xfId", str(len(parents) - 1))

    user = styled(normal_second)
    new = group(refreshed(user), "cellXfs")[len(group(user, "cellXfs")) :]
    place = str(len(group(user, "cellStyleXfs")) - 1)
    assert new
    assert {one.get("xfId") for one in new} == {place}


def test_missing_groups_and_fixed_fills_are_supplied_in_order() -> None:
    def bare(root: etree._Element) -> None:
        for name in ("numFmts", "dxfs", "cellStyles"):
            for one in root.findall(f"{MAIN}{name}"):
                root.remove(one)
        fills = root.find(f"{MAIN}fills")
        assert fills is not None
        del fills[1:]

    after = refreshed(styled(bare))
    order = [etree.QName(one).localname for one in package_of(after).xml(STYLES)]
    assert order[:3] == ["numFmts", "fonts", "fills"]
    assert order.index("dxfs") == order.index("cellXfs") + 1
    kinds = [one[0].get("patternType") for one in group(after, "fills")]
    assert kinds[:3] == ["none", "gray125", "solid"]


def test_a_number_format_is_found_by_its_code_and_ids_never_clash() -> None:
    def hers(root: etree._Element) -> None:
        for one in root.findall(f"{MAIN}numFmts"):
            root.remove(one)
        formats = root.makeelement(f"{MAIN}numFmts", count="1")
        root.insert(0, formats)
        etree.SubElement(formats, f"{MAIN}numFmt", numFmtId="171", formatCode='#,##0.00 "€"')
        rules = root.find(f"{MAIN}dxfs")
        assert rules is not None
        rule = etree.SubElement(rules, f"{MAIN}dxf")
        etree.SubElement(rule, f"{MAIN}numFmt", numFmtId="180", formatCode="0.000")

    formats = {
        one.get("formatCode"): one.get("numFmtId") for one in group(refreshed(styled(hers)), "numFmts")
    }
    assert formats['#,##0.00 "€"'] == "171"
    assert {formats["dd/mm/yyyy"], formats['0.0 "j"']} == {"181", "182"}


def fonts(*inner: str) -> etree._Element:
    """A style sheet with these fonts, and one format for each."""
    count = len(inner)
    formats = "".join(
        f'<xf numFmtId="0" fontId="{n}" fillId="0" borderId="0" xfId="0"/>' for n in range(count)
    )
    return etree.fromstring(
        f'<styleSheet xmlns="{MAIN[1:-1]}"><fonts>{"".join(f"<font>{one}</font>" for one in inner)}</fonts>'
        "<fills><fill><patternFill patternType='none'/></fill><fill><patternFill patternType='gray125'/>"
        "</fill></fills><borders><border/></borders><cellStyleXfs><xf/></cellStyleXfs>"
        f"<cellXfs>{formats}</cellXfs></styleSheet>"
    )


def test_fonts_are_equal_whatever_the_order_and_spelling_of_their_properties() -> None:
    plain = '<sz val="11"/><name val="Calibri"/>'
    theirs = fonts(plain, '<name val="Calibri"/><b val="1"/><sz val="11"/><i val="true"/>')
    merge = StyleMerge(theirs, fonts(plain, f"<b/><i/>{plain}", f"<b/>{plain}"))
    assert merge.cell_format(1) == 1
    assert merge.cell_format(2) == 2
    assert len(list(theirs.iter(f"{MAIN}font"))) == 3


def test_a_palette_of_hers_is_refused_only_if_ours_would_use_it() -> None:
    palette = etree.fromstring(
        f'<colors xmlns="{MAIN[1:-1]}"><indexedColors><rgbColor rgb="FF000000"/></indexedColors></colors>'
    )
    theirs = fonts('<sz val="11"/>')
    theirs.append(palette)
    merge = StyleMerge(theirs, fonts('<sz val="11"/>', '<color indexed="64"/>', '<color indexed="10"/>'))
    assert merge.cell_format(1) == 1
    with pytest.raises(WriteRefusedError, match="palette"):
        merge.cell_format(2)
