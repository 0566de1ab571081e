"""Where an open workbook is kept, the dated copy of its last saved state, and saving it."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Final

from xlwings import XlwingsError

from xladdin.errors import WriteRefusedError, system_reason
from xladdin.hosts.excel_native import is_read_only, is_saved_once, save_copy
from xladdin.opc.backups import FOLDER, keep_backup

if TYPE_CHECKING:
    import xlwings

_SAVE_FIRST: Final = "Enregistrez-le (Fichier, Enregistrer sous), puis recommencez."


def local_path(book: xlwings.Book) -> Path | None:
    """The workbook's file on this machine; None when it is on OneDrive or SharePoint and not synchronised.

    xlwings looks for the synchronised copy of an https address, by OneDrive's own variables and registry.

    Raises:
        WriteRefusedError: it was never saved.
    """
    if not is_saved_once(book):
        raise WriteRefusedError(f"Le classeur « {book.name} » n’a jamais été enregistré.", _SAVE_FIRST)
    try:
        found = str(book.fullname)
    except XlwingsError:
        return None
    return None if "://" in found else Path(found)


def refuse_unsavable(book: xlwings.Book) -> None:
    """Refuse a workbook that Excel would not save in its place.

    Raises:
        WriteRefusedError: it was never saved, or is open for reading only.
    """
    local_path(book)
    if is_read_only(book):
        raise WriteRefusedError(
            f"Le classeur « {book.name} » est ouvert en lecture seule.",
            "Fermez-le là où il est ouvert, ou enregistrez-le sous un autre nom, puis recommencez.",
        )


def keep_saved_state(book: xlwings.Book) -> None:
    """Keep a dated copy of the file as it is on the disk, before we change or replace it.

    Nothing to keep of a workbook that has no file here, or whose file Excel will not replace.

    Raises:
        WriteRefusedError: the copy could not be made.
    """
    if not is_saved_once(book) or is_read_only(book):
        return
    path = local_path(book)
    if path is None:
        return
    try:
        keep_backup(path, path.read_bytes())
    except OSError as error:
        raise WriteRefusedError(
            f"La copie de sauvegarde de « {path.name} » n’a pas pu être faite dans "
            f"« {path.parent / FOLDER} » ({system_reason(error)}) ; rien n’a été changé.",
            "Vérifiez que le dossier existe et n’est pas en lecture seule.",
        ) from error


def save(book: xlwings.Book, folder: Path) -> None:
    """Save the workbook where it is, after a copy of the state that this replaces.

    Of a workbook in the cloud, whose file is not here, the copy holds what is about to be saved.

    Args:
        book: the workbook.
        folder: where copies are kept when it has none on this machine.

    Raises:
        WriteRefusedError: it could not be saved; the workbook in Excel holds everything still.
    """
    refuse_unsavable(book)
    if local_path(book) is None:
        copies = folder / FOLDER
        copies.mkdir(parents=True, exist_ok=True)
        save_copy(book, str(copies / book.name))
    else:
        keep_saved_state(book)
    try:
        book.save()
    except Exception as error:  # COM and AppleScript have no class in common
        raise WriteRefusedError(
            f"Excel n’a pas pu enregistrer « {book.name} » ({error}).",
            "Le classeur ouvert contient tout : enregistrez-le vous-même, au besoin sous un autre nom.",
        ) from error
