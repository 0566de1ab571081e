"""Pointers between parts."""

from __future__ import annotations

import pytest
from zip_samples import minimal

from xladdin.opc.package import open_package
from xladdin.opc.relationships import relative, rels_name, resolved


@pytest.mark.parametrize(
    ("part", "target", "expected"),
    [
        ("xl/workbook.xml", "worksheets/sheet1.xml", "xl/worksheets/sheet1.xml"),
        ("xl/workbook.xml", "/xl/worksheets/sheet1.xml", "xl/worksheets/sheet1.xml"),
        ("xl/worksheets/sheet1.xml", "../tables/table1.xml", "xl/tables/table1.xml"),
        ("xl/worksheets/sheet1.xml", "./../../docProps/app.xml", "docProps/app.xml"),
        ("", "xl/workbook.xml", "xl/workbook.xml"),
        ("", "../../xl/workbook.xml", "xl/workbook.xml"),
    ],
)
def test_a_target_is_resolved_from_its_part(part: str, target: str, expected: str) -> None:
    assert resolved(part, target) == expected


def test_relative_is_the_inverse_of_resolved() -> None:
    for part, target in [
        ("xl/workbook.xml", "xl/worksheets/a.xml"),
        ("xl/a/b.xml", "c.xml"),
        ("", "x/y.xml"),
    ]:
        assert resolved(part, relative(part, target)) == target


def test_the_relationships_member_stands_beside_the_part() -> None:
    assert rels_name("") == "_rels/.rels"
    assert rels_name("xl/workbook.xml") == "xl/_rels/workbook.xml.rels"
    assert rels_name("root.xml") == "_rels/root.xml.rels"


def test_targets_find_their_part_by_case_and_escapes_and_links_stay_text() -> None:
    rels = (
        b'<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
        b'<!-- a comment --><Relationship Id="a" Type="http://x/worksheet" Target="Feuille%201.XML"/>'
        b'<Relationship Id="b" Type="http://x/hyperlink" Target="https://a.fr/?b" TargetMode="External"/>'
        b'<Relationship Id="c" Type="http://x/hyperlink" Target="#Feuil2!A1"/>'
        b'<Relationship Id="d" Type="http://x/worksheet" Target="absent.xml"/></Relationships>'
    )
    package = open_package(minimal(**{"xl___rels__workbook.xml.rels": rels, "xl__feuille 1.xml": b"<a/>"}))
    found = {one.id: one for one in package.relationships("xl/workbook.xml")}
    assert found["a"].target == "xl/feuille 1.xml"
    assert found["b"].external
    assert found["b"].target == "https://a.fr/?b"
    assert found["c"].external
    assert found["d"].target == "xl/absent.xml"
    assert package.related("xl/workbook.xml", "worksheet") == ("xl/feuille 1.xml", "xl/absent.xml")
    assert package.relationships("xl/other.xml") == ()
