"""The words that formulas know, each with the number it stands for: customers, kinds, statuses, currencies.

A word that she types later and that is not here is not guessed: its row asks for a refresh.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

from xladdin.model.wording import KIND_LABELS, Kind
from xladdin.sheets.live.conditions import NotLiveError
from xladdin.sheets.live.keys import key, key_formula

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from xladdin.ledger.ledger import Ledger

CODE, NAME, KIND, STATUS, CURRENCY, COLLECTOR, CHARGE, LOST = "#c", "#n", "#k", "#s", "#d", "#g", "#u", "#l"
"""First signs of the keys. CHARGE: collector of a customer, by its number. LOST: numbers of no piece."""

CHARGE_OF_CUSTOMER: Final = f'SUMIFS({{words_number}},{{words_key}},"{CHARGE}"&{{customer}})'
"""A template for the collector of the row's customer."""

STATUS_SHIFT: Final = 2
"""Added to the meaning of a status, so that 0 is left for a word not known."""


def kind_number(kind: int) -> int:
    """The number of a kind; 0 is left for a word not known."""
    return int(kind) + 1


@dataclass(slots=True)
class Lookup:
    """Key -> number. A key that would stand for two numbers makes the report hold values."""

    numbers: dict[str, int] = field(default_factory=dict)

    def learn(self, sign: str, text: str, number: int) -> None:
        """Notes a word.

        Raises:
            NotLiveError: it already stands for something else.
        """
        if self.numbers.setdefault(sign + key(text), number) != number:
            raise NotLiveError(f"« {text} » est lu de deux façons")

    def suppose(self, sign: str, text: str, number: int) -> None:
        """Notes a word unless it is known."""
        self.numbers.setdefault(sign + key(text), number)

    def of(self, sign: str, text: str) -> int:
        """The number of a word, 0 when it is not known."""
        return self.numbers.get(sign + key(text), 0)

    def learn_customers(
        self, ledger: Ledger, rows: Iterable[tuple[str, str, int]], *, with_codes: bool
    ) -> None:
        """Customers by code, else by name.

        Args:
            rows: code, name and customer (a row of ``ledger.customers``) of each item in the lists.
            with_codes: some list has a column of codes.
        """
        for code, name, customer in rows:
            self.learn(CODE if key(code) else NAME, code if key(code) else name, customer + 1)
        names: dict[str, int] = {}
        for name in ledger.customers.name:
            names[key(name)] = names.get(key(name), 0) + 1
        for number, (code, name) in enumerate(
            zip(ledger.customers.code, ledger.customers.name, strict=True), 1
        ):
            if with_codes:
                self.suppose(CODE, code, number)
            if names[key(name)] == 1:
                self.suppose(NAME, name, number)

    def learn_kinds(self, rows: Iterable[tuple[str, int]]) -> None:
        """Kinds by their word; an invoice below zero is a credit note, which says nothing of its word."""
        seen: dict[str, set[int]] = {}
        for text, kind in rows:
            seen.setdefault(text, set()).add(kind)
        for text, kinds in seen.items():
            meant = kinds - {Kind.AVOIR} if len(kinds) > 1 else kinds
            if len(meant) > 1:
                raise NotLiveError(f"« {text} » est lu de deux façons")
            self.learn(KIND, text, kind_number(meant.pop()))
        for kind, label in KIND_LABELS.items():
            if kind is not Kind.REGLEMENT:
                self.suppose(KIND, label, kind_number(kind))
        self.suppose(KIND, "", kind_number(Kind.FACTURE))

    def learn_statuses(self, statuses: Mapping[str, int]) -> None:
        """Statuses by their word."""
        for text, meaning in statuses.items():
            self.learn(STATUS, text, meaning + STATUS_SHIFT)
        self.suppose(STATUS, "", STATUS_SHIFT - 1)


def find(sign: str, text: str) -> str:
    """A template for the number of a word; ``text`` is a template."""
    return f'SUMIFS({{words_number}},{{words_key}},"{sign}"&{key_formula(text)})'
