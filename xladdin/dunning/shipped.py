"""The scenarios that come with xladdin, to be edited in the sheet Scénarios."""

from __future__ import annotations

from decimal import Decimal
from typing import Final

from xladdin.dunning.scenario import Base, Channel, Scenario, Step

_DUE, _PREVIOUS = Base.DUE_DATE, Base.PREVIOUS_STEP
_LETTER, _EMAIL, _REGISTERED = Channel.LETTER, Channel.EMAIL, Channel.REGISTERED
_PHONE, _INTERNAL = Channel.PHONE, Channel.INTERNAL
_CALL: Final = "fiche_appel.docx"

SMALL_COMPANY: Final = Scenario(
    "PME simple",
    (
        Step("Rappel préventif", -7, _DUE, _EMAIL, 0, "preventif.docx"),
        Step("1er rappel", 5, _DUE, _LETTER, 1, "rappel_1.docx"),
        Step("2ème rappel", 15, _DUE, _LETTER, 2, "rappel_2.docx"),
        Step("3ème rappel", 30, _DUE, _LETTER, 3, "rappel_3.docx"),
        Step("Mise en demeure", 45, _DUE, _REGISTERED, 4, "mise_en_demeure.docx", penalties=True),
    ),
)

SAGE_100: Final = Scenario(
    "Sage 100",
    (
        Step("Relance téléphonique", 0, _DUE, _PHONE, template=_CALL),
        Step("Notification d’ouverture de dossier", 0, _PREVIOUS, _INTERNAL),
        Step("Envoi 1ère relance", 5, _PREVIOUS, _LETTER, 1, "rappel_1.docx"),
        Step("Vérifier réception relance (tél.)", 3, _PREVIOUS, _PHONE, template=_CALL),
        Step("Envoi 2nde relance", 5, _PREVIOUS, _LETTER, 2, "rappel_2.docx"),
        Step("Vérifier réception relance (tél.)", 3, _PREVIOUS, _PHONE, template=_CALL),
        Step(
            "Courrier LRAR", 7, _PREVIOUS, _REGISTERED, 4, "mise_en_demeure.docx",
            risk="Insolvable", loss_percent=Decimal(20), penalties=True, fee=30_00,
        ),
        Step("Réception de l’accusé ?", 3, _PREVIOUS, _INTERNAL),
        Step("Relance tél. avant injonction", 0, _PREVIOUS, _PHONE, template=_CALL),
        Step("Injonction de payer", 2, _PREVIOUS, _INTERNAL, loss_percent=Decimal(60), penalties=True),
    ),
)  # fmt: skip

KEY_ACCOUNTS: Final = Scenario(
    "Grands comptes",
    (
        Step("Appel à la comptabilité fournisseurs", 3, _DUE, _PHONE, template=_CALL),
        Step("1er rappel", 5, _PREVIOUS, _EMAIL, 1, "rappel_1.docx"),
        Step("Appel au donneur d’ordre", 7, _PREVIOUS, _PHONE, template=_CALL),
        Step("2ème rappel", 5, _PREVIOUS, _LETTER, 2, "rappel_2.docx"),
        Step("Appel à la direction financière", 10, _PREVIOUS, _PHONE, template=_CALL),
        Step("3ème rappel", 5, _PREVIOUS, _LETTER, 3, "rappel_3.docx"),
        Step("Mise en demeure", 15, _PREVIOUS, _REGISTERED, 4, "mise_en_demeure.docx", penalties=True),
    ),
)

SHIPPED_SCENARIOS: Final = (SMALL_COMPANY, SAGE_100, KEY_ACCOUNTS)
"""The first is the default."""
