"""What our report sheets share: the three lines above the list, and where a chart stands.

Line 1 is the title, line 2 the as-of date, line 3 the unit and the control, line 4 the headings; totals
stand right under the last row.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from xladdin.model.cells import address, column_letter, vertical_range
from xladdin.model.sheet_plan import Cell, Style, fitting_width
from xladdin.model.wording import TOTAL, french_amount, french_date

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterable, Mapping, Sequence

    from xladdin.model.sheet_plan import Value

HEADER_ROW: Final = 4
HEIGHTS: Final = {1: 26.0, HEADER_ROW: 32.0}
CODE, NAME, PIECE, SHARE = "Code Client", "Nom Client", "Numéro de Pièce", "Part"
CODE_WIDTH, NAME_WIDTH, AMOUNT_WIDTH, DATE_WIDTH = 13.0, 30.0, 14.0, 12.0

CHANGED: Final = "Contrôle : une pièce ou un client n’y figure pas encore. Actualisez."
"""What a live sheet says when formulas alone cannot follow her list any further."""

ONE_PAGE_ROWS: Final = 22
"""A list up to this long prints on one page with its chart underneath; a longer one has it beside."""

_PIXELS_PER_CHARACTER: Final = 7
_CELL_PADDING: Final = 5


def units(cents: int) -> float:
    """Cents to currency units: the one division, at the edge."""
    return int(cents) / 100


def head(
    title: str, as_of: dt.date, currency: str, control: str = "", *, because: str = ""
) -> dict[tuple[int, int], Cell]:
    """The three lines above a list of values that do not follow the as-of cell.

    Args:
        because: why they do not, one French clause.
    """
    frozen = f"valeurs figées : {because}" if because else "valeurs figées"
    return {
        (1, 1): Cell(title, Style.TITLE),
        (2, 1): Cell(f"Arrêté au {french_date(as_of)} ({frozen})", Style.LABEL),
        (3, 1): Cell(f"{unit(currency)} {control}".strip(), Style.NOTE),
    }


def live_head(
    title: str,
    as_of: dt.date,
    currency: str,
    *,
    as_of_cell: str,
    holds: str,
    ties: str = "le total égale le reste dû de la liste",
) -> dict[tuple[int, int], Cell]:
    """The three lines above a list that follows the as-of cell.

    Args:
        as_of_cell: reference of that cell.
        holds: a formula that is true while the sheet says the same as her list.
        ties: what that means.
    """
    good = f"{unit(currency)} Contrôle : {ties}."
    bad = f"{unit(currency)} {CHANGED}"
    return {
        (1, 1): Cell(title, Style.TITLE),
        (2, 1): Cell("Arrêté au", Style.LABEL),
        (2, 2): Cell(as_of, Style.AS_OF, f"={as_of_cell}"),
        (3, 1): Cell(good, Style.NOTE, f'=IF({holds},"{good}","{bad}")'),
    }


def unit(currency: str) -> str:
    """In what the amounts are."""
    return f"Montants en {currency}, crédits en négatif."


def control_line(sheet_total: int, list_total: int) -> str:
    """Whether the sheet ties to the list, in words; cents."""
    if sheet_total == list_total:
        return f"Contrôle : le total égale le reste dû de la liste, {french_amount(list_total)}."
    return (
        f"Contrôle : écart de {french_amount(sheet_total - list_total)} avec le reste dû de la liste, "
        f"{french_amount(list_total)} : actualisez."
    )


def headings(labels: Iterable[str]) -> dict[tuple[int, int], Cell]:
    """The line of headings."""
    return line(HEADER_ROW, (Cell(label, Style.HEADING) for label in labels))


def line(row: int, cells: Iterable[Cell]) -> dict[tuple[int, int], Cell]:
    """One row from column A on."""
    return {(row, column): cell for column, cell in enumerate(cells, 1)}


def column(values: Iterable[Value], style: Style) -> list[Cell]:
    """Cells of one column, values of one type; equal ones are one cell, as most of a long list repeats."""
    values = list(values)
    cells = {value: Cell(value, style) for value in set(values)}
    return [cells[value] for value in values]


def total_line(
    row: int, before: int, totals: Iterable[int], *, live: bool = False
) -> dict[tuple[int, int], Cell]:
    """« Total », then the totals in cents from column ``before + 1`` on; live, sums of what stands above."""
    labels = (Cell(TOTAL if column == 1 else None, Style.TOTAL_TEXT) for column in range(1, before + 1))
    amounts = (
        Cell(
            units(cents),
            Style.TOTAL_AMOUNT,
            f"=ROUND(SUM({vertical_range(column, HEADER_ROW + 1, row - 1)}),2)" if live else None,
        )
        for column, cents in enumerate(totals, before + 1)
    )
    return line(row, (*labels, *amounts))


def share_line(
    row: int, before: int, totals: Sequence[int], *, live: bool = False
) -> dict[tuple[int, int], Cell]:
    """« Part » of each total, on the line above, in the last one; blank when that is zero."""
    labels = (Cell(SHARE if column == 1 else None, Style.SHARE_TEXT) for column in range(1, before + 1))
    whole = totals[-1]
    last = f"${column_letter(before + len(totals))}{row - 1}"
    shares = (
        Cell(
            cents / whole if whole else None,
            Style.SHARE,
            f'=IF({last}=0,"",{address(row - 1, column)}/{last})' if live else None,
        )
        for column, cents in enumerate(totals, before + 1)
    )
    return line(row, (*labels, *shares))


def customer_columns(codes: Sequence[str], names: Mapping[str, str]) -> tuple[str, ...]:
    """``Code Client, Nom Client``; the name alone where the layout has no codes."""
    return (NAME,) if all(names.get(code, code) == code for code in codes) else (CODE, NAME)


def customer_cells(code: str, names: Mapping[str, str], columns: Sequence[str]) -> tuple[Cell, ...]:
    """One customer under ``customer_columns``."""
    name = Cell(names.get(code, code), Style.NAME)
    return (name,) if len(columns) == 1 else (Cell(code), name)


def customer_widths(
    codes: Sequence[str], names: Mapping[str, str], columns: Sequence[str]
) -> tuple[float, ...]:
    """Widths of ``customer_columns`` in which the customers can be read."""
    name = name_width([names.get(code, code) for code in codes], NAME_WIDTH)
    return (name,) if len(columns) == 1 else (max(CODE_WIDTH, fitting_width(codes)), name)


def name_width(names: Sequence[Value], usual: float, most: float = 48.0) -> float:
    """Width in which names can be read; longer ones than that show smaller."""
    return max(usual, min(fitting_width(names), most))


def amount_width(amounts: Sequence[Value], usual: float = AMOUNT_WIDTH) -> float:
    """Width in which amounts in currency units show, one digit more than they have now."""
    return max(usual, fitting_width(amounts))


def pixels(widths: Sequence[float]) -> int:
    """How wide columns of these widths are on screen."""
    return round(sum(width * _PIXELS_PER_CHARACTER + _CELL_PADDING for width in widths))


def chart_place(last_row: int, rows: int, columns: int) -> tuple[int, int]:
    """Row and column of a chart: under a list that fits one page, beside a longer one.

    Beside it begins under the headings, which stay in view: the chart would be cut when one scrolls.
    """
    return (last_row + 2, 1) if rows <= ONE_PAGE_ROWS else (HEADER_ROW + 1, columns + 2)
