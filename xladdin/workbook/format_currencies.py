"""Currencies that only the number format of a cell shows: « [$$-409]#,##0.00 » makes 20 read « $20.00 »."""

from __future__ import annotations

import re
from html import unescape
from typing import TYPE_CHECKING, Final

from xladdin.workbook.currencies import currency_code
from xladdin.workbook.sheet_scan import column_number

if TYPE_CHECKING:
    from collections.abc import Mapping

    from lxml import etree

    from xladdin.workbook.grid import Position

_USUAL: Final = "EUR"
_FORMAT = re.compile(rb'<(?:\w+:)?numFmt\s[^>]*?formatCode="([^"]*)"')
_SHOWN = re.compile(r'\[\$([^\]-]+)[^\]]*\]|"([^"]*)"|\[[^\]]*\]|\\?([$€£¥])')
_FIRST_OWN_FORMAT: Final = 164
"""Formats below belong to the program: they show the currency of whoever opens the file."""


def format_currency(code: str) -> str:
    """ISO code of the currency that a number format writes beside an amount; ``""`` when it writes none."""
    for in_brackets, quoted, bare in _SHOWN.findall(code.partition(";")[0]):
        currency = currency_code(in_brackets or quoted or bare)
        if currency:
            return currency
    return ""


def names_foreign_currency(styles: bytes) -> bool:
    """Whether a format in the part « styles », in UTF-8, names a currency other than the euro."""
    codes = (unescape(code.decode("utf-8", "replace")) for code in _FORMAT.findall(styles))
    return any(format_currency(code) not in ("", _USUAL) for code in codes)


def style_currencies(styles: etree._Element) -> dict[int, str]:
    """Currency per cell style, by its place, euro included; empty unless one is foreign."""
    named = {
        one.get("numFmtId", ""): format_currency(one.get("formatCode", ""))
        for one in styles.iterfind("{*}numFmts/{*}numFmt")
        if int(one.get("numFmtId", "0")) >= _FIRST_OWN_FORMAT
    }
    styled = (named.get(one.get("numFmtId", ""), "") for one in styles.iterfind("{*}cellXfs/{*}xf"))
    found = {place: currency for place, currency in enumerate(styled) if currency}
    return found if set(found.values()) - {_USUAL} else {}


def cell_currencies(sheet: bytes, styles: Mapping[int, str]) -> dict[Position, str]:
    """Filled cells of a sheet that bear one of these styles."""
    places = "|".join(map(str, styles)).encode()
    cells = re.compile(rb'<(?:\w+:)?c r="([A-Z]{1,3})(\d{1,7})"[^>/]*?\ss="(' + places + rb')"[^>/]*>')
    return {
        (int(row), column_number(column)): styles[int(style)] for column, row, style in cells.findall(sheet)
    }
