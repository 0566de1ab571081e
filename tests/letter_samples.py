"""A notice and a sender that several tests share."""

from __future__ import annotations

import datetime as dt

from xladdin.letters.notice import Notice, NoticeLine, Recipient
from xladdin.model.settings import Sender

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
