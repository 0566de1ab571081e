"""Which yearly rate late-payment penalties run at (taux des pénalités de retard)."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from functools import cache
from typing import TYPE_CHECKING, Final

from xladdin.ledger.rates import FRENCH_RATES, HalfYear, RateTable
from xladdin.ledger.standing import Category
from xladdin.model.wording import french_percent

if TYPE_CHECKING:
    import datetime as dt

    from xladdin.model.settings import Settings

_POINTS: Final = 10
_POINTS_PUBLIC: Final = 8
_FLOOR_MULTIPLE: Final = 3


@dataclass(frozen=True, slots=True)
class AppliedRate:
    """A yearly rate and where it comes from.

    Attributes:
        percent: per year; None when the ECB rate of ``half_year`` is unknown.
        half_year: the half-year whose published rate was looked up.
        source: French words, ``taux BCE 4,50 % + 10 points``.
        floor_unchecked: a contractual rate whose legal floor could not be checked.
    """

    percent: Decimal | None
    half_year: HalfYear
    source: str
    floor_unchecked: bool = False


@dataclass(frozen=True, slots=True)
class PenaltyRates:
    """The rates that hold for one creditor.

    Private buyers: the rate of the general terms of sale, never below 3 times the legal rate of the
    half-year; where none is set, the ECB's refinancing rate of 1 January or 1 July of each half-year
    plus 10 points (Code de commerce L441-10 II). Public buyers: the ECB rate of the half-year in which
    the delay began plus 8 points, whatever the terms of sale (Code de la commande publique R2192-31).

    Args:
        table: published rates.
        contractual_percent: rate of the general terms of sale, percent per year; None for none.
    """

    table: RateTable = FRENCH_RATES
    contractual_percent: Decimal | None = None

    @classmethod
    def from_settings(cls, settings: Settings, table: RateTable = FRENCH_RATES) -> PenaltyRates:
        """The contractual rate of the sheet Paramètres, over the published rates of the sheet Taux."""
        percent = settings.contractual_rate_percent
        return cls(table, None if percent is None else Decimal(str(percent)))

    def on(self, day: dt.date, *, began: dt.date, category: Category) -> AppliedRate:
        """The rate that runs on ``day`` for a delay whose first day was ``began``."""
        if category is Category.PUBLIC:
            return self._ecb_plus(_POINTS_PUBLIC, HalfYear.of(began))
        if self.contractual_percent is None:
            return self._ecb_plus(_POINTS, HalfYear.of(day))
        return self._contractual(self.contractual_percent, HalfYear.of(day))

    def _ecb_plus(self, points: int, half_year: HalfYear) -> AppliedRate:
        ecb = self.table.ecb.get(half_year)
        if ecb is None:
            return AppliedRate(None, half_year, f"taux BCE du {half_year.label} inconnu")
        return AppliedRate(ecb + points, half_year, f"taux BCE {percent_text(ecb)} + {points} points")

    def _contractual(self, percent: Decimal, half_year: HalfYear) -> AppliedRate:
        legal = self.table.legal.get(half_year)
        if legal is None:
            return AppliedRate(percent, half_year, "taux contractuel", floor_unchecked=True)
        if percent >= legal * _FLOOR_MULTIPLE:
            return AppliedRate(percent, half_year, "taux contractuel")
        source = f"plancher légal : {_FLOOR_MULTIPLE} × {percent_text(legal)}"
        return AppliedRate(legal * _FLOOR_MULTIPLE, half_year, source)


STATUTORY_RATES: Final = PenaltyRates()
"""Without general terms of sale."""


@cache
def percent_text(percent: Decimal) -> str:
    """``14,50 %`` from 14.5."""
    return french_percent(float(percent) / 100)
