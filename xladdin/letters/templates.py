"""The templates there are: the shipped ones, and the user's own, which win."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from xladdin.errors import TemplateError, system_reason
from xladdin.resources import OWN_TEMPLATES, letter_template, letter_templates

if TYPE_CHECKING:
    from pathlib import Path

EMAIL_TEMPLATES: Final = ("courriel.txt", "courriel.html")
"""Subject and plain text of an e-mail, and the same text with its looks."""
_WORD: Final = ".docx"


class Templates:
    """Templates by file name.

    Args:
        user_folder: the folder ``modeles`` beside the workbook; need not be there. None for the shipped
            templates only.
    """

    def __init__(self, user_folder: Path | None = None) -> None:
        self._folder = user_folder if user_folder and user_folder.is_dir() else None
        self._letters = letter_templates(self._folder)

    def names(self) -> tuple[str, ...]:
        """File names of the letters there are, ``rappel_2.docx``, in alphabetical order."""
        return tuple(self._letters)

    def path(self, name: str) -> Path:
        """The file of a letter template.

        Args:
            name: ``rappel_2.docx`` or ``rappel_2``, whatever the case.

        Raises:
            TemplateError: there is no such template; the message lists those there are.
        """
        wanted = name.casefold().removesuffix(_WORD)
        for known, path in self._letters.items():
            if known.casefold().removesuffix(_WORD) == wanted:
                return path
        raise TemplateError(
            f"Le modèle de lettre « {name} » n’existe pas. Modèles connus : {', '.join(self.names())}.",
            f"Choisissez l’un d’eux, ou ajoutez le vôtre au dossier « {OWN_TEMPLATES} » à côté du classeur.",
        )

    def email_path(self, name: str) -> Path:
        """The file of one of ``EMAIL_TEMPLATES``."""
        own = self._folder / name if self._folder else None
        return own if own and own.is_file() else letter_template(name)


def copy_templates(folder: Path) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Copies the shipped templates into a folder, for the user to edit; never over a file of hers.

    Args:
        folder: made when it is not there.

    Returns:
        File names copied, and those that were there already and stay as they are.

    Raises:
        TemplateError: the folder cannot be written.
    """
    shipped = [*letter_templates().values(), *map(letter_template, EMAIL_TEMPLATES)]
    copied: list[str] = []
    kept: list[str] = []
    try:
        folder.mkdir(parents=True, exist_ok=True)
        there = {path.name.casefold() for path in folder.iterdir()}
        for path in shipped:
            if path.name.casefold() in there:
                kept.append(path.name)
            else:
                with (folder / path.name).open("xb") as target:
                    target.write(path.read_bytes())
                copied.append(path.name)
    except OSError as error:
        raise TemplateError(
            f"Les modèles ne peuvent pas être copiés dans « {folder} » ({system_reason(error)}).",
            "Choisissez un autre dossier, ou faites-vous donner le droit d’y écrire.",
        ) from error
    return tuple(copied), tuple(kept)
