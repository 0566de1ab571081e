"""The command of cases: list them, show one in Word, open one by hand."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer
from rich.box import SIMPLE_HEAD
from rich.table import Table
from rich.text import Text

from xladdin.errors import ArgumentError
from xladdin.model.wording import french_amount, french_date, french_percent
from xladdin.surfaces.arguments import parse_date
from xladdin.surfaces.case_payloads import case_json
from xladdin.surfaces.french_typer import french_command
from xladdin.surfaces.options import AsJson, AsOf, WorkbookPath, print_json, today
from xladdin.surfaces.screen import Screen

if TYPE_CHECKING:
    from xladdin.app.case_document import CaseDocument
    from xladdin.dunning.case import Case
    from xladdin.dunning.cases import Recovery

Document = Annotated[
    Path | None,
    typer.Option("--sortie", metavar="FICHIER", help="Le document Word ; sinon près du classeur."),
]


def add_case_commands(app: typer.Typer) -> None:
    """Registers the command."""
    french_command(app, "dossier")(case_file)


def case_file(
    path: WorkbookPath,
    wanted: Annotated[
        str | None,
        typer.Argument(
            metavar="[NUMÉRO|CLIENT]", help="Un dossier ; sans lui, la liste.", show_default=False
        ),
    ] = None,
    *,
    as_of: AsOf = None,
    reason: Annotated[
        str | None, typer.Option("--ouvrir", metavar="MOTIF", help="Ouvre un dossier pour ce client.")
    ] = None,
    output: Document = None,
    as_json: AsJson = False,
) -> None:
    """Dossiers de recouvrement : la liste, ou l’un d’eux en document Word."""
    from xladdin.app.case_document import cases_of_workbook, write_case_document  # noqa: PLC0415
    from xladdin.hosts.file import FileHost  # noqa: PLC0415

    host, day = FileHost(path), parse_date(as_of) if as_of else None
    if wanted is None:
        if reason is not None or output is not None:
            raise ArgumentError("De quel client ?", "Donnez son code ou son nom après le classeur.")
        work = cases_of_workbook(host, today=today(), as_of=day)
        if as_json:
            print_json({"as_of": work.as_of.isoformat(), "cases": [case_json(case) for case in work.cases]})
        else:
            _show_list(work)
        return
    if reason is not None and not reason.strip():
        raise ArgumentError("Le motif est vide.", "Écrivez pourquoi le dossier s’ouvre, en quelques mots.")
    done = write_case_document(
        host, wanted, today=today(), as_of=day, reason=(reason or "").strip(), out=output
    )
    if as_json:
        print_json({**case_json(done.case), "document": str(done.path)})
    else:
        _show_document(done)


def _show_list(work: Recovery) -> None:
    screen = Screen()
    screen.title("Dossiers de recouvrement", work.as_of)
    if not work.cases:
        screen.note("Aucun dossier.")
        return
    table = Table(box=SIMPLE_HEAD, pad_edge=False)
    for heading in ("Numéro", "Client", "État", "Étape atteinte"):
        table.add_column(heading)
    for heading in ("Reste dû", "Provision"):
        table.add_column(heading, justify="right", no_wrap=True)
    for case in work.cases:
        table.add_row(
            *map(Text, (case.record.number, case.name, case.state_in_words, case.step)),
            f"{french_amount(case.outstanding)} {case.record.currency}",
            french_amount(case.provision) if case.provision else "",
        )
    screen.console.print(table)


def _show_document(done: CaseDocument) -> None:
    screen, case = Screen(), done.case
    screen.title(f"Dossier {case.record.number}, {case.name}", case.as_of, case.record.currency)
    screen.figures(_figures(case), texts=True)
    if done.applied is not None:
        screen.line(f"Inscrit dans la feuille {', '.join(done.applied.titles)}.")
    screen.line(f"Document : {done.path}")


def _figures(case: Case) -> list[tuple[str, str]]:
    loss = "" if case.loss_percent is None else f" ({french_percent(float(case.loss_percent / 100))})"
    upcoming = case.next_intervention
    lines = [
        ("État", case.state_in_words),
        ("Motif", case.record.reason),
        ("Étape atteinte", case.step),
        ("Reste dû", french_amount(case.outstanding)),
        ("Pénalités et frais", french_amount(case.charges)),
        ("Provision", f"{french_amount(case.provision)}{loss}"),
        ("À faire", f"{upcoming.what} {french_date(upcoming.on)}".strip() if upcoming else ""),
    ]
    return [(label, text) for label, text in lines if text]
