"""The page that « Aide » opens: every button and every function, from the tables that make them."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING

from xladdin.addin.buttons import GROUPS
from xladdin.addin.ribbon import ready_buttons
from xladdin.model.worksheet_functions import WORKSHEET_FUNCTIONS
from xladdin.version import __version__

if TYPE_CHECKING:
    from collections.abc import Iterable

_STYLE = (
    "body{font:15px/1.5 'Segoe UI',sans-serif;max-width:60em;margin:2em auto;padding:0 1em;color:#1f2933}"
    "h1,h2{color:#123a5e}table{border-collapse:collapse;width:100%}"
    "th,td{border-bottom:1px solid #d8dee6;padding:.4em .6em;text-align:left;vertical-align:top}"
    "td:first-child{white-space:nowrap;font-weight:600}"
)
_PROMISE = (
    "Vos feuilles ne sont jamais déplacées : le complément ajoute les siennes à la fin du classeur, et les "
    "tient à jour. Avant chaque changement, une copie datée du fichier est gardée dans le dossier "
    "« sauvegardes », à côté de lui."
)


def help_page() -> str:
    """One page of HTML, complete in itself."""
    parts = [f"<h1>Recouvrement (xladdin {escape(__version__)})</h1>", f"<p>{_PROMISE}</p>"]
    for group in GROUPS:
        rows = [(button.label, button.supertip) for button in ready_buttons([group])]
        if rows:
            parts += [f"<h2>{escape(group.label)}</h2>", _table(rows)]
    functions = [(f"={' ou ='.join(function.names)}", function.help) for function in WORKSHEET_FUNCTIONS]
    parts += ["<h2>Fonctions de feuille</h2>", _table(functions)]
    body = "\n".join(parts)
    return (
        '<!DOCTYPE html>\n<html lang="fr"><head><meta charset="utf-8"><title>Recouvrement : aide</title>'
        f"<style>{_STYLE}</style></head><body>\n{body}\n</body></html>\n"
    )


def _table(rows: Iterable[tuple[str, str]]) -> str:
    lines = [f"<tr><td>{escape(name)}</td><td>{escape(what)}</td></tr>" for name, what in rows]
    return "\n".join(["<table>", *lines, "</table>"])
