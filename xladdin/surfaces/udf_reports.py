"""Worksheet functions over an invoice list: convert the arguments, call one report, present its figures."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Final

import numpy as np

from xladdin.errors import ArgumentError
from xladdin.ledger.find_customer import find_customer
from xladdin.model.text import fold
from xladdin.model.wording import TOTAL
from xladdin.reports.aged_balance import ageing_matrix
from xladdin.reports.by_customer import with_credits_and_total
from xladdin.reports.collection import collection_rate
from xladdin.reports.dso import dso
from xladdin.reports.schedule import schedule_labels, schedule_matrix
from xladdin.surfaces.arguments import parse_month
from xladdin.surfaces.udf_arguments import (
    as_count,
    as_date,
    as_scale,
    as_text,
    single,
    today,
)
from xladdin.surfaces.udf_cells import each_cell, is_blank
from xladdin.surfaces.udf_ledger import read_source

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Callable, Sequence

    from xladdin.ledger.ledger import Ledger
    from xladdin.model.arrays import Cents
    from xladdin.reports.collection import CollectionRate
    from xladdin.surfaces.udf_ledger import ReadsWorkbook, Source

_MONTHS: Final = 6
_DAYS: Final = 90
_MEASURES: Final = {
    "comptable": "accounting",
    "epuisement": "count_back",
    "meilleur possible": "best_possible",
    "retard moyen": "average_days_delinquent",
    "cei": "cei",
}


def ageing(
    *,
    factures: object,
    arrete: object,
    tranches: object,
    client: object,
    tranche: object,
    reglements: object,
    devise: object,
    classeur: ReadsWorkbook = None,
) -> object:
    """Balance âgée: a table, the figures of one customer, of one bucket, or one figure."""
    asked = None if is_blank(tranches) else as_scale(tranches)
    as_of, source = _dated_source(factures, arrete, reglements, devise, classeur)
    ledger, scale = source.ledger, asked or source.settings.scale
    rule = source.settings.credits
    matrix = ageing_matrix(ledger, as_of, scale=scale, credits=rule)
    columns = with_credits_and_total(scale.labels(), rule)
    largest_first = factures is None and source.settings.balance_order == "total"
    return _customer_figures(ledger, matrix, columns, client, tranche, largest_first=largest_first)


def schedule(
    *,
    factures: object,
    arrete: object,
    mois_suivants: object,
    client: object,
    colonne: object,
    reglements: object,
    devise: object,
    classeur: ReadsWorkbook = None,
) -> object:
    """Échéancier, presented as the balance âgée is."""
    months = as_count(mois_suivants, "mois_suivants", _MONTHS)
    as_of, source = _dated_source(factures, arrete, reglements, devise, classeur)
    ledger, rule = source.ledger, source.settings.credits
    matrix = schedule_matrix(ledger, as_of, months=months, credits=rule)
    columns = with_credits_and_total(schedule_labels(months), rule)
    return _customer_figures(ledger, matrix, columns, client, colonne)


def recovery_rate(
    *,
    factures: object,
    mois: object,
    arrete: object,
    reglements: object,
    devise: object,
    classeur: ReadsWorkbook = None,
) -> object:
    """Taux de recouvrement, between 0 and 1."""
    collection = _collection(mois, _dated_source(factures, arrete, reglements, devise, classeur))
    if collection.rate is None:
        raise ArgumentError("Rien n’était à recouvrer ce mois-là.", "Choisissez un autre mois.")
    return collection.rate


def to_collect(
    *,
    factures: object,
    mois: object,
    arrete: object,
    reglements: object,
    devise: object,
    classeur: ReadsWorkbook = None,
) -> object:
    """What is left to collect of the month, in currency units."""
    return _collection(mois, _dated_source(factures, arrete, reglements, devise, classeur)).remaining / 100


def days_sales_outstanding(
    *,
    factures: object,
    arrete: object,
    jours: object,
    methode: object,
    reglements: object,
    devise: object,
    classeur: ReadsWorkbook = None,
) -> object:
    """DSO, in days; CEI in percent."""
    method = as_text(methode, "methode") or "comptable"
    attribute = _MEASURES.get(fold(method))
    if attribute is None:
        raise ArgumentError(
            f"Méthode « {method} » inconnue.",
            "Choisissez comptable, épuisement, meilleur possible, retard moyen ou CEI.",
        )
    as_of, source = _dated_source(factures, arrete, reglements, devise, classeur)
    measure = getattr(dso(source.ledger, as_of, days=as_count(jours, "jours", _DAYS)), attribute)
    if measure.value is None:
        raise ArgumentError(measure.explanation)
    return float(measure.value)


def _dated_source(
    factures: object, arrete: object, reglements: object, devise: object, classeur: ReadsWorkbook
) -> tuple[dt.date, Source]:
    """As-of date (argument, then Paramètres, then today) and what to compute from, in one currency."""
    asked = as_date(arrete, "arrete")
    source = read_source(factures, reglements, classeur)
    ledger, _ = source.ledger.in_currency(as_text(devise, "devise").upper() or None)
    return asked or source.settings.as_of or today(), replace(source, ledger=ledger)


def _collection(mois: object, dated: tuple[dt.date, Source]) -> CollectionRate:
    as_of, source = dated
    return collection_rate(source.ledger, _month(mois) or as_of, as_of)


def _month(value: object) -> dt.date | None:
    cell = single(value, "mois")
    if isinstance(cell, str):
        try:
            return parse_month(cell)
        except ArgumentError:
            return as_date(cell, "mois")
    return as_date(cell, "mois")


def _customer_figures(
    ledger: Ledger,
    cents: Cents,
    columns: Sequence[str],
    client: object,
    column: object,
    *,
    largest_first: bool = False,
) -> object:
    """The part of a table of customers that is asked for, in currency units.

    With both a customer and a column, one figure (one per cell when either is a range); with one of them,
    that row or column of the table, headings included; with none, the table and its total.
    """
    one_customer, one_column = not is_blank(client), not is_blank(column)
    if one_customer and one_column:
        return each_cell(_figure_finder(ledger, cents, columns), client, column)
    chosen = [_position(columns, single(column, "tranche"))] if one_column else list(range(len(columns)))
    codes = ledger.customers.code.tolist()
    if one_customer:
        rows = [find_customer(ledger.customers, as_text(client, "client"))]
    else:
        rows = sorted(np.flatnonzero(cents.any(axis=1)).tolist(), key=codes.__getitem__)
        if largest_first:
            rows.sort(key=lambda row: -int(cents[row, -1]))
    labels: tuple[Sequence[object], ...] = (codes,)
    titles: tuple[str, ...] = ("Client",)
    names = ledger.customers.name.tolist()
    if names != codes:
        labels, titles = (codes, names), ("Code", "Client")
    units = (cents[:, chosen] / 100).tolist()
    lines = [tuple(label[row] for label in labels) + tuple(units[row]) for row in rows]
    if not one_customer:
        total = (cents[:, chosen].sum(axis=0) / 100).tolist()
        lines.append((TOTAL, *[""] * (len(titles) - 1), *total))
    return ((*titles, *(columns[place] for place in chosen)), *lines)


def _figure_finder(
    ledger: Ledger, cents: Cents, columns: Sequence[str]
) -> Callable[[object, object], object]:
    def figure(client: object, column: object) -> object:
        if is_blank(client) or is_blank(column):
            return ""
        row = find_customer(ledger.customers, as_text(client, "client"))
        return int(cents[row, _position(columns, column)]) / 100

    return figure


def _position(columns: Sequence[str], wanted: object) -> int:
    folded = [fold(column) for column in columns]
    text = fold(as_text(wanted, "tranche"))
    if text not in folded:
        raise ArgumentError(f"« {wanted} » n’est pas une colonne.", f"Colonnes : {', '.join(columns)}.")
    return folded.index(text)
