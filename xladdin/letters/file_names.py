"""File names that every system accepts, from names of customers that nobody chose for that."""

from __future__ import annotations

import re
import unicodedata
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Collection

LONGEST: Final = 100
"""Characters of the stem; leaves room for folders within the 260 of Windows."""
MOST_BYTES: Final = 200
"""Of the stem in UTF-8; Linux takes 255 for a name, and a character may need four."""
_FORBIDDEN: Final = re.compile(r'[<>:"/\\|?*\x00-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ud800-\udfff]+')
_RESERVED: Final = re.compile(r"(con|prn|aux|nul|conin\$|conout\$|(com|lpt)[0-9¹²³]) *(\.|$)", re.IGNORECASE)


def safe_file_name(stem: str, suffix: str, taken: Collection[str] = ()) -> str:
    """A file name from any text, different from those taken.

    Args:
        stem: may hold anything, ``../../etc``, ``CON``, 40 000 characters.
        suffix: with its dot, ``.docx``.
        taken: names in use; compared without case, as Windows and macOS do, and however
            their accents are written.
    """
    text = unicodedata.normalize("NFC", _FORBIDDEN.sub("-", stem))
    text = " ".join(text.split()).strip(" .-")[:LONGEST]
    text = text.encode()[:MOST_BYTES].decode(errors="ignore").rstrip(" .-") or "sans nom"
    if _RESERVED.match(text):
        text = f"_{text}"
    used = {unicodedata.normalize("NFC", name).casefold() for name in taken}
    name, number = f"{text}{suffix}", 1
    while name.casefold() in used:
        number += 1
        name = f"{text} ({number}){suffix}"
    return name
