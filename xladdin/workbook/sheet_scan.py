"""One cheap pass over the XML of a sheet, for what the cell reader does not tell.

The reader (calamine) returns the same ``""`` for an error, for a formula that was never computed and for a
blank, says nothing of formulas, and takes memory for every cell between the first and the last one, to the
point of ending the process when a stray cell stands at XFD1048576. Everything here works on bytes by
regular expressions, a piece at a time: no Python code runs per cell.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from functools import lru_cache
from itertools import chain
from typing import TYPE_CHECKING, Final, NamedTuple

import numpy as np
import numpy.typing as npt

from xladdin.workbook.total_formulas import is_total

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from xladdin.workbook.grid import Position

Positions = npt.NDArray[np.int64]
PIECE_BYTES: Final = 1 << 20
"""Bytes of XML looked at together; enough that the cost per piece vanishes."""

_NARROW = 52
"""Columns A to AZ."""
_SLACK = 1_000_000
_BLANKS_PER_CELL = 20
_ROOT = re.compile(rb"<(?:(\w+):)?worksheet[\s>]")
_ENCODING = re.compile(rb"""<\?xml[^>]*?\sencoding\s*=\s*["']([^"']*)""")
_UTF8_NAMES = (b"utf-8", b"utf8", b"us-ascii", b"ascii")
_UTF16 = (b"\xff\xfe", b"\xfe\xff", b"<\0", b"\0<")
_ENTITIES = ((b"&lt;", b"<"), (b"&gt;", b">"), (b"&quot;", b'"'), (b"&apos;", b"'"), (b"&amp;", b"&"))


def is_utf8(head: bytes) -> bool:
    """The XML that begins with ``head`` declares UTF-8, or nothing, which means the same."""
    declared = _ENCODING.match(head.removeprefix(b"\xef\xbb\xbf"))
    return not head.startswith(_UTF16) and (not declared or declared[1].lower() in _UTF8_NAMES)


def is_dense(area: int, filled: int) -> bool:
    """An area of that many cells is worth the memory for those that are filled."""
    return area <= _SLACK + _BLANKS_PER_CELL * filled


@dataclass(slots=True)
class SheetFacts:
    """What the XML of one sheet says beside its values; see ``Grid`` for the first five.

    Attributes:
        first_row: first row that holds a value, 0 when none does.
        last_row: last row that holds a value.
        today: cells whose formula is ``TODAY()``.
        width: no cell stands beyond this column.
        filled: number of cells that hold something.
        regular: every row and cell states its address in the usual spelling; when they do not, nothing
            else here can be trusted.
    """

    errors: dict[Position, str] = field(default_factory=dict)
    uncached: set[Position] = field(default_factory=set)
    totals: set[Position] = field(default_factory=set)
    today: set[Position] = field(default_factory=set)
    formula_rows: set[int] = field(default_factory=set)
    merged: list[tuple[int, int, int, int]] = field(default_factory=list)
    first_row: int = 0
    last_row: int = 0
    width: int = _NARROW
    filled: int = 0
    regular: bool = True

    @property
    def dense(self) -> bool:
        """The area from first to last cell is in proportion to the cells that are there."""
        return is_dense((self.last_row - self.first_row + 1) * self.width, self.filled)


class _Patterns(NamedTuple):
    row_start: bytes
    cell_start: bytes
    row: re.Pattern[bytes]
    not_narrow: re.Pattern[bytes]
    not_regular: re.Pattern[bytes]
    address: re.Pattern[bytes]
    filled: re.Pattern[bytes]
    error: re.Pattern[bytes]
    formula: re.Pattern[bytes]
    uncached: re.Pattern[bytes]
    total: re.Pattern[bytes]
    follower: re.Pattern[bytes]
    today: re.Pattern[bytes]
    merged: re.Pattern[bytes]


_ADDRESS = re.compile(rb'\sr="([A-Z]{1,3})(\d{1,7})"')
_SHARED = re.compile(rb'\ssi="(\d+)"')
_TEXT_RESULT = re.compile(rb'\st="str"')


@lru_cache(maxsize=8)
def _patterns(prefix: bytes) -> _Patterns:
    """The expressions for a sheet whose elements carry ``prefix`` (``b"x:"``, mostly ``b""``)."""

    def compiled(pattern: bytes) -> re.Pattern[bytes]:
        return re.compile(pattern.replace(b"@", prefix), re.DOTALL)

    return _Patterns(
        row_start=b"<" + prefix + b"row",
        cell_start=b"<" + prefix + b"c ",
        row=compiled(rb'<@row (?:r="(\d{1,7})")?|<@row[\s/>]'),
        not_narrow=compiled(rb'<@c(?! r="A?[A-Z]\d{1,6}+"[ />])(?![A-Za-z])'),
        not_regular=compiled(rb'<@c(?! r="[A-Z]{1,3}\d{1,7}+"[ />])(?![A-Za-z])'),
        address=compiled(rb'<@c r="([A-Z]{1,3})(\d{1,7})"'),
        filled=compiled(rb'<@c r="([A-Z]{1,3})(\d{1,7})"[^>]*(?<!/)>(?!</@c>)'),
        error=compiled(rb'<@c(\s[^>/]*?\bt="e"[^>/]*)>.*?(?:<@v>([^<]*)</@v>|</@c>)'),
        formula=compiled(rb"<@f[\s/>]"),
        uncached=compiled(rb"(?:</@f>|<@f\s[^>]*/>)\s*(<@v\s*/>|<@v>\s*</@v>)?\s*</@c>"),
        total=compiled(rb"<@f(\s[^>]*)?>([^<]*?\b(?:SUM|SUBTOTAL|AGGREGATE)\([^<]*)"),
        follower=compiled(rb'<@f\s[^>]*?si="(\d+)"[^>]*/>'),
        today=compiled(rb"<@f(?:\s[^>]*)?>\s*TODAY\(\)\s*</@f>"),
        merged=compiled(rb'<@mergeCell\s[^>]*?ref="([A-Z]{1,3})(\d{1,7}):([A-Z]{1,3})(\d{1,7})"'),
    )


def scan_sheet(chunks: Iterable[bytes]) -> SheetFacts:
    """The facts of one sheet, its XML given in chunks of any size."""
    facts = SheetFacts()
    summing: set[bytes] = set()
    pieces = _pieces(chunks)
    if pieces is None:
        facts.regular = False
        return facts
    piece = b""
    for piece in pieces.bytes:
        _scan_piece(piece, facts, pieces.patterns, summing)
    facts.merged = [  # what follows the rows is in the last piece
        (int(row), column_number(column), int(last_row), column_number(last_column))
        for column, row, last_column, last_row in pieces.patterns.merged.findall(piece)
    ]
    return facts


def filled_cells(chunks: Iterable[bytes]) -> tuple[Positions, Positions]:
    """Rows and columns of all cells of a regular sheet that hold something."""
    rows: list[int] = []
    columns: list[int] = []
    pieces = _pieces(chunks)
    if pieces is None:
        return np.empty(0, np.int64), np.empty(0, np.int64)
    for piece in pieces.bytes:
        found = pieces.patterns.filled.findall(piece)
        rows += [int(row) for _, row in found]
        columns += [column_number(column) for column, _ in found]
    return np.array(rows, dtype=np.int64), np.array(columns, dtype=np.int64)


class _Pieces(NamedTuple):
    """The bytes of a sheet, cut before rows only, and the patterns that its elements follow."""

    bytes: Iterator[bytes]
    patterns: _Patterns


def _pieces(chunks: Iterable[bytes]) -> _Pieces | None:
    """None when the root is not known, or not in UTF-8."""
    source = iter(chunks)
    head = next(source, b"")
    root = _ROOT.search(head) if is_utf8(head) else None
    if not root:
        return None
    patterns = _patterns(root[1] + b":" if root[1] else b"")
    return _Pieces(_cut_before_rows(chain((head,), source), patterns.row_start), patterns)


def _cut_before_rows(chunks: Iterable[bytes], row_start: bytes) -> Iterator[bytes]:
    waiting: list[bytes] = []
    size = 0
    for chunk in chunks:
        waiting.append(chunk)
        size += len(chunk)
        if size < PIECE_BYTES:
            continue
        piece = b"".join(waiting)
        cut = piece.rfind(row_start)
        if cut > 0:
            yield piece[:cut]
            piece = piece[cut:]
        waiting = [piece]
        # A row longer than a piece: wait until twice as much is there, so that the work stays linear.
        size = 0 if cut > 0 else -len(piece)
    yield b"".join(waiting)


def _scan_piece(piece: bytes, facts: SheetFacts, patterns: _Patterns, summing: set[bytes]) -> None:
    rows = patterns.row.findall(piece)
    if not facts.regular or b"" in rows:
        facts.regular = False
        return
    _scan_bounds(piece, list(map(int, rows)), facts, patterns)
    # One letter is looked for ten times as fast as a pattern, and most lists hold no formula.
    formulas = [match.start() for match in patterns.formula.finditer(piece)] if b"f" in piece else []
    if formulas and rows:
        starts = [match.start() for match in patterns.row.finditer(piece)]
        places = set((np.searchsorted(starts, formulas) - 1).tolist())
        facts.formula_rows.update(int(rows[place]) for place in places)
        _scan_formulas(piece, facts, patterns, summing)
    if b' t="e"' in piece:
        for match in patterns.error.finditer(piece):
            facts.errors[_position(match[1])] = (match[2] or b"#N/A").decode("utf-8", "replace")


def _scan_bounds(piece: bytes, rows: list[int], facts: SheetFacts, patterns: _Patterns) -> None:
    """Number of filled cells, and bounds that none of them lies outside."""
    cell_end = b"</" + patterns.cell_start[1:-1] + b">"
    filled = piece.count(cell_end)
    if not filled or not rows:
        return
    before_first = max(piece.count(patterns.row_start, 0, piece.find(cell_end)) - 1, 0)
    after_last = piece.count(patterns.row_start, piece.rfind(cell_end))
    bounds = rows[before_first : len(rows) - after_last]
    if patterns.not_narrow.search(piece):  # then every address is looked at, whatever its row claims
        facts.regular = patterns.not_regular.search(piece) is None
        addresses = patterns.address.findall(piece)
        bounds += {int(row) for _, row in addresses}
        facts.width = max(facts.width, *(column_number(column) for column, _ in addresses), 0)
    lowest = min(bounds)
    facts.first_row = min(facts.first_row or lowest, lowest)
    facts.last_row = max(facts.last_row, *bounds)
    facts.filled += filled


def _scan_formulas(piece: bytes, facts: SheetFacts, patterns: _Patterns, summing: set[bytes]) -> None:
    for match in patterns.uncached.finditer(piece):
        attributes = _cell_attributes(piece, match.start(), patterns)
        # Excel stores the empty text that a formula returns as an empty value of type "str".
        if match[1] is None or not _TEXT_RESULT.search(attributes):
            facts.uncached.add(_position(attributes))
    for match in patterns.total.finditer(piece):
        if is_total(_unescaped(match[2])):
            facts.totals.add(_position(_cell_attributes(piece, match.start(), patterns)))
            shared = _SHARED.search(match[1] or b"")
            if shared:
                summing.add(shared[1])
    facts.today.update(
        _position(_cell_attributes(piece, match.start(), patterns))
        for match in patterns.today.finditer(piece)
    )
    if summing:
        for match in patterns.follower.finditer(piece):
            if match[1] in summing:
                facts.totals.add(_position(_cell_attributes(piece, match.start(), patterns)))


def _cell_attributes(piece: bytes, inside: int, patterns: _Patterns) -> bytes:
    """Attributes of the cell that the place ``inside`` belongs to."""
    start = piece.rfind(patterns.cell_start, 0, inside)
    return piece[start + len(patterns.cell_start) - 1 : piece.find(b">", start)]


def _position(attributes: bytes) -> Position:
    address = _ADDRESS.search(attributes)
    return (int(address[2]), column_number(address[1])) if address else (0, 0)


def _unescaped(xml: bytes) -> str:
    for entity, character in _ENTITIES:
        xml = xml.replace(entity, character)
    return xml.decode("utf-8", "replace")


@lru_cache(maxsize=1024)
def column_number(letters: bytes) -> int:
    """``b"A"`` is 1, ``b"AB"`` is 28."""
    number = 0
    for letter in letters:
        number = number * 26 + letter - 64
    return number
