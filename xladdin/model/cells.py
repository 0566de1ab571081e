"""A1 addresses."""

from __future__ import annotations


def column_letter(column: int) -> str:
    """``1`` is A, ``28`` is AB."""
    letters = ""
    while column:
        column, rest = divmod(column - 1, 26)
        letters = chr(65 + rest) + letters
    return letters


def column_number(letters: str) -> int:
    """``A`` is 1, ``AB`` is 28."""
    number = 0
    for letter in letters:
        number = number * 26 + ord(letter) - 64
    return number


def address(row: int, column: int) -> str:
    """A1 address of a 1-based position."""
    return f"{column_letter(column)}{row}"


def quoted(sheet: str) -> str:
    """A sheet's name as it stands in a reference: ``'L''agenda'``."""
    return "'" + sheet.replace("'", "''") + "'"


def absolute(sheet: str, cell: str) -> str:
    """``'Paramètres'!$B$17`` for B17 of that sheet."""
    letters = cell.rstrip("0123456789")
    return f"{quoted(sheet)}!${letters}${cell.removeprefix(letters)}"


def vertical_range(column: int, first_row: int, last_row: int) -> str:
    """``D2`` or ``D2:D21``; with no column (0) the rows themselves, ``2:21``."""
    letter = column_letter(column)
    if column and first_row == last_row:
        return f"{letter}{first_row}"
    return f"{letter}{first_row}:{letter}{last_row}"
