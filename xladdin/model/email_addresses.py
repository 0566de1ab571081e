"""The e-mail addresses that a user wrote in a cell."""

from __future__ import annotations

import re
from typing import Final

from xladdin.errors import ArgumentError

LONGEST_ADDRESS: Final = 254
_ADDRESS: Final = re.compile(r"[A-Za-z0-9.!#$%&'*+/=?^_`{|}~-]+@[A-Za-z0-9-]+(\.[A-Za-z0-9-]+)+")
_BETWEEN: Final = re.compile(r"[;,\s]+")


def is_address(text: str) -> bool:
    """One address and nothing else, in the letters that every mail program takes."""
    return len(text) <= LONGEST_ADDRESS and _ADDRESS.fullmatch(text) is not None


def addresses_in(text: str) -> tuple[str, ...]:
    """The e-mail addresses of a cell, separated by semicolons, commas or spaces.

    Raises:
        ArgumentError: none, or something that is no address.
    """
    fault = fault_of_addresses(text)
    if fault:
        raise ArgumentError(f"{fault}.", "Corrigez l’adresse du client ; plusieurs se séparent par « ; ».")
    return _split(text)


def fault_of_addresses(text: str) -> str:
    """French, why no e-mail can be sent to what stands in a cell; empty where it can."""
    found = _split(text)
    wrong = [one for one in found if not is_address(one)]
    if wrong:
        return f"« {wrong[0][:LONGEST_ADDRESS]} » n’est pas une adresse e-mail"
    return "" if found else "Adresse e-mail absente"


def _split(text: str) -> tuple[str, ...]:
    return tuple(filter(None, _BETWEEN.split(text)))
