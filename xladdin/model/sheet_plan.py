"""SheetPlan: one sheet of ours, described plainly.

A plan holds values, formulas and the names of styles; it knows no Office library. The one renderer turns
it into a finished sheet, the hosts put that sheet where it belongs, golden tests compare plans as text.

Positions are 1-based (row, column). Money stands in currency units, divided once, when the plan is made.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, field, replace
from enum import StrEnum
from typing import TYPE_CHECKING, Literal, NamedTuple

from xladdin.errors import ArgumentError
from xladdin.model.cells import quoted
from xladdin.model.text import fold

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

Value = str | int | float | bool | dt.date | None
"""What a cell may hold; None is an empty cell that still has a style."""


class Style(StrEnum):
    """How a cell looks, by meaning; the theme says what that is in fonts and colours."""

    TITLE = "title"
    LABEL = "label"
    NOTE = "note"
    AS_OF = "as_of"
    WARNING = "warning"
    HEADING = "heading"
    TEXT = "text"
    NAME = "name"
    CENTRE = "centre"
    WRAPPED = "wrapped"
    LINK = "link"
    DATE = "date"
    INTEGER = "integer"
    AMOUNT = "amount"
    PERCENT = "percent"
    RATE = "rate"
    TOTAL_TEXT = "total_text"
    TOTAL_INTEGER = "total_integer"
    TOTAL_AMOUNT = "total_amount"
    TOTAL_PERCENT = "total_percent"
    ROW_TOTAL = "row_total"
    SHARE_TEXT = "share_text"
    SHARE = "share"
    INPUT = "input"
    INPUT_DATE = "input_date"
    INPUT_AMOUNT = "input_amount"
    INPUT_INTEGER = "input_integer"
    INPUT_NUMBER = "input_number"
    INPUT_PERCENT = "input_percent"


@dataclass(frozen=True, slots=True)
class Cell:
    """One cell.

    Args:
        value: what it shows; with a formula, the value that the formula has now, so that previews and
            Protected View show figures.
        formula: en-US, comma-separated, with its leading ``=``; None for a plain value.
        link: a place in the workbook, ``'Factures'!D5``.
    """

    value: Value = None
    style: Style = Style.TEXT
    formula: str | None = None
    link: str | None = None


class Area(NamedTuple):
    """A rectangle, 1-based, inclusive."""

    first_row: int
    first_column: int
    last_row: int
    last_column: int


@dataclass(frozen=True, slots=True)
class Block:
    """The rows that a refresh replaces, and how a row is known again.

    Args:
        header_row: row of the headings.
        last_row: last data row; equal to ``header_row`` when there is none.
        last_column: last column of ours, the first being 1; hers begin after it.
        key_columns: columns whose values together name a row.
        footer_rows: rows of ours right under the data (totals).
        grows: she writes rows of her own under the last one, which belong to the list as well.
    """

    header_row: int
    last_row: int
    last_column: int
    key_columns: tuple[int, ...]
    footer_rows: int = 0
    grows: bool = False

    @property
    def first_row(self) -> int:
        """First data row."""
        return self.header_row + 1

    def area(self) -> Area:
        """Headings and data, without the footer."""
        return Area(self.header_row, 1, self.last_row, self.last_column)


@dataclass(frozen=True, slots=True)
class Table:
    """An Excel table; its headings are the first row of ``area``."""

    name: str
    area: Area


@dataclass(frozen=True, slots=True)
class Validation:
    """What may be entered in an area.

    Args:
        choices: the allowed values; empty for no list.
        kind: ``list``, ``date``, ``decimal`` or ``any`` (a note only).
    """

    area: Area
    kind: Literal["list", "date", "decimal", "any"] = "any"
    choices: tuple[str, ...] = ()
    title: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True)
class Condition:
    """Style a row or cell takes while ``formula`` (relative to the area's first cell) is true."""

    area: Area
    formula: str
    style: Literal["late", "done", "attention", "struck_out"]


@dataclass(frozen=True, slots=True)
class Series:
    """One series of a chart.

    Args:
        name: the cell that names it, or the name itself.
        shade: 0 (lightest) to 1 (darkest) on the theme's ramp; -1 for what counts against the others.
    """

    name: Area | str
    values: Area
    shade: float


@dataclass(frozen=True, slots=True)
class Chart:
    """A chart that stands on the sheet.

    Args:
        row: row of its upper left corner.
        column: column of its upper left corner.
        width: in pixels.
        height: in pixels.
        reverse: categories from top to bottom, for bars that follow a list.
        value_format: en-US number format of the value axis.
        category_format: the same for categories that are dates; empty for texts.
    """

    kind: Literal["stacked_bar", "column", "stacked_column", "line"]
    title: str
    categories: Area
    series: tuple[Series, ...]
    row: int
    column: int
    width: int = 900
    height: int = 360
    reverse: bool = False
    value_format: str = "#,##0"
    category_format: str = ""


@dataclass(frozen=True, slots=True)
class Page:
    """Print set-up; always A4.

    Args:
        repeated_rows: first and last row repeated on each page; None for none.
        repeated_columns: first and last column repeated on each page; None for none.
        area: what is printed; None for everything. A chart beside it is printed on a page of its own.
        one_page: shrink to a single page; otherwise only to ``across``.
        across: pages side by side, for a list too wide for one.
    """

    landscape: bool = True
    repeated_rows: tuple[int, int] | None = None
    repeated_columns: tuple[int, int] | None = None
    area: Area | None = None
    one_page: bool = False
    across: int = 1


@dataclass(frozen=True, slots=True)
class SheetPlan:
    r"""One sheet of ours.

    Args:
        name: of the tab, at most 31 characters, none of ``[ ] : * ? / \``.
        mark: what the sheet is, whatever its tab is called; stable.
        cells: by (row, column).
        widths: of the columns in characters, first column first; 0 for a hidden one.
        heights: of single rows, in points.
        freeze: rows and columns that stay in view.
        block: None for a sheet without a list of rows.
        filter: area of the automatic filter, headings included.
        hidden: a sheet that only formulas use.
    """

    name: str
    mark: str
    cells: Mapping[tuple[int, int], Cell]
    widths: tuple[float, ...] = ()
    heights: Mapping[int, float] = field(default_factory=dict)
    freeze: tuple[int, int] = (0, 0)
    block: Block | None = None
    filter: Area | None = None
    table: Table | None = None
    validations: tuple[Validation, ...] = ()
    conditions: tuple[Condition, ...] = ()
    charts: tuple[Chart, ...] = ()
    page: Page = Page()
    hidden: bool = False

    def __post_init__(self) -> None:
        if (
            not 1 <= len(self.name) <= _LONGEST_NAME
            or set(self.name) & _FORBIDDEN
            or self.name.strip("'") != self.name
        ):
            raise ArgumentError(
                f"« {self.name} » ne peut pas être le nom d’une feuille.",
                "31 caractères au plus, sans [ ] : * ? / \\ ni apostrophe au début ou à la fin.",
            )

    def retitled(self, titles: Mapping[str, str]) -> SheetPlan:
        """The same plan where sheets are called otherwise, this one or those its formulas refer to.

        Args:
            titles: new title by name, of the sheets that do not keep theirs.
        """
        if not titles:
            return self
        swaps = [(f"{quoted(name)}!", f"{quoted(title)}!") for name, title in titles.items()]
        cells = {}
        for place, cell in self.cells.items():
            formula = cell.formula
            for old, new in swaps:
                formula = formula and formula.replace(old, new)
            cells[place] = cell if formula == cell.formula else replace(cell, formula=formula)
        return replace(self, name=titles.get(self.name, self.name), cells=cells)

    @classmethod
    def from_rows(cls, name: str, rows: Sequence[Sequence[Value]]) -> SheetPlan:
        """A sheet from plain rows, the first being the headings; styles follow the types.

        The mark is made from the name, so that applying rows of the same name again replaces the sheet;
        it is never that of a report.

        Raises:
            ArgumentError: no headings, a row that is longer than the headings, or a bad name.
        """
        if not rows or not rows[0]:
            raise ArgumentError(f"La feuille « {name} » n’a pas d’en-têtes.", "Donnez-les en première ligne.")
        width = len(rows[0])
        too_long = next((number for number, row in enumerate(rows, 1) if len(row) > width), None)
        if too_long is not None:
            raise ArgumentError(
                f"La ligne {too_long} de « {name} » a plus de cases que les en-têtes.",
                "Donnez un en-tête par colonne.",
            )
        cells = {(1, column): Cell(heading, Style.HEADING) for column, heading in enumerate(rows[0], 1)}
        for number, row in enumerate(rows[1:], 2):
            for column, value in enumerate(row, 1):
                cells[number, column] = Cell(value, style_of(value))
        block = Block(1, len(rows), width, key_columns=(1,))
        return cls(
            name=name,
            mark=f"{fold(name).replace(' ', '_')}_plan",
            cells=cells,
            widths=tuple(
                fitting_width([row[place] for row in rows if place < len(row)]) for place in range(width)
            ),
            freeze=(1, 0),
            block=block,
            filter=block.area(),
            page=Page(repeated_rows=(1, 1)),
        )


_LONGEST_NAME = 31
_FORBIDDEN = frozenset("[]:*?/\\")
_WIDTHS = (9, 48)


def style_of(value: Value) -> Style:
    """The style that fits a value by its type alone: dates, whole numbers, amounts, text."""
    match value:
        case dt.date():
            return Style.DATE
        case bool() | str() | None:
            return Style.TEXT
        case int():
            return Style.INTEGER
        case _:
            return Style.AMOUNT


def fitting_width(values: Sequence[Value]) -> float:
    """Column width, in characters, in which the values can be read."""
    longest = max((_shown_length(value) for value in values), default=0)
    return float(min(max(longest + 2, _WIDTHS[0]), _WIDTHS[1]))


def _shown_length(value: Value) -> int:
    match value:
        case None:
            return 0
        case dt.date():
            return len("30/06/2026")
        case str() | bool():
            return max((len(line) for line in str(value).splitlines()), default=0)
        case _:
            return len(f"{value:,.2f}")
