"""Worksheet functions of one line: a due date, an amount, terms; over ranges, cell by cell."""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING, Final

import numpy as np

from xladdin.errors import ArgumentError
from xladdin.ledger.standing import Category, category_of
from xladdin.ledger.terms import due_date as due_date_of
from xladdin.model.arrays import to_cents
from xladdin.model.settings import EndOfMonth
from xladdin.model.text import fold
from xladdin.reports.interest_periods import interest_periods, round_cents
from xladdin.reports.late_interest import RECOVERY_INDEMNITY
from xladdin.reports.penalty_rate import PenaltyRates
from xladdin.surfaces.udf_arguments import as_date, as_datetime, as_number, as_scale, as_text, today
from xladdin.surfaces.udf_cells import each_cell, is_blank

if TYPE_CHECKING:
    import datetime as dt
    from decimal import Decimal

_READINGS: Final = {
    "": EndOfMonth.DAYS_THEN_MONTH_END,
    "1": EndOfMonth.DAYS_THEN_MONTH_END,
    "2": EndOfMonth.MONTH_END_THEN_DAYS,
}
_WHOLE: Final = 1
"""From here on a rate is in percent: 12 is 12 %; below, it is the value of a cell in percent format."""


def days_late(*, echeance: object, arrete: object) -> object:
    """As-of date minus due date, in days; below 0 before it is due."""
    return each_cell(_days_late, echeance, arrete)


def ageing_bucket(*, echeance: object, arrete: object, tranches: object) -> object:
    """The label of the bucket that a due date falls into."""
    scale = as_scale(tranches)
    labels = scale.labels()

    def of_one(due: object, as_of: object) -> object:
        late = _days_late(due, as_of)
        return late if late == "" else labels[int(scale.bucket_of(np.array([late]))[0])]

    return each_cell(of_one, echeance, arrete)


def due_date(*, date_facture: object, conditions: object, lecture: object) -> object:
    """Échéance of an invoice, by its terms."""

    def of_one(issued: object, terms: object, reading: object) -> object:
        day, words = as_date(issued, "date_facture"), as_text(terms, "conditions")
        if day is None:
            return ""
        if not words:
            raise ArgumentError("Il manque les conditions de règlement.", "Écrivez par exemple 30 jours.")
        end_of_month = _READINGS.get(as_text(reading, "lecture"))
        if end_of_month is None:
            raise ArgumentError("L’argument « lecture » est 1 ou 2.", "1 = les jours, puis la fin du mois.")
        return as_datetime(due_date_of(day, words, end_of_month=end_of_month))

    return each_cell(of_one, date_facture, conditions, lecture)


def late_interest(
    *, montant: object, echeance: object, arrete: object, taux: object, categorie: object
) -> object:
    """Pénalités de retard in currency units, of an amount unpaid from its due date to the given day."""

    def of_one(amount: object, due: object, until: object, rate: object, category: object) -> object:
        if is_blank(amount) or is_blank(due):
            return ""
        return _interest(
            as_number(amount, "montant"),
            as_date(due, "echeance"),
            as_date(until, "arrete") or today(),
            as_number(rate, "taux"),
            _category(category),
        )

    return each_cell(of_one, montant, echeance, arrete, taux, categorie)


def recovery_indemnity(*, echeance: object, arrete: object, categorie: object) -> object:
    """40 € when late, 0 when in time or when the customer is a consumer."""

    def of_one(due: object, until: object, category: object) -> object:
        late = _days_late(due, until)
        if not isinstance(late, int):
            return late
        owed = late > 0 and _category(category) is not Category.CONSUMER
        return RECOVERY_INDEMNITY / 100 if owed else 0.0

    return each_cell(of_one, echeance, arrete, categorie)


def _days_late(due: object, as_of: object) -> object:
    """Of single cells; ``""`` without a due date."""
    day = as_date(due, "echeance")
    return "" if day is None else ((as_date(as_of, "arrete") or today()) - day).days


def _interest(
    amount: Decimal | None,
    due: dt.date | None,
    until: dt.date,
    rate: Decimal | None,
    category: Category,
) -> float:

    if amount is None or due is None or category is Category.CONSUMER:
        return 0.0
    if amount < 0:
        raise ArgumentError(
            "Le montant est négatif : un avoir ne porte pas de pénalités.", "Donnez une facture."
        )
    percent = rate * 100 if rate is not None and rate < _WHOLE else rate
    rates = PenaltyRates(contractual_percent=percent)
    periods = interest_periods(to_cents(amount), (), due, until, rates=rates, category=category)
    parts = []
    for period in periods:
        if period.interest is None:
            raise ArgumentError(
                f"Pénalités non calculées : {period.rate.source}.",
                "Donnez le taux de vos conditions générales de vente.",
            )
        parts.append(period.interest)
    return round_cents(sum(parts, Fraction(0))) / 100


def _category(value: object) -> Category:
    text = as_text(value, "categorie")
    category = category_of(text)
    if (
        category is Category.PROFESSIONAL
        and text
        and not fold(text).startswith(("professionnel", "prive", "entreprise"))
    ):
        raise ArgumentError(
            f"Catégorie « {text} » inconnue.", "Écrivez professionnel, public ou consommateur."
        )
    return category
