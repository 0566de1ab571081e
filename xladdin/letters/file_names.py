"""File names that every system accepts, from names of customers that nobody chose for that."""

from __future__ import annotations

import re
import unicodedata
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Iterable

LONGEST: Final = 100
"""Characters of the stem; leaves room for folders within the 260 of Windows."""
MOST_BYTES: Final = 200
"""Of the stem in UTF-8; Linux takes 255 for a name, and a character may need four."""
_FORBIDDEN: Final = re.compile(r'[<>:"/\\|?*\x00-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ud800-\udfff]+')
_RESERVED: Final = re.compile(r"(con|prn|aux|nul|conin\$|conout\$|(com|lpt)[0-9¹²³]) *(\.|$)", re.IGNORECASE)


class FileNames:
    """Gives file names out, no name twice.

    Args:
        taken: names in use; compared without case, as Windows and macOS do, and however their accents are
            written.
    """

    def __init__(self, taken: Iterable[str] = ()) -> None:
        self._used = set(map(_key, taken))

    def take(self, stem: str, suffix: str, *companions: str) -> str:
        """A file name from any text, from now on in use.

        Args:
            stem: may hold anything, ``../../etc``, ``CON``, 40 000 characters.
            suffix: with its dot, ``.docx``.
            companions: suffixes of files that will stand beside it, ``.pdf``: free too, and then taken.
        """
        text = unicodedata.normalize("NFC", _FORBIDDEN.sub("-", stem))
        text = " ".join(text.split()).strip(" .-")[:LONGEST]
        text = text.encode()[:MOST_BYTES].decode(errors="ignore").rstrip(" .-") or "sans nom"
        if _RESERVED.match(text):
            text = f"_{text}"
        name, number = text, 1
        while any(_key(name + ending) in self._used for ending in (suffix, *companions)):
            number += 1
            name = f"{text} ({number})"
        self._used |= {_key(name + ending) for ending in (suffix, *companions)}
        return name + suffix


def safe_file_name(stem: str, suffix: str, taken: Iterable[str] = ()) -> str:
    """One file name from any text, different from those taken; for many names see ``FileNames``."""
    return FileNames(taken).take(stem, suffix)


def _key(name: str) -> str:
    return unicodedata.normalize("NFC", name).casefold()
