"""Statutory rates for French late payment, half-year by half-year.

Sources: the European Central Bank's main refinancing rate (series
FM.B.U2.EUR.4F.KR.MRR_FR.LEV) in force on the first day of each half-year, which Code de commerce L441-10
II refers to; the taux de l'intérêt légal for debts of professionals, set by half-yearly arrêté (yearly
before 2015, left out). This is where the editable table of the workbook starts from.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, field
from decimal import Decimal
from typing import TYPE_CHECKING, Final, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Mapping

_SECOND_HALF_STARTS: Final = 7


class HalfYear(NamedTuple):
    """1 January to 30 June (``half`` 1) or 1 July to 31 December (``half`` 2); sorts by time."""

    year: int
    half: int

    @classmethod
    def of(cls, day: dt.date) -> HalfYear:
        """The half-year that holds ``day``."""
        return cls(day.year, 1 if day.month < _SECOND_HALF_STARTS else 2)

    @property
    def last_day(self) -> dt.date:
        """30 June or 31 December."""
        return dt.date(self.year, 6, 30) if self.half == 1 else dt.date(self.year, 12, 31)

    @property
    def label(self) -> str:
        """French name: ``1er semestre 2026``."""
        return f"{'1er' if self.half == 1 else '2e'} semestre {self.year}"


@dataclass(frozen=True, slots=True)
class RateTable:
    """Yearly rates in percent per half-year; a half-year that is absent is unknown.

    Attributes:
        ecb: ECB main refinancing rate on 1 January or 1 July.
        legal: taux de l'intérêt légal between professionals.
    """

    ecb: Mapping[HalfYear, Decimal] = field(default_factory=dict)
    legal: Mapping[HalfYear, Decimal] = field(default_factory=dict)


# Year: rate of its first half, of its second half; a half that is not known yet is left out.
_ECB = {
    2012: ("1.00", "1.00"),
    2013: ("0.75", "0.50"),
    2014: ("0.25", "0.15"),
    2015: ("0.05", "0.05"),
    2016: ("0.05", "0.00"),
    2017: ("0.00", "0.00"),
    2018: ("0.00", "0.00"),
    2019: ("0.00", "0.00"),
    2020: ("0.00", "0.00"),
    2021: ("0.00", "0.00"),
    2022: ("0.00", "0.00"),
    2023: ("2.50", "4.00"),
    2024: ("4.50", "4.25"),
    2025: ("3.15", "2.15"),
    2026: ("2.15", "2.40"),
}
_LEGAL = {
    2015: ("0.93", "0.99"),
    2016: ("1.01", "0.93"),
    2017: ("0.90", "0.90"),
    2018: ("0.89", "0.88"),
    2019: ("0.86", "0.87"),
    2020: ("0.87", "0.84"),
    2021: ("0.79", "0.76"),
    2022: ("0.76", "0.77"),
    2023: ("2.06", "4.22"),
    2024: ("5.07", "4.92"),
    2025: ("3.71", "2.76"),
    2026: ("2.62",),
}


def _by_half_year(years: Mapping[int, tuple[str, ...]]) -> dict[HalfYear, Decimal]:
    return {
        HalfYear(year, half): Decimal(rate)
        for year, rates in years.items()
        for half, rate in enumerate(rates, start=1)
    }


FRENCH_RATES: Final = RateTable(ecb=_by_half_year(_ECB), legal=_by_half_year(_LEGAL))
