"""Whatever the layout and whatever is typed: live figures are those of the reports, or ask for a refresh."""

from __future__ import annotations

from typing import TYPE_CHECKING

import openpyxl
import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st
from live_samples import (
    BALANCE,
    CHANGED,
    COLLECTION,
    GOOD,
    SCHEDULE,
    by_ironcalc,
    differences,
    edited,
    reported,
)
from live_strategies import PAID, Paid, made_workbooks

from xladdin.app.refresh import refresh
from xladdin.hosts.file import FileHost

if TYPE_CHECKING:
    from pathlib import Path

LIVE = (BALANCE, SCHEDULE, COLLECTION)
_PHASES = (Phase.explicit, Phase.reuse, Phase.generate)
"""A workbook takes half a second: shrinking a failure would take minutes."""
_EXAMPLES = settings.default.max_examples // 20 if settings.default else 1


@pytest.mark.parametrize("paid", PAID)
@given(data=st.data())
@settings(max_examples=_EXAMPLES, phases=_PHASES, suppress_health_check=[HealthCheck.function_scoped_fixture])
@pytest.mark.slow
def test_live_figures_are_the_reports(tmp_path: Path, paid: Paid, data: st.DataObject) -> None:
    made = data.draw(made_workbooks(paid))
    path, changed = tmp_path / "classeur.xlsx", tmp_path / "edite.xlsx"
    made.write(path)
    refresh(FileHost(path), today=made.as_of)
    sheet = openpyxl.load_workbook(path)[BALANCE]
    assert sheet["A2"].value == "Arrêté au"
    edited(path, changed, made.edit)
    shown, expected = by_ironcalc(changed), reported(changed, made.new_as_of)
    for title in LIVE:
        found = differences(shown, expected, [title])
        control = shown[title].control
        if GOOD in control:
            assert found == []
        else:
            assert CHANGED in control
            # Only a customer who owed nothing when the sheets were made can be missing.
            assert found
            assert all(" : [] au lieu de" in one or "/ Total :" in one for one in found)
