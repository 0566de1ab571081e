"""The readable text form of a plan, for golden tests and for looking at what would be written."""

from __future__ import annotations

import datetime as dt
from itertools import groupby
from typing import TYPE_CHECKING

from xladdin.model.cells import address, column_letter

if TYPE_CHECKING:
    from collections.abc import Iterator

    from xladdin.model.sheet_plan import Area, Cell, Chart, SheetPlan, Value


def plan_text(plan: SheetPlan) -> str:
    """One line per property, then one per cell with something in it, row by row; always the same order."""
    return "\n".join([*_head(plan), *_body(plan)]) + "\n"


def _head(plan: SheetPlan) -> Iterator[str]:
    yield f"# {plan.name} ({plan.mark}{', masquée' if plan.hidden else ''})"
    yield "largeurs: " + " ".join(f"{column_letter(n)}={width:g}" for n, width in enumerate(plan.widths, 1))
    if plan.heights:
        yield "hauteurs: " + " ".join(f"{row}={height:g}" for row, height in sorted(plan.heights.items()))
    yield f"figer: {plan.freeze[0]} lignes, {plan.freeze[1]} colonnes"
    if plan.block:
        keys = " ".join(column_letter(column) for column in plan.block.key_columns)
        yield f"bloc: {_range(plan.block.area())}, clé {keys}, {plan.block.footer_rows} lignes de pied"
    if plan.filter:
        yield f"filtre: {_range(plan.filter)}"
    if plan.table:
        yield f"tableau: {plan.table.name} {_range(plan.table.area)}"
    for rule in plan.validations:
        choices = " | ".join(rule.choices)
        yield f"validation: {_range(rule.area)} {rule.kind} [{choices}] {rule.title}: {rule.note}"
    for condition in plan.conditions:
        yield f"condition: {_range(condition.area)} {condition.formula} -> {condition.style}"
    for chart in plan.charts:
        yield from _chart(chart)
    page = plan.page
    turned = "paysage" if page.landscape else "portrait"
    rows = "répéter {}:{}".format(*page.repeated_rows) if page.repeated_rows else "rien à répéter"
    columns = ", colonnes {}:{}".format(*page.repeated_columns) if page.repeated_columns else ""
    printed = f", imprimer {_range(page.area)}" if page.area else ""
    pages = ", une seule page" if page.one_page else f", {page.across} pages de large" * (page.across > 1)
    yield f"page: A4 {turned}, {rows}{columns}{pages}{printed}"


def _chart(chart: Chart) -> Iterator[str]:
    place = address(chart.row, chart.column)
    yield f"graphique: {chart.kind} « {chart.title} » en {place}, {chart.width}×{chart.height}"
    for series in chart.series:
        name = series.name if isinstance(series.name, str) else _range(series.name)
        yield f"  {name}: {_range(chart.categories)} -> {_range(series.values)}"


def _body(plan: SheetPlan) -> Iterator[str]:
    for row, places in groupby(sorted(plan.cells), key=lambda place: place[0]):
        cells = (f"{address(*place)} {_cell(plan.cells[place])}" for place in places)
        yield f"{row}: " + " ¦ ".join(cells)


def _cell(cell: Cell) -> str:
    text = f"[{cell.style}] {_value(cell.value)}"
    if cell.formula is not None:
        text += f" {cell.formula}"
    if cell.link is not None:
        text += f" -> {cell.link}"
    return text.rstrip()


def _value(value: Value) -> str:
    match value:
        case None:
            return ""
        case str():
            return repr(value)
        case dt.date():
            return value.isoformat()
        case float():
            return f"{value:.10g}"
        case _:
            return str(value)


def _range(area: Area) -> str:
    first, last = (address(area[0], area[1]), address(area[2], area[3]))
    return first if first == last else f"{first}:{last}"
