"""Functions of one line, and of many lines at once."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest
from com_samples import AS_OF, NOT_AVAILABLE, day

import xladdin.surfaces.udf

udf: Any = xladdin.surfaces.udf


def date(year: int, month: int, day_of_month: int) -> dt.datetime:
    return dt.datetime(year, month, day_of_month)  # noqa: DTZ001 - a date in a cell has no time zone


@pytest.mark.parametrize(
    ("due", "late", "bucket"),
    [
        ("01/07/2026", -1, "Non échu"),
        ("30/06/2026", 0, "Non échu"),
        ("29/06/2026", 1, "1-30 j"),
        ("31/05/2026", 30, "1-30 j"),
        ("30/05/2026", 31, "31-60 j"),
        ("01/04/2026", 90, "61-90 j"),
        ("31/03/2026", 91, "> 90 j"),
    ],
)
def test_days_late_and_bucket(due: str, late: int, bucket: str) -> None:
    assert udf.DAYS_LATE(day(due), AS_OF) == udf.JOURS_RETARD(due, AS_OF) == late
    assert udf.AGEING_BUCKET(day(due), AS_OF) == udf.TRANCHE_AGE(day(due), "30/06/2026") == bucket


def test_ranges_go_cell_by_cell() -> None:
    dues = ((day("01/06/2026"), None), (NOT_AVAILABLE, "demain"))
    (late, blank), (error, wrong) = udf.DAYS_LATE(dues, AS_OF)
    assert (late, blank) == (29, "")
    assert "#N/A" in error
    assert "« demain » n’est pas une date" in wrong


def test_a_row_meets_a_column() -> None:
    dues = ((day("01/06/2026"),), (day("02/06/2026"),))
    assert udf.DAYS_LATE(dues, ((AS_OF, day("01/07/2026")),)) == ((29, 30), (28, 29))
    assert "même taille" in udf.DAYS_LATE(dues, ((AS_OF,), (AS_OF,), (AS_OF,)))


def test_own_limits() -> None:
    assert udf.AGEING_BUCKET(day("01/06/2026"), AS_OF, "15") == "> 15 j"


@pytest.mark.parametrize(
    ("arguments", "due"),
    [
        (("30 jours",), date(2026, 2, 19)),
        ((30.0,), date(2026, 2, 19)),
        (("45 jours fin de mois",), date(2026, 3, 31)),
        (("45 jours fin de mois", 1.0), date(2026, 3, 31)),
        (("45 jours fin de mois", 2.0), date(2026, 3, 17)),
    ],
)
def test_due_date_of_terms(arguments: tuple[object, ...], due: dt.datetime) -> None:
    assert (
        udf.DUE_DATE(day("20/01/2026"), *arguments) == udf.DATE_ECHEANCE(day("20/01/2026"), *arguments) == due
    )


def test_terms_that_are_not_understood() -> None:
    assert "« bientôt » non reconnues" in udf.DUE_DATE(AS_OF, "bientôt")
    assert "Il manque les conditions" in udf.DUE_DATE(AS_OF, None)
    assert "est 1 ou 2" in udf.DUE_DATE(AS_OF, "30 jours", 3.0)
    assert udf.DUE_DATE(None, "30 jours") == ""


def test_late_interest_by_law_and_by_contract() -> None:
    """1 000 € due 31 January 2026, paid 31 March: 59 days."""
    due, paid = day("31/01/2026"), day("31/03/2026")
    assert udf.LATE_INTEREST(1000.0, due, paid) == round(1000 * 0.1215 * 59 / 365, 2)
    assert udf.PENALITES_RETARD(1000.0, due, paid, None, "public") == round(1000 * 0.1015 * 59 / 365, 2)
    for rate in (0.12, 12.0, "12"):
        assert udf.LATE_INTEREST(1000.0, due, paid, rate) == round(1000 * 0.12 * 59 / 365, 2)
    assert udf.LATE_INTEREST("1 000,00 €", due, paid, None, "particulier") == 0.0
    assert udf.LATE_INTEREST(1000.0, due, due) == 0.0
    assert udf.LATE_INTEREST(None, due, paid) == ""


def test_late_interest_that_cannot_be_known() -> None:
    due = day("31/01/2036")
    assert "taux BCE du 1er semestre 2036 inconnu" in udf.LATE_INTEREST(1000.0, due, day("31/03/2036"))
    assert "avoir" in udf.LATE_INTEREST(-5.0, due, AS_OF)
    assert "Catégorie « étranger » inconnue" in udf.LATE_INTEREST(5.0, due, AS_OF, None, "étranger")


def test_indemnity_once_late() -> None:
    due = day("30/06/2026")
    assert udf.RECOVERY_INDEMNITY(due, day("30/06/2026")) == 0.0
    assert udf.INDEMNITE_FORFAITAIRE(due, day("01/07/2026")) == 40.0
    assert udf.RECOVERY_INDEMNITY(due, day("01/07/2026"), "consommateur") == 0.0
    assert udf.RECOVERY_INDEMNITY(((None,), (due,)), day("01/07/2026")) == (("",), (40.0,))
