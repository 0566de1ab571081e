"""What stands before the root element of an XML part: the one place where a DOCTYPE can hide.

Office never writes one, and a DOCTYPE is how entity bombs and file thefts get into a parser.
"""

from __future__ import annotations

import codecs
import re
from typing import Final

HEAD_BYTES: Final = 4096
"""Enough of a part to see its root element; a longer prolog is refused."""

_BOMS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_SIGNS = ((b"<\0", "utf-16-le"), (b"\0<", "utf-16-be"))
_ENCODINGS = frozenset(
    {"utf-8", "utf8", "utf-16", "utf-16le", "utf-16be", "us-ascii", "ascii"}
    | {"iso-8859-1", "iso-8859-15", "windows-1252"}
)
_DECLARED = re.compile(r"""encoding\s*=\s*["']([^"']*)["']""")
_SKIPPED = re.compile(r"\s+|<\?.*?\?>|<!--.*?-->", re.DOTALL)


def prolog_is_safe(head: bytes) -> bool:
    """True when ``head``, the first bytes of a part, reaches the root element without a DOCTYPE.

    Empty content is safe. An encoding in which a DOCTYPE could pass unseen (UTF-7, EBCDIC, UTF-32) is not.
    """
    if not head:
        return True
    text = _decoded(head)
    declared = _DECLARED.search(text[: text.find("?>") + 1])
    if declared and declared[1].lower() not in _ENCODINGS:
        return False
    place = 0
    while skipped := _SKIPPED.match(text, place):
        place = skipped.end()
    root = text[place : place + 2]
    return len(root) > 1 and root[0] == "<" and root[1] not in "!?"


def _decoded(head: bytes) -> str:
    for bom, encoding in _BOMS:
        if head.startswith(bom):
            return head[len(bom) :].decode(encoding, "replace")
    for sign, encoding in _SIGNS:
        if head.startswith(sign):
            return head.decode(encoding, "replace")
    return head.decode("latin-1")
