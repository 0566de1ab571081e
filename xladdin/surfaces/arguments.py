"""What users type, as values: dates, months, filters."""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING, Final

from xladdin.errors import ArgumentError

if TYPE_CHECKING:
    from xladdin.ledger.ledger import Ledger
    from xladdin.model.settings import Settings

_ISO: Final = re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})")
_FRENCH: Final = re.compile(r"(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})")
_MONTH: Final = re.compile(r"(?P<year>\d{4})-(?P<month>\d{1,2})|(?P<month2>\d{1,2})/(?P<year2>\d{4})")


def parse_date(text: str) -> dt.date:
    """``2026-06-30`` or ``30/06/2026``.

    Raises:
        ArgumentError: anything else, or a day that does not exist.
    """
    if match := _ISO.fullmatch(text.strip()):
        year, month, day = map(int, match.groups())
    elif match := _FRENCH.fullmatch(text.strip()):
        day, month, year = map(int, match.groups())
    else:
        raise ArgumentError(f"« {text} » n’est pas une date.", "Écrivez 2026-06-30 ou 30/06/2026.")
    try:
        return dt.date(year, month, day)
    except ValueError as error:
        raise ArgumentError(
            f"Le {text} n’existe pas au calendrier.", "Écrivez par exemple 30/06/2026."
        ) from error


def parse_month(text: str) -> dt.date:
    """First day of ``2026-06`` or ``06/2026``.

    Raises:
        ArgumentError: not a month.
    """
    match = _MONTH.fullmatch(text.strip())
    year = int((match["year"] or match["year2"]) if match else 0)
    month = int((match["month"] or match["month2"]) if match else 0)
    try:
        return dt.date(year, month, 1)
    except ValueError as error:
        raise ArgumentError(f"« {text} » n’est pas un mois.", "Écrivez par exemple 2026-06.") from error


def as_of_date(argument: str | None, settings: Settings, today: dt.date) -> dt.date:
    """The as-of date: what was typed, else the cell of Paramètres, else today."""
    if argument is not None:
        return parse_date(argument)
    return settings.as_of or today


@dataclass(frozen=True, slots=True)
class Filters:
    """Which part of the ledger is wanted; None for all."""

    collector: str | None = None
    group: str | None = None
    service: str | None = None
    associate: str | None = None

    def wanted(self) -> dict[str, str]:
        """The filters that were typed, by field."""
        return {field: value for field, value in asdict(self).items() if value is not None}

    def apply(self, ledger: Ledger) -> Ledger:
        """The items that pass every filter.

        Raises:
            ArgumentError: a value that nobody has; the message lists those there are.
        """
        return ledger.where(**self.wanted()) if self.wanted() else ledger
