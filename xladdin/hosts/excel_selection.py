"""The rows that the user has selected, on whatever sheet."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from xladdin.errors import ArgumentError
from xladdin.hosts.excel_cells import live_cells
from xladdin.hosts.excel_native import row_spans, selected_cells

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    import xlwings

_MOST_QUESTIONS: Final = 4_000
"""How often Excel is asked which rows a filter hides; one answer costs about a millisecond."""


def selected_rows(book: xlwings.Book) -> tuple[Sequence[Sequence[object]], frozenset[int]]:
    """The cells of the active sheet, and which of its rows are selected and seen, as places from 0.

    Rows that a filter hides are not selected, though Excel counts them: she does not see them. Nothing is
    selected where a chart or a picture is, or where the sheet is empty.

    Raises:
        ArgumentError: the filter leaves too many separate rows to be asked about.
    """
    selection = selected_cells(book.app)
    if selection is None or selection.sheet.book.name != book.name:
        return (), frozenset()
    sheet = selection.sheet
    cells = live_cells(sheet, with_formulas=False)
    places: set[int] = set()
    for first, last in row_spans(selection):
        top, bottom = max(first, cells.first_row), min(last, cells.last_row)
        if top <= bottom:
            places.update(row - cells.first_row for row in _seen(sheet, top, bottom))
    return cells.values, frozenset(places)


def _seen(sheet: xlwings.Sheet, top: int, bottom: int) -> Iterator[int]:
    """Rows that are not hidden."""
    waiting, questions = [(top, bottom)], 0
    while waiting:
        first, last = waiting.pop()
        questions += 1
        if questions > _MOST_QUESTIONS:
            raise ArgumentError(
                "La sélection contient trop de lignes filtrées séparées.",
                "Sélectionnez moins de lignes, ou triez la liste avant de la filtrer.",
            )
        hidden = sheet.range(f"{first}:{last}").rows.hidden
        if hidden is None:
            middle = (first + last) // 2
            waiting += [(middle + 1, last), (first, middle)]
        elif not hidden:
            yield from range(first, last + 1)
