"""The hidden sheet of row formulas: per piece its customer, its date and what is left of it.

Report sheets sum over it, so that an edited invoice, payment or as-of date shows at once.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from xladdin.model.arrays import to_date
from xladdin.model.sheet_plan import Cell, SheetPlan, Style
from xladdin.model.source_map import Field
from xladdin.model.wording import KIND_LABELS, Kind
from xladdin.reports.by_customer import receivables

if TYPE_CHECKING:
    import datetime as dt

    from xladdin.ledger.ledger import Ledger
    from xladdin.model.arrays import Cents
    from xladdin.sheets.live_source import ListRefs, LiveSource

MARK: Final = "calcul"
NAME: Final = "_xladdin"
HEADINGS: Final = ("Client", "Échéance", "Reste dû", "Retard", "Effet")
_CUSTOMER, _DATE, _LEFT, _LATE, _BILL = range(1, 6)
_FIRST_ROW: Final = 2


@dataclass(frozen=True, slots=True)
class LiveRows:
    """The hidden sheet, and how to sum over it."""

    source: LiveSource
    plan: SheetPlan
    last_row: int

    def _column(self, place: int) -> str:
        letter = "ABCDE"[place - 1]
        return f"'{NAME}'!${letter}${_FIRST_ROW}:${letter}${self.last_row}"

    def left(self, *conditions: str) -> str:
        """``SUMIFS`` of what is left under conditions made by the methods below."""
        return f"ROUND(SUMIFS({self._column(_LEFT)},{','.join(conditions)}),2)"

    def bills(self, *conditions: str) -> str:
        """The same for bills in circulation."""
        return f"ROUND(SUMIFS({self._column(_BILL)},{','.join(conditions)}),2)"

    def whole(self) -> str:
        """What is left of every piece."""
        return f"ROUND(SUM({self._column(_LEFT)}),2)"

    def of_customer(self, cell: str) -> str:
        """Pieces of the customer in a cell."""
        return f"{self._column(_CUSTOMER)},{cell}"

    def late(self, operator: str, days: int) -> str:
        """Pieces so many days late."""
        return f'{self._column(_LATE)},"{operator}{days}"'

    def due(self, operator: str, day: str) -> str:
        """Pieces due before or after a day, which is a formula."""
        return f'{self._column(_DATE)},"{operator}"&{day}'

    def sign(self, operator: str) -> str:
        """Debits ``>`` or credits ``<``."""
        return f'{self._column(_LEFT)},"{operator}0"'

    def is_complete(self) -> str:
        """Whether the lists have as many rows as when the sheets were made."""
        counts = [_row_count(self.source.invoices)]
        if self.source.payments:
            counts.append(_row_count(self.source.payments))
        return f"AND({','.join(counts)})"


@dataclass(frozen=True, slots=True)
class Values:
    """What a row of formulas shows until Excel computes: nothing, for a payment that is allocated."""

    customer: str = ""
    date: dt.date | None = None
    left: float = 0.0
    bill: float = 0.0

    @classmethod
    def of(cls, ledger: Ledger, place: int, left: Cents, bills: Cents) -> Values:
        """Those of one item."""
        return cls(
            customer=str(ledger.customers.code[ledger.items.customer[place]]),
            date=to_date(ledger.items.due[place]),
            left=int(left[place]) / 100,
            bill=int(bills[place]) / 100,
        )


def live_rows(ledger: Ledger, source: LiveSource, as_of: dt.date) -> LiveRows:
    """The hidden sheet for a ledger that ``live_source`` has accepted.

    Args:
        as_of: the date in the as-of cell, for the values shown until Excel computes.
    """
    cells = {(1, column): Cell(heading) for column, heading in enumerate(HEADINGS, 1)}
    left, bills = receivables(ledger, as_of), ledger.bills_in_circulation(as_of)
    places = zip(ledger.items.sheet, ledger.items.row, strict=True)
    rows_of = {(str(sheet), int(row)): place for place, (sheet, row) in enumerate(places)}
    line = _FIRST_ROW - 1
    for refs, formulas in ((source.invoices, _invoice), (source.payments, _payment)):
        if refs is None:
            continue
        for row in refs.rows():
            line += 1
            place = rows_of.get((refs.source.sheet, row))
            customer, date, amount, bill = formulas(source, refs, row)
            values = Values() if place is None else Values.of(ledger, place, left, bills)
            late = f"={source.as_of}-$B{line}"
            cells |= {
                (line, _CUSTOMER): Cell(values.customer, Style.TEXT, customer),
                (line, _DATE): Cell(values.date, Style.DATE, date),
                (line, _LEFT): Cell(values.left, Style.AMOUNT, amount),
                (line, _LATE): Cell((as_of - values.date).days if values.date else 0, Style.INTEGER, late),
                (line, _BILL): Cell(values.bill, Style.AMOUNT, bill),
            }
    plan = SheetPlan(
        name=NAME, mark=MARK, cells=cells, widths=(30.0, 12.0, 14.0, 10.0, 14.0), freeze=(1, 0), hidden=True
    )
    return LiveRows(source, plan, max(line, _FIRST_ROW))


def _row_count(refs: ListRefs) -> str:
    """Whether a list has as many rows with a date and an amount; a total under it has no date."""
    amount = _first(refs, Field.AMOUNT, Field.REMAINING, Field.PAID)
    date = _first(refs, Field.ISSUED, Field.DUE, Field.PAID_ON)
    return f'COUNTIFS({date},">0",{amount},"<>")={refs.source.rows}'


def _first(refs: ListRefs, *fields: Field) -> str:
    return refs.column(next(field for field in fields if refs.has(field)))


def _invoice(source: LiveSource, refs: ListRefs, row: int) -> tuple[str, str, str, str]:
    """Customer, date, what is left, bill in circulation, for one row of the invoice list."""
    issued, due = refs.cell(Field.ISSUED, row), refs.cell(Field.DUE, row)
    date = f"=IF(AND(ISNUMBER({due}),{due}>0),{due},{issued})" if issued and due else f"={due or issued}"
    exists = f'OR({issued}="",{issued}<={source.as_of})' if issued else "TRUE"
    amount = refs.cell(Field.AMOUNT, row)
    bill = "=0"
    if not amount or (refs.has(Field.REMAINING) and source.payments is None):
        left = refs.cell(Field.REMAINING, row)
    else:
        left = amount + _paid(source, refs, row)
    apart = []
    if refs.has(Field.KIND):
        is_bill = f'{refs.cell(Field.KIND, row)}="{KIND_LABELS[Kind.EFFET]}"'
        apart.append(is_bill)
        bill = f"=IF(AND({is_bill},{exists},{due or issued}>={source.as_of}),{amount or left},0)"
    if refs.has(Field.APPLIED_TO) and amount:
        origin = refs.cell(Field.APPLIED_TO, row)
        apart.append(f'AND({amount}<0,{origin}<>"",COUNTIF({refs.column(Field.NUMBER)},{origin})>0)')
        left += _credited(source, refs, row)
    condition = f"OR({','.join(apart)},NOT({exists}))" if apart else f"NOT({exists})"
    return (
        f"=TRIM({refs.cell(source.customer, row)})",
        date,
        f"=IF({condition},0,ROUND({left},2))",
        bill,
    )


def _paid(source: LiveSource, refs: ListRefs, row: int) -> str:
    """What payments take off the piece in a row, with its minus sign; ``""`` when nothing says so."""
    if source.payments is not None:
        pay = source.payments
        return (
            f"-SUMIFS({pay.column(Field.PAID)},{pay.column(Field.NUMBER)},{refs.cell(Field.NUMBER, row)},"
            f'{pay.column(Field.PAID_ON)},"<="&{source.as_of})'
        )
    if not refs.has(Field.PAID):
        return ""
    paid, paid_on = refs.cell(Field.PAID, row), refs.cell(Field.PAID_ON, row)
    return f'-IF(OR({paid_on}="",{paid_on}<={source.as_of}),{paid},0)' if paid_on else f"-{paid}"


def _credited(source: LiveSource, refs: ListRefs, row: int) -> str:
    """What credit notes and bills that name the piece take off it."""
    amounts, origins, number = (
        refs.column(Field.AMOUNT),
        refs.column(Field.APPLIED_TO),
        refs.cell(Field.NUMBER, row),
    )
    by_then = f',{refs.column(Field.ISSUED)},"<="&{source.as_of}' if refs.has(Field.ISSUED) else ""
    credited = f'+SUMIFS({amounts},{origins},{number},{amounts},"<0"{by_then})'
    if not refs.has(Field.KIND):
        return credited
    kinds = refs.column(Field.KIND)
    return f'{credited}-SUMIFS({amounts},{origins},{number},{kinds},"{KIND_LABELS[Kind.EFFET]}"{by_then})'


def _payment(source: LiveSource, refs: ListRefs, row: int) -> tuple[str, str, str, str]:
    """The same for one row of the payment list: a credit until it is matched with a piece."""
    number, paid_on = refs.cell(Field.NUMBER, row), refs.cell(Field.PAID_ON, row)
    used = [
        f"{paid_on}>{source.as_of}",
        f'AND({number}<>"",COUNTIF({source.invoices.column(Field.NUMBER)},{number})>0)',
    ]
    if refs.has(Field.LETTERED_ON):
        lettered = refs.cell(Field.LETTERED_ON, row)
        used.append(f"AND(ISNUMBER({lettered}),{lettered}>0,{lettered}<={source.as_of})")
    return (
        f"=TRIM({refs.cell(source.customer, row)})",
        f"={paid_on}",
        f"=IF(OR({','.join(used)}),0,-{refs.cell(Field.PAID, row)})",
        "=0",
    )
