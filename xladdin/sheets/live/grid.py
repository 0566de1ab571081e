"""Columns of row formulas, written as templates with names instead of addresses."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from xladdin.model.cells import column_letter
from xladdin.model.sheet_plan import Cell, Style

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from xladdin.model.sheet_plan import Value


@dataclass(frozen=True, slots=True)
class Rows:
    """A stretch of rows of the hidden sheet, both ends included."""

    first: int
    last: int

    def __len__(self) -> int:
        return self.last - self.first + 1


@dataclass(slots=True)
class FormulaGrid:
    """Named columns over named stretches of rows, one stretch under the other.

    In a template ``{amount}`` is the cell of that column in the formula's own row and ``{amount:items}`` the
    whole column over a stretch. The columns a template names must have their place already.

    Attributes:
        stretches: by name, in order.
        constants: names of single cells, for every template.
        first_column: of the sheet.
    """

    stretches: Mapping[str, Rows]
    constants: Mapping[str, str]
    first_column: int = 1
    cells: dict[tuple[int, int], Cell] = field(default_factory=dict)
    columns: dict[str, int] = field(default_factory=dict)

    def add(self, name: str, stretch: str, style: Style, template: str, values: Sequence[Value]) -> None:
        """A column of formulas over one stretch.

        Args:
            template: a formula without its ``=``.
            values: what the formulas have as values now.
        """
        column = self._column(name)
        rows = self.stretches[stretch]
        row_now = [0]
        places = {known: _Place(self, place, row_now) for known, place in self.columns.items()}
        meanings = {**self.constants, **places}
        for row, value in zip(range(rows.first, rows.last + 1), values, strict=True):
            row_now[0] = row
            self.cells[row, column] = Cell(value, style, f"={template.format_map(meanings)}")

    def add_ranks(self) -> None:
        """The place of each row in its list, from 1, under the name ``rank``."""
        column = self._column("rank")
        for rows in self.stretches.values():
            for rank in range(1, len(rows) + 1):
                self.cells[rows.first + rank - 1, column] = Cell(rank, Style.INTEGER)

    def reserve(self, *names: str) -> None:
        """Gives columns their place before they are filled."""
        for name in names:
            self._column(name)

    def span(self, name: str, *stretches: str) -> str:
        """``$F$12:$F$80``: a column over some stretches, one under the other."""
        rows = [self.stretches[stretch] for stretch in stretches]
        letter = column_letter(self.columns[name])
        return f"${letter}${rows[0].first}:${letter}${rows[-1].last}"

    def _column(self, name: str) -> int:
        return self.columns.setdefault(name, self.first_column + len(self.columns))


@dataclass(slots=True)
class _Place:
    """A column as a template names it; the row that is being written is shared by all of them."""

    grid: FormulaGrid
    column: int
    row: list[int]

    def __format__(self, stretch: str) -> str:
        letter = column_letter(self.column)
        if not stretch:
            return f"${letter}{self.row[0]}"
        rows = self.grid.stretches[stretch]
        return f"${letter}${rows.first}:${letter}${rows.last}"
