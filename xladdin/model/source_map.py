"""Where each figure came from: the lists that were read, their columns and why each was chosen."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence


class Field(StrEnum):
    """What a column of a list may hold. Values are stable: ``verifier --json`` prints them."""

    NUMBER = "number"
    INSTALMENT = "instalment"
    KIND = "kind"
    JOURNAL = "journal"
    ACCOUNT = "account"
    CUSTOMER_CODE = "customer_code"
    CUSTOMER_NAME = "customer_name"
    ISSUED = "issued"
    DUE = "due"
    TERMS = "terms"
    AMOUNT = "amount"
    AMOUNT_NET = "amount_net"
    DEBIT = "debit"
    CREDIT = "credit"
    SIDE = "side"
    CURRENCY = "currency"
    PAID = "paid"
    PAID_ON = "paid_on"
    REMAINING = "remaining"
    STATUS = "status"
    LETTER = "letter"
    LETTERED_ON = "lettered_on"
    APPLIED_TO = "applied_to"
    PAYMENT_MODE = "payment_mode"
    LABEL = "label"
    REFERENCE = "reference"
    COLLECTOR = "collector"
    GROUP = "group"
    SERVICE = "service"
    ASSOCIATE = "associate"
    CAUSE = "cause"
    DISPUTE = "dispute"
    PROMISE = "promise"
    COMMENT = "comment"
    REMINDER_1 = "reminder_1"
    REMINDER_2 = "reminder_2"
    REMINDER_3 = "reminder_3"
    REMINDER_4 = "reminder_4"
    REMINDER_LEVEL = "reminder_level"
    REMINDER_DATE = "reminder_date"
    ADDRESS = "address"
    ADDRESS_2 = "address_2"
    POSTCODE = "postcode"
    CITY = "city"
    COUNTRY = "country"
    EMAIL = "email"
    PHONE = "phone"
    CONTACT = "contact"
    SIREN = "siren"
    CATEGORY = "category"
    INSOLVENCY = "insolvency"
    CREDIT_LIMIT = "credit_limit"
    RISK = "risk"


class ListRole(StrEnum):
    """What a list is for."""

    INVOICES = "invoices"
    PAYMENTS = "payments"
    CUSTOMERS = "customers"


@dataclass(frozen=True, slots=True)
class ColumnSource:
    """One recognised column.

    Args:
        column: 1-based position in the sheet.
        heading: as the user wrote it, lines joined by a space.
        why: one French sentence that says why it was chosen.
        confidence: 0 to 1; 1 when the user's own mapping says so.
        clean: every cell is a true date, number or text of the right type, so that a formula can
            use the column as it is.
    """

    column: int
    heading: str
    why: str
    confidence: float
    clean: bool = True


@dataclass(frozen=True, slots=True)
class ListSource:
    """One list: its place, its columns, its counts.

    Args:
        header_row: 1-based row of the (last line of the) headings; 0 when there are none.
        first_row: first data row, inclusive.
        last_row: last data row, inclusive.
        rows: rows looked at between the two.
        kept: rows that became items, settlements or customers.
        table: name of the Excel table that holds the list, if any.
        cells: as they stand from ``first_row`` to ``last_row``, by field; only of a list short enough for
            formulas to follow it.
        statuses: what each status text of such a list means: 0 open, 1 partly paid, 2 paid, -1 not known.
        room: blank rows under the list, as far as formulas look ahead for what she adds.
        numbers_elsewhere: numbers in the amount column outside the list and that room.
        unread: columns that nothing was read from, as (1-based column, heading).
    """

    role: ListRole
    sheet: str
    header_row: int
    first_row: int
    last_row: int
    columns: Mapping[Field, ColumnSource]
    rows: int
    kept: int
    table: str | None = None
    why: str = ""
    cells: Mapping[Field, Sequence[object]] = field(default_factory=dict)
    statuses: Mapping[str, int] = field(default_factory=dict)
    room: int = 0
    numbers_elsewhere: int = 0
    unread: tuple[tuple[int, str], ...] = ()


@dataclass(frozen=True, slots=True)
class SourceMap:
    """Every list that fed the ledger, invoice lists first."""

    lists: tuple[ListSource, ...] = ()
    date_1904: bool = False
    other_sheets: Mapping[str, str] = field(default_factory=dict)
    """Sheets that were passed over, with the reason in French."""
    parameters_sheet: str = ""
    """Name of the sheet Paramètres; ``""`` when the workbook has none."""
    as_of_cell: str = ""
    """A1 address of « Arrêté au » in that sheet; ``""`` when it has no such line."""
    as_of_clean: bool = True
    """That cell holds a true date, or nothing."""
    deleted: frozenset[str] = frozenset()
    """Marks of the sheets of ours that the user deleted."""
    sender_cells: Mapping[str, str] = field(default_factory=dict)
    """A1 address in Paramètres by field of ``Sender``; a line that the sheet lacks is absent."""

    def of(self, role: ListRole) -> tuple[ListSource, ...]:
        """The lists of one role, in reading order."""
        return tuple(source for source in self.lists if source.role == role)
