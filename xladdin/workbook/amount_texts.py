"""One amount written as text: « 1 234,56 € », « (12,00) », « - € »."""

from __future__ import annotations

import re
from typing import Final, NamedTuple

from xladdin.model.arrays import to_cents

LARGEST_CENTS: Final = 2**53
"""From here on a number in Excel is no longer exact to the cent."""

_CENT_DIGITS = 2
_USUAL = str.maketrans(
    dict.fromkeys("\u00a0\u202f\u2009\u2007\t\r\n", " ")
    | dict.fromkeys("\u2212\u2010\u2011\u2012\u2013\u2014", "-")
    | dict.fromkeys("’ʼ´`", "'")
)
_SYMBOLS = {"€": "EUR", "£": "GBP", "$": "USD", "₪": "ILS", "¥": "JPY", "EURO": "EUR", "EUROS": "EUR"}
_ISO_CODES = (
    "AED|AUD|BGN|BHD|BRL|CAD|CHF|CLP|CNY|CZK|DKK|DZD|EGP|EUR|GBP|HKD|HUF|IDR|ILS|INR|ISK|JOD|JPY|KRW|KWD|"
    "LBP|MAD|MUR|MXN|MYR|NGN|NOK|NZD|PHP|PLN|QAR|RON|RSD|SAR|SEK|SGD|THB|TND|TRY|TWD|UAH|USD|VND|XAF|XOF|"
    "XPF|ZAR"
)
_CURRENCY = re.compile(r"[€£$₪¥]|(?<![A-Z])(?:EUROS?|" + _ISO_CODES + r")(?![A-Z])", re.IGNORECASE)
_USUAL_NUMBER = re.compile(r"(-?)(\d+)(?:([.,])(\d{1,2}))?")
_SIGNED = re.compile(
    r"(?P<open>\()?\s*(?P<before>[-+])?\s*(?P<body>[^()]*?)\s*(?P<after>-)?\s*(?P<close>\))?"
)
_BODY = re.compile(
    r"""(?P<units> \d{1,3}(?:[ ]\d{3})+ | \d{1,3}(?:'\d{3})+ | \d* ) (?: (?P<mark>[.,]) (?P<part>\d*) )?
      | (?P<dotted> \d{1,3}(?:\.\d{3}){2,} | \d{1,3}(?:\.\d{3})+(?=,) ) (?: , (?P<after_dots>\d*) )?
      | (?P<commaed> \d{1,3}(?:,\d{3}){2,} | \d{1,3}(?:,\d{3})+(?=\.) ) (?: \. (?P<after_commas>\d*) )?""",
    re.VERBOSE,
)
_AMBIGUOUS = re.compile(r"[1-9]\d{0,2}[.,]\d{3}")
_NOT_DIGITS = re.compile(r"\D")


class AmountText(NamedTuple):
    """A text taken apart, before the column says how its separator is to be read.

    Attributes:
        negative: sign in front or behind, or parentheses.
        units: digits before the decimal sign.
        part: digits after it.
        mark: the decimal sign it uses, ``""`` when it has none.
        ambiguous: ``mark`` may as well group thousands, as in ``1.234``.
        currency: ISO code that the text names, or ``""``.
    """

    negative: bool
    units: str
    part: str
    mark: str
    ambiguous: bool
    currency: str

    def cents(self, decimal_mark: str) -> int | None:
        """Signed cents, halves away from zero; None when too large to be exact.

        Args:
            decimal_mark: the column's decimal sign, which settles an ambiguous text.
        """
        grouped = self.ambiguous and self.mark != decimal_mark
        if grouped:
            cents = int(self.units + self.part) * 100
        elif len(self.part) <= _CENT_DIGITS:
            cents = int(self.units + self.part.ljust(_CENT_DIGITS, "0"))
        else:
            cents = to_cents(f"{self.units or 0}.{self.part}")
        if cents >= LARGEST_CENTS:
            return None
        return -cents if self.negative else cents


def parse_amount(text: str) -> AmountText | None:
    """The parts of an amount; None when the text is something else.

    A dash alone, with or without currency, is how accounting formats show zero.
    """
    usual = _USUAL_NUMBER.fullmatch(text)
    if usual:
        sign, units, mark, part = usual.groups("")
        return AmountText(
            negative=sign == "-", units=units, part=part, mark=mark, ambiguous=False, currency=""
        )
    plain = text.translate(_USUAL).strip()
    named = _CURRENCY.search(plain)
    currency = ""
    if named:
        symbol = named[0].upper()
        currency = _SYMBOLS.get(symbol, symbol)
        plain = f"{plain[: named.start()]} {plain[named.end() :]}".strip()
    signed = _SIGNED.fullmatch(plain)
    if not signed or bool(signed["open"]) != bool(signed["close"]):
        return None
    signs = [sign for sign in signed.group("open", "before", "after") if sign]
    if len(signs) > 1:
        return None
    negative = bool(signs) and signs[0] != "+"
    if not signed["body"]:
        zero = AmountText(negative=False, units="0", part="", mark="", ambiguous=False, currency=currency)
        return zero if signs == ["-"] else None
    return _taken_apart(signed["body"], currency, negative=negative)


def _taken_apart(body: str, currency: str, *, negative: bool) -> AmountText | None:
    found = _BODY.fullmatch(body)
    if not found or not any(map(str.isdigit, body)):
        return None
    if found["dotted"]:
        units, part, mark = found["dotted"], found["after_dots"], ","
    elif found["commaed"]:
        units, part, mark = found["commaed"], found["after_commas"], "."
    else:
        units, part, mark = found["units"], found["part"], found["mark"]
    return AmountText(
        negative=negative,
        units=_NOT_DIGITS.sub("", units),
        part=part or "",
        mark=mark or "",
        ambiguous=_AMBIGUOUS.fullmatch(body) is not None,
        currency=currency,
    )
