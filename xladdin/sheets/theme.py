"""The one theme of our sheets: what each style, condition and shade looks like.

Body cells name no font, so that in her workbook they take hers. Meaning never rests on colour alone:
totals are bold and ruled, what is late is bold too, shades of a chart go from light to dark.
"""

from __future__ import annotations

from typing import Any, Final

from xladdin.model.sheet_plan import Style

Format = dict[str, Any]
"""Properties of an XlsxWriter format."""

DEEP: Final = "#243B53"
GREY: Final = "#5B6775"
RULE: Final = "#D9DEE4"
PALE: Final = "#EEF2F6"
PAPER: Final = "#FFF9E8"
BRICK: Final = "#9B2C22"
BLUE: Final = "#1D5A96"

AMOUNT_FORMAT: Final = '#,##0.00;-#,##0.00;"–"'
INTEGER_FORMAT: Final = "#,##0"
PERCENT_FORMAT: Final = "0.0%"
RATE_FORMAT: Final = "0.00%"
DATE_FORMAT: Final = "dd/mm/yyyy"

_BODY: Final[Format] = {"valign": "vcenter", "bottom": 1, "bottom_color": RULE}
_TOTAL: Final[Format] = {
    "valign": "vcenter",
    "bold": True,
    "bg_color": PALE,
    "bottom": 1,
    "bottom_color": DEEP,
}
_SHARE: Final[Format] = {
    "valign": "vcenter",
    "italic": True,
    "font_color": GREY,
    "bottom": 1,
    "bottom_color": DEEP,
}
_INPUT: Final[Format] = {"valign": "vcenter", "bg_color": PAPER, "bottom": 1, "bottom_color": RULE}
_RIGHT: Final[Format] = {"align": "right"}

FORMATS: Final[dict[Style, Format]] = {
    Style.TITLE: {"bold": True, "font_size": 16, "font_color": DEEP, "valign": "vcenter"},
    Style.LABEL: {"bold": True, "font_color": DEEP, "valign": "vcenter"},
    Style.NOTE: {"font_color": GREY, "valign": "vcenter"},
    Style.AS_OF: {"bold": True, "num_format": DATE_FORMAT, "align": "left", "valign": "vcenter"},
    Style.WARNING: {"bold": True, "font_color": BRICK, "valign": "vcenter"},
    Style.HEADING: {
        "bold": True, "font_color": "#FFFFFF", "bg_color": DEEP, "align": "center", "valign": "vcenter",
        "text_wrap": True,
    },
    Style.TEXT: _BODY,
    Style.NAME: _BODY | {"shrink": True},  # two names that differ at their end must not look the same
    Style.CENTRE: _BODY | {"align": "center"},
    Style.WRAPPED: _BODY | {"text_wrap": True},
    Style.LINK: _BODY | {"font_color": BLUE, "underline": 1},
    Style.DATE: _BODY | {"num_format": DATE_FORMAT, "align": "center"},
    Style.INTEGER: _BODY | _RIGHT | {"num_format": INTEGER_FORMAT},
    Style.AMOUNT: _BODY | _RIGHT | {"num_format": AMOUNT_FORMAT},
    Style.PERCENT: _BODY | _RIGHT | {"num_format": PERCENT_FORMAT},
    Style.RATE: _BODY | _RIGHT | {"num_format": RATE_FORMAT, "indent": 1},
    Style.TOTAL_TEXT: _TOTAL,
    Style.TOTAL_INTEGER: _TOTAL | _RIGHT | {"num_format": INTEGER_FORMAT},
    Style.TOTAL_PERCENT: _TOTAL | _RIGHT | {"num_format": PERCENT_FORMAT},
    Style.TOTAL_AMOUNT: _TOTAL | _RIGHT | {"num_format": AMOUNT_FORMAT},
    Style.ROW_TOTAL: _BODY | _RIGHT | {"bold": True, "bg_color": PALE, "num_format": AMOUNT_FORMAT},
    Style.SHARE_TEXT: _SHARE,
    Style.SHARE: _SHARE | _RIGHT | {"num_format": PERCENT_FORMAT},
    Style.INPUT: _INPUT | {"num_format": "@"},
    Style.INPUT_DATE: _INPUT | {"num_format": DATE_FORMAT, "align": "left"},
    Style.INPUT_AMOUNT: _INPUT | _RIGHT | {"num_format": AMOUNT_FORMAT},
    Style.INPUT_INTEGER: _INPUT | {"num_format": "0", "align": "center"},
    Style.INPUT_NUMBER: _INPUT | {"num_format": "General", "align": "left"},
    Style.INPUT_PERCENT: _INPUT | _RIGHT | {"num_format": RATE_FORMAT, "indent": 1},
}  # fmt: skip

CONDITIONS: Final[dict[str, Format]] = {
    "late": {"font_color": BRICK, "bold": True},
    "done": {"font_color": GREY},
    "struck_out": {"font_color": GREY, "font_strikeout": True},
    "attention": {"bg_color": PAPER, "italic": True},
}

_RAMP: Final = ((0xDC, 0xE5, 0xEE), (0x6E, 0x93, 0xBA), (0x24, 0x3B, 0x53))
"""Light, middle and dark end of the charts' colours."""


def shade_colour(shade: float) -> str:
    """Colour of a chart series: 0 the lightest, 1 the darkest; below 0 white, for what counts against."""
    if shade < 0:
        return "#FFFFFF"
    place = min(shade, 1.0) * (len(_RAMP) - 1)
    left = min(int(place), len(_RAMP) - 2)
    part = place - left
    mixed = (round(low + (high - low) * part) for low, high in zip(_RAMP[left], _RAMP[left + 1], strict=True))
    return "#" + "".join(f"{channel:02X}" for channel in mixed)
