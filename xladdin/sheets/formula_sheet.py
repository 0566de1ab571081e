"""A sheet of XlsxWriter that stores formulas as they are given, and prints several areas."""

from __future__ import annotations

from typing import TYPE_CHECKING

from xlsxwriter.worksheet import Worksheet

if TYPE_CHECKING:
    from collections.abc import Iterable


class FormulaSheet(Worksheet):  # type: ignore[misc]  # XlsxWriter ships no types
    """Does without the search for functions newer than Excel 2010 in every formula.

    Plans use none of them, and thirty searches per formula take six times as long as the rest of writing it.
    """

    def _prepare_formula(self, formula: str, expand_future_functions: bool = False) -> str:  # noqa: ARG002
        return formula.removeprefix("=")

    def print_areas(self, areas: Iterable[tuple[int, int, int, int]]) -> None:
        """Prints these areas, each on pages of its own: XlsxWriter knows of one only, Excel takes a list.

        Args:
            areas: first row, first column, last row, last column, all 0-based.
        """
        ranges: list[str] = []
        for area in areas:
            self.print_area(*area)
            ranges.append(self.print_area_range)
        self.print_area_range: str = ",".join(ranges)
