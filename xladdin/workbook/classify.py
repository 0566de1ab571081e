"""What one block of a sheet is: invoices, payments, customers, or nothing that is read, and why."""

from __future__ import annotations

import math
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Final

from xladdin.model.source_map import Field, ListRole
from xladdin.workbook.columns import ColumnMap, as_payments, map_columns
from xladdin.workbook.headings import SUPPLIER_WORDS, heading_words, is_bucket, names_suppliers
from xladdin.workbook.profile import cell_text, profile
from xladdin.workbook.regions import Region

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from xladdin.workbook.grid import Grid

MONEY: Final = (Field.AMOUNT, Field.REMAINING, Field.DEBIT, Field.AMOUNT_NET)
_CUSTOMER = (Field.CUSTOMER_CODE, Field.CUSTOMER_NAME)
_DATES = (Field.ISSUED, Field.DUE)
_CUSTOMER_FACTS = (
    Field.ADDRESS, Field.EMAIL, Field.PHONE, Field.POSTCODE, Field.CITY, Field.CONTACT, Field.SIREN,
    Field.TERMS, Field.CATEGORY, Field.CREDIT_LIMIT, Field.COLLECTOR, Field.GROUP, Field.INSOLVENCY,
    Field.PAYMENT_MODE, Field.SERVICE, Field.ASSOCIATE, Field.RISK,
)  # fmt: skip
_PAYMENT_NAMES = frozenset((
    "reglement", "paiement", "encaissement", "virement", "payment", "receipt", "banque", "versement",
    "tresorerie", "rejet",
))  # fmt: skip
_INVOICE_NAMES = frozenset((
    "facture", "creance", "client", "vente", "invoice", "receivable", "open", "encours", "ecriture",
    "livre", "journal", "facturation", "sale",
))  # fmt: skip
_OTHER_NAMES = frozenset((
    "suivi", "relance", "archive", "ancien", "copie", "backup", "sauvegarde", "modele", "exemple",
    "test", "synthese",
))  # fmt: skip
_CREDIT_NOTE_NAMES = (frozenset(["avoir"]), frozenset(["credit", "note"]))
_BOTH_NAMES = frozenset(["facture", "facturation", "invoice", "creance"])
_LONGEST_TITLE: Final = 4
_QUOTE_NAMES = frozenset(["devis", "commande", "proforma", "quote", "order"])
_ASIDE_NAMES = frozenset(["copie", "backup", "sauvegarde", "ancien", "modele", "exemple", "test"])
_CLEAR: Final = 9
"""How telling a reason is that needs no list of what is missing."""
_TITLE_ROWS: Final = 3
_LEAST_BUCKETS: Final = 3
_COPY_SHARE: Final = 0.5


@dataclass(frozen=True)
class FoundList:
    """A list with its role and the meaning of its columns."""

    role: ListRole
    region: Region
    columns: ColumnMap
    why: str
    score: float = 0.0

    @property
    def sheet(self) -> str:
        """Name of the sheet."""
        return self.region.grid.sheet

    @property
    def is_aside(self) -> bool:
        """The sheet's name says that it is a copy, a model or an extract: never read beside another list."""
        return bool(_stems(heading_words(self.sheet)) & _ASIDE_NAMES)

    @property
    def holds_credit_notes(self) -> bool:
        """The nearest name says « avoirs » and not « factures »: title, table, sheet or number heading."""
        number = self.columns.fields.get(Field.NUMBER)
        title = heading_words(_title(self.region))
        named = (
            title if len(title) <= _LONGEST_TITLE else frozenset[str](),
            heading_words(self.region.table or ""),
            heading_words(self.sheet),
            heading_words(number.heading if number else ""),
        )
        telling = (_stems(words) for words in named if _stems(words) & {*_BOTH_NAMES, "avoir", "credit"})
        nearest = next(telling, frozenset[str]())
        return any(names <= nearest for names in _CREDIT_NOTE_NAMES) and not nearest & _BOTH_NAMES


def classify(region: Region) -> FoundList | tuple[str, int]:
    """The list that a region is, or why it is none and how close it came."""
    title = _title(region)
    owed_to_others = _not_receivables(region, title)
    if owed_to_others:
        return owed_to_others, _CLEAR
    columns = map_columns(region)
    fields = columns.fields
    money = [one for one in MONEY if one in fields]
    evidence = [
        Field.NUMBER in fields,
        any(one in fields for one in _CUSTOMER),
        any(one in fields for one in _DATES),
    ]
    if _is_payment_list(region, title, columns):
        return FoundList(ListRole.PAYMENTS, region, as_payments(columns), "liste de règlements")
    buckets = sum(map(is_bucket, region.headings))
    if money and sum(evidence) >= 2 and not (buckets >= _LEAST_BUCKETS and not evidence[0]):  # noqa: PLR2004
        score = invoice_score(region, title, columns)
        return FoundList(ListRole.INVOICES, region, columns, _why(columns), score)
    facts = [one for one in _CUSTOMER_FACTS if one in fields]
    if evidence[1] and facts and not evidence[0] and not evidence[2]:
        return FoundList(ListRole.CUSTOMERS, region, columns, "liste de clients")
    if buckets >= _LEAST_BUCKETS:
        return "rapport par tranches d’âge (balance âgée)", _CLEAR
    return _lacking(bool(money), evidence)


def _not_receivables(region: Region, title: str) -> str:
    """Why a list that may look like invoices is nothing that customers owe; ``""`` when it may be."""
    headings_say = any(heading_words(heading) & SUPPLIER_WORDS for heading in region.headings)
    if headings_say or names_suppliers(region.grid.sheet) or names_suppliers(title):
        return "liste de fournisseurs ou d’achats"
    return "devis ou commandes" if _names_quotes(region.grid.sheet, title, region.headings) else ""


def _names_quotes(sheet: str, title: str, headings: Sequence[str]) -> bool:
    """Quotes and orders look like invoices and are owed by nobody."""
    named = heading_words(sheet) | heading_words(title)
    numbered = any({"n", word} == heading_words(heading) for heading in headings[:1] for word in _QUOTE_NAMES)
    return numbered or bool(named & _QUOTE_NAMES and not named & _INVOICE_NAMES)


def _is_payment_list(region: Region, title: str, columns: ColumnMap) -> bool:
    fields = columns.fields
    named = heading_words(title) | heading_words(region.grid.sheet) | heading_words(region.table or "")
    money = any(one in fields for one in (Field.PAID, *MONEY))
    dated = Field.PAID_ON in fields or Field.ISSUED in fields
    joined = Field.NUMBER in fields or Field.APPLIED_TO in fields or any(one in fields for one in _CUSTOMER)
    if not (money and dated and joined) or Field.DUE in fields:
        return False
    only_paid = Field.PAID in fields and not any(one in fields for one in MONEY)
    return _name_payments(named) or only_paid or _is_cash_book(columns)


def _name_payments(words: Iterable[str]) -> bool:
    stems = _stems(words)
    return bool(_PAYMENT_NAMES & stems) and not _INVOICE_NAMES & stems


def _is_cash_book(columns: ColumnMap) -> bool:
    """Who paid how much, when and how, without a word on the piece: nothing else looks like that."""
    fields = columns.fields
    pieces = {Field.NUMBER, *_DATES, Field.REMAINING, *_CUSTOMER_FACTS} - {Field.PAYMENT_MODE}
    return {Field.PAID_ON, Field.PAYMENT_MODE} <= fields.keys() and not pieces & fields.keys()


def payments_of(found: FoundList, invoices: FoundList) -> FoundList | None:
    """The list read as payments of a better list of invoices; None when it has pieces of its own.

    A sheet « Factures » may hold its payments too, with the headings « Date règlement, N° facture, Client,
    Montant ». Invoices that were paid long ago may stand under the same headings, so either the title says
    what they are, or most numbers come back.
    """
    fields = found.columns.fields
    if found is invoices or not fields.keys().isdisjoint((Field.DUE, Field.KIND, Field.REMAINING)):
        return None
    repeated = repeats(found, (invoices,))
    named = _name_payments(heading_words(_title(found.region)) | heading_words(found.region.table or ""))
    dated = Field.PAID_ON in fields and Field.ISSUED not in fields
    if not ((dated and (named or repeated)) or (named and repeated and Field.ISSUED in fields)):
        return None
    columns = as_payments(found.columns)
    return replace(found, role=ListRole.PAYMENTS, columns=columns, why="règlements des factures de la liste")


def repeats(found: FoundList, others: Iterable[FoundList]) -> bool:
    """Most piece numbers are already in other lists."""
    own = _numbers(found)
    known: set[str] = set().union(*(_numbers(other) for other in others))
    return bool(own) and len(own & known) > len(own) * _COPY_SHARE


def _numbers(found: FoundList) -> set[str]:
    source = found.columns.fields.get(Field.NUMBER)
    if source is None:
        return set()
    return {cell_text(cell).strip() for cell in found.region.cells(source.column)} - {""}


def _stems(words: Iterable[str]) -> frozenset[str]:
    """Words as they are and without the ``t`` or ``tbl`` that table names start with."""
    return frozenset(
        part for word in words for part in (word, word.removeprefix("tbl"), word.removeprefix("t"))
    )


def invoice_score(region: Region, title: str, columns: ColumnMap) -> float:
    """How good an invoice list is: what it has, how sure that is, its size and the name of its sheet."""
    fields = columns.fields
    named = _stems(
        heading_words(region.grid.sheet) | heading_words(title) | heading_words(region.table or "")
    )
    essential = (Field.NUMBER, Field.ISSUED, Field.DUE, Field.AMOUNT, Field.DEBIT, Field.CUSTOMER_NAME)
    score = sum(fields[one].confidence for one in essential if one in fields) + 0.2 * len(fields)
    score += 0.5 * math.log10(region.size + 1)
    score += 1.0 * bool(named & _INVOICE_NAMES) - 3.0 * bool(named & _OTHER_NAMES)
    score -= 1.0 * (region.grid.state != "visible")
    score -= 1.0 * (Field.AMOUNT_NET in fields and Field.AMOUNT not in fields)
    return score


def _why(columns: ColumnMap) -> str:
    seen = [source.heading for source in columns.fields.values() if source.heading]
    return f"{len(seen)} intitulés reconnus : {', '.join(seen)}"


def _lacking(money: bool, evidence: Sequence[bool]) -> tuple[str, int]:
    names = ("le numéro de pièce", "le client", "la date de facture ou l’échéance")
    missing = ([] if money else ["le montant"]) + [
        name for name, there in zip(names, evidence, strict=True) if not there
    ]
    return f"il manque {_listed(missing)}", money + sum(evidence)


def without_headings(grid: Grid) -> str:
    """Why a sheet without headings is no list, and whether its cells look like invoices all the same."""
    whole = Region(
        grid, (), grid.first_row, grid.last_row, tuple(range(grid.first_column, grid.last_column + 1)), ()
    )
    seen = [profile(whole.sample(column)) for column in whole.columns]
    amounts = any(one.amount > 0.5 and one.date < 0.5 for one in seen)  # noqa: PLR2004
    dates = any(one.date > 0.5 for one in seen)  # noqa: PLR2004
    if amounts and dates:
        return "des dates et des montants, mais pas de ligne d’intitulés"
    return "aucune ligne d’intitulés reconnue"


def _title(region: Region) -> str:
    """What stands just above the headings."""
    if not region.header_rows:
        return ""
    first = region.header_rows[0]
    cells = (
        region.grid.cell(row, column)
        for row in range(first - _TITLE_ROWS, first)
        for column in region.columns
        if row >= region.grid.first_row
    )
    return " ".join(cell for cell in cells if isinstance(cell, str) and cell)


def _listed(names: Sequence[str]) -> str:
    return names[0] if len(names) == 1 else f"{', '.join(names[:-1])} et {names[-1]}"
