"""Pénalités de retard: interest on late invoices, day by day, and the 40 € recovery indemnity."""

from __future__ import annotations

from dataclasses import dataclass, replace
from fractions import Fraction
from typing import TYPE_CHECKING, Final

import numpy as np

from xladdin.ledger.standing import Category, category_of, insolvent
from xladdin.model.arrays import sum_by_row, to_day
from xladdin.model.problem import Problem, problem
from xladdin.model.source_map import Field
from xladdin.model.wording import Kind, french_amount
from xladdin.reports.interest_periods import InterestPeriod, interest_periods, round_cents
from xladdin.reports.penalty_rate import STATUTORY_RATES, PenaltyRates

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterable, Iterator

    from xladdin.ledger.ledger import Ledger
    from xladdin.ledger.rates import HalfYear
    from xladdin.model.arrays import Cents, Mask

RECOVERY_INDEMNITY: Final = 4_000
"""Indemnité forfaitaire pour frais de recouvrement, cents: 40 € per late invoice (D441-5)."""

CONSUMER_REASON: Final = "Client consommateur : ni pénalités légales ni indemnité forfaitaire."
INSOLVENCY_REASON: Final = (
    "Procédure collective : pénalités suspendues. "
    "Déclarer la créance (2 mois après la publication au BODACC)."
)


@dataclass(frozen=True, slots=True)
class ItemInterest:
    """What one late invoice costs its debtor; cents.

    Attributes:
        item: its row in the ledger.
        periods: consecutive days with one outstanding and one rate; empty when nothing is asked.
        interest: rounded once, from the unrounded sum of its periods; None when withheld.
        indemnity: 4000 on one instalment of each late piece, else 0.
        reason: French, why there is no interest, or why it is withheld; else empty.
    """

    item: int
    number: str
    customer: str
    due: dt.date
    periods: tuple[InterestPeriod, ...]
    interest: int | None
    indemnity: int
    reason: str = ""

    @property
    def explanation(self) -> tuple[str, ...]:
        """French, one line per period, then the sum or the reason."""
        lines = [period.explanation for period in self.periods]
        if self.reason:
            lines.append(self.reason)
        elif self.interest is not None:
            lines.append(f"Pénalités : {french_amount(self.interest)}")
        if self.indemnity:
            lines.append(f"Indemnité forfaitaire de recouvrement : {french_amount(self.indemnity)}")
        return tuple(lines)


@dataclass(frozen=True, slots=True)
class LateInterest:
    """Late-payment charges at close of ``as_of``; cents. They never enter the balance âgée.

    Attributes:
        items: one per late invoice, paid since or not, in the order of the ledger.
        problems: rates that are missing.
    """

    as_of: dt.date
    currency: str
    items: tuple[ItemInterest, ...]
    problems: tuple[Problem, ...]

    @property
    def interest(self) -> int:
        """Sum of what is not withheld."""
        return sum(item.interest or 0 for item in self.items)

    @property
    def indemnity(self) -> int:
        """Sum of the recovery indemnities."""
        return sum(item.indemnity for item in self.items)


def late_interest(
    ledger: Ledger, as_of: dt.date, *, rates: PenaltyRates = STATUTORY_RATES, currency: str | None = None
) -> LateInterest:
    """Pénalités de retard and recovery indemnity of every late invoice at close of ``as_of``.

    Interest for day D runs on the outstanding (TTC) at close of D − 1, from the day after the due date to
    the day of payment or ``as_of``, inclusive; actual/365; the unrounded parts of an invoice are added,
    then rounded to the cent, halves up. Due without reminder, also on invoices that were paid late since
    (Code de commerce L441-10 II); rates in ``PenaltyRates``.

    Consumers owe neither interest nor indemnity. Under insolvency proceedings both are withheld. A
    half-year whose rate is unknown withholds the interest of that invoice and is named, the indemnity
    stays. The law sets the indemnity in euros: an invoice in another currency gets none here.

    Args:
        ledger: filter it beforehand with ``Ledger.where`` or ``Ledger.select``.
        as_of: date d’arrêté, inclusive.
        rates: published and contractual rates.
        currency: ISO code; may be left out when the ledger has one currency.

    Raises:
        SeveralCurrenciesError: several currencies and none named.
        ArgumentError: unknown currency.
    """
    _, currency = ledger.in_currency(currency)
    of_currency = ledger.items.currency == ledger.currencies.index(currency)
    categories = [category_of(str(text)) for text in ledger.customers.text(Field.CATEGORY)]
    under_proceedings = insolvent(ledger.customers)
    settled = _Settled.of(ledger)
    amount = ledger.items.amount - settled.undated
    in_time_until = np.fmax(ledger.items.due, ledger.items.issued)  # fmax passes over an unknown date
    late = []
    for row in np.flatnonzero(of_currency & _may_be_late(ledger, as_of)).tolist():
        customer = ledger.items.customer[row]
        periods = interest_periods(
            int(amount[row]),
            settled.dated.get(row, []),
            in_time_until[row].item(),
            as_of,
            rates=rates,
            category=categories[customer],
        )
        if periods:
            late.append(_charges(ledger, row, periods, categories[customer], under_proceedings[customer]))
    items = _once_per_piece(late, in_euros=currency == "EUR")
    return LateInterest(as_of, currency, items, tuple(missing_rates(items)))


@dataclass(frozen=True, slots=True)
class _Settled:
    """Settlements by item row.

    Attributes:
        undated: cents per item settled at every date.
        dated: (date, cents) of the others; items without any are absent.
    """

    undated: Cents
    dated: dict[int, list[tuple[dt.date, int]]]

    @classmethod
    def of(cls, ledger: Ledger) -> _Settled:
        settlements = ledger.settlements
        no_date = np.isnat(settlements.date)
        dated: dict[int, list[tuple[dt.date, int]]] = {}
        rows, dates, amounts = (
            column[~no_date].tolist() for column in (settlements.item, settlements.date, settlements.amount)
        )
        for row, date, amount in zip(rows, dates, amounts, strict=True):
            dated.setdefault(row, []).append((date, amount))
        undated = sum_by_row(settlements.item[no_date], settlements.amount[no_date], len(ledger.items))
        return cls(undated, dated)


def _may_be_late(ledger: Ledger, as_of: dt.date) -> Mask:
    """Invoices due before ``as_of`` that were not fully settled in time, or were touched later."""
    items, settlements = ledger.items, ledger.settlements
    past_due = (items.kind == Kind.FACTURE) & (items.due < to_day(as_of))
    after_due = settlements.date > items.due[settlements.item]
    in_time = sum_by_row(settlements.item[~after_due], settlements.amount[~after_due], len(items))
    touched = np.zeros(len(items), dtype=np.bool_)
    touched[settlements.item[after_due]] = True
    late: Mask = past_due & ((items.amount > in_time) | touched)
    return late


def _charges(
    ledger: Ledger,
    row: int,
    periods: tuple[InterestPeriod, ...],
    category: Category,
    under_proceedings: bool,
) -> ItemInterest:
    """Charges of one late item, as if it were alone of its piece."""
    interest, indemnity, reason = _interest(periods), RECOVERY_INDEMNITY, ""
    if under_proceedings:
        periods, interest, indemnity, reason = (), None, 0, INSOLVENCY_REASON
    elif category is Category.CONSUMER:
        periods, interest, indemnity, reason = (), 0, 0, CONSUMER_REASON
    elif interest is None:
        unknown = dict.fromkeys(period.rate.source for period in periods if period.rate.percent is None)
        reason = f"Pénalités non calculées : {', '.join(unknown)}."
    items = ledger.items
    return ItemInterest(
        item=row,
        number=items.number[row],
        customer=ledger.customers.code[items.customer[row]],
        due=items.due[row].item(),
        periods=periods,
        interest=interest,
        indemnity=indemnity,
        reason=reason,
    )


def _interest(periods: tuple[InterestPeriod, ...]) -> int | None:
    """Rounded sum; None when a rate is unknown."""
    total = Fraction(0)
    for period in periods:
        part = period.interest
        if part is None:
            return None
        total += part
    return round_cents(total)


def _once_per_piece(late: list[ItemInterest], *, in_euros: bool) -> tuple[ItemInterest, ...]:
    """The indemnity is owed once for an invoice, on the instalment that fell late first."""
    charged: set[tuple[str, str]] = set()
    by_due_date = sorted(late, key=lambda item: item.due)
    first = set()
    for item in by_due_date:
        piece = (item.customer, item.number or f"row {item.item}")
        if piece not in charged:
            charged.add(piece)
            first.add(item.item)
    return tuple(item if item.item in first and in_euros else replace(item, indemnity=0) for item in late)


def missing_rates(items: Iterable[ItemInterest]) -> Iterator[Problem]:
    """One Problem per half-year whose rate these invoices need and nobody knows."""
    unknown: dict[HalfYear, set[str]] = {}
    unchecked: dict[HalfYear, set[str]] = {}
    for item in items:
        for period in item.periods:
            if period.rate.percent is None:
                unknown.setdefault(period.rate.half_year, set()).add(item.number)
            if period.rate.floor_unchecked:
                unchecked.setdefault(period.rate.half_year, set()).add(item.number)
    for code, half_years in (("taux-bce-inconnu", unknown), ("taux-legal-inconnu", unchecked)):
        for half_year, numbers in sorted(half_years.items()):
            yield problem(code, half_year=half_year.label, pieces=_few(numbers))


def _few(numbers: set[str], most: int = 5) -> str:
    shown = ", ".join(sorted(numbers)[:most])
    return shown if len(numbers) <= most else f"{shown} et {len(numbers) - most} autres"
