"""Sheet « Efficacité recouvrement »: what the month was to bring in, and what it has brought so far."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Final

from xladdin.model.sheet_plan import Area, Block, Cell, Chart, Page, Series, SheetPlan, Style
from xladdin.model.wording import MONTHS, TOTAL, french_amount, french_date
from xladdin.sheets import layout
from xladdin.sheets.live.collection import collection_formulas, collection_holds, month_name

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Mapping

    from xladdin.reports.collection import CollectionRate, Progress
    from xladdin.reports.unallocated import UnallocatedRate
    from xladdin.sheets.live.book import LiveBook

MARK: Final = "efficacite"
NAME: Final = "Efficacité recouvrement"
NOBODY: Final = "(sans chargé de recouvrement)"

_TIES: Final = "la somme des chargés égale le reste dû à recouvrer de la liste"
_WIDTHS: Final = (34.0, 16.0, 16.0, 16.0, 14.0)
_SUMMARY: Final = (
    "Chargé de recouvrement",
    "À recouvrer",
    "Recouvré",
    "Reste à recouvrer",
    "Taux",
)
_DAYS: Final = ("Jour", "À recouvrer", "Recouvré", "Reste à recouvrer", "Taux")


def collection_plan(
    rate: CollectionRate,
    by_collector: Mapping[str, CollectionRate],
    unallocated: UnallocatedRate,
    *,
    as_of: dt.date,
    live: LiveBook | None = None,
    frozen_because: str = "",
) -> SheetPlan:
    """The month at a glance: by chargé de recouvrement, unallocated payments, then day by day with a curve.

    Args:
        rate: of ``xladdin.reports.collection_rate``, cents.
        by_collector: of ``collection_rates_by``; they add up to ``rate``.
        unallocated: of ``xladdin.reports.unallocated_rate`` for the same month.
        live: for a sheet whose rates follow her lists; the days stay values.
        frozen_because: why it does not, one French clause.
    """
    month = f"{MONTHS[rate.month.month - 1]} {rate.month.year}"
    cells = layout.head(f"{NAME} — {month}", as_of, rate.currency, _remarks(rate), because=frozen_because)
    cells |= layout.headings(_SUMMARY)
    row = layout.HEADER_ROW
    for collector, part in by_collector.items():
        row += 1
        cells |= layout.line(row, (Cell(collector or NOBODY), *_progress(part)))
    last_collector = row
    row += 1
    total_row = row
    cells |= layout.line(row, (Cell(TOTAL, Style.TOTAL_TEXT), *_progress(rate, total=True)))

    row += 2
    cells |= layout.line(
        row,
        (
            Cell(label, Style.HEADING)
            for label in ("Règlements non affectés", "À affecter", "Affecté", "Reste à affecter", "Taux")
        ),
    )
    row += 1
    cells |= layout.line(
        row,
        (
            Cell(month.capitalize()),
            *(
                Cell(layout.units(cents), Style.AMOUNT)
                for cents in (unallocated.base, unallocated.matched, unallocated.remaining)
            ),
            Cell(unallocated.rate, Style.PERCENT),
        ),
    )

    if live:
        collectors = dict(enumerate(by_collector, layout.HEADER_ROW + 1))
        formulas = collection_formulas(live, collectors=collectors, total_row=total_row, unallocated_row=row)
        cells |= {place: replace(cells[place], formula=formula) for place, formula in formulas.items()}
        cells |= _live_head(rate, live, as_of, total_row)

    row += 2
    days_row = row
    day_label = f"Jour (valeurs figées au {french_date(as_of)})" if live else _DAYS[0]
    cells |= layout.line(row, (Cell(label, Style.HEADING) for label in (day_label, *_DAYS[1:])))
    for day in rate.days:
        row += 1
        cells |= layout.line(row, (Cell(day.day, Style.DATE), *_progress(day)))
    return SheetPlan(
        name=NAME,
        mark=MARK,
        cells=cells,
        widths=_WIDTHS,
        heights={**layout.HEIGHTS, days_row: layout.HEIGHTS[layout.HEADER_ROW]},
        freeze=(layout.HEADER_ROW, 1),
        block=Block(
            layout.HEADER_ROW,
            last_collector,
            len(_WIDTHS),
            key_columns=(1,),
            footer_rows=row - last_collector,
        ),
        charts=(_curve(days_row, row, f", au {french_date(as_of)}" if live else ""),),
        page=Page(one_page=True),
    )


def _progress(progress: Progress, *, total: bool = False) -> list[Cell]:
    """To collect, collected, remaining, rate."""
    style = Style.TOTAL_AMOUNT if total else Style.AMOUNT
    amounts = (progress.to_collect, progress.collected, progress.remaining)
    return [
        *(Cell(layout.units(cents), style) for cents in amounts),
        Cell(progress.rate, Style.TOTAL_PERCENT if total else Style.PERCENT),
    ]


def _remarks(rate: CollectionRate) -> str:
    """What a reader of the rate must know besides."""
    remarks = []
    if rate.credit_notes:
        remarks.append(f"Dont avoirs : {french_amount(rate.credit_notes)}.")
    if rate.undated_count:
        amount = french_amount(rate.undated_cents)
        remarks.append(f"Hors calcul, réglé sans date : {amount} sur {rate.undated_count} pièce(s).")
    return " ".join(remarks)


def _live_head(
    rate: CollectionRate, live: LiveBook, as_of: dt.date, total_row: int
) -> dict[tuple[int, int], Cell]:
    """The three lines above, where the month is that of the as-of cell; remarks say of when they are."""
    holds = collection_holds(live, first_row=layout.HEADER_ROW + 1, total_row=total_row)
    cells = layout.live_head(NAME, as_of, rate.currency, as_of_cell=live.as_of, holds=holds, ties=_TIES)
    title = f"{NAME} — {MONTHS[rate.month.month - 1]} {rate.month.year}"
    cells[1, 1] = Cell(title, Style.TITLE, f'="{NAME} — "&{month_name(live)}')
    if remarks := _remarks(rate):
        cells[2, 3] = Cell(f"Au {french_date(as_of)} : {remarks}", Style.NOTE)
    return cells


def _curve(days_row: int, last_row: int, until: str) -> Chart:
    """The rate, day by day."""
    return Chart(
        kind="line",
        title=f"Taux de recouvrement, jour par jour{until}",
        categories=Area(days_row + 1, 1, last_row, 1),
        series=(Series("Taux", Area(days_row + 1, 5, last_row, 5), shade=0.75),),
        row=layout.HEADER_ROW,
        column=len(_WIDTHS) + 2,
        width=560,
        height=340,
        value_format="0%",
        category_format="d",
    )
