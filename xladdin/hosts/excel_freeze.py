"""Figer pour partage in the workbook that is open: Excel pastes values over formulas."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from xladdin.app.freeze import Frozen
from xladdin.errors import WriteRefusedError
from xladdin.hosts.excel_cells import live_cells
from xladdin.hosts.excel_native import filled_area, is_protected
from xladdin.hosts.excel_place import keep_saved_state
from xladdin.hosts.excel_read import survey_of
from xladdin.hosts.excel_state import undisturbed
from xladdin.model.cells import address

if TYPE_CHECKING:
    from collections.abc import Callable

    import xlwings

    from xladdin.workbook.grid import Position


@dataclass(frozen=True, slots=True)
class FreezableExcel:
    """The FreezableBook of a workbook open in Excel; it is not saved.

    Attributes:
        book: as xlwings has it.
    """

    book: xlwings.Book

    def freeze(self, becomes_value: Callable[[str, str | None], bool]) -> Frozen:
        """See ``FreezableBook``; a formula that shows an error has no value to keep.

        Of what stays, names are told; Excel does not hand over all conditional formats and validations.

        Raises:
            WriteRefusedError: nothing was written; such a formula, or a protected sheet, is named.
        """
        marks = {entry.title: mark for mark, entry in survey_of(self.book).ours.items()}
        found = [
            (sheet, *_formulas(sheet, becomes_value, marks.get(sheet.name))) for sheet in self.book.sheets
        ]
        leaving = [(sheet, places, everything) for sheet, places, everything in found if places]
        for sheet, _, _ in leaving:
            if is_protected(sheet):
                raise WriteRefusedError(
                    f"La feuille « {sheet.name} » est protégée.",
                    "Ôtez sa protection (Révision, Ôter la protection de la feuille), puis recommencez.",
                )
        if leaving:
            keep_saved_state(self.book)
            with undisturbed(self.book):
                for sheet, places, everything in leaving:
                    _paste_values(sheet, places, everything=everything)
                self.book.app.cut_copy_mode = False
        left = (
            f"le nom « {name.name} »" for name in self.book.names if becomes_value(name.refers_to or "", None)
        )
        return Frozen({sheet.name: len(places) for sheet, places, _ in leaving}, tuple(left))


def _formulas(
    sheet: xlwings.Sheet, becomes_value: Callable[[str, str | None], bool], mark: str | None
) -> tuple[list[Position], bool]:
    """Formulas that become values, and whether there are no others on the sheet.

    Raises:
        WriteRefusedError: one shows an error.
    """
    cells = live_cells(sheet)
    places = [place for place, formula in cells.formulas.items() if becomes_value(formula, mark)]
    for place in places:
        if place in cells.errors:
            raise WriteRefusedError(
                f"« {sheet.name} »!{address(*place)} affiche {cells.errors[place]} : aucune valeur à garder.",
                "Recalculez (Ctrl+Alt+F9) ou corrigez la formule, puis recommencez.",
            )
    return places, len(places) == len(cells.formulas)


def _paste_values(sheet: xlwings.Sheet, places: list[Position], *, everything: bool) -> None:
    """Texts stay texts, which writing the values would not ensure; a spilled result is pasted as a whole."""
    areas = [sheet.used_range] if everything else [filled_area(sheet.range(place)) for place in places]
    for area in {area.address: area for area in areas}.values():
        area.copy()
        area.paste("values")
