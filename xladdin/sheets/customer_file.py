"""Sheet « Fiche client »: one customer on one page, made on demand."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from xladdin.model.sheet_plan import Block, Cell, Page, SheetPlan, Style
from xladdin.model.text import fold
from xladdin.model.wording import KIND_LABELS, french_date
from xladdin.reports.customer_file import contact_lines
from xladdin.sheets import layout

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from xladdin.reports.customer_file import CustomerFile, OpenItem

MARK: Final = "fiche"
NAME: Final = "Fiche"

_ITEM_COLUMNS: Final = (
    "Numéro de Pièce", "Type", "Date d’Écriture", "Échéance", "Montant", "Reste dû", "Retard (jours)",
    "Promesse", "Commentaire",
)  # fmt: skip
_WIDTHS: Final = (24.0, 13.0, 14.0, 14.0, 14.0, 14.0, 14.0, 14.0, 40.0)
_LONGEST_NAME: Final = 31
_NOT_IN_NAMES: Final = str.maketrans(dict.fromkeys("[]:*?/\\'", " "))


def customer_file_plan(file: CustomerFile) -> SheetPlan:
    """The fiche as a sheet: contacts, ageing, open pieces, reminders, notes; one sheet per customer."""
    sheet = _Stack()
    sheet.put((Cell(file.name, Style.TITLE),))
    sheet.put((Cell(f"Arrêté au {french_date(file.as_of)} (valeurs figées)", Style.LABEL),))
    sheet.put((Cell(f"Fiche client {file.code}. Montants dans la devise indiquée.", Style.NOTE),))
    for label, text in contact_lines(file):
        sheet.put((Cell(label, Style.LABEL), Cell(text), Cell(), Cell()))

    sheet.skip()
    columns = next(iter(file.ageing.values()), {})
    ageing_row = sheet.headings(("Balance âgée", *columns))
    for currency, amounts in file.ageing.items():
        sheet.put((Cell(currency), *(Cell(layout.units(cents), Style.AMOUNT) for cents in amounts.values())))

    sheet.skip()
    header_row = sheet.headings(_ITEM_COLUMNS)
    for item in file.open_items:
        sheet.put(_item(item))
    last_row = sheet.row

    if file.reminders:
        sheet.skip()
        sheet.headings(("Relances envoyées", "Rang", "Date"))
        for sent in file.reminders:
            sheet.put(
                (Cell(sent.number), Cell(f"Relance {sent.rank}", Style.CENTRE), Cell(sent.date, Style.DATE))
            )
    if file.notes:
        sheet.skip()
        sheet.headings(("Notes", ""))
        for note in file.notes:
            sheet.put((Cell(note.number), Cell(note.text)))
    return SheetPlan(
        name=sheet_name(file.code),
        mark=f"{MARK}_{fold(file.code).replace(' ', '_')}",
        cells=sheet.cells,
        widths=_WIDTHS,
        heights={1: layout.HEIGHTS[1], ageing_row: layout.HEIGHTS[layout.HEADER_ROW]},
        block=Block(
            header_row, last_row, len(_ITEM_COLUMNS), key_columns=(1, 4), footer_rows=sheet.row - last_row
        ),
        page=Page(one_page=True),
    )


def sheet_name(code: str) -> str:
    """``Fiche DUPONT``, without what Excel refuses in a tab, 31 characters at most."""
    return " ".join(f"{NAME} {code.translate(_NOT_IN_NAMES)}".split())[:_LONGEST_NAME].rstrip()


class _Stack:
    """Lines put one under the other."""

    def __init__(self) -> None:
        self.cells: dict[tuple[int, int], Cell] = {}
        self.row = 0

    def put(self, cells: Iterable[Cell]) -> None:
        self.row += 1
        self.cells |= layout.line(self.row, cells)

    def skip(self) -> None:
        self.row += 1

    def headings(self, labels: Sequence[str]) -> int:
        """A line of headings; returns its row."""
        self.put(Cell(label, Style.HEADING) for label in labels)
        return self.row


def _item(item: OpenItem) -> tuple[Cell, ...]:
    return (
        Cell(item.number),
        Cell(KIND_LABELS[item.kind], Style.CENTRE),
        Cell(item.issued, Style.DATE),
        Cell(item.due, Style.DATE),
        Cell(layout.units(item.amount), Style.AMOUNT),
        Cell(layout.units(item.outstanding), Style.AMOUNT),
        Cell(None if item.days_late is None else max(item.days_late, 0), Style.INTEGER),
        Cell(item.promise, Style.DATE),
        Cell(item.comment),
    )
