"""Whatever is put in comes out of an independent reader that accepts no defect."""

from __future__ import annotations

import struct
from typing import TYPE_CHECKING

import pytest
from vba_readers import opened

from xladdin.addin.vba.compound_file import compound_file

if TYPE_CHECKING:
    from xladdin.addin.vba.compound_file import Tree


@pytest.mark.parametrize("size", [0, 1, 63, 64, 65, 511, 512, 513, 4095, 4096, 4097, 70_000])
def test_streams_of_every_size_come_back(size: int) -> None:
    tree: Tree = {"VBA": {"Module1": b"m" * size, "dir": b"short"}, "PROJECT": b"p" * size}
    book = opened(compound_file(tree))
    assert book.openstream(["VBA", "Module1"]).read() == b"m" * size
    assert book.openstream(["VBA", "dir"]).read() == b"short"
    assert book.openstream("PROJECT").read() == b"p" * size
    assert book.parsing_issues == []


@pytest.mark.parametrize("count", range(1, 34))
def test_siblings_form_a_valid_red_black_tree(count: int) -> None:
    """Sorted by length then capitals, no red under red, the same number of blacks on every path."""
    names = [f"m{'x' * (number % 5)}{number}" for number in range(count)]
    content = compound_file({name: name.encode() for name in names})
    start = struct.unpack_from("<I", content, 48)[0]
    entries = [content[place : place + 128] for place in range(512 * (start + 1), len(content), 128)]

    def links(place: int) -> tuple[int, int, int, int]:
        colour, left, right, child = struct.unpack_from("<xBIII", entries[place], 66)
        return colour, left, right, child

    order: list[str] = []

    def blacks(place: int, *, under_red: bool) -> int:
        if place == 0xFFFFFFFF:
            return 1
        colour, left, right, _ = links(place)
        red = colour == 0
        assert not (red and under_red)
        below = blacks(left, under_red=red)
        length = struct.unpack_from("<H", entries[place], 64)[0]
        order.append(entries[place][: length - 2].decode("utf-16-le"))
        assert blacks(right, under_red=red) == below
        return below + (not red)

    blacks(links(0)[3], under_red=False)
    assert order == sorted(names, key=lambda name: (len(name), name.upper()))


def test_a_name_that_is_too_long_is_refused() -> None:
    with pytest.raises(ValueError, match="too long"):
        compound_file({"x" * 32: b""})


def test_seven_megabytes_at_most() -> None:
    assert len(compound_file({"big": bytes(7_000_000)})) > 7_000_000
    with pytest.raises(ValueError, match="7 MB"):
        compound_file({"big": bytes(7_200_000)})
