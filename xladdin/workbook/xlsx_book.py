"""Every sheet of a .xlsx or .xlsm: values by calamine, and what calamine does not tell by ``sheet_scan``."""

from __future__ import annotations

import io
import re
from typing import TYPE_CHECKING, Final

from lxml import etree
from python_calamine import CalamineError, CalamineWorkbook

from xladdin.errors import UnreadableFileError
from xladdin.model.cells import address
from xladdin.opc.rewrite import rewritten
from xladdin.workbook.format_currencies import cell_currencies, names_foreign_currency, style_currencies
from xladdin.workbook.graft_survey import survey
from xladdin.workbook.grid import Book, Grid, GridTable
from xladdin.workbook.sheet_repair import Block, main_block, rewritten_sheet
from xladdin.workbook.sheet_scan import column_number, filled_cells, is_dense, is_utf8, scan_sheet

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from python_calamine import CalamineSheet

    from xladdin.opc.package import Package
    from xladdin.workbook.graft_survey import SheetEntry
    from xladdin.workbook.grid import Position
    from xladdin.workbook.sheet_scan import SheetFacts

_LARGEST_AREA: Final = 10_000_000
_REPAIR = "Ouvrez-le dans Excel, acceptez la réparation si elle est proposée, et enregistrez-le."
_AREA = re.compile(r"([A-Z]{1,3})(\d{1,7})(?::([A-Z]{1,3})(\d{1,7}))?")
_VISIBILITY = {"Visible": "visible", "Hidden": "hidden", "VeryHidden": "veryHidden"}

Note = tuple[str, dict[str, object]]


def read_xlsx(package: Package, path: str) -> Book:
    """All worksheets, in the order of the tabs; chart sheets are left out.

    Args:
        package: the file, already known to be safe to open.
        path: as the user gave it.

    Raises:
        UnreadableFileError: not a workbook in XML, damaged, or with cells strewn over an area that no
            memory holds.
    """
    try:
        return _read(package, path)
    except (CalamineError, etree.XMLSyntaxError, ValueError) as error:  # ValueError: a number that is none
        raise UnreadableFileError(
            f"Le classeur « {package.label} » est endommagé ({error}).", _REPAIR
        ) from error


def _read(package: Package, path: str) -> Book:
    found = survey(package, package.workbook_part)
    cell_parts = package.related(package.workbook_part, "worksheet")
    worksheets = [sheet for sheet in found.sheets if sheet.part in cell_parts]
    marks = {sheet.part: mark for mark, sheet in found.ours.items()}
    prepared = _Prepared(package)
    facts = {sheet.part: prepared.facts(sheet) for sheet in worksheets}
    prepared.settle_common_parts()
    styles = prepared.style_currencies()
    with CalamineWorkbook.from_filelike(io.BytesIO(prepared.archive())) as workbook:
        states = [_VISIBILITY[str(one.visible).rpartition(".")[2]] for one in workbook.sheets_metadata]
        grids = tuple(
            _grid(
                workbook.get_sheet_by_index(sheet.position),
                facts[sheet.part],
                tables=_tables(package, sheet.part),
                state=states[sheet.position],
                mark=marks.get(sheet.part),
                is_leftover=sheet.position in found.leftovers,
                currencies=prepared.cell_currencies(sheet, styles) if styles else {},
            )
            for sheet in worksheets
        )
    return Book(
        path=path,
        grids=grids,
        date_1904=found.date_1904,
        names={name.name: name.refers_to.lstrip("=") for name in found.names if name.scope is None},
        notes=tuple(prepared.notes),
    )


class _Prepared:
    """The package on its way to calamine: parts that calamine would misread are written anew.

    Attributes:
        notes: what was left out of reading.
    """

    def __init__(self, package: Package) -> None:
        self._package = package
        self._contents: dict[str, bytes] = {}
        self.notes: list[Note] = []

    def facts(self, sheet: SheetEntry) -> SheetFacts:
        """Scan one sheet, after mending it where its cells have no address or lie too far apart."""
        facts = scan_sheet(self._chunks(sheet.part))
        if not facts.regular:
            self._contents[sheet.part] = rewritten_sheet(self._chunks(sheet.part))
            facts = scan_sheet(self._chunks(sheet.part))
        return facts if facts.dense else self._without_strays(sheet, facts)

    def _without_strays(self, sheet: SheetEntry, facts: SheetFacts) -> SheetFacts:
        rows, columns = filled_cells(self._chunks(sheet.part))
        everything = Block(int(rows.min()), int(columns.min()), int(rows.max()), int(columns.max()))
        if is_dense(everything.area, len(rows)):
            return facts
        block = main_block(rows, columns)
        inside = block.holds(rows, columns)
        if block.area > _LARGEST_AREA and not is_dense(block.area, int(inside.sum())):
            raise UnreadableFileError(
                f"Dans « {self._package.label} », les cellules de la feuille « {sheet.title} » sont "
                f"dispersées jusqu’en {address(block.last_row, block.last_column)}.",
                "Supprimez les lignes et les colonnes inutiles autour de la liste, puis enregistrez.",
            )
        strays = (~inside).nonzero()[0]
        if not len(strays):
            return facts
        first = strays[0]
        cell = address(int(rows[first]), int(columns[first]))
        self.notes.append(("cellules-isolees", {"sheet": sheet.title, "cell": cell, "count": len(strays)}))
        self._contents[sheet.part] = rewritten_sheet(self._chunks(sheet.part), block)
        return scan_sheet(self._chunks(sheet.part))

    def settle_common_parts(self) -> None:
        """Check the parts that calamine reads as a whole; put them in UTF-8, all it knows."""
        main = self._package.workbook_part
        for kind in ("sharedStrings", "styles"):
            for part in self._package.related(main, kind):
                self._in_utf8(part)
        self._in_utf8(main)

    def _in_utf8(self, part: str) -> None:
        chunks = self._package.chunks(part)
        if is_utf8(next(chunks, b"")):
            for _ in chunks:  # to the end: there its size and checksum are known to be true
                pass
        else:
            self._contents[part] = etree.tostring(self._package.xml(part), encoding="UTF-8")

    def style_currencies(self) -> dict[int, str]:
        """Currency per cell style; empty, at the price of a look at the formats, when all are in euros."""
        for part in self._package.related(self._package.workbook_part, "styles"):
            if names_foreign_currency(b"".join(self._chunks(part))):
                return style_currencies(self._package.xml(part))
        return {}

    def cell_currencies(self, sheet: SheetEntry, styles: Mapping[int, str]) -> dict[Position, str]:
        """Cells whose format alone names a currency."""
        return cell_currencies(b"".join(self._chunks(sheet.part)), styles)

    def archive(self) -> bytes:
        """The file that calamine reads; the user's own when nothing had to be mended."""
        return rewritten(self._package, self._contents) if self._contents else self._package.archive

    def _chunks(self, part: str) -> Iterable[bytes]:
        return (self._contents[part],) if part in self._contents else self._package.chunks(part)


def _grid(
    sheet: CalamineSheet,
    facts: SheetFacts,
    *,
    tables: tuple[GridTable, ...],
    state: str,
    mark: str | None,
    is_leftover: bool,
    currencies: Mapping[Position, str],
) -> Grid:
    first_row, first_column = sheet.start or (0, 0)
    rows = sheet.to_python(skip_empty_area=True)
    last_told = max((row for row, _ in (*facts.errors, *facts.uncached)), default=0)
    while rows and first_row + len(rows) > last_told and rows[-1].count("") == len(rows[-1]):
        rows.pop()
    return Grid(
        sheet=sheet.name,
        rows=rows,
        first_row=first_row + 1,
        first_column=first_column + 1,
        errors=facts.errors,
        uncached=frozenset(facts.uncached),
        totals=frozenset(facts.totals),
        today=frozenset(facts.today),
        formula_rows=frozenset(facts.formula_rows),
        merged=tuple(facts.merged),
        tables=tables,
        state=state,
        mark=mark,
        is_leftover=is_leftover,
        currencies=currencies,
    )


def _tables(package: Package, part: str) -> tuple[GridTable, ...]:
    found = (_table(package.xml(name)) for name in package.related(part, "table") if name in package)
    return tuple(table for table in found if table is not None)


def _table(root: etree._Element) -> GridTable | None:
    area = _AREA.fullmatch(root.get("ref", ""))
    if not area:
        return None
    column, row = column_number(area[1].encode()), int(area[2])
    return GridTable(
        name=root.get("displayName") or root.get("name") or "",
        first_row=row,
        first_column=column,
        last_row=int(area[4]) if area[4] else row,
        last_column=column_number(area[3].encode()) if area[3] else column,
        header_rows=int(root.get("headerRowCount", "1")),
        totals_rows=int(root.get("totalsRowCount", "0")),
    )
