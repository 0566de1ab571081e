"""The command line: each command reads, calls one report or use case, and presents it.

Exit codes: 0 done, 1 refused (the file or what is in it), 2 a command line that means nothing.
"""

from __future__ import annotations

import io
import os
import sys
from typing import TYPE_CHECKING, Annotated

import typer
from rich.console import Console
from rich.text import Text
from typer.exceptions import TyperException

from xladdin.errors import ArgumentError, XladdinError, notes_of
from xladdin.surfaces.addin_commands import add_addin_commands
from xladdin.surfaces.case_commands import add_case_commands
from xladdin.surfaces.freeze_commands import add_freeze_commands
from xladdin.surfaces.french_typer import french_app, in_french
from xladdin.surfaces.letter_commands import add_letter_commands
from xladdin.surfaces.making_commands import add_making_commands
from xladdin.surfaces.reading_commands import add_reading_commands
from xladdin.surfaces.reminder_commands import add_reminder_commands
from xladdin.surfaces.screen import Screen
from xladdin.version import __version__

if TYPE_CHECKING:
    from collections.abc import Sequence

app = french_app("Suivi des créances clients et relances, à partir de votre classeur Excel.")
add_reading_commands(app)
add_making_commands(app)
add_reminder_commands(app)
add_case_commands(app)
add_letter_commands(app)
add_freeze_commands(app)
add_addin_commands(app)


def _show_version(wanted: bool) -> None:
    if wanted:
        Screen().line(f"xladdin {__version__}")
        raise typer.Exit


@app.callback()
def _options(
    *,
    version: Annotated[
        bool,
        typer.Option(
            "--version", metavar=" ", help="Affiche la version.", is_eager=True, callback=_show_version
        ),
    ] = False,
) -> None:
    pass


def main() -> None:
    """Entry point of the ``xladdin`` command."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(encoding="utf-8")
    try:
        code = run(sys.argv[1:])
        sys.stdout.flush()
    except BrokenPipeError:
        # Whoever read our output (« | head ») has seen enough; nothing may be written there any more.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        code = 0
    except KeyboardInterrupt:
        _complain("Interrompu.", "")
        code = 1
    except Exception:
        _complain(
            "Erreur imprévue de xladdin ; rien n’a été écrit à moitié.", "Signalez-la avec ces lignes :"
        )
        raise
    sys.exit(code)


def run(arguments: Sequence[str]) -> int:
    """Runs one command line and returns its exit code; errors are printed in French."""
    try:
        app(args=list(arguments) or ["--aide"], prog_name="xladdin", standalone_mode=False)
    except XladdinError as error:
        _complain(" ".join([error.message, *notes_of(error)]), error.remedy)
        return 2 if isinstance(error, ArgumentError) else 1
    except TyperException as error:
        _complain(in_french(error.format_message()), "« xladdin --aide » montre les commandes.")
        return 2
    return 0


def _complain(message: str, remedy: str) -> None:
    console = Console(stderr=True, highlight=False)
    console.print(Text.assemble(("Refusé : ", "bold red"), message), soft_wrap=True)
    if remedy:
        console.print(Text(f"→ {remedy}"), soft_wrap=True)


if __name__ == "__main__":
    main()
