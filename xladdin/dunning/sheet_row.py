"""One row of a sheet of settings, read cell by cell; what is wrong is told with the address of its cell."""

from __future__ import annotations

import datetime as dt
import re
from contextlib import suppress
from dataclasses import dataclass, field
from decimal import Decimal, InvalidOperation
from typing import TYPE_CHECKING, Final, TypeVar

from xladdin.model.arrays import to_cents
from xladdin.model.cells import address, vertical_range
from xladdin.model.problem import Problem, problem
from xladdin.model.text import fold

if TYPE_CHECKING:
    from collections.abc import Container, Mapping

_Choice = TypeVar("_Choice")
_YES: Final = frozenset({"oui", "o", "x", "1", "vrai", "true", "yes"})
_NO: Final = frozenset({"", "non", "n", "0", "faux", "false", "no"})
_TICKS: Final = frozenset({"✓", "✔", "☑"})
_MOST_DAYS: Final = 3650
_DAYS: Final = re.compile(r"([+-]?\d+)(?:[.,]0+)?\s*(?:j|jours?)?", re.IGNORECASE)
_DATES: Final = ("%Y-%m-%d", "%d/%m/%Y")
_WHOLE_NUMBER: Final = re.compile(r"\d{1,9}")
_BLANKS: Final = re.compile(r"\s")
_HUNDRED: Final = 100
EMPTY: Final = "(vide)"


def is_yes_word(text: str) -> bool:
    """« Oui », « x », a tick."""
    return text in _TICKS or fold(text) in _YES


def is_no_word(text: str) -> bool:
    """« Non », or nothing at all."""
    return text not in _TICKS and fold(text) in _NO


@dataclass(frozen=True, slots=True)
class SheetRow:
    """Where a row stands and what its cells hold.

    Args:
        sheet: name of the sheet.
        row: 1-based.
        values: by heading, as the headings are spelt in the sheet of ours; blank cells may be absent.
        columns: 1-based column of each heading.
    """

    sheet: str
    row: int
    values: Mapping[str, object]
    columns: Mapping[str, int]

    def text(self, heading: str) -> str:
        """The cell as trimmed text; ``""`` when blank or absent."""
        value = self.values.get(heading)
        if isinstance(value, float) and value.is_integer():
            value = int(value)
        return "" if value is None else str(value).strip()

    def is_blank(self) -> bool:
        """No cell holds anything."""
        return not any(self.text(heading) for heading in self.values)

    def problem(self, code: str, heading: str, /, **fields: object) -> Problem:
        """A Problem about one cell, or about the row where the sheet lacks the column."""
        column = self.columns.get(heading, 0)
        cell = address(self.row, column) if column else vertical_range(0, self.row, self.row)
        return problem(code, sheet=self.sheet, cell=cell, **fields)


@dataclass(frozen=True, slots=True)
class RowReader:
    """Reads the cells of one row and collects what is wrong with them."""

    row: SheetRow
    problems: list[Problem] = field(default_factory=list)

    def text(self, heading: str) -> str:
        """Trimmed text, ``""`` when blank."""
        return self.row.text(heading)

    def complain(self, code: str, heading: str, /, **fields: object) -> None:
        """Notes a fault of the cell."""
        self.problems.append(self.row.problem(code, heading, **fields))

    def choice(self, heading: str, choices: Mapping[str, _Choice], code: str) -> _Choice | None:
        """What the cell names, without case and accents; None, with the fault ``code``, when it is none."""
        found = choices.get(fold(self.text(heading)))
        if found is None:
            self.complain(code, heading, text=self.text(heading) or EMPTY)
        return found

    def choice_or_blank(self, heading: str, choices: Mapping[str, _Choice]) -> _Choice | None:
        """The same for a cell that may be blank: None without a fault."""
        text = self.text(heading)
        if text and fold(text) not in choices:
            self._unreadable(heading, f"l’un de ces mots : {', '.join(map(str, choices.values()))}")
        return choices.get(fold(text))

    def date(self, heading: str) -> dt.date | None:
        """A date, or a text like 2026-06-30 or 30/06/2026. None when blank or faulty."""
        value = self.row.values.get(heading)
        if isinstance(value, dt.datetime):
            return value.date()
        if isinstance(value, dt.date):
            return value
        text = self.text(heading)
        for pattern in _DATES if text else ():
            with suppress(ValueError):
                return dt.datetime.strptime(text, pattern).date()  # noqa: DTZ007 - a day has no zone
        if text:
            self._unreadable(heading, "une date")
        return None

    def whole(self, heading: str, allowed: Container[int], expected: str) -> int | None:
        """A whole number among those allowed. None when blank or faulty."""
        text = self.text(heading)
        if not text:
            return None
        if not _WHOLE_NUMBER.fullmatch(text) or int(text) not in allowed:
            self._unreadable(heading, expected)
            return None
        return int(text)

    def missing(self, heading: str, expected: str) -> None:
        """Notes that the cell should not be blank."""
        self._unreadable(heading, expected)

    def days(self, heading: str, code: str) -> int | None:
        """A whole number of days, signed, of ten years at most: 5, « 5 j ».

        None, with the fault ``code``, for anything else.
        """
        match = _DAYS.fullmatch(self.text(heading))
        if match is None or abs(int(match.group(1))) > _MOST_DAYS:
            self.complain(code, heading, text=self.text(heading) or EMPTY)
            return None
        return int(match.group(1))

    def percent(self, heading: str) -> Decimal | None:
        """0 to 100; 0.2, which is what Excel holds for 20 %, is 20. None when blank or faulty."""
        text = self.text(heading)
        expected = "un pourcentage, de 0 à 100 %"
        number = self._number(heading, text.removesuffix("%"), expected)
        if number is None:
            return None
        if not text.endswith("%") and number <= 1:
            number *= _HUNDRED
        if not 0 <= number <= _HUNDRED:
            self._unreadable(heading, expected)
            return None
        return number

    def cents(self, heading: str) -> int | None:
        """An amount in currency units, never negative, as cents. None when blank or faulty."""
        expected = "un montant positif"
        number = self._number(heading, self.text(heading).removesuffix("€"), expected)
        if number is not None and number < 0:
            self._unreadable(heading, expected)
            return None
        return None if number is None else to_cents(number)

    def yes(self, heading: str) -> bool:
        """Ticked; blank is no. Anything that is neither yes nor no is a fault."""
        text = self.text(heading)
        if is_yes_word(text):
            return True
        if not is_no_word(text):
            self._unreadable(heading, "Oui ou Non")
        return False

    def _number(self, heading: str, text: str, expected: str) -> Decimal | None:
        plain = _BLANKS.sub("", text).replace(",", ".")
        if not plain:
            return None
        try:
            number = Decimal(plain)
            if not number.is_finite():
                raise InvalidOperation
        except InvalidOperation:
            self._unreadable(heading, expected)
            return None
        return number

    def _unreadable(self, heading: str, expected: str) -> None:
        self.complain(
            "valeur-illisible",
            heading,
            text=self.text(heading) or EMPTY,
            heading=heading,
            expected=expected,
        )
