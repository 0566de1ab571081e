"""Going back to a copy of the workbook that is open: saved and closed, exchanged, opened again."""

from __future__ import annotations

from typing import TYPE_CHECKING

from xladdin.errors import ArgumentError
from xladdin.hosts.excel_place import local_path, refuse_unsavable, save
from xladdin.opc.backups import backups_of
from xladdin.opc.saving import restore_backup

if TYPE_CHECKING:
    from pathlib import Path

    import xlwings


def copies_of(book: xlwings.Book) -> tuple[Path, ...]:
    """Dated copies of an open workbook, newest first.

    Raises:
        WriteRefusedError: it was never saved.
    """
    path = local_path(book)
    return () if path is None else backups_of(path)


def restore_copy(book: xlwings.Book, copy: Path) -> xlwings.Book:
    """The workbook as it was in ``copy``, open again; what it holds now is saved and kept as a copy first.

    Raises:
        ArgumentError: it has no file on this machine.
        WriteRefusedError: it is read-only, or the files could not be exchanged; it is open as it was.
    """
    path = local_path(book)
    if path is None:
        raise ArgumentError(
            f"Le classeur « {book.name} » est sur OneDrive ou SharePoint.",
            "Revenez à une version précédente par Fichier, Informations, Historique des versions.",
        )
    refuse_unsavable(book)
    save(book, path.parent)
    app = book.app
    book.close()
    try:
        restore_backup(path, copy)
    finally:
        book = app.books.open(str(path))
    return book
