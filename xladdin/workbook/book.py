"""Opening the user's file: workbook or text, whatever its layout."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import os

    from xladdin.workbook.grid import Book


def read_book(path: str | os.PathLike[str]) -> Book:
    """Every sheet of a .xlsx or .xlsm, or the one grid of a .csv or .txt, as it stands in the file.

    In a workbook a cell is a str, float, bool, date, datetime, time or timedelta; in a text file all
    cells are str. An empty cell is ``""``.

    Raises:
        UnreadableFileError: the file is missing, encrypted, truncated, unsafe or of another kind.
    """
    raise NotImplementedError
