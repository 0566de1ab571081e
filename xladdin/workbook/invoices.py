"""Rows of an invoice list or ledger extract to draft items, and what says that they were paid."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import numpy as np

from xladdin.ledger.draft import DraftItems, DraftSettlements
from xladdin.model.arrays import NO_DAY
from xladdin.model.problem import problem
from xladdin.model.source_map import Field
from xladdin.model.text import fold
from xladdin.model.wording import Kind, french_amount
from xladdin.workbook.currency_columns import row_currencies
from xladdin.workbook.drafts import joined_settlements
from xladdin.workbook.kinds import (
    MOST_WORDS_NAMED,
    Money,
    final_amounts,
    read_kinds,
    read_money,
    receivable_rows,
)
from xladdin.workbook.lettering import Lettering, read_letters
from xladdin.workbook.paid import Evidence, settle
from xladdin.workbook.payments import take_settlements
from xladdin.workbook.rows import filled_mask
from xladdin.workbook.vocabulary import Paid, is_no, status_of

if TYPE_CHECKING:
    import numpy.typing as npt

    from xladdin.model.arrays import Cents, Days, Kinds, Mask, Texts
    from xladdin.workbook.listcells import ListCells

    Places = npt.NDArray[np.intp]

_ATTRIBUTES: Final = (
    Field.LABEL, Field.REFERENCE, Field.STATUS, Field.CAUSE, Field.DISPUTE, Field.COMMENT, Field.PAYMENT_MODE,
    Field.COLLECTOR, Field.GROUP, Field.SERVICE, Field.ASSOCIATE,
)  # fmt: skip


def read_invoices(
    cells: ListCells, codes: Texts, names: Texts, payments: DraftSettlements, *, several: bool
) -> tuple[DraftItems, DraftSettlements]:
    """The items of a list and what settles them.

    Args:
        codes: customer code per row.
        names: customer name per row.
        payments: what the payment lists of the workbook say; they are joined by number later on.
        several: there are other invoice lists, so that made-up numbers must name the sheet.

    Returns:
        items, and settlements whose ``item`` is a row of them.
    """
    extract = _Extract(cells, codes, names, several=several)
    settlements = [extract.payment_rows(), extract.credit_lines()]
    settlements.append(extract.settled_by_columns(payments))
    return extract.items, joined_settlements(settlements)


class _Extract:
    """The rows of one list, and their places as items or as payments."""

    def __init__(self, cells: ListCells, codes: Texts, names: Texts, *, several: bool) -> None:
        self.cells = cells
        numbers = cells.texts(Field.NUMBER)
        self.money: Money = read_money(cells)
        counted = receivable_rows(cells)
        cells.report_missing(counted & ~self.money.present)
        counted &= self.money.present
        self.kinds: Kinds = read_kinds(cells, self.money, numbers)
        self.codes, self.names, self.numbers = codes, names, numbers
        self.applied_to = cells.texts(Field.APPLIED_TO)
        self.letters = cells.texts(Field.LETTER)
        issued, due = cells.issue_and_due()
        size = len(cells)
        self.issued: Days = issued.days if issued is not None else np.full(size, NO_DAY)
        self.due: Days = due.days if due is not None else np.full(size, NO_DAY)
        self.lettered_on = self._days(Field.LETTERED_ON)
        self.paid_on = self._days(Field.PAID_ON)
        self.remaining = cells.amounts(Field.REMAINING)
        self.currencies = row_currencies(cells, self.money)

        is_payment = counted & (self.kinds == Kind.REGLEMENT)
        self.item_places: Places = np.flatnonzero(counted & ~is_payment)
        self.payment_places: Places = np.flatnonzero(is_payment)
        self.item_of = np.full(size, -1, dtype=np.int32)
        self.item_of[self.item_places] = np.arange(len(self.item_places), dtype=np.int32)
        self.amounts: Cents = final_amounts(self.kinds, self.money.cents)
        self.received = self._received()
        self.lettering = self._read_letters()
        self.items = self._items(several=several)
        self._report_unbalanced()

    def payment_rows(self) -> DraftSettlements:
        """Payment rows: those that name a piece go by its number, lettered ones to their group's pieces."""
        lines = [line for line in self.lettering.lines if self.kinds[line.credit] == Kind.REGLEMENT]
        spent: dict[int, int] = {}
        for line in lines:
            spent[line.credit] = spent.get(line.credit, 0) + line.cents
        lettered = self._draft([line.credit for line in lines])
        lettered.item = self.item_of[[line.debit for line in lines]] if lines else lettered.item
        lettered.amount = np.array([line.cents for line in lines], dtype=np.int64)
        lettered.date = np.array([line.date for line in lines], dtype="datetime64[D]")

        alone = self._draft(self.payment_places.tolist())
        alone.amount = alone.amount - np.array(
            [spent.get(place, 0) for place in self.payment_places.tolist()], np.int64
        )
        alone.number = self._piece_named(self.payment_places)
        # What a payment row still has left is what is not allocated; the rest is on the pieces already.
        if self.remaining is not None and self.money.source is not Field.REMAINING:
            known = self.remaining.present[self.payment_places] & (alone.number == "")
            rest = np.abs(self.remaining.cents[self.payment_places]) * np.sign(alone.amount)
            alone.amount = np.where(known, rest, alone.amount)
        return joined_settlements([lettered, take_settlements(alone, np.flatnonzero(alone.amount))])

    def credit_lines(self) -> DraftSettlements:
        """Credit notes and down payments that are lettered: off the invoice, and used up by as much."""
        lines = [line for line in self.lettering.lines if self.kinds[line.credit] != Kind.REGLEMENT]
        drafts = []
        for debit_side in (True, False):
            draft = self._draft([line.credit for line in lines])
            rows = [line.debit if debit_side else line.credit for line in lines]
            draft.item = self.item_of[rows] if rows else draft.item
            cents = np.array([line.cents for line in lines], dtype=np.int64)
            draft.amount = cents if debit_side else -cents
            draft.date = np.array([line.date for line in lines], dtype="datetime64[D]")
            draft.kind = self.kinds[[line.credit for line in lines]] if lines else draft.kind
            drafts.append(draft)
        return joined_settlements(drafts)

    def settled_by_columns(self, payments: DraftSettlements) -> DraftSettlements:
        """What the item rows themselves say was paid."""
        cells, places = self.cells, self.item_places
        seen = Evidence.of(self.amounts[places])
        self._add_payment_lines(seen, payments)
        seen.lettered = (self.letters[places] != "") & ~self.lettering.in_groups[places]
        seen.lettered_on = self.lettered_on[places]
        seen.paid_on = self.paid_on[places]
        paid = cells.amounts(Field.PAID) if self.money.source is not Field.PAID else None
        if paid is not None:
            seen.paid, seen.paid_known = paid.cents[places], paid.present[places]
        if self.remaining is not None and self.money.source is not Field.REMAINING:
            # Where the amount itself was taken from what is left, that says nothing of payments.
            own_amount = filled_amounts(cells)[places]
            seen.remaining = self.remaining.cents[places]
            seen.remaining_known = self.remaining.present[places] & own_amount
        if Field.STATUS in cells:
            texts = cells.texts(Field.STATUS)[places]
            known = {text: int(status_of(text)) for text in set(texts)}
            seen.status = np.fromiter(map(known.__getitem__, texts), np.int8, len(texts))
            self._report_statuses(known, told_otherwise=bool(paid or self.remaining))
        grouped = self.lettering.in_groups[places]
        seen.has_lines |= grouped
        seen.by_lines = np.where(grouped, self._settled_by_letters()[places], seen.by_lines)
        settled = settle(seen)
        self._report_paid(settled.conflicts, settled.undated, settled.unknown_part)
        rows = np.flatnonzero(settled.amount)
        draft = DraftSettlements.blank(len(rows))
        draft.item = rows.astype(np.int32)
        draft.amount, draft.date = settled.amount[rows], settled.date[rows].astype("datetime64[D]")
        draft.matched = settled.matched[rows].astype("datetime64[D]")
        draft.sheet[:] = cells.sheet
        draft.row = cells.rows[places[rows]]
        return draft

    def _add_payment_lines(self, seen: Evidence, payments: DraftSettlements) -> None:
        """Sums of the payment lines per piece; instalments share theirs and are not compared."""
        named: dict[str, int] = {}
        own = self._piece_named(self.payment_places)
        for numbers, amounts in (
            (payments.number, payments.amount),
            (own, self.received[self.payment_places]),
        ):
            for number, cents in zip(numbers, amounts.tolist(), strict=True):
                if number:
                    named[_spelt(number)] = named.get(_spelt(number), 0) + cents
        if not named:
            return
        spelt = [_spelt(number) for number in self.items.number]
        seen.has_lines = np.fromiter((number in named for number in spelt), np.bool_, len(spelt))
        seen.by_lines = np.fromiter((named.get(number, 0) for number in spelt), np.int64, len(spelt))
        counts: dict[str, int] = {}
        for number in spelt:
            counts[number] = counts.get(number, 0) + 1
        shared = np.fromiter((counts[number] > 1 for number in spelt), np.bool_, len(spelt))
        self._not_compared = shared & seen.has_lines

    _not_compared: Mask | None = None

    def _report_paid(self, conflicts: dict[int, tuple[str, str]], undated: Mask, unknown: Places) -> None:
        skip = self._not_compared
        found = {
            int(self.item_places[row]): {
                "number": self.items.number[row],
                "believed": believed,
                "other": other,
            }
            for row, (believed, other) in conflicts.items()
            if skip is None or not skip[row]
        }
        self.cells.report("reglement-contradictoire", self._paid_column(), found)
        part = {int(self.item_places[row]): {"number": self.items.number[row]} for row in unknown.tolist()}
        self.cells.report("reglement-partiel-inconnu", Field.STATUS, part)
        if undated.any():
            where = ""
            column = self._paid_column()
            if column in self.cells:
                where = self.cells.problem_range(self.cells.columns[column].column)
            self.cells.problems.append(
                problem("regle-sans-date", sheet=self.cells.sheet, cell=where, count=int(undated.sum()))
            )

    def _report_statuses(self, known: dict[str, int], *, told_otherwise: bool) -> None:
        """Words that were not understood, unless amounts say what is paid anyway."""
        unknown = sorted(text for text, status in known.items() if text and status == Paid.UNKNOWN)
        if unknown and not told_otherwise:
            where = self.cells.problem_range(self.cells.columns[Field.STATUS].column)
            words = " », « ".join(unknown[:MOST_WORDS_NAMED])
            self.cells.problems.append(
                problem("statut-inconnu", sheet=self.cells.sheet, cell=where, words=words)
            )

    def _paid_column(self) -> Field:
        every = (Field.PAID, Field.REMAINING, Field.STATUS, Field.LETTER, Field.PAID_ON)
        return next((one for one in every if one in self.cells), Field.NUMBER)

    def _report_unbalanced(self) -> None:
        found = {
            min(rows): {"letter": self.letters[rows[0]], "difference": french_amount(difference)}
            for rows, difference in self.lettering.unbalanced
        }
        self.cells.report("lettrage-desequilibre", Field.LETTER, found)

    def _items(self, *, several: bool) -> DraftItems:
        cells, places = self.cells, self.item_places
        items = DraftItems.blank(len(places))
        items.number = self._numbers(several=several)[places]
        items.customer_code, items.customer_name = self.codes[places], self.names[places]
        items.kind, items.amount = self.kinds[places], self.money.cents[places]
        items.issued, items.due = self.issued[places], self.due[places]
        items.currency = self.currencies[places]
        items.applied_to = self.applied_to[places]
        for bill, debit in self.lettering.bills.items():
            items.applied_to[self.item_of[bill]] = self.numbers[debit]
        self._let_bills_name_their_piece(items)
        items.terms = _terms(cells.texts(Field.TERMS)[places])
        items.sheet[:] = cells.sheet
        items.row = cells.rows[places]
        items.columns = {(cells.sheet, one.value): source.column for one, source in cells.columns.items()}
        items.extra = self._attributes(places)
        return items

    def _let_bills_name_their_piece(self, items: DraftItems) -> None:
        """A bill that carries the number of an invoice of the list settles that invoice."""
        bills = np.flatnonzero((items.kind == Kind.EFFET) & (items.applied_to == ""))
        if len(bills):
            invoices = set(items.number[items.kind == Kind.FACTURE])
            for row in bills.tolist():
                if items.number[row] in invoices:
                    items.applied_to[row] = items.number[row]

    def _attributes(self, places: Places) -> dict[str, npt.NDArray[np.generic]]:
        found: dict[str, npt.NDArray[np.generic]] = {}
        for one in _ATTRIBUTES:
            if one in self.cells:
                found[one.value] = self.cells.texts(one)[places]
        if Field.DISPUTE in self.cells:
            found[Field.DISPUTE.value] = _unless_no(found[Field.DISPUTE.value])
        promises = self.cells.dates(Field.PROMISE)
        if promises is not None:
            found[Field.PROMISE.value] = promises.days[places]
        return found

    def _numbers(self, *, several: bool) -> Texts:
        """Piece numbers; rows without one get « ligne 12 »."""
        numbers = self.numbers.copy()
        blank = self.item_places[numbers[self.item_places] == ""]
        sheet = f"{self.cells.sheet} " if several else ""
        for place in blank.tolist():
            numbers[place] = f"{sheet}ligne {self.cells.row(place)}"
        self.cells.report(
            "numero-absent", Field.NUMBER, {place: {"number": numbers[place]} for place in blank.tolist()}
        )
        return numbers

    def _received(self) -> Cents:
        """What payment rows took in, per row: positive, negative when the payment came back."""
        received = np.zeros(len(self.cells), dtype=np.int64)
        cents = self.money.cents[self.payment_places]
        credit = self.money.signed or int((cents < 0).sum()) * 2 >= len(cents)
        received[self.payment_places] = -cents if credit else cents
        return received

    def _read_letters(self) -> Lettering:
        if Field.LETTER not in self.cells:
            return Lettering(in_groups=np.zeros(len(self.cells), dtype=np.bool_))
        signed = self.amounts.copy()
        signed[self.payment_places] = -self.received[self.payment_places]
        counted = np.zeros(len(self.cells), dtype=np.bool_)
        counted[self.item_places] = True
        named = self._piece_named(self.payment_places)
        counted[self.payment_places[named == ""]] = True
        # A payment that names its piece goes by that; the letter is left with what it does not cover.
        place_of = {
            _spelt(number): place for place, number in enumerate(self.numbers) if self.item_of[place] >= 0
        }
        for place, number in zip(self.payment_places, named, strict=True):
            if number and _spelt(number) in place_of:
                signed[place_of[_spelt(number)]] -= self.received[place]
        letters = np.where(counted, self.letters, "").astype(object)
        return read_letters(
            customer=np.where(self.codes != "", self.codes, self.names).astype(object),
            letter=letters,
            kinds=self.kinds,
            amount=signed,
            date=np.where(np.isnat(self.issued), self.paid_on, self.issued),
            due=self.due,
        )

    def _piece_named(self, places: Places) -> Texts:
        """The piece that payment rows name: in a column of its own, else a number that an item bears."""
        if not len(places):
            return np.empty(0, dtype=object)
        known = {_spelt(number) for number in self.numbers[self.item_places]} - {""}
        own = [number if _spelt(number) in known else "" for number in self.numbers[places]]
        named = np.array(own, dtype=object)
        applied = self.applied_to[places]
        return np.where(applied != "", applied, named).astype(object)

    def _settled_by_letters(self) -> Cents:
        total = np.zeros(len(self.cells), dtype=np.int64)
        for line in self.lettering.lines:
            total[line.debit] += line.cents
            total[line.credit] -= line.cents
        for bill, debit in self.lettering.bills.items():
            total[debit] += abs(int(self.amounts[bill]))
        return total

    def _draft(self, places: list[int]) -> DraftSettlements:
        """Settlements made of rows of the list, with their own date and what they took in."""
        rows = np.array(places, dtype=np.intp)
        draft = DraftSettlements.blank(len(rows))
        draft.customer_code, draft.customer_name = self.codes[rows], self.names[rows]
        draft.amount = self.received[rows]
        draft.date = np.where(np.isnat(self.paid_on[rows]), self.issued[rows], self.paid_on[rows])
        draft.matched = self.lettered_on[rows]
        draft.currency = self.currencies[rows]
        draft.sheet[:] = self.cells.sheet
        draft.row = self.cells.rows[rows]
        draft.columns = {
            (self.cells.sheet, one.value): source.column for one, source in self.cells.columns.items()
        }
        return draft

    def _days(self, one: Field) -> Days:
        read = self.cells.dates(one)
        return read.days if read is not None else np.full(len(self.cells), NO_DAY)


def filled_amounts(cells: ListCells) -> Mask:
    """Rows whose own amount column is filled, where there is one."""
    if Field.AMOUNT not in cells:
        return np.ones(len(cells), dtype=np.bool_)
    return filled_mask(cells.raw(Field.AMOUNT))


def _spelt(number: str) -> str:
    return fold(number).replace(" ", "")


def _terms(texts: Texts) -> Texts:
    """A bare « 30 » is 30 days."""
    if not any(text.isdigit() for text in set(texts)):
        return texts
    whole = np.empty(len(texts), dtype=object)
    whole[:] = [f"{text} jours" if text.isdigit() else text for text in texts]
    return whole


def _unless_no(texts: npt.NDArray[np.generic]) -> Texts:
    answers = np.empty(len(texts), dtype=object)
    answers[:] = ["" if is_no(str(text)) else text for text in texts]
    return answers
