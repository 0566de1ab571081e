"""Made-up letters in which everything occurs that a template may use, for checks and previews."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from decimal import Decimal
from typing import TYPE_CHECKING, Final

from xladdin.dunning.case import Case, CaseEntry, CaseState, Intervention
from xladdin.dunning.case_record import CaseRecord
from xladdin.dunning.followed import AccountKey
from xladdin.dunning.scenario import Channel
from xladdin.dunning.to_do import ToDo, ToDoKind
from xladdin.ledger.rates import HalfYear
from xladdin.letters.case_context import TEMPLATE as CASE_TEMPLATE
from xladdin.letters.case_context import case_context
from xladdin.letters.charges import Charges
from xladdin.letters.context import letter_context
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

if TYPE_CHECKING:
    from xladdin.letters.context import Context

_AS_OF: Final = dt.date(2026, 6, 30)
_WRITTEN_ON: Final = dt.date(2026, 7, 1)
_SENDER: Final = Sender(
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
_BARE_SENDER: Final = replace(_SENDER, siret="", bic="", phone="", email="", signatory_title="")
_RECIPIENT: Final = Recipient(
    code="DUPONT",
    name="Dupont & Fils",
    contact="Claire Dupont",
    address=("Zone artisanale", "12 rue de la Liberté"),
    postcode="21000",
    city="Dijon",
    email="compta@dupont.example",
    phone="03 99 00 45 67",
    collector="Samir Benali",
)
_FIRST: Final = NoticeLine(
    "F26-0024", "FACTURE", dt.date(2026, 3, 5), dt.date(2026, 4, 30), 500000, 487560, 61
)
_LINES: Final = (
    _FIRST,
    NoticeLine("F26-0031", "FACTURE", dt.date(2026, 4, 1), dt.date(2026, 5, 15), 120000, 120000, 46),
    NoticeLine("AV26-004", "AVOIR", dt.date(2026, 4, 2), None, -26400, -26400, 0),
    NoticeLine("F26-0040", "FACTURE", dt.date(2026, 6, 2), dt.date(2026, 7, 31), 61200, 61200, -31, True),
)
_RATE: Final = AppliedRate(Decimal("12.15"), HalfYear(2026, 1), "taux BCE 2,15 % + 10 points")
_UNKNOWN: Final = AppliedRate(None, HalfYear(2026, 2), "taux BCE du 2e semestre 2026 inconnu")
_PERIOD: Final = InterestPeriod(dt.date(2026, 5, 1), _AS_OF, 487560, _RATE)
_INTEREST: Final = ItemInterest(
    item=0, number="F26-0024", customer="DUPONT", due=dt.date(2026, 4, 30),
    periods=(_PERIOD,), interest=9900, indemnity=4000, reason="",
)  # fmt: skip
_WITHHELD: Final = replace(
    _INTEREST,
    number="F26-0031",
    periods=(replace(_PERIOD, rate=_UNKNOWN),),
    interest=None,
    reason="Pénalités non calculées : taux BCE du 2e semestre 2026 inconnu.",
)
_FULL: Final = Notice(
    recipient=_RECIPIENT,
    level=4,
    currency="EUR",
    as_of=_AS_OF,
    lines=_LINES,
    step="Courrier LRAR",
    channel=Channel.REGISTERED,
    reminders=(
        EarlierReminder(1, dt.date(2026, 5, 11)),
        EarlierReminder(2, dt.date(2026, 5, 26), ("F26-0024",)),
    ),
    charges=Charges((_INTEREST, _WITHHELD), 3000),
    bills=(NoticeLine("LCR-77", "EFFET", dt.date(2026, 6, 1), dt.date(2026, 8, 31), 90000, 90000, -62),),
    call=CallNotes(
        events=(
            PastEvent(dt.date(2026, 6, 12), "Rappelle demain, en attente d’une validation"),
            PastEvent(dt.date(2026, 5, 26), "2ème rappel", ("F26-0024",)),
        ),
        promises=(
            Promise("F26-0024", dt.date(2026, 6, 15), 487560, "EUR", broken=True),
            Promise("", dt.date(2026, 7, 10), 61200, "EUR", broken=False),
        ),
        remarks=(Note("F26-0024", "Bon de livraison demandé"),),
    ),
)
_BARE: Final = Notice(Recipient("X1", "Martin"), 1, "EUR", _AS_OF, (_FIRST,))
_IN_CREDIT: Final = replace(_BARE, lines=(replace(_FIRST, amount=-500, outstanding=-500),))
_CASE: Final = Case(
    record=CaseRecord(
        "D2026-001", "DUPONT", "EUR", dt.date(2026, 5, 12), "prix contesté", "Samir Benali", "Claire Dupont",
        "Me Laurent", notes="Réunion le 10 juillet",
    ),
    name="Dupont & Fils", phone="03 99 00 45 67", email="compta@dupont.example", as_of=_AS_OF, rows=(0,),
    state=CaseState.OPEN, over=None, scenario="PME simple", step="2ème rappel", step_on=dt.date(2026, 5, 26),
    risk="Élevé", loss_percent=Decimal(20),
    entries=(
        CaseEntry("FACTURE", "F26-0024", dt.date(2026, 3, 5), dt.date(2026, 4, 30), 500000),
        CaseEntry("RÈGLEMENT PARTIEL", "F26-0024", dt.date(2026, 5, 20), None, -12440),
        CaseEntry("PÉNALITÉS DE RETARD", "F26-0024", _AS_OF, None, 9900, is_charge=True),
        CaseEntry("PÉNALITÉS DE RETARD", "F26-0031", None, None, 0, is_charge=True, remark="Taux inconnu."),
    ),
    done=(Intervention(dt.date(2026, 5, 26), "2ème rappel", "Lettre", ("F26-0024",), "61 jours"),),
    to_do=(
        ToDo(ToDoKind.CALL, dt.date(2026, 6, 29), "Relance téléphonique", "Promesse non tenue", "Téléphone",
             AccountKey(0, 0), (0,), ("F26-0024",), 487560),
    ),
)  # fmt: skip
_BARE_CASE: Final = replace(
    _CASE, record=CaseRecord("D2026-002", "X1", "EUR"), step="", step_on=None, risk="", loss_percent=None,
    state=CaseState.PAID, over=_AS_OF, entries=(), done=(), to_do=(),
)  # fmt: skip
_OF_TEMPLATE: Final = {
    "preventif": replace(_FULL, level=0, channel=Channel.EMAIL, step="Rappel préventif", reminders=()),
    "rappel_1": replace(_FULL, level=1, channel=Channel.LETTER, step="1er rappel", reminders=()),
    "rappel_2": replace(_FULL, level=2, channel=Channel.LETTER, step="2ème rappel"),
    "rappel_3": replace(_FULL, level=3, channel=Channel.LETTER, step="3ème rappel"),
    "releve": replace(_FULL, level=1, title="Relevé de compte", channel=None, step=""),
    "fiche_appel": replace(_FULL, level=2, title="Appel de relance", channel=Channel.PHONE, step="Appel"),
}


def sample_contexts(template: str) -> tuple[Context, ...]:
    """Letters that between them take every branch that a template may have; the first is for a preview.

    Args:
        template: file name, which tells what kind of letter it is; anything else is a mise en demeure.
    """
    if template.casefold() == CASE_TEMPLATE:
        return case_context(_CASE, _SENDER), case_context(_BARE_CASE, _BARE_SENDER)
    first = _OF_TEMPLATE.get(template.casefold().partition(".")[0], _FULL)
    every_level = [replace(_FULL, level=level) for level in range(5)]
    return (
        *(letter_context(one, _SENDER, written_on=_WRITTEN_ON) for one in (first, *every_level)),
        *(letter_context(one, _BARE_SENDER, written_on=_WRITTEN_ON) for one in (_BARE, _IN_CREDIT)),
    )
