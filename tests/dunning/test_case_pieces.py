"""Which pieces belong to a case, and when it is over."""

from __future__ import annotations

import datetime as dt

import pytest

from xladdin.dunning.case_pieces import CasePieces, Debt

DUE = dt.date(2026, 1, 31)
OPENED = dt.date(2026, 2, 15)


def day(late: int) -> dt.date:
    return DUE + dt.timedelta(days=late)


def debt(row: int, due: dt.date = DUE, *payments: tuple[dt.date, int]) -> Debt:
    return Debt(row, due, 100, payments)


def rows(pieces: CasePieces) -> list[int]:
    return [one.row for one in pieces.debts]


@pytest.mark.parametrize(
    ("paid", "belongs"),
    [(day(10), False), (OPENED, False), (OPENED + dt.timedelta(days=1), True), (None, True)],
)
def test_a_piece_belongs_that_is_unpaid_at_close_of_the_opening_day(
    paid: dt.date | None, belongs: bool
) -> None:
    one = debt(1, DUE, *([(paid, 100)] if paid else []))
    assert rows(CasePieces.of([one], OPENED)) == ([1] if belongs else [])


def test_a_part_payment_leaves_it_open_and_the_last_one_closes_it() -> None:
    part = debt(1, DUE, (day(20), 40))
    assert CasePieces.of([part], OPENED).paid_on is None
    whole = debt(1, DUE, (day(20), 40), (day(30), 60))
    assert CasePieces.of([whole], OPENED).paid_on == day(30)


def test_a_returned_debit_opens_it_again() -> None:
    returned = debt(1, DUE, (day(20), 100), (day(25), -100))
    assert CasePieces.of([returned], OPENED).paid_on is None


@pytest.mark.parametrize(("due", "joins"), [(19, True), (20, False), (60, False)])
def test_what_falls_late_joins_until_everything_is_paid(due: int, joins: bool) -> None:
    first, second = debt(1, DUE, (day(20), 100)), debt(2, day(due))
    assert rows(CasePieces.of([second, first], OPENED)) == ([1, 2] if joins else [1])


def test_a_piece_paid_before_it_was_late_never_joins() -> None:
    in_time = debt(2, day(40), (day(40), 100))
    assert rows(CasePieces.of([debt(1), in_time], OPENED)) == [1]


@pytest.mark.parametrize(("due", "joins"), [(28, True), (29, True), (30, False)])
def test_nothing_joins_after_the_day_it_was_closed_by_hand(due: int, joins: bool) -> None:
    pieces = CasePieces.of([debt(1), debt(2, day(due))], OPENED, closed=day(30))
    assert rows(pieces) == ([1, 2] if joins else [1])


def test_a_case_without_a_piece_is_not_over() -> None:
    assert CasePieces.of([], OPENED) == CasePieces((), None)
