"""Plans under the titles that their sheets will bear in one workbook: decided once for every host."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from xladdin.app.ports import Applied
from xladdin.workbook.graft_survey import placements

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence

    from xladdin.model.sheet_plan import SheetPlan
    from xladdin.workbook.graft_survey import Placement, Survey


@dataclass(frozen=True, slots=True)
class TitledPlans:
    """What is to be written.

    Attributes:
        plans: those that will be, named as their sheets will be, formulas included.
        placed: where each of them goes.
        wanted: the usual name of each.
    """

    plans: tuple[SheetPlan, ...]
    placed: tuple[Placement, ...]
    wanted: tuple[str, ...]

    def applied(self, set_aside: tuple[tuple[str, str, str], ...] = ()) -> Applied:
        """What the user is told."""
        pairs = list(zip(self.placed, self.plans, strict=True))
        return Applied(
            titles=tuple(place.title for place, plan in pairs if not plan.hidden),
            retitled=tuple(
                (name, place.title)
                for name, place in zip(self.wanted, self.placed, strict=True)
                if place.taken
            ),
            set_aside=set_aside,
        )


def titled_plans(found: Survey, plans: Sequence[SheetPlan], asked: Collection[str]) -> TitledPlans:
    """Plans with the titles that ``placements`` gives; those of sheets that she deleted are left out.

    Args:
        found: the workbook.
        plans: in the order in which new sheets are added.
        asked: marks asked for by name, which brings deleted sheets back.

    Raises:
        ValueError: two plans have the same mark.
    """
    by_mark = {plan.mark: plan for plan in plans}
    if len(by_mark) != len(plans):
        raise ValueError("two plans have the same mark")
    placed = placements(found, [(plan.mark, plan.name) for plan in plans], asked)
    wanted = tuple(by_mark[place.mark].name for place in placed)
    titles = {name: place.title for name, place in zip(wanted, placed, strict=True)}
    changed = {name: title for name, title in titles.items() if name != title}
    return TitledPlans(tuple(by_mark[place.mark].retitled(changed) for place in placed), placed, wanted)
