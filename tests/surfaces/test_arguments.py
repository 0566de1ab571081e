"""Dates and months as people type them."""

from __future__ import annotations

import datetime as dt

import pytest

from xladdin.errors import ArgumentError
from xladdin.model.settings import Settings
from xladdin.surfaces.arguments import as_of_date, parse_date, parse_month

JUNE_30 = dt.date(2026, 6, 30)


@pytest.mark.parametrize("text", ["2026-06-30", "30/06/2026", " 30/6/2026 ", "30.06.2026", "30-06-2026"])
def test_a_date(text: str) -> None:
    assert parse_date(text) == JUNE_30


@pytest.mark.parametrize("text", ["", "30/06/26", "31/06/2026", "2026-13-01", "demain", "06/30/2026"])
def test_not_a_date(text: str) -> None:
    with pytest.raises(ArgumentError, match=r"30/06/2026"):
        parse_date(text)


@pytest.mark.parametrize("text", ["2026-06", "2026-6", "06/2026"])
def test_a_month(text: str) -> None:
    assert parse_month(text) == dt.date(2026, 6, 1)


@pytest.mark.parametrize("text", ["2026", "2026-13", "juin 2026", "0/2026"])
def test_not_a_month(text: str) -> None:
    with pytest.raises(ArgumentError, match="2026-06"):
        parse_month(text)


def test_the_argument_wins_then_the_cell_then_today() -> None:
    cell = Settings(as_of=dt.date(2026, 1, 31))
    today = dt.date(2026, 11, 21)
    assert as_of_date("30/06/2026", cell, today) == JUNE_30
    assert as_of_date(None, cell, today) == dt.date(2026, 1, 31)
    assert as_of_date(None, Settings(), today) == today
