"""DSO (délai moyen de règlement des clients) and its companions, each with the sum that made it."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

import numpy as np

from xladdin.errors import ArgumentError
from xladdin.model.arrays import to_date, to_day
from xladdin.model.wording import Kind, french_amount, french_date, french_percent
from xladdin.reports.by_customer import receivables
from xladdin.reports.count_back import CountBackMonth, count_back

if TYPE_CHECKING:
    from xladdin.ledger.ledger import Ledger
    from xladdin.model.arrays import Cents, Mask

_ONE_DAY: Final = dt.timedelta(days=1)
_LONGEST_PERIOD: Final = 3_660
"""Days: ten years."""


@dataclass(frozen=True, slots=True)
class Measure:
    """One figure and how it came about.

    Attributes:
        value: days (``cei``: percent); None when it cannot be computed.
        explanation: French; the sum that made it, or why there is none.
    """

    value: float | None
    explanation: str


@dataclass(frozen=True, slots=True)
class Dso:
    """Days sales outstanding at close of ``as_of``; amounts in cents, TTC.

    Attributes:
        days: length of the period that ends on ``as_of``.
        sales: invoices less credit notes issued in the period.
        receivables: outstanding of all receivables, credits deducted.
        current: part of it, credits not deducted, that is not late.
        accounting: DSO comptable.
        count_back: DSO par épuisement du chiffre d’affaires.
        months: what each month contributed to ``count_back``, latest first.
        best_possible: the DSO if nothing were late.
        average_days_delinquent: ADD, what lateness adds: ``accounting`` less ``best_possible``.
        cei: collection effectiveness index, percent.
    """

    as_of: dt.date
    currency: str
    days: int
    sales: int
    receivables: int
    current: int
    accounting: Measure
    count_back: Measure
    months: tuple[CountBackMonth, ...]
    best_possible: Measure
    average_days_delinquent: Measure
    cei: Measure


def dso(ledger: Ledger, as_of: dt.date, *, days: int = 90, currency: str | None = None) -> Dso:
    """DSO at close of ``as_of``, by every usual method.

    Sales are invoices less credit notes, TTC, by issue date; pieces without one are not sales of any
    period. Receivables are those of the balance âgée: credits and unallocated payments deducted, bills
    in circulation left out.

    - comptable: receivables / sales of the period × days;
    - épuisement (count-back): see ``count_back``;
    - best possible: receivables not yet late / sales × days;
    - ADD: the first less the third; below 0 when credits outweigh what is late;
    - CEI: (opening + sales − closing) / (opening + sales − closing not yet late) × 100, opening at the
      close of the day before the period.

    Args:
        ledger: filter it beforehand with ``Ledger.where``.
        as_of: date d’arrêté, inclusive.
        days: length of the period, from 1 to 3 660; 90 is a quarter.
        currency: ISO code; may be left out when the ledger has one currency.

    Raises:
        SeveralCurrenciesError: several currencies and none named.
        ArgumentError: unknown currency, days below 1 or above ten years.
    """
    if not 1 <= days <= _LONGEST_PERIOD:
        raise ArgumentError(
            f"Période du DSO invalide : {days} jours.", f"Donnez un nombre entre 1 et {_LONGEST_PERIOD}."
        )
    ledger, currency = ledger.in_currency(currency)
    start = as_of - dt.timedelta(days=days - 1)
    sales = _sales(ledger)
    first_sale = _first_sale(ledger, sales)
    sold = int(sales[_issued_between(ledger, start, as_of)].sum())
    left = receivables(ledger, as_of)
    owed = int(left.sum())
    in_time = ~(ledger.items.due < to_day(as_of))
    current = int(left[in_time & (left > 0)].sum())
    opening = int(receivables(ledger, start - _ONE_DAY).sum())

    period = _Period(start, days, sold, first_sale)
    accounting = period.in_days(owed, "Encours")
    best = period.in_days(current, "Encours non échu")
    by_count_back, months = _count_back(ledger, sales, owed, first_sale, as_of)
    return Dso(
        as_of=as_of,
        currency=currency,
        days=days,
        sales=sold,
        receivables=owed,
        current=current,
        accounting=accounting,
        count_back=by_count_back,
        months=months,
        best_possible=best,
        average_days_delinquent=_delinquent(accounting, best),
        cei=_cei(opening, sold, owed, current),
    )


def _sales(ledger: Ledger) -> Cents:
    """Signed amount of each sale; zero for what is none."""
    kind, amount = ledger.items.kind, ledger.items.amount
    # An invoice for a down payment is a sale; a down payment received is not.
    billed = (kind == Kind.FACTURE) | (kind == Kind.AVOIR) | ((kind == Kind.ACOMPTE) & (amount > 0))
    return np.where(billed, amount, 0)


def _first_sale(ledger: Ledger, sales: Cents) -> dt.date | None:
    issued = ledger.items.issued[(sales != 0) & ~np.isnat(ledger.items.issued)]
    return to_date(issued.min()) if len(issued) else None


def _issued_between(ledger: Ledger, first: dt.date, last: dt.date) -> Mask:
    within: Mask = (ledger.items.issued >= to_day(first)) & (ledger.items.issued <= to_day(last))
    return within


@dataclass(frozen=True, slots=True)
class _Period:
    """The days over which sales are added up."""

    start: dt.date
    days: int
    sales: int
    first_sale: dt.date | None

    def in_days(self, cents: int, what: str) -> Measure:
        """``cents`` as days of these sales."""
        if self.sales <= 0:
            return Measure(None, f"Pas de chiffre d’affaires depuis le {french_date(self.start)}.")
        value = cents / self.sales * self.days
        return Measure(
            value,
            f"{what} {french_amount(cents)} / ventes TTC {french_amount(self.sales)} "
            f"× {self.days} jours = {days_text(value)}.{self._caveat()}",
        )

    def _caveat(self) -> str:
        if self.first_sale is None or self.first_sale <= self.start:
            return ""
        return (
            f" Première facture du classeur : {french_date(self.first_sale)}, après le début de la période "
            f"({french_date(self.start)}) ; s’il en manque, le délai est surestimé."
        )


def _count_back(
    ledger: Ledger, sales: Cents, owed: int, first_sale: dt.date | None, as_of: dt.date
) -> tuple[Measure, tuple[CountBackMonth, ...]]:
    if first_sale is None:
        return Measure(None, "Aucune vente datée dans le classeur."), ()
    if owed < 0:
        return Measure(None, f"L’encours est créditeur ({french_amount(owed)})."), ()
    months, uncovered = count_back(ledger.items.issued, sales, owed, as_of)
    if uncovered:
        return (
            Measure(
                None,
                f"L’encours dépasse de {french_amount(uncovered)} toutes les ventes du classeur "
                f"depuis le {french_date(first_sale)}.",
            ),
            months,
        )
    value = sum(month.days for month in months)
    return Measure(value, f"Encours {french_amount(owed)} épuisé en {days_text(value)} de ventes."), months


def _delinquent(accounting: Measure, best: Measure) -> Measure:
    if accounting.value is None or best.value is None:
        return Measure(None, accounting.explanation)
    value = accounting.value - best.value
    return Measure(
        value,
        f"DSO comptable {days_text(accounting.value)} − meilleur possible {days_text(best.value)} "
        f"= {days_text(value)}.",
    )


def _cei(opening: int, sales: int, closing: int, current: int) -> Measure:
    collectable = opening + sales - current
    if collectable <= 0:
        return Measure(None, "Rien n’était à encaisser sur la période.")
    value = (opening + sales - closing) / collectable * 100
    figures = [french_amount(cents) for cents in (opening, sales, closing, current)]
    return Measure(
        value,
        "(encours initial {} + ventes {} − encours final {}) / "
        "(encours initial {} + ventes {} − encours final non échu {}) = {}.".format(
            *figures[:3], *figures[:2], figures[3], french_percent(value / 100)
        ),
    )


def days_text(days: float) -> str:
    """``45,3 jours``."""
    return f"{days:.1f}".replace(".", ",") + " jours"
