"""Sheet « Taux », added for the first reminders: the published rates that penalties run at, to complete.

It is written once; from then on its cells are hers.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from xladdin.dunning.rate_rows import ECB, HALF_YEAR, LEGAL, RATE_HEADINGS, rate_table
from xladdin.ledger.rates import HalfYear
from xladdin.model.marks import RATES
from xladdin.model.sheet_plan import Area, Cell, Page, SheetPlan, Style, Validation
from xladdin.sheets import layout

if TYPE_CHECKING:
    from xladdin.ledger.rates import RateTable

MARK: Final = RATES
NAME: Final = "Taux"
_BY_LAW, _FLOOR = "Pénalités légales (BCE + 10 points)", "Plancher d’un taux contractuel (3 × légal)"
_WIDTHS: Final = (14.0, 14.0, 18.0, 24.0, 26.0)
_YEARS_AHEAD: Final = 2
_NOTES: Final = {
    HALF_YEAR: "2026-S1 : du 1er janvier au 30 juin ; 2026-S2 : du 1er juillet au 31 décembre.",
    ECB: "Taux de refinancement de la BCE au premier jour du semestre, par exemple 2,15 %.",
    LEGAL: "Taux de l’intérêt légal entre professionnels, fixé par arrêté chaque semestre.",
}
_LAST_VALIDATED_ROW: Final = 200


def rates_plan(rates: RateTable) -> SheetPlan:
    """One row per half-year, oldest first, and the half-years of the next years to fill in.

    Args:
        rates: of one half-year at least.
    """
    last = max({*rates.ecb, *rates.legal}).year
    ahead = [HalfYear(year, half) for year in range(last + 1, last + 1 + _YEARS_AHEAD) for half in (1, 2)]
    table = rate_table(rates, ahead)
    cells = {
        (1, 1): Cell(NAME, Style.TITLE),
        (2, 1): Cell("Taux des pénalités de retard, par semestre (Code de commerce, L441-10).", Style.LABEL),
        (3, 1): Cell(
            "Complétez les cases claires quand un taux paraît ; vide, il est inconnu et rien n’est calculé.",
            Style.NOTE,
        ),
    }
    cells |= layout.headings((*RATE_HEADINGS, _BY_LAW, _FLOOR))
    for row, (half_year, ecb, legal) in enumerate(table, layout.HEADER_ROW + 1):
        cells |= layout.line(
            row,
            (
                Cell(half_year, Style.INPUT),
                Cell(ecb, Style.INPUT_PERCENT),
                Cell(legal, Style.INPUT_PERCENT),
                Cell(None if ecb is None else ecb + 0.1, Style.RATE, f'=IF(ISNUMBER(B{row}),B{row}+0.1,"")'),
                Cell(None if legal is None else legal * 3, Style.RATE, f'=IF(ISNUMBER(C{row}),C{row}*3,"")'),
            ),
        )
    return SheetPlan(
        name=NAME,
        mark=MARK,
        cells=cells,
        widths=_WIDTHS,
        heights=layout.HEIGHTS,
        freeze=(layout.HEADER_ROW, 1),
        validations=tuple(
            Validation(
                Area(layout.HEADER_ROW + 1, column, _LAST_VALIDATED_ROW, column),
                title=heading,
                note=_NOTES[heading],
            )
            for column, heading in enumerate(RATE_HEADINGS, 1)
        ),
        page=Page(landscape=False, repeated_rows=(layout.HEADER_ROW, layout.HEADER_ROW)),
    )
