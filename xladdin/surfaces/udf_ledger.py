"""From the ranges of a worksheet function to a ledger, by the reader of workbooks."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING, Final

from xladdin.errors import ArgumentError, LayoutError
from xladdin.model.cells import address
from xladdin.model.error_cells import error_cell
from xladdin.model.problem import problem
from xladdin.model.settings import Settings
from xladdin.model.source_map import ListRole
from xladdin.surfaces.udf_cells import Block, block_of, is_blank
from xladdin.workbook.clean_block import ledger_of_clean_block
from xladdin.workbook.grid import Book, Grid
from xladdin.workbook.reader import understand

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence

    from xladdin.ledger.ledger import Ledger
    from xladdin.model.problem import Problem
    from xladdin.model.source_map import SourceMap
    from xladdin.workbook.workbook import Workbook

    ReadsWorkbook = Callable[[], Workbook] | None
    """Reads the workbook of the calling cell; None outside a cell."""

SPOILING: Final = frozenset(
    (
        "cellule-en-erreur",
        "date-illisible",
        "date-sans-annee",
        "formule-non-calculee",
        "montant-absent",
        "montant-illisible",
    )
)
"""Problems with which a figure would be wrong: it is refused, since a cell has no room for a reserve."""
_INVOICES: Final = "factures"
_PAYMENTS: Final = "règlements"


@dataclass(frozen=True, slots=True)
class Source:
    """What a function computes from: a ledger, and what Paramètres says of it."""

    ledger: Ledger
    settings: Settings


def read_source(invoices: object, payments: object, workbook: ReadsWorkbook) -> Source:
    """The ledger of an invoice range and, if there is one, a range of payments; else of the whole workbook.

    Args:
        invoices: a Block, nested tuples, or None when the argument was left out.
        payments: likewise; its headings say what it is.
        workbook: read when ``invoices`` was left out; with a range, Paramètres is not looked at.

    Raises:
        ArgumentError: no range, or a cell that would make the figure wrong; the message names it.
        LayoutError: no list of invoices can be made out, or the payments are none.
    """
    if invoices is None and workbook is not None:
        if not is_blank(payments):
            raise ArgumentError(
                "Les règlements sont donnés sans les factures.", "Donnez les deux plages, ou aucune."
            )
        own = own_workbook(workbook)
        return Source(own.ledger, own.settings)
    if is_blank(payments) and (quick := ledger_of_clean_block(_trimmed(_given(invoices).rows))) is not None:
        return Source(quick, Settings())
    return Source(read_lists(invoices, payments).ledger, Settings())


def own_workbook(workbook: Callable[[], Workbook]) -> Workbook:
    """The workbook of the calling cell.

    Raises:
        ArgumentError: a cell in it would make a figure wrong; the message names it.
        LayoutError: it holds no list of invoices.
    """
    own = workbook()
    spoilt = [one for one in own.problems if one.code in SPOILING]
    if spoilt:
        raise _refusal(spoilt, f"{spoilt[0].sheet}!{spoilt[0].cell}")
    return own


def read_lists(invoices: object, payments: object = None) -> Workbook:
    """An invoice range understood as a workbook of its own, with the reminders that it holds."""
    blocks = {_INVOICES: _given(invoices)}
    if not is_blank(payments):
        blocks[_PAYMENTS] = block_of(payments)
    grids = {name: _grid(name, block) for name, block in blocks.items()}
    try:
        workbook = understand(Book("", tuple(grids.values())))
    except LayoutError as error:
        raise LayoutError(
            error.message, "Donnez la plage avec sa ligne d’intitulés, par exemple TFactures[#Tout]."
        ) from error
    if len(blocks) > 1 and not any(
        source.sheet == _PAYMENTS for source in workbook.source_map.of(ListRole.PAYMENTS)
    ):
        raise _payments_not_understood(workbook.source_map)
    spoilt = [
        *_spoilt_headings(grids, workbook.source_map),
        *(one for one in workbook.problems if one.code in SPOILING),
    ]
    if spoilt:
        raise _refusal(spoilt, _place(spoilt[0], blocks))
    return workbook


def _spoilt_headings(grids: Mapping[str, Grid], sources: SourceMap) -> Iterator[Problem]:
    """Headings that show an error: their column could be the one of the due dates."""
    for source in sources.lists:
        for (row, column), text in grids[source.sheet].errors.items():
            if row == source.header_row:
                yield problem("cellule-en-erreur", sheet=source.sheet, cell=address(row, column), text=text)


def _payments_not_understood(sources: SourceMap) -> LayoutError:
    why = sources.other_sheets.get(_PAYMENTS, "elle ressemble à une liste de factures")
    return LayoutError(
        f"La plage des règlements n’est pas reconnue : {why}.",
        "Donnez-la avec ses intitulés, par exemple Date de règlement, Client, N° pièce, Montant réglé.",
    )


def _given(invoices: object) -> Block:
    if is_blank(invoices):
        raise ArgumentError(
            "Il manque la plage des factures.", "Donnez-la, intitulés compris, par exemple TFactures[#Tout]."
        )
    return block_of(invoices)


def _trimmed(rows: Sequence[Sequence[object]]) -> Sequence[Sequence[object]]:
    """Without the empty rows at the end, of which whole columns have a million."""
    last = len(rows)
    while last and not any(cell is not None and cell != "" for cell in rows[last - 1]):
        last -= 1
    return rows if last == len(rows) else rows[:last]


def _grid(name: str, block: Block) -> Grid:
    errors = {}
    lines = []
    for row, line in enumerate(_trimmed(block.rows), start=block.first_row):
        cells = [_as_read(cell) for cell in line]
        for place, cell in enumerate(cells):
            if error := error_cell(cell):
                errors[row, block.first_column + place] = error.in_french
                cells[place] = ""
        lines.append(cells)
    return Grid(name, lines, first_row=block.first_row, first_column=block.first_column, errors=errors)


def _as_read(cell: object) -> object:
    """As the reader of files has it."""
    if cell is None:
        return ""
    return float(cell) if isinstance(cell, Decimal) else cell


def _place(spoilt: Problem, blocks: dict[str, Block]) -> str:
    block = blocks[spoilt.sheet]
    cell = spoilt.cell.partition(":")[0]
    if block.sheet:
        return f"{block.sheet}!{cell}"
    return f"Plage des {spoilt.sheet}, {cell} (A1 étant son premier coin)"


def _refusal(spoilt: Sequence[Problem], where: str) -> ArgumentError:
    first = spoilt[0]
    others = f" (et {len(spoilt) - 1} autres)" if len(spoilt) > 1 else ""
    return ArgumentError(f"{where} : {first.message}{others}", first.remedy)
