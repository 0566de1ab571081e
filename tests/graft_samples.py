"""A user's workbook and our sheets for it, small and made here."""

from __future__ import annotations

import datetime as dt
from io import BytesIO
from typing import TYPE_CHECKING, Any

import xlsxwriter

from xladdin.model.marks import OBJECT_PREFIX
from xladdin.model.sheet_plan import Block
from xladdin.opc.draft import Draft
from xladdin.opc.package import Package, open_package
from xladdin.workbook.graft import Grafted, GraftSheet, graft
from xladdin.workbook.graft_survey import Survey, placements, survey

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Sequence

    from lxml import etree

    from xladdin.workbook.graft_survey import Placement

BALANCE, SUIVI = ("balance", "Balance âgée"), ("suivi", "Suivi des relances")
WANTED = (BALANCE, SUIVI)
CUSTOMERS = tuple(f"=Éts <Nord> & Fils n° {number}" for number in range(1, 11))
MAIN = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"


def user_workbook(*, date_1904: bool = False, default_font: str = "Calibri") -> bytes:
    """Two sheets with a table, a chart, a note, a print area and formulas."""
    target = BytesIO()
    options = {"date_1904": date_1904, "default_format_properties": {"font_name": default_font}}
    with xlsxwriter.Workbook(target, options) as book:
        money = book.add_format({"num_format": "0.00"})
        invoices = book.add_worksheet("Factures")
        rows = [[f"F{number}", number * 100, dt.date(2026, 1, number)] for number in range(1, 6)]
        columns = [{"header": "N°"}, {"header": "Montant", "format": money}, {"header": "Échéance"}]
        invoices.add_table(0, 0, 5, 2, {"name": "Factures", "columns": columns, "data": rows})
        invoices.write_comment("A1", "Ma note")
        invoices.print_area("A1:C6")
        notes = book.add_worksheet("Notes d'été")
        notes.write_formula("A1", "=SUM(Factures!B2:B6)", None, 1500)
        chart = book.add_chart({"type": "line"})
        chart.add_series({"values": "=Factures!$B$2:$B$6"})
        notes.insert_chart("C2", chart)
        notes.set_column("A:A", 30)
        book.define_name("Seuil", "='Notes d''été'!$A$1")
    return target.getvalue()


def scratch(
    placed: Sequence[Placement],
    *,
    date_1904: bool = False,
    customers: Sequence[str] = CUSTOMERS,
    draw: Callable[[Any, Any], None] | None = None,
) -> bytes:
    """Our sheets as the renderer makes them: the balance with table, chart and note, others filtered."""
    target = BytesIO()
    with xlsxwriter.Workbook(target, {"date_1904": date_1904}) as book:
        book.set_properties({"created": dt.datetime(2026, 1, 1, tzinfo=dt.UTC).replace(tzinfo=None)})
        head = book.add_format({"bold": True, "bg_color": "#DDE6F0", "border": 1})
        money = book.add_format({"num_format": '#,##0.00 "€"'})
        date = book.add_format({"num_format": "dd/mm/yyyy"})
        late = book.add_format({"font_color": "#9C0006", "num_format": '0.0 "j"'})
        last = len(customers)
        for one in placed:
            sheet = book.add_worksheet(one.title)
            sheet.set_column(0, 0, 30)
            sheet.set_column(1, 1, 14, money)
            sheet.freeze_panes(1, 0)
            for column, heading in enumerate(("Client", "Montant", "Échéance")):
                sheet.write_string(0, column, heading, head)
            for row, name in enumerate(customers, start=1):
                sheet.write_string(row, 0, name)
                sheet.write_number(row, 1, row * 10.5, money)
                sheet.write_datetime(row, 2, dt.datetime(2026, 1, row), date)  # noqa: DTZ001
            total = sum(row * 10.5 for row in range(1, last + 1))
            sheet.write_formula(last + 1, 1, f"=SUM(B2:B{last + 1})", money, total)
            if one.mark == "balance":
                columns = [{"header": "Tranche"}, {"header": "Total", "format": money}]
                sheet.add_table(last + 4, 0, last + 6, 1, {"name": "xl_tranches", "columns": columns})
                chart = book.add_chart({"type": "bar", "name": f"{OBJECT_PREFIX}1"})
                chart.add_series({"values": [one.title, 1, 1, last, 1]})
                sheet.insert_chart("F2", chart)
                rule = {"type": "cell", "criteria": ">", "value": 50, "format": late}
                sheet.conditional_format(1, 1, last, 1, rule)
                sheet.data_validation(1, 3, last, 3, {"validate": "list", "source": ["Oui", "Non"]})
                sheet.write_comment("A1", "Notre note")
            else:
                sheet.autofilter(0, 0, last, 2)
            sheet.repeat_rows(0)
            sheet.set_landscape()
            if draw:
                draw(book, sheet)
    return target.getvalue()


def survey_of(content: bytes) -> Survey:
    package = open_package(content)
    return survey(package, package.workbook_part)


def refreshed(
    content: bytes,
    wanted: Sequence[tuple[str, str]] = WANTED,
    *,
    asked: Collection[str] = (),
    label: str = "suivi.xlsx",
    customers: Sequence[str] = CUSTOMERS,
    **drawn: Any,
) -> bytes:
    """The workbook after a refresh, as the file host does it."""
    return grafted(content, wanted, asked=asked, label=label, customers=customers, **drawn).content


def grafted(
    content: bytes,
    wanted: Sequence[tuple[str, str]] = WANTED,
    *,
    asked: Collection[str] = (),
    label: str = "suivi.xlsx",
    customers: Sequence[str] = CUSTOMERS,
    **drawn: Any,
) -> Grafted:
    """The outcome of a refresh; our list is known again by the first column, and has a line of totals."""
    package = open_package(content, label)
    found = survey(package, package.workbook_part)
    placed = placements(found, wanted, asked)
    block = Block(1, len(customers) + 1, 3, key_columns=(1,), footer_rows=1)
    sheets = [GraftSheet(one.mark, one.title, block=block) for one in placed]
    drawing = scratch(placed, date_1904=found.date_1904, customers=customers, **drawn)
    return graft(package, drawing, sheets)


def edited(content: bytes, part: str, edit: Callable[[etree._Element], None]) -> bytes:
    """The workbook after someone else changed one XML part."""
    draft = Draft(open_package(content))
    root = draft.xml(part)
    edit(root)
    draft.put_xml(part, root)
    return draft.archive()


def changed_parts(before: bytes, after: bytes) -> set[str]:
    """Members of ``before`` whose content is another in ``after``, or that are gone."""
    old, new = open_package(before), open_package(after)
    return {name for name in old.names if name not in new or old.read(name) != new.read(name)}


def sheet_part(content: bytes, title: str) -> str:
    return next(one.part for one in survey_of(content).sheets if one.title == title)


def names_of(content: bytes) -> list[tuple[str, str, int | None]]:
    return [(one.name, one.refers_to, one.scope) for one in survey_of(content).names]


def package_of(content: bytes) -> Package:
    return open_package(content)
