"""Invoices row by row, as the formulas compute them: whose they are, when due, what is left of them.

The figures of the reports come from the ledger. These are the same by the way of the formulas: where the two
differ a report must hold values, and the formulas need values to show until Excel computes.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Final

from xladdin.model.source_map import Field
from xladdin.model.wording import Kind
from xladdin.sheets.live.keys import key
from xladdin.sheets.live.lookup import (
    CHARGE,
    CODE,
    COLLECTOR,
    CURRENCY,
    KIND,
    LOST,
    NAME,
    STATUS,
    STATUS_SHIFT,
    kind_number,
)

if TYPE_CHECKING:
    from xladdin.sheets.live.followed_list import FollowedList
    from xladdin.sheets.live.lookup import Lookup
    from xladdin.sheets.live.payment_rows import PaymentRows

INVOICE, CREDIT_NOTE, BILL, FEE = map(kind_number, (Kind.FACTURE, Kind.AVOIR, Kind.EFFET, Kind.FRAIS))
PARTLY, FULLY = 1, 2
TEXTS: Final = {
    "number": Field.NUMBER, "code": Field.CUSTOMER_CODE, "name": Field.CUSTOMER_NAME, "kind": Field.KIND,
    "applied_to": Field.APPLIED_TO, "status": Field.STATUS, "currency": Field.CURRENCY,
    "collector": Field.COLLECTOR,
}  # fmt: skip
"""Columns of texts, by the name that templates give them."""


@dataclass(eq=False)
class ItemValues:
    """One entry per row of the list and of the room under it; cents, days as serial numbers, 0 for no day.

    Args:
        terms: an invoice without due date may have one by its terms of payment.
        far: the day that stands for no due date.
    """

    followed: FollowedList
    lookup: Lookup
    payments: PaymentRows | None
    terms: bool
    far: int

    def __post_init__(self) -> None:
        followed = self.followed
        blank, none = [""] * len(followed), [None] * len(followed)
        self.texts = {
            name: followed.read_text(one)[1] if one in followed else blank for name, one in TEXTS.items()
        }
        self._due_read, self._paid_on = followed.days(Field.DUE), followed.days(Field.PAID_ON)
        self._paid, self._rest, self._first_money = (
            followed.amounts(one) if one in followed else none
            for one in (Field.PAID, Field.REMAINING, followed.money)
        )
        self.issued = followed.days(Field.ISSUED)
        self.due = [due or day or self.far for due, day in zip(self._due_read, self.issued, strict=True)]
        self.present = [int(self._is_piece(place)) for place in range(len(followed))]

    @property
    def numbers_count(self) -> bool:
        """Payments or other rows name pieces by their number, so that each may stand once only."""
        return self.payments is not None or self.names_pieces

    @property
    def names_pieces(self) -> bool:
        """Rows of the list may settle other rows: credit notes and bills."""
        return Field.APPLIED_TO in self.followed or Field.KIND in self.followed

    @property
    def says_paid(self) -> bool:
        """Rows say themselves what was paid."""
        every = (Field.PAID, Field.REMAINING, Field.PAID_ON, Field.STATUS)
        return any(one in self.followed and one is not self.followed.money for one in every)

    @cached_property
    def kind(self) -> list[int]:
        """Kind numbers; 0 for a row that is no piece and for a word not known."""
        with_kinds = Field.KIND in self.followed
        return [
            (self.lookup.of(KIND, text) if with_kinds else INVOICE) if there else 0
            for there, text in zip(self.present, self.texts["kind"], strict=True)
        ]

    @cached_property
    def amount(self) -> list[int]:
        """Credits negative, bills positive."""
        return [_signed(self._money(place) or 0, kind) if kind else 0 for place, kind in enumerate(self.kind)]

    @cached_property
    def customer(self) -> list[int]:
        """Customer numbers; 0 for a customer not known."""
        return [
            self.lookup.of(CODE if key(code) else NAME, code if key(code) else name) if there else 0
            for there, code, name in zip(self.present, self.texts["code"], self.texts["name"], strict=True)
        ]

    @cached_property
    def key(self) -> list[str]:
        """Under which payments and credits find the piece; they do not look for bills."""
        return [
            f"#{key(number)}" if there and kind != BILL and key(number) else ""
            for there, kind, number in zip(self.present, self.kind, self.texts["number"], strict=True)
        ]

    @cached_property
    def keys(self) -> frozenset[str]:
        """All of them."""
        return frozenset(self.key) - {""}

    @cached_property
    def target(self) -> list[str]:
        """Key of the piece that a credit or a bill names."""
        return [self._target(place) for place in range(len(self.followed))]

    @cached_property
    def hit(self) -> list[int]:
        """1 where that piece is there."""
        return [
            int(target in self.keys and target != own)
            for target, own in zip(self.target, self.key, strict=True)
        ]

    @cached_property
    def own(self) -> list[int]:
        """Cents settled by what the row itself says."""
        by_lines = set(self.payments.key) - {""} if self.payments else set()
        return [
            self._settled_by_row(place) if there and self.key[place] not in by_lines else 0
            for place, there in enumerate(self.present)
        ]

    @property
    def paid_on(self) -> list[int]:
        """Day of what the row itself says."""
        return self._paid_on

    @cached_property
    def collector(self) -> list[int]:
        """Collector numbers: the row's own, else the customer's."""
        return [
            (self.lookup.of(COLLECTOR, text) if text else self.lookup.of(CHARGE, str(customer)))
            if there
            else 0
            for there, text, customer in zip(
                self.present, self.texts["collector"], self.customer, strict=True
            )
        ]

    @cached_property
    def settled_twice(self) -> frozenset[str]:
        """Keys of several rows (instalments) that something settles: which row it settles is not known."""
        named = {*self.target, *(self.payments.key if self.payments else ())}
        return frozenset(
            one for one, count in Counter(self.key).items() if one and count > 1 and one in named
        )

    def settled(self, limit: int) -> list[int]:
        """Cents settled up to a day, inclusive."""
        by_key = Counter(self.payments.by_piece(limit) if self.payments else {})
        for place, hit in enumerate(self.hit):
            if hit and self.issued[place] <= limit:
                by_key[self.target[place]] += abs(self.amount[place])
        return [
            (by_key[one] if one else 0)
            + (amount if hit and kind != BILL and issued <= limit else 0)  # a credit is used up by as much
            + (own if paid_on <= limit else 0)
            for one, amount, hit, kind, issued, own, paid_on in zip(
                self.key, self.amount, self.hit, self.kind, self.issued, self.own, self.paid_on, strict=True
            )
        ]

    def left(self, as_of: int) -> list[int]:
        """Cents due at a day; 0 for bills and fees."""
        return [
            amount - settled if kind and kind not in {BILL, FEE} and issued <= as_of else 0
            for kind, issued, amount, settled in zip(
                self.kind, self.issued, self.amount, self.settled(as_of), strict=True
            )
        ]

    def bills(self, as_of: int) -> list[int]:
        """Cents of bills in circulation, less what their own row says was paid."""
        return [
            amount - settled if kind == BILL and issued <= as_of <= due else 0
            for kind, issued, due, amount, settled in zip(
                self.kind, self.issued, self.due, self.amount, self.settled(as_of), strict=True
            )
        ]

    def to_collect(self, as_of: int, month_end: int, before: int) -> list[int]:
        """Cents to collect in the month of ``as_of``.

        Args:
            month_end: its last day.
            before: the day before it.
        """
        settled = self.settled(before)
        return [
            max(amount - settled[place], 0)
            if self.kind[place] not in {0, BILL, FEE}
            and amount > 0
            and self.due[place] <= month_end
            and self.issued[place] <= as_of
            else 0
            for place, amount in enumerate(self.amount)
        ]

    def flags(self) -> list[int]:
        """1 for a row of which formulas cannot be sure."""
        words = [
            (sign, self.texts[name])
            for sign, name, one in ((STATUS, "status", Field.STATUS), (CURRENCY, "currency", Field.CURRENCY))
            if one in self.followed
        ]
        return [
            int(
                bool(there)
                and (
                    not self.customer[place]
                    or not self.kind[place]
                    or any(not self.lookup.of(sign, texts[place]) for sign, texts in words)
                    or self.key[place] in self.settled_twice
                    or self._names_a_piece_not_known(place)
                    or self.terms_decide(place)
                )
            )
            for place, there in enumerate(self.present)
        ]

    def _money(self, place: int) -> int | None:
        """The amount; what is left where a list of amounts has a blank."""
        first = self._first_money[place]
        return self._rest[place] if first is None and self.followed.money is Field.AMOUNT else first

    def _is_piece(self, place: int) -> bool:
        """An amount, and something that says whose or what."""
        words = (self.texts[name][place].strip() for name in ("number", "code", "name"))
        dated = self.issued[place] or self._due_read[place] or self._paid_on[place]
        return self._money(place) is not None and (any(words) or bool(dated))

    def _target(self, place: int) -> str:
        is_bill = self.kind[place] == BILL
        if not self.names_pieces or not (is_bill or self.amount[place] < 0):
            return ""
        named = key(self.texts["applied_to"][place])
        same = f"#{key(self.texts['number'][place])}"
        if named:
            return f"#{named}"
        return same if is_bill and same in self.keys else ""

    def _settled_by_row(self, place: int) -> int:
        """By the amount paid, else what is left, else the date of payment, else the status."""
        if not self.says_paid:
            return 0
        full, paid, rest = self.amount[place], self._paid[place], self._rest[place]
        if paid is not None and self.followed.money is not Field.PAID:
            return -abs(paid) if full < 0 else paid
        if (
            rest is not None
            and self.followed.money is not Field.REMAINING
            and self._first_money[place] is not None
        ):
            return full - (-rest if full < 0 < rest else rest)
        status = self.lookup.of(STATUS, self.texts["status"][place]) - STATUS_SHIFT
        if self._paid_on[place]:
            return 0 if status == PARTLY else full
        return full if status == FULLY else 0

    def _names_a_piece_not_known(self, place: int) -> bool:
        target = self.target[place]
        return target != "" and not self.hit[place] and not self.lookup.of(LOST, target)

    def terms_decide(self, place: int) -> bool:
        """No due date, and terms of payment may give one."""
        return (
            self.terms
            and self.kind[place] == INVOICE
            and not self._due_read[place]
            and bool(self.issued[place])
        )


def _signed(cents: int, kind: int) -> int:
    if kind == CREDIT_NOTE:
        return -abs(cents)
    return abs(cents) if kind == BILL else cents
