"""What each row of a list is: invoice, credit note, payment, bill … and how its amount is signed."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

import numpy as np

from xladdin.model.problem import problem
from xladdin.model.source_map import Field
from xladdin.model.text import fold
from xladdin.model.wording import Kind
from xladdin.workbook.vocabulary import NO_INVOICE, Line, kind_of, kind_of_journal, side_of

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from xladdin.model.arrays import Cents, Kinds, Mask, Texts
    from xladdin.workbook.listcells import ListCells

_UNDECIDED: Final = -1
_MISCELLANEOUS: Final = -2
MOST_WORDS_NAMED: Final = 5
_RECEIVABLE_ACCOUNTS: Final = ("411", "416")


@dataclass(frozen=True, slots=True)
class Money:
    """The amounts of a list.

    Attributes:
        cents: signed; debits positive. 0 where there is none.
        present: False where the row has no readable amount: it cannot be counted.
        source: field that the amounts come from.
        signed: the list itself says debit or credit (two columns, or a sense).
        currencies: ISO code per row named by the cell itself, ``""`` elsewhere.
    """

    cents: Cents
    present: Mask
    source: Field
    signed: bool
    currencies: Texts


def read_money(cells: ListCells) -> Money:
    """The amount of every row: TTC, else debit less credit, else what is left to pay, else HT."""
    debit, credit = cells.amounts(Field.DEBIT), cells.amounts(Field.CREDIT)
    if debit is not None and credit is not None:
        present = debit.present | credit.present
        for column in (debit, credit):
            present[list(column.bad)] = False
        currencies = _named_currencies(len(cells), {**credit.currencies, **debit.currencies})
        return Money(debit.cents - credit.cents, present, Field.DEBIT, signed=True, currencies=currencies)
    source = next(
        one for one in (Field.AMOUNT, Field.REMAINING, Field.AMOUNT_NET, Field.PAID) if one in cells
    )
    read = cells.amounts(source)
    assert read is not None  # noqa: S101 - the detector keeps no list without money
    if source is Field.AMOUNT_NET:
        cells.problems.append(problem("montant-hors-taxes", sheet=cells.sheet, cell=_where(cells, source)))
    cents, present = read.cents, read.present
    if source is Field.AMOUNT and Field.REMAINING in cells and not present.all():
        rest = cells.amounts(Field.REMAINING)
        assert rest is not None  # noqa: S101 - it is in the list
        blank = ~present
        blank[list(read.bad)] = False
        cents, present = np.where(blank, rest.cents, cents), present | (blank & rest.present)
    signed = Field.SIDE in cells
    if signed:
        sides = _by_word(cells.texts(Field.SIDE), side_of, 0)
        cents = np.where(sides != 0, np.abs(cents) * sides, cents)
    return Money(cents, present, source, signed, _named_currencies(len(cells), read.currencies))


def read_kinds(cells: ListCells, money: Money, numbers: Texts) -> Kinds:
    """Kind of every row, from its type, its journal, its label, and the sign of its amount.

    In a list that says debit or credit, or that has payments among its rows, what nothing else names is an
    invoice when debit and a payment when credit. Elsewhere it is an invoice, whatever its sign.
    """
    kinds = np.full(len(cells), _UNDECIDED, dtype=np.int16)
    for one, meaning in ((Field.KIND, kind_of), (Field.JOURNAL, kind_of_journal)):
        if one in cells:
            read = _by_word(cells.texts(one), _code(meaning), _UNDECIDED)
            kinds = np.where(kinds == _UNDECIDED, read, kinds)
    if Field.KIND in cells:
        _report_unknown(cells, kinds)
    ledger_lines = money.signed or bool((kinds == Kind.REGLEMENT).any())
    if ledger_lines:
        open_kind = kinds == _UNDECIDED
        if open_kind.any() and Field.LABEL in cells:
            read = _by_word(cells.texts(Field.LABEL), _first_word_kind, _UNDECIDED)
            kinds = np.where(open_kind, read, kinds)
        credit_note = np.fromiter((fold(number).startswith("av") for number in numbers), np.bool_, len(cells))
        decided = np.where(money.cents >= 0, Kind.FACTURE, np.where(credit_note, Kind.AVOIR, Kind.REGLEMENT))
        kinds = np.where(kinds < 0, decided, kinds)
        # A sale at credit is a credit note; build_ledger would say so of each, the list means it.
        kinds = np.where((kinds == Kind.FACTURE) & (money.cents < 0) & money.signed, Kind.AVOIR, kinds)
    else:
        kinds = np.where(kinds < 0, Kind.FACTURE, kinds)
    return kinds.astype(np.int8)


def final_amounts(kinds: Kinds, cents: Cents) -> Cents:
    """Amounts in the sign that the ledger gives them: credits negative, bills positive."""
    credit = (kinds == Kind.AVOIR) | (kinds == Kind.REGLEMENT)
    amounts = np.where(credit, -np.abs(cents), cents)
    return np.where(kinds == Kind.EFFET, np.abs(cents), amounts)


def receivable_rows(cells: ListCells) -> Mask:
    """Rows on a customers' account (411, 416), where the list has general accounts and some are such."""
    every = np.ones(len(cells), dtype=np.bool_)
    if Field.ACCOUNT not in cells:
        return every
    accounts = cells.texts(Field.ACCOUNT)
    wanted = _by_word(accounts, lambda text: int(text.startswith(_RECEIVABLE_ACCOUNTS)), 0).astype(np.bool_)
    if not wanted.any() or wanted.all():
        return every
    where = _where(cells, Field.ACCOUNT)
    count = int((~wanted).sum())
    cells.problems.append(problem("autres-comptes", sheet=cells.sheet, cell=where, count=count))
    return wanted


def _report_unknown(cells: ListCells, kinds: np.ndarray[tuple[int], np.dtype[np.int16]]) -> None:
    texts = cells.texts(Field.KIND)
    unknown = {
        text
        for text in set(texts[kinds == _UNDECIDED])
        if text and kind_of(text) is None and not NO_INVOICE.fullmatch(fold(text))
    }
    if unknown:
        named = sorted(unknown)[:MOST_WORDS_NAMED]
        cells.problems.append(
            problem(
                "type-inconnu",
                sheet=cells.sheet,
                cell=_where(cells, Field.KIND),
                words=" », « ".join(named),
            )
        )


def _where(cells: ListCells, one: Field) -> str:
    return cells.problem_range(cells.columns[one].column)


def _first_word_kind(label: str) -> int:
    words = fold(label).split()
    kind = kind_of(words[0]) if words else None
    return int(kind) if isinstance(kind, Kind) else _UNDECIDED


def _code(meaning: Callable[[str], Kind | Line | None]) -> Callable[[str], int]:
    def code(text: str) -> int:
        kind = meaning(text)
        if kind is None:
            return _UNDECIDED
        return _MISCELLANEOUS if isinstance(kind, Line) else int(kind)

    return code


def _by_word(
    texts: Texts, meaning: Callable[[str], int], blank: int
) -> np.ndarray[tuple[int], np.dtype[np.int16]]:
    """One look-up per distinct text."""
    known = {text: meaning(text) if text else blank for text in set(texts)}
    return np.fromiter(map(known.__getitem__, texts), np.int16, len(texts))


def _named_currencies(size: int, named: Mapping[int, str]) -> Texts:
    texts = np.full(size, "", dtype=object)
    for place, code in named.items():
        texts[place] = code
    return texts
