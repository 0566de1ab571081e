"""A partial Excel behind xlwings' own objects: cells by openpyxl, and what Excel does to what it is given.

It calculates nothing. A text that looks like a formula, a number or a date becomes one when it is written as
a value, as in Excel; a sheet that is copied becomes the active one; a range copied to another workbook takes
its sheet references along as links.
"""

from __future__ import annotations

from excel_engine.application import open_workbook
from excel_engine.failure import ComError

__all__ = ["ComError", "open_workbook"]
