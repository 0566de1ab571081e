"""Labels of the sheet Paramètres: what stands in column A. Read folded, written as here."""

from __future__ import annotations

from typing import Final

from xladdin.model.settings import CreditsRule, EndOfMonth

SHEET_NAME: Final = "Paramètres"

SENDER_LABELS: Final = {
    "company": "Société",
    "address": "Adresse",
    "postcode": "Code postal",
    "city": "Ville",
    "siret": "SIRET",
    "iban": "IBAN",
    "bic": "BIC",
    "phone": "Téléphone",
    "email": "E-mail",
    "signatory": "Signataire",
    "signatory_title": "Fonction du signataire",
}
"""By field of ``Sender``."""

AS_OF: Final = "Arrêté au"
SCALE: Final = "Tranches (jours)"
CREDITS: Final = "Crédits non affectés"
END_OF_MONTH: Final = "Fin de mois"
CURRENCY: Final = "Devise"
CONTRACTUAL_RATE: Final = "Taux contractuel (%)"
INVOICE_SHEET: Final = "Feuille des factures"
HEADER_ROW: Final = "Ligne d’en-tête"
DATE_ORDER: Final = "Ordre des dates"
PAYMENT_SHEET: Final = "Feuille des règlements"
INVOICE_COLUMNS: Final = "Colonnes des factures"
"""Title of a block whose labels are those of ``xladdin.model.field_labels``; a blank row ends it."""
PAYMENT_COLUMNS: Final = "Colonnes des règlements"

CREDITS_CHOICES: Final = {
    "À part": CreditsRule.SEPARATE,
    "Par ancienneté": CreditsRule.BUCKET,
    "Dans leur tranche": CreditsRule.BUCKET,
}
END_OF_MONTH_CHOICES: Final = {
    "Jours puis fin de mois": EndOfMonth.DAYS_THEN_MONTH_END,
    "Fin de mois puis jours": EndOfMonth.MONTH_END_THEN_DAYS,
}
DATE_ORDER_CHOICES: Final = {"Jour/mois": True, "Mois/jour": False}
DATE_ORDER_SYNONYMS: Final = {
    "Jour/mois/année": True,
    "Mois/jour/année": False,
    "Jour puis mois": True,
    "Mois puis jour": False,
    "JJ/MM/AAAA": True,
    "MM/JJ/AAAA": False,
}
"""Also understood, but not offered."""
