"""Commands for the Excel add-in: build it, install it, take it away, say what is wrong with it."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Final

import typer
from rich.text import Text

from xladdin.errors import InstallationError
from xladdin.surfaces.french_typer import HELP_OPTIONS, FrenchGroup, french_command
from xladdin.surfaces.options import print_json
from xladdin.surfaces.screen import Screen

if TYPE_CHECKING:
    from collections.abc import Sequence

    from xladdin.installing.finding import Finding
    from xladdin.installing.machine import Machine

_SIGNS: Final = {"correct": ("✓", "green"), "à savoir": ("!", "yellow"), "à corriger": ("✗", "bold red")}
_NEXT: Final = """Ouvrez Excel : l’onglet « Recouvrement » est à droite des autres.
S’il manque, lancez « xladdin complement diagnostic », qui dit ce qui l’empêche.
À savoir sur la sécurité : le complément contient des macros, non signées. Le dossier de démarrage d’Excel est
un « emplacement approuvé » : elles s’y exécutent sans question, quel que soit le réglage des autres macros.
Si votre entreprise a fermé cette possibilité, le diagnostic le dit, avec ce qu’il faut demander."""


def add_addin_commands(app: typer.Typer) -> None:
    """Registers the group « complement »."""
    group = typer.Typer(cls=FrenchGroup, help="Le complément Excel.", context_settings=HELP_OPTIONS)
    for name, command in (
        ("installer", install_addin),
        ("diagnostic", diagnose_addin),
        ("desinstaller", uninstall_addin),
        ("construire", build),
    ):
        french_command(group, name)(command)
    app.add_typer(group, name="complement", cls=FrenchGroup)


def install_addin() -> None:
    """Installe le complément dans Excel, pour vous seul, sans droits d’administrateur ; Excel étant fermé."""
    from xladdin.installing.diagnosis import diagnose  # noqa: PLC0415 - help stays instant
    from xladdin.installing.install import install  # noqa: PLC0415

    machine = _machine()
    done = install(machine)
    screen = Screen()
    screen.line(f"Complément : {done.addin}")
    screen.line(f"Réglages   : {done.settings}")
    if done.replaced:
        screen.line(f"La version {done.replaced} a été remplacée.")
    if done.was_running_on:
        screen.line(f"Le complément n’emploie plus « {done.was_running_on} », mais le Python d’ici.")
    _print_findings([finding for finding in diagnose(machine) if finding.state != "correct"])
    screen.note(_NEXT)


def uninstall_addin() -> None:
    """Retire d’Excel ce que l’installation y a mis, et rien d’autre ; vos classeurs ne changent pas."""
    from xladdin.installing.install import uninstall  # noqa: PLC0415

    done = uninstall(_machine())
    screen = Screen()
    for path in done.files:
        screen.line(f"Retiré : {path}")
    for path in done.kept:
        screen.line(f"Laissé, car modifié depuis l’installation : {path}")
    screen.note("Cette commande-ci reste installée ; « pip uninstall xladdin » la retire.")


def diagnose_addin(
    *,
    as_json: Annotated[
        bool, typer.Option("--json", metavar=" ", help="Données JSON, pour un autre programme.")
    ] = False,
) -> None:
    """Dit ce qui est correct et ce qui ne l’est pas dans l’installation, avec le remède."""
    from xladdin.installing.diagnosis import diagnose  # noqa: PLC0415

    findings = diagnose(_machine())
    if as_json:
        print_json({"constats": [_as_data(finding) for finding in findings]})
    else:
        _print_findings(findings)
    wrong = sum(finding.state == "à corriger" for finding in findings)
    if wrong:
        raise InstallationError(
            "1 point est à corriger." if wrong == 1 else f"{wrong} points sont à corriger.",
            "Les remèdes sont ci-dessus ; recommencez ensuite ce diagnostic.",
        )


def build(
    target: Annotated[Path, typer.Argument(metavar="FICHIER", help="Le complément à écrire.")] = Path(
        "Recouvrement.xlam"
    ),
) -> None:
    """Construit le complément Recouvrement.xlam ; toujours le même fichier, octet pour octet."""
    from xladdin.addin.builder import build_addin  # noqa: PLC0415

    Screen().line(f"Construit : {build_addin(target)}")


def _machine() -> Machine:
    from xladdin.installing.this_computer import ThisComputer  # noqa: PLC0415

    return ThisComputer()


def _as_data(finding: Finding) -> dict[str, str]:
    return {
        "etat": finding.state.value,
        "sujet": finding.subject,
        "constat": finding.message,
        "remede": finding.remedy,
    }


def _print_findings(findings: Sequence[Finding]) -> None:
    screen = Screen()
    for finding in findings:
        sign, style = _SIGNS[finding.state.value]
        screen.line(Text.assemble((f"{sign} ", style), (f"{finding.subject} : ", "bold"), finding.message))
        if finding.remedy:
            screen.line(Text(f"    → {finding.remedy}", style="dim"))
