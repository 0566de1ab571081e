"""The compression that VBA sources are stored with ([MS-OVBA] 2.4.1)."""

from __future__ import annotations

import struct
from typing import Final

CHUNK: Final = 4096
"""Bytes of source that are compressed together; no match reaches over a chunk's border."""
_SIGNATURE: Final = 0x01
_COMPRESSED_FLAG: Final = 0xB000
_RAW_FLAG: Final = 0x3000
_SHORTEST_MATCH: Final = 3


def compress(source: bytes) -> bytes:
    """A CompressedContainer that holds ``source``.

    Raises:
        ValueError: the last, shorter chunk has no shorter form; padding it would change the source.
    """
    chunks = [_chunk(source[start : start + CHUNK]) for start in range(0, len(source), CHUNK)]
    return b"".join([bytes([_SIGNATURE]), *chunks])


def _chunk(source: bytes) -> bytes:
    """One chunk, header included; a full one that does not shrink is stored as it is."""
    tokens = _tokens(source)
    flag = _COMPRESSED_FLAG
    if len(tokens) > CHUNK:
        if len(source) < CHUNK:
            raise ValueError("the last chunk does not compress")
        tokens, flag = source, _RAW_FLAG
    return struct.pack("<H", flag | (len(tokens) - 1)) + tokens


def _tokens(source: bytes) -> bytes:
    """Token sequences: a byte of flags, then eight literals or copy tokens."""
    packed = bytearray()
    seen: dict[bytes, list[int]] = {}
    here = 0
    while here < len(source):
        flags_at = len(packed)
        packed.append(0)
        for bit in range(8):
            if here >= len(source):
                break
            length_bits = 16 - _offset_bits(here)
            start, length = _longest_match(source, here, seen, (1 << length_bits) + _SHORTEST_MATCH - 1)
            if length:
                packed[flags_at] |= 1 << bit
                packed += struct.pack("<H", (here - start - 1) << length_bits | (length - _SHORTEST_MATCH))
            else:
                length = 1
                packed.append(source[here])
            for place in range(here, here + length):
                seen.setdefault(source[place : place + _SHORTEST_MATCH], []).append(place)
            here += length
    return bytes(packed)


def _offset_bits(here: int) -> int:
    """How many of a copy token's 16 bits give the offset: 4 to 12, more as the chunk fills up."""
    return max(4, (here - 1).bit_length()) if here else 4


def _longest_match(source: bytes, here: int, seen: dict[bytes, list[int]], longest: int) -> tuple[int, int]:
    """Start and length of the longest earlier copy of what follows, the nearest of equals, or (0, 0)."""
    best_start = best = 0
    limit = min(longest, len(source) - here)
    for start in reversed(seen.get(source[here : here + _SHORTEST_MATCH], ())):
        length = _SHORTEST_MATCH
        while length < limit and source[start + length] == source[here + length]:
            length += 1
        if length > best:
            best_start, best = start, length
            if best >= limit:
                break
    return (best_start, min(best, limit)) if limit >= _SHORTEST_MATCH else (0, 0)
