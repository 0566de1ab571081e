"""What Excel knows and xlwings does not say: asked of COM on Windows, of AppleScript on a Mac."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, Any, Final, NamedTuple

if TYPE_CHECKING:
    import xlwings

_ON_MAC: Final = sys.platform == "darwin"


def is_read_only(book: xlwings.Book) -> bool:
    """Opened for reading only: Excel would ask for another name on saving."""
    return bool(_read(book.api, "ReadOnly", "read_only"))


def is_saved_once(book: xlwings.Book) -> bool:
    """The workbook has a place of its own."""
    return bool(_read(book.api, "Path", "path"))


def counts_from_1904(book: xlwings.Book) -> bool:
    """Its dates count from 1904."""
    return bool(_read(book.api, "Date1904", "date_1904"))


def has_locked_structure(book: xlwings.Book) -> bool:
    """No sheet can be added, renamed or removed."""
    return bool(_read(book.api, "ProtectStructure", "protect_structure"))


def is_protected(sheet: xlwings.Sheet) -> bool:
    """Its cells cannot be written."""
    return bool(_read(sheet.api, "ProtectContents", "protect_contents"))


def holds_formulas(cells: xlwings.Range) -> bool:
    """At least one cell is a formula; Excel says nothing (None) when some are and some are not."""
    return _read(cells.api, "HasFormula", "has_formula") is not False


def holds_merged(cells: xlwings.Range) -> bool:
    """At least one cell is merged."""
    return _read(cells.api, "MergeCells", "merge_cells") is not False


def is_hidden_for_good(sheet: xlwings.Sheet) -> bool:
    """Hidden so that Excel's menus do not show it again (xlVeryHidden)."""
    return not _ON_MAC and sheet.api.Visible == _VERY_HIDDEN


def row_spans(cells: xlwings.Range) -> list[tuple[int, int]]:
    """First and last row of each part of a selection."""
    if _ON_MAC:  # AppleScript tells of the first part alone
        return [(cells.row, cells.last_cell.row)]
    return [(area.Row, area.Row + area.Rows.Count - 1) for area in cells.api.Areas]


def filled_area(cell: xlwings.Range) -> xlwings.Range:
    """All that the formula of a cell fills: what it spills over, the cells of its array, else the cell."""
    if _ON_MAC:
        return cell
    api = cell.api
    if _if_known(api, "HasSpill"):
        area = api.SpillParent.SpillingToRange
    elif api.HasArray:
        area = api.CurrentArray
    else:
        return cell
    return cell.sheet.range((area.Row, area.Column)).resize(area.Rows.Count, area.Columns.Count)


def comments_of(sheet: xlwings.Sheet) -> list[Any]:
    """Notes, and threaded comments where this Excel has them."""
    threaded = not _ON_MAC and _if_known(sheet.api, "CommentsThreaded") is not None
    return [*sheet.notes, *(sheet.comments if threaded else ())]


class Link(NamedTuple):
    """A hyperlink of a sheet.

    Attributes:
        row: of its first cell, 1-based.
        column: of its first cell.
        rows: over which it stands.
        columns: over which it stands.
        address: a file or a page; ``""`` for a place in the workbook.
        place: in the workbook, or in the page.
        tip: what is shown when the mouse rests on it.
    """

    row: int
    column: int
    rows: int
    columns: int
    address: str
    place: str
    tip: str


def links_of(sheet: xlwings.Sheet) -> list[Link]:
    """Hyperlinks of cells, not those of shapes; none on a Mac, which does not say where they are."""
    if _ON_MAC:
        return []
    return [
        Link(
            one.Range.Row, one.Range.Column, one.Range.Rows.Count, one.Range.Columns.Count,
            one.Address or "", one.SubAddress or "", one.ScreenTip or "",
        )
        for one in sheet.api.Hyperlinks
        if one.Type == _LINK_OF_CELLS
    ]  # fmt: skip


def drop_link(cells: xlwings.Range) -> None:
    """Take the hyperlinks off cells."""
    cells.api.Hyperlinks.Delete()


def add_link(cell: xlwings.Range, link: Link) -> None:
    """Put a hyperlink on a cell, which keeps what it shows."""
    links = cell.api.Hyperlinks
    links.Add(Anchor=cell.api, Address=link.address, SubAddress=link.place, ScreenTip=link.tip)


def selected_cells(app: xlwings.App) -> xlwings.Range | None:
    """What is selected; None for a chart, a picture, or nothing at all."""
    try:
        return app.selection
    except AttributeError:  # xlwings asks nothing for its address
        return None


def hide_name(name: Any) -> None:
    """Keep a defined name out of Excel's lists."""
    if _ON_MAC:
        name.api.visible.set(False)
    else:
        name.api.Visible = False


def show_all_rows(sheet: xlwings.Sheet) -> None:
    """Lift what an automatic filter hides; the filter itself stays."""
    if _read(sheet.api, "FilterMode", "filter_mode"):
        if _ON_MAC:
            sheet.api.show_all_data()
        else:
            sheet.api.ShowAllData()


def set_filter(area: xlwings.Range) -> None:
    """An automatic filter over just these cells, instead of the one that the sheet has."""
    if _ON_MAC:
        area.sheet.api.autofilter_mode.set(False)
        area.api.autofilter_range()
    else:
        area.sheet.api.AutoFilterMode = False
        area.api.AutoFilter()


def set_series(chart: xlwings.Chart, number: int, formula: str) -> None:
    """What a series of a chart draws.

    Args:
        number: its place in the chart, from 1.
        formula: ``=SERIES(name,categories,values,place)``, en-US.
    """
    drawn = chart.api[1]
    if _ON_MAC:
        drawn.series_collection[number].formula.set(formula)
    else:
        drawn.SeriesCollection(number).Formula = formula


def save_copy(book: xlwings.Book, path: str) -> bool:
    """Write what the workbook holds now to another file; False where Excel cannot do so (Mac)."""
    if _ON_MAC:
        return False
    book.api.SaveCopyAs(path)
    return True


_VERY_HIDDEN: Final = 2
_LINK_OF_CELLS: Final = 0


def _if_known(api: Any, name: str) -> Any:
    """A property that older Excels lack, 2016 and 2019 among them; None there."""
    try:
        return getattr(api, name)
    except Exception:  # noqa: BLE001 - xlwings lets COM's own class out, which exists on Windows only
        return None


def _read(api: Any, windows: str, mac: str) -> Any:
    return getattr(api, mac).get() if _ON_MAC else getattr(api, windows)
