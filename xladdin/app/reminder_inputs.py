"""The sheets that the first reminders add: Scénarios and Taux, to fill in."""

from __future__ import annotations

from typing import TYPE_CHECKING

from xladdin.resources import step_templates
from xladdin.sheets import rates as rates_sheet
from xladdin.sheets import scenarios as scenarios_sheet

if TYPE_CHECKING:
    from xladdin.model.sheet_plan import SheetPlan
    from xladdin.workbook.workbook import Workbook


def reminder_input_plans(workbook: Workbook) -> list[SheetPlan]:
    """Scénarios and Taux, where the workbook has none; written once, then hers."""
    records = workbook.dunning
    plans = []
    if scenarios_sheet.MARK not in records.filled_in:
        plans.append(scenarios_sheet.scenarios_plan(records.scenarios, step_templates()))
    if rates_sheet.MARK not in records.filled_in:
        plans.append(rates_sheet.rates_plan(records.rates))
    return plans
