"""Who has a workbook open: Excel and LibreOffice each leave a small file beside it."""

from __future__ import annotations

import stat
from typing import TYPE_CHECKING, Final

from xladdin.errors import WriteRefusedError

if TYPE_CHECKING:
    from pathlib import Path

_ANSI_NAME_ENDS: Final = 55  # one byte of length, then 54 bytes of name; the UTF-16 name follows


def refuse_if_open(path: Path) -> None:
    """Refuse a workbook that someone has open, or that may not be written.

    Raises:
        WriteRefusedError: naming who has it open, when the lock says so.
    """
    for lock, reader, program in (
        (path.with_name(f"~${path.name}"), _excel_user, "Excel"),
        (path.with_name(f".~lock.{path.name}#"), _libreoffice_user, "LibreOffice"),
    ):
        if lock.exists():
            who = reader(lock)
            raise WriteRefusedError(
                f"Le classeur « {path.name} » est ouvert dans {program}{f' par {who}' if who else ''}.",
                "Fermez-le, puis recommencez. "
                f"Si personne ne l’a ouvert, supprimez le fichier « {lock.name} ».",
            )
    if path.is_file():
        _refuse_read_only(path)


def _refuse_read_only(path: Path) -> None:
    if not path.stat().st_mode & stat.S_IWUSR:
        raise WriteRefusedError(
            f"Le classeur « {path.name} » est en lecture seule.",
            "Décochez « Lecture seule » dans ses propriétés, ou indiquez un autre fichier de sortie.",
        )
    try:
        with path.open("r+b"):
            pass
    except OSError as error:
        raise WriteRefusedError(
            f"Le classeur « {path.name} » est ouvert ailleurs, ou vous n’avez pas le droit d’y écrire.",
            "Fermez-le dans tous les programmes, ou demandez le droit d’écriture, puis recommencez.",
        ) from error


def _excel_user(lock: Path) -> str:
    """User name in the file ``~$…`` of Excel; empty when Excel does not let it be read."""
    try:
        content = lock.read_bytes()
    except OSError:
        return ""
    start = _ANSI_NAME_ENDS + 2
    if len(content) > start:
        length = content[_ANSI_NAME_ENDS]
        return content[start : start + 2 * length].decode("utf-16-le", "replace").strip()
    return content[1 : 1 + content[0]].decode("cp1252", "replace").strip() if content else ""


def _libreoffice_user(lock: Path) -> str:
    """User name in the file ``.~lock.…#`` of LibreOffice, else the account."""
    try:
        fields = lock.read_text(encoding="utf-8", errors="replace").split(",")
    except OSError:
        return ""
    return next((field.strip() for field in fields[:2] if field.strip()), "")
