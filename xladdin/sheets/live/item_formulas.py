"""The formulas of the invoices: see ``item_values`` for what they compute."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from xladdin.ledger.terms import month_end
from xladdin.model.sheet_plan import Style
from xladdin.model.source_map import Field
from xladdin.sheets.live.item_values import BILL, CREDIT_NOTE, FEE, FULLY, INVOICE, PARTLY, TEXTS
from xladdin.sheets.live.keys import key_formula, serial
from xladdin.sheets.live.lookup import (
    CHARGE_OF_CUSTOMER,
    COLLECTOR,
    CURRENCY,
    KIND,
    LOST,
    STATUS,
    STATUS_SHIFT,
    find,
)
from xladdin.sheets.live.payment_rows import customer_of, day_of, odd_cells

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Sequence

    from xladdin.model.sheet_plan import Value
    from xladdin.sheets.live.followed_list import FollowedList
    from xladdin.sheets.live.grid import FormulaGrid
    from xladdin.sheets.live.item_values import ItemValues

STRETCH: Final = "items"
_NUMBERS: Final = {
    "issued_read": Field.ISSUED, "due_read": Field.DUE, "paid": Field.PAID, "remaining": Field.REMAINING,
    "paid_read": Field.PAID_ON,
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Month:
    """The days that reports speak of, as serial numbers.

    Attributes:
        before: last day of the month before.
        end: last day of the month of ``as_of``.
    """

    as_of: int
    before: int
    end: int

    @classmethod
    def of(cls, as_of: dt.date, *, date_1904: bool) -> Month:
        """Those of a date."""
        days = (as_of, as_of.replace(day=1), month_end(as_of))
        day, first, end = (serial(one, date_1904=date_1904) for one in days)
        return cls(day, first - 1, end)


def add_item_reads(grid: FormulaGrid, followed: FollowedList) -> None:
    """Columns that read her list."""
    for name, one in TEXTS.items():
        if one in followed:
            grid.add(name, STRETCH, Style.TEXT, *followed.read_text(one))
    grid.add("money_read", STRETCH, Style.TEXT, *followed.read_number(followed.money))
    for name, one in _NUMBERS.items():
        if one in followed and one is not followed.money:
            grid.add(name, STRETCH, Style.TEXT, *followed.read_number(one))


def add_item_formulas(grid: FormulaGrid, items: ItemValues, month: Month) -> None:
    """Columns that make something of what was read; each row's cells use those before it."""
    followed = items.followed
    as_of, before = month.as_of, month.before

    def add(name: str, style: Style, template: str, values: Sequence[Value]) -> None:
        grid.add(name, STRETCH, style, template, values)

    def add_amounts(name: str, template: str, cents: Sequence[int]) -> None:
        add(name, Style.AMOUNT, template, [one / 100 for one in cents])

    add("present", Style.INTEGER, _present(grid, followed), items.present)
    kind = f"IF({{present}}=0,0,{find(KIND, '{kind}')})" if Field.KIND in followed else "{present}"
    add("nature", Style.INTEGER, kind, items.kind)
    add("customer", Style.INTEGER, f"IF({{present}}=0,0,{customer_of(followed)})", items.customer)
    add("issued", Style.DATE, day_of("issued_read") if Field.ISSUED in followed else "0", items.issued)
    add("due", Style.DATE, _due(grid), items.due)
    add_amounts("amount", f"IF({{nature}}=0,0,ROUND({_amount(followed)},2))", items.amount)
    number = f'"#"&{key_formula("{number}")}' if Field.NUMBER in followed else '""'
    nameless = f'OR({{nature}}=0,{{nature}}={BILL},TRIM({{number}})="")'
    add("key", Style.TEXT, f'IF({nameless},"",{number})', items.key)
    if items.names_pieces:
        add("target", Style.TEXT, _target(followed), items.target)
        found = 'IF(OR({target}="",{target}={key}),0,MIN(1,COUNTIF({key:items},{target})))'
        add("hit", Style.INTEGER, found, items.hit)
        used = [abs(cents) if hit else 0 for cents, hit in zip(items.amount, items.hit, strict=True)]
        add_amounts("used", "IF({hit}=1,ABS({amount}),0)", used)
    if items.says_paid:
        add("paid_on", Style.DATE, day_of("paid_read") if "paid_read" in grid.columns else "0", items.paid_on)
        add_amounts("own", _own(grid, items), items.own)
    add_amounts("settled", _settled(items, "{as_of}"), items.settled(as_of))
    add_amounts("settled_before", _settled(items, "{before}"), items.settled(before))
    left = items.left(as_of)
    outside = f"{{nature}}=0,{{nature}}={BILL},{{nature}}={FEE}"
    add_amounts("left", f"IF(OR({outside},{{issued}}>{{as_of}}),0,ROUND({{amount}}-{{settled}},2))", left)
    alive = f"AND({{nature}}={BILL},{{issued}}<={{as_of}},{{due}}>={{as_of}})"
    add_amounts("bill", f"IF({alive},ROUND({{amount}}-{{settled}},2),0)", items.bills(as_of))
    to_collect = items.to_collect(as_of, month.end, before)
    not_concerned = f"OR({outside},{{amount}}<=0,{{due}}>{{month_end}},{{issued}}>{{as_of}})"
    opening = f"IF({not_concerned},0,MAX(0,ROUND({{amount}}-{{settled_before}},2)))"
    add_amounts("to_collect", opening, to_collect)
    collected = [cents - max(rest, 0) if cents else 0 for cents, rest in zip(to_collect, left, strict=True)]
    add_amounts("collected", "IF({to_collect}=0,0,ROUND({to_collect}-MAX(0,{left}),2))", collected)
    add("charge", Style.INTEGER, _charge(followed), items.collector)
    add("flag", Style.INTEGER, _flag(grid, items), items.flags())


def _money(followed: FollowedList) -> str:
    """The amount of a row; what is left where a list of amounts has a blank."""
    if followed.money is Field.AMOUNT and Field.REMAINING in followed:
        return 'IF({money_read}="",{remaining},{money_read})'
    return "{money_read}"


def _present(grid: FormulaGrid, followed: FollowedList) -> str:
    """An amount, and something that says whose or what."""
    words = [f"{{{name}}}" for name in ("number", "code", "name") if TEXTS[name] in followed]
    dates = [f"{{{name}}}" for name in ("issued_read", "due_read", "paid_read") if name in grid.columns]
    return f'IF(AND(ISNUMBER({_money(followed)}),TRIM({"&".join([*words, *dates])})<>""),1,0)'


def _due(grid: FormulaGrid) -> str:
    otherwise = "IF({issued}=0,{far},{issued})"
    if "due_read" not in grid.columns:
        return otherwise
    return f"IF(N({{due_read}})<{{no_date_below}},{otherwise},INT({{due_read}}))"


def _amount(followed: FollowedList) -> str:
    """Credit notes negative, bills positive, whatever the sign she types."""
    money = _money(followed)
    if Field.KIND not in followed:
        return money
    return f"IF({{nature}}={CREDIT_NOTE},-ABS({money}),IF({{nature}}={BILL},ABS({money}),{money}))"


def _target(followed: FollowedList) -> str:
    named = f'"#"&{key_formula("{applied_to}")}'
    same = f'"#"&{key_formula("{number}")}'
    by_number = f'IF(AND({{nature}}={BILL},COUNTIF({{key:items}},{same})>0),{same},"")'
    by_name = (
        f'IF(TRIM({{applied_to}})="",{by_number},{named})' if Field.APPLIED_TO in followed else by_number
    )
    return f'IF(OR({{nature}}={BILL},{{amount}}<0),{by_name},"")'


def _own(grid: FormulaGrid, items: ItemValues) -> str:
    """What the row says was paid: amount, else what is left, else date, else status."""
    followed = items.followed
    formula = "0"
    if Field.STATUS in followed:
        formula = f"IF({find(STATUS, '{status}')}={FULLY + STATUS_SHIFT},{{amount}},0)"
    if "paid_read" in grid.columns:
        dated = "{amount}"
        if Field.STATUS in followed:
            dated = f"IF({find(STATUS, '{status}')}={PARTLY + STATUS_SHIFT},0,{{amount}})"
        formula = f"IF({{paid_on}}>0,{dated},{formula})"
    if "remaining" in grid.columns:
        rest = "IF(AND({amount}<0,{remaining}>0),-{remaining},{remaining})"
        known = "AND(ISNUMBER({remaining}),ISNUMBER({money_read}))"
        formula = f"IF({known},ROUND({{amount}}-{rest},2),{formula})"
    if "paid" in grid.columns:
        formula = f"IF(ISNUMBER({{paid}}),ROUND(IF({{amount}}<0,-ABS({{paid}}),{{paid}}),2),{formula})"
    if items.payments is not None:
        formula = f'IF(AND({{key}}<>"",COUNTIF({{key:payments}},{{key}})>0),0,{formula})'
    return f"IF({{nature}}=0,0,{formula})"


def _settled(items: ItemValues, limit: str) -> str:
    parts = []
    by_key = []
    if items.payments is not None:
        by_key.append(
            f'SUMIFS({{amount:payments}},{{key:payments}},{{key}},{{issued:payments}},"<="&{limit})'
        )
    if items.names_pieces:
        by_key.append(f'SUMIFS({{used:items}},{{target:items}},{{key}},{{issued:items}},"<="&{limit})')
        parts.append(f"IF(AND({{hit}}=1,{{nature}}<>{BILL},{{issued}}<={limit}),{{amount}},0)")
    if by_key:
        parts.append(f'IF({{key}}="",0,{"+".join(by_key)})')
    if items.says_paid:
        parts.append(f"IF({{paid_on}}<={limit},{{own}},0)")
    return f"ROUND({'+'.join(parts)},2)" if parts else "0"


def _charge(followed: FollowedList) -> str:
    if Field.COLLECTOR in followed:
        return (
            f'IF({{present}}=0,0,IF({{collector}}="",{CHARGE_OF_CUSTOMER},{find(COLLECTOR, "{collector}")}))'
        )
    return f"IF({{present}}=0,0,{CHARGE_OF_CUSTOMER})"


def _flag(grid: FormulaGrid, items: ItemValues) -> str:
    followed = items.followed
    doubts = ["{customer}=0", "{nature}=0"]
    for sign, name, one in ((STATUS, "status", Field.STATUS), (CURRENCY, "currency", Field.CURRENCY)):
        if one in followed:
            doubts.append(f"{find(sign, f'{{{name}}}')}=0")
    if items.numbers_count:
        named = ["COUNTIF({target:items},{key})"] if items.names_pieces else []
        named += ["COUNTIF({key:payments},{key})"] if items.payments is not None else []
        doubts.append(f'AND({{key}}<>"",COUNTIF({{key:items}},{{key}})>1,{"+".join(named)}>0)')
    if items.names_pieces:
        doubts.append(f'AND({{target}}<>"",{{hit}}=0,{find(LOST, "{target}")}=0)')
    if items.terms:
        due_missing = "N({due_read})<{no_date_below}" if "due_read" in grid.columns else "TRUE"
        doubts.append(f"AND({{nature}}={INVOICE},{due_missing},{{issued}}>0)")
    odd = odd_cells(grid, "money_read", "remaining", "paid", "issued_read", "due_read", "paid_read")
    return f"IF(OR(AND({{present}}=1,OR({','.join(doubts)})),{','.join(odd)}),1,0)"
