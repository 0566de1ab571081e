"""Instalment plans (échéances multiples): how one invoice is split into amounts and due dates."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from enum import StrEnum
from typing import TYPE_CHECKING

from xladdin.errors import ArgumentError
from xladdin.ledger.terms import add_months, on_day

if TYPE_CHECKING:
    from collections.abc import Sequence


class Portion(StrEnum):
    """What an instalment takes of its invoice.

    PERCENT: a share of the total. FIXED: a fixed amount. REMAINDER: whatever the others leave, rounding
    included; the last instalment always takes it.
    """

    PERCENT = "percent"
    FIXED = "fixed"
    REMAINDER = "remainder"


@dataclass(frozen=True, slots=True)
class InstalmentRule:
    """One line of a plan.

    Args:
        portion: see ``Portion``.
        value: percent of the total, or cents of a fixed amount (positive, also for a credit note).
        months: calendar months after the issue date; counted first.
        day_of_month: then set to this day of that month (its last day when it is shorter).
        days: then so many days later.
    """

    portion: Portion
    value: Decimal = Decimal(0)
    months: int = 0
    day_of_month: int | None = None
    days: int = 0

    def due(self, issued: dt.date) -> dt.date:
        """Due date of this instalment."""
        due = add_months(issued, self.months)
        if self.day_of_month is not None:
            due = on_day(due, self.day_of_month)
        return due + dt.timedelta(days=self.days)


def split_amount(
    amount: int, issued: dt.date, plan: Sequence[InstalmentRule]
) -> tuple[tuple[dt.date, int], ...]:
    """Due date and cents of each instalment, in the order of the plan.

    Shares are rounded to the cent, halves away from zero; the last instalment takes what is left, so
    that the sum is always ``amount``. The instalments of a credit note are negative.

    Args:
        amount: cents, signed.
        plan: at least one rule, the last one a REMAINDER.

    Raises:
        ArgumentError: the last rule, or another one than the last, is wrongly a remainder.
    """
    kinds = [rule.portion for rule in plan]
    if Portion.REMAINDER not in kinds or kinds.index(Portion.REMAINDER) != len(kinds) - 1:
        raise ArgumentError(
            "Un échéancier de facture se termine par une seule ligne « solde ».",
            "Ajoutez « solde » à la dernière échéance, et à elle seule.",
        )
    sign = -1 if amount < 0 else 1
    left = abs(amount)
    instalments = []
    for rule in plan:
        taken = left if rule.portion is Portion.REMAINDER else _portion(rule, abs(amount))
        left -= taken
        instalments.append((rule.due(issued), sign * taken))
    return tuple(instalments)


def _portion(rule: InstalmentRule, total: int) -> int:
    cents = total * rule.value / 100 if rule.portion is Portion.PERCENT else rule.value
    return int(cents.to_integral_value(rounding=ROUND_HALF_UP))
