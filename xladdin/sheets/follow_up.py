"""Sheet « Suivi des relances »: which piece was reminded when, and whether it is paid.

She may type, correct or clear a date in Relance 1 to 4. Two hidden columns tell later what she did: which
piece the row is, and what was written there.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from xladdin.ledger.row_traces import KEY, TRACE, RowTrace, row_keys, trace_text
from xladdin.model.cells import address
from xladdin.model.marks import FOLLOW_UP
from xladdin.model.sheet_plan import Area, Block, Cell, Condition, Page, SheetPlan, Style, fitting_width
from xladdin.model.wording import PAID
from xladdin.reports.follow_up import FOLLOW_UP_COLUMNS, REMINDER_COLUMNS
from xladdin.sheets import layout

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterable, Mapping, Sequence

    import pandas as pd

    from xladdin.ledger.row_traces import PieceId
    from xladdin.model.sheet_plan import Value

MARK: Final = FOLLOW_UP
NAME: Final = "Suivi des relances"

_DATES: Final = frozenset({*REMINDER_COLUMNS, "Échéance"})
_AMOUNT, _PAID, _DUE = "Montant", "Réglé", "Échéance"
_FROZEN: Final = "les pièces à suivre dépendent de la date"
"""Which rows there are is no matter for formulas: an edit or another date adds and removes some."""
_CENTRED: Final = frozenset({"Type", _PAID})
_NUMBER, _NAME = "Numéro de Pièce", "Nom Client"
_WIDTHS: Final = {_NUMBER: 18.0, _NAME: 32.0, _AMOUNT: 15.0, KEY: 0.0, TRACE: 0.0}
_MAY_GROW: Final = frozenset({_NUMBER, _NAME, _AMOUNT})


def follow_up_plan(
    report: pd.DataFrame,
    pieces: Sequence[PieceId],
    *,
    as_of: dt.date,
    currency: str,
    unread: Mapping[tuple[PieceId, int], str] | None = None,
) -> SheetPlan:
    """The suivi as a sheet: the columns that everybody knows, paid pieces greyed, late ones bold.

    Args:
        report: of ``xladdin.reports.follow_up``, cents, dates ``NaT`` for none.
        pieces: what each of its rows is.
        unread: texts that she wrote where a date should be, by piece and rank; they stay in their cell.
    """
    labels = [*FOLLOW_UP_COLUMNS, KEY, TRACE]
    last_row = layout.HEADER_ROW + len(report)
    block = Block(layout.HEADER_ROW, last_row, len(labels), key_columns=(labels.index(KEY) + 1,))
    cells = layout.head(NAME, as_of, currency, because=_FROZEN) | layout.headings(labels)
    columns = [_column(label, report[label]) for label in FOLLOW_UP_COLUMNS]
    columns += [layout.column(texts, Style.NOTE) for texts in (row_keys(pieces), _traces(columns, pieces))]
    _put_back(columns, pieces, unread or {})
    for row, line in enumerate(zip(*columns, strict=True), block.first_row):
        cells |= layout.line(row, line)
    return SheetPlan(
        name=NAME,
        mark=MARK,
        cells=cells,
        widths=tuple(map(_width, labels, columns)),
        heights=layout.HEIGHTS,
        freeze=(layout.HEADER_ROW, 1),
        block=block,
        filter=block.area(),
        conditions=_conditions(labels, block, as_of) if len(report) else (),
        page=Page(repeated_rows=(layout.HEADER_ROW, layout.HEADER_ROW)),
    )


def _traces(columns: Sequence[Sequence[Cell]], pieces: Sequence[PieceId]) -> list[str]:
    reminders = [columns[FOLLOW_UP_COLUMNS.index(label)] for label in REMINDER_COLUMNS]
    dates = zip(*([_iso(cell.value) for cell in column] for column in reminders), strict=True)
    return [trace_text(RowTrace(piece, written)) for piece, written in zip(pieces, dates, strict=True)]


def _iso(day: Value) -> str:
    return "" if day is None else str(day)


def _put_back(
    columns: Iterable[list[Cell]], pieces: Sequence[PieceId], unread: Mapping[tuple[PieceId, int], str]
) -> None:
    """Texts of hers in their cells, in place of the dates."""
    by_label = dict(zip(FOLLOW_UP_COLUMNS, columns, strict=False))
    for place, piece in enumerate(pieces) if unread else ():
        for rank, label in enumerate(REMINDER_COLUMNS, 1):
            if (piece, rank) in unread:
                by_label[label][place] = Cell(unread[piece, rank], Style.WARNING)


def _column(label: str, values: pd.Series) -> list[Cell]:
    if label in _DATES:
        days = values.astype("datetime64[s]").dt.date
        present = zip(days, values.isna(), strict=True)
        return layout.column((None if missing else day for day, missing in present), Style.DATE)
    if label == _AMOUNT:
        return layout.column(map(layout.units, values), Style.AMOUNT)
    style = Style.NAME if label == _NAME else Style.CENTRE if label in _CENTRED else Style.TEXT
    return layout.column(map(str, values), style)


def _width(label: str, cells: Sequence[Cell]) -> float:
    usual = _WIDTHS.get(label, 12.0)
    return max(usual, fitting_width([cell.value for cell in cells])) if label in _MAY_GROW else usual


def _conditions(labels: list[str], block: Block, as_of: dt.date) -> tuple[Condition, ...]:
    """Paid rows in grey; the due date bold where a piece is late and open."""
    paid = f"${address(block.first_row, labels.index(_PAID) + 1)}"
    due_column = labels.index(_DUE) + 1
    due = f"${address(block.first_row, due_column)}"
    amount = f"${address(block.first_row, labels.index(_AMOUNT) + 1)}"
    rows = Area(block.first_row, 1, block.last_row, block.last_column)
    day = f"DATE({as_of.year},{as_of.month},{as_of.day})"
    return (
        Condition(rows, f'={paid}="{PAID}"', "done"),
        Condition(
            rows._replace(first_column=due_column, last_column=due_column),
            f'=AND({paid}<>"{PAID}",{amount}>0,{due}<>"",{due}<{day})',
            "late",
        ),
    )
