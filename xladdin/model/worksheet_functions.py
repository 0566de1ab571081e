"""The worksheet functions: their names, arguments and help, defined once for every add-in."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final


@dataclass(frozen=True, slots=True)
class Argument:
    """One argument, as the function wizard shows it.

    Attributes:
        name: unaccented, since it is also a name in VBA and in Python.
        help: French, 255 characters at most.
        required: the function means nothing without it.
    """

    name: str
    help: str
    required: bool = False


@dataclass(frozen=True, slots=True)
class WorksheetFunction:
    """One function under its English name and its French alias.

    Attributes:
        name: English.
        alias: French; both do the same.
        help: French, one line of 255 characters at most.
        arguments: in order.
        reads_workbook: without ``factures`` it reads the invoice list of the workbook of its own cell.
    """

    name: str
    alias: str
    help: str
    arguments: tuple[Argument, ...]
    reads_workbook: bool = False

    @property
    def names(self) -> tuple[str, str]:
        """English name, then French alias."""
        return self.name, self.alias


_INVOICES = Argument(
    "factures",
    "Plage des factures, intitulés compris : tableau (TFactures[#Tout]), plage ou colonnes entières. "
    "Sans elle, la liste et les Paramètres de ce classeur, relus à chaque Actualiser.",
)
_AS_OF = Argument(
    "arrete",
    "Date d’arrêté, incluse. Sans elle, celle de Paramètres si le classeur est lu, sinon le jour du calcul ; "
    "AUJOURDHUI() la fait suivre.",
)
_SCALE = Argument("tranches", 'Limites des tranches en jours de retard, incluses : {30;60;90} ou "30;60;90".')
_CUSTOMER = Argument("client", "Code ou nom du client ; plusieurs clients si c’est une plage.")
_PAYMENTS = Argument("reglements", "Plage des règlements, intitulés compris, s’ils ont leur propre liste.")
_CURRENCY = Argument("devise", "Code de la devise (EUR, USD…), si la liste en contient plusieurs.")
_MONTH = Argument(
    "mois", 'Mois étudié : une de ses dates, ou "06/2026". Sans lui, celui de la date d’arrêté.'
)
_DUE = Argument("echeance", "Date d’échéance, ou plage de dates d’échéance.", required=True)
_UNTIL = Argument("arrete", "Date de paiement ou d’arrêté, incluse. Sans elle, le jour du calcul.")
_CATEGORY = Argument("categorie", "Client professionnel (par défaut), public ou consommateur.")
_PIECE = Argument("piece", "Numéro de pièce, ou plage de numéros.", required=True)

WORKSHEET_FUNCTIONS: Final = (
    WorksheetFunction(
        "AGEING",
        "BALANCE_AGEE",
        "Balance âgée : ce que doit chaque client, par tranche de retard. Avec client et tranche, un nombre.",
        (
            _INVOICES,
            _AS_OF,
            _SCALE,
            _CUSTOMER,
            Argument("tranche", 'Tranche voulue, par exemple "1-30 j", "Non échu" ou "Total".'),
            _PAYMENTS,
            _CURRENCY,
        ),
        reads_workbook=True,
    ),
    WorksheetFunction(
        "SCHEDULE",
        "ECHEANCIER",
        "Échéancier : quand ce que chaque client doit arrive à échéance, mois par mois.",
        (
            _INVOICES,
            _AS_OF,
            Argument(
                "mois_suivants", "Nombre de mois à venir, une colonne chacun, de 0 à 60 ; 6 par défaut."
            ),
            _CUSTOMER,
            Argument("colonne", 'Colonne voulue, par exemple "En retard", "M+1" ou "Total".'),
            _PAYMENTS,
            _CURRENCY,
        ),
        reads_workbook=True,
    ),
    WorksheetFunction(
        "RECOVERY_RATE",
        "TAUX_RECOUVREMENT",
        "Taux de recouvrement du mois : ce qui a été réglé, sur ce qui était à recouvrer. Entre 0 et 1.",
        (_INVOICES, _MONTH, _AS_OF, _PAYMENTS, _CURRENCY),
        reads_workbook=True,
    ),
    WorksheetFunction(
        "TO_COLLECT",
        "RESTE_A_RECOUVRER",
        "Reste à recouvrer du mois : ce qui était à recouvrer, moins ce qui a été réglé.",
        (_INVOICES, _MONTH, _AS_OF, _PAYMENTS, _CURRENCY),
        reads_workbook=True,
    ),
    WorksheetFunction(
        "DSO",
        "DELAI_MOYEN_PAIEMENT",
        "Délai moyen de règlement des clients (DSO), en jours.",
        (
            _INVOICES,
            _AS_OF,
            Argument("jours", "Longueur de la période qui finit à la date d’arrêté ; 90 jours par défaut."),
            Argument(
                "methode",
                '"comptable" (par défaut), "épuisement", "meilleur possible", "retard moyen" ou "CEI".',
            ),
            _PAYMENTS,
            _CURRENCY,
        ),
        reads_workbook=True,
    ),
    WorksheetFunction(
        "REMINDER_LEVEL",
        "NIVEAU_RELANCE",
        "Niveau de la dernière relance d’une pièce : 0 pour aucune, 1 à 3, 4 pour la mise en demeure.",
        (_PIECE, _INVOICES, _AS_OF),
        reads_workbook=True,
    ),
    WorksheetFunction(
        "REMINDERS",
        "RELANCES",
        "Relances d’une pièce : chaque niveau et sa date.",
        (Argument("piece", "Numéro de pièce.", required=True), _INVOICES, _AS_OF),
        reads_workbook=True,
    ),
    WorksheetFunction(
        "DAYS_LATE",
        "JOURS_RETARD",
        "Jours de retard : date d’arrêté moins échéance ; 0 le jour de l’échéance, négatif avant.",
        (_DUE, _AS_OF),
    ),
    WorksheetFunction(
        "AGEING_BUCKET",
        "TRANCHE_AGE",
        'Tranche de retard d’une échéance : "Non échu", "1-30 j"…',
        (_DUE, _AS_OF, _SCALE),
    ),
    WorksheetFunction(
        "DUE_DATE",
        "DATE_ECHEANCE",
        "Date d’échéance d’une facture, d’après ses conditions de règlement.",
        (
            Argument("date_facture", "Date de facture, ou plage de dates.", required=True),
            Argument(
                "conditions",
                'Conditions de règlement : "30 jours", "45 jours fin de mois", "fin de mois le 10"…',
                required=True,
            ),
            Argument(
                "lecture",
                'Pour "n jours fin de mois" : 1 = les jours, puis la fin du mois (par défaut) ; '
                "2 = la fin du mois, puis les jours.",
            ),
        ),
    ),
    WorksheetFunction(
        "LATE_INTEREST",
        "PENALITES_RETARD",
        "Pénalités de retard d’une facture, TTC : du lendemain de l’échéance au paiement, sur 365 jours.",
        (
            Argument("montant", "Montant TTC impayé, ou plage de montants.", required=True),
            _DUE,
            _UNTIL,
            Argument(
                "taux",
                "Taux annuel de vos conditions générales de vente, par exemple 12 %. Sans lui, le taux de la "
                "BCE + 10 points (+ 8 pour un client public).",
            ),
            _CATEGORY,
        ),
    ),
    WorksheetFunction(
        "RECOVERY_INDEMNITY",
        "INDEMNITE_FORFAITAIRE",
        "Indemnité forfaitaire de recouvrement : 40 € par facture payée en retard, 0 sinon.",
        (_DUE, _UNTIL, _CATEGORY),
    ),
)
