"""Refreshing every report sheet of a workbook of 100 000 invoices: processor time against openpyxl.

A sample as a credit controller has it: 16 months of invoices of 5 000 customers, of which 2 000 still have
something open, 10 000 pieces together (``--open``); the others are paid in full. Builds the workbooks in a
temporary folder, then measures, each in a process of its own, imports apart:

- openpyxl: load the workbook, age it by pandas, write the same rows as our sheets hold, save;
- ``refresh``: read, report, make the same sheets, put them into the file; and with those of reminders;
- write-back: the same finished sheets put into a workbook of 100 000 and of 500 000 invoices.

Run: ``python benchmarks/refresh.py`` (options ``--rows``, ``--large``, ``--open``, ``--runs``).
"""

from __future__ import annotations

import argparse
import datetime as dt
import json
import pickle
import resource
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import TYPE_CHECKING, Any

from read_workbook import SHARED, build

if TYPE_CHECKING:
    from collections.abc import Callable

    from xladdin.model.sheet_plan import SheetPlan

TIMES_LESS = 8
MOST_GROWTH = 1.15
AS_OF = dt.date(2026, 6, 30)
REPORTS = (
    "Balance âgée", "Échéancier", "Efficacité recouvrement", "Suivi des relances", "Anomalies", "Paramètres",
    "Clients",
)  # fmt: skip
SHEETS = "feuilles.pickle"
"""The finished sheets, made once: the baseline writes the same rows, the write-back the same sheets."""


def plans_of(path: Path) -> list[SheetPlan]:
    """Every sheet that a refresh adds to a workbook."""
    from xladdin.app.report_sheets import input_plans, report_plans  # noqa: PLC0415 - measured: imported late
    from xladdin.workbook.reader import read_workbook  # noqa: PLC0415

    workbook = read_workbook(path)
    return [*report_plans(workbook, AS_OF), *input_plans(workbook, AS_OF, AS_OF)]


def prepare(folder: Path, rows: int, open_pieces: int, same_sheets: Path | None) -> None:
    """A workbook, and beside it the sheets to write: its own, or those of another workbook."""
    folder.mkdir()
    path = folder / "factures.xlsx"
    build(path, rows, SHARED, open_pieces)
    sheets = same_sheets.read_bytes() if same_sheets else pickle.dumps(plans_of(path))
    (folder / SHEETS).write_bytes(sheets)


def by_openpyxl(path: Path) -> None:
    """Load, age by pandas, write the same rows, save."""
    import openpyxl  # noqa: PLC0415
    import pandas as pd  # noqa: PLC0415

    book = openpyxl.load_workbook(path)
    headings, *rows = book.worksheets[0].iter_rows(values_only=True)
    frame = pd.DataFrame(rows, columns=[str(heading) for heading in headings])
    due = pd.to_datetime(frame["Échéance"])
    late = (pd.Timestamp(AS_OF) - due).dt.days
    bucket = pd.cut(late, [-(10**6), 0, 30, 60, 90, 10**6])
    open_amount = frame["Montant TTC"] - frame["Montant réglé"].fillna(0)
    open_amount.groupby([frame["Code client"], bucket], observed=False).sum()
    for plan in pickle.loads((path.parent / SHEETS).read_bytes()):  # noqa: S301 - written by this script
        sheet = book.create_sheet(plan.name)
        for (row, column), cell in plan.cells.items():
            sheet.cell(row, column, cell.value)
    book.save(path.with_name("openpyxl.xlsx"))


def by_refresh(path: Path) -> None:
    """The use case behind « actualiser », for the report sheets, into another file."""
    from xladdin.app.refresh import refresh  # noqa: PLC0415
    from xladdin.hosts.file import FileHost  # noqa: PLC0415

    refresh(FileHost(path, path.with_name("xladdin.xlsx")), today=AS_OF, as_of=AS_OF, sheets=REPORTS)


def by_whole_refresh(path: Path) -> None:
    """The same for all sheets, those of reminders included."""
    from xladdin.app.refresh import refresh  # noqa: PLC0415
    from xladdin.hosts.file import FileHost  # noqa: PLC0415

    refresh(FileHost(path, path.with_name("xladdin.xlsx")), today=AS_OF, as_of=AS_OF)


def by_write_back(path: Path) -> None:
    """The finished sheets into the file, nothing read."""
    from xladdin.hosts.file import apply_plans  # noqa: PLC0415

    plans = pickle.loads((path.parent / SHEETS).read_bytes())  # noqa: S301 - written by this script
    apply_plans(path, plans, out=path.with_name("xladdin.xlsx"))


WAYS: dict[str, Callable[[Path], None]] = {
    "openpyxl": by_openpyxl,
    "refresh": by_refresh,
    "whole refresh": by_whole_refresh,
    "write-back": by_write_back,
}


def measured_here(way: str, path: Path, small: Path) -> dict[str, float]:
    """Processor seconds, imports apart, and peak memory in MiB."""
    WAYS[way](small)
    start = time.process_time()
    WAYS[way](path)
    seconds = time.process_time() - start
    return {"seconds": seconds, "peak": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024}


def measured(way: str, path: Path, runs: int) -> dict[str, Any]:
    """The quickest of several runs, each in a new process."""
    small = path.parent.parent / "small" / path.name
    command = [sys.executable, __file__, "--way", way, "--path", str(path), "--small", str(small)]
    outputs = [
        subprocess.run(command, check=True, capture_output=True, text=True).stdout for _ in range(runs)
    ]
    results: list[dict[str, Any]] = [json.loads(output) for output in outputs]
    return min(results, key=lambda one: one["seconds"])


def prepared(folder: Path, rows: int, open_pieces: int, same_sheets: Path | None = None) -> Path:
    """``prepare`` in another process: a child's peak memory begins at its parent's."""
    command = [sys.executable, __file__, "--prepare", str(folder), "--rows", str(rows)]
    command += ["--open", str(open_pieces)]
    command += ["--sheets", str(same_sheets)] if same_sheets else []
    subprocess.run(command, check=True)
    return folder / "factures.xlsx"


def compare(folder: Path, options: argparse.Namespace) -> None:
    """Measure and print."""
    prepared(folder / "small", 50, 50)
    normal = prepared(folder / "normal", options.rows, options.open)
    large = prepared(folder / "large", options.large, options.open, normal.parent / SHEETS)
    openpyxl = measured("openpyxl", normal, options.runs)
    ours, whole = (measured(way, normal, options.runs) for way in ("refresh", "whole refresh"))
    back, back_large = (measured("write-back", path, options.runs) for path in (normal, large))
    ratio = openpyxl["seconds"] / ours["seconds"]
    growth = back_large["seconds"] / back["seconds"]
    print(f"{options.rows:,} invoices x 15 columns, {options.open:,} open, every sheet")
    print(f"openpyxl    {openpyxl['seconds']:6.2f} s CPU  peak {openpyxl['peak']:5.0f} MiB")
    print(
        f"refresh     {ours['seconds']:6.2f} s CPU  peak {ours['peak']:5.0f} MiB"
        f"  {ratio:.1f}x less (goal {TIMES_LESS}x)"
    )
    print(f"with those of reminders {whole['seconds']:.2f} s CPU, peak {whole['peak']:.0f} MiB")
    print(
        f"write-back  {back['seconds']:6.2f} s CPU  peak {back['peak']:5.0f} MiB; with {options.large:,} "
        f"invoices {back_large['seconds']:.2f} s, peak {back_large['peak']:.0f} MiB: "
        f"{growth:.2f}x (goal {MOST_GROWTH}x)"
    )


def main() -> None:
    """Measure and print; or one step of it, in a process of its own."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0] if __doc__ else "")
    parser.add_argument("--rows", type=int, default=100_000)
    parser.add_argument("--large", type=int, default=500_000)
    parser.add_argument("--open", type=int, default=10_000, help="pieces still open")
    parser.add_argument("--runs", type=int, default=3, help="of each; the quickest counts")
    parser.add_argument("--prepare", type=Path, help=argparse.SUPPRESS)
    parser.add_argument("--sheets", type=Path, help=argparse.SUPPRESS)
    parser.add_argument("--way", choices=WAYS, help=argparse.SUPPRESS)
    parser.add_argument("--path", type=Path, help=argparse.SUPPRESS)
    parser.add_argument("--small", type=Path, help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.prepare:
        prepare(options.prepare, options.rows, options.open, options.sheets)
    elif options.way:
        print(json.dumps(measured_here(options.way, options.path, options.small)))
    else:
        with tempfile.TemporaryDirectory() as folder:
            compare(Path(folder), options)


if __name__ == "__main__":
    main()
