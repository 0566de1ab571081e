"""The charges of a letter as its template sees them, with the computation that the annex shows.

Documented in ``xladdin.letters.context``.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from xladdin.letters.charges import LEGAL_BASIS
from xladdin.letters.french import money
from xladdin.model.wording import french_date
from xladdin.reports.interest_periods import round_cents
from xladdin.reports.late_interest import RECOVERY_INDEMNITY
from xladdin.reports.penalty_rate import percent_text

if TYPE_CHECKING:
    from collections.abc import Iterator

    from xladdin.letters.notice import Notice
    from xladdin.reports.interest_periods import InterestPeriod
    from xladdin.reports.late_interest import ItemInterest

UNKNOWN: Final = "—"


def charges_context(notice: Notice) -> dict[str, object]:
    """What ``charges`` holds in a template."""
    charges, currency = notice.charges, notice.currency
    lines = [{"libelle": label, "montant": money(cents, currency)} for label, cents in _charge_lines(notice)]
    return {
        "lignes": lines,
        "total": money(charges.total, currency),
        "total_general": money(notice.grand_total, currency),
        "base_legale": LEGAL_BASIS[notice.recipient.category],
        "retenues": [reason.replace(" :", "\u00a0:") for reason in charges.reasons],
        "calcul": [_calculation(item, currency) for item in charges.interest if item.periods],
    }


def _charge_lines(notice: Notice) -> Iterator[tuple[str, int]]:
    charges = notice.charges
    if charges.penalties:
        yield f"Pénalités de retard au {french_date(notice.as_of)}", charges.penalties
    if charges.indemnity:
        pieces = charges.indemnity // RECOVERY_INDEMNITY
        each = money(RECOVERY_INDEMNITY, notice.currency)
        yield f"Indemnité forfaitaire de recouvrement ({pieces} × {each})", charges.indemnity
    if charges.fee:
        yield "Frais de recouvrement", charges.fee


def _calculation(item: ItemInterest, currency: str) -> dict[str, object]:
    return {
        "numero": item.number,
        "echeance": french_date(item.due),
        "periodes": [_period(period, currency) for period in item.periods],
        "interets": UNKNOWN if item.interest is None else money(item.interest, currency),
    }


def _period(period: InterestPeriod, currency: str) -> dict[str, object]:
    percent, interest = period.rate.percent, period.interest
    return {
        "du": french_date(period.first),
        "au": french_date(period.last),
        "jours": period.days,
        "reste_du": money(period.outstanding, currency),
        "taux": UNKNOWN if percent is None else percent_text(percent),
        "source": period.rate.source,
        "interets": UNKNOWN if interest is None else money(round_cents(interest), currency),
    }
