"""Where the shipped templates are: beside the package in a source tree, inside it in a wheel."""

from __future__ import annotations

from pathlib import Path

from xladdin.errors import TemplateError

_PACKAGE = Path(__file__).resolve().parent
_ANY_LETTER, _WORD, _WORD_LOCK = "rappel_2.docx", "*.docx", "~$"
_ON_DEMAND = frozenset({"dossier.docx", "releve.docx"})
OWN_TEMPLATES = "modeles"
"""Folder beside a workbook where its user keeps letter templates of her own."""
_HOMES = (_PACKAGE / "_templates", _PACKAGE.parent)


def workbook_template(name: str) -> Path:
    """Path of a shipped workbook template, for example ``recouvrement.xlsx``."""
    return _find("workbook_templates", name)


def letter_template(name: str) -> Path:
    """Path of a shipped letter template, for example ``rappel_2.docx``."""
    return _find("letter_templates", name)


def letter_templates(own_folder: Path | None = None) -> dict[str, Path]:
    """Every letter template there is, by file name; the user's copy goes before the shipped one.

    Args:
        own_folder: where the user keeps hers; None, or a folder that is not there, for none. Names are
            compared without case, as Windows does.
    """
    shipped = letter_template(_ANY_LETTER).parent.glob(_WORD)
    own = own_folder.glob(_WORD) if own_folder else ()
    found = {path.name.casefold(): path for path in shipped}
    found |= {path.name.casefold(): path for path in own if not path.name.startswith(_WORD_LOCK)}
    return {path.name: path for path in sorted(found.values(), key=lambda path: path.name)}


def step_templates(own_folder: Path | None = None) -> dict[str, Path]:
    """Those that a step of a scenario may name: statements and case files are made on demand."""
    return {name: path for name, path in letter_templates(own_folder).items() if name not in _ON_DEMAND}


def _find(folder: str, name: str) -> Path:
    for home in _HOMES:
        path = home / folder / name
        if path.is_file():
            return path
    raise TemplateError(
        f"Le modèle {folder}/{name} est introuvable dans l’installation de xladdin.",
        "Réinstallez xladdin.",
    )
