"""A wrong command line is answered in French, with exit code 2."""

from __future__ import annotations

import pytest

from xladdin.surfaces.cli import run


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["balanc"], "La commande « balanc » n’existe pas."),
        (["balance"], "Il manque CLASSEUR."),
        (["fiche", "x.xlsx"], "Il manque CLIENT."),
        (["balance", "x.xlsx", "--au"], "L’option --au attend une valeur."),
        (["balance", "x.xlsx", "--foo"], "L’option --foo n’existe pas."),
        (["balance", "x.xlsx", "y"], "Argument en trop : y."),
        (["echeancier", "x.xlsx", "--mois", "six"], "L’option --mois attend un nombre entier."),
    ],
)
def test_a_wrong_command_line(arguments: list[str], said: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(arguments) == 2
    assert said in capsys.readouterr().err


def test_help_speaks_french(capsys: pytest.CaptureFixture[str]) -> None:
    assert run([]) == 0
    shown = capsys.readouterr().out
    assert "Affiche cette aide." in shown
    for english in ("Usage", "Show this", "Commands", "[required]", "[default"):
        assert english not in shown


@pytest.mark.parametrize(
    "command",
    [["actualiser"], ["balance"], ["demo"], ["relances"], ["lettres"], ["lettres", "copier"], ["complement"]],
)
def test_help_of_a_command_speaks_french(command: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    assert run([*command, "--aide"]) == 0
    shown = capsys.readouterr().out
    assert f"Utilisation : xladdin {' '.join(command)} " in shown
    for english in ("Usage", "Show this", "<bool>", "<path>", "<str>", "<int>", "{", "[required]"):
        assert english not in shown


def test_the_version_needs_no_command(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["--version"]) == 0
    assert capsys.readouterr().out.startswith("xladdin ")
