"""The sheet Paramètres to Settings: a label in column A, what the user entered in column B."""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import replace
from typing import TYPE_CHECKING, TypeVar

from xladdin.errors import ArgumentError
from xladdin.model import parameter_labels as labels
from xladdin.model.arrays import to_cents, to_date
from xladdin.model.cells import address
from xladdin.model.field_labels import FIELD_LABELS
from xladdin.model.problem import Problem, problem
from xladdin.model.scale import AgeingScale
from xladdin.model.settings import DunningSettings, ListOverride, Sender, Settings
from xladdin.model.text import fold
from xladdin.workbook.currencies import currency_code
from xladdin.workbook.dates import read_dates
from xladdin.workbook.headings import meanings
from xladdin.workbook.profile import cell_text

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from xladdin.model.source_map import Field
    from xladdin.workbook.grid import Book, Grid

_T = TypeVar("_T")
_LABEL_COLUMN, _VALUE_COLUMN = 1, 2
_POSTCODE_DIGITS = 5
_MOST_DAYS = 3650
_A_DATE = "une date, par exemple 30/06/2026"
_FIELD_OF_LABEL = {fold(label): field for field, label in FIELD_LABELS.items()}


def is_parameters(grid: Grid) -> bool:
    """The sheet Paramètres, by its mark or by its name."""
    return fold(grid.mark or grid.sheet) == fold(labels.SHEET_NAME)


def read_settings(book: Book) -> tuple[Settings, list[Problem]]:
    """What the user set; defaults without a sheet Paramètres.

    A value that means nothing leaves the default in place, with a Problem that names the cell.
    """
    grid = next((grid for grid in book.grids if is_parameters(grid)), None)
    return (Settings(), []) if grid is None else _Reader(grid, date_1904=book.date_1904).settings()


def setting_place(book: Book, label: str) -> tuple[str, str]:
    """Sheet and A1 address of the cell that sets ``label``; both ``""`` where Paramètres has no such line."""
    grid = next((grid for grid in book.grids if is_parameters(grid)), None)
    cell = _Reader(grid, date_1904=book.date_1904).place(label) if grid else ""
    return (grid.sheet, cell) if grid and cell else ("", "")


def sender_cells(book: Book) -> dict[str, str]:
    """A1 address by field of ``Sender``, of the lines that Paramètres has."""
    places = {field: setting_place(book, label)[1] for field, label in labels.SENDER_LABELS.items()}
    return {field: cell for field, cell in places.items() if cell}


def parameters_place(book: Book) -> tuple[str, str, bool]:
    """Where the as-of date stands, as ``SourceMap`` notes it.

    Returns:
        name of the sheet Paramètres and address of its « Arrêté au » cell, ``""`` for what there is not, and
        whether that cell holds a true date or nothing.
    """
    grid = next((grid for grid in book.grids if is_parameters(grid)), None)
    if grid is None:
        return "", "", True
    return (grid.sheet, *_Reader(grid, date_1904=book.date_1904).as_of_place())


class _Reader:
    def __init__(self, grid: Grid, *, date_1904: bool) -> None:
        self._grid = grid
        self._date_1904 = date_1904
        self._problems: list[Problem] = []
        self._rows: dict[str, int] = {}
        for row in range(grid.first_row, grid.last_row + 1):
            label = fold(cell_text(grid.cell(row, _LABEL_COLUMN)))
            if label:
                self._rows.setdefault(label, row)

    def settings(self) -> tuple[Settings, list[Problem]]:
        default = Settings()
        columns = self._columns(labels.INVOICE_COLUMNS)
        payment_columns = self._columns(labels.PAYMENT_COLUMNS)
        order = self._choice(labels.DATE_ORDER, labels.DATE_ORDER_CHOICES, None, labels.DATE_ORDER_SYNONYMS)
        settings = Settings(
            sender=self._sender(),
            as_of=self._as_of(),
            scale=self._value(labels.SCALE, _scale, default.scale, "30 ; 60 ; 90"),
            credits=self._choice(labels.CREDITS, labels.CREDITS_CHOICES, default.credits),
            end_of_month=self._choice(labels.END_OF_MONTH, labels.END_OF_MONTH_CHOICES, default.end_of_month),
            currency=self._value(labels.CURRENCY, _currency, default.currency, "EUR"),
            invoices=ListOverride(
                sheet=self._text(labels.INVOICE_SHEET),
                header_row=self._value(labels.HEADER_ROW, _row_number, 0, "5"),
                columns=columns,
                day_first=order,
            ),
            payments=ListOverride(
                sheet=self._text(labels.PAYMENT_SHEET), columns=payment_columns, day_first=order
            ),
            contractual_rate_percent=self._value(labels.CONTRACTUAL_RATE, _percent, None, "12,5"),
            dunning=self._dunning(default.dunning),
            letters_folder=self._text(labels.LETTERS_FOLDER),
            balance_order=self._choice(
                labels.BALANCE_ORDER, labels.BALANCE_ORDER_CHOICES, default.balance_order
            ),
        )
        return settings, self._problems

    def _dunning(self, default: DunningSettings) -> DunningSettings:
        return DunningSettings(
            minimum_amount=self._value(labels.MINIMUM_AMOUNT, _positive_cents, default.minimum_amount, "15"),
            minimum_days=self._value(labels.MINIMUM_DAYS, _days, default.minimum_days, "7"),
            sent_when_generated=self._yes(labels.SENT_WHEN_GENERATED, default=default.sent_when_generated),
            per_invoice=self._yes(labels.PER_INVOICE, default=default.per_invoice),
            default_scenario=self._text(labels.DEFAULT_SCENARIO),
        )

    def _yes(self, label: str, *, default: bool) -> bool:
        return self._choice(label, labels.YES_NO, default, labels.YES_NO_SYNONYMS)

    def place(self, label: str) -> str:
        """Address of what was entered for a label; ``""`` without such a line."""
        row = self._row(label)
        return address(row, _VALUE_COLUMN) if row else ""

    def as_of_place(self) -> tuple[str, bool]:
        row = self._row(labels.AS_OF)
        cell = self._grid.cell(row, _VALUE_COLUMN) if row else ""
        return address(row, _VALUE_COLUMN) if row else "", cell == "" or isinstance(cell, dt.date)

    def _sender(self) -> Sender:
        texts = {field: self._text(label) for field, label in labels.SENDER_LABELS.items()}
        if texts["postcode"].isdigit():  # Excel took the leading zero away
            texts["postcode"] = texts["postcode"].zfill(_POSTCODE_DIGITS)
        return replace(Sender(), **texts)

    def _as_of(self) -> dt.date | None:
        row = self._row(labels.AS_OF)
        cell = self._grid.cell(row, _VALUE_COLUMN) if row else ""
        if (row, _VALUE_COLUMN) in self._grid.today:
            return None  # the day of whoever asks, not that of the last time Excel computed
        if row and (row, _VALUE_COLUMN) in self._grid.uncached:
            self._complain(
                labels.AS_OF, "(formule sans valeur)", "aucune date", "une date, par exemple « 30/06/2026 »"
            )
        if cell == "":
            return None
        dates = read_dates([cell], date_1904=self._date_1904)
        if not dates.present[0]:
            self._complain(
                labels.AS_OF, cell_text(cell), "aucune date", "une date, par exemple « 30/06/2026 »"
            )
        return to_date(dates.days[0])

    def _columns(self, title: str) -> Mapping[Field, str]:
        """The block of field labels under a title, down to the next blank row."""
        found: dict[Field, str] = {}
        row = self._row(title)
        while row:
            row += 1
            label = cell_text(self._grid.cell(row, _LABEL_COLUMN)).strip()
            wanted = cell_text(self._grid.cell(row, _VALUE_COLUMN)).strip()
            if not label:
                break
            field = _field_of(label)
            if field is not None and wanted:
                found[field] = wanted
            elif wanted:
                self._problems.append(
                    problem(
                        "champ-inconnu", sheet=self._grid.sheet, cell=address(row, _LABEL_COLUMN), label=label
                    )
                )
        return found

    def _row(self, label: str) -> int:
        return self._rows.get(fold(label), 0)

    def _text(self, label: str) -> str:
        row = self._row(label)
        return cell_text(self._grid.cell(row, _VALUE_COLUMN)).strip() if row else ""

    def _choice(
        self, label: str, choices: Mapping[str, _T], default: _T, synonyms: Mapping[str, _T] | None = None
    ) -> _T:
        text = self._text(label)
        by_name = {fold(name): choice for name, choice in {**(synonyms or {}), **choices}.items()}
        if text and fold(text) not in by_name:
            offered = " ou ".join(f"« {name} »" for name in choices)
            self._complain(label, text, "la valeur par défaut", offered)
        return by_name.get(fold(text), default)

    def _value(self, label: str, read: Callable[[str], _T], default: _T, example: str) -> _T:
        text = self._text(label)
        if not text:
            return default
        try:
            return read(text)
        except (ValueError, ArgumentError):
            self._complain(label, text, "la valeur par défaut", f"par exemple « {example} »")
            return default

    def _complain(self, label: str, value: str, instead: str, expected: str) -> None:
        cell = address(self._row(label), _VALUE_COLUMN)
        self._problems.append(
            problem(
                "parametre-invalide",
                sheet=self._grid.sheet,
                cell=cell,
                label=label,
                value=value,
                instead=instead,
                expected=expected,
            )
        )


def _field_of(label: str) -> Field | None:
    """The field of a label as the sheet proposes it, else of a heading as people write it."""
    known = _FIELD_OF_LABEL.get(fold(label))
    meant = meanings(label)
    return known or (meant[0].field if meant else None)


def _scale(text: str) -> AgeingScale:
    return AgeingScale(*(int(days) for days in re.split(r"[-;,/\s]+", text.strip("; "))))


def _currency(text: str) -> str:
    code = currency_code(text)
    if not code:
        raise ValueError(text)
    return code


def _row_number(text: str) -> int:
    row = int(text)
    if row < 1:
        raise ValueError(text)
    return row


def _positive_cents(text: str) -> int:
    cents = to_cents(re.sub(r"[\s€]", "", text).replace(",", "."))
    if cents < 0:
        raise ValueError(text)
    return cents


def _days(text: str) -> int:
    days = int(text.lower().removesuffix("jours").removesuffix("j"))
    if not 0 <= days <= _MOST_DAYS:
        raise ValueError(text)
    return days


def _percent(text: str) -> float:
    return float(text.replace("%", "").replace(",", ".").strip())
