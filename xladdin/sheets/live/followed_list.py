"""One list of hers as formulas read it: row by row, whatever she sorts, inserts or adds below."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from xladdin.model.arrays import to_cents
from xladdin.model.cells import column_letter, quoted
from xladdin.model.source_map import Field
from xladdin.sheets.live.conditions import NotLiveError
from xladdin.sheets.live.keys import serial, spaced, spaced_formula, text_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from xladdin.model.source_map import ListSource

NO_DATE_BELOW: Final = {False: 2, True: 1}
"""Serial numbers below are a zero, or what exports write for no date; by whether days count from 1904."""


@dataclass(frozen=True, slots=True)
class FollowedList:
    """A list and the room below it."""

    source: ListSource
    date_1904: bool

    def __len__(self) -> int:
        return self.source.last_row - self.source.first_row + 1 + self.source.room

    def __contains__(self, field: Field) -> bool:
        return field in self.source.columns

    def range(self, field: Field) -> str:
        """``'Factures'!$G$2:$G$68``: a column, room included; it grows with rows inserted in between."""
        letter = column_letter(self.source.columns[field].column)
        last = self.source.last_row + self.source.room
        return f"{quoted(self.source.sheet)}!${letter}${self.source.first_row}:${letter}${last}"

    def has_grown(self) -> str:
        """A formula that is 1 when there are amounts that no formula sees, else 0.

        Amounts typed under the room are outside the range; rows inserted between make it longer than the
        formulas are many.
        """
        money = self.money
        letter = column_letter(self.source.columns[money].column)
        column = f"{quoted(self.source.sheet)}!${letter}:${letter}"
        place = self.range(money)
        elsewhere = self.source.numbers_elsewhere
        return f"IFERROR(IF(OR(COUNT({column})-COUNT({place})<>{elsewhere},ROWS({place})>{len(self)}),1,0),1)"

    @property
    def money(self) -> Field:
        """Where the amount of a row stands first of all."""
        order = (Field.AMOUNT, Field.REMAINING, Field.AMOUNT_NET, Field.PAID)
        return next(field for field in order if field in self)

    def places(self) -> list[tuple[str, int]]:
        """Sheet and row of hers, row by row."""
        return [(self.source.sheet, self.sheet_row(place)) for place in range(len(self))]

    def sheet_row(self, place: int) -> int:
        """Row of her sheet, from a place counted from 0."""
        return self.source.first_row + place

    def read_text(self, field: Field) -> tuple[str, list[str]]:
        """Template and values of a column of texts."""
        shown = [text_of(cell, date_1904=self.date_1904) for cell in self._cells(field)]
        if None in shown:
            heading = self.source.columns[field].heading
            raise NotLiveError(f"la colonne « {heading} » n’a pas que des textes et des nombres entiers")
        read = spaced_formula(f'INDEX({self.range(field)},{{rank}})&""')
        return f'IFERROR({read},"")', [spaced(text or "") for text in shown]

    def read_number(self, field: Field) -> tuple[str, list[float | str]]:
        """Template and values of a column of amounts or dates; blanks are empty texts."""
        cells = f"INDEX({self.range(field)},{{rank}})"
        return f'IFERROR(IF({cells}="","",{cells}),"")', [_number(cell, self) for cell in self._cells(field)]

    def amounts(self, field: Field) -> list[int | None]:
        """Cents, None for a blank."""
        numbers = (_number(cell, self) for cell in self._cells(field))
        return [None if isinstance(number, str) else to_cents(number) for number in numbers]

    def days(self, field: Field) -> list[int]:
        """Serial numbers, 0 for no date."""
        if field not in self:
            return [0] * len(self)
        serials = (_number(cell, self) for cell in self._cells(field))
        least = NO_DATE_BELOW[self.date_1904]
        return [int(day) if not isinstance(day, str) and day >= least else 0 for day in serials]

    def _cells(self, field: Field) -> Sequence[object]:
        return [*self.source.cells[field], *([""] * self.source.room)]


def _number(cell: object, followed: FollowedList) -> float | str:
    """A date with hours has its fraction, as in the cell."""
    if isinstance(cell, dt.datetime):
        midnight = dt.datetime.combine(cell.date(), dt.time(), cell.tzinfo)
        part = (cell - midnight) / dt.timedelta(days=1)
        return serial(cell, date_1904=followed.date_1904) + part
    if isinstance(cell, dt.date):
        return serial(cell, date_1904=followed.date_1904)
    return cell if isinstance(cell, int | float) and not isinstance(cell, bool) else ""
