"""Single arguments of worksheet functions as values: COM dates, serials, decimals, texts that people type."""

from __future__ import annotations

import datetime as dt
import math
from decimal import Decimal
from typing import Final

from xladdin.errors import ArgumentError
from xladdin.model.error_cells import error_cell
from xladdin.model.scale import AgeingScale
from xladdin.surfaces.arguments import parse_date
from xladdin.surfaces.udf_cells import block_of, is_blank
from xladdin.workbook.amounts import read_amounts

_SERIAL_EPOCH: Final = dt.date(1899, 12, 30)
_LAST_SERIAL: Final = 2_958_465
"""31/12/9999."""


def single(value: object, name: str) -> object:
    """The one value of an argument; None when it was not given.

    Raises:
        ArgumentError: several cells, or an error cell.
    """
    rows = block_of(value).rows
    cells = [cell for row in rows for cell in row]
    if len(cells) != 1:
        raise ArgumentError(
            f"L’argument « {name} » attend une seule cellule.", "Donnez une cellule ou une valeur."
        )
    cell = cells[0]
    if error := error_cell(cell):
        raise ArgumentError(
            f"L’argument « {name} » contient l’erreur {error.in_french}.", "Corrigez la cellule."
        )
    return None if is_blank(cell) else cell


def as_date(value: object, name: str) -> dt.date | None:
    """A COM date, a serial number, or a text such as 30/06/2026; None for a blank.

    Raises:
        ArgumentError: anything else.
    """
    value = single(value, name)
    if value is None:
        return None
    if isinstance(value, dt.datetime):
        return value.date()
    if isinstance(value, dt.date):
        return value
    if isinstance(value, str):
        return parse_date(value)
    serial = _number(value)
    if serial is None or not 1 <= serial <= _LAST_SERIAL:
        raise ArgumentError(
            f"L’argument « {name} » n’est pas une date.", "Donnez une date, par exemple 30/06/2026."
        )
    return _SERIAL_EPOCH + dt.timedelta(days=int(serial))


def as_number(value: object, name: str) -> Decimal | None:
    """A number, or a text that reads as one (« 1 234,56 »); None for a blank.

    Raises:
        ArgumentError: anything else.
    """
    value = single(value, name)
    if value is None:
        return None
    number = _number(value)
    if number is None and isinstance(value, str):
        read = read_amounts([value])
        number = Decimal(int(read.cents[0])) / 100 if read.present[0] else None
    if number is None:
        raise ArgumentError(f"L’argument « {name} » n’est pas un nombre.", "Donnez un nombre.")
    return number


def as_text(value: object, name: str) -> str:
    """A text; a whole number without decimals (a piece number is often one); ``""`` for a blank."""
    value = single(value, name)
    if value is None:
        return ""
    number = _number(value)
    if number is not None and number == number.to_integral_value():
        return str(int(number))
    return str(value).strip()


def _number(value: object) -> Decimal | None:
    if isinstance(value, bool) or not isinstance(value, int | float | Decimal):
        return None
    if isinstance(value, float) and not math.isfinite(value):
        return None
    return Decimal(str(value))


def today() -> dt.date:
    """The day of the calculation, where no date is given."""
    return dt.datetime.now(tz=dt.UTC).astimezone().date()


def as_scale(value: object) -> AgeingScale:
    """Limits from cells (``{30;60;90}``) or a text (``"30;60;90"``); the usual ones for a blank.

    Raises:
        ArgumentError: not ascending whole numbers, or an error cell.
    """
    cells = [cell for row in block_of(value).rows for cell in row if not is_blank(cell)]
    if len(cells) == 1 and isinstance(cells[0], str):
        cells = [part for part in cells[0].replace(",", ";").split(";") if part.strip()]
    if not cells:
        return AgeingScale(30, 60, 90)
    words = [cell for cell in cells if isinstance(cell, str) and not read_amounts([cell]).present[0]]
    if words:
        raise ArgumentError(
            f"« {words[0]} » n’est pas une tranche.", 'Donnez des jours, par exemple "30;60;90".'
        )
    return AgeingScale(*(as_count(cell, "tranches", 0) for cell in cells))


def as_datetime(day: dt.date) -> dt.datetime:
    """What becomes a true date in the cell."""
    return dt.datetime.combine(day, dt.time())


def as_count(value: object, name: str, default: int) -> int:
    """A whole number.

    Raises:
        ArgumentError: decimals.
    """
    number = as_number(value, name)
    if number is None:
        return default
    if number != int(number):
        raise ArgumentError(f"L’argument « {name} » attend un nombre entier.", "Ôtez les décimales.")
    return int(number)
