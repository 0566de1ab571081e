"""Commands for the Excel add-in."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from xladdin.surfaces.french_typer import HELP_OPTIONS, FrenchGroup, french_command
from xladdin.surfaces.screen import Screen


def add_addin_commands(app: typer.Typer) -> None:
    """Registers the group « complement »."""
    group = typer.Typer(cls=FrenchGroup, help="Le complément Excel.", context_settings=HELP_OPTIONS)
    french_command(group, "construire")(build)
    # A callback keeps « construire » a command of its own while the group has no other.
    group.callback()(lambda: None)
    app.add_typer(group, name="complement", cls=FrenchGroup)


def build(
    target: Annotated[Path, typer.Argument(metavar="FICHIER", help="Le complément à écrire.")] = Path(
        "Recouvrement.xlam"
    ),
) -> None:
    """Construit le complément Recouvrement.xlam ; toujours le même fichier, octet pour octet."""
    from xladdin.addin.builder import build_addin  # noqa: PLC0415 - help stays instant

    Screen().line(f"Construit : {build_addin(target)}")
