"""Sheet « Clients », added to a workbook that has no customer list: who they are, the rest to fill in.

It is written once; from then on its cells are hers.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from xladdin.model.field_labels import FIELD_LABELS
from xladdin.model.marks import CUSTOMERS
from xladdin.model.sheet_plan import Area, Block, Cell, Page, SheetPlan, Style, Validation
from xladdin.model.source_map import ColumnSource, Field, ListRole, ListSource
from xladdin.sheets import layout

if TYPE_CHECKING:
    from xladdin.ledger.schema import Customers

MARK: Final = CUSTOMERS
NAME: Final = "Clients"

_DETAILS: Final[dict[Field, float]] = {
    Field.ADDRESS: 28, Field.POSTCODE: 12, Field.CITY: 18, Field.CONTACT: 20, Field.EMAIL: 34,
    Field.PHONE: 16, Field.SIREN: 14, Field.TERMS: 22, Field.PAYMENT_MODE: 18, Field.COLLECTOR: 22,
    Field.GROUP: 16, Field.CATEGORY: 15, Field.RISK: 14, Field.INSOLVENCY: 22,
}  # fmt: skip
"""Columns to fill in, with their widths."""
_CHARGE: Final = FIELD_LABELS[Field.COLLECTOR]
RISKS: Final = ("Faible", "Moyen", "Élevé", "Insolvable")
"""What is offered as « Risque client »; any other word may be typed."""
_CHOICES: Final[dict[Field, tuple[tuple[str, ...], str]]] = {
    Field.CATEGORY: (("professionnel", "public", "consommateur"), "Décide des pénalités applicables."),
    Field.PAYMENT_MODE: (
        ("Virement", "Prélèvement", "Chèque", "LCR", "Carte", "Espèces"),
        "Un client en prélèvement n’est pas relancé.",
    ),
    Field.RISK: (RISKS, "Peut décider du scénario de relance : voir la feuille Scénarios."),
    Field.INSOLVENCY: (
        ("Sauvegarde", "Redressement judiciaire", "Liquidation judiciaire"),
        "Renseignée : ni relance ni pénalités, la créance se déclare.",
    ),
}
_SPARE_ROWS: Final = 500
"""Drop-down lists reach this far below the last customer."""


def customers_plan(customers: Customers) -> SheetPlan:
    """Code, name and what the invoices said of each customer; codes are what the invoices are joined by."""
    headings = ("Code Client", "Nom Client", *(FIELD_LABELS[field] for field in _DETAILS))
    cells = {(1, column): Cell(heading, Style.HEADING) for column, heading in enumerate(headings, 1)}
    columns = (customers.code, customers.name, *(customers.text(field.value) for field in _DETAILS))
    for column, values in enumerate(columns, 1):
        style = Style.TEXT if column <= 2 else Style.INPUT  # noqa: PLR2004 - code and name
        filled = layout.column((str(value) or None for value in values), style)
        cells |= {(row, column): cell for row, cell in enumerate(filled, 2)}
    block = Block(1, len(customers) + 1, len(headings), key_columns=(1,))
    return SheetPlan(
        name=NAME,
        mark=MARK,
        cells=cells,
        widths=(13.0, 30.0, *_DETAILS.values()),
        heights={1: 32},
        freeze=(1, 2),
        block=block,
        filter=block.area(),
        validations=tuple(
            Validation(
                Area(2, column, block.last_row + _SPARE_ROWS, column),
                "list",
                choices,
                FIELD_LABELS[field],
                note,
            )
            for column, field in enumerate(_DETAILS, 3)
            if field in _CHOICES
            for choices, note in [_CHOICES[field]]
        ),
        page=Page(repeated_rows=(1, 1), repeated_columns=(1, 2), across=2),
    )


def list_of(plan: SheetPlan) -> ListSource:
    """The list that ``customers_plan`` will be in the workbook, as far as live sheets follow it."""
    first, last = 2, max(row for row, _ in plan.cells)
    column = next(place for (row, place), cell in plan.cells.items() if row == 1 and cell.value == _CHARGE)
    charges = [plan.cells[row, column].value or "" for row in range(first, last + 1)]
    return ListSource(
        role=ListRole.CUSTOMERS,
        sheet=plan.name,
        header_row=1,
        first_row=first,
        last_row=last,
        columns={Field.COLLECTOR: ColumnSource(column, _CHARGE, "", confidence=1.0)},
        rows=len(charges),
        kept=len(charges),
        cells={Field.COLLECTOR: charges},
    )
