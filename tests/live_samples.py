"""Live workbooks in tests: what formulas compute after an edit, and what the reports say then."""

from __future__ import annotations

import shutil
import subprocess
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import ironcalc
import openpyxl
from python_calamine import CalamineWorkbook

from xladdin.app.report_sheets import MONTHS_AHEAD
from xladdin.reports.aged_balance import aged_balance
from xladdin.reports.collection import collection_rate, collection_rates_by
from xladdin.reports.schedule import bills_schedule, schedule
from xladdin.reports.unallocated import unallocated_rate
from xladdin.sheets.collection import NOBODY
from xladdin.workbook.reader import read_workbook

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Callable, Iterable
    from pathlib import Path

BALANCE, SCHEDULE, COLLECTION = "Balance âgée", "Échéancier", "Efficacité recouvrement"
GOOD, CHANGED = "égale le reste dû", "Actualisez"
FIRST_ROW = 5
_BILLS = "Effets en circulation"

Lines = dict[str, list[float]]
"""Figures by the label of their row."""


@dataclass(frozen=True)
class Shown:
    """A sheet as somebody sees it: rows of values, from A1."""

    rows: list[list[Any]]

    @property
    def control(self) -> str:
        return str(self.rows[2][0])

    def lines(self) -> Lines:
        """Figures per label in the first column, from the first row to the first blank label."""
        head = self.rows[FIRST_ROW - 2]
        first = 2 if head[0] == "Code Client" else 1
        last = max(place for place, cell in enumerate(head) if cell not in ("", None))
        found: Lines = {}
        for row in self.rows[FIRST_ROW - 1 :]:
            label = str(row[0] or "")
            if not label:
                break
            found[label] = [
                round(float(cell), 6) if cell not in ("", None) else 0.0 for cell in row[first : last + 1]
            ]
        return found


def edited(path: Path, target: Path, edit: Callable[[Any], object]) -> Path:
    """A copy that somebody has typed into; nothing in it is calculated."""
    book = openpyxl.load_workbook(path)
    edit(book)
    for sheet in book.worksheets:
        # openpyxl writes a blank cell as a number without value, which IronCalc takes for zero.
        for place in [place for place, cell in sheet._cells.items() if cell.value is None]:
            del sheet._cells[place]
    book.save(target)
    return target


def by_ironcalc(path: Path) -> dict[str, Shown]:
    """Every sheet as IronCalc computes it."""
    book = openpyxl.load_workbook(path, read_only=True)
    titles = list(book.sheetnames)
    book.close()
    model = ironcalc.load_from_xlsx(str(path), "en", "UTC", "en")
    model.evaluate()
    shown = {}
    for sheet, title in enumerate(titles):
        _, rows, _, columns = model.get_sheet_dimensions(sheet)
        shown[title] = Shown(
            [
                [model.get_cell_value(sheet, row, column) for column in range(1, columns + 1)]
                for row in range(1, rows + 1)
            ]
        )
    return shown


def by_libreoffice(path: Path, folder: Path) -> dict[str, Shown]:
    """Every sheet as LibreOffice computes it."""
    folder.mkdir(exist_ok=True)
    profile = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
    command = [
        "soffice",
        profile,
        "--headless",
        "--norestore",
        "--convert-to",
        "xlsx",
        "--outdir",
        str(folder),
    ]
    subprocess.run([*command, str(path)], check=True, capture_output=True, timeout=180)
    book = CalamineWorkbook.from_path(folder / path.name)
    return {
        name: Shown(book.get_sheet_by_name(name).to_python(skip_empty_area=False))
        for name in book.sheet_names
    }


def has_libreoffice() -> bool:
    return shutil.which("soffice") is not None


def reported(path: Path, as_of: dt.date) -> dict[str, Lines]:
    """The same figures by the reports, from the cells as they stand."""
    workbook = read_workbook(path)
    ledger, settings = workbook.ledger, workbook.settings
    balance = aged_balance(ledger, as_of, scale=settings.scale, credits=settings.credits)
    months = schedule(ledger, as_of, months=MONTHS_AHEAD, credits=settings.credits)
    bills = bills_schedule(ledger, as_of, months=MONTHS_AHEAD).sum()
    rates = collection_rates_by(ledger, "collector", as_of, as_of)
    whole = collection_rate(ledger, as_of, as_of)
    return {
        BALANCE: _frame(balance),
        SCHEDULE: _frame(months) | {_BILLS: [int(bills.get(label, 0)) / 100 for label in months.columns]},
        COLLECTION: {
            **{name or NOBODY: _progress(one) for name, one in rates.items()},
            "Total": _progress(whole),
            "(affectation)": _matching(unallocated_rate(ledger, as_of, as_of)),
        },
    }


def differences(
    shown: dict[str, Shown],
    expected: dict[str, Lines],
    titles: Iterable[str] = (BALANCE, SCHEDULE, COLLECTION),
) -> list[str]:
    """What a sheet says otherwise than the report; a customer without any amount may be on it or not."""
    found = []
    for title in titles:
        lines = shown[title].lines()
        if title == COLLECTION:
            row = next(
                place
                for place, cells in enumerate(shown[title].rows)
                if cells[0] == "Règlements non affectés"
            )
            lines["(affectation)"] = [round(float(cell or 0), 6) for cell in shown[title].rows[row + 1][1:5]]
        lines.pop("Part", None)
        for label in {*lines, *expected[title]}:
            there, due = lines.get(label, []), expected[title].get(label, [])
            if [round(one, 6) for one in there] != [round(one, 6) for one in due] and (
                any(there) or any(due)
            ):
                found.append(f"{title} / {label} : {there} au lieu de {due}")
    return found


def _frame(frame: Any) -> Lines:
    lines = {str(code): [int(cents) / 100 for cents in row] for code, *row in frame.itertuples(name=None)}
    return lines | {"Total": [int(cents) / 100 for cents in frame.sum()]}


def _progress(one: Any) -> list[float]:
    return [one.to_collect / 100, one.collected / 100, one.remaining / 100, one.rate or 0.0]


def _matching(one: Any) -> list[float]:
    return [one.base / 100, one.matched / 100, one.remaining / 100, one.rate or 0.0]
