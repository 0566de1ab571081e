"""The one renderer: plans become finished sheets of a scratch workbook, by XlsxWriter.

The long middle of a list goes its own, quicker way: see ``plain_rows``. Text is always written as text: a
customer named ``=HYPERLINK(…)`` stays a name. The same plans give the same bytes.
"""

from __future__ import annotations

import datetime as dt
from io import BytesIO
from typing import TYPE_CHECKING, Any, Final

import xlsxwriter

from xladdin.model.marks import OBJECT_PREFIX
from xladdin.model.sheet_plan import Area
from xladdin.sheets import theme
from xladdin.sheets.formula_sheet import FormulaSheet
from xladdin.sheets.plain_rows import ROW_HEIGHT, filled, plain_rows, serial, storable

if TYPE_CHECKING:
    from collections.abc import Container, Iterator, Sequence

    from xladdin.model.sheet_plan import (
        Cell,
        Chart,
        Condition,
        SheetPlan,
        Style,
        Table,
        Validation,
        Value,
    )

CREATED: Final = dt.datetime(2026, 1, 1)  # noqa: DTZ001 - a fixed stamp: equal plans, equal bytes
A4: Final = 9
_COLUMN_PIXELS: Final = 64
_ROW_PIXELS: Final = ROW_HEIGHT * 4 // 3


def render(plans: Sequence[SheetPlan], *, date_1904: bool = False) -> bytes:
    """A scratch .xlsx that holds one finished sheet per plan, in order.

    Args:
        plans: with different names.
        date_1904: count dates as the user's workbook does.
    """
    target = BytesIO()
    book = xlsxwriter.Workbook(target, {"in_memory": True, "date_1904": date_1904})
    book.set_properties({"title": "", "created": CREATED})
    renderer = Renderer(book, date_1904=date_1904)
    sheets = [book.add_worksheet(plan.name, worksheet_class=FormulaSheet) for plan in plans]
    formats = renderer.format_numbers()
    rows = [plain_rows(plan, formats, renderer.epoch) for plan in plans]
    for plan, sheet, plain in zip(plans, sheets, rows, strict=True):
        renderer.draw(plan, sheet, without=plain)
    book.close()
    return filled(target.getvalue(), list(zip(plans, rows, strict=True)))


class Renderer:
    """Draws plans into one XlsxWriter workbook.

    Attributes:
        epoch: day 0 of its dates.
    """

    def __init__(self, book: Any, *, date_1904: bool) -> None:
        self._book = book
        self.epoch = dt.date(1904, 1, 1) if date_1904 else dt.date(1899, 12, 30)
        self._formats: dict[Style, Any] = {
            style: book.add_format(properties) for style, properties in theme.FORMATS.items()
        }
        self._conditions = {name: book.add_format(look) for name, look in theme.CONDITIONS.items()}

    def format_numbers(self) -> dict[Style, int]:
        """The number that each style has in the style sheet."""
        # XlsxWriter has no public way to ask; a version without this one fails here, before any sheet.
        return {style: one._get_xf_index() for style, one in self._formats.items()}  # noqa: SLF001

    def draw(self, plan: SheetPlan, sheet: Any, without: Container[int] = ()) -> None:
        """Puts everything of one plan on an empty sheet, but for the cells of some rows."""
        sheet.set_default_row(ROW_HEIGHT)
        for place, width in enumerate(plan.widths):
            sheet.set_column(place, place, width or None, None, {"hidden": width == 0})
        for row, height in plan.heights.items():
            sheet.set_row(row - 1, height)
        for row, column in (place for place in plan.cells if place[0] not in without):
            self._write(sheet, row - 1, column - 1, plan.cells[row, column])
        sheet.freeze_panes(*plan.freeze)
        if plan.table:
            self._add_table(sheet, plan, plan.table)
        elif plan.filter:
            sheet.autofilter(*_zero_based(plan.filter))
        for rule in plan.validations:
            sheet.data_validation(*_zero_based(rule.area), _validation(rule))
        for condition in plan.conditions:
            self._add_condition(sheet, condition)
        for number, chart in enumerate(plan.charts, 1):
            self._add_chart(sheet, plan.name, number, chart)
        _set_page(sheet, plan)
        if plan.hidden:
            sheet.hide()

    def _write(self, sheet: Any, row: int, column: int, cell: Cell) -> None:
        style = self._formats[cell.style]
        if cell.formula is not None:
            sheet.write_formula(row, column, cell.formula, style, self._cached(cell.value))
            return
        match cell.value:
            case None | "":
                sheet.write_blank(row, column, None, style)
            case bool(value):
                sheet.write_boolean(row, column, value, style)
            case int(number) | float(number):
                sheet.write_number(row, column, number, style)
            case dt.date() as day:
                sheet.write_datetime(row, column, day, style)
            case str(text) if cell.link is not None:
                sheet.write_url(row, column, f"internal:{cell.link}", style, storable(text))
            case text:
                sheet.write_string(row, column, storable(text), style)

    def _cached(self, value: Value) -> object:
        """What XlsxWriter stores beside a formula."""
        match value:
            case None:
                return ""
            case dt.date():
                return serial(value, self.epoch)
            case str():
                return storable(value)
            case _:
                return value

    def _add_table(self, sheet: Any, plan: SheetPlan, table: Table) -> None:
        area = table.area
        headings = [
            {
                "header": str(plan.cells[area.first_row, column].value),
                "header_format": self._formats[plan.cells[area.first_row, column].style],
            }
            for column in range(area.first_column, area.last_column + 1)
        ]
        options = {"name": table.name, "style": "Table Style Light 1", "columns": headings}
        sheet.add_table(*_zero_based(area), options)

    def _add_condition(self, sheet: Any, condition: Condition) -> None:
        rule = {"type": "formula", "criteria": condition.formula, "format": self._conditions[condition.style]}
        sheet.conditional_format(*_zero_based(condition.area), rule)

    def _add_chart(self, sheet: Any, name: str, number: int, chart: Chart) -> None:
        kind, _, form = chart.kind.rpartition("_")
        options = {"type": form, "name": f"{OBJECT_PREFIX}{number}"}
        if kind:
            options["subtype"] = "stacked"
        drawn = self._book.add_chart(options)
        for series in chart.series:
            colour = theme.shade_colour(series.shade)
            look = (
                {"line": {"color": colour, "width": 2.25}}
                if form == "line"
                else {
                    "fill": {"color": colour},
                    "border": {"color": "#FFFFFF" if series.shade >= 0 else theme.GREY, "width": 0.75},
                    "gap": 55,
                }
            )
            drawn.add_series(
                {
                    "name": series.name
                    if isinstance(series.name, str)
                    else [name, series.name.first_row - 1, series.name.first_column - 1],
                    "categories": [name, *_zero_based(chart.categories)],
                    "values": [name, *_zero_based(series.values)],
                    **look,
                }
            )
        _set_axes(drawn, chart, horizontal=form == "bar")
        drawn.set_size({"width": chart.width, "height": chart.height})
        sheet.insert_chart(chart.row - 1, chart.column - 1, drawn, {"object_position": 3})


def _set_axes(drawn: Any, chart: Chart, *, horizontal: bool) -> None:
    small = {"size": 9, "color": theme.GREY}
    names = {"num_font": small, "line": {"color": theme.RULE}, "label_position": "low"}
    values = {
        "num_font": small,
        "num_format": chart.value_format,
        "major_gridlines": {"visible": True, "line": {"color": theme.RULE, "width": 0.5}},
        "line": {"none": True},
    }
    # In a bar chart the categories stand on the vertical axis, which XlsxWriter calls y.
    set_categories, set_values = (
        (drawn.set_y_axis, drawn.set_x_axis) if horizontal else (drawn.set_x_axis, drawn.set_y_axis)
    )
    if chart.category_format:
        names |= {"date_axis": True, "num_format": chart.category_format}
    set_categories(names | ({"reverse": True} if chart.reverse else {}))
    set_values(values | ({"label_position": "high"} if chart.reverse else {}))
    drawn.set_title(
        {
            "name": chart.title,
            "name_font": {"size": 12, "bold": True, "color": theme.DEEP},
            "overlay": False,
        }
    )
    drawn.set_legend({"position": "bottom", "font": small} if len(chart.series) > 1 else {"none": True})
    drawn.set_chartarea({"border": {"none": True}})


def _set_page(sheet: Any, plan: SheetPlan) -> None:
    page = plan.page
    sheet.set_paper(A4)
    if page.landscape:
        sheet.set_landscape()
    sheet.fit_to_pages(page.across, 1 if page.one_page else 0)
    sheet.set_margins(left=0.5, right=0.5, top=0.6, bottom=0.6)
    sheet.set_footer("&L&8&A&R&8Page &P / &N")
    sheet.center_horizontally()
    sheet.hide_gridlines(2)
    if page.repeated_rows:
        sheet.repeat_rows(page.repeated_rows[0] - 1, page.repeated_rows[1] - 1)
    if page.repeated_columns:
        sheet.repeat_columns(page.repeated_columns[0] - 1, page.repeated_columns[1] - 1)
    if page.area:
        sheet.print_areas([_zero_based(area) for area in (page.area, *_charts_beside(plan, page.area))])


def _charts_beside(plan: SheetPlan, area: Area) -> Iterator[Area]:
    """The cells that charts beside the printed area cover, where columns and rows have their usual size."""
    for chart in plan.charts:
        if chart.column > max(area.last_column, len(plan.widths)):
            rows, columns = -(-chart.height // _ROW_PIXELS), -(-chart.width // _COLUMN_PIXELS)
            yield Area(chart.row, chart.column, chart.row + rows - 1, chart.column + columns - 1)


def _validation(rule: Validation) -> dict[str, Any]:
    shown = {"input_title": rule.title, "input_message": rule.note, "ignore_blank": True}
    match rule.kind:
        case "list":
            return shown | {"validate": "list", "source": list(rule.choices), "error_type": "warning"}
        case "date":
            return shown | {"validate": "date", "criteria": ">=", "value": dt.date(2000, 1, 1)}
        case "decimal":
            return shown | {"validate": "decimal", "criteria": "between", "minimum": -1e12, "maximum": 1e12}
        case _:
            return shown | {"validate": "any"}


def _zero_based(area: Area) -> tuple[int, int, int, int]:
    return (area[0] - 1, area[1] - 1, area[2] - 1, area[3] - 1)
