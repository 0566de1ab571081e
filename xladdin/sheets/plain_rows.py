"""Rows that hold values and nothing else, written straight into the scratch workbook.

A follow-up sheet has ten cells per open piece, and XlsxWriter takes ten times as long for a cell as it takes
to say what is in it. So the long middle of a list is written here; headings, totals, formulas, links, and
what a chart shows stay with XlsxWriter, and so does everything of a sheet that is not a cell.
"""

from __future__ import annotations

import datetime as dt
import math
import re
from functools import lru_cache
from io import BytesIO
from itertools import groupby
from operator import itemgetter
from typing import TYPE_CHECKING, Final
from zipfile import ZIP_STORED, ZipFile

from xladdin.model.cells import address, column_letter

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from xladdin.model.sheet_plan import SheetPlan, Style, Value

LONGEST_TEXT: Final = 32_767
"""Characters that a cell can hold."""
ROW_HEIGHT: Final = 18

_SIMPLE: Final = frozenset({str, int, float, bool, dt.date, type(None)})
_LEAP_DAY_THAT_NEVER_WAS: Final = 60
"""Excel numbers 29 February 1900; the days before it have one less than the epoch says."""
_SHEET_DATA: Final = re.compile(rb"<sheetData/>|<sheetData>(.*)</sheetData>", re.DOTALL)
_DIMENSION: Final = re.compile(rb'(?<=<dimension ref=")[^"]*')
_ROW: Final = re.compile(rb'<row r="(\d+)"[^>]*?(?:/>|>.*?</row>)', re.DOTALL)
_SPECIAL: Final = re.compile("[&<>_\x00-\x08\x0b-\x1f\ufffe\uffff]")
_LOOKS_ESCAPED: Final = re.compile("_(?=x[0-9a-fA-F]{4}_)")
_UNWRITABLE: Final = re.compile("[\x00-\x08\x0b-\x1f\ufffe\uffff]")


def plain_rows(plan: SheetPlan, formats: Mapping[Style, int], epoch: dt.date) -> dict[int, bytes]:
    """The data rows of a plan that hold values alone, as they stand in a sheet, texts in the cell.

    Args:
        formats: number of each style in the scratch workbook.
        epoch: day 0 of the workbook's dates.
    """
    block = plan.block
    if block is None:
        return {}
    cells, content = plan.cells, _content_from(epoch)
    starts = {style: f'" s="{number}"' for style, number in formats.items()}
    letters = {column: column_letter(column) for column in {column for _, column in cells}}
    kept = {*plan.heights, *_charted_rows(plan)}
    rows = {}
    for row, places in groupby(sorted(cells), key=itemgetter(0)):
        if row in kept or not block.first_row <= row <= block.last_row:
            continue
        written = [f'<row r="{row}" ht="{ROW_HEIGHT}" customHeight="1">']
        for place in places:
            cell = cells[place]
            if cell.formula is not None or cell.link is not None or type(cell.value) not in _SIMPLE:
                break
            written.append(f'<c r="{letters[place[1]]}{row}{starts[cell.style]}{content(cell.value)}')
        else:
            rows[row] = "".join([*written, "</row>"]).encode()
    return rows


def filled(scratch: bytes, sheets: Sequence[tuple[SheetPlan, Mapping[int, bytes]]]) -> bytes:
    """The scratch workbook with these rows in their places; not compressed, as it is only passed on.

    Args:
        scratch: what XlsxWriter made.
        sheets: each plan in the order of the sheets, and the rows that are missing on its sheet.
    """
    by_part = {f"xl/worksheets/sheet{number}.xml": sheet for number, sheet in enumerate(sheets, 1)}
    target = BytesIO()
    with ZipFile(BytesIO(scratch)) as source, ZipFile(target, "w", ZIP_STORED) as book:
        for member in source.infolist():
            content = source.read(member)
            if member.filename in by_part:
                content = _with_rows(content, *by_part.pop(member.filename))
            member.compress_type = ZIP_STORED
            book.writestr(member, content)
    if by_part:
        raise ValueError(f"XlsxWriter did not write {', '.join(by_part)}")
    return target.getvalue()


def storable(text: str) -> str:
    """The text as a cell can hold it: 32 767 characters at most, no half of a surrogate pair."""
    clean = text.encode("utf-8", "replace").decode("utf-8") if not text.isascii() else text
    if clean.startswith("<r>") and clean.endswith("</r>"):
        clean += " "  # XlsxWriter takes such a text for markup and would write it as it is
    return clean if len(clean) <= LONGEST_TEXT else clean[: LONGEST_TEXT - 1] + "…"


def _charted_rows(plan: SheetPlan) -> set[int]:
    """Rows that charts show: XlsxWriter keeps their values in the chart as well."""
    areas = [
        area for chart in plan.charts for series in chart.series for area in (chart.categories, series.values)
    ]
    return {row for area in areas for row in range(area.first_row, area.last_row + 1)}


def _content_from(epoch: dt.date) -> Callable[[Value], str]:
    """A function that writes what follows the format of a cell, up to its end."""

    @lru_cache(maxsize=None, typed=True)  # the same names, dates and words come back on every row
    def content(value: Value) -> str:
        match value:
            case None | "":
                return "/>"
            case bool():
                return f' t="b"><v>{value:d}</v></c>'
            case int() | float():
                if not math.isfinite(value):
                    raise ValueError(f"{value} cannot stand in a cell")
                return f"><v>{value:.16G}</v></c>"
            case dt.date():
                return f"><v>{serial(value, epoch)}</v></c>"
            case _:
                text = _escaped(storable(value))
                kept = ' xml:space="preserve"' if text != text.strip() else ""
                return f' t="inlineStr"><is><t{kept}>{text}</t></is></c>'

    return content


def serial(day: dt.date, epoch: dt.date) -> int:
    """The number of a day in a workbook whose day 0 is ``epoch`` (30 December 1899 or 1 January 1904)."""
    days = (day - epoch).days
    return days - 1 if epoch.year < 1900 and days <= _LEAP_DAY_THAT_NEVER_WAS else days  # noqa: PLR2004


def _escaped(text: str) -> str:
    """The text in XML; what XML cannot say as ``_xHHHH_``, and what looks like that so that it is not."""
    if not _SPECIAL.search(text):
        return text
    text = _LOOKS_ESCAPED.sub("_x005F_", text)
    text = _UNWRITABLE.sub(lambda match: f"_x{ord(match[0]):04X}_", text)
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def _with_rows(sheet: bytes, plan: SheetPlan, rows: Mapping[int, bytes]) -> bytes:
    match = _SHEET_DATA.search(sheet)
    if match is None:
        raise ValueError("XlsxWriter wrote a sheet without sheetData")
    if not rows:
        return sheet
    there = {int(row[1]): row[0] for row in _ROW.finditer(match[1] or b"")} | dict(rows)
    data = b"".join(there[number] for number in sorted(there))
    head = _DIMENSION.sub(_extent(plan).encode(), sheet[: match.start()], count=1)
    return b"".join([head, b"<sheetData>", data, b"</sheetData>", sheet[match.end() :]])


def _extent(plan: SheetPlan) -> str:
    """The used range of a plan."""
    rows, columns = {row for row, _ in plan.cells}, {column for _, column in plan.cells}
    return f"{address(min(rows), min(columns))}:{address(max(rows), max(columns))}"
