"""Labels of the sheet Paramètres: what stands in column A. Read folded, written as here."""

from __future__ import annotations

from typing import Final

from xladdin.model.settings import BalanceOrder, CreditsRule, EndOfMonth

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
BALANCE_ORDER: Final = "Ordre de la balance âgée"
MINIMUM_AMOUNT: Final = "Minimum de relance"
MINIMUM_DAYS: Final = "Jours entre deux lettres"
SENT_WHEN_GENERATED: Final = "Considérer comme envoyées à la génération"
PER_INVOICE: Final = "Une lettre par pièce"
DEFAULT_SCENARIO: Final = "Scénario par défaut"
LETTERS_FOLDER: Final = "Dossier des lettres"
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
BALANCE_ORDER_CHOICES: Final[dict[str, BalanceOrder]] = {
    "Montant décroissant": "total",
    "Code client": "code",
}
YES_NO: Final = {"Oui": True, "Non": False}
YES_NO_SYNONYMS: Final = {
    "O": True, "X": True, "1": True, "Vrai": True, "True": True,
    "N": False, "0": False, "Faux": False, "False": False,
}  # fmt: skip
"""Also understood, but not offered."""
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
