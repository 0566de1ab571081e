"""Our table of what column headings mean, in French and English.

A synonym is written in the spelling that ``xladdin.workbook.headings`` brings headings to: no case, accent,
punctuation or plural, « n » for number, « ref » for reference; the order of its words does not matter.
"""

from __future__ import annotations

from typing import Final, NamedTuple

from xladdin.model.source_map import Field


class Synonyms(NamedTuple):
    """Headings that mean a field, separated by ``|``.

    Attributes:
        sure: mean nothing else.
        likely: mean it unless a better column is there.
        possible: may mean it, if the cells agree.
    """

    sure: str
    likely: str = ""
    possible: str = ""


SYNONYMS: Final[dict[Field, Synonyms]] = {
    Field.NUMBER: Synonyms(
        sure=(
            "n facture | n invoice | code facture | code invoice | facture id | invoice id | "
            "bill n | ref facture | invoice ref"
        ),
        likely=(
            "n piece | piece ref | piece | ref piece | ec ref piece | ec piece | n doc | doc ref "
            "| code piece | voucher n | doc id | item n | facture | invoice | n ecriture facture "
            "| n avoir | n vente | sale n"
        ),
        possible="n | ref | n ecriture | id | ecriture n | transaction n | n commande facture | no",
    ),
    Field.INSTALMENT: Synonyms(
        sure="n echeance | installment | instalment | installment n | instalment n",
        likely="n paiement | payment n",
    ),
    Field.KIND: Synonyms(
        sure=(
            "type piece | type doc | type ecriture | type facture | nature piece | item type | "
            "doc type | invoice type | type mouvement | nature doc | type ligne"
            " | transaction type | type operation | type transaction"
        ),
        likely="type | nature | fa av | fac avo",
        possible="piece | facture | code",
    ),
    Field.JOURNAL: Synonyms(
        sure="code journal | journal | journal code | jal | jnl | jo n | journal lib | code jal",
    ),
    Field.ACCOUNT: Synonyms(
        sure="compte n | compte general | n compte general | general ledger account",
        likely="n compte | compte | account",
        possible="account n",
    ),
    Field.CUSTOMER_CODE: Synonyms(
        sure=(
            "code client | n client | code tiers | n tiers | compte tiers | compte client | "
            "n compte client | code auxiliaire | compte auxiliaire | n compte auxiliaire | "
            "comp aux n | ct n | id client | identifiant client | client id | customer id | "
            "customer code | customer n | code comptable client | ref client | client code | "
            "client ref"
        ),
        likely="auxiliaire | account n | company customer code | n auxiliaire | customer account",
        possible="n compte | compte | client | tiers | code | customer | account | identifiant",
    ),
    Field.CUSTOMER_NAME: Synonyms(
        sure=(
            "nom client | raison sociale | comp aux lib | customer name | client name | nom tiers "
            "| intitule client | company name | business name | nom raison sociale | nom societe "
            "| denomination sociale | libelle client | nom entreprise | raison sociale client | "
            "intitule tiers | client raison sociale"
        ),
        likely=(
            "client | customer | tiers | intitule compte | libelle compte | nom compte | "
            "denomination | debiteur | debtor | account name | societe | entreprise | nom | "
            "compte lib | buyer | acheteur | destinataire"
            " | partenaire"
        ),
        possible=(
            "intitule | assure | party | company | contact | name | adherent | locataire | "
            "patient | organisme"
        ),
    ),
    Field.ISSUED: Synonyms(
        sure=(
            "date facture | invoice date | issue date | date issue | date emission | piece date | "
            "ecriture date | ec date | date facturation | date doc | bill date | date vente | "
            "emission | date emise | date emis"
        ),
        likely=(
            "date ecriture | date operation | date comptable | date creation | posting date | "
            "transaction date | date saisie | date comptabilisation | date mouvement | issued | "
            "date edition"
        ),
        possible="date | jour | periode | mois | mois facturation",
    ),
    Field.DUE: Synonyms(
        sure=(
            "date echeance | date limite paiement | date limite reglement | due date | "
            "date exigibilite | maturity date | payable avant | ec echeance | date butoir | "
            "payable date | a payer avant | pay by | date due | echeance facture | "
            "echeance reglement | echeance paiement | a regler avant | date limite"
        ),
        likely="echeance | deadline | due | maturity | exigible date | due on",
        possible="limite",
    ),
    Field.TERMS: Synonyms(
        sure=(
            "condition reglement | condition paiement | delai paiement | delai reglement | "
            "payment terms | terms | echeance jour | delai paiement defaut | modalite reglement | "
            "modalite paiement | delai jour"
        ),
        likely="delai | condition",
        possible="echeance | reglement | paiement | jour",
    ),
    Field.AMOUNT: Synonyms(
        sure=(
            "montant ttc | total ttc | ttc | montant facture | montant total ttc | "
            "montant facture ttc | prix ttc | initial amount inc tax | invoice amount | "
            "total incl tax | montant initial | montant origine | amount incl tax | "
            "amount inc tax | gross amount | total facture | montant ttc facture | "
            "facture montant | net payer ttc"
            " | total signe | montant signe"
        ),
        likely=(
            "montant | net payer | montant total | total amount | amount | somme | montant piece "
            "| ec montant | montant ecriture | invoice total | valeur | montant net payer | "
            "montant echeance"
        ),
        possible=(
            "total | facture | montant devise | montantdevise | creance | value | prix | montant net | du"
        ),
    ),
    Field.AMOUNT_NET: Synonyms(
        sure=("montant ht | total ht | ht | base ht | net amount | amount excl tax | ca ht | prix ht"),
    ),
    Field.DEBIT: Synonyms(
        sure="debit | montant debit | total debit | debit montant | debit amount",
        possible="d",
    ),
    Field.CREDIT: Synonyms(
        sure="credit | montant credit | total credit | credit montant | credit amount",
        possible="c",
    ),
    Field.SIDE: Synonyms(
        sure="sens | ec sens | sens ecriture | debit credit | d c | dc",
        possible="s",
    ),
    Field.CURRENCY: Synonyms(
        sure=("devise | monnaie | currency | code devise | n devise | idevise | i devise | currency code"),
    ),
    Field.PAID: Synonyms(
        sure=(
            "montant regle | montant paye | montant encaisse | ec montant regle | paid amount | "
            "amount paid | montant reglement | reglement montant | montant paiement | total regle "
            "| total paye | deja regle | deja paye | montant verse | montant recu | "
            "payment amount | amount received | montant encaissement | acompte verse | "
            "total encaisse | regle montant"
            " | reglement recu | paiement recu | montant reglement recu | somme recu | somme verse"
            " | somme regle | somme paye | somme encaisse | virement recu"
        ),
        likely=("regle | paye | encaisse | paid | acompte recu | encaissement | verse | recu | received"),
        possible="reglement | paiement | payment | acompte | versement | montant regle devise",
    ),
    Field.PAID_ON: Synonyms(
        sure=(
            "date reglement | date paiement | date encaissement | date paye | date regle | "
            "date encaisse | payment date | date paid | paid on | paid date | date valeur | "
            "reglement date | paiement date | date recu | date versement | "
            "date reception paiement | date virement | value date | date credit | date solde"
        ),
        possible=("regle | paye | reglement | paiement | encaisse | encaissement | payment | paid | solde"),
    ),
    Field.REMAINING: Synonyms(
        sure=(
            "reste payer | reste du | montant restant | reste recouvrer | solde du | solde payer "
            "| remaining amount | remaining | outstanding | outstanding amount | amount due | "
            "balance due | open amount | open balance | reste regler | restant du | rap | "
            "montant restant du | reste encaisser | solde restant | solde facture | open advance "
            "| montant ouvert | restant payer | solde restant du | reste ttc | solde ttc | "
            "montant restant ttc"
            " | montant du signe | du signe | solde ouvert | somme due | reste recevoir"
        ),
        likely=(
            "solde | reste | restant | montant du | total du | encours | balance | du | non regle "
            "| impaye | solde cloture | total echu | montant impaye | open | encaisser | recouvrer "
            "| regler | payer | recevoir"
        ),
        possible="creance | credit restant | solde client",
    ),
    Field.STATUS: Synonyms(
        sure=(
            "statut paiement | statut reglement | statut facture | etat facture | etat paiement | "
            "etat reglement | payment status | invoice status | ec status regle | status regle | "
            "situation reglement"
            " | regle o n | paye o n | regle oui non | paye oui non | solde o n"
        ),
        likely="statut | etat | status | state | regle | paye | paid",
        possible="solde | situation | reglement | paiement | encaisse | payment | suivi | ok",
    ),
    Field.LETTER: Synonyms(
        sure=(
            "lettrage | code lettrage | lettre lettrage | ecriture let | ec lettrage | let | "
            "matching | code let"
        ),
        likely="lettre | rapprochement | ec lettre | matching code",
        possible="l",
    ),
    Field.LETTERED_ON: Synonyms(
        sure="date lettrage | date let | date lettre | date rapprochement | matching date",
    ),
    Field.APPLIED_TO: Synonyms(
        sure=(
            "piece origine | facture origine | n facture origine | facture concernee | "
            "piece reglee | facture reglee | n facture reglee | n piece reglee | facture liee | "
            "piece liee | applied to | facture rattachement | facture associee | piece associee | "
            "n facture concernee | facture imputee | facture payee | n facture payee"
        ),
        likely="impute | imputation | facture avoir",
    ),
    Field.PAYMENT_MODE: Synonyms(
        sure=(
            "mode reglement | mode rgt | moyen paiement | mode paiement | moyen reglement | "
            "payment method | payment mode | type reglement | type paiement | n reglement"
        ),
        likely="mode",
        possible="reglement | paiement | modalite reglement | modalite paiement",
    ),
    Field.LABEL: Synonyms(
        sure=(
            "libelle | libelle ecriture | designation | description | objet | ecriture lib | "
            "ec intitule | libelle piece | objet facture | label | detail | prestation"
        ),
        possible="intitule",
    ),
    Field.REFERENCE: Synonyms(
        sure=(
            "votre ref | v ref | n commande | bon commande | ref commande | commande | po n | "
            "purchase order | ref affaire | n affaire | ref dossier | n bc | ref externe"
        ),
        likely="affaire | dossier | chantier | projet | n dossier",
        possible="ref | n piece | n contrat | contrat | ref piece",
    ),
    Field.COLLECTOR: Synonyms(
        sure=(
            "charge recouvrement | gestionnaire | responsable compte | suivi par | "
            "charge clientele | charge affaire | collector | account manager | "
            "email responsable compte | gestionnaire compte | charge compte | "
            "responsable recouvrement"
        ),
        likely="commercial | responsable | representant | vendeur | salesperson | nom commercial",
        possible="charge",
    ),
    Field.GROUP: Synonyms(
        sure="groupe client | groupe | customer group | groupe societe",
    ),
    Field.SERVICE: Synonyms(
        sure="service | departement | agence | etablissement | business unit | department",
        likely="activite | site | entite | bu",
    ),
    Field.ASSOCIATE: Synonyms(
        sure="personne associee | associe",
    ),
    Field.CAUSE: Synonyms(
        sure=(
            "cause | cause retard | motif retard | motif litige | raison impaye | cause impaye | "
            "motif impaye | statut cause | statut cause retard | statut recouvrement | "
            "cause retard paiement"
        ),
        likely="motif | raison",
        possible="statut | etat",
    ),
    Field.DISPUTE: Synonyms(
        sure="litige | en litige | dispute | contentieux | bloque | disputed | litige en cours",
    ),
    Field.PROMISE: Synonyms(
        sure=(
            "promesse | date promesse | promesse paiement | promesse reglement | promise date | "
            "promise to pay | date promesse paiement | date promesse reglement | "
            "date paiement promis | date promis"
        ),
    ),
    Field.COMMENT: Synonyms(
        sure=(
            "commentaire | remarque | observation | note | comment | annotation | info | "
            "information | memo | commentaire relance"
        ),
        likely="action",
    ),
    Field.REMINDER_1: Synonyms(
        sure=(
            "relance 1 | date relance 1 | 1 relance | premiere relance | 1ere relance | "
            "1re relance | rappel 1 | 1er rappel | premier rappel | reminder 1 | first reminder | "
            "relance n 1 | date 1ere relance | lettre relance 1"
        ),
        likely="r1",
    ),
    Field.REMINDER_2: Synonyms(
        sure=(
            "relance 2 | date relance 2 | 2 relance | deuxieme relance | 2eme relance | "
            "2e relance | seconde relance | rappel 2 | 2eme rappel | deuxieme rappel | reminder 2 "
            "| second reminder | relance n 2 | date 2eme relance | 2nde relance | "
            "lettre relance 2"
        ),
        likely="r2",
    ),
    Field.REMINDER_3: Synonyms(
        sure=(
            "relance 3 | date relance 3 | 3 relance | troisieme relance | 3eme relance | "
            "3e relance | rappel 3 | 3eme rappel | reminder 3 | third reminder | relance n 3 | "
            "date 3eme relance | derniere relance avant mise demeure | lettre relance 3"
        ),
        likely="r3",
    ),
    Field.REMINDER_4: Synonyms(
        sure=(
            "relance 4 | date relance 4 | mise demeure | date mise demeure | med | 4eme relance | "
            "4e relance | rappel 4 | reminder 4 | final notice | relance n 4 | "
            "lettre mise demeure"
        ),
        likely="r4",
    ),
    Field.REMINDER_LEVEL: Synonyms(
        sure=(
            "niveau relance | niveau rappel | ec rappel | nb relance | nombre relance | "
            "reminder level | dunning level | nb rappel"
        ),
        likely="niveau | relance | rappel | level",
    ),
    Field.REMINDER_DATE: Synonyms(
        sure=(
            "date derniere relance | derniere relance | date relance | ec date relance | "
            "date rappel | last contact date | last reminder | dernier rappel | "
            "date dernier rappel"
        ),
        likely="relance | rappel",
    ),
    Field.ADDRESS: Synonyms(
        sure=(
            "adresse | adresse 1 | adresse facturation | rue | voie | address | street | "
            "adresse postale | address 1 | adresse client | n rue | adresse ligne 1 | numero rue"
        ),
    ),
    Field.ADDRESS_2: Synonyms(
        sure="adresse 2 | complement adresse | complement | address 2 | adresse ligne 2",
    ),
    Field.POSTCODE: Synonyms(
        sure="code postal | cp | postal code | zip | zip code | postcode",
    ),
    Field.CITY: Synonyms(
        sure="ville | commune | city | localite | town",
    ),
    Field.COUNTRY: Synonyms(
        sure="pays | country",
    ),
    Field.EMAIL: Synonyms(
        sure=(
            "email | e mail | mail | courriel | adresse mail | adresse email | adresse e mail | "
            "email client | mail client | email contact | mail contact | mail compta | "
            "email comptabilite | email facturation | contact email | contact mail | "
            "courriel client"
        ),
    ),
    Field.PHONE: Synonyms(
        sure=(
            "telephone | portable | mobile | phone | n telephone | telephone contact | "
            "telephone fixe | telephone client | contact telephone | telephone portable | phone n"
        ),
    ),
    Field.CONTACT: Synonyms(
        sure=(
            "contact | interlocuteur | personne contact | nom contact | contact comptable | "
            "contact name | contact compta | contact client | contact facturation | "
            "nom interlocuteur"
        ),
        possible="responsable",
    ),
    Field.SIREN: Synonyms(
        sure="siren | siret | n siren | n siret | registration n | siren siret",
    ),
    Field.CATEGORY: Synonyms(
        sure=(
            "categorie client | type client | typologie | nature client | categorie tiers | "
            "customer type | typologie client"
        ),
        likely="categorie | category",
        possible="segment | type",
    ),
    Field.INSOLVENCY: Synonyms(
        sure=(
            "procedure collective | redressement judiciaire | bodacc | insolvency | procedure | "
            "rj lj | liquidation judiciaire"
        ),
        likely="redressement | liquidation | procedure judiciaire",
    ),
    Field.RISK: Synonyms(
        sure=(
            "risque client | niveau risque | classe risque | code risque | cotation risque | "
            "customer risk | risk level | risk class | risk rating | classe risque client | "
            "niveau risque client | categorie risque"
        ),
        likely="risque | risk",
    ),
    Field.CREDIT_LIMIT: Synonyms(
        sure=(
            "limite credit | encours autorise | plafond credit | credit limit | encours max | "
            "encours maximum | garantie | montant garanti | plafond encours | plafond"
        ),
    ),
}

# Understood, and nothing is read from them: they must not pass for something else.
WITHOUT_MEANING: Final = (
    "tva | montant tva | taux tva | total tva | jour retard | retard | nb jour retard | "
    "nombre jour retard | days past due | days overdue | days late | bucket | tranche | "
    "tranche age | penalite | montant penalite | interet retard | indemnite | "
    "indemnite forfaitaire | penalite retard | frais | total general | montant lettre | "
    "nb facture | nombre facture | tva intracom | n tva | date cloture | date validation | "
    "valid date | ecriture lib 2 | code tva | iban | bic | quantite | pu | prix unitaire | "
    "date extraction | date relevee | age | anciennete | aging | date naissance | date commande | "
    "date livraison | date debut | date fin | date arrete | taux | remise | delai moyen | "
    "jour depuis emission | date prochaine relance | prochaine relance | next reminder | "
    "date action | nom fichier | montant relance"
)
