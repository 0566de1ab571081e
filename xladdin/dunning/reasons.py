"""Why a piece does not advance, in the words that the user reads."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING, Final

from xladdin.model.wording import french_amount, french_date

if TYPE_CHECKING:
    import datetime as dt

    from xladdin.dunning.scenario import Step
    from xladdin.ledger.history import PastStep


class Reason(StrEnum):
    """Stable slugs; people filter on them."""

    PAID = "soldee"
    CREDIT = "credit"
    NO_NUMBER = "sans-numero"
    NO_DUE_DATE = "sans-echeance"
    INSOLVENCY = "procedure-collective"
    DISPUTE = "litige"
    DIRECT_DEBIT = "prelevement"
    PROMISE = "promesse"
    STRUCK_OUT = "decochee"
    NOT_CONFIRMED = "non-confirmee"
    NOT_DUE = "non-echue"
    LAST_STEP_DONE = "contentieux"
    STEP_LATER = "etape-a-venir"
    RECENTLY_REMINDED = "relance-recente"
    CUSTOMER_REMINDED = "client-relance"
    CREDIT_BALANCE = "solde-crediteur"
    BELOW_MINIMUM = "sous-minimum"


REASON_WORDS: Final = {
    Reason.PAID: "soldées",
    Reason.CREDIT: "crédits",
    Reason.NO_NUMBER: "sans numéro",
    Reason.NO_DUE_DATE: "sans échéance connue",
    Reason.INSOLVENCY: "procédure collective",
    Reason.DISPUTE: "litige ou blocage",
    Reason.DIRECT_DEBIT: "prélèvement automatique",
    Reason.PROMISE: "promesse de règlement",
    Reason.NOT_CONFIRMED: "relance non confirmée",
    Reason.STRUCK_OUT: "décochées dans Relances à faire",
    Reason.NOT_DUE: "non échues",
    Reason.LAST_STEP_DONE: "à transmettre au contentieux",
    Reason.STEP_LATER: "étape à venir",
    Reason.RECENTLY_REMINDED: "relancées récemment",
    Reason.CUSTOMER_REMINDED: "client relancé pour d’autres pièces",
    Reason.CREDIT_BALANCE: "solde créditeur",
    Reason.BELOW_MINIMUM: "sous le minimum de relance",
}
"""In a few words, for many pieces at once."""


@dataclass(frozen=True, slots=True)
class Hold:
    """A reason and its sentence, ``litige : prix contesté``."""

    reason: Reason
    text: str


PAID = Hold(Reason.PAID, "soldée")
CREDIT = Hold(Reason.CREDIT, "crédit : rien à réclamer")
NO_NUMBER = Hold(Reason.NO_NUMBER, "pièce sans numéro : sa relance ne pourrait pas être suivie")
NO_DUE_DATE = Hold(Reason.NO_DUE_DATE, "sans échéance connue")
INSOLVENCY = Hold(Reason.INSOLVENCY, "procédure collective : déclarer la créance (2 mois après le BODACC)")
DIRECT_DEBIT = Hold(Reason.DIRECT_DEBIT, "prélèvement automatique")
STRUCK_OUT = Hold(Reason.STRUCK_OUT, "décochée dans « Relances à faire »")
CUSTOMER_REMINDED = Hold(
    Reason.CUSTOMER_REMINDED, "pas de rappel préventif : le client est relancé pour d’autres pièces"
)
CREDIT_BALANCE = Hold(Reason.CREDIT_BALANCE, "solde créditeur : les crédits couvrent ce qui serait réclamé")


def disputed(words: str) -> Hold:
    """``words`` as the user noted them."""
    return Hold(Reason.DISPUTE, f"litige ou blocage : {words}")


def promised(on: dt.date) -> Hold:
    """Promise to pay, still good on its own day."""
    return Hold(Reason.PROMISE, f"promesse de règlement pour le {french_date(on)}, pas encore échue")


def not_confirmed(step: PastStep) -> Hold:
    """A letter that may not have left, or a call that may not have been made."""
    what = "action non confirmée" if step.ref.action else "relance non confirmée"
    return Hold(Reason.NOT_CONFIRMED, f"{what} : « {step.name} » du {french_date(step.date)}")


def not_due(due: dt.date) -> Hold:
    """Due today is not late."""
    return Hold(Reason.NOT_DUE, f"non échue : échéance du {french_date(due)}")


def last_step_done(on: dt.date | None) -> Hold:
    """Nothing is left in the scenario; ``on`` is the date of its last step when known."""
    since = f" le {french_date(on)}" if on else ""
    return Hold(Reason.LAST_STEP_DONE, f"dernière étape faite{since} : à transmettre au contentieux")


def step_later(step: Step, on: dt.date) -> Hold:
    """The next step and the first day on which it may be taken."""
    return Hold(Reason.STEP_LATER, f"prochaine étape « {step.name} » à partir du {french_date(on)}")


def recently_reminded(on: dt.date, minimum_days: int) -> Hold:
    """Less than ``minimum_days`` after the letter of ``on``."""
    return Hold(
        Reason.RECENTLY_REMINDED, f"relancée le {french_date(on)}, il y a moins de {minimum_days} jours"
    )


def step_of_the_day(on: dt.date, as_of: dt.date) -> Hold:
    """A step was taken on ``as_of`` already, or a date after it was typed."""
    when = "le jour même" if on == as_of else "date postérieure à l’arrêté"
    return Hold(Reason.RECENTLY_REMINDED, f"relancée le {french_date(on)}, {when}")


def below_minimum(total: int, minimum: int, currency: str) -> Hold:
    """Cents that would be asked, and the least that is."""
    return Hold(
        Reason.BELOW_MINIMUM,
        f"sous le minimum de relance : {french_amount(total)} {currency} "
        f"pour un minimum de {french_amount(minimum)}",
    )
