"""What the template ``dossier.docx`` may use; all texts, already in French form.

===========================  =======================================================================
``dossier.numero``           ``D2026-001``
``dossier.etat``             ``ouvert``, ``soldé le 30/06/2026``, ``clos le 30/06/2026``
``dossier.ouverture``        opening date, ``12/05/2026``
``dossier.arrete_au``        date d’arrêté
``dossier.motif``
``dossier.scenario``
``dossier.etape``            the furthest step taken; empty for none
``dossier.etape_date``       its date
``dossier.charge``           person in charge
``dossier.contact``          main contact
``dossier.autres_contacts``
``dossier.notes``
``dossier.reste_du``         outstanding, charges apart, ``8 541,60 €``
``dossier.frais``            fees and penalties
``dossier.total``            both
``dossier.risque``           empty for none
``dossier.perte``            ``20,00 %``; empty for none
``dossier.provision``        ``1 708,32 €``
``client.code``
``client.nom``
``client.telephone``
``client.courriel``
``emetteur.mentions``        one line for the foot of the page: company, SIRET
``ecritures``                pieces, part payments and credits: ``libelle``, ``numero``, ``date``,
                             ``echeance``, ``montant``
``charges``                  fees and penalties: ``libelle``, ``numero``, ``date``, ``montant``, and
                             ``remarque``, the step that asked for a fee; of a penalty that is
                             withheld, ``libelle`` says why
``realisees``                interventions done: ``date``, ``etape``, ``canal``, ``pieces``, ``raison``,
                             ``auteur``
``a_faire``                  interventions to do: ``date``, ``etape``, ``canal``, ``pieces``, ``raison``,
                             ``en_retard``
===========================  =======================================================================
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from xladdin.letters.french import money
from xladdin.model.wording import french_date, french_percent

if TYPE_CHECKING:
    from collections.abc import Sequence

    from xladdin.dunning.case import Case, CaseEntry, Intervention
    from xladdin.dunning.to_do import ToDo
    from xladdin.letters.context import Context
    from xladdin.model.settings import Sender

TEMPLATE: Final = "dossier.docx"
_MOST_NUMBERS: Final = 4


def case_context(case: Case, sender: Sender) -> Context:
    """The values of one dossier, an internal document: nothing of the sender is required."""
    record, currency = case.record, case.record.currency
    siret = f"SIRET {sender.siret}" if sender.siret else ""
    return {
        "dossier": {
            "numero": record.number,
            "etat": case.state_in_words,
            "ouverture": french_date(record.opened),
            "arrete_au": french_date(case.as_of),
            "motif": record.reason,
            "scenario": case.scenario,
            "etape": case.step,
            "etape_date": french_date(case.step_on),
            "charge": record.collector,
            "contact": record.contact,
            "autres_contacts": record.other_contacts,
            "notes": record.notes,
            "reste_du": money(case.outstanding, currency),
            "frais": money(case.charges, currency),
            "total": money(case.outstanding + case.charges, currency),
            "risque": case.risk,
            "perte": "" if case.loss_percent is None else french_percent(float(case.loss_percent / 100)),
            "provision": money(case.provision, currency),
        },
        "client": {
            "code": record.customer,
            "nom": case.name,
            "telephone": case.phone,
            "courriel": case.email,
        },
        "emetteur": {"mentions": " — ".join(part for part in (sender.company, siret) if part)},
        "ecritures": [_entry(entry, currency) for entry in case.entries if not entry.is_charge],
        "charges": [_entry(entry, currency) for entry in case.entries if entry.is_charge],
        "realisees": [_done(done) for done in case.done],
        "a_faire": [_to_do(action, late=action.is_late(case.as_of)) for action in case.to_do],
    }


def _entry(entry: CaseEntry, currency: str) -> Context:
    withheld = entry.is_charge and not entry.amount
    return {
        "libelle": entry.remark.rstrip(".") if withheld else entry.label.capitalize(),
        "numero": entry.number,
        "date": french_date(entry.date),
        "echeance": french_date(entry.due),
        "montant": "non calculé" if withheld else money(entry.amount, currency),
        "remarque": "" if withheld else entry.remark,
    }


def _done(done: Intervention) -> Context:
    return {
        "date": french_date(done.date),
        "etape": done.what,
        "canal": done.how,
        "pieces": _few(done.numbers),
        "raison": done.reason,
        "auteur": done.author,
    }


def _to_do(action: ToDo, *, late: bool) -> Context:
    return {
        "date": french_date(action.on),
        "etape": action.what,
        "canal": action.how,
        "pieces": _few(action.numbers),
        "raison": action.why,
        "en_retard": late,
    }


def _few(numbers: Sequence[str]) -> str:
    shown = ", ".join(numbers[:_MOST_NUMBERS])
    more = len(numbers) - _MOST_NUMBERS
    return f"{shown} et {more} de plus" if more > 0 else shown
