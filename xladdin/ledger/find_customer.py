"""Finding a customer as people name one."""

from __future__ import annotations

from difflib import get_close_matches
from typing import TYPE_CHECKING

from xladdin.errors import ArgumentError
from xladdin.model.text import fold

if TYPE_CHECKING:
    from xladdin.ledger.schema import Customers


def find_customer(customers: Customers, wanted: str) -> int:
    """Row of the customer with that code or, failing that, that name.

    Compared as written first, then without case, accents and punctuation.

    Raises:
        ArgumentError: none (close codes and names are suggested), or several.
    """
    for readable in (str.strip, fold):
        key = readable(wanted)
        for texts in (customers.code, customers.name):
            rows = [row for row, text in enumerate(texts) if key and readable(text) == key]
            if len(rows) == 1:
                return rows[0]
            if rows:
                codes = ", ".join(customers.code[row] for row in rows)
                raise ArgumentError(
                    f"Plusieurs clients répondent à « {wanted} ».", f"Donnez l’un de ces codes : {codes}."
                )
    raise ArgumentError(f"Client « {wanted} » introuvable.", _suggestion(customers, wanted))


def _suggestion(customers: Customers, wanted: str) -> str:
    spelt = {fold(text): text for text in (*customers.name, *customers.code) if fold(text)}
    close = [spelt[key] for key in get_close_matches(fold(wanted), spelt)]
    if not close:
        return "Donnez le code ou le nom d’un client du classeur."
    return f"Vouliez-vous dire « {' », « '.join(close)} » ?"
