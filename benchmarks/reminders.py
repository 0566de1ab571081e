"""A campaign of 2 000 letters with its journal and sheets: processor time against docxtpl used plainly.

Builds a workbook of 2 000 customers with three late invoices each in a temporary folder, then measures, each
in a process of its own, imports apart:

- docxtpl: the same letters by ``DocxTemplate(template).render(context).save(file)``, nothing else; a tenth
  of them, times ten;
- the campaign: read the workbook, propose, make the letters, keep the campaign's file, write Suivi, Relances
  à faire, Journal, Actions à mener, Dossiers into the workbook.

Run: ``python benchmarks/reminders.py`` (options ``--customers``, ``--runs``).
"""

from __future__ import annotations

import argparse
import datetime as dt
import json
import resource
import statistics
import subprocess
import sys
import tempfile
import time
from io import BytesIO
from pathlib import Path
from typing import Any

Row = dict[str, str | float | dt.date]
AS_OF = dt.date(2026, 6, 30)
SHARE = 10
TIMES_LESS = 5


def build(path: Path, customers: int) -> None:
    """The shipped workbook with other customers and invoices."""
    import openpyxl  # noqa: PLC0415 - each part of the measure imports what it needs
    from openpyxl.utils import get_column_letter  # noqa: PLC0415

    from xladdin.resources import workbook_template  # noqa: PLC0415

    book = openpyxl.load_workbook(workbook_template("recouvrement.xlsx"))
    contents: dict[str, list[Row]] = {
        "Factures": invoices(customers),
        "Règlements": [{}],
        "Clients": clients(customers),
    }
    for name, rows in contents.items():
        sheet = book[name]
        headings = [cell.value for cell in sheet[1]]
        (table,) = sheet.tables.values()
        sheet.delete_rows(2, sheet.max_row)
        for number, row in enumerate(rows, 2):
            for column, heading in enumerate(headings, 1):
                sheet.cell(number, column, row.get(str(heading)))
        table.ref = f"A1:{get_column_letter(len(headings))}{sheet.max_row}"
        if table.autoFilter is not None:
            table.autoFilter.ref = table.ref
    book.save(path)


def clients(customers: int) -> list[Row]:
    """Somebody to write to, each with an address."""
    return [
        {
            "Code Client": f"C{number:05}",
            "Nom Client": f"Société {number:05} & Fils",
            "Adresse": f"{number} rue de la Paix",
            "Code postal": "75002",
            "Ville": "Paris",
        }
        for number in range(customers)
    ]


def invoices(customers: int) -> list[Row]:
    """Three late invoices a customer."""
    return [
        {
            "Numéro de Pièce": f"F{number:05}-{nth}",
            "Type": "Facture",
            "Code Client": f"C{number:05}",
            "Nom Client": f"Société {number:05} & Fils",
            "Date d’écriture": AS_OF - dt.timedelta(days=60 + 10 * nth),
            "Échéance": AS_OF - dt.timedelta(days=30 + 10 * nth),
            "Montant": 100.0 + number + nth / 4,
        }
        for number in range(customers)
        for nth in range(3)
    ]


def by_docxtpl(path: Path) -> int:
    """A tenth of the letters and nothing else."""
    from docxtpl import DocxTemplate  # noqa: PLC0415

    from xladdin.app.generate_reminders import prepare_reminders  # noqa: PLC0415
    from xladdin.hosts.file import FileHost  # noqa: PLC0415
    from xladdin.letters.context import letter_context  # noqa: PLC0415
    from xladdin.resources import letter_template  # noqa: PLC0415

    preparation = prepare_reminders(FileHost(path), today=AS_OF, author="", as_of=AS_OF)
    sender = preparation.workbook.settings.sender
    pairs = [*zip(preparation.run.notices, preparation.notices, strict=True)][::SHARE]
    contexts = [
        (one.step.template, letter_context(notice, sender, written_on=AS_OF)) for one, notice in pairs
    ]
    start = time.process_time()
    for template, context in contexts:
        letter = DocxTemplate(letter_template(template))
        letter.render(context, autoescape=True)
        letter.save(BytesIO())
    print(json.dumps({"cpu": (time.process_time() - start) * SHARE}))
    return len(contexts)


def campaign(path: Path) -> int:
    """Everything that « xladdin relances » does."""
    from xladdin.app.campaign_documents import Outputs  # noqa: PLC0415
    from xladdin.app.generate_reminders import generate_reminders, prepare_reminders  # noqa: PLC0415
    from xladdin.hosts.file import FileHost  # noqa: PLC0415

    host = FileHost(path)
    steps: dict[str, float] = {}
    start = last = time.process_time()
    name = ""

    def told(step: str, _share: float) -> None:
        nonlocal last, name
        now = time.process_time()
        steps[name] = steps.get(name, 0) + now - last
        last, name = now, "lettres" if step.startswith("Lettre") else step

    preparation = prepare_reminders(host, today=AS_OF, author="", as_of=AS_OF, progress=told)
    done = generate_reminders(host, preparation, Outputs(), author="", progress=told)
    told("", 1)
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
    cpu = time.process_time() - start
    del steps[""]
    print(json.dumps({"cpu": cpu, "letters": len(done.documents.letters), "MiB": peak, "steps": steps}))
    return len(done.documents.letters)


def measured(what: str, book: Path) -> dict[str, Any]:
    """One measure in a process of its own, on a copy of the workbook."""
    with tempfile.TemporaryDirectory() as folder:
        copy = Path(folder) / book.name
        copy.write_bytes(book.read_bytes())
        command = [sys.executable, __file__, "--measure", what, "--path", str(copy)]
        start = time.perf_counter()
        output = subprocess.run(command, check=True, capture_output=True, text=True).stdout
        found: dict[str, Any] = json.loads(output)
        return found | {"wall": time.perf_counter() - start}


def main() -> None:
    """Builds, measures in turn, prints the ratio of the medians."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--customers", type=int, default=2000)
    parser.add_argument("--runs", type=int, default=3)
    parser.add_argument("--measure", choices=["docxtpl", "campaign"])
    parser.add_argument("--path", type=Path)
    asked = parser.parse_args()
    if asked.measure:
        (by_docxtpl if asked.measure == "docxtpl" else campaign)(asked.path)
        return
    with tempfile.TemporaryDirectory() as folder:
        book = Path(folder) / "factures.xlsx"
        build(book, asked.customers)
        plain, ours = [], []
        for _ in range(asked.runs):
            plain.append(measured("docxtpl", book))
            ours.append(measured("campaign", book))
    base = statistics.median(one["cpu"] for one in plain)
    whole = statistics.median(one["cpu"] for one in ours)
    last = ours[-1]
    print(f"docxtpl, letters alone      {base:7.2f} s of CPU for {asked.customers} letters")
    print(f"campaign, all of it         {whole:7.2f} s of CPU for {last['letters']} letters")
    print(f"                            {last['wall']:7.2f} s on the clock, {last['MiB']} MiB at most")
    for step, seconds in last["steps"].items():
        print(f"  {step:26}{seconds:7.2f} s")
    print(f"ratio                       {base / whole:7.1f} (goal {TIMES_LESS})")


if __name__ == "__main__":
    main()
