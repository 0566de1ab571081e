"""Which sheets are ours, and what a reference points at."""

from __future__ import annotations

import pytest
from graft_samples import refreshed, survey_of, user_workbook

from xladdin.workbook.graft_survey import free_title, quoted, sheet_of


@pytest.mark.parametrize(
    ("reference", "title"),
    [
        ("Suivi!$1:$1048576", "Suivi"),
        ("'Balance âgée'!$1:$1048576", "Balance âgée"),
        ("'L''été'!$A$1", "L'été"),
        ("$'Balance âgée'!$A$1:$AMJ$1048576", "Balance âgée"),
        ("#REF!$1:$1048576", ""),
        ("#REF!", ""),
        ("SUM(1,2)", ""),
        ("", ""),
    ],
)
def test_the_sheet_of_a_reference(reference: str, title: str) -> None:
    assert sheet_of(reference) == title


def test_quoting_is_undone_by_reading() -> None:
    for title in ("Suivi", "Balance âgée", "L'été 'chaud'"):
        assert sheet_of(f"{quoted(title)}!$A$1") == title


def test_a_free_title_is_kept_and_a_taken_one_numbered() -> None:
    assert free_title("Suivi", set()) == "Suivi"
    assert free_title("Suivi", {"suivi"}) == "Suivi (2)"
    assert free_title("Suivi", {"suivi", "suivi (2)"}) == "Suivi (3)"


def test_a_workbook_without_ours_and_one_with_ours() -> None:
    user = user_workbook(date_1904=True)
    found = survey_of(user)
    assert found.date_1904
    assert found.ours == {}
    assert found.tables == {"factures": "xl/worksheets/sheet1.xml"}
    assert set(survey_of(refreshed(user)).ours) == {"balance", "suivi"}
