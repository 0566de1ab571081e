"""Reading a file whole, with a French refusal when that cannot be done."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from xladdin.errors import UnreadableFileError, system_reason

if TYPE_CHECKING:
    from pathlib import Path

LARGEST: Final = 1 << 30
"""Bytes; what is larger is refused rather than loaded."""


def file_content(path: Path) -> bytes:
    """The bytes of a file.

    Raises:
        UnreadableFileError: absent, a folder, not permitted, or larger than 1 GiB.
    """
    try:
        if path.is_dir():
            raise UnreadableFileError(f"« {path} » est un dossier.", "Donnez le chemin d’un fichier.")
        refuse_too_large(path.stat().st_size, path.name)
        return path.read_bytes()
    except FileNotFoundError:
        raise UnreadableFileError(
            f"Le fichier « {path} » est introuvable.", "Vérifiez le chemin et le nom."
        ) from None
    except OSError as error:
        raise UnreadableFileError(
            f"Le fichier « {path.name} » ne peut pas être lu ({system_reason(error)}).",
            "Vérifiez qu’un autre programme ne le bloque pas et que vous avez le droit de le lire.",
        ) from error


def refuse_too_large(size: int, label: str) -> None:
    """Refuses a content of more than 1 GiB."""
    if size > LARGEST:
        raise UnreadableFileError(
            f"Le fichier « {label} » dépasse 1 Gio.",
            "Répartissez les données dans plusieurs fichiers.",
        )
