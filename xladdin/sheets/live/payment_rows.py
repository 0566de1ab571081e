"""Payments row by row: which piece each names, and what of it waits without one."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Final

from xladdin.model.sheet_plan import Style
from xladdin.model.source_map import Field
from xladdin.sheets.live.keys import key, key_formula
from xladdin.sheets.live.lookup import CHARGE, CHARGE_OF_CUSTOMER, CODE, LOST, NAME, find

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence

    from xladdin.model.sheet_plan import Value
    from xladdin.sheets.live.followed_list import FollowedList
    from xladdin.sheets.live.grid import FormulaGrid
    from xladdin.sheets.live.item_formulas import Month
    from xladdin.sheets.live.lookup import Lookup

STRETCH: Final = "payments"


@dataclass(eq=False)
class PaymentRows:
    """What the formulas of the payments have as values now; amounts in cents, days as serial numbers.

    Attributes:
        day: 0 for none: received before every date.
        lettered: 0 for not lettered.
        far: the day that stands for no due date.
        sign: -1 where her list shows receipts as negative amounts.
    """

    followed: FollowedList
    number: list[str]
    code: list[str]
    name: list[str]
    amount: list[int | None]
    day: list[int]
    lettered: list[int]
    far: int
    sign: int

    @classmethod
    def read(cls, followed: FollowedList, far: int) -> PaymentRows:
        """Those of a list."""
        blank = [""] * len(followed)
        number, code, name = (
            followed.read_text(field)[1] if field in followed else blank
            for field in (Field.NUMBER, Field.CUSTOMER_CODE, Field.CUSTOMER_NAME)
        )
        amount = followed.amounts(Field.PAID)
        turned = sum(cents or 0 for cents in amount) < 0
        return cls(
            followed, number, code, name,
            [-cents if turned and cents is not None else cents for cents in amount],
            followed.days(Field.PAID_ON), followed.days(Field.LETTERED_ON), far, -1 if turned else 1,
        )  # fmt: skip

    @cached_property
    def key(self) -> list[str]:
        """Of the piece that each row names, ``""`` for none."""
        return [
            f"#{key(number)}" if key(number) and amount is not None else ""
            for number, amount in zip(self.number, self.amount, strict=True)
        ]

    def customer(self, lookup: Lookup) -> list[int]:
        """Customer numbers; 0 for a customer not known."""
        return [
            lookup.of(CODE if key(code) else NAME, code if key(code) else name) if cents is not None else 0
            for cents, code, name in zip(self.amount, self.code, self.name, strict=True)
        ]

    def by_piece(self, limit: int) -> dict[str, int]:
        """Cents per key received up to a day, inclusive."""
        sums: dict[str, int] = {}
        for one, cents, day in zip(self.key, self.amount, self.day, strict=True):
            if one and cents and day <= limit:
                sums[one] = sums.get(one, 0) + cents
        return sums

    def found(self, keys: Collection[str]) -> list[int]:
        """1 where the piece named is there."""
        return [int(one != "" and one in keys) for one in self.key]

    def left(self, keys: Collection[str], as_of: int) -> list[int]:
        """What waits without a piece, as a credit."""
        return [
            0 if cents is None or found or day > as_of or 0 < lettered <= as_of else -cents
            for cents, found, day, lettered in zip(
                self.amount, self.found(keys), self.day, self.lettered, strict=True
            )
        ]

    def to_collect(self, keys: Collection[str], month: Month) -> list[int]:
        """Returned debits that name no piece are owed like an invoice; an undated one never falls due."""
        return [
            -cents
            if cents is not None
            and cents < 0
            and not found
            and 0 < day <= month.as_of
            and not 0 < lettered <= month.before
            else 0
            for cents, found, day, lettered in zip(
                self.amount, self.found(keys), self.day, self.lettered, strict=True
            )
        ]

    def collected(self, keys: Collection[str], month: Month) -> list[int]:
        """What of that is no longer open."""
        rows = zip(self.to_collect(keys, month), self.left(keys, month.as_of), strict=True)
        return [due - max(left, 0) if due else 0 for due, left in rows]

    def collector(self, lookup: Lookup) -> list[int]:
        """Collector numbers of the customers."""
        return [lookup.of(CHARGE, str(customer)) if customer else 0 for customer in self.customer(lookup)]

    def waiting(self, keys: Collection[str]) -> list[int]:
        """What came in before it was matched: without a piece, or lettered later than received."""
        return [
            (cents or 0) if not found or 0 < day < lettered else 0
            for cents, found, day, lettered in zip(
                self.amount, self.found(keys), self.day, self.lettered, strict=True
            )
        ]

    def month(self, keys: Collection[str], month: Month) -> tuple[int, int]:
        """Cents that could be matched in the month, and that were, up to the as-of date."""
        rows = list(zip(self.waiting(keys), self.day, self.matched_on(), strict=True))
        received = sum(cents for cents, day, _ in rows if day <= month.as_of)
        before = sum(cents for cents, _, matched in rows if matched <= month.before)
        matched = sum(cents for cents, _, matched in rows if month.before < matched <= month.as_of)
        return received - before, matched

    def flags(self, keys: Collection[str], lookup: Lookup) -> list[int]:
        """1 for a row of which formulas cannot be sure: an unknown customer, a number of no known piece."""
        rows = zip(self.amount, self.found(keys), self.customer(lookup), self.key, strict=True)
        return [
            int(cents is not None and not found and (not who or (one != "" and not lookup.of(LOST, one))))
            for cents, found, who, one in rows
        ]

    def matched_on(self) -> list[int]:
        """The day it was matched; ``far`` for not yet."""
        return [
            max(lettered, day) if lettered else self.far
            for day, lettered in zip(self.day, self.lettered, strict=True)
        ]


def add_payment_reads(grid: FormulaGrid, rows: PaymentRows) -> None:
    """Columns that read her list."""
    followed = rows.followed
    for name, field in (
        ("number", Field.NUMBER),
        ("code", Field.CUSTOMER_CODE),
        ("name", Field.CUSTOMER_NAME),
    ):
        if field in followed:
            grid.add(name, STRETCH, Style.TEXT, *followed.read_text(field))
    for name, field in (
        ("money_read", Field.PAID),
        ("issued_read", Field.PAID_ON),
        ("lettered_read", Field.LETTERED_ON),
    ):
        if field in followed:
            grid.add(name, STRETCH, Style.TEXT, *followed.read_number(field))


def add_payment_formulas(
    grid: FormulaGrid, rows: PaymentRows, keys: Collection[str], lookup: Lookup, month: Month
) -> None:
    """Columns that make something of them."""

    def add(name: str, style: Style, template: str, values: Sequence[Value]) -> None:
        grid.add(name, STRETCH, style, template, values)

    def add_amounts(name: str, template: str, cents: Sequence[int]) -> None:
        add(name, Style.AMOUNT, template, [one / 100 for one in cents])

    present = [int(cents is not None) for cents in rows.amount]
    number = f'"#"&{key_formula("{number}")}' if "number" in grid.columns else '""'
    nameless = 'OR({present}=0,TRIM({number})="")' if "number" in grid.columns else "TRUE"
    add("present", Style.INTEGER, "IF(ISNUMBER({money_read}),1,0)", present)
    add("key", Style.TEXT, f'IF({nameless},"",{number})', rows.key)
    add("customer", Style.INTEGER, f"IF({{present}}=0,0,{customer_of(rows.followed)})", rows.customer(lookup))
    add("issued", Style.DATE, day_of("issued_read") if Field.PAID_ON in rows.followed else "0", rows.day)
    add("due", Style.DATE, "IF({issued}=0,{far},{issued})", [day or rows.far for day in rows.day])
    add_amounts(
        "amount",
        "IF({present}=0,0,ROUND({money_read}*{payment_sign},2))",
        [cents or 0 for cents in rows.amount],
    )
    add("found", Style.INTEGER, 'IF({key}="",0,MIN(1,COUNTIF({key:items},{key})))', rows.found(keys))
    add(
        "lettered",
        Style.DATE,
        day_of("lettered_read") if Field.LETTERED_ON in rows.followed else "0",
        rows.lettered,
    )
    used = "OR({found}=1,{issued}>{as_of},AND({lettered}>0,{lettered}<={as_of}))"
    add_amounts("left", f"IF({used},0,-{{amount}})", rows.left(keys, month.as_of))
    closed = "AND({lettered}>0,{lettered}<={before})"
    owed = f"OR({{found}}=1,{{amount}}>=0,{{issued}}=0,{{issued}}>{{as_of}},{closed})"
    add_amounts("to_collect", f"IF({owed},0,-{{amount}})", rows.to_collect(keys, month))
    collected = "IF({to_collect}=0,0,ROUND({to_collect}-MAX(0,{left}),2))"
    add_amounts("collected", collected, rows.collected(keys, month))
    add("charge", Style.INTEGER, f"IF({{customer}}=0,0,{CHARGE_OF_CUSTOMER})", rows.collector(lookup))
    waits = "OR({found}=0,AND({issued}>0,{lettered}>{issued}))"
    add_amounts("waiting", f"IF({waits},{{amount}},0)", rows.waiting(keys))
    add("matched_on", Style.DATE, "IF({lettered}=0,{far},MAX({lettered},{issued}))", rows.matched_on())
    doubts = (
        "AND({present}=1,{found}=0,{customer}=0)",
        f'AND({{key}}<>"",{{found}}=0,{find(LOST, "{key}")}=0)',
        *odd_cells(grid, "money_read", "issued_read", "lettered_read"),
    )
    add("flag", Style.INTEGER, f"IF(OR({','.join(doubts)}),1,0)", rows.flags(keys, lookup))


def customer_of(followed: FollowedList) -> str:
    """A template for the number of the customer: by code where there is one, else by name."""
    by_code, by_name = find(CODE, "{code}"), find(NAME, "{name}")
    if Field.CUSTOMER_CODE not in followed:
        return by_name
    return f'IF(TRIM({{code}})="",{by_name},{by_code})' if Field.CUSTOMER_NAME in followed else by_code


def day_of(read: str) -> str:
    """A template for the day of a cell, 0 for none; hours dropped."""
    return f"IF(N({{{read}}})<{{no_date_below}},0,INT({{{read}}}))"


def odd_cells(grid: FormulaGrid, *reads: str) -> list[str]:
    """Conditions of a flag: a filled cell that is neither number nor date."""
    return [f'AND({{{read}}}<>"",NOT(ISNUMBER({{{read}}})))' for read in reads if read in grid.columns]
