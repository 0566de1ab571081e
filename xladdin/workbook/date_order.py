"""Day before month, or month before day: decided from a whole column, never from one cell."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from xladdin.workbook.date_column import ORDER_NAMES
from xladdin.workbook.date_texts import Shape

if TYPE_CHECKING:
    from collections.abc import Mapping

    import numpy.typing as npt

    from xladdin.model.arrays import Days, Mask
    from xladdin.workbook.date_texts import DateText

MONTHS_IN_YEAR = 12
_SMALL_DAY_SHARE = 0.4
"""12 days in 30: how likely one date is to have a day that could be a month."""
_CHANCE = 1e-4
_FEW = 3
_MARGIN_DAYS = 31


class Order(NamedTuple):
    """How the texts of a column are to be read.

    Attributes:
        day_first: None when no text depends on it.
        sure: a text, or the user, settles it; else it is the French habit.
        why: one French sentence.
    """

    day_first: bool | None
    sure: bool
    why: str


def order_of(parsed: Mapping[str, DateText], counts: Counter[str], told: bool | None) -> Order:
    """The order of the texts of a column.

    Args:
        parsed: each distinct text, taken apart.
        counts: how often each stands in the column.
        told: the user's own word.
    """
    ordered = {text: one for text, one in parsed.items() if one.shape is Shape.ORDERED}
    if not ordered:
        return Order(told, sure=True, why="")
    if told is not None:
        return Order(told, sure=True, why=f"{ORDER_NAMES[told]} : l’ordre est fixé dans Paramètres.")
    votes: Counter[bool] = Counter()
    proof: dict[bool, str] = {}
    for text, one in ordered.items():
        _, first, second = one.parts
        if one.dotted or second <= MONTHS_IN_YEAR < first:
            vote = True
        elif first <= MONTHS_IN_YEAR < second:
            vote = False
        else:
            continue
        votes[vote] += counts[text]
        proof.setdefault(vote, text)
    if votes:
        day_first = votes[True] >= votes[False]
        return Order(
            day_first,
            sure=True,
            why=f"{ORDER_NAMES[day_first]} : « {proof[day_first]} » ne se lit pas autrement.",
        )
    if all(first == second for _, first, second in (one.parts for one in ordered.values())):
        return Order(None, sure=True, why="")
    return Order(True, sure=False, why=f"{ORDER_NAMES[True]}, l’usage français : aucune date ne tranche.")


def swapped(days: Days) -> Days:
    """Day and month exchanged; a date whose day is no month is left as it is."""
    years, months, numbers = parts_of(days)
    exchanged = ((years - 1970).astype("datetime64[Y]").astype("datetime64[M]") + (numbers - 1)).astype(
        "datetime64[D]"
    ) + (months - 1)
    return np.where(numbers <= MONTHS_IN_YEAR, exchanged, days)


def parts_of(days: Days) -> tuple[npt.NDArray[np.int64], npt.NDArray[np.int64], npt.NDArray[np.int64]]:
    """Year, month and day of the month; none of the days may be ``NaT``."""
    months = days.astype("datetime64[M]")
    serial = months.astype(np.int64)
    return serial // 12 + 1970, serial % 12 + 1, (days - months.astype("datetime64[D]")).astype(np.int64) + 1


def may_be_swapped(days: Days) -> bool:
    """No day of the month is above 12, and exchanging would change something."""
    if len(days) < _FEW:
        return False
    _, months, numbers = parts_of(days)
    return bool((numbers <= MONTHS_IN_YEAR).all() and (numbers != months).any())


class Mix(NamedTuple):
    """What the mix of true dates and texts says of the true dates.

    Attributes:
        exchanged: True: day and month were exchanged; False: they were not; None: they may have been.
        why: one French sentence, when not False.
    """

    exchanged: bool | None
    why: str = ""


def mix_of(true_days: Days, texts: Mapping[str, DateText], counts: Counter[str], order: Order) -> Mix:
    """Whether a text file was opened in an Excel of another language.

    Such an Excel turns every date whose first number could be its own day or month into a true date,
    with day and month exchanged, and leaves the others as text: then no true date has a day above 12, and
    every text has a number above 12.

    Args:
        true_days: the true dates of the column.
        texts: its ordered texts, each distinct one taken apart.
        counts: how often each stands in the column.
        order: how the texts are read.
    """
    ordered = [one for one in texts.values() if one.shape is Shape.ORDERED]
    if not ordered or not len(true_days) or not order.sure or any(one.dotted for one in ordered):
        return Mix(exchanged=False)
    _, months, numbers = parts_of(true_days)
    if (numbers > MONTHS_IN_YEAR).any() or not all(max(one.parts[1:]) > MONTHS_IN_YEAR for one in ordered):
        return Mix(exchanged=False)
    if (numbers == months).all():
        return Mix(exchanged=False)
    text_days = _days(ordered, day_first=bool(order.day_first))
    outside = _outside(true_days, text_days), _outside(swapped(true_days), text_days)
    if order.day_first:
        written = sum(counts[text] for text, one in texts.items() if one.shape is Shape.ORDERED)
        chance = _SMALL_DAY_SHARE ** len(numbers) * (1 - _SMALL_DAY_SHARE) ** written
        likely = chance < _CHANCE and len(np.unique(numbers)) >= _FEW
    else:
        likely = len(numbers) >= _FEW
    if (likely and outside[1] <= outside[0]) or (outside[1] == 0 < outside[0]):
        return Mix(
            exchanged=True,
            why="Toutes les vraies dates ont un jour inférieur à 13, aucune date en texte n’en a : "
            "Excel a lu le fichier d’origine dans le mauvais ordre.",
        )
    if not order.day_first or len(numbers) >= _FEW:
        return Mix(exchanged=None, why="La colonne mêle vraies dates et dates en texte.")
    return Mix(exchanged=False)


def _days(ordered: list[DateText], *, day_first: bool) -> Days:
    found = (one.day(day_first=day_first, end_of_month=False) for one in ordered)
    return np.array([day for day in found if day is not None], dtype="datetime64[D]")


def _outside(days: Days, reference: Days) -> int:
    """How many days fall more than a month before or after the reference."""
    if not len(reference):
        return 0
    far: Mask = (days < reference.min() - _MARGIN_DAYS) | (days > reference.max() + _MARGIN_DAYS)
    return int(far.sum())
