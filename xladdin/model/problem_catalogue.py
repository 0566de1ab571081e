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
    "adresse-absente": Entry(
        "warning",
        "Adresse postale absente ou incomplète : {customers}. Ces lettres sont faites sans elle.",
        "Complétez l’adresse et la ville dans la liste des clients avant de les envoyer.",
    ),
    "affectation-sans-client": Entry(
        "warning",
        "« {text} » n’est ni le code ni le nom d’un client de vos listes : la ligne n’affecte de scénario à personne.",
        "Reprenez le code ou le nom tel qu’il est dans vos listes.",
    ),
    "autres-comptes": Entry(
        "info",
        "{count} écriture(s) hors des comptes clients (411, 416) : elles ne sont pas lues.",
        "",
    ),
    "avoir-positif": Entry(
        "info",
        "L’avoir {number} est saisi en positif : il est compté en négatif.",
        "Saisissez les avoirs en négatif pour que vos propres totaux concordent.",
    ),
    "avoirs-reunis": Entry(
        "info",
        "Les avoirs de cette feuille sont lus avec les factures de « {other} », en déduction.",
        "Indiquez la feuille des factures dans Paramètres pour ne lire qu’elle.",
    ),
    "bloc-ecarte": Entry(
        "warning",
        "Ce tableau ressemble aussi à une liste de factures ({rows} lignes) ; sur cette feuille, seul celui "
        "dont les intitulés sont ligne {row} est lu.",
        "Pour qu’il soit lu aussi, donnez-lui les mêmes intitulés ; si ce sont des règlements, écrivez "
        "« Règlements » au-dessus.",
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
    "champ-inconnu": Entry(
        "warning",
        "« {label} » n’est pas un champ connu : la ligne est ignorée.",
        "Reprenez l’intitulé tel que la feuille Paramètres le propose, par exemple « Montant TTC "
        "» ou « Échéance ».",
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
    "client-repris": Entry(
        "info",
        "Client absent de la ligne : celui de la ligne précédente est repris.",
        "Renseignez le client sur chaque ligne si ce n’est pas lui.",
    ),
    "code-plusieurs-noms": Entry(
        "warning",
        "Le code client {code} porte plusieurs noms : « {names} ».",
        "Corrigez le code ou le nom si ce sont deux clients.",
    ),
    "colonne-introuvable": Entry(
        "error",
        "La colonne « {wanted} », indiquée dans Paramètres, est introuvable : elle est ignorée.",
        "Indiquez l’intitulé exact ou la lettre de la colonne.",
    ),
    "colonne-non-lue": Entry(
        "warning",
        "La colonne « {heading} » contient des montants et n’est pas lue : un règlement ou un reste dû "
        "qui ne figurerait que là n’est pas déduit.",
        "Si elle compte, indiquez-la dans Paramètres, en face de « Montant réglé » ou de « Reste dû ».",
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
    "date-sans-annee": Entry(
        "error",
        "« {text} » est une date sans année : elle n’est pas lue.",
        "Saisissez la date complète, par exemple 30/06/2026.",
    ),
    "dates-absentes": Entry(
        "error",
        "La pièce {number} n’a ni date ni échéance : elle est comptée comme non échue.",
        "Renseignez au moins la date de facture.",
    ),
    "dates-inversees": Entry(
        "warning",
        "{why} Jour et mois ont donc été remis à l’endroit dans {count} dates : {wrong} est lu {right}.",
        "Corrigez la colonne, ou importez à nouveau le fichier d’origine en indiquant l’ordre des dates.",
    ),
    "dates-inversees-possible": Entry(
        "warning",
        "{why} Certaines vraies dates ont peut-être le jour et le mois intervertis, par exemple {text} : "
        "elles sont lues telles quelles.",
        "Comparez avec vos factures ; si besoin, importez à nouveau le fichier en indiquant l’ordre des dates.",
    ),
    "devise-differente": Entry(
        "warning",
        "Le règlement du {date} est en {currency}, la pièce {number} en {other} : il compte comme règlement non affecté.",
        "Corrigez la devise, ou saisissez la contre-valeur.",
    ),
    "devise-inconnue": Entry(
        "warning",
        "« {text} » n’est pas un code de devise : ces montants sont comptés à part.",
        "Saisissez un code à trois lettres, par exemple EUR.",
    ),
    "devise-partielle": Entry(
        "warning",
        "{rows} montant(s) portent la devise {named} ; les autres, sans indication, sont comptés dans la devise du classeur.",
        "Ajoutez une colonne Devise, ou indiquez la devise dans Paramètres si elle vaut pour toute la liste.",
    ),
    "dossier-client-inconnu": Entry(
        "error",
        "Dossier sans client connu : « {customer} » n’est dans aucune de vos listes. La ligne reste telle quelle.",
        "Écrivez le code ou le nom d’un client du classeur.",
    ),
    "dossier-numero-double": Entry(
        "warning",
        "Le dossier {number} figure deux fois : cette ligne-ci reçoit un autre numéro.",
        "Supprimez la ligne si c’est une copie.",
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
    "feuille-introuvable": Entry(
        "error",
        "La feuille « {name} », indiquée dans Paramètres, est introuvable : la liste est cherchée"
        " dans tout le classeur.",
        "Corrigez le nom de la feuille dans Paramètres.",
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
    "hors-creances": Entry(
        "info",
        "{count} ligne(s) ne sont pas des créances et ne sont pas comptées : {rows}.",
        "Si une facture en fait partie, corrigez son type.",
    ),
    "intitule-double": Entry(
        "info",
        "L’intitulé « {heading} » figure deux fois : seule la première colonne est lue sous ce nom.",
        "Renommez l’une des deux colonnes, ou choisissez-la dans Paramètres.",
    ),
    "jour-suppose": Entry(
        "info",
        "{count} dates n’indiquent que le mois, par exemple « {text} » : le {day} jour du mois est retenu.",
        "Saisissez la date complète si ce n’est pas le bon jour.",
    ),
    "journal-absent": Entry(
        "warning",
        "Le Journal des relances a disparu du classeur : ses campagnes sont reprises de leurs fichiers, mais les "
        "notes, les promesses et les dates saisies à la main n’y sont pas.",
        "Si elles comptent, remettez d’abord une copie : « xladdin restaurer CLASSEUR » les liste.",
    ),
    "lettrage-desequilibre": Entry(
        "warning",
        "Le lettrage « {letter} » ne s’équilibre pas (écart {difference}) : les règlements "
        "lettrés soldent les pièces les plus anciennes, le reste demeure ouvert.",
        "Corrigez le lettrage, ou complétez l’extraction si des lignes manquent.",
    ),
    "lettrage-sans-contrepartie": Entry(
        "warning",
        "Lettrage « {letter} » sans contrepartie dans l’extrait : la ligne compte comme soldée.",
        "Complétez l’extraction si des lignes manquent, ou effacez la lettre si la pièce reste due.",
    ),
    "liste-copie": Entry(
        "info",
        "La plupart des pièces de cette feuille figurent déjà dans « {other} » : elle n’est pas "
        "lue une seconde fois.",
        "",
    ),
    "liste-ecartee": Entry(
        "warning",
        "Cette feuille ressemble aussi à une liste de factures ({rows} lignes) ; seule « {other} » est lue.",
        "Pour que les deux soient lues, donnez à celle-ci les mêmes intitulés qu’à « {other} » ; pour ne "
        "lire que celle-ci, indiquez-la dans Paramètres (Feuille des factures).",
    ),
    "liste-vide": Entry(
        "info",
        "La liste de factures ne contient aucune ligne.",
        "",
    ),
    "listes-reunies": Entry(
        "info",
        "Plusieurs listes ont les mêmes colonnes et sont lues ensemble : « {names} ».",
        "Indiquez la feuille dans Paramètres pour n’en lire qu’une.",
    ),
    "montant-absent": Entry(
        "error",
        "La ligne n’a pas de montant : elle n’est pas comptée.",
        "Saisissez le montant.",
    ),
    "montant-ambigu": Entry(
        "warning",
        "« {text} » peut se lire de deux façons : il est lu à la française, soit {amount}.",
        "Saisissez un nombre, ou écrivez les centimes.",
    ),
    "montant-hors-taxes": Entry(
        "warning",
        "Seul le montant hors taxes est présent : les créances sont comptées hors taxes.",
        "Ajoutez une colonne du montant TTC.",
    ),
    "montant-illisible": Entry(
        "error",
        "« {text} » n’est pas un montant lisible.",
        "Saisissez un nombre, sans texte autour.",
    ),
    "montant-isole": Entry(
        "warning",
        "Montant seul sur sa ligne, sans client, pièce ni date : il n’est pas compté.",
        "Complétez la ligne, ou supprimez-la si c’est un total.",
    ),
    "numero-absent": Entry(
        "warning",
        "Numéro de pièce absent : la ligne est appelée « {number} ».",
        "Saisissez le numéro de la pièce.",
    ),
    "ordre-jour-mois-suppose": Entry(
        "info",
        "Rien n’indique si les dates en texte, par exemple « {text} », commencent par le jour ou par le mois : "
        "elles sont lues jour puis mois.",
        "Convertissez-les en vraies dates, ou précisez l’ordre dans Paramètres.",
    ),
    "parametre-invalide": Entry(
        "error",
        "« {value} » ne convient pas pour « {label} » : {instead} est retenue.",
        "Écrivez dans la cellule {expected}.",
    ),
    "parametres-sans-liste": Entry(
        "error",
        "Aucune liste ne correspond à ce qu’indique Paramètres (feuille, ligne d’en-tête, colonnes) : "
        "la liste est cherchée dans tout le classeur.",
        "Corrigez ces lignes de Paramètres, ou videz-les.",
    ),
    "piece-annulee": Entry(
        "warning",
        "{count} pièce(s) annulée(s), qui ne sont pas comptées : {rows}.",
        "Si un avoir de la liste annule déjà la pièce, remplacez son statut par « En cours » : sans cela "
        "l’avoir serait déduit à tort.",
    ),
    "piece-brouillon": Entry(
        "warning",
        "{count} pièce(s) à l’état de brouillon, qui ne sont pas comptées : {rows}.",
        "Validez la facture, ou corrigez son statut si elle a été émise.",
    ),
    "piece-introuvable": Entry(
        "warning",
        "Le règlement du {date} désigne la pièce {number}, absente de la liste : "
        "il compte comme règlement non affecté.",
        "Corrigez le numéro de pièce, ou ajoutez la facture.",
    ),
    "regle-sans-date": Entry(
        "info",
        "{count} pièce(s) réglée(s) sans que la date soit connue : elles comptent comme réglées "
        "à toute date d’arrêté, et hors du taux de recouvrement.",
        "Ajoutez la date de règlement pour suivre l’encaissement.",
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
    "reglement-contradictoire": Entry(
        "warning",
        "La pièce {number} se contredit : {believed}, mais {other} ; le premier est retenu.",
        "Corrigez la ligne.",
    ),
    "reglement-partiel-inconnu": Entry(
        "warning",
        "La pièce {number} est dite partiellement réglée sans qu’un montant le précise : elle "
        "compte comme entièrement due.",
        "Saisissez le montant réglé ou le reste dû.",
    ),
    "relance-illisible": Entry(
        "warning",
        "« {text} » ne dit ni date ni niveau de relance : la cellule est ignorée.",
        "Saisissez la date de la relance.",
    ),
    "relance-non-proposee": Entry(
        "warning",
        "Ce « Non » ne porte sur aucune proposition : la pièce {number} n’en a pas sur cette ligne.",
        "Répondez « Non » sur la ligne proposée de la pièce, après avoir actualisé.",
    ),
    "relance-reponse-illisible": Entry(
        "warning",
        "« {text} » n’est ni Oui ni Non : la pièce n’est pas relancée, la case passe à « Non ».",
        "Répondez « Oui » pour que la prochaine campagne la relance.",
    ),
    "scenario-aucun": Entry(
        "error",
        "Aucune étape de scénario n’est lisible dans la feuille.",
        "Rétablissez la ligne des intitulés (Scénario, Étape, Délai, Base, Canal, Niveau, Modèle) au-dessus des "
        "étapes, ou supprimez la feuille : « xladdin actualiser CLASSEUR --feuilles Scénarios » la recrée.",
    ),
    "scenario-base-inconnue": Entry(
        "error",
        "« {text} » n’est pas une base de délai.",
        "Écrivez « Échéance » ou « Étape précédente ».",
    ),
    "scenario-canal-inconnu": Entry(
        "error",
        "« {text} » n’est pas un canal de relance.",
        "Écrivez « Lettre », « LRAR », « E-mail », « Téléphone » ou « Interne ».",
    ),
    "scenario-delai-illisible": Entry(
        "error",
        "« {text} » n’est pas un délai.",
        "Saisissez un nombre entier de jours, dix ans au plus.",
    ),
    "scenario-delai-negatif": Entry(
        "error",
        "Le délai de l’étape « {step} » est négatif : seul le rappel préventif (niveau 0) part avant l’échéance.",
        "Saisissez un nombre de jours positif ou nul.",
    ),
    "scenario-delai-preventif": Entry(
        "error",
        "L’étape « {step} » est préventive (niveau 0) et ne partirait jamais : son délai la place après l’échéance.",
        "Saisissez un délai négatif, par exemple -7.",
    ),
    "scenario-inconnu": Entry(
        "error",
        "Le scénario « {text} » n’existe pas.",
        "Scénarios connus : {known}.",
    ),
    "scenario-modele-absent": Entry(
        "error",
        "L’étape « {step} » est un envoi sans modèle de lettre.",
        "Indiquez le fichier du modèle. Modèles connus : {known}.",
    ),
    "scenario-modele-inconnu": Entry(
        "error",
        "Le modèle « {text} » est introuvable.",
        "Corrigez le nom ou ajoutez le fichier. Modèles connus : {known}.",
    ),
    "scenario-niveau-double": Entry(
        "error",
        "Le niveau {level} est déjà celui de l’étape « {step} » du même scénario.",
        "Donnez à chaque envoi son propre niveau.",
    ),
    "scenario-niveau-illisible": Entry(
        "error",
        "« {text} » n’est pas un niveau de relance.",
        "Saisissez 0 pour le rappel préventif, 1 à 3 pour les rappels, 4 pour la mise en demeure.",
    ),
    "scenario-niveau-inattendu": Entry(
        "error",
        "L’étape « {step} » est une action, et une action n’a pas de niveau.",
        "Effacez le niveau, ou choisissez le canal d’un envoi.",
    ),
    "scenario-niveau-ordre": Entry(
        "error",
        "Le niveau {level} vient après le niveau {before}.",
        "Rangez les envois par niveau croissant.",
    ),
    "scenario-nom-absent": Entry(
        "error",
        "La ligne n’a pas de nom dans la colonne « {heading} ».",
        "Donnez-lui un nom.",
    ),
    "scenario-nom-double": Entry(
        "error",
        "Le nom « {text} » est déjà celui d’un autre scénario, plus haut.",
        "Renommez l’un des deux, ou rangez leurs étapes à la suite si c’est le même.",
    ),
    "scenario-preventif-premier": Entry(
        "error",
        "L’étape « {step} » est préventive (niveau 0) et n’est pas la première de son scénario.",
        "Placez-la avant toutes les autres.",
    ),
    "statut-inconnu": Entry(
        "info",
        "Statuts non reconnus, comptés comme non réglés : « {words} ».",
        "Écrivez « Réglé » ou « En cours ».",
    ),
    "suivi-date-illisible": Entry(
        "warning",
        "« {text} » n’est pas une date de relance : rien n’en est retenu, la cellule reste comme elle est.",
        "Saisissez la date, par exemple 30/06/2026, ou videz la cellule si la relance n’est pas partie.",
    ),
    "taux-bce-inconnu": Entry(
        "warning",
        "Taux de la BCE inconnu pour le {half_year} : pas de pénalités de retard calculées pour {pieces}.",
        "Complétez la feuille Taux ; sans elle, « xladdin actualiser CLASSEUR --feuilles Taux » l’ajoute.",
    ),
    "taux-feuille-illisible": Entry(
        "error",
        "Aucun taux n’est lisible dans la feuille : les pénalités de retard ne sont pas calculées.",
        "Rétablissez la ligne des intitulés (Semestre, Taux BCE, Taux d’intérêt légal) au-dessus des taux, ou "
        "supprimez la feuille : « xladdin actualiser CLASSEUR --feuilles Taux » la recrée.",
    ),
    "taux-legal-inconnu": Entry(
        "warning",
        "Taux d’intérêt légal inconnu pour le {half_year} : le plancher de 3 fois ce taux n’est pas vérifié "
        "pour {pieces}.",
        "Complétez la feuille Taux ; sans elle, « xladdin actualiser CLASSEUR --feuilles Taux » l’ajoute.",
    ),
    "taux-semestre-double": Entry(
        "error",
        "Le {half_year} a déjà ses taux, plus haut : cette ligne n’est pas lue.",
        "Gardez une seule ligne par semestre.",
    ),
    "taux-semestre-illisible": Entry(
        "error",
        "« {text} » n’est pas un semestre : les taux de la ligne ne sont pas lus.",
        "Écrivez par exemple « 2026-S2 ».",
    ),
    "type-inconnu": Entry(
        "info",
        "Types de pièce non reconnus, comptés comme factures : « {words} ».",
        "Utilisez FACTURE, AVOIR, ACOMPTE, RÈGLEMENT, EFFET ou FRAIS.",
    ),
    "valeur-illisible": Entry(
        "error",
        "« {text} » ne convient pas dans la colonne « {heading} ».",
        "Saisissez {expected}.",
    ),
}
