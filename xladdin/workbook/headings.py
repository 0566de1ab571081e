"""What a column heading may mean: our table of French and English synonyms, and how one is matched.

Headings are compared as sets of words, without case, accents, punctuation, plurals, little words or the
order of the words: « Date de facture », « FACTURE DATE » and ``InvoiceDate`` are all found. A synonym
made of all the words wins; else the longest one contained in the heading, with less weight.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

from xladdin.model.source_map import Field
from xladdin.model.text import fold

SURE: Final = 1.0
LIKELY: Final = 0.8
POSSIBLE: Final = 0.55
_CONTAINED: Final = 0.75
"""Weight left when the heading has words that the synonym does not explain."""

# Per field: what means it surely, what likely does, and what may, if the cells agree.
_SYNONYMS: Final[dict[Field, tuple[str, str, str]]] = {
    Field.NUMBER: (
        "n facture|n invoice|code facture|code invoice|facture id|invoice id|bill n|ref facture|invoice ref",
        "n piece|piece ref|piece|ref piece|ec ref piece|ec piece|n doc|doc ref|code piece|voucher n|doc id"
        "|item n|facture|invoice|n ecriture facture|n avoir|n vente|sale n",
        "n|ref|n ecriture|id|ecriture n|transaction n|n commande facture|no",
    ),
    Field.INSTALMENT: ("n echeance|installment|instalment|installment n|instalment n", "n paiement|payment n", ""),
    Field.KIND: (
        "type piece|type doc|type ecriture|type facture|nature piece|item type|doc type|invoice type"
        "|type mouvement|nature doc|type ligne",
        "type|nature|fa av|fac avo",
        "piece|facture|code",
    ),
    Field.JOURNAL: ("code journal|journal|journal code|jal|jnl|jo n|journal lib|code jal", "", ""),
    Field.ACCOUNT: (
        "compte n|compte general|n compte general|general ledger account",
        "n compte|compte|account",
        "account n",
    ),
    Field.CUSTOMER_CODE: (
        "code client|n client|code tiers|n tiers|compte tiers|compte client|n compte client|code auxiliaire"
        "|compte auxiliaire|n compte auxiliaire|comp aux n|ct n|id client|identifiant client|client id"
        "|customer id|customer code|customer n|code comptable client|ref client|client code|client ref",
        "auxiliaire|account n|company customer code|n auxiliaire|customer account",
        "n compte|compte|client|tiers|code|customer|account|identifiant",
    ),
    Field.CUSTOMER_NAME: (
        "nom client|raison sociale|comp aux lib|customer name|client name|nom tiers|intitule client"
        "|company name|business name|nom raison sociale|nom societe|denomination sociale|libelle client"
        "|nom entreprise|raison sociale client|intitule tiers|client raison sociale",
        "client|customer|tiers|intitule compte|libelle compte|nom compte|denomination|debiteur|debtor"
        "|account name|societe|entreprise|nom|compte lib|buyer|acheteur|destinataire",
        "intitule|assure|party|company|contact|name|adherent|locataire|patient|organisme",
    ),
    Field.ISSUED: (
        "date facture|invoice date|issue date|date issue|date emission|piece date|ecriture date|ec date"
        "|date facturation|date doc|bill date|date vente|emission|date emise|date emis",
        "date ecriture|date operation|date comptable|date creation|posting date|transaction date|date saisie"
        "|date comptabilisation|date mouvement|issued|date edition",
        "date|jour|periode|mois|mois facturation",
    ),
    Field.DUE: (
        "date echeance|date limite paiement|date limite reglement|due date|date exigibilite"
        "|maturity date|payable avant|ec echeance|date butoir|payable date|a payer avant|pay by|date due"
        "|echeance facture|echeance reglement|echeance paiement|a regler avant|date limite",
        "echeance|deadline|due|maturity|exigible date|due on",
        "limite",
    ),
    Field.TERMS: (
        "condition reglement|condition paiement|delai paiement|delai reglement|payment terms|terms"
        "|echeance jour|delai paiement defaut|modalite reglement|modalite paiement|delai jour",
        "delai|condition",
        "echeance|reglement|paiement|jour",
    ),
    Field.AMOUNT: (
        "montant ttc|total ttc|ttc|montant facture|montant total ttc|montant facture ttc|prix ttc"
        "|initial amount inc tax|invoice amount|total incl tax|montant initial|montant origine|amount incl tax"
        "|amount inc tax|gross amount|total facture|montant ttc facture|facture montant|net payer ttc",
        "montant|net payer|montant total|total amount|amount|somme|montant piece|ec montant|montant ecriture"
        "|invoice total|valeur|montant net payer|montant echeance",
        "total|facture|montant devise|montantdevise|creance|value|prix|montant net|du",
    ),
    Field.AMOUNT_NET: (
        "montant ht|total ht|ht|base ht|net amount|amount excl tax|ca ht|prix ht",
        "",
        "",
    ),
    Field.DEBIT: ("debit|montant debit|total debit|debit montant|debit amount", "", "d"),
    Field.CREDIT: ("credit|montant credit|total credit|credit montant|credit amount", "", "c"),
    Field.SIDE: ("sens|ec sens|sens ecriture|debit credit|d c|dc", "", "s"),
    Field.CURRENCY: ("devise|monnaie|currency|code devise|n devise|idevise|i devise|currency code", "", ""),
    Field.PAID: (
        "montant regle|montant paye|montant encaisse|ec montant regle|paid amount|amount paid|montant reglement"
        "|reglement montant|montant paiement|total regle|total paye|deja regle|deja paye|montant verse"
        "|montant recu|payment amount|amount received|montant encaissement|acompte verse|total encaisse"
        "|regle montant",
        "regle|paye|encaisse|paid|acompte recu|encaissement|verse|recu|received",
        "reglement|paiement|payment|acompte|versement|montant regle devise",
    ),
    Field.PAID_ON: (
        "date reglement|date paiement|date encaissement|date paye|date regle|date encaisse|payment date|date paid"
        "|paid on|paid date|date valeur|reglement date|paiement date|date recu|date versement|date reception paiement"
        "|date virement|value date|date credit|date solde",
        "",
        "regle|paye|reglement|paiement|encaisse|encaissement|payment|paid|solde",
    ),
    Field.REMAINING: (
        "reste payer|reste du|montant restant|reste recouvrer|solde du|solde payer|remaining amount"
        "|remaining|outstanding|outstanding amount|amount due|balance due|open amount|open balance|reste regler"
        "|restant du|rap|montant restant du|reste encaisser|solde restant|solde facture|open advance"
        "|montant ouvert|restant payer|solde restant du|reste ttc|solde ttc|montant restant ttc",
        "solde|reste|restant|montant du|total du|encours|balance|du|non regle|impaye|solde cloture|total echu"
        "|montant impaye|open",
        "creance|credit restant",
    ),
    Field.STATUS: (
        "statut paiement|statut reglement|statut facture|etat facture|etat paiement|etat reglement|payment status"
        "|invoice status|ec status regle|status regle|situation reglement",
        "statut|etat|status|state|regle|paye|paid",
        "solde|situation|reglement|paiement|encaisse|payment|suivi|ok",
    ),
    Field.LETTER: (
        "lettrage|code lettrage|lettre lettrage|ecriture let|ec lettrage|let|matching|code let",
        "lettre|rapprochement|ec lettre|matching code",
        "l",
    ),
    Field.LETTERED_ON: ("date lettrage|date let|date lettre|date rapprochement|matching date", "", ""),
    Field.APPLIED_TO: (
        "piece origine|facture origine|n facture origine|facture concernee|piece reglee|facture reglee"
        "|n facture reglee|n piece reglee|facture liee|piece liee|applied to|facture rattachement"
        "|facture associee|piece associee|n facture concernee|facture imputee|facture payee|n facture payee",
        "impute|imputation|facture avoir",
        "",
    ),
    Field.PAYMENT_MODE: (
        "mode reglement|mode rgt|moyen paiement|mode paiement|moyen reglement|payment method|payment mode"
        "|type reglement|type paiement|n reglement",
        "mode",
        "reglement|paiement|modalite reglement|modalite paiement",
    ),
    Field.LABEL: (
        "libelle|libelle ecriture|designation|description|objet|ecriture lib|ec intitule|libelle piece"
        "|objet facture|label|detail|prestation",
        "",
        "intitule",
    ),
    Field.REFERENCE: (
        "votre ref|v ref|n commande|bon commande|ref commande|commande|po n|purchase order|ref affaire|n affaire"
        "|ref dossier|n bc|ref externe",
        "affaire|dossier|chantier|projet|n dossier",
        "ref|n piece|n contrat|contrat|ref piece",
    ),
    Field.COLLECTOR: (
        "charge recouvrement|gestionnaire|responsable compte|suivi par|charge clientele|charge affaire|collector"
        "|account manager|email responsable compte|gestionnaire compte|charge compte|responsable recouvrement",
        "commercial|responsable|representant|vendeur|salesperson|nom commercial",
        "charge",
    ),
    Field.GROUP: ("groupe client|groupe|customer group|groupe societe", "", ""),
    Field.SERVICE: (
        "service|departement|agence|etablissement|business unit|department",
        "activite|site|entite|bu",
        "",
    ),
    Field.ASSOCIATE: ("personne associee|associe", "", ""),
    Field.CAUSE: (
        "cause|cause retard|motif retard|motif litige|raison impaye|cause impaye|motif impaye|statut cause"
        "|statut cause retard|statut recouvrement|cause retard paiement",
        "motif|raison",
        "statut|etat",
    ),
    Field.DISPUTE: ("litige|en litige|dispute|contentieux|bloque|disputed|litige en cours", "", ""),
    Field.PROMISE: (
        "promesse|date promesse|promesse paiement|promesse reglement|promise date|promise to pay"
        "|date promesse paiement|date promesse reglement|date paiement promis|date promis",
        "",
        "",
    ),
    Field.COMMENT: (
        "commentaire|remarque|observation|note|comment|annotation|info|information|memo|commentaire relance",
        "action",
        "",
    ),
    Field.REMINDER_1: (
        "relance 1|date relance 1|1 relance|premiere relance|1ere relance|1re relance"
        "|rappel 1|1er rappel|premier rappel|reminder 1|first reminder|relance n 1|date 1ere relance"
        "|lettre relance 1",
        "r1",
        "",
    ),
    Field.REMINDER_2: (
        "relance 2|date relance 2|2 relance|deuxieme relance|2eme relance|2e relance|seconde relance"
        "|rappel 2|2eme rappel|deuxieme rappel|reminder 2|second reminder|relance n 2|date 2eme relance"
        "|2nde relance|lettre relance 2",
        "r2",
        "",
    ),
    Field.REMINDER_3: (
        "relance 3|date relance 3|3 relance|troisieme relance|3eme relance|3e relance|rappel 3"
        "|3eme rappel|reminder 3|third reminder|relance n 3|date 3eme relance|derniere relance avant mise demeure"
        "|lettre relance 3",
        "r3",
        "",
    ),
    Field.REMINDER_4: (
        "relance 4|date relance 4|mise demeure|date mise demeure|med|4eme relance|4e relance|rappel 4|reminder 4"
        "|final notice|relance n 4|lettre mise demeure",
        "r4",
        "",
    ),
    Field.REMINDER_LEVEL: (
        "niveau relance|niveau rappel|ec rappel|nb relance|nombre relance|reminder level|dunning level|nb rappel",
        "niveau|relance|rappel|level",
        "n",
    ),
    Field.REMINDER_DATE: (
        "date derniere relance|derniere relance|date relance|ec date relance|date rappel|last contact date"
        "|last reminder|dernier rappel|date dernier rappel",
        "relance|rappel",
        "",
    ),
    Field.ADDRESS: (
        "adresse|adresse 1|adresse facturation|rue|voie|address|street|adresse postale|address 1|adresse client"
        "|n rue|adresse ligne 1|numero rue",
        "",
        "",
    ),
    Field.ADDRESS_2: ("adresse 2|complement adresse|complement|address 2|adresse ligne 2", "", ""),
    Field.POSTCODE: ("code postal|cp|postal code|zip|zip code|postcode", "", ""),
    Field.CITY: ("ville|commune|city|localite|town", "", ""),
    Field.COUNTRY: ("pays|country", "", ""),
    Field.EMAIL: (
        "email|e mail|mail|courriel|adresse mail|adresse email|adresse e mail|email client|mail client"
        "|email contact|mail contact|mail compta|email comptabilite|email facturation|contact email"
        "|contact mail|courriel client",
        "",
        "",
    ),
    Field.PHONE: (
        "telephone|portable|mobile|phone|n telephone|telephone contact|telephone fixe|telephone client|contact telephone"
        "|telephone portable|phone n",
        "",
        "",
    ),
    Field.CONTACT: (
        "contact|interlocuteur|personne contact|nom contact|contact comptable|contact name|contact compta"
        "|contact client|contact facturation|nom interlocuteur",
        "",
        "responsable",
    ),
    Field.SIREN: ("siren|siret|n siren|n siret|registration n|siren siret", "", ""),
    Field.CATEGORY: (
        "categorie client|type client|typologie|nature client|categorie tiers|customer type|typologie client",
        "categorie|category",
        "segment|type",
    ),
    Field.INSOLVENCY: (
        "procedure collective|redressement judiciaire|bodacc|insolvency|procedure|rj lj|liquidation judiciaire",
        "redressement|liquidation|procedure judiciaire",
        "",
    ),
    Field.CREDIT_LIMIT: (
        "limite credit|encours autorise|plafond credit|credit limit|encours max|encours maximum|garantie"
        "|montant garanti|plafond encours|plafond",
        "",
        "",
    ),
}  # fmt: skip

# Headings that are understood and hold nothing that is read: they must not pass for something else.
_WITHOUT_MEANING: Final = (
    "tva|montant tva|taux tva|total tva|jour retard|retard|nb jour retard|nombre jour retard|days past due"
    "|days overdue|days late|bucket|tranche|tranche age|penalite|montant penalite|interet retard"
    "|indemnite|indemnite forfaitaire|penalite retard|frais|total general|montant lettre|nb facture"
    "|nombre facture|tva intracom|n tva|date cloture|date validation|valid date|ecriture lib 2|code tva|iban"
    "|bic|quantite|pu|prix unitaire|date extraction|date relevee|age|anciennete|aging|date naissance"
    "|date commande|date livraison|date debut|date fin|date arrete|taux|remise|delai moyen|jour depuis emission"
    "|date prochaine relance|prochaine relance|next reminder|date action|nom fichier|montant relance"
)

# One spelling per word, so that the table above stays short.
_SAME_WORD: Final = {
    "no": "n", "num": "n", "numero": "n", "nr": "n", "number": "n", "nb": "nb", "nbr": "nb", "nbre": "nb",
    "reference": "ref", "mt": "montant", "mnt": "montant", "mtt": "montant", "mont": "montant", "dt": "date",
    "ech": "echeance", "eche": "echeance", "echu": "echu", "rgt": "reglement", "regl": "reglement",
    "rglt": "reglement", "rglmt": "reglement", "fact": "facture", "fac": "facture", "clt": "client",
    "cli": "client", "cpte": "compte", "cpt": "compte", "document": "doc", "tel": "telephone",
    "identifiant": "id", "aux": "aux", "invoices": "invoice", "customers": "customer", "facturee": "facture",
    "reglee": "regle", "payee": "paye", "encaissee": "encaisse", "soldee": "solde", "emise": "emise",
    "cond": "condition", "lettr": "lettrage", "devises": "devise", "com": "commentaire", "obs": "observation",
}  # fmt: skip

_LITTLE_WORDS: Final = frozenset(
    "de du d des la le les l en a au aux et par pour sur ou of the un une to vos votre qu".split()
)
_UNIT_WORDS: Final = frozenset("eur euro e euros".split())
_SUPPLIER_WORDS: Final = frozenset("fournisseur vendor supplier".split())
_CAMEL = re.compile(r"(?<=[a-z])(?=[A-Z])")
_IN_BRACKETS = re.compile(r"[(\[]([^)\]]*)[)\]]")
_ISO_CODE = re.compile(r"\b([A-Z]{3})\b")
_SYMBOLS: Final = {"€": "EUR", "$": "USD", "£": "GBP"}
_COMMON_CURRENCIES: Final = frozenset(
    "EUR USD GBP CHF ILS CAD JPY MAD TND DZD XOF XAF XPF SEK NOK DKK PLN CZK HUF RON CNY AED AUD".split()
)
_BUCKET = re.compile(
    r"(non echu|current|a echoir|not due|(de |plus de |moins de )?\d{1,3} ?(a|to|et)? ?(\d{1,3})?"
    r" ?(j|jours?|days?|d|et plus|plus)?)"
)
_BARE_NUMBER = re.compile(r"[\d\s.,]*")
_TELLING_ALONE: Final = frozenset("echeance ttc ht siret siren email lettrage open tva".split())
_LONGEST_EXTRA = 3
_SHORTEST_START = 4
_LONGEST = 60


@dataclass(frozen=True, slots=True)
class Meaning:
    """One thing that a heading may mean.

    Args:
        field: None when the heading is understood and nothing is read from it.
        strength: 0 to 1, before anyone looked at the cells.
        exact: all words of the heading are explained.
    """

    field: Field | None
    strength: float
    exact: bool


@lru_cache(maxsize=4096)
def meanings(heading: str) -> tuple[Meaning, ...]:
    """What a heading may mean, strongest first; empty when nothing is known of it.

    ``"Réglé"`` may be an amount, a status or a date: the cells decide (``xladdin.workbook.columns``).
    """
    if len(heading) > _LONGEST:
        return ()
    words = heading_words(heading)
    exact = _TABLE.get(words) or _TABLE.get(heading_words(_IN_BRACKETS.sub(" ", heading)))
    if exact is not None:
        return exact
    if heading.rstrip().endswith(("…", "...")):
        return _cut_short(words)
    contained = {
        known
        for word in words
        for known in _CONTAINABLE.get(word, ())
        if known < words and len(words) - len(known) <= _LONGEST_EXTRA
    }
    if not contained:
        return ()
    longest = max(map(len, contained))
    best: dict[Field | None, float] = {}
    for known in contained:
        if len(known) == longest:
            for meaning in _TABLE[known]:
                strength = meaning.strength * _CONTAINED
                best[meaning.field] = max(best.get(meaning.field, 0.0), strength)
    found = [Meaning(field, strength, exact=False) for field, strength in best.items()]
    return tuple(sorted(found, key=lambda meaning: -meaning.strength))


@lru_cache(maxsize=4096)
def heading_words(heading: str) -> frozenset[str]:
    """The words that count, in one spelling each: ``{"date", "echeance"}`` for « DATE D’ÉCHÉANCES ».

    Units are left out; little words too, unless there is nothing else (« L »).
    """
    bare = _IN_BRACKETS.sub(lambda match: " " if _is_unit(match.group(1)) else match.group(0), heading)
    spelt = _CAMEL.sub(" ", bare.replace("#", " n ").replace("°", " ").replace("º", " "))
    words = [_one_spelling(word) for word in fold(spelt).split() if word not in _UNIT_WORDS]
    telling = [word for word in words[:-1] if word not in _LITTLE_WORDS]
    for last in words[-1:]:
        if last == "le" and telling:  # « Réglé le »
            telling.append("date")
        elif last == "du" or last not in _LITTLE_WORDS or not telling:  # « Total dû »
            telling.append(last)
    return frozenset(telling)


def currency_of(heading: str) -> str:
    """ISO code that a heading names: ``EUR`` for « Montant TTC (€) », ``""`` for none."""
    for symbol, code in _SYMBOLS.items():
        if symbol in heading:
            return code
    codes = [code for code in _ISO_CODE.findall(heading) if code in _COMMON_CURRENCIES]
    return codes[0] if len(codes) == 1 else ""


def is_bucket(heading: str) -> bool:
    """A heading of a balance âgée: « 31-60 j », « + 90 », « Non échu »."""
    return not _BARE_NUMBER.fullmatch(heading) and bool(_BUCKET.fullmatch(fold(heading)))


def names_suppliers(text: str) -> bool:
    """The heading or sheet name speaks of suppliers or purchases: what is owed by the company, not to it."""
    words = heading_words(text)
    return bool(words & _SUPPLIER_WORDS) or bool(words & {"achat", "purchase"} and "client" not in words)


def _is_unit(text: str) -> bool:
    return (
        not fold(text)
        or bool(currency_of(text))
        or fold(text) in {"jj mm aaaa", "euros", "euro", "j", "jours"}
    )


def _one_spelling(word: str) -> str:
    same = _SAME_WORD.get(word)
    if same is not None:
        return same
    singular = word[:-1] if len(word) > 3 and word[-1] == "s" and not word.endswith(("ss", "us")) else word  # noqa: PLR2004
    return _SAME_WORD.get(singular, singular)


def _cut_short(words: frozenset[str]) -> tuple[Meaning, ...]:
    """« Lettra… »: what the only synonym that starts so means."""
    if len(words) != 1:
        return ()
    start = next(iter(words))
    found = [
        meant for known, meant in _TABLE.items() if len(known) == 1 and next(iter(known)).startswith(start)
    ]
    return found[0] if len(found) == 1 and len(start) >= _SHORTEST_START else ()


def _build_table() -> dict[frozenset[str], tuple[Meaning, ...]]:
    found: dict[frozenset[str], dict[Field | None, float]] = {}
    for field, by_strength in _SYNONYMS.items():
        for strength, synonyms in zip((SURE, LIKELY, POSSIBLE), by_strength, strict=True):
            for synonym in filter(None, synonyms.split("|")):
                meant = found.setdefault(heading_words(synonym), {})
                meant[field] = max(meant.get(field, 0.0), strength)
    for synonym in _WITHOUT_MEANING.split("|"):
        found.setdefault(heading_words(synonym), {})[None] = SURE
    return {
        words: tuple(
            Meaning(field, strength, exact=True)
            for field, strength in sorted(meant.items(), key=lambda pair: -pair[1])
        )
        for words, meant in found.items()
    }


_TABLE: Final = _build_table()
_CONTAINABLE: Final[dict[str, list[frozenset[str]]]] = {}
for _words in _TABLE:
    if len(_words) > 1 or _words & _TELLING_ALONE:
        for _word in _words:
            _CONTAINABLE.setdefault(_word, []).append(_words)
