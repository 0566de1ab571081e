"""Whether a report can follow her lists by formulas, and the references it then uses.

A report is live when nothing stands between the cells and the figures: true dates and numbers, one row per
piece, payments in a list of their own or in the row. Otherwise it holds values and says why.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

import numpy as np

from xladdin.model.cells import column_letter, quoted
from xladdin.model.problem import Severity
from xladdin.model.source_map import Field, ListRole

if TYPE_CHECKING:
    from collections.abc import Sequence

    from xladdin.ledger.ledger import Ledger
    from xladdin.model.source_map import ListSource, SourceMap

BUDGET: Final = 20_000_000
"""Source rows × formula cells that a spreadsheet recalculates without making her wait."""
SPARE_ROWS: Final = 200
"""Rows below her list that formulas see at least; beyond, she must refresh."""
_LAST_ROW: Final = 1_048_576
_HARMLESS: Final = frozenset({"echeance-absente", "emission-absente"})
"""Problems that formulas handle as the reader did."""
_READ_OTHERWISE: Final = (
    Field.INSTALMENT, Field.JOURNAL, Field.DEBIT, Field.CREDIT, Field.SIDE, Field.CURRENCY, Field.LETTER,
    Field.LETTERED_ON,
)  # fmt: skip
"""Columns of an invoice list that decide in ways formulas do not follow."""
_NEEDED_CLEAN: Final = (Field.ISSUED, Field.DUE, Field.AMOUNT, Field.REMAINING, Field.PAID, Field.PAID_ON)
_WILD: Final = frozenset("*?~")
_OPERATORS: Final = ("=", "<", ">")


class NotLiveError(Exception):
    """Why a report holds values; the message is one French clause, shown on the sheet."""


@dataclass(frozen=True, slots=True)
class ListRefs:
    """References into one list of hers."""

    source: ListSource

    def cell(self, field: Field, row: int) -> str:
        """``'Factures'!$D5``; ``""`` when the list has no such column."""
        column = self.source.columns.get(field)
        return f"{self._sheet()}${column_letter(column.column)}{row}" if column else ""

    def column(self, field: Field) -> str:
        """``'Factures'!$D$2:$D$248``: the list, and as many rows again for what she adds below."""
        letter = column_letter(self.source.columns[field].column)
        last = min(self.source.last_row + max(self.source.rows, SPARE_ROWS), _LAST_ROW)
        return f"{self._sheet()}${letter}${self.source.first_row}:${letter}${last}"

    def rows(self) -> range:
        """Data rows, first to last."""
        return range(self.source.first_row, self.source.last_row + 1)

    def has(self, field: Field) -> bool:
        """Whether the list has such a column."""
        return field in self.source.columns

    def _sheet(self) -> str:
        return f"{quoted(self.source.sheet)}!"


@dataclass(frozen=True, slots=True)
class LiveSource:
    """The lists that a live report follows.

    Attributes:
        as_of: reference of the « Arrêté au » cell.
        customer: the column that names the customer, in both lists.
        payments: None when payments stand in the invoice row, or nowhere.
    """

    as_of: str
    customer: Field
    invoices: ListRefs
    payments: ListRefs | None


def live_source(ledger: Ledger, source_map: SourceMap, as_of: str, formulas_per_customer: int) -> LiveSource:
    """The references for a live report.

    Args:
        as_of: reference of the as-of cell.
        formulas_per_customer: report cells per customer that sum over all rows.

    Raises:
        NotLiveError: the report must hold values.
    """
    invoices = _only_list(source_map, ListRole.INVOICES, "factures")
    payments = (
        _only_list(source_map, ListRole.PAYMENTS, "règlements") if source_map.of(ListRole.PAYMENTS) else None
    )
    if any(one.severity != Severity.INFO and one.code not in _HARMLESS for one in ledger.problems):
        raise NotLiveError("des anomalies sont à lever")
    if any(one.code not in _HARMLESS for one in ledger.problems):
        raise NotLiveError("des cellules ont été interprétées")
    if len(ledger.currencies_present()) > 1:
        raise NotLiveError("plusieurs devises")
    _check_columns(invoices, payments)
    customer = Field.CUSTOMER_CODE if Field.CUSTOMER_CODE in invoices.columns else Field.CUSTOMER_NAME
    if payments is not None and customer not in payments.columns:
        raise NotLiveError("les règlements ne nomment pas le client comme les factures")
    _check_keys(ledger, with_numbers=payments is not None or Field.APPLIED_TO in invoices.columns)
    rows = invoices.rows + (payments.rows if payments else 0)
    cells = rows * formulas_per_customer * len(ledger.customers)
    if cells + invoices.rows * rows > BUDGET:
        raise NotLiveError("trop de lignes pour des formules")
    return LiveSource(as_of, customer, ListRefs(invoices), ListRefs(payments) if payments else None)


def _only_list(source_map: SourceMap, role: ListRole, name: str) -> ListSource:
    lists = source_map.of(role)
    if len(lists) != 1:
        raise NotLiveError(f"plusieurs listes de {name}")
    one = lists[0]
    if one.rows != one.kept or one.last_row - one.first_row + 1 != one.rows:
        raise NotLiveError(f"la liste des {name} a des lignes qui n’en sont pas")
    return one


def _check_columns(invoices: ListSource, payments: ListSource | None) -> None:
    """Every column that counts is clean, and means what the formulas take it for."""
    if any(field in invoices.columns for field in _READ_OTHERWISE):
        raise NotLiveError("la liste se lit par compte, lettrage ou devise")
    if not invoices.columns.keys() & {Field.ISSUED, Field.DUE}:
        raise NotLiveError("aucune colonne de dates")
    if not invoices.columns.keys() & {Field.AMOUNT, Field.REMAINING}:
        raise NotLiveError("aucune colonne de montants")
    for one in (invoices, *([payments] if payments else ())):
        for field in _NEEDED_CLEAN:
            column = one.columns.get(field)
            if column is not None and not column.clean:
                raise NotLiveError(f"la colonne « {column.heading} » n’a pas que de vraies valeurs")
    in_row = invoices.columns.keys() & {Field.REMAINING, Field.PAID, Field.STATUS}
    if payments is not None:
        _check_payments(payments, told_twice=bool(in_row))
    elif in_row == {Field.STATUS}:
        raise NotLiveError("le règlement n’est connu que par un statut")


def _check_payments(payments: ListSource, *, told_twice: bool) -> None:
    if told_twice:
        raise NotLiveError("les règlements sont notés à deux endroits")
    if not payments.columns.keys() >= {Field.NUMBER, Field.PAID, Field.PAID_ON}:
        raise NotLiveError("les règlements n’ont pas pièce, date et montant")
    if payments.columns.keys() & {Field.LETTER, Field.KIND}:
        raise NotLiveError("les règlements se lisent par lettrage ou par type")


def _check_keys(ledger: Ledger, *, with_numbers: bool) -> None:
    """SUMIFS compares texts loosely: no wildcard, no operator, no two that it would take for one."""
    _check_texts([str(code) for code in ledger.customers.code], "client")
    if not with_numbers:
        return
    from_list = ledger.items.number != ""
    numbers = [str(number) for number in ledger.items.number[from_list]]
    if len(set(numbers)) != len(numbers):
        raise NotLiveError("un numéro de pièce sert deux fois")
    _check_texts(numbers, "pièce")
    undated = np.isnat(ledger.settlements.date)
    if undated.any():
        raise NotLiveError("des règlements sont sans date")


def _check_texts(texts: Sequence[str], what: str) -> None:
    seen: dict[object, str] = {}
    for text in texts:
        if set(text) & _WILD or text.startswith(_OPERATORS):
            raise NotLiveError(f"un nom de {what} contient * ? ~ = < ou >")
        try:
            key: object = float(text.replace(",", "."))
        except ValueError:
            key = text.casefold()
        if seen.setdefault(key, text) != text:
            raise NotLiveError(f"deux noms de {what} se confondent")
