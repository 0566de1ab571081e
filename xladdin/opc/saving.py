"""Saving a workbook: nobody has it open, nobody changed it, a dated copy is kept, then one atomic step."""

from __future__ import annotations

import contextlib
import errno
from typing import TYPE_CHECKING, Final

from xladdin.errors import UnreadableFileError, WriteRefusedError, system_reason
from xladdin.opc.atomic import write_atomically
from xladdin.opc.backups import keep_backup
from xladdin.opc.locks import refuse_if_open
from xladdin.opc.package import Package, open_package

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

_FULL: Final = frozenset({errno.ENOSPC, errno.EDQUOT, errno.EFBIG})


def save_package(
    path: Path, content: bytes, *, base: Package | None = None, copied_from: Package | None = None
) -> bool:
    """Put ``content`` in the place of the workbook ``path``; False when it already says just that.

    Args:
        path: the workbook; a link is followed.
        content: the whole file.
        base: the workbook as it was read, when ``path`` is what is being changed: it must not have
            changed since. None for another output file. A dated copy of what is overwritten is kept.
        copied_from: the workbook of which ``content`` holds members as they were, when that is not
            ``base``; they are not inflated again to be checked.

    Raises:
        WriteRefusedError: open in Excel or LibreOffice, read-only, changed meanwhile, disk full, or the
            folder cannot be written; the file is as it was.
    """
    path = path.resolve()
    refuse_if_open(path)
    if base is not None:
        _refuse_if_changed(path, base)
        if content == base.archive:
            return False
    _check_new_members(content, base or copied_from, path.name)

    def last_look() -> None:
        refuse_if_open(path)
        if base is not None:
            _refuse_if_changed(path, base)

    with _french_refusal(path):
        if path.exists():
            keep_backup(path, path.read_bytes())
        write_atomically(path, content, last_look)
    return True


def restore_backup(path: Path, copy: Path) -> None:
    """Put a backup in the place of the workbook ``path``, of which a copy is kept as well.

    Raises:
        WriteRefusedError: as ``save_package``; the backup cannot be read.
    """
    path = path.resolve()
    refuse_if_open(path)
    with _french_refusal(path):
        content = copy.read_bytes()
        if path.exists():
            keep_backup(path, path.read_bytes())
        write_atomically(path, content, lambda: refuse_if_open(path))


def _check_new_members(content: bytes, origin: Package | None, label: str) -> None:
    """Prove that the new file is sound; members copied from ``origin`` were sound there."""
    package = open_package(content, label)
    known = set() if origin is None else {(one.name, one.crc, one.packed, one.size) for one in origin.members}
    try:
        for one in package.members:
            if (one.name, one.crc, one.packed, one.size) not in known:
                package.verify(one.name)
    except UnreadableFileError as error:
        raise WriteRefusedError(
            f"Le nouveau classeur « {label} » n’est pas sain : {error.message}",
            "Le fichier d’origine est intact. Signalez ce défaut en joignant une copie du classeur.",
        ) from error


def _refuse_if_changed(path: Path, base: Package) -> None:
    try:
        same = path.read_bytes() == base.archive
    except OSError:
        same = False
    if not same:
        raise WriteRefusedError(
            f"Le classeur « {path.name} » a été modifié ou déplacé pendant le calcul.",
            "Recommencez : le calcul portera sur sa nouvelle version.",
        )


@contextlib.contextmanager
def _french_refusal(path: Path) -> Iterator[None]:
    try:
        yield
    except OSError as error:
        if error.errno in _FULL:
            raise WriteRefusedError(
                f"Le disque est plein : « {path.name} » n’a pas été écrit, l’original est intact.",
                "Libérez de la place, puis recommencez.",
            ) from error
        raise WriteRefusedError(
            f"« {path.name} » n’a pas pu être écrit dans « {path.parent} » ({system_reason(error)}) ; "
            "l’original est intact.",
            "Vérifiez que le dossier existe, qu’il n’est pas en lecture seule et que le réseau répond.",
        ) from error
