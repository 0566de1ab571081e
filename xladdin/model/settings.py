"""What the user set in the sheet Paramètres, with the defaults that hold when she set nothing."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum
from typing import TYPE_CHECKING, Literal

from xladdin.model.scale import AgeingScale

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Mapping

    from xladdin.model.source_map import Field


BalanceOrder = Literal["total", "code"]
"""Rows of the balance âgée: the largest amount first, or by customer code."""


class CreditsRule(StrEnum):
    """Where credits and unallocated payments stand in the balance âgée."""

    SEPARATE = "separate"
    BUCKET = "bucket"


class EndOfMonth(StrEnum):
    """The two accepted readings of « n jours fin de mois ».

    DAYS_THEN_MONTH_END: issue date + n days, then the end of that month (the usual reading).
    MONTH_END_THEN_DAYS: end of the month of issue, then n days.
    """

    DAYS_THEN_MONTH_END = "days_then_month_end"
    MONTH_END_THEN_DAYS = "month_end_then_days"


@dataclass(frozen=True, slots=True)
class Sender:
    """Who signs the letters. Empty strings where nothing was entered."""

    company: str = ""
    address: str = ""
    postcode: str = ""
    city: str = ""
    siret: str = ""
    iban: str = ""
    bic: str = ""
    phone: str = ""
    email: str = ""
    signatory: str = ""
    signatory_title: str = ""


@dataclass(frozen=True, slots=True)
class ListOverride:
    """The user's own mapping of her invoice list; it wins over detection.

    Args:
        sheet: name of the sheet, empty to detect it.
        header_row: 1-based row of the headings, 0 to detect it.
        columns: heading (compared without case, accents or spaces) or column letter per field.
        day_first: the order of text dates; None to decide per column.
    """

    sheet: str = ""
    header_row: int = 0
    columns: Mapping[Field, str] = field(default_factory=dict)
    day_first: bool | None = None


@dataclass(frozen=True, slots=True)
class DunningSettings:
    """How reminders are made.

    Args:
        minimum_amount: cents; a letter that would ask for less is not made. 0 for no minimum.
        minimum_days: days between two letters about one piece, whatever the scenario says.
        sent_when_generated: « Considérer comme envoyées à la génération »; False: each letter waits to be
            confirmed, and holds back the next one meanwhile.
        per_invoice: one letter per piece instead of one per customer.
        default_scenario: name of the scenario of the customers that no rule assigns to another; ``""`` for
            the first there is.
    """

    minimum_amount: int = 0
    minimum_days: int = 7
    sent_when_generated: bool = True
    per_invoice: bool = False
    default_scenario: str = ""


@dataclass(frozen=True, slots=True)
class Settings:
    """All settings; each default is what holds without a sheet Paramètres.

    Attributes:
        as_of: None when Paramètres gives no date, or says ``=TODAY()``: then the day of whoever asks.
        letters_folder: where letters are put, as she wrote it; ``""`` for ``lettres`` beside the workbook.
    """

    sender: Sender = Sender()
    as_of: dt.date | None = None
    scale: AgeingScale = AgeingScale(30, 60, 90)
    credits: CreditsRule = CreditsRule.SEPARATE
    end_of_month: EndOfMonth = EndOfMonth.DAYS_THEN_MONTH_END
    currency: str = "EUR"
    invoices: ListOverride = ListOverride()
    payments: ListOverride = ListOverride()
    contractual_rate_percent: float | None = None
    dunning: DunningSettings = DunningSettings()
    letters_folder: str = ""
    balance_order: BalanceOrder = "total"
