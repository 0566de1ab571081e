"""The calculation chain after Excel has saved our sheets: ours go, hers stay."""

from __future__ import annotations

import pytest
from graft_samples import MAIN, package_of, refreshed, survey_of, user_workbook

from xladdin.opc.draft import Draft
from xladdin.opc.package import open_package
from xladdin.workbook.graft_remove import remove

CHAIN = "xl/calcChain.xml"
KIND = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/calcChain"
TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.calcChain+xml"
ADDED = refreshed(user_workbook())  # sheetIds: hers 1 and 2, ours 3 and 4


def with_chain(cells: str) -> bytes:
    """What Excel writes beside our sheets once it has saved them."""
    draft = Draft(package_of(ADDED))
    draft.put(CHAIN, f'<calcChain xmlns="{MAIN[1:-1]}">{cells}</calcChain>'.encode())
    draft.relate("xl/workbook.xml", KIND, CHAIN)
    draft.declare_types({CHAIN: TYPE})
    return draft.archive()


def chain(content: bytes) -> list[tuple[str, str | None]] | None:
    package = package_of(content)
    if CHAIN not in package:
        return None
    return [(one.get("r", ""), one.get("i")) for one in package.xml(CHAIN)]


@pytest.mark.parametrize(
    ("cells", "left"),
    [
        ('<c r="A1" i="2"/><c r="B12" i="3"/><c r="B12" i="4"/>', [("A1", "2")]),
        ('<c r="B12" i="3"/><c r="B13"/><c r="A1" i="2"/><c r="A2"/>', [("A1", "2"), ("A2", None)]),
        ('<c r="A1" i="2"/><c r="B12" i="3"/><c r="A2" i="2"/>', [("A1", "2"), ("A2", "2")]),
        ('<c r="B12" i="4" l="1"/><c r="B13" s="1"/>', None),
    ],
)
def test_our_cells_leave_the_chain_on_refresh_and_removal(
    cells: str, left: list[tuple[str, str | None]] | None
) -> None:
    saved = with_chain(cells)
    for content in (refreshed(saved), remove(open_package(saved))):
        assert chain(content) == left
        package = package_of(content)
        assert bool(package.related("xl/workbook.xml", "calcChain")) == (left is not None)
        assert (package.content_type(CHAIN) == TYPE) == (left is not None)


def test_the_sheet_is_written_again_where_it_was_inherited() -> None:
    saved = with_chain('<c r="B12" i="3"/><c r="A1" i="2"/><c r="B13" i="4"/><c r="A2" i="2"/><c r="A3"/>')
    assert chain(refreshed(saved)) == [("A1", "2"), ("A2", "2"), ("A3", None)]
    ours_between = with_chain(
        '<c r="A1" i="2"/><c r="A9" i="1"/><c r="B1" i="3"/><c r="A2" i="1"/><c r="A3"/>'
    )
    assert chain(refreshed(ours_between)) == [("A1", "2"), ("A9", "1"), ("A2", "1"), ("A3", None)]


def test_a_chain_of_hers_alone_keeps_its_bytes() -> None:
    saved = with_chain('<c r="A1" i="2"/><c r="A2"/>')
    assert package_of(refreshed(saved)).read(CHAIN) == package_of(saved).read(CHAIN)
    assert survey_of(refreshed(saved)).ours
