"""Where the shipped templates are: beside the package in a source tree, inside it in a wheel."""

from __future__ import annotations

from pathlib import Path

from xladdin.errors import TemplateError

_PACKAGE = Path(__file__).resolve().parent
_HOMES = (_PACKAGE / "_templates", _PACKAGE.parent)


def workbook_template(name: str) -> Path:
    """Path of a shipped workbook template, for example ``recouvrement.xlsx``."""
    return _find("workbook_templates", name)


def letter_template(name: str) -> Path:
    """Path of a shipped letter template, for example ``rappel_2.docx``."""
    return _find("letter_templates", name)


def _find(folder: str, name: str) -> Path:
    for home in _HOMES:
        path = home / folder / name
        if path.is_file():
            return path
    raise TemplateError(
        f"Le modèle {folder}/{name} est introuvable dans l’installation de xladdin.",
        "Réinstallez xladdin.",
    )
