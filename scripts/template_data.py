"""The invented data set of the shipped workbook: every situation that a reader should see once.

Arrêté au 30/06/2026. Companies, people and numbers are fictitious: SIREN from the unassigned 999 range,
telephone numbers from the blocks that ARCEP keeps for fiction, e-mail addresses under ``.example``.
"""

# ruff: noqa: E501 - the tables read better unwrapped

from __future__ import annotations

import datetime as dt
from typing import Final, NamedTuple

AS_OF: Final = dt.date(2026, 6, 30)


class Customer(NamedTuple):
    """One row of the sheet Clients."""

    code: str
    name: str
    address: str
    postcode: str
    city: str
    contact: str
    email: str
    phone: str
    siren: str
    terms: str
    payment_mode: str
    collector: str
    category: str
    risk: str
    insolvency: str
    credit_limit: float


class Piece(NamedTuple):
    """One row of the sheet Factures; credits are negative, a bill is positive."""

    number: str
    kind: str
    issued: dt.date
    due: dt.date
    customer: str
    amount: float
    origin: str
    dispute: str
    cause: str
    promise: dt.date | None
    reminders: tuple[dt.date, ...]
    comment: str


class Payment(NamedTuple):
    """One row of the sheet Règlements; a rejected direct debit is negative."""

    date: dt.date
    customer: str
    number: str
    amount: float
    mode: str
    matched: dt.date | None
    comment: str


def day(text: str) -> dt.date:
    """``"24/03/2026"``."""
    return dt.datetime.strptime(text, "%d/%m/%Y").date()  # noqa: DTZ007 - a calendar day has no zone


def _customer(line: str) -> Customer:
    *texts, limit = (part.strip() for part in line.split("|"))
    return Customer._make([*texts, float(limit)])


def _piece(line: str) -> Piece:
    number, kind, issued, due, customer, amount, origin, notes = (part.strip() for part in line.split("|"))
    extra = dict(note.strip().split("=", 1) for note in notes.split(";") if note.strip())
    return Piece(
        number=number,
        kind=kind,
        issued=day(issued),
        due=day(due),
        customer=customer,
        amount=float(amount),
        origin=origin,
        dispute=extra.get("litige", ""),
        cause=extra.get("cause", ""),
        promise=day(extra["promesse"]) if "promesse" in extra else None,
        reminders=tuple(day(text) for text in extra.get("relances", "").split()),
        comment=extra.get("note", ""),
    )


def _payment(line: str) -> Payment:
    date, customer, number, amount, mode, matched, comment = (part.strip() for part in line.split("|"))
    return Payment(
        day(date), customer, number, float(amount), mode, day(matched) if matched else None, comment
    )


SENDER: Final = {
    "company": "Les Papiers du Canal SAS",
    "address": "18 rue des Entrepreneurs",
    "postcode": "75010",
    "city": "Paris",
    "siret": "999 000 011 00018",
    "iban": "FR76 3000 6000 0112 3456 7890 189",
    "bic": "AGRIFRPPXXX",
    "phone": "01 99 00 12 34",
    "email": "recouvrement@papiers-du-canal.example",
    "signatory": "Hélène Marchand",
    "signatory_title": "Responsable du recouvrement",
}
"""By field of ``xladdin.model.settings.Sender``."""

CAUSES: Final = (
    "A. Problème de facturation",
    "B. Litige livraison ou prestation",
    "C. Problème administratif",
    "D. Problème de solvabilité",
    "E. Absence de relance efficace",
)

# code | nom | adresse | code postal | ville | contact | e-mail | téléphone | SIREN | conditions | mode
# | chargé | catégorie | risque | procédure collective | encours autorisé
_CUSTOMERS = """
ARMOR    | Menuiserie Armor       | 7 rue du Frout             | 29000 | Quimper             | Yann Le Goff       | compta@menuiserie-armor.example    | 02 61 91 04 10 | 999 101 017 | 30 jours              | Virement    | Karim Benali   | professionnel | Élevé      |                          | 6000
BELAIR   | Hôtel Bel Air          | 25 avenue d’Albigny        | 74000 | Annecy              | Sophie Perrin      | direction@hotel-belair.example     | 04 65 71 22 31 | 999 102 023 | 45 jours fin de mois  | Virement    | Julie Moreau   | professionnel | Moyen      |                          | 8000
CHENE    | Scierie du Chêne       | Route de la Forêt          | 88400 | Gérardmer           | Michel Antoine     | bureau@scierie-du-chene.example    | 03 53 01 18 42 | 999 103 039 | 30 jours fin de mois  | Virement    | Julie Moreau   | professionnel | Moyen      |                          | 7500
DUPONT   | Dupont & Fils          | 12 rue de la Liberté       | 21000 | Dijon               | Bernard Dupont     | compta@dupont-et-fils.example      | 03 53 01 55 07 | 999 104 045 | 30 jours fin de mois  | Virement    | Karim Benali   | professionnel | Moyen      |                          | 10000
EPICES   | Épicerie Saint-Martin  | 3 place du Marché          | 37000 | Tours               | Nadia Haddad       | contact@epicerie-st-martin.example | 02 61 91 63 28 | 999 105 059 | 30 jours              | Prélèvement | Karim Benali   | professionnel | Faible     |                          | 2000
FONTAINE | Clinique de la Fontaine| 140 boulevard Baille       | 13005 | Marseille           | Isabelle Conti     | fournisseurs@clinique-fontaine.example | 04 65 71 90 15 | 999 106 065 | 60 jours          | Virement    | Julie Moreau   | professionnel | Faible     |                          | 15000
GARAGE   | Garage des Alpes       | 58 cours Berriat           | 38000 | Grenoble            | Luc Ferrand        | atelier@garage-des-alpes.example   | 04 65 71 37 46 | 999 107 071 | 45 jours fin de mois  | LCR         | Julie Moreau   | professionnel | Faible     |                          | 9000
HALLES   | Restaurant Les Halles  | 9 rue Lanterne             | 69001 | Lyon                | Paul Girard        | gestion@restaurant-les-halles.example | 04 65 71 08 82 | 999 108 087 | 30 jours           | Chèque      | Karim Benali   | professionnel | Insolvable | Redressement judiciaire  | 0
JARDINS  | Jardins de Provence    | 310 chemin des Oliviers    | 84000 | Avignon             | Mireille Blanc     | compta@jardins-provence.example    | 04 65 71 44 60 | 999 109 093 | 30 jours              | Virement    | Karim Benali   | professionnel | Moyen      |                          | 4000
KERVELLA | Imprimerie Kervella    | 21 rue de Siam             | 29200 | Brest               | Anne Kervella      | compta@imprimerie-kervella.example | 02 61 91 71 19 | 999 110 109 | 30 jours fin de mois  | Chèque      | Karim Benali   | professionnel | Élevé      |                          | 6000
LAVIGNE  | Maison Lavigne         | 44 cours de l’Intendance   | 33000 | Bordeaux            | Charlotte Lavigne  | achats@maison-lavigne.example      | 05 36 49 20 05 | 999 111 115 | 45 jours fin de mois  | Virement    | Julie Moreau   | professionnel | Faible     |                          | 30000
MAIRIE   | Commune de Saint-Aubin | 1 place de la République   | 91190 | Saint-Aubin         | Service comptable  | finances@saint-aubin.example       | 01 99 00 76 53 | 999 112 121 | 30 jours              | Virement    | Julie Moreau   | public        | Faible     |                          | 0
ROUSSEL  | Cabinet Roussel        | 6 rue Nationale            | 59800 | Lille               | Étienne Roussel    | cabinet@roussel-associes.example   | 03 53 01 29 94 | 999 113 137 | 30 jours              | Virement    | Karim Benali   | professionnel | Faible     |                          | 3000
"""

# numéro | type | date d’écriture | échéance | client | montant | pièce d’origine | notes
_PIECES = """
F25-0871 | FACTURE | 20/11/2025 | 31/12/2025 | KERVELLA | 2946.00 |          | relances=06/01/2026 16/01/2026 02/02/2026 17/02/2026; cause=D. Problème de solvabilité
F25-0902 | FACTURE | 04/12/2025 | 03/01/2026 | HALLES   | 1184.40 |          | relances=08/01/2026 19/01/2026; cause=D. Problème de solvabilité; note=Créance déclarée le 12/03/2026
F25-0915 | FACTURE | 11/12/2025 | 10/01/2026 | ARMOR    | 2310.00 |          |
F25-0933 | FACTURE | 18/12/2025 | 28/02/2026 | LAVIGNE  | 8640.00 |          |
F26-0007 | FACTURE | 08/01/2026 | 28/02/2026 | BELAIR   | 1512.00 |          | relances=05/03/2026 16/03/2026; cause=C. Problème administratif
F26-0012 | FACTURE | 13/01/2026 | 12/02/2026 | ROUSSEL  | 720.00  |          |
F26-0019 | FACTURE | 16/01/2026 | 15/02/2026 | HALLES   | 968.16  |          | cause=D. Problème de solvabilité; note=Créance déclarée le 12/03/2026
F26-0024 | FACTURE | 22/01/2026 | 28/02/2026 | DUPONT   | 4875.60 |          | relances=12/05/2026; cause=E. Absence de relance efficace
F26-0031 | FACTURE | 29/01/2026 | 28/02/2026 | KERVELLA | 3402.00 |          | relances=05/03/2026 16/03/2026 30/03/2026; cause=D. Problème de solvabilité
F26-0038 | FACTURE | 04/02/2026 | 06/03/2026 | MAIRIE   | 4128.00 |          | relances=12/03/2026
F26-0044 | FACTURE | 10/02/2026 | 12/03/2026 | EPICES   | 456.30  |          |
F26-0049 | FACTURE | 13/02/2026 | 31/03/2026 | GARAGE   | 2574.00 |          |
F26-0053 | FACTURE | 18/02/2026 | 19/04/2026 | FONTAINE | 5220.00 |          | litige=Oui; cause=B. Litige livraison ou prestation; note=Deux palettes refusées, avoir établi le 12/06/2026
F26-0058 | FACTURE | 24/02/2026 | 26/03/2026 | ARMOR    | 1638.00 |          | relances=02/04/2026 13/04/2026 27/04/2026; cause=E. Absence de relance efficace
F26-0062 | FACTURE | 27/02/2026 | 31/03/2026 | CHENE    | 2208.00 |          | relances=07/04/2026 15/04/2026; promesse=10/07/2026; note=Second versement promis par téléphone
F26-0067 | FACTURE | 05/03/2026 | 30/04/2026 | DUPONT   | 2214.00 |          | relances=12/05/2026; cause=E. Absence de relance efficace
F26-0071 | FACTURE | 10/03/2026 | 09/04/2026 | ROUSSEL  | 1140.00 |          |
F26-0075 | FACTURE | 13/03/2026 | 12/04/2026 | JARDINS  | 1326.00 |          | relances=20/04/2026 04/05/2026; cause=C. Problème administratif
F26-0080 | FACTURE | 19/03/2026 | 31/05/2026 | BELAIR   | 2016.00 |          | relances=08/06/2026
F26-0084 | FACTURE | 24/03/2026 | 30/04/2026 | KERVELLA | 1764.00 |          | relances=12/05/2026; cause=D. Problème de solvabilité
F26-0088 | FACTURE | 27/03/2026 | 26/04/2026 | EPICES   | 512.40  |          | note=Prélèvement rejeté, à représenter
E26-0011 | EFFET   | 31/03/2026 | 31/07/2026 | GARAGE   | 2574.00 | F26-0049 | note=LCR acceptée
F26-0093 | FACTURE | 02/04/2026 | 31/05/2026 | LAVIGNE  | 9360.00 |          | cause=A. Problème de facturation
F26-0098 | FACTURE | 09/04/2026 | 09/05/2026 | MAIRIE   | 3870.00 |          | relances=19/05/2026; cause=C. Problème administratif; note=Numéro d’engagement à rappeler
F26-0100 | FACTURE | 10/04/2026 | 09/06/2026 | FONTAINE | 2376.00 |          |
AV26-003 | AVOIR   | 14/04/2026 | 14/04/2026 | LAVIGNE  | -780.00 | F26-0093 | note=Remise oubliée
F26-0102 | FACTURE | 14/04/2026 | 14/05/2026 | ARMOR    | 984.00  |          | relances=22/05/2026
F26-0107 | FACTURE | 21/04/2026 | 31/05/2026 | DUPONT   | 1452.00 |          | relances=08/06/2026; cause=E. Absence de relance efficace
F26-0111 | FACTURE | 24/04/2026 | 31/05/2026 | CHENE    | 1896.00 |          | relances=08/06/2026
F26-0115 | FACTURE | 28/04/2026 | 30/06/2026 | GARAGE   | 1980.00 |          |
F26-0119 | FACTURE | 05/05/2026 | 04/06/2026 | HALLES   | 642.00  |          | cause=D. Problème de solvabilité
F26-0122 | FACTURE | 07/05/2026 | 06/06/2026 | ROUSSEL  | 864.00  |          |
F26-0126 | FACTURE | 12/05/2026 | 11/06/2026 | JARDINS  | 1092.00 |          |
AV26-004 | AVOIR   | 18/05/2026 | 18/05/2026 | JARDINS  | -264.00 |          | note=Retour de marchandise, à affecter
F26-0130 | FACTURE | 19/05/2026 | 18/06/2026 | EPICES   | 498.60  |          |
F26-0134 | FACTURE | 21/05/2026 | 30/06/2026 | KERVELLA | 2232.00 |          |
F26-0138 | FACTURE | 26/05/2026 | 31/07/2026 | BELAIR   | 1728.00 |          |
F26-0142 | FACTURE | 28/05/2026 | 27/07/2026 | FONTAINE | 4560.00 |          |
F26-0145 | FACTURE | 02/06/2026 | 31/07/2026 | LAVIGNE  | 7920.00 |          |
F26-0149 | FACTURE | 04/06/2026 | 31/07/2026 | DUPONT   | 1638.00 |          |
F26-0152 | FACTURE | 09/06/2026 | 09/07/2026 | MAIRIE   | 2964.00 |          |
F26-0155 | FACTURE | 11/06/2026 | 31/07/2026 | GARAGE   | 2340.00 |          |
AV26-005 | AVOIR   | 12/06/2026 | 12/06/2026 | FONTAINE | -2610.00 |         | note=Deux palettes refusées, à affecter
F26-0159 | FACTURE | 16/06/2026 | 31/07/2026 | CHENE    | 1524.00 |          |
F26-0162 | FACTURE | 18/06/2026 | 18/07/2026 | ROUSSEL  | 1008.00 |          |
F26-0166 | FACTURE | 23/06/2026 | 23/07/2026 | ARMOR    | 1266.00 |          |
F26-0169 | FACTURE | 25/06/2026 | 25/07/2026 | EPICES   | 534.00  |          |
F26-0172 | FACTURE | 26/06/2026 | 31/08/2026 | LAVIGNE  | 8280.00 |          |
"""

# date | client | pièce | montant | mode | date de lettrage | commentaire
_PAYMENTS = """
12/01/2026 | ARMOR    | F25-0915 | 2310.00 | Virement    | 13/01/2026 |
10/02/2026 | ROUSSEL  | F26-0012 | 720.00  | Virement    | 11/02/2026 |
27/02/2026 | LAVIGNE  | F25-0933 | 8640.00 | Virement    | 02/03/2026 |
06/03/2026 | KERVELLA | F26-0031 | 1402.00 | Chèque      | 09/03/2026 | Premier acompte
12/03/2026 | EPICES   | F26-0044 | 456.30  | Prélèvement | 12/03/2026 |
20/03/2026 | MAIRIE   | F26-0038 | 4128.00 | Virement    | 23/03/2026 |
20/03/2026 | BELAIR   | F26-0007 | 500.00  | Virement    | 23/03/2026 | Règlement partiel
07/04/2026 | ROUSSEL  | F26-0071 | 1140.00 | Virement    | 08/04/2026 |
10/04/2026 | KERVELLA | F26-0031 | 1000.00 | Chèque      | 13/04/2026 | Deuxième acompte
27/04/2026 | EPICES   | F26-0088 | 512.40  | Prélèvement | 27/04/2026 |
30/04/2026 | EPICES   | F26-0088 | -512.40 | Prélèvement | 30/04/2026 | Rejet : provision insuffisante
28/05/2026 | KERVELLA | F26-0084 | 1000.00 | Chèque      | 03/06/2026 | Lettré après identification
05/06/2026 | ROUSSEL  | F26-0122 | 852.00  | Virement    | 08/06/2026 | Frais de virement déduits
12/06/2026 | LAVIGNE  | F26-0093 | 4000.00 | Virement    | 12/06/2026 | Règlement partiel
15/06/2026 | CHENE    | F26-0062 | 800.00  | Virement    | 16/06/2026 | Premier versement
18/06/2026 | EPICES   | F26-0130 | 498.60  | Prélèvement | 18/06/2026 |
22/06/2026 | JARDINS  |          | 1000.00 | Virement    |            | Sans référence, à affecter
"""


def _rows(text: str) -> list[str]:
    return text.strip().splitlines()


CUSTOMERS: Final = tuple(_customer(line) for line in _rows(_CUSTOMERS))
PIECES: Final = tuple(_piece(line) for line in _rows(_PIECES))
PAYMENTS: Final = tuple(_payment(line) for line in _rows(_PAYMENTS))
NAMES: Final = {customer.code: customer.name for customer in CUSTOMERS}
