"""Typer in French: its headings, its help option and what it says of a wrong command line."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, Final, TypeVar

import typer
from typer import rich_utils
from typer.core import TyperCommand, TyperGroup

if TYPE_CHECKING:
    from collections.abc import Callable

    Command = TypeVar("Command", bound=Callable[..., None])

HELP_OPTIONS: Final = {"help_option_names": ["--aide", "--help", "-h"]}

_SENTENCES: Final[tuple[tuple[str, str], ...]] = (
    (r"Missing argument '(?P<what>[^']*)'\.?", "Il manque {what}."),
    (r"Missing (?:option|parameter) '(?P<what>[^']*)'\.?", "Il manque l’option {what}."),
    (r"Missing command\.?", "Il manque la commande."),
    (r"No such command '(?P<what>[^']*)'\.?.*", "La commande « {what} » n’existe pas."),
    (r"No such option: (?P<what>\S+).*", "L’option {what} n’existe pas."),
    (r"Option '(?P<what>[^']*)' requires an argument\.?", "L’option {what} attend une valeur."),
    (r"Option '(?P<what>[^']*)' does not take a value\.?", "L’option {what} n’attend pas de valeur."),
    (r"Got unexpected extra argument(?:s|\(s\))? \((?P<what>.*)\)", "Argument en trop : {what}."),
    (
        r"Invalid value for '?(?P<what>[^':]*)'?: Input should be a valid integer.*",
        "L’option {what} attend un nombre entier.",
    ),
    (r"Invalid value for '(?P<what>[^']*)': (?P<why>.*)", "Valeur refusée pour {what} : {why}"),
)
"""Sentences of the command-line parser and what we say instead."""


class FrenchCommand(TyperCommand):
    """A command whose help is in French."""

    def get_usage(self, ctx: typer.Context) -> str:  # type: ignore[override]
        """How the command is typed."""
        return _usage(super().get_usage(ctx))

    def get_params(self, ctx: typer.Context) -> list[Any]:  # type: ignore[override]
        """Arguments and options; the name of an argument says what it is, without « <path> »."""
        parameters = super().get_params(ctx)
        for parameter in parameters:
            if parameter.param_type_name == "argument":
                parameter.display_type_rich = _no_type  # type: ignore[attr-defined]
        return parameters

    def get_help_option(self, ctx: typer.Context) -> object:  # type: ignore[override]
        """The help option, in French."""
        return _in_french(super().get_help_option(ctx))


class FrenchGroup(TyperGroup):
    """A group of commands whose help is in French."""

    def get_usage(self, ctx: typer.Context) -> str:  # type: ignore[override]
        """How a command of the group is typed."""
        return _usage(super().get_usage(ctx))

    def get_help_option(self, ctx: typer.Context) -> object:  # type: ignore[override]
        """The help option, in French."""
        return _in_french(super().get_help_option(ctx))


def french_app(help_text: str) -> typer.Typer:
    """An application without commands yet, all of whose own words are French."""
    rich_utils.ARGUMENTS_PANEL_TITLE = "Arguments"
    rich_utils.OPTIONS_PANEL_TITLE = "Options"
    rich_utils.COMMANDS_PANEL_TITLE = "Commandes"
    rich_utils.DEFAULT_STRING = "[par défaut : {}]"
    rich_utils.REQUIRED_LONG_STRING = "[obligatoire]"
    return typer.Typer(
        cls=FrenchGroup,
        help=help_text,
        add_completion=False,
        subcommand_metavar="COMMANDE [ARGUMENTS]",
        rich_markup_mode="rich",
        pretty_exceptions_enable=False,
        context_settings=HELP_OPTIONS,
    )


def french_command(app: typer.Typer, name: str) -> Callable[[Command], Command]:
    """Registers a command of ``app``."""
    return app.command(name, cls=FrenchCommand, context_settings=HELP_OPTIONS)


def in_french(message: str) -> str:
    """What the command-line parser said, in French; a sentence that we do not know stays as it is."""
    for pattern, sentence in _SENTENCES:
        match = re.fullmatch(pattern, message, flags=re.DOTALL)
        if match:
            return sentence.format(**match.groupdict())
    return message


def _in_french(option: object) -> object:
    if option is not None:
        option.help = "Affiche cette aide."  # type: ignore[attr-defined]
        option.metavar = " "  # type: ignore[attr-defined]  # not <bool>
    return option


def _no_type(ctx: typer.Context) -> None:
    """Stands for the type of an argument in its line of help."""


def _usage(line: str) -> str:
    # Braces stand around what must be given; the list of arguments says so already.
    return line.replace("Usage: ", "Utilisation : ", 1).replace("{", "").replace("}", "")
