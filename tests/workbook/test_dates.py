"""Dates as people write them; the order of day and month belongs to the column."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from xladdin.workbook.dates import DateColumn, read_dates, repair_swapped

if TYPE_CHECKING:
    from collections.abc import Sequence

D = dt.date


def days(column: DateColumn) -> list[dt.date | None]:
    found: list[dt.date | None] = column.days.tolist()
    return found


def codes(column: DateColumn) -> list[str]:
    return [code for code, _ in column.notes]


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("30/06/2026", D(2026, 6, 30)),
        ("30/06/26", D(2026, 6, 30)),
        ("30-6-2026", D(2026, 6, 30)),
        ("30.06.2026", D(2026, 6, 30)),
        ("06.05.2026", D(2026, 5, 6)),
        ("6/30/2026", D(2026, 6, 30)),
        ("6/30/2026 2:00 PM", D(2026, 6, 30)),
        ("2026-06-30", D(2026, 6, 30)),
        ("2026/6/30", D(2026, 6, 30)),
        ("2026-06-30T10:05:00.123Z", D(2026, 6, 30)),
        ("30/06/2026 10:05", D(2026, 6, 30)),
        ("5 janvier 2022", D(2022, 1, 5)),
        ("1er mars 2022", D(2022, 3, 1)),
        ("mardi 5 août 2025", D(2025, 8, 5)),
        ("05-févr.-22", D(2022, 2, 5)),
        ("Jan 5, 2022", D(2022, 1, 5)),
        ("300626", D(2026, 6, 30)),
        ("30062026", D(2026, 6, 30)),
        ("20260630", D(2026, 6, 30)),
        ("46203", D(2026, 6, 30)),
        ("31/12/49", D(2049, 12, 31)),
        ("31/12/50", D(1950, 12, 31)),
    ],
)
def test_a_text_is_read(text: str, day: dt.date) -> None:
    column = read_dates([text])
    assert days(column) == [day]
    assert not column.bad
    assert not column.clean


@pytest.mark.parametrize(
    "cell",
    [
        "31/02/2026",
        "32/01/2026",
        "demain",
        "30/06/0206",
        "30",
        30.0,
        -5.0,
        float("nan"),
        True,
        dt.timedelta(1),
    ],
)
def test_what_is_no_date_is_bad(cell: object) -> None:
    column = read_dates([D(2026, 1, 31), cell])
    assert list(column.bad) == [1]
    assert column.present.tolist() == [True, False]


@pytest.mark.parametrize(
    "cell",
    [
        "",
        " ",
        None,
        "-",
        "0",
        0.0,
        dt.time(),
        D(1900, 1, 1),
        D(1899, 12, 30),
        "1900-01-01",
        "00/00/0000",
        "01/01/1900",
    ],
)
def test_what_means_no_date_is_absent_and_not_bad(cell: object) -> None:
    column = read_dates([D(2026, 1, 31), cell])
    assert days(column) == [D(2026, 1, 31), None]
    assert not column.bad


def test_true_dates_lose_their_hours_and_stay_clean() -> None:
    column = read_dates([dt.datetime(2026, 6, 30, 23, 59), D(2026, 1, 31), ""])  # noqa: DTZ001 - as read
    assert days(column) == [D(2026, 6, 30), D(2026, 1, 31), None]
    assert column.clean


def test_a_sentinel_date_is_not_clean_for_formulas() -> None:
    assert not read_dates([D(1900, 1, 1), D(2026, 1, 31)]).clean


def test_serial_numbers_follow_the_epoch_of_the_workbook() -> None:
    assert days(read_dates([46203.75])) == [D(2026, 6, 30)]
    assert days(read_dates([46203.0 - 1462], date_1904=True)) == [D(2026, 6, 30)]


def test_digits_have_one_format_per_column() -> None:
    assert days(read_dates([50126.0, 310126.0])) == [D(2026, 1, 5), D(2026, 1, 31)], "JJMMAA without its zero"
    assert days(read_dates([46203.0, "45000", 999999.0])) == [D(2026, 6, 30), D(2023, 3, 15), None]


def test_a_month_alone_is_its_first_or_last_day_and_said_so() -> None:
    assert days(read_dates(["janv. 2022", "02/2024"])) == [D(2022, 1, 1), D(2024, 2, 1)]
    last = read_dates(["janv. 2022", "févr. 2024"], end_of_month=True)
    assert days(last) == [D(2022, 1, 31), D(2024, 2, 29)]
    assert last.notes == (("jour-suppose", {"count": 2, "text": "janv. 2022", "day": "dernier"}),)


def test_one_text_settles_the_order_of_its_column() -> None:
    assert days(read_dates(["03/04/2026", "25/03/2026"])) == [D(2026, 4, 3), D(2026, 3, 25)]
    american = read_dates(["03/04/2026", "3/25/2026"])
    assert days(american) == [D(2026, 3, 4), D(2026, 3, 25)]
    assert american.day_first is False
    assert "3/25/2026" in american.why


def test_the_majority_holds_and_what_contradicts_it_is_bad() -> None:
    column = read_dates(["25/03/2026", "26/03/2026", "03/27/2026"])
    assert column.day_first is True
    assert column.bad == {2: "03/27/2026"}


def test_the_users_word_wins() -> None:
    assert days(read_dates(["03/04/2026"], day_first=False)) == [D(2026, 3, 4)]
    assert codes(read_dates(["03/04/2026"], day_first=False)) == []


def test_an_order_that_nothing_settles_is_french_and_reported() -> None:
    column = read_dates(["05/05/2026", "03/04/2026"])
    assert days(column) == [D(2026, 5, 5), D(2026, 4, 3)]
    assert column.notes == (("ordre-jour-mois-suppose", {"text": "03/04/2026"}),)
    assert codes(read_dates(["05/05/2026"])) == [], "either way the same day"


SPRING = [D(2026, 3, 1) + dt.timedelta(days=k) for k in range(60)]


def opened_abroad(dates: Sequence[dt.date], written: str) -> list[object]:
    """A text file in an Excel of the other language: days up to 12 become true dates, exchanged."""
    return [D(one.year, one.day, one.month) if one.day <= 12 else f"{one:{written}}" for one in dates]


@pytest.mark.parametrize("written", ["%m/%d/%Y", "%d/%m/%Y"])
def test_half_swapped_columns_are_put_right(written: str) -> None:
    column = read_dates(opened_abroad(SPRING, written))
    assert days(column) == SPRING
    assert codes(column) == ["dates-inversees"]
    assert len(column.swapped) == sum(one.day <= 12 and one.day != one.month for one in SPRING)
    assert not column.clean


def test_true_dates_beside_french_texts_stay_when_days_above_12_are_among_them() -> None:
    cells = [D(2026, 3, 1), D(2026, 3, 13), "25/03/2026", "26/03/2026"]
    column = read_dates(cells)
    assert days(column) == [D(2026, 3, 1), D(2026, 3, 13), D(2026, 3, 25), D(2026, 3, 26)]
    assert not column.notes


def test_first_of_the_month_beside_month_ends_is_not_swapped() -> None:
    firsts: list[object] = [D(2026, month, 1) for month in range(1, 13)]
    ends: list[object] = ["31/01/2026", "30/04/2026", "31/12/2026", "30/09/2026"]
    assert days(read_dates(firsts + ends))[:12] == firsts


def test_a_mix_too_small_to_tell_is_reported() -> None:
    column = read_dates(["3/25/2026", D(2026, 4, 3)])
    assert days(column) == [D(2026, 3, 25), D(2026, 4, 3)]
    assert codes(column) == ["dates-inversees-possible"]


def shifted(dates: Sequence[dt.date], term: int) -> list[dt.date]:
    return [one + dt.timedelta(days=term) for one in dates]


EARLY = [one for one in SPRING if one.day <= 12]


def test_terms_unmask_a_column_of_true_dates_that_are_all_swapped() -> None:
    issued, due = read_dates(opened_abroad(EARLY, "%m/%d/%Y")), read_dates(shifted(EARLY, 30))
    assert days(issued) != EARLY
    issued, due = repair_swapped(issued, due)
    assert days(issued) == EARLY
    assert days(due) == shifted(EARLY, 30)
    assert codes(issued) == ["dates-inversees"]


def test_terms_settle_the_order_of_texts() -> None:
    due = read_dates(shifted(EARLY, 30))
    american, _ = repair_swapped(read_dates([f"{one:%m/%d/%Y}" for one in EARLY]), due)
    assert days(american) == EARLY
    assert american.day_first is False
    assert codes(american) == []
    french, _ = repair_swapped(read_dates([f"{one:%d/%m/%Y}" for one in EARLY]), due)
    assert days(french) == EARLY
    assert french.day_first is True
    assert codes(french) == []


def test_terms_leave_sound_columns_alone() -> None:
    firsts = [D(2026, month, 1) for month in range(1, 13)]
    issued, due = repair_swapped(read_dates(firsts), read_dates(shifted(firsts, 30)))
    assert days(issued) == firsts
    assert days(due) == shifted(firsts, 30)
    assert issued.notes == due.notes == ()


FIRSTS = [D(2026, month, 1) for month in range(1, 7)] * 5


@pytest.mark.parametrize("size", [3, 6, 30])
@pytest.mark.parametrize("wrong", [1, 2])
def test_mistyped_due_dates_turn_no_column(size: int, wrong: int) -> None:
    firsts = FIRSTS[:size]
    ends = [*[one - dt.timedelta(days=31) for one in firsts[-wrong:]], *shifted(firsts, 27)][:size]
    issued, due = repair_swapped(read_dates(firsts), read_dates(ends))
    assert days(issued) == firsts
    assert days(due) == ends
    assert issued.notes == due.notes == ()


def test_mistyped_due_date_turns_no_due_dates_on_the_fifth_and_tenth() -> None:
    twentieths = [D(2026, 1 + k % 3, 20) for k in range(10)]
    ends = [D(2026, 2 + k % 3, 10 if k % 2 else 5) for k in range(10)]
    ends[2] = D(2026, 3, 5)
    _, due = repair_swapped(read_dates(twentieths), read_dates(ends))
    assert days(due) == ends
    assert due.notes == ()


def test_terms_of_any_length_at_month_end_unmask_swapped_dates() -> None:
    ends = [(one + dt.timedelta(days=62)).replace(day=1) - dt.timedelta(days=1) for one in EARLY]
    issued, _ = repair_swapped(read_dates(opened_abroad(EARLY, "%m/%d/%Y")), read_dates(ends))
    assert days(issued) == EARLY


def test_without_due_dates_the_doubt_remains() -> None:
    issued = read_dates(["03/04/2026", "05/06/2026"])
    assert repair_swapped(issued, read_dates(["", ""]))[0] is issued


@given(st.lists(st.dates(D(1950, 1, 1), D(2100, 12, 31)), min_size=1))
def test_iso_texts_and_true_dates_are_the_same_days(dates: list[dt.date]) -> None:
    assert days(read_dates([one.isoformat() for one in dates])) == days(read_dates(dates)) == dates


@given(st.lists(st.dates(D(1950, 1, 1), D(2100, 12, 31)), min_size=1))
def test_the_order_of_rows_never_matters(dates: list[dt.date]) -> None:
    texts = [f"{one:%d/%m/%Y}" for one in dates]
    forward, backward = read_dates(texts), read_dates(texts[::-1])
    assert days(forward) == days(backward)[::-1]
    assert forward.day_first == backward.day_first
