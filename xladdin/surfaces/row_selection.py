"""What the selected rows of a sheet are about: pieces, or customers.

Pure: cells and a ledger in, a ``Selection`` out.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from xladdin.dunning.selection import Selection
from xladdin.model.source_map import Field
from xladdin.model.text import fold
from xladdin.workbook.headings import meanings
from xladdin.workbook.profile import cell_text, looks_like_value

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Mapping, Sequence

    from xladdin.ledger.ledger import Ledger

_PIECE: Final = frozenset({Field.NUMBER})
_CUSTOMER: Final = frozenset({Field.CUSTOMER_CODE, Field.CUSTOMER_NAME, Field.ACCOUNT})
_NAMING: Final = _PIECE | _CUSTOMER


@dataclass(frozen=True, slots=True)
class SheetRows:
    """The cells of a sheet and which of its rows are selected.

    Attributes:
        cells: all rows of the used range.
        selected: places in ``cells``, from 0, in any order.
    """

    cells: Sequence[Sequence[object]]
    selected: Collection[int]


def selection_of(rows: SheetRows, ledger: Ledger) -> Selection:
    """The pieces that the rows name and, of rows that name none, the customers; empty when nothing is known.

    Columns are told by the headings above the selection; on a sheet without headings any text that is the
    code or the name of a customer, or the number of a piece, tells its row. A row of the list of invoices
    names its customer too, but means its own piece.
    """
    pieces, by_code, by_name = _known_pieces(ledger), set(map(str, ledger.customers.code)), _by_name(ledger)
    found_pieces: set[str] = set()
    found_customers: set[str] = set()
    for row in sorted(rows.selected):
        columns = _columns(rows.cells, row)
        cells = rows.cells[row]
        named = {pieces[text] for text in _texts(cells, columns, _PIECE) if text in pieces}
        if named:
            found_pieces |= named
            continue
        texts = set(_texts(cells, columns, _CUSTOMER))
        named = texts & by_code  # a code means one customer, a name sometimes several
        found_customers |= named or set().union(*(by_name.get(fold(text), ()) for text in texts))
    return Selection(frozenset(found_customers), frozenset(found_pieces))


def customers_of(selection: Selection, ledger: Ledger) -> tuple[str, ...]:
    """Codes of the customers of a selection, those of its pieces included, in the order of the ledger."""
    code = ledger.customers.code
    rows = {
        int(customer)
        for number, customer in zip(ledger.items.number, ledger.items.customer, strict=True)
        if number in selection.pieces
    }
    return tuple(one for row, one in enumerate(code) if row in rows or one in selection.customers)


def _columns(cells: Sequence[Sequence[object]], row: int) -> Mapping[int, Collection[Field]] | None:
    """Place of each column that may name something -> what; by the nearest headings above ``row``.

    None without headings; a row of headings names nothing itself.
    """
    for line in reversed(cells[: row + 1]):
        if any(cell not in {"", None} and looks_like_value(cell) for cell in line):
            continue  # « Facture » beside an amount is a kind, not a heading
        found: dict[int, Collection[Field]] = {
            place: fields
            for place, cell in enumerate(line)
            if isinstance(cell, str)
            and (fields := {one.field for one in meanings(cell) if one.field in _NAMING and one.field})
        }
        if found:
            return found
    return None


def _texts(
    cells: Sequence[object], columns: Mapping[int, Collection[Field]] | None, wanted: Collection[Field]
) -> Iterable[str]:
    """What stands in the columns that may hold one of these; without headings, every text."""
    for place, cell in enumerate(cells):
        told = isinstance(cell, str) if columns is None else bool(set(columns.get(place, ())) & set(wanted))
        if told and (text := cell_text(cell).strip()):
            yield text


def _known_pieces(ledger: Ledger) -> dict[str, str]:
    return {str(number).strip(): str(number) for number in ledger.items.number if str(number).strip()}


def _by_name(ledger: Ledger) -> dict[str, set[str]]:
    """Codes by name as people spell it."""
    found: dict[str, set[str]] = {}
    for code, name in zip(ledger.customers.code, ledger.customers.name, strict=True):
        if key := fold(str(name)):
            found.setdefault(key, set()).add(str(code))
    return found
