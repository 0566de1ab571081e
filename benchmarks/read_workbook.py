"""Reading a workbook of 100 000 invoices in 15 columns: processor time against openpyxl, and peak memory.

Builds the workbooks in a temporary folder with XlsxWriter: one with shared strings, as Excel saves them, one
with inline strings, as many exports do. Then measures, each in a process of its own so that neither pays for
the other's imports or memory:

- openpyxl: ``load_workbook`` and a pass over all values;
- calamine alone: what reading the cells costs whoever does it;
- ``read_book``: the cells, and the errors, formulas and strays that calamine does not tell;
- ``read_workbook``: the whole way to a ledger.

Run: ``python benchmarks/read_workbook.py`` (options ``--rows``, ``--large``, ``--runs``, ``--strings``).
"""

from __future__ import annotations

import argparse
import datetime as dt
import json
import resource
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import TYPE_CHECKING, Any

import xlsxwriter

if TYPE_CHECKING:
    from collections.abc import Callable

GOAL = 10
SHARED, INLINE = "shared", "inline"
HEADINGS = (
    "N° pièce", "Code client", "Nom client", "Type", "Date facture", "Échéance", "Montant HT", "TVA",
    "Montant TTC", "Montant réglé", "Date règlement", "Mode de règlement", "Chargé de recouvrement",
    "Groupe", "Libellé",
)  # fmt: skip
SMALL = "petit.xlsx"
"""Read once before the clock starts, so that imports are not part of the figures."""
FIRST_DAY = dt.date(2025, 1, 1)
CUSTOMERS = 5_000
OPEN_CUSTOMERS = 2_000


def build(path: Path, rows: int, strings: str = SHARED, open_pieces: int | None = None) -> None:
    """An invoice list: half of the columns texts, four amounts, three dates.

    Args:
        open_pieces: how many stay open, shared by ``OPEN_CUSTOMERS`` of the ``CUSTOMERS``; None leaves two
            thirds of all rows open.
    """
    with xlsxwriter.Workbook(path, {"constant_memory": strings == INLINE}) as workbook:
        sheet = workbook.add_worksheet("Factures")
        day = workbook.add_format({"num_format": "dd/mm/yyyy"})
        money = workbook.add_format({"num_format": "#,##0.00"})
        sheet.write_row(0, 0, HEADINGS)
        for row in range(1, rows + 1):
            issued = FIRST_DAY + dt.timedelta(days=row % 500)
            net = (row * 7919 % 1_000_000) / 100
            tax = round(net * 0.2, 2)
            customer = row % CUSTOMERS
            sheet.write_row(
                row, 0, (f"FA{row:07}", f"C{customer:05}", f"Client {customer} & Fils", "Facture")
            )
            sheet.write_datetime(row, 4, issued, day)
            sheet.write_datetime(row, 5, issued + dt.timedelta(days=30), day)
            for column, amount in ((6, net), (7, tax), (8, round(net + tax, 2))):
                sheet.write_number(row, column, amount, money)
            if is_paid(row, open_pieces):
                sheet.write_number(row, 9, round(net + tax, 2), money)
                sheet.write_datetime(row, 10, issued + dt.timedelta(days=40), day)
            sheet.write_row(row, 11, ("Virement", f"Agent {row % 7}", f"Groupe {row % 50}", "Prestation"))


def is_paid(row: int, open_pieces: int | None) -> bool:
    """Whether a row of the sample is paid in full."""
    if open_pieces is None:
        return row % 3 == 0
    customer, turn = row % CUSTOMERS, row // CUSTOMERS
    return customer >= OPEN_CUSTOMERS or turn * OPEN_CUSTOMERS + customer >= open_pieces


def openpyxl_values(path: str) -> int:
    """All values by openpyxl."""
    import openpyxl  # noqa: PLC0415 - each reader is imported only where it is measured

    workbook = openpyxl.load_workbook(path, data_only=True)
    return sum(len(row) for sheet in workbook.worksheets for row in sheet.iter_rows(values_only=True))


def calamine_values(path: str) -> int:
    """All values by calamine."""
    from python_calamine import CalamineWorkbook  # noqa: PLC0415

    workbook = CalamineWorkbook.from_path(path)
    return sum(
        len(row) for name in workbook.sheet_names for row in workbook.get_sheet_by_name(name).to_python()
    )


def our_book(path: str) -> int:
    """All values by ``read_book``."""
    from xladdin.workbook.book import read_book  # noqa: PLC0415

    return sum(len(row) for grid in read_book(path).grids for row in grid.rows)


def our_workbook(path: str) -> int:
    """The ledger; the number of its items."""
    from xladdin.workbook.reader import read_workbook  # noqa: PLC0415

    return len(read_workbook(path).ledger.items)


READERS: dict[str, Callable[[str], int]] = {
    "openpyxl": openpyxl_values,
    "calamine": calamine_values,
    "read_book": our_book,
    "read_workbook": our_workbook,
}


def measured_here(reader: str, path: str, small: str) -> dict[str, float]:
    """Processor seconds of one reading, imports apart, and peak memory in MiB."""
    READERS[reader](small)
    start = time.process_time()
    result = READERS[reader](path)
    seconds = time.process_time() - start
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    return {"seconds": seconds, "peak": peak, "result": result}


def measured(reader: str, path: Path, runs: int = 1) -> dict[str, Any]:
    """The quickest of several runs, each in a new process."""
    command = [sys.executable, __file__, "--reader", reader, "--path", str(path)]
    command += ["--small", str(path.parent / SMALL)]
    outputs = [
        subprocess.run(command, check=True, capture_output=True, text=True).stdout for _ in range(runs)
    ]
    results: list[dict[str, Any]] = [json.loads(output) for output in outputs]
    return min(results, key=lambda one: one["seconds"])


def compare(folder: Path, strings: str, rows: int, runs: int) -> None:
    """Print what each reader takes, and how much less than openpyxl."""
    path = folder / "factures.xlsx"
    build(path, rows, strings)
    size = path.stat().st_size / 2**20
    print(f"{rows} rows x {len(HEADINGS)} columns, {strings} strings, {size:.1f} MiB")
    reference = measured("openpyxl", path, runs)["seconds"]
    print(f"{'openpyxl':15} {reference:7.2f} s CPU")
    for reader in ("calamine", "read_book", "read_workbook"):
        seconds = measured(reader, path, runs)["seconds"]
        goal = f"  (goal: {GOAL}x)" if reader == "read_workbook" else ""
        print(f"{reader:15} {seconds:7.2f} s CPU  {reference / seconds:5.1f}x less than openpyxl{goal}")


def weigh(folder: Path, strings: str, rows: int) -> None:
    """Print the peak memory of one long reading."""
    path = folder / "factures.xlsx"
    build(path, rows, strings)
    for reader in ("calamine", "read_book", "read_workbook"):
        result = measured(reader, path)
        print(
            f"{reader:15} {rows} rows, {strings} strings: {result['peak']:.0f} MiB at peak, "
            f"{result['seconds']:.1f} s CPU"
        )


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0] if __doc__ else "")
    parser.add_argument("--rows", type=int, default=100_000)
    parser.add_argument("--large", type=int, default=500_000, help="rows of the memory test, 0 for none")
    parser.add_argument("--runs", type=int, default=3, help="of each reader; the quickest counts")
    parser.add_argument("--strings", choices=(SHARED, INLINE, "both"), default="both")
    parser.add_argument("--reader", choices=READERS, help=argparse.SUPPRESS)
    parser.add_argument("--path", help=argparse.SUPPRESS)
    parser.add_argument("--small", help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.reader:
        print(json.dumps(measured_here(options.reader, options.path, options.small)))
        return
    kinds = (SHARED, INLINE) if options.strings == "both" else (options.strings,)
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        build(folder / SMALL, 10)
        for strings in kinds:
            compare(folder, strings, options.rows, options.runs)
        if options.large:
            weigh(folder, kinds[0], options.large)


if __name__ == "__main__":
    main()
