"""An archive written again with most of its members untouched, record for record."""

from __future__ import annotations

import struct
import zlib
from typing import TYPE_CHECKING, Final

from xladdin.opc.zip_records import (
    CENTRAL_HEADER,
    CENTRAL_SIGNATURE,
    DEFLATED,
    END_RECORD,
    END_SIGNATURE,
    LOCAL_HEADER,
    LOCAL_SIGNATURE,
)

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping

    from xladdin.opc.package import Package

_VERSION: Final = 20  # the lowest that knows deflate; what Excel writes
_FLAG_UTF8: Final = 0x800
_TIME, _DATE = 0, (1 << 5) | 1  # 1 January 1980, as Excel writes: same input, same bytes
_OFFSET_IN_CENTRAL = 42


def rewritten(package: Package, contents: Mapping[str, bytes], dropped: Collection[str] = ()) -> bytes:
    """The archive of ``package`` with some members replaced or added and others dropped.

    Members that are not named, or whose content does not change, keep their local record byte for byte
    (compressed content, time stamp, padding) and their place. A replaced member keeps its place; new ones
    follow in the order given.

    Args:
        package: what is there now.
        contents: member name -> new content.
        dropped: names of members to leave out.
    """
    waiting = dict(contents)
    gone = {name.lower() for name in dropped}
    archive = memoryview(package.archive)  # copied once, into the new one
    pieces: list[bytes | memoryview] = []
    directory: list[bytes] = []
    place = 0

    def append(local: bytes | memoryview, central: bytes) -> None:
        nonlocal place
        entry = bytearray(central)
        struct.pack_into("<L", entry, _OFFSET_IN_CENTRAL, place)
        pieces.append(local)
        directory.append(bytes(entry))
        place += len(local)

    for member in package.members:
        if member.name.lower() in gone:
            continue
        content = waiting.pop(member.name, None)
        if content is None or content == package.read(member.name):
            append(archive[member.start : member.end], member.central)
        else:
            append(*_records(member.name, content))
    for name, content in waiting.items():
        append(*_records(name, content))
    index = b"".join(directory)
    end = END_RECORD.pack(END_SIGNATURE, 0, 0, len(directory), len(directory), len(index), place, 0)
    return b"".join([*pieces, index, end])


def _records(name: str, content: bytes) -> tuple[bytes, bytes]:
    """Local and central record of a new member."""
    engine = zlib.compressobj(6, zlib.DEFLATED, -zlib.MAX_WBITS)
    packed = engine.compress(content) + engine.flush()
    encoded = name.encode()
    flags = 0 if name.isascii() else _FLAG_UTF8
    common = (flags, DEFLATED, _TIME, _DATE, zlib.crc32(content), len(packed), len(content), len(encoded), 0)
    local = LOCAL_HEADER.pack(LOCAL_SIGNATURE, _VERSION, *common) + encoded + packed
    central = CENTRAL_HEADER.pack(CENTRAL_SIGNATURE, _VERSION, _VERSION, *common, 0, 0, 0, 0, 0) + encoded
    return local, central
