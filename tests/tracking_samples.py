"""A small workbook on the disk whose sheets of reminders are written, edited as a user would, read again."""

from __future__ import annotations

import datetime as dt
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

import openpyxl

from xladdin.app.dunning_sheets import dunning_plans
from xladdin.app.journal_now import with_journal
from xladdin.app.propose import proposed_run
from xladdin.app.refresh import refresh
from xladdin.dunning.campaign import record
from xladdin.dunning.journal import State
from xladdin.hosts.file import FileHost

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

    from xladdin.workbook.workbook import Workbook

FOLLOW_UP, TO_REMIND, JOURNAL = "Suivi des relances", "Relances à faire", "Journal des relances"
DUE = dt.date(2026, 1, 31)
HEADINGS = (
    "N° facture", "Code client", "Client", "Date facture", "Échéance", "Montant TTC", "Litige", "Relance 1",
)  # fmt: skip
INVOICES: tuple[tuple[object, ...], ...] = (
    ("F1", "C1", "Dupont & Fils", dt.date(2026, 1, 1), DUE, 100, None, None),
    ("F2", "C1", "Dupont & Fils", dt.date(2026, 1, 2), dt.date(2026, 2, 5), 200, None, None),
    ("F3", "C2", "Éts <Nord>", dt.date(2026, 1, 3), DUE, 5000, None, None),
    ("F4", "C2", "Éts <Nord>", dt.date(2026, 1, 4), DUE, 40, "prix", None),
    ("F5", "C3", "Mairie", dt.date(2026, 1, 5), DUE, 700, None, dt.date(2026, 2, 6)),
    ("E1", "C3", "Mairie", dt.date(2026, 1, 6), dt.date(2026, 2, 1), 60, None, None),
    ("E1", "C3", "Mairie", dt.date(2026, 1, 6), dt.date(2026, 2, 28), 60, None, None),
)


def day(late: int) -> dt.date:
    """So many days after ``DUE``."""
    return DUE + dt.timedelta(days=late)


class Book:
    """One workbook; what is done with it is done through the file."""

    def __init__(self, path: Path, invoices: Sequence[Sequence[object]] = INVOICES) -> None:
        self.path = path
        book = openpyxl.Workbook()
        sheet = book.active
        assert sheet is not None
        sheet.title = "Factures"
        for line in (HEADINGS, *invoices):
            sheet.append(list(line))
        book.save(path)

    @property
    def host(self) -> FileHost:
        return FileHost(self.path)

    def read(self) -> Workbook:
        return self.host.read()

    def refresh(self, late: int, **options: Any) -> bytes:
        """Actualiser so many days after the due date."""
        refresh(self.host, today=day(late), as_of=day(late), **options)
        return self.path.read_bytes()

    def generate(self, late: int, *, state: State = State.SENT) -> dict[str, str]:
        """A campaign; answers the step taken per piece."""
        workbook = self.read()
        run = proposed_run(workbook, day(late))
        journal = record(workbook.dunning.journal, run, campaign=f"K{late}", state=state)
        self.host.apply(dunning_plans(with_journal(workbook, journal), day(late)))
        return {line.number: step.name for _, line, step in run.steps_taken()}

    @contextmanager
    def edited(self, title: str) -> Iterator[Sheet]:
        """One sheet, as in Excel; saved at the end."""
        book = openpyxl.load_workbook(self.path)
        yield Sheet(book[title])
        book.save(self.path)

    def sheet(self, title: str) -> Sheet:
        """One sheet, to look at."""
        return Sheet(openpyxl.load_workbook(self.path)[title])

    def titles(self) -> list[str]:
        return list(openpyxl.load_workbook(self.path).sheetnames)

    def steps(self) -> set[tuple[str, int, dt.date]]:
        """What the workbook knows to have left: number, rank and date."""
        history = self.read().history
        return {(number, rank, date) for (number, rank), date in history.sent.items()}

    def problems(self) -> list[tuple[str, str, str]]:
        return [(one.code, one.sheet, one.cell) for one in self.read().problems]


class Sheet:
    """Cells of a list by row and heading."""

    def __init__(self, sheet: Any) -> None:
        self.sheet = sheet
        self.header = next(
            row for row in range(1, 9) if sum(cell.value is not None for cell in sheet[row]) > 4
        )
        self.columns = {cell.value: cell.column for cell in sheet[self.header] if cell.value is not None}

    def rows(self) -> range:
        return range(self.header + 1, self.sheet.max_row + 1)

    def row(self, number: str, nth: int = 0) -> int:
        """Row of a piece; the ``nth`` of those with its number."""
        column = self.columns.get("Numéro de Pièce") or self.columns["Numéro de pièce"]
        return [row for row in self.rows() if self.sheet.cell(row, column).value == number][nth]

    def get(self, row: int, heading: str) -> Any:
        value = self.sheet.cell(row, self.columns[heading]).value
        return value.date() if isinstance(value, dt.datetime) else value

    def put(self, row: int, heading: str, value: object) -> None:
        self.sheet.cell(row, self.columns[heading]).value = value

    def column(self, heading: str) -> list[Any]:
        return [self.get(row, heading) for row in self.rows()]

    def sort(self, heading: str, *, without: Sequence[str] = (), reverse: bool = False) -> None:
        """Sorts the rows, but for the columns that are left out."""
        moved = [column for name, column in self.columns.items() if name not in without]
        key = self.columns[heading]
        lines = sorted(
            ({column: self.sheet.cell(row, column).value for column in moved} for row in self.rows()),
            key=lambda line: str(line[key]),
            reverse=reverse,
        )
        for row, line in zip(self.rows(), lines, strict=True):
            for column, value in line.items():
                self.sheet.cell(row, column).value = value
