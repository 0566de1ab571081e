"""Sheet « Efficacité recouvrement »: what the month was to bring in, and what it has brought so far."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from xladdin.model.sheet_plan import Area, Block, Cell, Chart, Page, Series, SheetPlan, Style
from xladdin.model.wording import MONTHS, TOTAL, french_amount
from xladdin.sheets import layout

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Mapping

    from xladdin.reports.collection import CollectionRate, Progress
    from xladdin.reports.unallocated import UnallocatedRate

MARK: Final = "efficacite"
NAME: Final = "Efficacité recouvrement"
NOBODY: Final = "(sans chargé de recouvrement)"

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
) -> SheetPlan:
    """The month at a glance: by chargé de recouvrement, unallocated payments, then day by day with a curve.

    Args:
        rate: of ``xladdin.reports.collection_rate``, cents.
        by_collector: of ``collection_rates_by``; they add up to ``rate``.
        unallocated: of ``xladdin.reports.unallocated_rate`` for the same month.
    """
    month = f"{MONTHS[rate.month.month - 1]} {rate.month.year}"
    cells = layout.head(f"{NAME} — {month}", as_of, rate.currency, _remarks(rate))
    cells |= layout.headings(_SUMMARY)
    row = layout.HEADER_ROW
    for collector, part in by_collector.items():
        row += 1
        cells |= layout.line(row, (Cell(collector or NOBODY), *_progress(part)))
    last_collector = row
    row += 1
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

    row += 2
    days_row = row
    cells |= layout.line(row, (Cell(label, Style.HEADING) for label in _DAYS))
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
        charts=(_curve(days_row, row),),
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


def _curve(days_row: int, last_row: int) -> Chart:
    """The rate, day by day."""
    return Chart(
        kind="line",
        title="Taux de recouvrement, jour par jour",
        categories=Area(days_row + 1, 1, last_row, 1),
        series=(Series("Taux", Area(days_row + 1, 5, last_row, 5), shade=0.75),),
        row=layout.HEADER_ROW,
        column=len(_WIDTHS) + 2,
        width=560,
        height=340,
        value_format="0%",
        category_format="d",
    )
