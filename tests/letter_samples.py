"""A notice and a sender that several tests share."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from decimal import Decimal

from xladdin.dunning.scenario import Channel
from xladdin.ledger.rates import HalfYear
from xladdin.letters.charges import Charges
from xladdin.letters.notice import (
    CallNotes,
    EarlierReminder,
    Notice,
    NoticeLine,
    PastEvent,
    Recipient,
)
from xladdin.model.settings import Sender
from xladdin.reports.customer_file import Note, Promise
from xladdin.reports.interest_periods import InterestPeriod
from xladdin.reports.late_interest import ItemInterest
from xladdin.reports.penalty_rate import AppliedRate

SENDER = Sender(
    company="Les Papiers du Canal SAS",
    address="18 rue des Entrepreneurs",
    postcode="75010",
    city="Paris",
    siret="999 000 011 00018",
    iban="FR76 3000 6000 0112 3456 7890 189",
    bic="AGRIFRPPXXX",
    phone="01 99 00 12 34",
    email="recouvrement@papiers-du-canal.example",
    signatory="Hélène Marchand",
    signatory_title="Responsable du recouvrement",
)
WRITTEN_ON = dt.date(2026, 7, 1)


def line(number: str, cents: int, kind: str = "FACTURE") -> NoticeLine:
    """One piece, 61 days late."""
    return NoticeLine(number, kind, dt.date(2026, 3, 5), dt.date(2026, 4, 30), cents, cents, 61)


def notice(name: str = "Dupont & Fils", *lines: NoticeLine) -> Notice:
    """A second reminder."""
    return Notice(
        recipient=Recipient(
            "DUPONT", name, address=("12 rue de la Liberté",), postcode="21000", city="Dijon"
        ),
        level=2,
        currency="EUR",
        as_of=dt.date(2026, 6, 30),
        lines=lines or (line("F26-0024", 487560), line("AV26-004", -26400, "AVOIR")),
    )


def interest(number: str = "F26-0024", *, known: bool = True) -> ItemInterest:
    """Of one piece over two half-years; the rate of the second may be unknown."""
    first = InterestPeriod(
        dt.date(2026, 5, 1),
        dt.date(2026, 6, 30),
        487560,
        AppliedRate(Decimal("12.15"), HalfYear(2026, 1), "taux BCE 2,15 % + 10 points"),
    )
    rate = (
        AppliedRate(Decimal("12.40"), HalfYear(2026, 2), "taux BCE 2,40 % + 10 points")
        if known
        else AppliedRate(None, HalfYear(2026, 2), "taux BCE du 2e semestre 2026 inconnu")
    )
    second = InterestPeriod(dt.date(2026, 7, 1), dt.date(2026, 7, 31), 400000, rate)
    return ItemInterest(
        item=0,
        number=number,
        customer="DUPONT",
        due=dt.date(2026, 4, 30),
        periods=(first, second),
        interest=14113 if known else None,
        indemnity=4000,
        reason="" if known else "Pénalités non calculées : taux BCE du 2e semestre 2026 inconnu.",
    )


def full_notice(name: str = "Dupont & Fils", *lines: NoticeLine) -> Notice:
    """A mise en demeure that has everything a template may show, what only a fiche or a relevé shows too."""
    plain = notice(name, *lines)
    shown = (*plain.lines, replace(line("F26-0040", 61200), for_information=True))
    return replace(
        plain,
        recipient=replace(
            plain.recipient,
            contact="Claire Dupont",
            phone="03 99 00 45 67",
            email="compta@dupont.example",
            collector="Samir Benali",
        ),
        level=4,
        lines=lines or shown,
        step="Courrier LRAR",
        channel=Channel.REGISTERED,
        reminders=(
            EarlierReminder(1, dt.date(2026, 5, 11)),
            EarlierReminder(2, dt.date(2026, 5, 26), ("F26-0024",)),
        ),
        charges=Charges((interest(), interest("F26-0031", known=False)), 3000),
        bills=(NoticeLine("LCR-77", "EFFET", dt.date(2026, 6, 1), dt.date(2026, 8, 31), 90000, 90000, -62),),
        call=CallNotes(
            events=(
                PastEvent(dt.date(2026, 6, 12), "Rappelle demain, en attente d’une validation"),
                PastEvent(dt.date(2026, 5, 26), "2ème rappel", ("F26-0024",)),
            ),
            promises=(
                Promise("F26-0024", dt.date(2026, 6, 15), 487560, "EUR", broken=True),
                Promise("", dt.date(2026, 7, 10), 500000, "EUR", broken=False),
            ),
            remarks=(Note("F26-0024", "Bon de livraison demandé"),),
        ),
    )
