"""The records of a zip archive, read without trusting what they say of themselves.

The standard library reads archives well but hides the bytes of a record, and a record that is copied
must stay as it was down to its padding and its time stamp.
"""

from __future__ import annotations

import struct
import zlib
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Iterator

STORED: Final = 0
DEFLATED: Final = 8
LOCAL_HEADER: Final = struct.Struct("<4s5H3L2H")
CENTRAL_HEADER: Final = struct.Struct("<4s6H3L5H2L")
END_RECORD: Final = struct.Struct("<4s4H2LH")
LOCAL_SIGNATURE: Final = b"PK\x03\x04"
CENTRAL_SIGNATURE: Final = b"PK\x01\x02"
END_SIGNATURE: Final = b"PK\x05\x06"

_ZIP64_LOCATOR = b"PK\x06\x07"
_ZIP64_LOCATOR_SIZE = 20
_LONGEST_COMMENT = 0xFFFF
_SATURATED_16, _SATURATED_32 = 0xFFFF, 0xFFFFFFFF
_FLAG_ENCRYPTED, _FLAG_UTF8 = 0x1, 0x800


class ZipError(Exception):
    """The archive is not sound.

    Args:
        reason: ``truncated``, ``zip64``, ``encrypted``, ``method``, ``overlap`` or ``lying``.
        member: the member concerned, empty when it is the whole archive.
    """

    def __init__(self, reason: str, member: str = "") -> None:
        super().__init__(f"{reason}: {member}" if member else reason)
        self.reason = reason
        self.member = member


@dataclass(frozen=True, slots=True)
class Member:
    """One member of an archive.

    Attributes:
        name: as stored, with forward slashes only if it was stored so.
        method: ``STORED`` or ``DEFLATED``.
        crc: CRC-32 of the content.
        packed, size: bytes in the archive and bytes of content, as declared.
        start, end: bounds of the local record in the archive: header, content, whatever padding follows.
        content: where the packed content begins.
        central: its record in the central directory, byte for byte.
    """

    name: str
    method: int
    crc: int
    packed: int
    size: int
    start: int
    end: int
    content: int
    central: bytes


def members_of(archive: bytes) -> tuple[Member, ...]:
    """The members in the order of the central directory.

    Raises:
        ZipError: truncated, zip64, encrypted, an unknown compression, or records that overlap.
    """
    end = _end_record(archive)
    _, disk, first_disk, here, count, size, offset, _ = END_RECORD.unpack_from(archive, end)
    zip64 = archive[max(end - _ZIP64_LOCATOR_SIZE, 0) : end].startswith(_ZIP64_LOCATOR)
    if zip64 or _SATURATED_16 in {here, count} or _SATURATED_32 in {size, offset}:
        raise ZipError("zip64")
    if disk or first_disk or here != count or offset + size > end:
        raise ZipError("truncated")
    shift = end - size - offset  # bytes that something put before the archive
    drafts = []
    place = offset + shift
    for _ in range(count):
        draft = _central_record(archive, place, shift)
        drafts.append(draft)
        place += len(draft.central)
    if place > end:
        raise ZipError("truncated")
    return _with_bounds(archive, drafts, directory=offset + shift)


def inflated(archive: bytes, member: Member, chunk: int = 1 << 18) -> Iterator[bytes]:
    """The content of ``member`` in pieces of about ``chunk`` bytes; never more than it declares.

    Raises:
        ZipError: ``lying`` when size or checksum are not those declared, ``truncated`` when the
            compressed content stops early or is damaged.
    """
    total = crc = 0
    for piece in _unpacked(archive, member, chunk):
        total += len(piece)
        if total > member.size:
            raise ZipError("lying", member.name)
        crc = zlib.crc32(piece, crc)
        yield piece
    if total != member.size or crc != member.crc:
        raise ZipError("lying", member.name)


def _unpacked(archive: bytes, member: Member, chunk: int) -> Iterator[bytes]:
    stop = member.content + member.packed
    if member.method == STORED:
        for place in range(member.content, stop, chunk):
            yield archive[place : min(place + chunk, stop)]
        return
    engine = zlib.decompressobj(-zlib.MAX_WBITS)
    place = member.content
    waiting = b""
    try:
        while not engine.eof:
            if not waiting:
                if place >= stop:
                    raise ZipError("truncated", member.name)
                waiting = archive[place : min(place + chunk, stop)]
                place += len(waiting)
            piece = engine.decompress(waiting, chunk)
            waiting = engine.unconsumed_tail
            if piece:
                yield piece
    except zlib.error as error:
        raise ZipError("truncated", member.name) from error


def _end_record(archive: bytes) -> int:
    lowest = max(len(archive) - END_RECORD.size - _LONGEST_COMMENT, 0)
    place = archive.rfind(END_SIGNATURE, lowest)
    if place < 0 or place + END_RECORD.size > len(archive):
        raise ZipError("truncated")
    return place


def _central_record(archive: bytes, place: int, shift: int) -> Member:
    if place + CENTRAL_HEADER.size > len(archive):
        raise ZipError("truncated")
    fields = CENTRAL_HEADER.unpack_from(archive, place)
    signature, _, _, flags, method, _, _, crc, packed, size, name, extra, comment, *_, offset = fields
    if signature != CENTRAL_SIGNATURE:
        raise ZipError("truncated")
    start = place + CENTRAL_HEADER.size
    raw_name = archive[start : start + name]
    text = raw_name.decode("utf-8" if flags & _FLAG_UTF8 else "cp437", "replace")
    if _SATURATED_32 in {packed, size, offset}:
        raise ZipError("zip64", text)
    if flags & _FLAG_ENCRYPTED:
        raise ZipError("encrypted", text)
    if method not in {STORED, DEFLATED}:
        raise ZipError("method", text)
    central = archive[place : start + name + extra + comment]
    return Member(text, method, crc, packed, size, offset + shift, 0, 0, central)


def _with_bounds(archive: bytes, drafts: list[Member], directory: int) -> tuple[Member, ...]:
    """Give each member the end of its record: where the next one starts."""
    bounded: dict[int, Member] = {}
    following = directory
    for draft in sorted(drafts, key=lambda one: one.start, reverse=True):
        start = draft.start
        if start + LOCAL_HEADER.size > following:
            raise ZipError("overlap" if start < directory else "truncated", draft.name)
        header = LOCAL_HEADER.unpack_from(archive, start)
        content = start + LOCAL_HEADER.size + header[-2] + header[-1]
        if header[0] != LOCAL_SIGNATURE:
            raise ZipError("truncated", draft.name)
        if content + draft.packed > following:
            raise ZipError("overlap", draft.name)
        bounded[start] = Member(
            draft.name, draft.method, draft.crc, draft.packed, draft.size,
            start, following, content, draft.central,
        )  # fmt: skip
        following = start
    return tuple(bounded[draft.start] for draft in drafts)
