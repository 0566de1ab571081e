"""From a file to a Workbook."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from xladdin.dunning.case_rows import unknown_customers
from xladdin.dunning.journal_history import history_from_journal
from xladdin.dunning.journal_lines import with_codes
from xladdin.ledger.build import build_ledger
from xladdin.model.problem import problem
from xladdin.model.source_map import SourceMap
from xladdin.workbook.assemble import assemble
from xladdin.workbook.book import read_book
from xladdin.workbook.collector import collector_paused
from xladdin.workbook.detect import find_layout
from xladdin.workbook.dunning_records import read_dunning_records
from xladdin.workbook.parameters import parameters_place, read_settings, sender_cells
from xladdin.workbook.reminder_sheets import assigned_to_nobody
from xladdin.workbook.workbook import Workbook

if TYPE_CHECKING:
    import os
    from collections.abc import Mapping

    from xladdin.model.problem import Problem
    from xladdin.workbook.grid import Book


def read_workbook(path: str | os.PathLike[str]) -> Workbook:
    """Understands a .xlsx, .xlsm, .csv or .txt file, whatever its layout.

    Raises:
        UnreadableFileError: the file cannot be opened safely.
        LayoutError: no list of customer invoices can be made out; the message says of each sheet why.
    """
    with collector_paused():
        return understand(read_book(path))


def _note(code: str, fields: Mapping[str, object]) -> Problem:
    """A remark of the file reader; its fields may name the sheet and the cell."""
    where = {place: str(fields.get(place, "")) for place in ("sheet", "cell")}
    others = {name: value for name, value in fields.items() if name not in where}
    return problem(code, sheet=where["sheet"], cell=where["cell"], **others)


def understand(book: Book) -> Workbook:
    """The same from a book that has been read.

    Raises:
        LayoutError: as above.
    """
    settings, problems = read_settings(book)
    problems = [_note(code, fields) for code, fields in book.notes] + problems
    layout = find_layout(book, settings)
    dunning, faults = read_dunning_records(book, settings)
    drafts = assemble(layout, settings, date_1904=book.date_1904)
    ledger = build_ledger(
        drafts.items,
        drafts.settlements,
        drafts.customers,
        settings=settings,
        problems=(*problems, *layout.problems, *drafts.problems, *faults),
    )
    dunning = replace(dunning, journal=with_codes(dunning.journal, ledger.customers))
    return Workbook(
        ledger=ledger,
        source_map=SourceMap(
            tuple(drafts.sources),
            book.date_1904,
            layout.other_sheets,
            *parameters_place(book),
            deleted=book.deleted,
            sender_cells=sender_cells(book),
        ),
        settings=settings,
        history=history_from_journal(dunning.journal, drafts.history),
        problems=(
            *ledger.problems,
            *unknown_customers(dunning.cases.records, ledger.customers),
            *assigned_to_nobody(book, ledger.customers),
        ),
        dunning=dunning,
    )
