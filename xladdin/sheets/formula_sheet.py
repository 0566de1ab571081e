"""A sheet of XlsxWriter that stores formulas as they are given."""

from __future__ import annotations

from xlsxwriter.worksheet import Worksheet


class FormulaSheet(Worksheet):  # type: ignore[misc]  # XlsxWriter ships no types
    """Does without the search for functions newer than Excel 2010 in every formula.

    Plans use none of them, and thirty searches per formula take six times as long as the rest of writing it.
    """

    def _prepare_formula(self, formula: str, expand_future_functions: bool = False) -> str:  # noqa: ARG002
        return formula.removeprefix("=")
