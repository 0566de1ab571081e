"""The part of the ledger that the user asks reminders for."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from xladdin.errors import ArgumentError
from xladdin.ledger.find_customer import find_customer

if TYPE_CHECKING:
    from xladdin.ledger.ledger import Ledger
    from xladdin.model.arrays import Mask


@dataclass(frozen=True, slots=True)
class Selection:
    """Customers and pieces of the selected rows; a piece is in when either names it.

    Args:
        customers: codes or names.
        pieces: numbers, as written in the list.
    """

    customers: frozenset[str] = frozenset()
    pieces: frozenset[str] = frozenset()

    def rows(self, ledger: Ledger) -> Mask:
        """Items that are meant.

        Raises:
            ArgumentError: a customer or piece that the ledger does not have.
        """
        unknown = self.pieces - set(ledger.items.number)
        if unknown:
            raise ArgumentError(
                f"Pièce introuvable : {', '.join(sorted(unknown))}.",
                "Donnez les numéros tels qu’ils sont écrits dans la liste des factures.",
            )
        wanted = [find_customer(ledger.customers, customer) for customer in sorted(self.customers)]
        named = np.fromiter((number in self.pieces for number in ledger.items.number), np.bool_)
        rows: Mask = np.isin(ledger.items.customer, wanted) | named
        return rows
