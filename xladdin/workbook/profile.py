"""What the cells of a column look like, whatever its heading says."""

from __future__ import annotations

import datetime as dt
import random
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final, TypeVar

from xladdin.model.source_map import Field
from xladdin.model.text import fold
from xladdin.workbook.date_texts import lacks_year
from xladdin.workbook.vocabulary import (
    CANCELLED,
    NO_INVOICE,
    Paid,
    is_mode,
    kind_of,
    kind_of_journal,
    side_of,
    status_of,
)

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

_Cell = TypeVar("_Cell")

SAMPLE: Final = 200
"""Filled cells looked at per column."""

_AMOUNT = re.compile(
    r"[-+(]? ?(?:[€$£]|[A-Za-z]{3})? ?[-+(]? ?(?:\d[\d\s.,'’\u00a0\u202f]*|-)\)? ?"
    r"(?:[€$£]|k€|[A-Za-z]{3})?[-)]?"
    r" ?(?:[dDcC])?"
)
_DATE = re.compile(
    r"\d{1,4}[/.\- ]\d{1,2}[/.\- ]\d{2,4}(?:[ T].*)?|\d{6}|\d{8}"
    r"|(?:\d{1,2} )?(?:janv|fevr|mars|avr|mai|juin|juil|aout|sept|oct|nov|dec|jan|feb|mar|apr|jun|jul|aug"
    r"|sep)[a-z]* \d{2,4}"
)
_DECIMALS = re.compile(r"\d[,.]\d{2}\b|[€$£]")
_TERMS = re.compile(r"jour|\bj\b|fin de mois|fdm|reception|comptant")
_FIRST_SERIAL, _LAST_SERIAL = 29_221, 65_000  # 1980-01-01 to 2077
_LARGEST_LEVEL = 9
_LONGEST_DELAY = 180
_SHORT_LETTER = 6

AMOUNT_FIELDS: Final = frozenset((
    Field.AMOUNT, Field.AMOUNT_NET, Field.DEBIT, Field.CREDIT, Field.PAID, Field.REMAINING,
    Field.CREDIT_LIMIT,
))  # fmt: skip
DATE_FIELDS: Final = frozenset((
    Field.ISSUED, Field.DUE, Field.PAID_ON, Field.LETTERED_ON, Field.PROMISE, Field.REMINDER_DATE,
    Field.REMINDER_1, Field.REMINDER_2, Field.REMINDER_3, Field.REMINDER_4,
))  # fmt: skip
REMINDER_RANKS: Final = {
    Field.REMINDER_1: 1, Field.REMINDER_2: 2, Field.REMINDER_3: 3, Field.REMINDER_4: 4,
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Profile:
    """Shares (0 to 1) of the filled cells that look like something; a cell may look like several things.

    Attributes:
        filled: filled cells looked at; every share is 0 when there are none.
        distinct: different values per filled cell.
        ticks: several cells, and each says 1 or 0 for yes or no, whatever else they look like.
    """

    filled: int = 0
    amount: float = 0.0
    date: float = 0.0
    true_date: float = 0.0
    decimal: float = 0.0
    whole: float = 0.0
    small: float = 0.0
    delay: float = 0.0
    code: float = 0.0
    words: float = 0.0
    short: float = 0.0
    distinct: float = 0.0
    status: float = 0.0
    kind: float = 0.0
    journal: float = 0.0
    mode: float = 0.0
    side: float = 0.0
    ticks: bool = False


def profile(cells: Sequence[object]) -> Profile:
    """Looks at a sample of a column's filled cells."""
    filled = [cell for cell in cells if cell is not None and (not isinstance(cell, str) or cell.strip())]
    sample = spread(filled, SAMPLE)
    if not sample:
        return Profile()
    texts = [cell_text(cell) for cell in sample]
    folded = [fold(text) for text in texts]

    def share(test: Callable[[str], bool]) -> float:
        return sum(map(test, texts)) / len(texts)

    numbers = [_number(cell) for cell in sample]

    def among(test: Callable[[float], bool]) -> float:
        return sum(number is not None and test(number) for number in numbers) / len(sample)

    dates = [isinstance(cell, dt.date) for cell in sample]
    return Profile(
        filled=len(filled),
        amount=sum(
            number is not None or (not date and bool(_AMOUNT.fullmatch(text.strip())))
            for number, date, text in zip(numbers, dates, texts, strict=True)
        )
        / len(sample),
        date=sum(
            date
            or _is_serial(number)
            or (isinstance(cell, str) and (_is_date_text(cell, words) or lacks_year(cell)))
            for date, number, cell, words in zip(dates, numbers, sample, folded, strict=True)
        )
        / len(sample),
        true_date=sum(dates) / len(sample),
        decimal=sum(
            (number is not None and number % 1 != 0) or bool(_DECIMALS.search(text))
            for number, text in zip(numbers, texts, strict=True)
        )
        / len(sample),
        whole=among(lambda number: number % 1 == 0),
        small=among(lambda number: number % 1 == 0 and 0 <= number <= _LARGEST_LEVEL),
        delay=sum(
            (number is not None and number % 1 == 0 and 0 <= number <= _LONGEST_DELAY)
            or bool(_TERMS.search(words))
            for number, words in zip(numbers, folded, strict=True)
        )
        / len(sample),
        code=sum(_is_code(text) for text in texts) / len(sample),
        words=share(lambda text: any(map(str.isalpha, text))),
        short=share(lambda text: len(text.strip()) <= _SHORT_LETTER),
        distinct=len(set(texts)) / len(sample),
        status=share(lambda text: status_of(text) != Paid.UNKNOWN or bool(CANCELLED.fullmatch(fold(text)))),
        kind=share(lambda text: kind_of(text) is not None or bool(NO_INVOICE.fullmatch(fold(text)))),
        journal=share(lambda text: kind_of_journal(text) is not None),
        mode=share(is_mode),
        side=share(lambda text: side_of(text) != 0),
        ticks=len(texts) > 1 and "1" in texts and set(texts) <= {"0", "1"},
    )


def spread(cells: Sequence[_Cell], most: int) -> list[_Cell]:
    """At most so many, drawn from the whole: always the same ones, and never every other row."""
    if len(cells) <= most:
        return list(cells)
    drawn = random.Random(0).sample(range(len(cells)), most)  # noqa: S311 - a sample, not a secret
    return [cells[place] for place in sorted(drawn)]


def fit(field: Field, seen: Profile) -> float:
    """How well the cells suit a field: 0 cannot be, 1 as expected; a column without cells suits anything."""
    if not seen.filled:
        return _UNSEEN
    return _FITS.get(field, _any_text)(seen)


_UNSEEN = 0.85
_SOME, _HALF, _MOSTLY = 0.2, 0.5, 0.6


def _amounts(seen: Profile) -> float:
    if seen.true_date > 1 - _MOSTLY:
        return 0.0
    if seen.amount >= _MOSTLY and not seen.ticks:
        return 1.0
    return 0.6 if seen.amount >= _SOME else 0.0


def _dates(seen: Profile) -> float:
    if seen.date >= _MOSTLY:
        return 1.0
    return 0.6 if seen.date >= _SOME else 0.0


def _reminders(seen: Profile) -> float:
    return 1.0 if seen.date >= _SOME or seen.status >= _SOME else 0.3


def _numbers(seen: Profile) -> float:
    if seen.true_date > _SOME or seen.decimal > _HALF:
        return 0.0
    return 1.0 if seen.distinct > _HALF else 0.5


def _codes(seen: Profile) -> float:
    if seen.true_date > _SOME or seen.decimal > _HALF:
        return 0.0
    return 1.0 if seen.code > _MOSTLY else 0.5


def _names(seen: Profile) -> float:
    if seen.true_date > _SOME or seen.words < _HALF:
        return 0.1
    return 0.6 if seen.code > _MOSTLY else 1.0


def _any_text(seen: Profile) -> float:
    return 0.7 if seen.true_date > _HALF else 1.0


def _by_words(attribute: str) -> Callable[[Profile], float]:
    def fits(seen: Profile) -> float:
        if seen.true_date > _HALF or seen.decimal > _HALF:
            return 0.0
        known: float = getattr(seen, attribute)
        return 1.0 if known >= _HALF else 0.25 + known

    return fits


def _letters(seen: Profile) -> float:
    return 1.0 if seen.short > _MOSTLY and seen.decimal < _SOME and seen.true_date < _SOME else 0.0


def _statuses(seen: Profile) -> float:
    # Amounts of 0 and 1 look like a status; a column of amounts has others.
    if seen.amount > _MOSTLY and seen.status < _MOSTLY:
        return 0.0
    return _by_words("status")(seen)


_FITS: Final[dict[Field, Callable[[Profile], float]]] = {
    **dict.fromkeys(AMOUNT_FIELDS, _amounts),
    **dict.fromkeys(DATE_FIELDS, _dates),
    **dict.fromkeys(REMINDER_RANKS, _reminders),
    Field.NUMBER: _numbers,
    Field.CUSTOMER_CODE: _codes,
    Field.ACCOUNT: _codes,
    Field.CUSTOMER_NAME: _names,
    Field.KIND: _by_words("kind"),
    Field.JOURNAL: lambda seen: 1.0 if seen.short > _MOSTLY else 0.8,
    Field.STATUS: _statuses,
    Field.PAYMENT_MODE: _by_words("mode"),
    Field.SIDE: _by_words("side"),
    Field.LETTER: _letters,
    Field.TERMS: _by_words("delay"),
    Field.INSTALMENT: lambda seen: 1.0 if seen.small > _MOSTLY else 0.2,
    Field.REMINDER_LEVEL: lambda seen: 0.0 if seen.date > _HALF else 1.0 if seen.distinct < _HALF else 0.7,
    Field.CONTACT: _names,
    Field.CAUSE: lambda seen: 0.0 if seen.status > _MOSTLY or seen.amount > _MOSTLY else 1.0,
}  # fmt: skip


def cell_text(cell: object) -> str:
    """A cell as the user reads it: 123.0 is « 123 », a date is « 2026-06-30 »."""
    if isinstance(cell, str):
        return cell
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    if isinstance(cell, dt.datetime):
        return str(cell.date())
    return "" if cell is None else str(cell)


def looks_like_value(cell: object) -> bool:
    """A number or a date, typed or written out: not something a heading says."""
    if not isinstance(cell, str):
        return cell is not None and not isinstance(cell, bool)
    text = cell.strip()
    return (
        bool(text)
        and any(map(str.isdigit, text))
        and bool(_AMOUNT.fullmatch(text) or _is_date_text(text, fold(text)))
    )


def _number(cell: object) -> float | None:
    if isinstance(cell, bool) or not isinstance(cell, int | float):
        return None
    return float(cell)


def _is_serial(number: float | None) -> bool:
    return number is not None and _FIRST_SERIAL <= number <= _LAST_SERIAL and number % 1 == 0


def _is_date_text(text: str, folded: str) -> bool:
    return bool(_DATE.fullmatch(text.strip()) or _DATE.fullmatch(folded))


def _is_code(text: str) -> bool:
    """« C0012 », « 411DUPONT », « DUP »: one word with digits or in capitals."""
    bare = text.strip()
    return bool(bare) and " " not in bare and (any(map(str.isdigit, bare)) or bare.isupper())
