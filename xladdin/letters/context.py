"""Everything that a letter template may use. This is the one place that says so.

In a template ``{{ client.nom }}`` prints a value; ``{%p for ligne in client.adresse %}`` … ``{%p endfor %}``
repeats paragraphs; ``{%tr for piece in pieces %}`` … ``{%tr endfor %}`` repeats rows of a table;
``{%p if client.contact %}`` … ``{%p endif %}`` leaves paragraphs out. A name that is not listed here is
refused, never left blank.

=========================  =========================================================================
``emetteur.societe``       your company, as in Paramètres
``emetteur.adresse``       lines of your address, postcode and city last
``emetteur.coordonnees``   lines: telephone, e-mail
``emetteur.ville``
``emetteur.siret``
``emetteur.mentions``      one line for the foot of the page: company, SIRET
``emetteur.iban``
``emetteur.bic``
``emetteur.telephone``
``emetteur.courriel``
``emetteur.signataire``
``emetteur.fonction``      the signatory's title
``client.code``
``client.nom``
``client.contact``
``client.adresse``         lines of the customer's address, postcode and city last
``client.courriel``
``client.telephone``
``client.charge``          who looks after the customer (chargé de recouvrement)
``lettre.date``            of the letter, ``1er juillet 2026``
``lettre.lieu``            your town
``lettre.arrete_au``       date d’arrêté, ``30/06/2026``
``lettre.niveau``          0 préventif, 1 to 3 rappels, 4 mise en demeure
``lettre.titre``           heading, ``2ème RAPPEL``
``lettre.etape``           name of the step, ``Envoi 2nde relance``
``lettre.canal``           ``Lettre``, ``LRAR``, ``E-mail`` …
``lettre.recommandee``     true for a registered letter (LRAR)
``lettre.delai``           time given to pay, ``huit jours``
``lettre.date_limite``     last day of that time, counted from the date of the letter, ``9 juillet 2026``
``pieces``                 the pieces, each with the following
``piece.numero``
``piece.designation``      its number, or its type where it has none
``piece.type``             ``FACTURE``, ``AVOIR`` …
``piece.date_ecriture``    ``05/03/2026``
``piece.echeance``         ``30/04/2026``
``piece.montant``          original amount, ``2 214,00 €``
``piece.total_echu``       still due, ``2 214,00 €``; negative for a credit
``piece.jours_retard``     whole number, 0 when not late or a credit
``piece.pour_information`` true for a debt that is listed without being reminded by this letter
``pour_information``       true when there is such a piece
``total_du``               sum of the pieces, ``8 541,60 €``
``total_echu``             of which late
``total_a_echoir``         of which not late
``total_credits``          of which credits and payments not allocated, negative
``a_regler``               true when the sum of the pieces is more than nothing
``devise``                 ``EUR``
``relances``               earlier reminders about these pieces, oldest first, each with the following
``relance.nom``            ``1er rappel``
``relance.date``           ``20/05/2026``
``relance.pieces``         their numbers; empty when it was about all of them
``charges.lignes``         what is asked beyond the pieces, each with the following; none when nothing is
``charge.libelle``         ``Pénalités de retard au 30/06/2026``
``charge.montant``         ``96,12 €``
``charges.total``          of these lines
``charges.total_general``  the pieces and the charges
``charges.base_legale``    the articles on which charges rest; empty for a consumer
``charges.retenues``       sentences: what is not asked, and why
``charges.calcul``         how the penalties come about: pieces, each with the following
``calcul.numero``
``calcul.echeance``
``calcul.periodes``        days with one amount due and one rate, each with the following
``periode.du``             first day
``periode.au``             last day, inclusive
``periode.jours``          number of days
``periode.reste_du``       amount on which interest runs
``periode.taux``           per year, ``12,15 %``; a dash when unknown
``periode.source``         ``taux BCE 2,15 % + 10 points``
``periode.interets``       ``13,09 €``; a dash when the rate is unknown
``calcul.interets``        of the piece; a dash when withheld
``effets``                 bills in circulation of a relevé de compte, each with the following
``effet.numero``
``effet.echeance``
``effet.montant``
``historique``             for a fiche d’appel: letters, calls and notes, latest first, each with
``evenement.date``
``evenement.texte``
``evenement.pieces``       numbers; empty for a note about the customer
``promesses``              for a fiche d’appel: promises to pay, earliest first, each with
``promesse.date``
``promesse.piece``         number; empty for one about the whole account
``promesse.montant``       what is due of it
``promesse.rompue``        true when the date is past
``remarques``              for a fiche d’appel: what stands beside the pieces, each with
``remarque.piece``
``remarque.texte``
=========================  =========================================================================

Values are texts, already in French form; none is ever run as template code. What is true or false, and
numbers, are for ``{%p if … %}``. The shipped letters write the last row of a table apart (``pieces[:-1]``,
then ``pieces[-1:]``), in a style that keeps it on the page of the total.
"""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Final

from xladdin.dunning.scenario import Channel
from xladdin.errors import ArgumentError
from xladdin.letters.charge_context import charges_context
from xladdin.letters.french import heading, long_date, money
from xladdin.model.wording import REMINDER_NAMES, french_date

if TYPE_CHECKING:
    from collections.abc import Sequence

    from xladdin.letters.notice import EarlierReminder, Notice, NoticeLine, Recipient
    from xladdin.model.settings import Sender
    from xladdin.model.source_map import SourceMap

Context = dict[str, object]
"""What a template is filled with."""

TIME_TO_PAY: Final = "huit jours"
DAYS_TO_PAY: Final = 8
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
    currency = notice.currency
    return {
        "emetteur": _sender(sender),
        "client": _recipient(notice.recipient),
        "lettre": _letter(notice, sender, written_on),
        "pieces": [_piece(line, currency) for line in notice.lines],
        "pour_information": any(line.for_information for line in notice.lines),
        "total_du": money(notice.total, currency),
        "total_echu": money(notice.overdue, currency),
        "total_a_echoir": money(notice.not_due, currency),
        "total_credits": money(notice.credits, currency),
        "a_regler": notice.total > 0,
        "devise": currency,
        "relances": [_reminder(reminder) for reminder in notice.reminders],
        "charges": charges_context(notice),
        "effets": [_bill(bill, currency) for bill in notice.bills],
        "historique": [
            {"date": french_date(event.date), "texte": event.text, "pieces": _numbers(event.numbers)}
            for event in notice.call.events
        ],
        "promesses": [
            {
                "date": french_date(promise.date),
                "piece": promise.number,
                "montant": money(promise.outstanding, promise.currency),
                "rompue": promise.broken,
            }
            for promise in notice.call.promises
        ],
        "remarques": [{"piece": remark.number, "texte": remark.text} for remark in notice.call.remarks],
    }


def require_sender(sender: Sender, source: SourceMap | None = None) -> None:
    """Refuses a sender without whom no letter can leave.

    Args:
        source: tells in which cells the sender stands; None where that is not known.

    Raises:
        ArgumentError: names every empty line of Paramètres at once, and its cell.
    """
    missing = [field for field in _REQUIRED if not getattr(sender, field).strip()]
    if missing:
        cells = source.sender_cells if source else {}
        named = ", ".join(
            f"« {_REQUIRED[field]} »{f' ({cells[field]})' if field in cells else ''}" for field in missing
        )
        raise ArgumentError(
            f"Les lettres ne peuvent pas partir : Paramètres ne dit pas {named}.",
            "Remplissez ces lignes de la feuille Paramètres, partie Émetteur ; si le classeur n’a pas cette "
            "feuille, « xladdin actualiser CLASSEUR --feuilles Paramètres » l’ajoute.",
        )


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
        "telephone": recipient.phone,
        "charge": recipient.collector,
    }


def _address(streets: tuple[str, ...], postcode: str, city: str) -> list[str]:
    lines = [line for street in streets for line in street.splitlines()]
    return [line for line in (*lines, f"{postcode} {city}".strip()) if line.strip()]


def _letter(notice: Notice, sender: Sender, written_on: dt.date) -> Context:
    return {
        "date": long_date(written_on),
        "lieu": sender.city,
        "arrete_au": french_date(notice.as_of),
        "niveau": notice.level,
        "titre": heading(notice.title or REMINDER_NAMES[notice.level]),
        "etape": notice.step,
        "canal": "" if notice.channel is None else notice.channel.value,
        "recommandee": notice.channel is Channel.REGISTERED,
        "delai": TIME_TO_PAY,
        "date_limite": long_date(written_on + dt.timedelta(days=DAYS_TO_PAY)),
    }


def _piece(line: NoticeLine, currency: str) -> Context:
    return {
        "numero": line.number,
        "designation": line.number or line.kind.capitalize(),
        "type": line.kind,
        "date_ecriture": french_date(line.issued),
        "echeance": french_date(line.due),
        "montant": money(line.amount, currency),
        "total_echu": money(line.outstanding, currency),
        "jours_retard": max(line.days_late, 0) if line.outstanding > 0 else 0,
        "pour_information": line.for_information,
    }


def _bill(bill: NoticeLine, currency: str) -> Context:
    return {
        "numero": bill.number,
        "echeance": french_date(bill.due),
        "montant": money(bill.outstanding, currency),
    }


def _reminder(reminder: EarlierReminder) -> Context:
    return {
        "nom": REMINDER_NAMES[reminder.level],
        "date": french_date(reminder.date),
        "pieces": _numbers(reminder.numbers),
    }


def _numbers(numbers: Sequence[str]) -> str:
    return ", ".join(numbers)
