"""Which rows under the headings are pieces, and which are totals, group titles, footnotes or prepared."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING, Final

import numpy as np

from xladdin.model.source_map import Field
from xladdin.workbook.amounts import read_amounts
from xladdin.workbook.date_texts import Shape, parse_date
from xladdin.workbook.profile import cell_text
from xladdin.workbook.vocabulary import is_total

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from typing import Any

    import numpy.typing as npt

    from xladdin.model.arrays import Mask
    from xladdin.model.source_map import ColumnSource
    from xladdin.workbook.regions import Region

_MONEY: Final = (
    Field.AMOUNT, Field.REMAINING, Field.DEBIT, Field.CREDIT, Field.AMOUNT_NET, Field.PAID,
)  # fmt: skip
_DATES: Final = (Field.ISSUED, Field.DUE, Field.PAID_ON)
_LABELLED_DATES: Final = (Field.ISSUED, Field.DUE)
"""Not the date of payment: « soldé » stands there for a piece that is paid."""
_CUSTOMER: Final = (Field.CUSTOMER_CODE, Field.CUSTOMER_NAME)
_LONGEST_NAME: Final = 60
# A name has several words or no digit; « F2026-051 » alone on its row is a number that was prepared.
_NAME: Final = re.compile(r"\S\s+\S|^\D*[^\W\d_]\D*$")
# « Nombre de factures : 2 » where a piece number is expected.
_WORDS: Final = re.compile(r"[^\W\d_]{2,}\W+[^\W\d_]{2,}")
_EARLIEST_YEAR: Final = 1950


@dataclass
class RowPlan:
    """The rows of a list, as positions from 0 below the headings.

    Attributes:
        kept: rows that are pieces or payments.
        seen: rows that hold something of their own, be it a total or a note; prepared rows do not count.
        missing_amount: rows that look like a piece and have no amount.
        lonely_amount: rows with an amount and nothing that says whose or what.
        titles: rows that hold a customer's name alone, above that customer's rows; negative above the
            headings.
        heir: for a kept row without customer, the row above that gives it one.
    """

    kept: npt.NDArray[np.intp]
    seen: int = 0
    missing_amount: list[int] = field(default_factory=list)
    lonely_amount: list[int] = field(default_factory=list)
    titles: dict[int, str] = field(default_factory=dict)
    heir: dict[int, int] = field(default_factory=dict)

    def keep_heirs_among(self, counted: Mask) -> None:
        """Lets only kept rows that count inherit a customer, and only from such rows or from titles."""
        if self.heir and not counted.all():
            rows = set(self.kept[counted].tolist())
            lenders = rows | self.titles.keys()
            self.heir = {
                row: source for row, source in self.heir.items() if row in rows and source in lenders
            }


def plan_rows(region: Region, columns: Mapping[Field, ColumnSource]) -> RowPlan:
    """Sorts the rows of a list into pieces and the rest.

    Rows with an amount, a date and a number or customer are pieces at once. The others are looked at one by
    one: total rows are known by their label, by a SUM formula or by their sum; rows that formulas prepared
    below the list by having neither customer nor amount.
    """
    return _Planner(region, columns).plan()


class _Planner:
    def __init__(self, region: Region, columns: Mapping[Field, ColumnSource]) -> None:
        self.region = region
        self.columns = columns
        self.money = self._any(_MONEY)
        self.number = self._any((Field.NUMBER,))
        self.undated_texts = self._undated_texts()
        self.dated = self._any(_DATES)
        self.customer = self._any(_CUSTOMER)
        self.has_customer_column = any(one in columns for one in _CUSTOMER)
        self.is_piece = np.zeros(region.size, dtype=np.bool_)

    def plan(self) -> RowPlan:
        certain = self.money & self.dated & (self.number | self.customer)
        if self.has_customer_column:
            formulas = self._rows_with_formulas()
            certain &= self.customer | ~formulas
        certain[[row - self.region.first_row for row in self.region.repeated]] = False
        self.is_piece = certain
        plan = RowPlan(kept=np.empty(0, dtype=np.intp), seen=int(certain.sum()))
        if self.region.repeated and not self.has_customer_column:
            self._note_title_above(plan)
        last_total = 0
        for position in np.flatnonzero(~certain).tolist():
            if self._sort(position, plan, last_total):
                last_total = position
        plan.kept = np.flatnonzero(self.is_piece)
        self._pass_customers_down(plan)
        return plan

    def _note_title_above(self, plan: RowPlan) -> None:
        """Where each customer has a block with headings of its own, the first name stands above these."""
        row = self.region.header_rows[0] - 1
        cells = [self.region.grid.cell(row, column) for column in self.region.columns]
        filled = [cell for cell in cells if cell != ""]
        if len(filled) == 1 and isinstance(filled[0], str) and _NAME.search(filled[0]):
            plan.titles[row - self.region.first_row] = filled[0].strip()

    def _sort(self, position: int, plan: RowPlan, last_total: int) -> bool:
        """Places one row that is not a piece at first sight; True when it is a total."""
        row = self.region.first_row + position
        filled = self._filled(position)
        if row in self.region.repeated or not (filled or self.money[position]):
            return False
        plan.seen += 1
        if self.money[position]:
            if self._is_total(position, filled, last_total):
                return True
            if self._is_prepared(position):
                plan.seen -= 1
            elif not (self.number[position] or self.dated[position] or self.customer[position]):
                if self._amount(position):
                    plan.lonely_amount.append(position)
            else:
                self.is_piece[position] = True
        elif (name := self._title(position, filled)) is not None:
            plan.titles[position] = name
        elif self._is_prepared(position):
            plan.seen -= 1
        elif (
            sum((bool(self.customer[position]), bool(self.number[position]), self._really_dated(position)))
            > 1
        ):
            plan.missing_amount.append(position)
        return False

    def _is_total(self, position: int, filled: list[object], last_total: int) -> bool:
        if self._really_dated(position):
            return False
        number = cell_text(self._cell(Field.NUMBER, position)).strip()
        if number and not is_total(number) and (self.customer[position] or not _WORDS.search(number)):
            return False
        labels = [cell for cell in filled if isinstance(cell, str)][:1]
        labels += [cell_text(self._cell(one, position)) for one in (*_CUSTOMER, *_LABELLED_DATES)]
        if any(map(is_total, (number, *labels))):
            return True
        row = self.region.first_row + position
        money = [self.columns[one].column for one in _MONEY if one in self.columns]
        if any((row, column) in self.region.grid.totals for column in money):
            return True
        if self.customer[position] and self._says_when(position):
            return False
        amount = self._amount(position)
        return amount != 0 and amount in (self._sum(last_total, position), self._sum(0, position))

    def _is_prepared(self, position: int) -> bool:
        """A row that formulas or a numbering prepared: no customer, no money, no date of its own."""
        row = self.region.first_row + position
        if self.customer[position] or self._amount(position):
            return False
        own_date = self._really_dated(position) and row not in self.region.grid.formula_rows
        errors = any((row, source.column) in self.region.grid.errors for source in self.columns.values())
        if self.has_customer_column or not self.number[position]:
            return not own_date and not (errors and self.number[position])
        return False

    def _title(self, position: int, filled: list[object]) -> str | None:
        """The customer's name when the row holds that and nothing else that counts."""
        if self.dated[position]:
            return None
        if self.has_customer_column:
            if self.number[position] or not self.customer[position]:
                return None
            name = next(
                filter(None, (cell_text(self._cell(one, position)).strip() for one in reversed(_CUSTOMER)))
            )
        elif len(filled) == 1 and isinstance(filled[0], str) and _NAME.search(filled[0]):
            name = filled[0].strip()
        else:
            return None
        return name if len(name) <= _LONGEST_NAME and not is_total(name) else None

    def _pass_customers_down(self, plan: RowPlan) -> None:
        """Gives rows without customer that above: under a name alone, in a merged cell or a sparse column."""
        lacking = plan.kept[~self.customer[plan.kept]]
        if not len(lacking):
            return
        filled = len(plan.kept) - len(lacking)
        sparse = bool(
            self.has_customer_column and filled and self.customer[plan.kept[0]] and filled < len(lacking)
        )
        titles = sorted(plan.titles)
        pieces = plan.kept[self.customer[plan.kept]]
        for position in lacking.tolist():
            place = int(np.searchsorted(titles, position))
            title = titles[place - 1] if place else None
            place = int(np.searchsorted(pieces, position))
            piece = int(pieces[place - 1]) if place else -1
            if title is not None and (piece < 0 or title > piece):
                plan.heir[position] = title
            elif piece >= 0 and (sparse or self._merged_with(piece, position)):
                plan.heir[position] = piece

    def _merged_with(self, upper: int, lower: int) -> bool:
        rows = self.region.first_row + upper, self.region.first_row + lower
        columns = [self.columns[one].column for one in _CUSTOMER if one in self.columns]
        return any(
            top <= rows[0] and rows[1] <= bottom and any(left <= column <= right for column in columns)
            for top, left, bottom, right in self.region.grid.merged
        )

    def _any(self, fields: tuple[Field, ...]) -> Mask:
        found = np.zeros(self.region.size, dtype=np.bool_)
        for one in fields:
            if one in self.columns and not found.all():
                cells = self.region.cells(self.columns[one].column)
                if one in _DATES and self.undated_texts:
                    cells = ["" if cell in self.undated_texts else cell for cell in cells]
                found |= filled_mask(cells)
                if one in _MONEY:
                    found |= self._faults(self.columns[one].column)
        return found

    def _undated_texts(self) -> frozenset[str]:
        """What stands in the date columns and is no date: « Total DUPONT », « à réception »."""
        columns = [self.columns[one].column for one in _DATES if one in self.columns]
        texts = {cell for column in columns for cell in self.region.cells(column) if cell.__class__ is str}
        return frozenset(
            text
            for text in texts
            if text.strip() and parse_date(text).shape in {Shape.BLANK, Shape.UNREADABLE}
        )

    def _faults(self, column: int) -> Mask:
        """Rows whose cell is an error or a formula without value: filled, though they read as blank."""
        mask = np.zeros(self.region.size, dtype=np.bool_)
        grid = self.region.grid
        for row, place in (*grid.errors, *grid.uncached):
            if place == column and self.region.first_row <= row <= self.region.last_row:
                mask[row - self.region.first_row] = True
        return mask

    def _rows_with_formulas(self) -> Mask:
        mask = np.zeros(self.region.size, dtype=np.bool_)
        first, last = self.region.first_row, self.region.last_row
        rows = [row - first for row in self.region.grid.formula_rows if first <= row <= last]
        mask[rows] = True
        return mask

    def _filled(self, position: int) -> list[object]:
        grid = self.region.grid
        line = grid.rows[self.region.first_row - grid.first_row + position]
        cells = (line[column - grid.first_column] for column in self.region.columns)
        return [
            cell for cell in cells if cell not in ("", None) and (not isinstance(cell, str) or cell.strip())
        ]

    def _cell(self, one: Field, position: int) -> object:
        source = self.columns.get(one)
        return "" if source is None else self.region.cells(source.column)[position]

    def _really_dated(self, position: int) -> bool:
        """Some date, but neither a text of another sense nor the 1900 that a formula makes of a blank."""
        for one in _DATES:
            cell: Any = self._cell(one, position)
            if cell in self.undated_texts:
                continue
            year = getattr(cell, "year", None)
            if (year is None and cell not in ("", None, 0)) or (year is not None and year > _EARLIEST_YEAR):
                return True
        return False

    def _says_when(self, position: int) -> bool:
        """Something stands under a date, such as « à réception »."""
        return any(cell_text(self._cell(one, position)).strip() for one in _LABELLED_DATES)

    def _amount(self, position: int) -> int:
        """Cents of the row's money, whichever column holds it; 1 for an unreadable or faulty cell."""
        return int(self._cents[position])

    def _sum(self, first: int, position: int) -> int:
        return int(self._cents[first:position][self.is_piece[first:position]].sum())

    @cached_property
    def _cents(self) -> npt.NDArray[np.int64]:
        total = np.zeros(self.region.size, dtype=np.int64)
        for one in _MONEY:
            if one in self.columns:
                source = self.columns[one]
                read = read_amounts(self.region.cells(source.column))
                here = np.where(total == 0, read.cents, total)
                for position in read.bad:
                    here[position] = here[position] or 1
                faulty = self._faults(source.column)
                here[faulty & (here == 0)] = 1
                total = here
        return total


def filled_mask(cells: Sequence[object]) -> Mask:
    """True where a cell holds something; blanks are none."""
    if not cells.count("") and None not in cells:
        return np.ones(len(cells), dtype=np.bool_)
    # Through bytes: numpy takes three times as long over a list of bools.
    return np.frombuffer(
        bytearray(
            [
                cell is not None if cell.__class__ is not str else cell != "" and not cell.isspace()
                for cell in cells
            ]
        ),
        dtype=np.bool_,
    )
