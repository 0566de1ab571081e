"""Every Problem that xladdin can raise, in the user's words.

A message and its remedy may hold ``{fields}``; whoever raises the problem fills them. Codes are stable:
people filter on them. Kept in alphabetical order of code.
"""

from __future__ import annotations

from typing import Final, NamedTuple


class Entry(NamedTuple):
    """Severity (``error``, ``warning``, ``info``), message and remedy."""

    severity: str
    message: str
    remedy: str


CATALOGUE: Final[dict[str, Entry]] = {
    "avoir-positif": Entry(
        "info",
        "L’avoir {number} est saisi en positif : il est compté en négatif.",
        "Saisissez les avoirs en négatif pour que vos propres totaux concordent.",
    ),
    "cellule-en-erreur": Entry(
        "error",
        "La cellule contient l’erreur {text} : elle ne peut pas être lue.",
        "Corrigez la formule ou saisissez la valeur.",
    ),
    "cellules-isolees": Entry(
        "warning",
        "{count} cellule(s) très loin de la liste, à partir de {cell}, n’ont pas été lues.",
        "Effacez-les si elles sont là par erreur, ou rapprochez-les de la liste.",
    ),
    "client-non-renseigne": Entry(
        "error",
        "La pièce {number} n’a pas de client : elle est regroupée sous « {name} ».",
        "Renseignez le client sur la ligne.",
    ),
    "client-orthographes": Entry(
        "info",
        "Un même client est écrit de plusieurs façons : « {names} ».",
        "",
    ),
    "code-plusieurs-noms": Entry(
        "warning",
        "Le code client {code} porte plusieurs noms : « {names} ».",
        "Corrigez le code ou le nom si ce sont deux clients.",
    ),
    "conditions-inconnues": Entry(
        "warning",
        "Conditions de règlement « {terms} » non reconnues : la date de facture tient lieu d’échéance.",
        "Écrivez par exemple « 30 jours », « 45 jours fin de mois » ou « 30 jours fin de mois le 10 ».",
    ),
    "credit-piece-introuvable": Entry(
        "warning",
        "L’avoir ou acompte {number} désigne la pièce {target}, absente de la liste : il reste non affecté.",
        "Corrigez le numéro de la pièce d’origine.",
    ),
    "date-illisible": Entry(
        "error",
        "« {text} » n’est pas une date lisible.",
        "Saisissez une vraie date, par exemple 30/06/2026.",
    ),
    "dates-absentes": Entry(
        "error",
        "La pièce {number} n’a ni date ni échéance : elle est comptée comme non échue.",
        "Renseignez au moins la date de facture.",
    ),
    "dates-inversees": Entry(
        "warning",
        "{count} dates avaient le jour et le mois intervertis, par exemple {wrong} : "
        "elles ont été remises à l’endroit ({right}). {why}",
        "Corrigez la colonne, ou importez à nouveau le fichier d’origine en indiquant l’ordre des dates.",
    ),
    "dates-inversees-possible": Entry(
        "warning",
        "Certaines dates ont peut-être le jour et le mois intervertis, par exemple {text} : "
        "elles sont lues telles quelles. {why}",
        "Comparez avec vos factures ; si besoin, importez à nouveau le fichier en indiquant l’ordre des dates.",
    ),
    "devise-differente": Entry(
        "warning",
        "Le règlement du {date} est en {currency}, la pièce {number} en {other} : il compte comme règlement non affecté.",
        "Corrigez la devise, ou saisissez la contre-valeur.",
    ),
    "doublon": Entry(
        "warning",
        "La pièce {number} figure {count} fois avec la même échéance et le même montant ; "
        "chaque ligne est comptée.",
        "Supprimez la ligne en trop si c’est une double saisie.",
    ),
    "echeance-absente": Entry(
        "warning",
        "Échéance absente : la date de facture ({date}) en tient lieu.",
        "Renseignez l’échéance, ou les conditions de règlement du client.",
    ),
    "echeance-avant-emission": Entry(
        "warning",
        "L’échéance {due} de la pièce {number} précède sa date d’émission {issued}.",
        "Corrigez l’une des deux dates.",
    ),
    "echeance-calculee": Entry(
        "info",
        "Échéance absente : calculée à partir des conditions « {terms} ».",
        "",
    ),
    "effet-sans-piece": Entry(
        "warning",
        "L’effet {number} ne désigne aucune pièce : il ne solde rien et reste affiché à part.",
        "Indiquez la pièce qu’il règle.",
    ),
    "emission-absente": Entry(
        "info",
        "Date de facture absente : la pièce {number} compte comme émise à toute date d’arrêté.",
        "Renseignez la date de facture pour le taux de recouvrement et le DSO.",
    ),
    "facture-negative": Entry(
        "info",
        "La facture {number} a un montant négatif : elle est traitée comme un avoir.",
        "Saisissez AVOIR dans la colonne du type si c’en est un.",
    ),
    "formule-non-calculee": Entry(
        "error",
        "La formule n’a pas de résultat enregistré : la cellule ne peut pas être lue.",
        "Ouvrez le classeur dans Excel, laissez-le calculer, enregistrez-le, puis recommencez.",
    ),
    "frais-hors-balance": Entry(
        "info",
        "La ligne de frais {number} n’entre pas dans la balance âgée.",
        "",
    ),
    "jour-suppose": Entry(
        "info",
        "{count} dates n’indiquent que le mois, par exemple « {text} » : le {day} jour du mois est retenu.",
        "Saisissez la date complète si ce n’est pas le bon jour.",
    ),
    "montant-ambigu": Entry(
        "warning",
        "« {text} » peut se lire de deux façons : il est lu à la française, soit {amount}.",
        "Saisissez un nombre, ou écrivez les centimes.",
    ),
    "montant-illisible": Entry(
        "error",
        "« {text} » n’est pas un montant lisible.",
        "Saisissez un nombre, sans texte autour.",
    ),
    "ordre-jour-mois-suppose": Entry(
        "warning",
        "Rien n’indique si les dates en texte, par exemple « {text} », commencent par le jour ou par le mois : "
        "elles sont lues jour puis mois.",
        "Convertissez-les en vraies dates, ou précisez l’ordre dans Paramètres.",
    ),
    "piece-introuvable": Entry(
        "warning",
        "Le règlement du {date} désigne la pièce {number}, absente de la liste : "
        "il compte comme règlement non affecté.",
        "Corrigez le numéro de pièce, ou ajoutez la facture.",
    ),
    "reglement-ambigu": Entry(
        "warning",
        "Le règlement du {date} désigne la pièce {number}, qui existe chez plusieurs clients : "
        "il compte comme règlement non affecté.",
        "Indiquez le client sur la ligne de règlement.",
    ),
    "reglement-autre-client": Entry(
        "warning",
        "Le règlement du {date} désigne la pièce {number}, qui appartient au client {owner}.",
        "Vérifiez le client ou le numéro de pièce.",
    ),
    "taux-bce-inconnu": Entry(
        "warning",
        "Taux de la BCE inconnu pour le {half_year} : pas de pénalités de retard calculées pour {pieces}.",
        "Complétez la table des taux.",
    ),
    "taux-legal-inconnu": Entry(
        "warning",
        "Taux d’intérêt légal inconnu pour le {half_year} : le plancher de 3 fois ce taux n’est pas vérifié "
        "pour {pieces}.",
        "Complétez la table des taux.",
    ),
}
