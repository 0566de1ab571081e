"""A workbook to start with, from the shipped template."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from xladdin.errors import ArgumentError, WriteRefusedError, system_reason
from xladdin.resources import workbook_template

if TYPE_CHECKING:
    from pathlib import Path

TEMPLATE: Final = "recouvrement.xlsx"


def create_workbook(path: Path) -> None:
    """Copies the shipped workbook to ``path``; never over a file that is there.

    Raises:
        ArgumentError: not a .xlsx name.
        WriteRefusedError: the file exists, or its folder cannot be written to.
    """
    if path.suffix.lower() != ".xlsx":
        raise ArgumentError(f"« {path.name} » n’est pas un nom de classeur .xlsx.", "Terminez-le par .xlsx.")
    content = workbook_template(TEMPLATE).read_bytes()
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        with path.open("xb") as file:
            file.write(content)
    except FileExistsError as error:
        raise WriteRefusedError(f"« {path} » existe déjà.", "Choisissez un autre nom.") from error
    except OSError as error:
        raise WriteRefusedError(
            f"« {path} » ne peut pas être créé : {system_reason(error)}.", "Choisissez un autre dossier."
        ) from error
