"""Opening the user's file: workbook or text, whatever its layout."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Final

from xladdin.errors import UnreadableFileError
from xladdin.opc.package import open_package
from xladdin.workbook.text_grid import read_text

if TYPE_CHECKING:
    import os

    from xladdin.workbook.grid import Book

TEXT_ENDINGS: Final = (".csv", ".txt", ".tsv", ".tab", ".asc")
_SAVE_AS = "Ouvrez-le dans Excel et enregistrez-le au format « Classeur Excel (.xlsx) »."
_OTHER_KINDS: Final = {
    ".ods": "est un classeur OpenDocument (.ods)",
    ".numbers": "est un classeur Numbers",
    ".pdf": "est un document PDF",
}


def read_book(path: str | os.PathLike[str]) -> Book:
    """Every sheet of a .xlsx or .xlsm, or the one grid of a .csv or .txt, as it stands in the file.

    In a workbook a cell is a str, float, bool, date, datetime, time or timedelta; in a text file all
    cells are str. An empty cell is ``""``.

    Raises:
        UnreadableFileError: the file is missing, encrypted, truncated, unsafe or of another kind.
    """
    path = Path(path)
    ending = path.suffix.lower()
    if ending in TEXT_ENDINGS:
        return read_text(path)
    if ending in _OTHER_KINDS:
        raise UnreadableFileError(f"Le fichier « {path.name} » {_OTHER_KINDS[ending]}.", _SAVE_AS)
    package = open_package(path)

    from xladdin.workbook.xlsx_book import read_xlsx  # noqa: PLC0415 - text files need no workbook reader

    return read_xlsx(package, str(path))
