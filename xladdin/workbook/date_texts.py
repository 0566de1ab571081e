"""One date written as text: « 30/06/2026 », « 5 janvier 2022 », « janv. 2022 », « 300626 »."""

from __future__ import annotations

import calendar
import datetime as dt
import re
from enum import Enum, auto
from typing import TYPE_CHECKING, Final, NamedTuple

from xladdin.model.text import fold

if TYPE_CHECKING:
    from collections import Counter

EARLIEST: Final = dt.date(1950, 1, 1)
LATEST: Final = dt.date(2100, 12, 31)
"""Years outside these are typing errors or codes, not dates of invoices."""

SERIAL: Final = "serial"

_CENTURY_TURN = 50
_TIME = re.compile(
    r"[T\s]+\d{1,2}[:h]\d{2}(?::\d{2}(?:[.,]\d+)?)?\s*(?:[AaPp]\.?[Mm]\.?)?(?:Z|[+-]\d\d:?\d\d)?$"
)
_ORDERED = re.compile(r"(\d{1,2})\s*([/.\- ])\s*(\d{1,2})\s*\2\s*(\d{4}|\d{2})")
_YEAR_FIRST = re.compile(r"(\d{4})\s*([/.\-])\s*(\d{1,2})\s*\2\s*(\d{1,2})")
_MONTH_YEAR = re.compile(r"(\d{1,2})[/.\-](\d{4})")
_COMPACT = re.compile(r"\d{5,8}")
_DAY_MONTH_YEAR = re.compile(r"(?:[a-z]+ )?(\d{1,2})(?:er|st|nd|rd|th)? ([a-z]+) (\d{4}|\d{2})")
_MONTH_DAY_YEAR = re.compile(r"(?:[a-z]+ )?([a-z]+) (\d{1,2})(?:st|nd|rd|th)? (\d{4})")
_NAMED_MONTH = re.compile(r"([a-z]+) (\d{4}|\d{2})")
_DAY_MONTH = re.compile(r"(\d{1,2})/(\d{1,2})")
_DAY_NAMED_MONTH = re.compile(r"(\d{1,2})(?:er)? ([a-z]+)")
_LEAP_YEAR = 2024
_BLANKS = frozenset({"", "-", "--", "0", "00/00/0000", "00/00/00", "0000-00-00"})
_MONTH_WORDS = (
    "janvier janv jan january",
    "fevrier fevr fev february feb",
    "mars mar march",
    "avril avr april apr",
    "mai may",
    "juin june jun",
    "juillet juil july jul",
    "aout aou august aug",
    "septembre sept sep september",
    "octobre oct october",
    "novembre nov november",
    "decembre dec december",
)
_MONTHS = {word: month for month, words in enumerate(_MONTH_WORDS, 1) for word in words.split()}


class Shape(Enum):
    """How much a text says of its date without its neighbours."""

    BLANK = auto()
    FULL = auto()
    ORDERED = auto()
    COMPACT = auto()
    MONTH = auto()
    UNREADABLE = auto()


class DateText(NamedTuple):
    """A text taken apart.

    Attributes:
        shape: FULL is (year, month, day); ORDERED is (year, first, second), of which either may be the
            day; MONTH is (year, month, 0); the others hold zeros.
        dotted: ORDERED with dots, which only the day-first countries write.
    """

    shape: Shape
    parts: tuple[int, int, int] = (0, 0, 0)
    dotted: bool = False

    def day(self, *, day_first: bool, end_of_month: bool) -> dt.date | None:
        """The date under the column's decisions; None when there is no such day."""
        year, month, day = self.parts
        if self.shape is Shape.ORDERED and day_first:
            month, day = day, month
        if self.shape is Shape.MONTH:
            day = calendar.monthrange(year, month)[1] if end_of_month else 1
        return real_date(year, month, day)


_BLANK = DateText(Shape.BLANK)
_UNREADABLE = DateText(Shape.UNREADABLE)


def real_date(year: int, month: int, day: int) -> dt.date | None:
    """The date, if the calendar has it and an invoice could bear it."""
    try:
        date = dt.date(year, month, day)
    except ValueError:
        return None
    return date if EARLIEST <= date <= LATEST else None


def parse_date(text: str) -> DateText:
    """The parts of a date text; hours are dropped."""
    plain = " ".join(text.split())
    plain = _TIME.sub("", plain) if ":" in plain or "h" in plain else plain
    if plain in _BLANKS:
        return _BLANK
    if ordered := _ORDERED.fullmatch(plain):
        parts = (_full_year(ordered[4]), int(ordered[1]), int(ordered[3]))
        one = DateText(Shape.ORDERED, parts, dotted=ordered[2] == ".")
        return _BLANK if _means_nothing(parts) else one
    if year_first := _YEAR_FIRST.fullmatch(plain):
        parts = (int(year_first[1]), int(year_first[3]), int(year_first[4]))
        return _BLANK if _means_nothing(parts) else DateText(Shape.FULL, parts)
    if _COMPACT.fullmatch(plain):
        return DateText(Shape.COMPACT)
    if month_year := _MONTH_YEAR.fullmatch(plain):
        return _month(int(month_year[2]), int(month_year[1]))
    return _in_words(fold(plain))


def lacks_year(text: str) -> bool:
    """« 15/05 », « 16 mai »: a day and a month, which no year makes a date."""
    if numbers := _DAY_MONTH.fullmatch(text.strip()):
        return real_date(_LEAP_YEAR, int(numbers[2]), int(numbers[1])) is not None
    words = _DAY_NAMED_MONTH.fullmatch(fold(text))
    if words is None:
        return False
    return real_date(_LEAP_YEAR, _MONTHS.get(words[2], 0), int(words[1])) is not None


def _in_words(words: str) -> DateText:
    if full := _DAY_MONTH_YEAR.fullmatch(words):
        day, month, year = full.groups()
    elif full := _MONTH_DAY_YEAR.fullmatch(words):
        month, day, year = full.groups()
    elif partial := _NAMED_MONTH.fullmatch(words):
        return _month(_full_year(partial[2]), _MONTHS.get(partial[1], 0))
    else:
        return _UNREADABLE
    return DateText(Shape.FULL, (_full_year(year), _MONTHS.get(month, 0), int(day)))


def _month(year: int, month: int) -> DateText:
    return DateText(Shape.MONTH, (year, month, 0)) if real_date(year, month, 1) else _UNREADABLE


def _full_year(digits: str) -> int:
    year = int(digits)
    if len(digits) > 2:  # noqa: PLR2004 - two digits leave the century out
        return year
    return year + (2000 if year < _CENTURY_TURN else 1900)


def _means_nothing(parts: tuple[int, int, int]) -> bool:
    """1900-01-01, 1899-12-30 and 1899-12-31 are what exports write for no date."""
    return parts in {(1900, 1, 1), (1899, 12, 30), (1899, 12, 31), (1899, 30, 12), (1899, 31, 12)}


def compact_format(counts: Counter[str]) -> str:
    """The one format of a column of digits: the first of these that reads most of them.

    Serial numbers (``46203``), JJMMAAAA, AAAAMMJJ, JJMMAA, AAMMJJ. A leading zero may have been lost.
    """

    def readable(form: str) -> int:
        return sum(count for digits, count in counts.items() if compact_day(digits, form))

    return max(_COMPACT_FORMATS, key=readable)


_COMPACT_FORMATS = (SERIAL, "JJMMAAAA", "AAAAMMJJ", "JJMMAA", "AAMMJJ")
_SERIAL_ORIGIN = dt.date(1899, 12, 30)
_SERIAL_LIMITS = ((EARLIEST - _SERIAL_ORIGIN).days, (LATEST - _SERIAL_ORIGIN).days)


def compact_day(digits: str, form: str) -> dt.date | None:
    """The date that digits stand for in one of the formats of ``compact_format``."""
    if not digits.isdecimal():  # a negative number, or none at all
        return None
    if form == SERIAL:
        number = int(digits)
        low, high = _SERIAL_LIMITS
        return _SERIAL_ORIGIN + dt.timedelta(number) if low <= number <= high else None
    if len(digits) not in {len(form), len(form) - 1}:
        return None
    padded = digits.zfill(len(form))
    day, month, year = (
        "".join(digit for digit, letter in zip(padded, form, strict=True) if letter == wanted)
        for wanted in "JMA"
    )
    return real_date(_full_year(year), int(month), int(day))
