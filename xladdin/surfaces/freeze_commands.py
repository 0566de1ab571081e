"""The command that freezes a workbook for colleagues without the add-in."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from xladdin.surfaces.french_typer import french_command
from xladdin.surfaces.making_commands import Output, OwnWorkbook  # noqa: TC001 - typer reads annotations
from xladdin.surfaces.screen import Screen

if TYPE_CHECKING:
    from xladdin.app.freeze import Frozen


def add_freeze_commands(app: typer.Typer) -> None:
    """Registers « figer »."""
    french_command(app, "figer")(freeze_workbook)


def freeze_workbook(
    path: OwnWorkbook,
    *,
    live_sheets: Annotated[
        bool,
        typer.Option(
            "--feuilles-vivantes", metavar=" ", help="Fige aussi nos feuilles de suivi, tout entières."
        ),
    ] = False,
    output: Output = None,
) -> None:
    """Remplace nos fonctions par leurs valeurs, pour partager le classeur avec qui n’a pas le complément."""
    from xladdin.app.freeze import freeze  # noqa: PLC0415 - help stays instant
    from xladdin.hosts.freeze_file import FreezableFile  # noqa: PLC0415

    done = freeze(FreezableFile(path, output), live_sheets=live_sheets)
    screen = Screen()
    for line in freeze_summary(done):
        screen.line(line)
    if done.cells:
        screen.note(f"Écrit : {output or path}.")
    elif output:
        screen.note(f"Copie sans changement : {output}.")


def freeze_summary(done: Frozen) -> list[str]:
    """What was frozen and what stays, in French sentences."""
    lines = [f"« {title} » : {_formulas(count)}." for title, count in done.cells.items()]
    if not lines:
        lines = ["Rien à figer : aucune formule n’appelle le complément."]
    lines += [
        f"Reste à remplacer vous-même, car une valeur ne peut pas y être mise : {where}."
        for where in done.left
    ]
    return lines


def _formulas(count: int) -> str:
    return (
        f"{count} formules remplacées par leurs valeurs" if count > 1 else "1 formule remplacée par sa valeur"
    )
