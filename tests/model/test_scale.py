"""Ageing scales: limits inclusive, labels as the user reads them."""

from __future__ import annotations

import numpy as np
import pytest

from xladdin.errors import ArgumentError
from xladdin.model.scale import AgeingScale


@pytest.mark.parametrize(
    ("days", "label"),
    [
        (-400, "Non échu"), (-1, "Non échu"), (0, "Non échu"), (1, "1-30 j"), (30, "1-30 j"),
        (31, "31-60 j"), (60, "31-60 j"), (61, "61-90 j"), (90, "61-90 j"), (91, "> 90 j"), (9999, "> 90 j"),
    ],
)  # fmt: skip
def test_days_late_fall_into_one_bucket(days: int, label: str) -> None:
    scale = AgeingScale(30, 60, 90)
    assert scale.labels()[scale.bucket_of(np.array([days]))[0]] == label


@pytest.mark.parametrize(("days", "label"), [(0, "0-30 j"), (30, "0-30 j"), (31, "31-60 j"), (61, "> 60 j")])
def test_by_issue_date_the_first_bucket_starts_at_nought(days: int, label: str) -> None:
    scale = AgeingScale(30, 60)
    bucket = scale.bucket_of(np.array([days]), by_issue_date=True)[0]
    assert scale.labels(by_issue_date=True)[bucket] == label


def test_any_limits_make_a_scale() -> None:
    assert AgeingScale(1, 15).labels() == ("Non échu", "1 j", "2-15 j", "> 15 j")
    assert AgeingScale(7).labels() == ("Non échu", "1-7 j", "> 7 j")


@pytest.mark.parametrize("limits", [(), (0,), (-5, 30), (30, 30), (60, 30), (30.5,), (True,), ("30",)])
def test_limits_that_mean_nothing_are_refused(limits: tuple[int, ...]) -> None:
    with pytest.raises(ArgumentError, match="Tranches d’âge invalides"):
        AgeingScale(*limits)
