"""A column of dates as people write them, to calendar days."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from dataclasses import replace
from itertools import compress
from typing import TYPE_CHECKING, Any, Final

import numpy as np

from xladdin.model.arrays import NO_DAY
from xladdin.workbook.cell_kinds import CellKind, kinds_of, shown
from xladdin.workbook.date_column import ORDER_SUPPOSED, DateColumn, ordered, turned, written
from xladdin.workbook.date_order import Mix, may_be_swapped, mix_of, order_of, swapped
from xladdin.workbook.date_terms import repair_swapped
from xladdin.workbook.date_texts import SERIAL, Shape, compact_day, compact_format, parse_date

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    import numpy.typing as npt

    from xladdin.model.arrays import Days, Mask
    from xladdin.workbook.date_column import Note
    from xladdin.workbook.date_order import Order
    from xladdin.workbook.date_texts import DateText

_ORDINAL_1970: Final = dt.date(1970, 1, 1).toordinal()
_LAST_EMPTY: Final = {False: np.datetime64("1900-01-01"), True: np.datetime64("1904-01-01")}
"""Up to here a true date is a zero, or what exports write for no date."""
_SHIFT_1904: Final = dt.timedelta(days=1462)

__all__ = ["ORDER_SUPPOSED", "DateColumn", "ordered", "read_dates", "repair_swapped"]


def read_dates(
    cells: Sequence[object],
    *,
    day_first: bool | None = None,
    end_of_month: bool = False,
    date_1904: bool = False,
) -> DateColumn:
    """Days of one column.

    Args:
        cells: dates, datetimes, serial numbers, texts; ``""`` or None for a blank.
        day_first: the user's own word on the order of texts; None to decide it from the column.
        end_of_month: « janv. 2022 » means its last day (a due date) rather than its first.
        date_1904: serial numbers count from 1904.
    """
    kinds = kinds_of(cells)
    true = kinds == CellKind.DATE
    days = _true_days(cells, true)
    empty = days <= _LAST_EMPTY[date_1904]
    days[empty] = NO_DAY
    if true.all():
        return _judged(_column(days, clean=not empty.any()), true, Mix(exchanged=False))

    texts = _filled_texts(cells, kinds)
    counts = Counter(texts.values())
    parsed = {text: parse_date(text) for text in counts}
    order = order_of(parsed, counts, day_first)
    digits = _digits(cells, kinds, texts, parsed)
    found = _days_of_digits(digits, date_1904=date_1904)
    for position, text in texts.items():
        if parsed[text].shape not in {Shape.BLANK, Shape.COMPACT}:
            found[position] = parsed[text].day(
                day_first=order.day_first is not False, end_of_month=end_of_month
            )
    unreadable = [*_strangers(cells, kinds), *(position for position, day in found.items() if day is None)]
    for position, day in found.items():
        days[position] = NO_DAY if day is None else np.datetime64(day)
    column = _column(
        days,
        bad={position: shown(cells[position]) for position in sorted(unreadable)},
        day_first=order.day_first,
        why=order.why,
        notes=_month_notes(parsed, counts, end_of_month=end_of_month),
        clean=not (texts or digits or unreadable or empty.any() or (kinds == CellKind.NUMBER).any()),
    )
    if not order.sure:
        return _supposed(column, order, texts, parsed)
    return _judged(column, true, mix_of(days[true & column.present], parsed, counts, order))


def _column(days: Days, **fields: Any) -> DateColumn:
    return DateColumn(days=days, present=~np.isnat(days), **fields)


def _true_days(cells: Sequence[object], true: Mask) -> Days:
    dates: Iterable[Any] = cells if true.all() else compress(cells, true)
    days = np.full(len(cells), NO_DAY)
    ordinals = np.fromiter(map(dt.date.toordinal, dates), np.int64, int(true.sum()))
    days[true] = (ordinals - _ORDINAL_1970).astype("datetime64[D]")
    return days


def _filled_texts(cells: Sequence[object], kinds: npt.NDArray[np.int8]) -> dict[int, str]:
    texts = ((place, str(cells[place]).strip()) for place in np.flatnonzero(kinds == CellKind.TEXT).tolist())
    return {position: text for position, text in texts if text}


def _digits(
    cells: Sequence[object],
    kinds: npt.NDArray[np.int8],
    texts: Mapping[int, str],
    parsed: Mapping[str, DateText],
) -> dict[int, str]:
    """Numbers and texts of digits only: serial numbers or JJMMAA. Zero is no date."""
    numbers: dict[int, Any] = {
        place: cells[place] for place in np.flatnonzero(kinds == CellKind.NUMBER).tolist()
    }
    digits = {place: f"{number // 1:.0f}" for place, number in numbers.items() if number}
    return digits | {place: text for place, text in texts.items() if parsed[text].shape is Shape.COMPACT}


def _days_of_digits(digits: Mapping[int, str], *, date_1904: bool) -> dict[int, dt.date | None]:
    counts = Counter(digits.values())
    form = compact_format(counts)
    days = {text: compact_day(text, form) for text in counts}
    if date_1904 and form == SERIAL:
        days = {text: day + _SHIFT_1904 if day else None for text, day in days.items()}
    return {position: days[text] for position, text in digits.items()}


def _strangers(cells: Sequence[object], kinds: npt.NDArray[np.int8]) -> list[int]:
    """Booleans, durations and times; midnight is how a zero with a date format is read, that is no date."""
    return [place for place in np.flatnonzero(kinds == CellKind.OTHER).tolist() if cells[place] != dt.time()]


def _month_notes(
    parsed: Mapping[str, DateText], counts: Counter[str], *, end_of_month: bool
) -> tuple[Note, ...]:
    months = [text for text, one in parsed.items() if one.shape is Shape.MONTH]
    if not months:
        return ()
    count = sum(counts[text] for text in months)
    day = "dernier" if end_of_month else "premier"
    return (("jour-suppose", {"count": count, "text": months[0], "day": day}),)


def _supposed(
    column: DateColumn, order: Order, texts: Mapping[int, str], parsed: Mapping[str, DateText]
) -> DateColumn:
    """The column read the French way, with the other reading beside it."""
    other = column.days.copy()
    example = ""
    for position, text in texts.items():
        one = parsed[text]
        if one.shape is Shape.ORDERED:
            day = one.day(day_first=not order.day_first, end_of_month=False)
            other[position] = NO_DAY if day is None else np.datetime64(day)
            example = example or (text if other[position] != column.days[position] else "")
    note: Note = (ORDER_SUPPOSED, {"text": example})
    return replace(column, alternative=other, notes=(*column.notes, note))


def _judged(column: DateColumn, true: Mask, mix: Mix) -> DateColumn:
    """The column with its true dates put right, or under suspicion, or as they are."""
    here = np.flatnonzero(true & column.present)
    if mix.exchanged is False and (column.day_first is not None or not may_be_swapped(column.days[here])):
        return column
    other = column.days.copy()
    other[here] = swapped(column.days[here])
    if mix.exchanged:
        return turned(replace(column, alternative=other), mix.why)
    if mix.exchanged is None:
        first = here[other[here] != column.days[here]][0]
        note: Note = ("dates-inversees-possible", {"text": written(column.days[first]), "why": mix.why})
        return replace(column, alternative=other, notes=(*column.notes, note))
    return replace(column, alternative=other)
