"""Workbooks of many layouts for live sheets, and what somebody may type into them afterwards."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Literal

import openpyxl
from hypothesis import strategies as st

if TYPE_CHECKING:
    from pathlib import Path

Paid = Literal["list", "row", "row and list", "undated", "rest", "rest only", "date", "status", "nowhere"]
PAID: tuple[Paid, ...] = (
    "list", "row", "row and list", "undated", "rest", "rest only", "date", "status", "nowhere",
)  # fmt: skip
CUSTOMERS = (
    ("C1", "Dupont & Fils"), ("0012", "Éts <Nord>"), ("12", "Menuiserie Dup*"),
    ("C4", "=SUM(A1) SARL"), ("<5", "Mairie de Roissy"),
)  # fmt: skip
NUMBERS = ("F-001", "F-002", "F-003", "F-004", "F-0*5", "F-00?", "F-~07", "F-008", "F-009", "F-010")
NAMED = 8
"""So many of them are named by payments; the others may be bills, which formulas let nothing settle."""
FIRST, LAST = dt.date(2026, 1, 1), dt.date(2026, 9, 30)

days = st.dates(FIRST, LAST)
moments = days.map(lambda day: dt.datetime.combine(day, dt.time(23, 59, 3)))
cents = st.integers(1, 500_000)

Cells = dict[str, object]
"""By heading."""


@dataclass(frozen=True)
class Layout:
    """Which columns and lists a workbook has."""

    paid: Paid
    codes: bool
    kinds: bool
    due: bool
    collectors: bool

    @property
    def has_list(self) -> bool:
        return self.paid in {"list", "row and list"}

    def fields(self, row: Cells) -> Cells:
        """The cells of a row that this layout shows."""
        if "Montant" in row:
            return {
                heading: value for heading, value in row.items() if heading != "Code client" or self.codes
            }
        hidden = {
            "Code client": not self.codes,
            "Type": not self.kinds,
            "Pièce d’origine": not self.kinds,
            "Échéance": not self.due,
            "Chargé de recouvrement": not self.collectors,
            "Montant TTC": self.paid == "rest only",
            "Montant réglé": self.paid not in {"row", "row and list", "undated"},
            "Date de règlement": self.paid not in {"row", "row and list", "date"},
            "Reste dû": self.paid not in {"rest", "rest only"},
            "Statut": self.paid != "status",
        }
        return {heading: value for heading, value in row.items() if not hidden.get(heading)}


@dataclass(frozen=True)
class Made:
    """A workbook to write, and what is typed into it once its report sheets are there.

    Attributes:
        edits: sheet, row from 0, heading, value.
    """

    layout: Layout
    as_of: dt.date
    invoices: list[Cells]
    payments: list[Cells]
    edits: list[tuple[str, int, str, object]]
    new_as_of: dt.date

    def write(self, path: Path) -> None:
        book = openpyxl.Workbook()
        book.remove(book.worksheets[0])
        _fill(book.create_sheet("Factures"), [self.layout.fields(row) for row in self.invoices])
        if self.layout.has_list:
            _fill(book.create_sheet("Règlements"), [self.layout.fields(row) for row in self.payments])
        parameters = book.create_sheet("Paramètres")
        parameters["A1"], parameters["A2"], parameters["B2"] = "Paramètres", "Arrêté au", self.as_of
        book.save(path)

    def edit(self, book: Any) -> None:
        """Types the edits into a workbook that is open."""
        book["Paramètres"]["B2"].value = self.new_as_of
        for sheet, row, heading, value in self.edits:
            if sheet in book.sheetnames:
                headings = [cell.value for cell in book[sheet][1]]
                if heading in headings:
                    book[sheet].cell(row + 2, headings.index(heading) + 1).value = value


def _fill(sheet: Any, rows: list[Cells]) -> None:
    for column, heading in enumerate(rows[0], 1):
        sheet.cell(1, column).value = heading
        for row, cells in enumerate(rows, 2):
            cell = sheet.cell(row, column)
            cell.value = cells[heading]
            if isinstance(cells[heading], str):
                cell.data_type = "s"  # a customer called =SUM(A1) is a name


@st.composite
def _invoice(draw: st.DrawFn, number: str) -> Cells:
    code, name = draw(st.sampled_from(CUSTOMERS))
    issued = draw(days | moments)
    amount = draw(cents)
    kinds = ["EFFET", "FRAIS"] if number in NUMBERS[NAMED:] else ["FACTURE"] * 4 + ["AVOIR", "AVOIR", "FRAIS"]
    kind = draw(st.sampled_from(kinds))
    paid = draw(st.sampled_from([None, 0, amount, amount // 2, amount + 500]))
    return {
        "N° facture": number,
        "Type": kind,
        "Date facture": issued,
        "Échéance": draw(st.none() | st.integers(0, 120).map(lambda days: issued + dt.timedelta(days=days))),
        "Code client": code,
        "Client": name,
        "Montant TTC": (-amount if kind == "AVOIR" else amount) / 100,
        "Pièce d’origine": draw(st.none() | st.sampled_from(NUMBERS[:4]))
        if kind in {"AVOIR", "EFFET"}
        else None,
        "Montant réglé": None if paid is None else paid / 100,
        "Date de règlement": draw(st.none() | days) if paid else None,
        "Reste dû": draw(st.sampled_from([amount, 0, amount // 3, -250])) / 100,
        "Statut": draw(st.sampled_from(["Réglé", "En Cours", "Non réglé"])),
        "Chargé de recouvrement": draw(st.sampled_from(["Anne", "Paul", None])),
    }


@st.composite
def _payment(draw: st.DrawFn) -> Cells:
    code, name = draw(st.sampled_from(CUSTOMERS[:3]))
    date = draw(st.none() | days | days)
    lettered = draw(st.none() | st.integers(0, 40))
    return {
        "Date de règlement": date,
        "Code client": code,
        "Client": name,
        "N° facture": draw(st.none() | st.sampled_from((*NUMBERS[:NAMED], "F-999"))),
        "Montant": draw(cents) / 100 * draw(st.sampled_from([1, 1, 1, -1])),
        "Date de lettrage": None if lettered is None or date is None else date + dt.timedelta(days=lettered),
    }


@st.composite
def _edit(draw: st.DrawFn, invoices: int, payments: int) -> tuple[str, int, str, object]:
    on_invoice = st.tuples(
        st.just("Factures"),
        st.integers(0, invoices - 1),
        st.one_of(
            st.tuples(
                st.sampled_from(["Montant TTC", "Reste dû", "Montant réglé"]),
                cents.map(lambda one: one / 100),
            ),
            st.tuples(st.sampled_from(["Échéance", "Date facture"]), days | moments),
            st.tuples(st.just("Date de règlement"), st.none() | days),
            st.tuples(st.just("Statut"), st.sampled_from(["Réglé", "En Cours"])),
            st.tuples(st.just("Échéance"), st.none()),
        ),
    )
    on_payment = st.tuples(
        st.just("Règlements"),
        st.integers(0, payments - 1),
        st.one_of(
            st.tuples(st.just("Montant"), cents.map(lambda one: one / 100)),
            st.tuples(st.just("Date de règlement"), st.none() | days),
            st.tuples(st.just("N° facture"), st.none() | st.sampled_from(NUMBERS[:4])),
            st.tuples(st.just("Date de lettrage"), st.none() | days),
        ),
    )
    sheet, row, (heading, value) = draw(on_invoice | on_payment)
    return sheet, row, heading, value


@st.composite
def made_workbooks(draw: st.DrawFn, paid: Paid) -> Made:
    """Workbooks that say in one way what was paid."""
    layout = Layout(paid, *(draw(st.booleans()) for _ in range(4)))
    count = draw(st.integers(4, len(NUMBERS)))
    invoices = [draw(_invoice(number)) for number in NUMBERS[:count]]
    payments = draw(st.lists(_payment(), min_size=3, max_size=7))
    edits = draw(st.lists(_edit(count, len(payments)), min_size=1, max_size=5))
    return Made(layout, draw(days), invoices, payments, edits, draw(days))
