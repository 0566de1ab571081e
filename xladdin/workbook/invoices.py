"""Rows of an invoice list or ledger extract to draft items, and what says that they were paid."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Final

import numpy as np

from xladdin.ledger.draft import DraftItems
from xladdin.model.arrays import NO_DAY
from xladdin.model.row_names import row_name
from xladdin.model.source_map import Field
from xladdin.model.text import fold
from xladdin.model.wording import Kind, french_amount
from xladdin.workbook.currency_columns import row_currencies
from xladdin.workbook.kinds import Money, final_amounts, read_kinds, read_money
from xladdin.workbook.lettering import Lettering, read_letters
from xladdin.workbook.vocabulary import is_no, lettered_flags

if TYPE_CHECKING:
    import numpy.typing as npt

    from xladdin.model.arrays import Cents, Days, Kinds, Mask, Texts
    from xladdin.workbook.listcells import ListCells

    Places = npt.NDArray[np.intp]

_ATTRIBUTES: Final = (
    Field.LABEL, Field.REFERENCE, Field.STATUS, Field.CAUSE, Field.DISPUTE, Field.COMMENT, Field.PAYMENT_MODE,
    Field.COLLECTOR, Field.GROUP, Field.SERVICE, Field.ASSOCIATE,
)  # fmt: skip


class InvoiceRows:
    """The rows of one list, and their places as items or as payments.

    Args:
        receivable: rows on a customers' account; the others are not read.
        several: there are other lists of invoices, so a row number alone names no piece.
        credit_notes: the list holds credit notes, whatever the sign that they carry there; not so when
            it says debit or credit.
    """

    def __init__(
        self,
        cells: ListCells,
        codes: Texts,
        names: Texts,
        receivable: Mask,
        *,
        several: bool,
        credit_notes: bool,
    ) -> None:
        self.cells = cells
        numbers = cells.texts(Field.NUMBER)
        self.money: Money = read_money(cells)
        credit_notes &= not self.money.signed
        if credit_notes:
            self.money = replace(self.money, cents=-np.abs(self.money.cents))
        cells.report_missing(receivable & ~self.money.present)
        counted = receivable & self.money.present
        self.kinds: Kinds = read_kinds(cells, self.money, numbers)
        if credit_notes:
            self.kinds[self.kinds == Kind.FACTURE] = Kind.AVOIR
        self.codes, self.names, self.numbers = codes, names, numbers
        self.applied_to = cells.texts(Field.APPLIED_TO)
        self.letters, self.has_codes = _letters(cells.texts(Field.LETTER))
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
        self._report_alone()

    def _report_unbalanced(self) -> None:
        found = {
            min(rows): {"letter": self.letters[rows[0]], "difference": french_amount(difference)}
            for rows, difference in self.lettering.unbalanced
        }
        self.cells.report("lettrage-desequilibre", Field.LETTER, found)

    def _report_alone(self) -> None:
        """Lettered rows of an extract whose other side is not in it; a list of invoices alone has none."""
        counted = np.concatenate([self.item_places, self.payment_places])
        if not self.has_codes or not (self.amounts[counted] < 0).any():
            return
        groups: dict[tuple[str, str], list[int]] = {}
        for place in np.sort(counted[self.letters[counted] != ""]).tolist():
            groups.setdefault((self.codes[place] or self.names[place], self.letters[place]), []).append(place)
        found = {}
        for (_, letter), places in groups.items():
            if not self.lettering.in_groups[places].any() and len(set(np.sign(self.amounts[places]))) == 1:
                found.update({place: {"letter": letter} for place in places})
        self.cells.report("lettrage-sans-contrepartie", Field.LETTER, found)

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
        sheet = self.cells.sheet if several else ""
        for place in blank.tolist():
            numbers[place] = row_name(self.cells.row(place), sheet)
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
        if not self.has_codes:
            return Lettering(in_groups=np.zeros(len(self.cells), dtype=np.bool_))
        signed = self.amounts.copy()
        signed[self.payment_places] = -self.received[self.payment_places]
        counted = np.zeros(len(self.cells), dtype=np.bool_)
        counted[self.item_places] = True
        named = self.piece_named(self.payment_places)
        counted[self.payment_places[named == ""]] = True
        # A payment that names its piece goes by that; the letter is left with what it does not cover.
        place_of = {
            spelt(number): place for place, number in enumerate(self.numbers) if self.item_of[place] >= 0
        }
        for place, number in zip(self.payment_places, named, strict=True):
            if number and spelt(number) in place_of:
                signed[place_of[spelt(number)]] -= self.received[place]
        letters = np.where(counted, self.letters, "").astype(object)
        return read_letters(
            customer=np.where(self.codes != "", self.codes, self.names).astype(object),
            letter=letters,
            kinds=self.kinds,
            amount=signed,
            date=np.where(np.isnat(self.issued), self.paid_on, self.issued),
            due=self.due,
        )

    def piece_named(self, places: Places) -> Texts:
        """The piece that payment rows name: in a column of its own, else a number that an item bears."""
        if not len(places):
            return np.empty(0, dtype=object)
        known = {spelt(number) for number in self.numbers[self.item_places]} - {""}
        own = [number if spelt(number) in known else "" for number in self.numbers[places]]
        named = np.array(own, dtype=object)
        applied = self.applied_to[places]
        return np.where(applied != "", applied, named).astype(object)

    def _days(self, one: Field) -> Days:
        read = self.cells.dates(one)
        return read.days if read is not None else np.full(len(self.cells), NO_DAY)


def spelt(number: str) -> str:
    """A piece number without case, blanks or punctuation."""
    return fold(number).replace(" ", "")


def _letters(texts: Texts) -> tuple[Texts, bool]:
    """The letters of the rows, and whether they are codes that pair rows: yes or no pairs nothing."""
    distinct = set(texts) - {""}
    flags = lettered_flags(distinct)
    if flags is None:
        return texts, bool(distinct)
    texts[[not flags.get(text, False) for text in texts]] = ""
    return texts, False


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
