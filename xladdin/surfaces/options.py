"""What the commands share: their options, reading the workbook, printing JSON."""

from __future__ import annotations

import datetime as dt
import getpass
import json
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer
from rich.console import Console

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from xladdin.workbook.workbook import Workbook

WorkbookPath = Annotated[
    Path, typer.Argument(metavar="CLASSEUR", help="Classeur .xlsx ou .xlsm, ou fichier .csv ou .txt.")
]
AsOf = Annotated[
    str | None,
    typer.Option(
        "--au",
        metavar="DATE",
        help="Date d’arrêté, 2026-06-30 ou 30/06/2026 ; sinon celle de Paramètres, sinon aujourd’hui.",
    ),
]
AsJson = Annotated[bool, typer.Option("--json", metavar=" ", help="Écrit le résultat en JSON.")]
Currency = Annotated[
    str | None,
    typer.Option(
        "--devise",
        metavar="CODE",
        help="Une seule devise, par exemple EUR.",
        callback=lambda code: code.strip().upper() if code else code,
    ),
]
Collector = Annotated[
    str | None,
    typer.Option("--charge", "--chargé", metavar="NOM", help="Un seul chargé de recouvrement."),
]
Group = Annotated[str | None, typer.Option("--groupe", metavar="NOM", help="Un seul groupe de clients.")]
Service = Annotated[str | None, typer.Option("--service", metavar="NOM", help="Un seul service.")]
Associate = Annotated[
    str | None, typer.Option("--associe", "--associé", metavar="NOM", help="Une seule personne associée.")
]

Customers = Annotated[
    list[str] | None,
    typer.Option(
        "--clients",
        metavar="CLIENT",
        help="Codes ou noms, séparés par des virgules, ou par « ; » si un nom contient une virgule.",
    ),
]
Folder = Annotated[
    Path | None,
    typer.Option("--dossier", metavar="DOSSIER", help="Où écrire ; sinon « lettres » près du classeur."),
]


def read(path: Path) -> Workbook:
    """The workbook, with a sign of life on the terminal while it is read."""
    from xladdin.workbook.reader import read_workbook  # noqa: PLC0415 - help and errors stay instant

    with Console(stderr=True).status(f"Lecture de {path.name} …"):
        return read_workbook(path)


def today() -> dt.date:
    """The user's own day; the only clock there is."""
    return dt.date.today()  # noqa: DTZ011 - the day on her wall, not that of Greenwich


def print_json(payload: Mapping[str, object]) -> None:
    """One JSON document on standard output."""
    sys.stdout.write(json.dumps(payload, ensure_ascii=False, indent=1) + "\n")


def listed(values: Iterable[str] | None) -> list[str]:
    """What was typed, once or several times, separated by semicolons or, without any, by commas."""
    parts = (part.strip() for value in values or () for part in value.split(";" if ";" in value else ","))
    return [part for part in parts if part]


def count_of(number: int, noun: str) -> str:
    """« 3 lettres »."""
    return f"{number} {noun}{'s' if number > 1 else ''}"


def user() -> str:
    """Name of the account; the only place that asks for it."""
    return getpass.getuser()
