"""Small archives for the tests, sound and spoilt."""

from __future__ import annotations

import io
import struct
import zipfile
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

CONTENT_TYPES = (
    b'<?xml version="1.0"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
    b'<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
    b'<Default Extension="bin" ContentType="application/octet-stream"/>'
    b'<Override PartName="/xl/workbook.xml" ContentType='
    b'"application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"/></Types>'
)
ROOT_RELS = (
    b'<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
    b'<Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/'
    b'relationships/officeDocument" Target="xl/workbook.xml"/></Relationships>'
)
WORKBOOK = b'<workbook xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"/>'
MINIMAL: Mapping[str, bytes] = {
    "[Content_Types].xml": CONTENT_TYPES,
    "_rels/.rels": ROOT_RELS,
    "xl/workbook.xml": WORKBOOK,
}


def archive(members: Mapping[str, bytes], method: int = zipfile.ZIP_DEFLATED) -> bytes:
    """A zip archive of ``members`` in their order."""
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", method) as out:
        for name, content in members.items():
            out.writestr(name, content)
    return stream.getvalue()


def minimal(**others: bytes) -> bytes:
    """The smallest package that passes for a workbook, and other members (``xl__a`` for ``xl/a``)."""
    return archive({**MINIMAL, **{name.replace("__", "/"): content for name, content in others.items()}})


def with_field(
    content: bytes, signature: bytes, offset: int, form: str, value: int, *, nth: int = 0
) -> bytes:
    """Overwrite one number in the ``nth`` record that begins with ``signature``."""
    place = -1
    for _ in range(nth + 1):
        place = content.index(signature, place + 1)
    spoilt = bytearray(content)
    struct.pack_into(form, spoilt, place + offset, value)
    return bytes(spoilt)
