"""A .csv or .txt file as one grid of texts."""

from __future__ import annotations

import codecs
import csv
import io
import re
from collections import Counter
from typing import TYPE_CHECKING, Final

from xladdin.errors import UnreadableFileError
from xladdin.opc.files import file_content
from xladdin.workbook.grid import Book, Grid

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

SEPARATORS: Final = (";", "\t", ",", "|")
"""In the order in which they win when nothing else decides: French Excel writes semicolons."""

_SAMPLE_LINES = 200
_BOMS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_DECIMAL_COMMA = re.compile(r"(?<=\d),(?=\d{1,2}(?!\d))")
_STATED = re.compile(r'^"?sep=(.)"?\r?\n', re.IGNORECASE)


def read_text(path: Path) -> Book:
    """The file as a book of one grid; every cell is a str, as written but for outer spaces.

    Raises:
        UnreadableFileError: missing, above 1 GiB, or not text.
    """
    text = decoded(file_content(path), path.name)
    stated = _STATED.match(text)
    if stated:
        text = text[stated.end() :]
    lines = _table(text, stated[1] if stated else separator_of(text))
    width = max(map(len, lines), default=0)
    rows = [line + [""] * (width - len(line)) for line in lines] if width else []
    first_row = 2 if stated else 1
    return Book(path=str(path), grids=(Grid(sheet=path.name, rows=rows, first_row=first_row),))


def decoded(content: bytes, label: str) -> str:
    """The text: by its byte order mark, else UTF-8, else the code page of French Windows.

    Raises:
        UnreadableFileError: there are zero bytes, which no text has.
    """
    for bom, encoding in _BOMS:
        if content.startswith(bom):
            return content.removeprefix(bom).decode(encoding, "replace")
    if b"\0" in content:
        raise UnreadableFileError(
            f"Le fichier « {label} » n’est pas un fichier texte.",
            "Exportez la liste en CSV, ou enregistrez-la au format « Classeur Excel (.xlsx) ».",
        )
    try:
        return content.decode("utf-8")
    except UnicodeDecodeError:
        return content.decode("cp1252", "replace")


def separator_of(text: str) -> str:
    """The separator that cuts the lines into the most regular table.

    Each candidate is tried on the first lines, quotes respected, and judged by the lines that have the
    number of fields most lines have. A comma between digits may be a decimal comma and does not count.
    """
    sample = "".join(text.splitlines(keepends=True)[:_SAMPLE_LINES])
    samples = dict.fromkeys(SEPARATORS, sample) | {",": _DECIMAL_COMMA.sub(".", sample)}
    scores = {separator: _regularity(_table(samples[separator], separator)) for separator in SEPARATORS}
    return max(SEPARATORS, key=lambda separator: scores[separator])


def _regularity(lines: Sequence[Sequence[str]]) -> tuple[float, int]:
    """Share of the filled lines that agree on a number of fields, at least two; then that number."""
    widths = Counter(len(line) for line in lines if any(line))
    cut = {width: count for width, count in widths.items() if width > 1}
    if not cut:
        return 0.0, 0
    width = max(cut, key=lambda one: (cut[one], one))
    return round(cut[width] / widths.total(), 1), width


def _table(text: str, separator: str) -> list[list[str]]:
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=separator)
    try:
        return [[cell.strip(" ") for cell in line] for line in reader]
    except csv.Error:
        # A quote that is never closed swallows the rest of the file: then quotes mean nothing here.
        plain = csv.reader(io.StringIO(text, newline=""), delimiter=separator, quoting=csv.QUOTE_NONE)
        return [[cell.strip(" ") for cell in line] for line in plain]
