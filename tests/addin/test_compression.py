"""The published example, and an independent decompressor."""

from __future__ import annotations

import random

import pytest
from hypothesis import given
from hypothesis import strategies as st
from vba_readers import decompressed

from xladdin.addin.vba.compression import CHUNK, compress


def test_example_of_the_specification_without_repetition() -> None:
    packed = compress(b"abcdefghijklmnopqrstuv.")
    assert packed.hex() == "0119b000616263646566676800696a6b6c6d6e6f70007172737475762e"


@pytest.mark.parametrize("size", [1, 2, 3, 8, 9, CHUNK - 1, CHUNK, CHUNK + 1, 3 * CHUNK])
def test_repetition_is_packed_and_comes_back(size: int) -> None:
    source = b"a" * size
    packed = compress(source)
    assert decompressed(packed) == source
    assert len(packed) < 20 + size // 100


@given(
    st.lists(
        st.sampled_from(["Sub Relancer()\r\n", "é", "    x = 1", "\r\n", "' 5 €", "End Sub"]), max_size=900
    )
)
def test_any_source_comes_back(pieces: list[str]) -> None:
    source = "".join(["' ", *pieces]).encode("cp1252")
    assert decompressed(compress(source)) == source


def test_a_full_chunk_that_does_not_shrink_is_stored_as_it_is() -> None:
    noise = random.Random(1).randbytes(CHUNK)  # noqa: S311 - any fixed bytes
    packed = compress(noise + b"end")
    assert packed[3 : 3 + CHUNK] == noise
    assert decompressed(packed) == noise + b"end"


def test_a_short_chunk_that_does_not_shrink_is_refused() -> None:
    with pytest.raises(ValueError, match="last chunk"):
        compress(random.Random(1).randbytes(CHUNK - 1))  # noqa: S311 - any fixed bytes


def test_nothing_is_only_a_signature() -> None:
    assert compress(b"") == b"\x01"
