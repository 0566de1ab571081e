"""Charts, as far as their series go."""

from __future__ import annotations

from types import SimpleNamespace
from typing import TYPE_CHECKING, Any

from xladdin.model.cells import quoted

if TYPE_CHECKING:
    from collections.abc import Iterator

    from excel_engine.sheets import Sheet


class Charts:
    def __init__(self, sheet: Sheet, charts: list[Any], names: list[str]) -> None:
        self.sheet = sheet
        named = zip(charts, names or [f"Graphique {place}" for place in range(1, 10)], strict=False)
        self.all = [Chart(sheet, name, _series(one)) for one, name in named]

    def __call__(self, key: int) -> Chart:
        return self.all[key - 1]

    def __len__(self) -> int:
        return len(self.all)

    def __iter__(self) -> Iterator[Chart]:
        return iter(self.all)


class Chart:
    def __init__(self, sheet: Sheet, name: str, series: list[Any]) -> None:
        self.parent, self.name, self.series_drawn = sheet, name, series
        self.top = self.left = self.width = self.height = 0.0

    @property
    def api(self) -> Any:
        return None, SimpleNamespace(SeriesCollection=lambda number: self.series_drawn[number - 1])

    def copied(self, old: str, new: str, sheet: Sheet) -> Chart:
        series = [
            SimpleNamespace(Formula=one.Formula.replace(quoted(old), quoted(new)))
            for one in self.series_drawn
        ]
        return Chart(sheet, self.name, series)


def _series(chart: Any) -> list[Any]:
    """The chart's series as Excel names them: ``=SERIES(name,categories,values,place)``."""
    found = []
    for place, one in enumerate(chart.series, 1):
        name = one.tx.strRef.f if one.tx and one.tx.strRef else f'"{one.tx.v}"' if one.tx else ""
        cat = (one.cat.strRef or one.cat.numRef).f if one.cat else ""
        found.append(SimpleNamespace(Formula=f"=SERIES({name},{cat},{one.val.numRef.f},{place})"))
    return found
