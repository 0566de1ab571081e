"""The sheet Taux: its rows to the published rates, faults with the address of their cell, and back."""

from __future__ import annotations

import re
from decimal import Decimal, InvalidOperation
from typing import TYPE_CHECKING, Final

from xladdin.dunning.sheet_row import EMPTY, RowReader
from xladdin.ledger.rates import HalfYear, RateTable
from xladdin.model.text import fold

if TYPE_CHECKING:
    from collections.abc import Iterable

    from xladdin.dunning.sheet_row import SheetRow
    from xladdin.model.problem import Problem

HALF_YEAR: Final = "Semestre"
ECB: Final = "Taux BCE"
LEGAL: Final = "Taux d’intérêt légal"

RATE_HEADINGS: Final = (HALF_YEAR, ECB, LEGAL)

_YEAR_FIRST: Final = re.compile(r"(?P<year>(?:19|20)\d\d) ?s ?(?P<half>[12])")
_HALF_FIRST: Final = re.compile(r"(?:s ?)?(?P<half>[12])(?:er|e|eme)? ?(?:semestre )?(?P<year>(?:19|20)\d\d)")
_EXPECTED: Final = "un taux annuel, par exemple 2,15 %"
_HIGHEST: Final = 30
"""Percent; a published rate that seems higher was typed as a number, 2.15, where 2.15 % is meant."""
_PRECISION: Final = Decimal("0.0001")


def read_rates(rows: Iterable[SheetRow]) -> tuple[RateTable, tuple[Problem, ...]]:
    """The table, and the faults; a blank or faulty cell leaves that rate unknown.

    Args:
        rows: keyed by ``RATE_HEADINGS``; blank ones are passed over. A number is a fraction, as Excel holds
            a percentage; a text such as « 2,15 % » or « 2,15 » is in percent.
    """
    ecb: dict[HalfYear, Decimal] = {}
    legal: dict[HalfYear, Decimal] = {}
    seen: set[HalfYear] = set()
    problems: list[Problem] = []
    for row in rows:
        if row.is_blank():
            continue
        cells = RowReader(row)
        half_year = half_year_of(cells.text(HALF_YEAR))
        if half_year is None:
            cells.complain("taux-semestre-illisible", HALF_YEAR, text=cells.text(HALF_YEAR) or EMPTY)
        elif half_year in seen:
            cells.complain("taux-semestre-double", HALF_YEAR, half_year=half_year.label)
        else:
            seen.add(half_year)
            for table, heading in ((ecb, ECB), (legal, LEGAL)):
                percent = _percent(cells, heading)
                if percent is not None:
                    table[half_year] = percent
        problems += cells.problems
    return RateTable(ecb, legal), tuple(problems)


def rate_table(
    rates: RateTable, further: Iterable[HalfYear] = ()
) -> list[tuple[str, float | None, float | None]]:
    """Rows of the sheet without the headings, oldest first; ``read_rates`` gives the same table back.

    Args:
        rates: published rates; shown as fractions, for cells that show a percentage.
        further: half-years to come, with nothing known yet.
    """
    return [
        (f"{year}-S{half}", _fraction(rates.ecb.get(one)), _fraction(rates.legal.get(one)))
        for one in sorted({*rates.ecb, *rates.legal, *further})
        for year, half in [one]
    ]


def half_year_of(text: str) -> HalfYear | None:
    """« 2026-S1 », « S1 2026 », « 1er semestre 2026 »; None for anything else."""
    folded = fold(text)
    match = _YEAR_FIRST.fullmatch(folded) or _HALF_FIRST.fullmatch(folded)
    return HalfYear(int(match["year"]), int(match["half"])) if match else None


def _percent(cells: RowReader, heading: str) -> Decimal | None:
    """Percent per year; None when blank or faulty."""
    text = cells.text(heading)
    if not text:
        return None
    typed = isinstance(cells.row.values[heading], str)
    try:
        number = Decimal(text.removesuffix("%").strip().replace(",", ".")) * (1 if typed else 100)
        if 0 <= number <= _HIGHEST:
            return number.quantize(_PRECISION)
    except InvalidOperation:
        pass  # a word, « nan »: told below like a rate out of bounds
    cells.missing(heading, _EXPECTED)
    return None


def _fraction(percent: Decimal | None) -> float | None:
    return None if percent is None else float(percent / 100)
