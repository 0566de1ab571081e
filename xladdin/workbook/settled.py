"""What settles the pieces of an invoice list: its payment rows, its letters, its own columns."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

import numpy as np

from xladdin.ledger.draft import DraftSettlements
from xladdin.model.problem import problem
from xladdin.model.source_map import Field
from xladdin.model.wording import Kind
from xladdin.workbook.drafts import joined_settlements
from xladdin.workbook.invoices import spelt
from xladdin.workbook.kinds import MOST_WORDS_NAMED
from xladdin.workbook.paid import Evidence, Settled, settle
from xladdin.workbook.payments import take_settlements
from xladdin.workbook.rows import filled_mask
from xladdin.workbook.vocabulary import Paid, status_of

if TYPE_CHECKING:
    from xladdin.model.arrays import Cents, Days, Mask
    from xladdin.workbook.invoices import InvoiceRows
    from xladdin.workbook.lettering import Line


def read_settlements(rows: InvoiceRows, payments: DraftSettlements) -> DraftSettlements:
    """Everything that the list itself settles; ``item`` is a row of ``rows.items``.

    Args:
        payments: what the payment lists of the workbook say. They are joined by number later on; here they
            only keep the columns of the list from settling the same piece again.
    """
    return joined_settlements([payment_rows(rows), credit_lines(rows), settled_by_columns(rows, payments)])


def payment_rows(rows: InvoiceRows) -> DraftSettlements:
    """Payment rows: those that name a piece go by its number, lettered ones to their group's pieces.

    What a letter leaves of a payment is unallocated. A payment whose letter no piece of the list shares has
    paid something that is not listed: it is used up on the day of lettering, else on its own.
    """
    lines = [line for line in rows.lettering.lines if rows.kinds[line.credit] == Kind.REGLEMENT]
    spent: Counter[int] = Counter()
    for line in lines:
        spent[line.credit] += line.cents
    places = rows.payment_places
    alone = _draft(rows, places.tolist())
    alone.number = rows.piece_named(places)
    alone.own_number = rows.cells.texts(Field.NUMBER)[places]
    alone.amount = alone.amount - np.array([spent[place] for place in places.tolist()], dtype=np.int64)
    unnamed = alone.number == ""
    elsewhere = unnamed & (rows.letters[places] != "") & ~rows.lettering.in_groups[places]
    alone.matched = np.where(unnamed, np.datetime64("NaT", "D"), alone.matched)
    alone.matched = np.where(elsewhere, _first_known(rows.lettered_on[places], alone.date), alone.matched)
    if rows.remaining is not None and rows.money.source is not Field.REMAINING:
        # A list of open items says what is left of a payment: the rest is on its pieces already.
        known = rows.remaining.present[places] & unnamed
        left = np.abs(rows.remaining.cents[places]) * np.sign(alone.amount)
        alone.amount = np.where(known, left, alone.amount)
    lettered = _allocated(rows, lines, on_credit=False)
    return joined_settlements([lettered, take_settlements(alone, np.flatnonzero(alone.amount))])


def credit_lines(rows: InvoiceRows) -> DraftSettlements:
    """Credit notes and down payments that are lettered: off the invoice, and used up by as much."""
    lines = [line for line in rows.lettering.lines if rows.kinds[line.credit] != Kind.REGLEMENT]
    return joined_settlements([_allocated(rows, lines, on_credit=side) for side in (False, True)])


def settled_by_columns(rows: InvoiceRows, payments: DraftSettlements) -> DraftSettlements:
    """What the item rows themselves say was paid."""
    cells, places = rows.cells, rows.item_places
    seen = Evidence.of(rows.amounts[places])
    shared = _add_payment_lines(seen, rows, payments)
    seen.lettered = (rows.letters[places] != "") & ~rows.lettering.in_groups[places]
    seen.lettered_on = rows.lettered_on[places]
    seen.paid_on = rows.paid_on[places]
    paid = cells.amounts(Field.PAID) if rows.money.source is not Field.PAID else None
    if paid is not None:
        seen.paid, seen.paid_known = paid.cents[places], paid.present[places]
    if rows.remaining is not None and rows.money.source is not Field.REMAINING:
        # Where the amount itself was taken from what is left, that says nothing of payments.
        own_amount = filled_mask(cells.raw(Field.AMOUNT)) if Field.AMOUNT in cells else rows.money.present
        seen.remaining = rows.remaining.cents[places]
        seen.remaining_known = rows.remaining.present[places] & own_amount[places]
    if Field.STATUS in cells:
        texts = cells.texts(Field.STATUS)[places]
        known = {text: status_of(text) for text in set(texts)}
        seen.status = np.fromiter(map(known.__getitem__, texts), np.int8, len(texts))
        if paid is None and rows.remaining is None:
            _report_unknown_statuses(rows, known)
    settled = settle(seen)
    _report(rows, settled, shared)
    items = np.flatnonzero(settled.amount)
    draft = DraftSettlements.blank(len(items))
    draft.item = items.astype(np.int32)
    draft.amount, draft.date = settled.amount[items], settled.date[items]
    draft.matched = settled.matched[items]
    draft.sheet[:] = cells.sheet
    draft.row = cells.rows[places[items]]
    return draft


def _add_payment_lines(seen: Evidence, rows: InvoiceRows, payments: DraftSettlements) -> Mask:
    """Sums of the payment lines and letters per item.

    Returns:
        items that share their number, and so its payments, with others: their sums cannot be compared.
    """
    grouped = rows.lettering.in_groups[rows.item_places]
    seen.has_lines = grouped.copy()
    seen.by_lines = _settled_by_letters(rows)[rows.item_places]
    by_number: Counter[str] = Counter()
    own = rows.piece_named(rows.payment_places)
    for numbers, amounts in (
        (payments.number, payments.amount),
        (own, rows.received[rows.payment_places]),
    ):
        for number, cents in zip(numbers, amounts.tolist(), strict=True):
            if number:
                by_number[spelt(number)] += cents
    if not by_number:
        return np.zeros(len(grouped), dtype=np.bool_)
    pieces = [spelt(number) for number in rows.items.number]
    named = np.fromiter((piece in by_number for piece in pieces), np.bool_, len(pieces))
    seen.has_lines |= named
    seen.by_lines += np.fromiter((by_number[piece] for piece in pieces), np.int64, len(pieces))
    times = Counter(pieces)
    return named & np.fromiter((times[piece] > 1 for piece in pieces), np.bool_, len(pieces))


def _settled_by_letters(rows: InvoiceRows) -> Cents:
    """Cents that letters take off each row of the list."""
    total = np.zeros(len(rows.cells), dtype=np.int64)
    for line in rows.lettering.lines:
        total[line.debit] += line.cents
        total[line.credit] -= line.cents
    for bill, debit in rows.lettering.bills.items():
        total[debit] += abs(int(rows.amounts[bill]))
    return total


def _report(rows: InvoiceRows, settled: Settled, not_compared: Mask) -> None:
    cells, column = rows.cells, _paid_column(rows)

    def place(row: int) -> int:
        return int(rows.item_places[row])

    contradictions = {
        place(row): {"number": rows.items.number[row], "believed": believed, "other": other}
        for row, (believed, other) in settled.conflicts.items()
        if not not_compared[row]
    }
    cells.report("reglement-contradictoire", column, contradictions)
    partly = {place(row): {"number": rows.items.number[row]} for row in settled.unknown_part.tolist()}
    cells.report("reglement-partiel-inconnu", Field.STATUS, partly)
    undated = int(settled.undated.sum())
    if undated:
        where = cells.problem_range(cells.columns[column].column) if column in cells else ""
        cells.problems.append(problem("regle-sans-date", sheet=cells.sheet, cell=where, count=undated))


def _report_unknown_statuses(rows: InvoiceRows, known: dict[str, Paid]) -> None:
    """Words that were not understood, where nothing but the status says what is paid."""
    unknown = sorted(text for text, status in known.items() if text and status is Paid.UNKNOWN)
    if unknown:
        cells = rows.cells
        where = cells.problem_range(cells.columns[Field.STATUS].column)
        words = " », « ".join(unknown[:MOST_WORDS_NAMED])
        cells.problems.append(problem("statut-inconnu", sheet=cells.sheet, cell=where, words=words))


def _paid_column(rows: InvoiceRows) -> Field:
    """The column at which a contradiction is shown."""
    every = (Field.PAID, Field.REMAINING, Field.STATUS, Field.LETTER, Field.PAID_ON)
    return next((one for one in every if one in rows.cells), Field.NUMBER)


def _allocated(rows: InvoiceRows, lines: list[Line], *, on_credit: bool) -> DraftSettlements:
    """Allocations as settlements of the debits, or of the credits that they use up."""
    draft = _draft(rows, [line.credit for line in lines])
    if lines:
        cents = np.array([line.cents for line in lines], dtype=np.int64)
        draft.item = rows.item_of[[line.credit if on_credit else line.debit for line in lines]]
        draft.amount = -cents if on_credit else cents
        draft.date = np.array([line.date for line in lines], dtype="datetime64[D]")
        draft.kind = rows.kinds[[line.credit for line in lines]]
    return draft


def _draft(rows: InvoiceRows, places: list[int]) -> DraftSettlements:
    """Settlements made of rows of the list, with their own date and what they took in."""
    taken = np.array(places, dtype=np.intp)
    draft = DraftSettlements.blank(len(taken))
    draft.customer_code, draft.customer_name = rows.codes[taken], rows.names[taken]
    draft.amount = rows.received[taken]
    draft.date = _first_known(rows.paid_on[taken], rows.issued[taken])
    draft.matched = rows.lettered_on[taken]
    draft.currency = rows.currencies[taken]
    draft.sheet[:] = rows.cells.sheet
    draft.row = rows.cells.rows[taken]
    draft.columns = rows.items.columns
    return draft


def _first_known(first: Days, second: Days) -> Days:
    return np.where(np.isnat(first), second, first)
