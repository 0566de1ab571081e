"""Commands for letter templates: copy the shipped ones to edit them, check one's own."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console
from rich.text import Text

from xladdin.errors import MissingDependencyError, TemplateError
from xladdin.surfaces.french_typer import HELP_OPTIONS, FrenchGroup, french_command
from xladdin.surfaces.options import AsJson, print_json
from xladdin.surfaces.screen import Screen


def add_letter_commands(app: typer.Typer) -> None:
    """Registers the group « lettres »."""
    group = typer.Typer(cls=FrenchGroup, help="Les modèles de lettres.", context_settings=HELP_OPTIONS)
    french_command(group, "copier")(copy)
    french_command(group, "verifier")(check)
    app.add_typer(group, name="lettres", cls=FrenchGroup)


def copy(
    folder: Annotated[
        Path, typer.Argument(metavar="DOSSIER", help="Où les copier : « modeles » à côté du classeur.")
    ] = Path("modeles"),
) -> None:
    """Copie les modèles livrés pour les modifier dans Word ; ne remplace jamais un fichier."""
    from xladdin.letters.templates import copy_templates  # noqa: PLC0415 - help stays instant

    copied, kept = copy_templates(folder)
    screen = Screen()
    screen.line(f"Copiés dans {folder} : {', '.join(copied) or 'aucun'}.")
    if kept:
        screen.line(f"Déjà là, inchangés : {', '.join(kept)}.")
    screen.note(f"Après vos changements : « xladdin lettres verifier {folder} ».")


def check(
    folder: Annotated[Path, typer.Argument(metavar="DOSSIER", help="Dossier de vos modèles.")],
    *,
    preview: Annotated[
        Path | None,
        typer.Option(
            "--apercu", "--aperçu", metavar="DOSSIER", help="Y écrit une lettre d’exemple de chaque modèle."
        ),
    ] = None,
    as_json: AsJson = False,
) -> None:
    """Vérifie vos modèles sur des lettres d’exemple : noms inconnus, balises fautives, code interdit."""
    from xladdin.letters.check import check_templates, preview_pdf  # noqa: PLC0415

    with Console(stderr=True).status(f"Vérification de {folder} …"):
        checks = check_templates(folder, preview)
        try:
            pdf, remark = preview_pdf(checks), ""
        except MissingDependencyError as error:
            pdf, remark = (), f"Aperçus sans PDF : {error}"
    faulty = sum(bool(one.faults) for one in checks)
    if as_json:
        templates = [
            {
                "name": one.name,
                "faults": list(one.faults),
                "preview": str(one.preview) if one.preview else None,
            }
            for one in checks
        ]
        print_json({"templates": templates, "pdf": list(map(str, pdf)), "ok": not faulty})
    else:
        screen = Screen()
        for one in checks:
            word, style = ("à corriger", "bold red") if one.faults else ("bon", "green")
            screen.line(Text.assemble((f"{word:<11}", style), one.name))
            for fault in one.faults:
                screen.line(f"    {fault}")
            if one.preview:
                screen.note(f"    aperçu : {one.preview}")
        if remark:
            screen.note(remark)
    if faulty:
        raise TemplateError(f"Modèles à corriger : {faulty} sur {len(checks)}.")
