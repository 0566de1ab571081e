"""Documents of a campaign: made where nobody looks, then all shown at once.

A letter that can be seen may be sent. So the documents are made in a hidden folder; only when all are whole
and on the disk, and the manifest says so, do they move to where the user looks.
"""

from __future__ import annotations

import os
import shutil
from contextlib import contextmanager, suppress
from typing import TYPE_CHECKING

from xladdin.errors import WriteRefusedError, system_reason

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path


def staging_folder(folder: Path, campaign: str) -> Path:
    """The hidden folder, on the disk of the other so that moving is renaming."""
    return folder / f".campagne-{campaign}"


def stage(folder: Path, campaign: str) -> Path:
    """Makes the hidden folder, empty.

    Raises:
        WriteRefusedError: it cannot be made.
    """
    staging = staging_folder(folder, campaign)
    with french_refusal(folder):
        if staging.exists():
            shutil.rmtree(staging)
        staging.mkdir(parents=True)
    return staging


def flush(staging: Path) -> None:
    """Brings every document onto the disk.

    Raises:
        WriteRefusedError: the disk refuses.
    """
    with french_refusal(staging):
        for path in staging.iterdir():
            with path.open("r+b") as stream:
                os.fsync(stream.fileno())


def show(folder: Path, campaign: str) -> None:
    """Moves the documents to where the user looks; what was moved before stays.

    Raises:
        WriteRefusedError: a document could not be moved; the next run tries again.
    """
    staging = staging_folder(folder, campaign)
    with french_refusal(folder):
        if not staging.exists():
            return
        for path in sorted(staging.iterdir()):
            path.replace(folder / path.name)
        staging.rmdir()


def discard(folder: Path, campaign: str) -> None:
    """Takes away documents that were never shown; in the place of the folder there may be nothing or a file.

    Raises:
        WriteRefusedError: the hidden folder cannot be removed.
    """
    staging = staging_folder(folder, campaign)
    with french_refusal(folder):
        if not folder.is_dir():
            return
        if staging.exists():
            shutil.rmtree(staging)
        if not any(folder.iterdir()):
            with suppress(OSError):  # an empty folder that stays harms nobody
                folder.rmdir()


@contextmanager
def french_refusal(folder: Path) -> Iterator[None]:
    """Turns what the system says about a folder into a refusal."""
    try:
        yield
    except OSError as error:
        raise WriteRefusedError(
            f"Le dossier « {folder} » ne peut pas recevoir les lettres : {system_reason(error)}.",
            "Vérifiez qu’il existe, qu’il reste de la place et que vous pouvez y écrire.",
        ) from error
