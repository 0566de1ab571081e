"""Terms of payment (conditions de règlement): from the words on an invoice to its due date."""

from __future__ import annotations

import calendar
import datetime as dt
import re
from dataclasses import dataclass
from typing import Final

from xladdin.errors import ArgumentError
from xladdin.model.settings import EndOfMonth
from xladdin.model.text import fold

_EXAMPLES = "« 30 jours », « 45 jours fin de mois », « 30 jours fin de mois le 10 » ou « à réception »"

# Words that change nothing to the due date: « paiement par virement à 30 jours nets date de facture ».
_FILLERS = frozenset((
    "a", "au", "aux", "par", "de", "des", "du", "d", "la", "net", "nets", "date", "facture",
    "factures", "facturation", "emission", "compter", "apres", "delai", "conditions", "paiement",
    "reglement", "payable", "virement", "cheque", "prelevement", "traite", "lcr", "bor", "vrt",
    "chq",
))  # fmt: skip
_END_OF_MONTH_WORDS = re.compile(r"\b(j?)(?:fdm|fm|eom)\b")
_AT_ONCE = re.compile(r"(?:\b(?:reception|comptant|immediate?|vue)\b ?)+")
_UNIT = r"(?P<unit>jours?|jrs?|j|mois)"
_DAY = r"(?: le (?P<day>\d{1,2})(?: mois)?(?: suivant)?)?"
_DAYS_FIRST = re.compile(
    rf"(?P<count>\d{{1,3}})(?: {_UNIT})?(?P<end> fin mois(?: (?P<bare>\d{{1,2}})$)?)?{_DAY}"
)
_MONTH_END_FIRST = re.compile(
    rf"(?P<end>fin mois)(?: (?P<next>suivant)| (?P<count>\d{{1,3}}) {_UNIT})?{_DAY}"
)

_LAST_POSSIBLE_DAY: Final = 31


@dataclass(frozen=True, slots=True)
class Terms:
    """When an invoice falls due, counted from its issue date.

    Args:
        days: days granted, 0 or more.
        months: calendar months granted, added before the days (31 January + 1 month is 28 February).
        end_of_month: the due date is carried to the end of a month.
        day_of_month: then to the first such day on or after (« fin de mois le 10 »): 1-31, None for none.
        reading: which of « n jours fin de mois » comes first, when the words themselves say so
            (« fin de mois + 30 jours »); None leaves it to the setting.
    """

    days: int = 0
    months: int = 0
    end_of_month: bool = False
    day_of_month: int | None = None
    reading: EndOfMonth | None = None


def parse_terms(text: str) -> Terms:
    """What « 45 jours fin de mois » means.

    Read without case, accents or punctuation: n jours (nets, date de facture), n mois, a bare number of
    days, n jours fin de mois (le 10), fin de mois (suivant, le 10, + n jours), à réception, comptant.

    Raises:
        ArgumentError: these words are not understood, or name a day that no month has.
    """
    words = _significant_words(text)
    if _AT_ONCE.fullmatch(words):
        return Terms()
    month_end_first = _MONTH_END_FIRST.fullmatch(words)
    match = month_end_first or _DAYS_FIRST.fullmatch(words)
    if match is None:
        raise ArgumentError(
            f"Conditions de règlement « {text} » non reconnues.", f"Écrivez par exemple {_EXAMPLES}."
        )
    found = match.groupdict()
    day = found["day"] or found.get("bare")
    if day is not None and not 1 <= int(day) <= _LAST_POSSIBLE_DAY:
        raise ArgumentError(
            f"Conditions de règlement « {text} » : aucun mois n’a de jour {day}.", "Corrigez le jour."
        )
    count = 1 if found.get("next") else int(found["count"] or 0)
    in_months = found["unit"] == "mois" or bool(found.get("next"))
    return Terms(
        days=0 if in_months else count,
        months=count if in_months else 0,
        end_of_month=found["end"] is not None,
        day_of_month=int(day) if day else None,
        reading=EndOfMonth.MONTH_END_THEN_DAYS if month_end_first and count else None,
    )


def due_date(
    issued: dt.date,
    terms: Terms | str,
    *,
    end_of_month: EndOfMonth = EndOfMonth.DAYS_THEN_MONTH_END,
) -> dt.date:
    """Échéance of an invoice issued on ``issued``.

    « 45 jours fin de mois » has two accepted readings (Code de commerce L441-10 I): issue date + 45 days,
    then the end of that month; or the end of the month of issue, then + 45 days. ``end_of_month`` says
    which, unless the words do.

    >>> due_date(dt.date(2026, 1, 20), "45 jours fin de mois")
    datetime.date(2026, 3, 31)
    >>> due_date(dt.date(2026, 1, 20), "45 jours fin de mois", end_of_month=EndOfMonth.MONTH_END_THEN_DAYS)
    datetime.date(2026, 3, 17)

    Raises:
        ArgumentError: the words of ``terms`` are not understood.
    """
    if isinstance(terms, str):
        terms = parse_terms(terms)
    month_end_first = (terms.reading or end_of_month) is EndOfMonth.MONTH_END_THEN_DAYS
    due = issued
    if terms.end_of_month and month_end_first:
        due = month_end(due)
    due = add_months(due, terms.months) + dt.timedelta(days=terms.days)
    if terms.end_of_month and (not month_end_first or terms.months):
        due = month_end(due)
    if terms.day_of_month is not None:
        due = _first_on_or_after(due, terms.day_of_month)
    return due


def month_end(day: dt.date) -> dt.date:
    """Last day of the month of ``day``."""
    return day.replace(day=calendar.monthrange(day.year, day.month)[1])


def add_months(day: dt.date, months: int) -> dt.date:
    """Same day of a later (or, negative, earlier) month, or that month's last day when it is shorter."""
    index = day.year * 12 + day.month - 1 + months
    return on_day(dt.date(index // 12, index % 12 + 1, 1), day.day)


def on_day(month: dt.date, day: int) -> dt.date:
    """Day ``day`` of the month of ``month``, or its last day when it is shorter."""
    return month.replace(day=min(day, month_end(month).day))


def _first_on_or_after(start: dt.date, day: int) -> dt.date:
    this_month = on_day(start, day)
    return this_month if this_month >= start else on_day(add_months(start.replace(day=1), 1), day)


def _significant_words(text: str) -> str:
    """``"30j. nets, fin de mois, le 10"`` becomes ``"30 j fin mois le 10"``."""
    apart = re.sub(r"(?<=\d)(?=[a-z])|(?<=[a-z])(?=\d)", " ", fold(text))
    spelt_out = _END_OF_MONTH_WORDS.sub(r"\1 fin mois", apart)
    return " ".join(word for word in spelt_out.split() if word not in _FILLERS)
