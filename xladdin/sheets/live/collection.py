"""The formulas of the sheet « Efficacité recouvrement »: rates of the month of the as-of cell."""

from __future__ import annotations

from typing import TYPE_CHECKING

from xladdin.model.wording import MONTHS

if TYPE_CHECKING:
    from collections.abc import Mapping

    from xladdin.sheets.live.book import LiveBook

Place = tuple[int, int]


def collection_formulas(
    book: LiveBook, *, collectors: Mapping[int, str], total_row: int, unallocated_row: int
) -> dict[Place, str]:
    """Formulas by cell: label, to collect, collected, remaining, rate in columns A to E.

    Args:
        collectors: chargé de recouvrement per row.
    """
    formulas: dict[Place, str] = {}
    for row, collector in collectors.items():
        owned = book.collector(collector)
        formulas |= _line(row, book.of_pieces("to_collect", owned), book.of_pieces("collected", owned))
    formulas |= _line(total_row, book.of_pieces("to_collect"), book.of_pieces("collected"))
    received = book.of_payments("waiting", ("issued", f'"<="&{book.as_of}'))
    matched_before = book.of_payments("waiting", ("matched_on", f'"<="&{book.month_before}'))
    matched = book.of_payments(
        "waiting", ("matched_on", f'">"&{book.month_before}'), ("matched_on", f'"<="&{book.as_of}')
    )
    formulas |= _line(unallocated_row, f"ROUND({received}-{matched_before},2)", matched)
    formulas[unallocated_row, 1] = f"={month_name(book, capital=True)}"
    return formulas


def month_name(book: LiveBook, *, capital: bool = False) -> str:
    """A formula for « juin 2026 »; no TEXT, whose codes depend on the language of Excel."""
    months = (month.capitalize() if capital else month for month in MONTHS)
    names = ",".join(f'"{month}"' for month in months)
    return f'CHOOSE(MONTH({book.as_of}),{names})&" "&YEAR({book.as_of})'


def collection_holds(book: LiveBook, *, first_row: int, total_row: int) -> str:
    """A formula that is true while every chargé de recouvrement is on the sheet."""
    lines = f"SUM(B{first_row}:B{total_row - 1})" if total_row > first_row else "0"
    return f"AND({book.changed}+{book.charges_changed}=0,ABS(B{total_row}-{lines})<0.005)"


def _line(row: int, base: str, done: str) -> dict[Place, str]:
    return {
        (row, 2): f"={base}",
        (row, 3): f"={done}",
        (row, 4): f"=ROUND(B{row}-C{row},2)",
        (row, 5): f'=IF(B{row}>0,C{row}/B{row},"")',
    }
