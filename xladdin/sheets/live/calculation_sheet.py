"""The hidden sheet of row formulas being drawn: words on the left, one row per invoice and payment."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from xladdin.model.cells import quoted
from xladdin.model.sheet_plan import Cell, SheetPlan, Style
from xladdin.model.source_map import Field
from xladdin.sheets.live.followed_list import NO_DATE_BELOW, FollowedList
from xladdin.sheets.live.grid import FormulaGrid, Rows
from xladdin.sheets.live.item_formulas import STRETCH as ITEMS
from xladdin.sheets.live.item_formulas import Month, add_item_formulas, add_item_reads
from xladdin.sheets.live.payment_rows import STRETCH as PAYMENTS
from xladdin.sheets.live.payment_rows import PaymentRows, add_payment_formulas, add_payment_reads

if TYPE_CHECKING:
    from collections.abc import Iterator

    from xladdin.sheets.live.item_values import ItemValues
    from xladdin.sheets.live.lookup import Lookup

MARK: Final = "calcul"
NAME: Final = "Calculs xladdin"
AS_OF, BEFORE, MONTH_END, CHANGED, LEFT, SIGN, CHARGES = range(1, 8)
"""Rows of the single figures, in column B."""

_HEADER_ROW: Final = 10
_FIRST_ROW: Final = _HEADER_ROW + 1
_WORD, _NUMBER, _CHARGE, _FIRST_COLUMN = 1, 2, 3, 5
_HEADINGS: Final = {
    "rank": "Rang", "number": "Pièce (lue)", "code": "Code client (lu)", "name": "Nom client (lu)",
    "kind": "Type (lu)", "applied_to": "Pièce d’origine (lue)", "status": "Statut (lu)",
    "currency": "Devise (lue)", "collector": "Chargé (lu)", "money_read": "Montant (lu)",
    "issued_read": "Date (lue)", "due_read": "Échéance (lue)", "paid": "Montant réglé (lu)",
    "remaining": "Reste dû (lu)", "paid_read": "Réglé le (lu)", "lettered_read": "Lettré le (lu)",
    "present": "Compte", "nature": "Nature", "customer": "Client", "issued": "Date", "due": "Échéance",
    "amount": "Montant", "key": "Pièce", "target": "Règle la pièce", "hit": "Trouvée",
    "used": "Montant imputé", "paid_on": "Réglé le", "own": "Réglé d’après la ligne", "settled": "Réglé",
    "settled_before": "Réglé avant le mois", "left": "Reste dû", "bill": "Effet en circulation",
    "to_collect": "À recouvrer", "collected": "Recouvré", "charge": "Chargé", "found": "Affecté",
    "lettered": "Lettré le", "waiting": "Reçu sans affectation", "matched_on": "Affecté le",
    "flag": "À actualiser",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class CalculationSheet:
    """What the sheet is made of.

    Attributes:
        charges: the customer list, when it says who is in charge of whom.
        as_of_cell: reference of « Arrêté au »; blank, it means today.
    """

    invoices: FollowedList
    items: ItemValues
    payments: PaymentRows | None
    lookup: Lookup
    month: Month
    charges: FollowedList | None
    as_of_cell: str

    def drawn(self) -> tuple[SheetPlan, FormulaGrid]:
        """The sheet, and where its columns are."""
        grid = self._grid()
        grid.add_ranks()
        add_item_reads(grid, self.invoices)
        if self.payments is not None:
            add_payment_reads(grid, self.payments)
            # Payments look for invoices by their key, and invoices for payments by theirs.
            grid.reserve("key")
            add_payment_formulas(grid, self.payments, self.items.keys, self.lookup, self.month)
        add_item_formulas(grid, self.items, self.month)
        headings = {
            (_HEADER_ROW, column): Cell(_HEADINGS[name], Style.HEADING)
            for name, column in grid.columns.items()
        }
        plan = SheetPlan(
            name=NAME,
            mark=MARK,
            cells=dict(self._words()) | dict(self._charges()) | grid.cells | headings | self._figures(grid),
            widths=(30.0, 12.0, 22.0, 3.0, *(13.0 for _ in grid.columns)),
            freeze=(_HEADER_ROW, 0),
            hidden=True,
        )
        return plan, grid

    def _grid(self) -> FormulaGrid:
        stretches = {ITEMS: Rows(_FIRST_ROW, _FIRST_ROW + len(self.invoices) - 1)}
        if self.payments is not None:
            start = stretches[ITEMS].last + 1
            stretches[PAYMENTS] = Rows(start, start + len(self.payments.amount) - 1)
        last_word = _FIRST_ROW + len(self.lookup.numbers) - 1
        constants = {
            "as_of": f"$B${AS_OF}",
            "before": f"$B${BEFORE}",
            "month_end": f"$B${MONTH_END}",
            "payment_sign": f"$B${SIGN}",
            "far": str(self.items.far),
            "no_date_below": str(NO_DATE_BELOW[self.invoices.date_1904]),
            "words_key": f"$A${_FIRST_ROW}:$A${last_word}",
            "words_number": f"$B${_FIRST_ROW}:$B${last_word}",
        }
        return FormulaGrid(stretches, constants, first_column=_FIRST_COLUMN)

    def _words(self) -> Iterator[tuple[tuple[int, int], Cell]]:
        for row, (word, number) in enumerate(self.lookup.numbers.items(), _FIRST_ROW):
            yield (row, _WORD), Cell(word)
            yield (row, _NUMBER), Cell(number, Style.INTEGER)

    def _charges(self) -> Iterator[tuple[tuple[int, int], Cell]]:
        """Who is in charge as her customer list says it now."""
        texts = self.charges.read_text(Field.COLLECTOR)[1] if self.charges else []
        for row, text in enumerate(texts, _FIRST_ROW):
            yield (row, _CHARGE), Cell(text)

    def _figures(self, grid: FormulaGrid) -> dict[tuple[int, int], Cell]:
        """The single figures above the rows."""
        day, stretches = f"$B${AS_OF}", tuple(grid.stretches)
        lists = [self.invoices, *([self.payments.followed] if self.payments else [])]
        changed = "+".join((f"SUM({grid.span('flag', *stretches)})", *(one.has_grown() for one in lists)))
        left = self.items.left(self.month.as_of)
        sign, turned = "1", 1
        if self.payments is not None:
            followed, turned = self.payments.followed, self.payments.sign
            sign = f"IF(SUM({followed.range(followed.money)})<0,-1,1)"
            left += self.payments.left(self.items.keys, self.month.as_of)
        month = self.month
        as_of = f"IF(N({self.as_of_cell})<1,TODAY(),INT({self.as_of_cell}))"
        lines = {
            AS_OF: ("Arrêté au", Style.DATE, as_of, month.as_of),
            BEFORE: ("Veille du mois", Style.DATE, f"DATE(YEAR({day}),MONTH({day}),0)", month.before),
            MONTH_END: ("Fin du mois", Style.DATE, f"DATE(YEAR({day}),MONTH({day})+1,0)", month.end),
            CHANGED: ("À actualiser", Style.INTEGER, changed, 0),
            LEFT: (
                "Reste dû",
                Style.AMOUNT,
                f"ROUND(SUM({grid.span('left', *stretches)}),2)",
                sum(left) / 100,
            ),
            SIGN: ("Sens des règlements", Style.INTEGER, sign, turned),
            CHARGES: ("Chargés changés", Style.INTEGER, self._charges_changed(), 0),
        }
        return {
            place: cell
            for row, (label, style, formula, value) in lines.items()
            for place, cell in (((row, 1), Cell(label)), ((row, 2), Cell(value, style, f"={formula}")))
        }

    def _charges_changed(self) -> str:
        """A formula above 0 once her customer list says otherwise."""
        if self.charges is None:
            return "0"
        last = _FIRST_ROW + len(self.charges) - 1
        return f"IFERROR(SUMPRODUCT(--({self.charges.range(Field.COLLECTOR)}<>$C${_FIRST_ROW}:$C${last})),1)"


def figure(row: int) -> str:
    """Reference of a single figure, for the reports."""
    return f"{quoted(NAME)}!$B${row}"
