"""Everything that a letter template may use. This is the one place that says so.

In a template ``{{ client.nom }}`` prints a value; ``{%p for ligne in client.adresse %}`` … ``{%p endfor %}``
repeats paragraphs; ``{%tr for piece in pieces %}`` … ``{%tr endfor %}`` repeats rows of a table. A name that
is not listed here is refused, never left blank.

========================  ==========================================================================
``emetteur.societe``      your company, as in Paramètres
``emetteur.adresse``      lines of your address, postcode and city last
``emetteur.coordonnees``  lines: telephone, e-mail
``emetteur.ville``
``emetteur.siret``
``emetteur.mentions``     one line for the foot of the page: company, SIRET
``emetteur.iban``
``emetteur.bic``
``emetteur.telephone``
``emetteur.courriel``
``emetteur.signataire``
``emetteur.fonction``     the signatory's title
``client.code``
``client.nom``
``client.contact``
``client.adresse``        lines of the customer's address, postcode and city last
``client.courriel``
``lettre.date``           of the letter, ``1er juillet 2026``
``lettre.lieu``           your town
``lettre.arrete_au``      date d’arrêté, ``30/06/2026``
``lettre.niveau``         0 préventif, 1 to 3 rappels, 4 mise en demeure
``lettre.delai``          time given to pay, ``huit jours``
``pieces``                the pieces, each with the following
``piece.numero``
``piece.type``            ``FACTURE``, ``AVOIR`` …
``piece.date_ecriture``   ``05/03/2026``
``piece.echeance``        ``30/04/2026``
``piece.montant``         original amount, ``2 214,00 €``
``piece.total_echu``      still due, ``2 214,00 €``; negative for a credit
``piece.jours_retard``    whole number, 0 when not late
``total_du``              sum of the pieces, ``8 541,60 €``
``devise``                ``EUR``
========================  ==========================================================================

Values are texts, already in French form; none is ever run as template code.
"""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING, Final

from babel.dates import format_date
from babel.numbers import format_currency

from xladdin.errors import ArgumentError
from xladdin.model.wording import french_date

if TYPE_CHECKING:
    import datetime as dt

    from xladdin.letters.notice import Notice, NoticeLine, Recipient
    from xladdin.model.settings import Sender

Context = dict[str, object]
"""What a template is filled with."""

LOCALE: Final = "fr_FR"
TIME_TO_PAY: Final = "huit jours"
_REQUIRED: Final = {
    "company": "Société",
    "address": "Adresse",
    "postcode": "Code postal",
    "city": "Ville",
    "iban": "IBAN",
    "signatory": "Signataire",
}


def letter_context(notice: Notice, sender: Sender, *, written_on: dt.date) -> Context:
    """The values of one letter.

    Args:
        written_on: date of the letter.

    Raises:
        ArgumentError: Paramètres lacks something that every letter shows.
    """
    require_sender(sender)
    return {
        "emetteur": _sender(sender),
        "client": _recipient(notice.recipient),
        "lettre": {
            "date": long_date(written_on),
            "lieu": sender.city,
            "arrete_au": french_date(notice.as_of),
            "niveau": notice.level,
            "delai": TIME_TO_PAY,
        },
        "pieces": [_piece(line, notice.currency) for line in notice.lines],
        "total_du": money(notice.total, notice.currency),
        "devise": notice.currency,
    }


def require_sender(sender: Sender) -> None:
    """Refuses a sender without whom no letter can leave.

    Raises:
        ArgumentError: names every empty line of Paramètres at once.
    """
    missing = [label for field, label in _REQUIRED.items() if not getattr(sender, field).strip()]
    if missing:
        named = ", ".join(f"« {label} »" for label in missing)
        raise ArgumentError(
            f"Les lettres ne peuvent pas partir : Paramètres ne dit pas {named}.",
            "Remplissez ces lignes de la feuille Paramètres, partie Émetteur.",
        )


def long_date(day: dt.date) -> str:
    """``1er juillet 2026``."""
    text = format_date(day, "d MMMM y", locale=LOCALE)
    return f"1er{text[1:]}" if day.day == 1 else text


def money(cents: int, currency: str) -> str:
    """``8 541,60 €``, the thousands and the symbol held by no-break spaces."""
    return format_currency(Decimal(cents) / 100, currency, locale=LOCALE)


def _sender(sender: Sender) -> Context:
    siret = f"SIRET {sender.siret}" if sender.siret else ""
    return {
        "societe": sender.company,
        "adresse": _address((sender.address,), sender.postcode, sender.city),
        "coordonnees": [line for line in (sender.phone, sender.email) if line],
        "ville": sender.city,
        "siret": sender.siret,
        "mentions": " — ".join(part for part in (sender.company, siret) if part),
        "iban": sender.iban,
        "bic": sender.bic,
        "telephone": sender.phone,
        "courriel": sender.email,
        "signataire": sender.signatory,
        "fonction": sender.signatory_title,
    }


def _recipient(recipient: Recipient) -> Context:
    return {
        "code": recipient.code,
        "nom": recipient.name,
        "contact": recipient.contact,
        "adresse": _address(recipient.address, recipient.postcode, recipient.city),
        "courriel": recipient.email,
    }


def _address(streets: tuple[str, ...], postcode: str, city: str) -> list[str]:
    lines = [line for street in streets for line in street.splitlines()]
    return [line for line in (*lines, f"{postcode} {city}".strip()) if line.strip()]


def _piece(line: NoticeLine, currency: str) -> Context:
    return {
        "numero": line.number,
        "type": line.kind,
        "date_ecriture": french_date(line.issued),
        "echeance": french_date(line.due),
        "montant": money(line.amount, currency),
        "total_echu": money(line.outstanding, currency),
        "jours_retard": max(line.days_late, 0),
    }
