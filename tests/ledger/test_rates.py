"""The table of statutory rates."""

from __future__ import annotations

import datetime as dt
import json
from decimal import Decimal
from pathlib import Path

import pytest

from xladdin.ledger.rates import FRENCH_RATES, HalfYear

FACTS = Path(__file__).parents[2] / "../shared/facts/rates_france.json"


@pytest.mark.parametrize(
    ("day", "half_year", "last_day"),
    [
        ("2024-01-01", HalfYear(2024, 1), "2024-06-30"),
        ("2024-06-30", HalfYear(2024, 1), "2024-06-30"),
        ("2024-07-01", HalfYear(2024, 2), "2024-12-31"),
        ("2024-12-31", HalfYear(2024, 2), "2024-12-31"),
    ],
)
def test_half_years_turn_on_1_january_and_1_july(day: str, half_year: HalfYear, last_day: str) -> None:
    found = HalfYear.of(dt.date.fromisoformat(day))
    assert found == half_year
    assert found.last_day == dt.date.fromisoformat(last_day)


def test_labels_read_as_french() -> None:
    assert HalfYear(2026, 1).label == "1er semestre 2026"
    assert HalfYear(2026, 2).label == "2e semestre 2026"


def test_known_rates() -> None:
    assert FRENCH_RATES.ecb[HalfYear(2024, 1)] == Decimal("4.50")
    assert FRENCH_RATES.ecb[HalfYear(2024, 2)] == Decimal("4.25")
    assert FRENCH_RATES.legal[HalfYear(2026, 1)] == Decimal("2.62")
    assert HalfYear(2026, 2) not in FRENCH_RATES.legal


def test_no_half_year_is_skipped_between_the_first_and_the_last() -> None:
    for column in (FRENCH_RATES.ecb, FRENCH_RATES.legal):
        halves = [2 * half_year.year + half_year.half for half_year in column]
        assert halves == list(range(halves[0], halves[-1] + 1))


def test_the_table_agrees_with_the_published_figures() -> None:
    if not FACTS.is_file():
        pytest.skip("the published figures (../shared/facts) are not on this machine")
    for published in json.loads(FACTS.read_text(encoding="utf-8"))["half_years"]:
        year, half = published["semester"].split("-S")
        half_year = HalfYear(int(year), int(half))
        for column, name in ((FRENCH_RATES.ecb, "ecb_refi_percent"), (FRENCH_RATES.legal, "legal_rate_pro")):
            rate = published[name]
            assert column.get(half_year) == (None if rate is None else Decimal(str(rate)))
