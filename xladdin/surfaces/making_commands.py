"""Commands that write: the demonstration, report sheets in the user's workbook, and the way back."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer
from rich.text import Text

from xladdin.errors import ArgumentError, UnreadableFileError
from xladdin.model.wording import TOTAL, french_amount
from xladdin.surfaces.arguments import Filters, parse_date
from xladdin.surfaces.french_typer import french_command
from xladdin.surfaces.options import AsOf, Associate, Collector, Group, Service, today
from xladdin.surfaces.progress_bar import progress_bar
from xladdin.surfaces.screen import Screen

if TYPE_CHECKING:
    from collections.abc import Iterable

OwnWorkbook = Annotated[
    Path, typer.Argument(metavar="CLASSEUR", help="Votre classeur .xlsx ou .xlsm, fermé dans Excel.")
]
Output = Annotated[
    Path | None,
    typer.Option("--sortie", metavar="FICHIER", help="Écrit dans cet autre fichier, sans toucher au vôtre."),
]


def add_making_commands(app: typer.Typer) -> None:
    """Registers the commands, in the order in which the help lists them."""
    for name, command in (
        ("demo", demo),
        ("nouveau", new_workbook),
        ("actualiser", refresh_sheets),
        ("retirer", take_out),
        ("restaurer", restore),
    ):
        french_command(app, name)(command)


def demo(
    folder: Annotated[
        Path, typer.Argument(metavar="DOSSIER", help="Où créer l’exemple.", show_default="demo")
    ] = Path("demo"),
) -> None:
    """Crée un classeur d’exemple avec ses feuilles de suivi et ses lettres de relance."""
    from xladdin.app.demo import make_demo  # noqa: PLC0415 - help stays instant
    from xladdin.hosts.file import FileHost  # noqa: PLC0415

    with progress_bar("Exemple") as progress:
        made = make_demo(folder, FileHost, today=today(), progress=progress)
    screen = Screen()
    screen.title(f"{made.pieces} pièces, {made.customers} clients", made.as_of, made.currency)
    screen.figures((label, french_amount(cents)) for label, cents in made.totals.items())
    late = sum(cents for label, cents in list(made.totals.items())[1:-2])
    share = late / made.totals[TOTAL]
    screen.note(f"En retard : {french_amount(late)}, soit {share:.0%} du total.".replace("%", "\u00a0%"))
    screen.line("")
    screen.line(Text.assemble(("Classeur  ", "bold"), str(made.workbook)))
    screen.line(f"          feuilles à jour : {', '.join(made.sheets)}")
    if not made.letters:
        screen.line(
            "Lettres   aucune : celles de l’exemple ont déjà été faites, et ne sont plus dans « lettres »"
        )
        return
    counts = Counter(path.suffix for path in made.letters)
    screen.line(Text.assemble(("Lettres   ", "bold"), str(made.letters[0].parent)))
    screen.line(f"          {counts['.docx']} lettres Word, {counts['.eml']} courriel à relire avant l’envoi")


def new_workbook(path: Annotated[Path, typer.Argument(metavar="CLASSEUR", help="Classeur à créer.")]) -> None:
    """Crée un classeur prêt à remplir : factures, règlements, clients, paramètres, avec un exemple."""
    from xladdin.app.new_workbook import create_workbook  # noqa: PLC0415

    create_workbook(path)
    Screen().line(f"Créé : {path}. Remplacez les lignes d’exemple par les vôtres.")


def refresh_sheets(
    path: OwnWorkbook,
    *,
    as_of: AsOf = None,
    sheets: Annotated[
        list[str] | None,
        typer.Option("--feuilles", metavar="NOM", help="Une feuille voulue ; à répéter. Sinon toutes."),
    ] = None,
    collector: Collector = None,
    group: Group = None,
    service: Service = None,
    associate: Associate = None,
    output: Output = None,
) -> None:
    """Met à jour les feuilles de suivi dans votre classeur, sans rien changer d’autre."""
    from xladdin.app.refresh import refresh  # noqa: PLC0415
    from xladdin.hosts.file import FileHost  # noqa: PLC0415

    host = FileHost(path, output)
    host.check_writable()
    with progress_bar(path.name) as progress:
        done = refresh(
            host,
            today=today(),
            as_of=parse_date(as_of) if as_of else None,
            sheets=sheets or (),
            where=Filters(collector, group, service, associate).wanted(),
            progress=progress,
        )
    screen = Screen()
    screen.title(str(output or path), done.as_of)
    screen.line(_written("Feuilles à jour", done.applied.titles))
    for name in done.untouched:
        screen.line(f"« {name} » existe déjà : ses cases sont à vous, rien n’y a changé.")
    for wanted, title in done.applied.retitled:
        screen.line(f"« {wanted} » est une feuille à vous : la nôtre s’appelle « {title} ».")
    for title, old, what in done.applied.set_aside:
        screen.line(f"« {title} » : l’ancienne feuille reste sous « {old} », car {what} n’a pas pu suivre.")
    screen.problem_count(done.workbook.problems)


def take_out(
    path: OwnWorkbook,
    *,
    everything: Annotated[
        bool,
        typer.Option("--tout", metavar=" ", help="Même ce que vous avez rempli : Paramètres, Journal …"),
    ] = False,
    output: Output = None,
) -> None:
    """Retire de votre classeur les feuilles de xladdin ; le reste ne change pas."""
    from xladdin.app.report_sheets import KEPT_NAMES  # noqa: PLC0415
    from xladdin.hosts.file import remove_plans  # noqa: PLC0415

    removed = remove_plans(path, out=output, keep=() if everything else KEPT_NAMES)
    screen = Screen()
    screen.line(_written("Feuilles retirées", removed))
    if not everything:
        kept = ", ".join(KEPT_NAMES.values())
        screen.note(f"Reste ce que vous avez saisi, s’il y en a : {kept} ; --tout le retire aussi.")


def restore(
    path: OwnWorkbook,
    *,
    copy: Annotated[
        int | None,
        typer.Option("--copie", metavar="N", help="Numéro de la copie à remettre ; sans lui, la liste."),
    ] = None,
) -> None:
    """Liste les copies de sauvegarde d’un classeur, ou remet l’une d’elles à sa place."""
    from xladdin.opc.backups import backups_of  # noqa: PLC0415
    from xladdin.opc.saving import restore_backup  # noqa: PLC0415

    screen = Screen()
    copies = backups_of(path)
    if not copies and not path.exists():
        raise UnreadableFileError(
            f"Le fichier « {path} » est introuvable, et il n’en existe pas de copie.",
            "Vérifiez le chemin et le nom.",
        )
    if copy is not None:
        if not 1 <= copy <= len(copies):
            raise ArgumentError(
                f"Il n’y a pas de copie n° {copy} de {path.name}.", "Demandez la liste sans --copie."
            )
        chosen = copies[copy - 1]
        saved = _saved_at(chosen)
        restore_backup(path, chosen)
        screen.line(f"{path} est de nouveau tel qu’au {saved} ; son état d’avant est gardé aussi.")
        return
    for number, one in enumerate(copies, start=1):
        screen.line(f"{number:3}  {_saved_at(one)}  {one}")
    screen.note(
        f"« xladdin restaurer {path} --copie 1 » remet la plus récente."
        if copies
        else f"Aucune copie de {path.name} : xladdin n’a encore rien changé dans ce classeur."
    )


def _saved_at(copy: Path) -> str:
    saved = dt.datetime.fromtimestamp(copy.stat().st_mtime)  # noqa: DTZ006 - the user's own clock
    return f"{saved:%d/%m/%Y à %H:%M:%S}"


def _written(what: str, titles: Iterable[str]) -> str:
    return f"{what} : {', '.join(titles) or 'aucune'}."
