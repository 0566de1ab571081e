"""The sheet Dossiers: its rows to records, faults with the address of their cell."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from xladdin.dunning.case_record import CaseRecord
from xladdin.dunning.sheet_row import EMPTY, RowReader
from xladdin.errors import ArgumentError
from xladdin.ledger.find_customer import find_customer
from xladdin.model.cells import address
from xladdin.model.problem import problem

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterable, Iterator

    from xladdin.dunning.sheet_row import SheetRow
    from xladdin.ledger.schema import Customers
    from xladdin.model.problem import Problem

NUMBER: Final = "Numéro"
CUSTOMER: Final = "Code Client"
NAME: Final = "Nom Client"
STATE: Final = "État"
OPENED: Final = "Ouverture"
REASON: Final = "Motif"
COLLECTOR: Final = "Chargé"
SCENARIO: Final = "Scénario"
STEP: Final = "Étape atteinte"
STEP_ON: Final = "Atteinte le"
NEXT: Final = "Prochaine intervention"
NEXT_ON: Final = "Prévue le"
CURRENCY: Final = "Devise"
OUTSTANDING: Final = "Reste dû"
CHARGES: Final = "Pénalités et frais"
RISK: Final = "Risque"
LOSS: Final = "% Perte"
PROVISION: Final = "Provision"
CONTACT: Final = "Contact"
PHONE: Final = "Téléphone"
OTHER_CONTACTS: Final = "Autres contacts"
CLOSED: Final = "Clôture"
NOTES: Final = "Notes"

CASE_HEADINGS: Final = (
    NUMBER, CUSTOMER, NAME, STATE, OPENED, REASON, STEP, NEXT, NEXT_ON, CURRENCY, OUTSTANDING, CHARGES, LOSS,
    PROVISION, COLLECTOR, SCENARIO, STEP_ON, RISK, CONTACT, PHONE, OTHER_CONTACTS, CLOSED, NOTES,
)  # fmt: skip
_HERS: Final = (NUMBER, CUSTOMER, OPENED, REASON, COLLECTOR, CONTACT, OTHER_CONTACTS, CLOSED, NOTES)
"""What stands in a row although nothing is computed for it."""


def read_cases(rows: Iterable[SheetRow]) -> tuple[tuple[CaseRecord, ...], tuple[Problem, ...]]:
    """Records in the order of the sheet, and the faults; a row with a fault stays, its cell as it is.

    A number that stands twice is the first row's; the other is numbered anew.

    Args:
        rows: keyed by ``CASE_HEADINGS``; those in which nothing of hers stands are passed over.
    """
    records: list[CaseRecord] = []
    problems: list[Problem] = []
    numbers: set[str] = set()
    for row in rows:
        if not any(row.text(heading) for heading in _HERS):
            continue
        cells = RowReader(row)
        number = cells.text(NUMBER)
        if number in numbers:
            cells.complain("dossier-numero-double", NUMBER, number=number)
            number = ""
        numbers |= {number} - {""}
        unread: dict[str, str] = {}
        records.append(
            CaseRecord(
                number=number,
                customer=cells.text(CUSTOMER),
                currency=cells.text(CURRENCY).upper(),
                opened=_date(cells, OPENED, unread),
                reason=cells.text(REASON),
                collector=cells.text(COLLECTOR),
                contact=cells.text(CONTACT),
                other_contacts=cells.text(OTHER_CONTACTS),
                closed=_date(cells, CLOSED, unread),
                notes=cells.text(NOTES),
                unread=unread,
                cell=(row.sheet, address(row.row, row.columns.get(CUSTOMER, 1))),
            )
        )
        problems += cells.problems
    return tuple(records), tuple(problems)


def _date(cells: RowReader, heading: str, unread: dict[str, str]) -> dt.date | None:
    date = cells.date(heading)
    if date is None and cells.text(heading):
        unread[heading] = cells.text(heading)
    return date


def unknown_customers(records: Iterable[CaseRecord], customers: Customers) -> Iterator[Problem]:
    """Rows of the sheet whose customer is in none of the lists."""
    for record in records:
        try:
            find_customer(customers, record.customer)
        except ArgumentError:
            sheet, cell = record.cell
            yield problem("dossier-client-inconnu", sheet=sheet, cell=cell, customer=record.customer or EMPTY)
