"""An archive written again: what is not named stays record for record, and others can read it."""

from __future__ import annotations

import io
import zipfile

from hypothesis import given
from hypothesis import strategies as st
from zip_samples import MINIMAL, archive

from xladdin.opc.draft import Draft
from xladdin.opc.package import CONTENT_TYPES, open_package
from xladdin.opc.relationships import Relationship
from xladdin.opc.rewrite import rewritten

NAMES = st.sampled_from(["xl/a.bin", "xl/b.bin", "xl/é.bin", "xl/C.BIN"])
CONTENTS = st.dictionaries(NAMES, st.binary(max_size=300))


@given(there=CONTENTS, put=CONTENTS, dropped=st.sets(NAMES))
def test_the_archive_holds_what_was_asked_and_the_rest_as_it_was(
    there: dict[str, bytes], put: dict[str, bytes], dropped: set[str]
) -> None:
    package = open_package(archive({**MINIMAL, **there}))
    new = rewritten(package, put, dropped - set(put))
    expected = {**{name: one for name, one in there.items() if name not in dropped - set(put)}, **put}
    with zipfile.ZipFile(io.BytesIO(new)) as read:
        assert read.testzip() is None
        assert {name: read.read(name) for name in read.namelist() if name not in MINIMAL} == expected
    after = open_package(new)
    for name in set(MINIMAL) | (set(there) - set(put) - dropped):
        old, here = package.member(name), after.member(name)
        assert after.archive[here.start : here.end] == package.archive[old.start : old.end]
    assert rewritten(after, {}, ()) == new


def test_nothing_asked_nothing_changed_whatever_precedes_or_follows() -> None:
    content = archive(MINIMAL)
    package = open_package(content)
    assert rewritten(package, dict(MINIMAL), ()) == content
    behind = open_package(b"PK" + bytes(50) + content)
    assert rewritten(behind, {}, ()) == content


def test_a_replaced_member_keeps_its_place_and_new_ones_follow() -> None:
    package = open_package(archive({**MINIMAL, "xl/a.bin": b"1", "xl/b.bin": b"2"}))
    new = open_package(rewritten(package, {"xl/new.bin": b"4", "xl/a.bin": b"3"}))
    assert new.names == (*MINIMAL, "xl/a.bin", "xl/b.bin", "xl/new.bin")


def test_the_lowest_free_number_is_taken_whatever_the_case() -> None:
    draft = Draft(
        open_package(archive({**MINIMAL, "xl/Charts/CHART1.xml": b"<a/>", "xl/charts/chart3.xml": b""}))
    )
    assert draft.free_name("xl/charts/chart9.xml") == "xl/charts/chart2.xml"
    draft.put("xl/charts/chart2.xml", b"")
    assert draft.free_name("xl/charts/chart1.xml") == "xl/charts/chart4.xml"
    draft.drop("xl/charts/chart1.xml")
    assert draft.free_name("xl/charts/chart1.xml") == "xl/charts/chart1.xml"
    draft.put("xl/charts/chart1.xml", b"<new/>")
    assert open_package(draft.archive()).read("xl/charts/chart1.xml") == b"<new/>"


def test_dropped_parts_lose_their_declaration_and_their_relationships() -> None:
    draft = Draft(open_package(archive(MINIMAL)))
    draft.put("xl/x.xml", b"<x/>")
    draft.put_relationships("xl/x.xml", [Relationship("rId1", "http://x/image", "xl/workbook.xml")])
    draft.declare_types({"xl/x.xml": "application/x+xml"}, [("png", "image/png")])
    with_part = open_package(draft.archive())
    assert with_part.content_type("xl/x.xml") == "application/x+xml"
    assert with_part.content_type("a.PNG") == "image/png"
    again = Draft(with_part)
    again.drop("xl/x.xml")
    again.declare_types({})
    without = open_package(again.archive())
    assert set(without.names) == set(MINIMAL)
    assert b"x.xml" not in without.read(CONTENT_TYPES)


def test_an_xml_part_that_says_the_same_keeps_its_bytes() -> None:
    package = open_package(archive(MINIMAL))
    draft = Draft(package)
    draft.put_xml("xl/workbook.xml", draft.xml("xl/workbook.xml"))
    assert draft.archive() == package.archive


def test_what_is_reachable_stops_at_the_parts_left_out() -> None:
    draft = Draft(open_package(archive({**MINIMAL, "xl/s.xml": b"<s/>", "xl/d.xml": b"<d/>"})))
    draft.relate("xl/workbook.xml", "http://x/sheet", "xl/s.xml")
    draft.relate("xl/s.xml", "http://x/drawing", "xl/d.xml")
    draft.relate("xl/d.xml", "http://x/back", "xl/workbook.xml")
    assert draft.reachable("xl/s.xml") == {"xl/workbook.xml", "xl/s.xml", "xl/d.xml"}
    assert draft.reachable("", without={"xl/s.xml"}) == {"", "xl/workbook.xml"}
