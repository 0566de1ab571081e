"""The blocks of a sheet that have headings: Excel tables, lists under titles, beside or below one another."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from itertools import chain
from typing import TYPE_CHECKING, Final

from xladdin.workbook.headings import is_bucket, meanings
from xladdin.workbook.profile import cell_text, looks_like_value, spread
from xladdin.workbook.vocabulary import Paid, kind_of, status_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from xladdin.workbook.grid import Grid, GridTable

ROWS_SEARCHED: Final = 100
"""Rows at the top of a sheet in which a header row is looked for."""
BLOCKS_SEARCHED: Final = 300
"""Further rows that follow a blank row, in which another header row is looked for."""
_LEAST_HEADINGS: Final = 2
_ROWS_FOR_BLANK_COLUMNS: Final = 200
_MOST_VALUES_SHARE: Final = 0.25
_ROWS_SAMPLED: Final = 1_000
_ROWS_FOR_SPARSE_COLUMNS: Final = 20_000
_FEW: Final = 20


@dataclass(frozen=True, eq=False)
class Region:
    """One block of cells with its headings.

    Attributes:
        header_rows: sheet rows of the headings, none, one or two of them.
        first_row: first sheet row below the headings.
        last_row: last sheet row that may belong to the block.
        columns: sheet columns of the block.
        headings: what stands above each column, ``""`` where nothing does; the two lines of a double
            heading are joined.
        repeated: sheet rows on which the same headings come back (printed pages).
        table: the Excel table that the block is, if it is one.
    """

    grid: Grid
    header_rows: tuple[int, ...]
    first_row: int
    last_row: int
    columns: tuple[int, ...]
    headings: tuple[str, ...]
    repeated: frozenset[int] = frozenset()
    table: str | None = None

    @property
    def header_row(self) -> int:
        """Sheet row of the last line of the headings; 0 when there are none."""
        return self.header_rows[-1] if self.header_rows else 0

    @property
    def size(self) -> int:
        """Rows below the headings."""
        return max(0, self.last_row - self.first_row + 1)

    def heading(self, column: int) -> str:
        """The heading of a sheet column, ``""`` when it has none."""
        return self.headings[self.columns.index(column)]

    def cells(self, column: int) -> list[object]:
        """The cells of a sheet column below the headings, from ``first_row`` to ``last_row``."""
        return self._columns[column - self.grid.first_column]

    @cached_property
    def _columns(self) -> list[list[object]]:
        """All columns of the sheet over the rows of the block."""
        start = self.first_row - self.grid.first_row
        lines = self.grid.rows[start : start + self.size]
        width = len(self.grid.rows[0]) if self.grid.rows else 0
        # Each row is visited once, whatever the number of columns: rows are spread all over the memory.
        flat = list(chain.from_iterable(lines))
        return [flat[place::width] for place in range(width)]

    def sample(self, column: int) -> list[object]:
        """Some cells of a column, enough to see what it holds; rows that formulas alone prepared apart."""
        place = column - self.grid.first_column
        cells = [line[place] for line in self._telling_lines]
        if sum(cell != "" for cell in cells) < _FEW:
            start = self.first_row - self.grid.first_row
            end = start + min(self.size, _ROWS_FOR_SPARSE_COLUMNS)
            lines = [line for line in self.grid.rows[start:end] if line[place] != ""]
            cells = [line[place] for line in lines if self._has_text(line)] or [line[place] for line in lines]
        return cells

    @cached_property
    def _telling_lines(self) -> list[Sequence[object]]:
        """A sample of the rows that hold some text, as every piece does; all of it when none does."""
        start = self.first_row - self.grid.first_row
        lines = spread(self.grid.rows[start : start + self.size], _ROWS_SAMPLED)
        return [line for line in lines if self._has_text(line)] or lines

    def _has_text(self, line: Sequence[object]) -> bool:
        first = self.grid.first_column
        return any(isinstance(line[column - first], str) and line[column - first] for column in self.columns)


def find_regions(grid: Grid) -> list[Region]:
    """Every block with headings, Excel tables first, then from top to bottom and left to right."""
    taken = [
        (table.first_row, table.last_row, table.first_column, table.last_column) for table in grid.tables
    ]
    sheet = _Sheet(grid, taken)
    heads = _header_rows(sheet)
    tables = [_table_region(grid, table, heads) for table in grid.tables if table.header_rows]
    found = []
    for place, head in enumerate(heads):
        below = next(
            (
                other.rows[0] - 1
                for other in heads[place + 1 :]
                if other.columns & head.columns and not head.same(other)
            ),
            grid.last_row,
        )
        repeated = frozenset(
            row for other in heads[place + 1 :] if head.same(other) for row in other.rows if row <= below
        )
        if any(head.same(other) for other in heads[:place]):
            continue
        segments = _segments(sheet, head, below)
        found += [_region(grid, head, columns, below, repeated) for columns in segments]
    return tables + found


def region_at(grid: Grid, header_row: int) -> Region:
    """The block whose headings the user says are on ``header_row``; all columns of the sheet."""
    sheet = _Sheet(grid, [])
    head = _Head((header_row,), tuple(sheet.line(header_row)) if header_row else ())
    columns = tuple(range(grid.first_column, grid.last_column + 1))
    if not header_row:
        return Region(grid, (), grid.first_row, grid.last_row, columns, ("",) * len(columns))
    return _region(grid, head, columns, grid.last_row, frozenset())


@dataclass(frozen=True)
class _Head:
    """Candidate header: its rows and the text above each column of the sheet, blank where none."""

    rows: tuple[int, ...]
    texts: tuple[str, ...]

    @property
    def columns(self) -> frozenset[int]:
        return frozenset(place for place, text in enumerate(self.texts) if text)

    def same(self, other: _Head) -> bool:
        return self.texts == other.texts

    def explained(self) -> float:
        """Weight of the different things that the headings name; those matched word for word count more."""
        weights: dict[object, float] = {}
        for text in filter(None, self.texts):
            what = text if is_bucket(text) else next((meant.field for meant in meanings(text)), None)
            weights[what] = max(weights.get(what, 0.0), _weight(text))
        return sum(weights.values())


class _Sheet:
    """A grid in which the cells of Excel tables are out of sight."""

    def __init__(self, grid: Grid, taken: Iterable[tuple[int, int, int, int]]) -> None:
        self.grid = grid
        self._taken = list(taken)

    def cells(self, row: int) -> Sequence[object]:
        line = self.grid.rows[row - self.grid.first_row]
        hits = [area for area in self._taken if area[0] <= row <= area[1]]
        if not hits:
            return line
        first = self.grid.first_column
        return [
            "" if any(area[2] <= first + place <= area[3] for area in hits) else cell
            for place, cell in enumerate(line)
        ]

    def line(self, row: int) -> list[str]:
        """Texts of a row, lines and doubled blanks joined."""
        return [" ".join(cell_text(cell).split()) for cell in self.cells(row)]

    def candidate_rows(self) -> list[int]:
        """Rows that may hold headings: those at the top, and those that follow a blank row."""
        first, last = self.grid.first_row, self.grid.last_row
        top = list(range(first, min(last, first + ROWS_SEARCHED - 1) + 1))
        after_blank = [
            first + place + 1
            for place, filled in enumerate(map(any, self.grid.rows[:-1]))
            if not filled and place >= ROWS_SEARCHED - 1
        ]
        return top + after_blank[:BLOCKS_SEARCHED]


def _weight(text: str) -> float:
    if is_bucket(text):
        return 1.0
    found = meanings(text)
    if not found or found[0].field is None:
        return 0.0
    return found[0].strength + found[0].exact


def _is_header(texts: Sequence[str], cells: Sequence[object]) -> bool:
    filled = [(text, cell) for text, cell in zip(texts, cells, strict=True) if text]
    if len(filled) < _LEAST_HEADINGS:
        return False
    values = sum(looks_like_value(cell) and not is_bucket(text) for text, cell in filled)
    if values > len(filled) * _MOST_VALUES_SHARE:
        return False
    known = [text for text, _ in filled if meanings(text) or is_bucket(text)]
    # « FACTURE » and « Réglé » head columns, and fill them too: alone they make no header of a row.
    if all(kind_of(text) is not None or status_of(text) is not Paid.UNKNOWN for text in known):
        return False
    return len(set(known)) >= _LEAST_HEADINGS and (len(known) * 2 >= len(filled) or len(known) > 3)  # noqa: PLR2004


def _header_rows(sheet: _Sheet) -> list[_Head]:
    """Header candidates from top to bottom; a heading on two lines is one candidate."""
    heads: list[_Head] = []
    done = 0
    last = sheet.grid.last_row
    for row in sheet.candidate_rows():
        if row <= done or row > last:
            continue
        texts = sheet.line(row)
        alone = _Head((row,), tuple(texts)) if _is_header(texts, sheet.cells(row)) else None
        double = _double(sheet, row, texts) if row < last else None
        weight = alone.explained() if alone else 0.0
        weight_below = _below(sheet, row) if row < last else 0.0
        if double is not None and double.explained() > max(weight, weight_below):
            heads.append(double)
            done = row + 1
        elif alone is not None and weight >= weight_below:
            heads.append(alone)
            done = row
    return heads


def _below(sheet: _Sheet, row: int) -> float:
    """Weight of the next row taken alone as a header."""
    texts = sheet.line(row + 1)
    return _Head((row + 1,), tuple(texts)).explained() if _is_header(texts, sheet.cells(row + 1)) else 0.0


def _double(sheet: _Sheet, row: int, upper: list[str]) -> _Head | None:
    """Two rows read as one heading: « Client » over « Code » and « Nom », « Date » over « d’échéance »."""
    lower = sheet.line(row + 1)
    cells = sheet.cells(row + 1)
    if (
        not any(upper)
        or not any(lower)
        or any(map(looks_like_value, cells))
        or any(map(looks_like_value, upper))
    ):
        return None
    spread = _spread(sheet.grid, row, upper, lower)
    texts = []
    for above, own, below in zip(spread, upper, lower, strict=True):
        joined = f"{above} {below}".strip()
        stacked = f"{own} {below}".strip()
        alone = [text for text in (joined, stacked, below or own) if _weight(text) > 1]
        texts.append(alone[0] if alone else stacked)
    return _Head((row, row + 1), tuple(texts)) if _is_header(texts, texts) else None


def _spread(grid: Grid, row: int, upper: list[str], lower: list[str]) -> list[str]:
    """The upper line carried to the right over the columns that it heads."""
    merged = {
        column - grid.first_column: first - grid.first_column
        for top, first, bottom, last in grid.merged
        if top <= row <= bottom
        for column in range(first, last + 1)
    }
    spread = []
    carried = ""
    for place, text in enumerate(upper):
        if text:
            carried = text
        elif merged and place not in merged:
            carried = ""
        spread.append(carried if text or lower[place] else "")
    return spread


def _segments(sheet: _Sheet, head: _Head, last: int) -> list[tuple[int, ...]]:
    """Groups of columns kept apart by blank columns; lists of which one goes on in the next are joined."""
    grid = sheet.grid
    first = head.rows[-1] + 1
    rows = [sheet.cells(row) for row in range(first, min(last, first + _ROWS_FOR_BLANK_COLUMNS) + 1)]
    groups: list[list[int]] = [[]]
    for place, text in enumerate(head.texts):
        if text or any(line[place] != "" for line in rows):
            groups[-1].append(place)
        elif groups[-1]:
            groups.append([])
    joined: list[list[int]] = []
    for group in groups:
        if not any(head.texts[place] for place in group):
            continue
        if joined and not _repeats(head, joined[-1], group):
            joined[-1] += group
        else:
            joined.append(list(group))
    return [tuple(grid.first_column + place for place in group) for group in joined]


def _repeats(head: _Head, left: list[int], right: list[int]) -> bool:
    """The right block names again what the left one has: a list of its own, not more of the same."""

    def fields(places: list[int]) -> set[object]:
        return {meanings(head.texts[place])[0].field for place in places if meanings(head.texts[place])}

    return len(fields(left) & fields(right) - {None}) > 0


def _region(grid: Grid, head: _Head, columns: tuple[int, ...], last: int, repeated: frozenset[int]) -> Region:
    headings = tuple(head.texts[column - grid.first_column] for column in columns)
    return Region(grid, head.rows, head.rows[-1] + 1, last, columns, headings, repeated)


def _table_region(grid: Grid, table: GridTable, heads: Sequence[_Head]) -> Region:
    """An Excel table says itself where it starts; it ends at its totals row, or where the sheet ends.

    Rows typed right below belong to it: Excel draws them in by default, but not when they are pasted by
    another program, and LibreOffice never does.
    """
    columns = tuple(range(table.first_column, min(table.last_column, grid.last_column) + 1))
    header = tuple(range(table.first_row, table.first_row + table.header_rows))
    headings = tuple(" ".join(cell_text(grid.cell(header[-1], column)).split()) for column in columns)
    last = min(table.last_row - table.totals_rows, grid.last_row)
    if not table.totals_rows:
        others = [one.first_row for one in grid.tables if _side_by_side(one, table)]
        places = {column - grid.first_column for column in columns}
        others += [head.rows[0] for head in heads if head.columns & places]
        last = min((row - 1 for row in others if row > table.last_row), default=grid.last_row)
    return Region(grid, header, header[-1] + 1, last, columns, headings, table=table.name)


def _side_by_side(one: GridTable, other: GridTable) -> bool:
    """Two tables that share a column."""
    return one.first_column <= other.last_column and other.first_column <= one.last_column
