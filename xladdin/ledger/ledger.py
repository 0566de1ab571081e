"""The ledger: items, what settled them, and who owes them."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

import numpy as np

from xladdin.errors import ArgumentError, SeveralCurrenciesError
from xladdin.model.arrays import as_of_day, sum_by_row
from xladdin.model.field_labels import FIELD_LABELS
from xladdin.model.source_map import Field
from xladdin.model.wording import Kind

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterable, Mapping

    import numpy.typing as npt
    import pandas as pd

    from xladdin.ledger.schema import Customers, Items, Settlements
    from xladdin.model.arrays import Cents, Mask, Texts
    from xladdin.model.problem import Problem


@dataclass(frozen=True, slots=True, eq=False)
class Ledger:
    """Open items, settlements and customers, immutable.

    Build one with ``from_records`` or ``xladdin.read_workbook``.

    Attributes:
        currencies: ISO codes that ``items.currency`` points into.
        problems: what was wrong or assumed while it was built.
    """

    items: Items
    settlements: Settlements
    customers: Customers
    currencies: tuple[str, ...] = ("EUR",)
    problems: tuple[Problem, ...] = ()

    @classmethod
    def from_records(
        cls,
        invoices: Iterable[Mapping[str, object]],
        settlements: Iterable[Mapping[str, object]] = (),
        customers: Iterable[Mapping[str, object]] = (),
    ) -> Ledger:
        """A ledger from plain mappings, amounts in currency units. See ``xladdin.ledger.records``."""
        from xladdin.ledger.records import ledger_from_records  # noqa: PLC0415 - it builds Ledgers

        return ledger_from_records(invoices, settlements, customers)

    def settled(self, as_of: dt.date) -> Cents:
        """Cents settled per item at close of ``as_of``; undated settlements always count."""
        day = as_of_day(as_of)
        counted = (self.settlements.date <= day) | np.isnat(self.settlements.date)
        applied = self.settlements
        return sum_by_row(applied.item[counted], applied.amount[counted], len(self.items))

    def outstanding(self, as_of: dt.date) -> Cents:
        """Cents still due per item at close of ``as_of`` (reste dû).

        Amount minus the settlements dated on or before ``as_of``, for items issued on or before it;
        zero for the others. Credits are negative. Bills and fee lines have their own amount here:
        leave them out of a balance with ``items.is_receivable()``.
        """
        left = self.items.amount - self.settled(as_of) if len(self.settlements) else self.items.amount
        return np.where(self.issued_by(as_of), left, 0)

    def issued_by(self, as_of: dt.date) -> Mask:
        """Items issued on or before ``as_of``; an unknown issue date counts as issued."""
        return ~(self.items.issued > as_of_day(as_of))

    def bills_in_circulation(self, as_of: dt.date) -> Cents:
        """Cents per item of the bills issued by ``as_of`` whose maturity is not yet past (inclusive)."""
        alive = (self.items.kind == Kind.EFFET) & ~(self.items.due < as_of_day(as_of))
        return np.where(alive, self.outstanding(as_of), 0)

    def select(self, rows: Mask) -> Ledger:
        """The ledger of the given items only, with their settlements; customers are all kept."""
        new_row = np.cumsum(rows, dtype=np.int32) - 1
        kept = self.settlements.take(rows[self.settlements.item])
        return replace(
            self,
            items=self.items.take(rows),
            settlements=replace(kept, item=new_row[kept.item]),
        )

    def where(self, **values: str) -> Ledger:
        """The ledger of the items whose collector, group, service or associate is as given.

        What stands on the item's own row wins over what stands on its customer. Compared without case.

        Raises:
            ArgumentError: nobody in the ledger has that value; the message lists those there are.
        """
        rows = np.ones(len(self.items), dtype=np.bool_)
        for field, wanted in values.items():
            actual = self.attribute(field)
            hit = np.fromiter(
                (text.casefold() == wanted.casefold() for text in actual), np.bool_, len(actual)
            )
            if not hit.any():
                known = ", ".join(sorted({text for text in actual if text}))
                raise ArgumentError(
                    f"{FIELD_LABELS[Field(field)]} : « {wanted} » est introuvable.",
                    f"Valeurs présentes : {known}." if known else "Le classeur ne le renseigne nulle part.",
                )
            rows &= hit
        return self.select(rows)

    def attribute(self, field: str) -> Texts:
        """An optional text per item: its own, else its customer's, else ``""``."""
        of_customer = self.customers.text(field)[self.items.customer]
        own = self.items.extra.get(field)
        return of_customer if own is None else np.where(own != "", own, of_customer).astype(object)

    def in_currency(self, currency: str | None = None) -> tuple[Ledger, str]:
        """The items of one currency, and its code.

        Args:
            currency: ISO code; None when the ledger has only one.

        Raises:
            SeveralCurrenciesError: there are several and none was named.
            ArgumentError: the named one is not in the ledger.
        """
        if len(self.currencies) == 1 and currency in {None, self.currencies[0]}:
            return self, self.currencies[0]
        present = self.currencies_present()
        if currency is None:
            if len(present) > 1:
                raise SeveralCurrenciesError(present)
            return self, present[0] if present else self.currencies[0]
        currency = currency.upper()
        if currency not in present:
            if not present:
                return self, currency
            raise ArgumentError(f"Aucune pièce en {currency}.", f"Devises présentes : {', '.join(present)}.")
        if len(present) == 1:
            return self, currency
        return self.select(self.items.currency == self.currencies.index(currency)), currency

    def currencies_present(self) -> tuple[str, ...]:
        """Codes that some item uses, the most used first."""
        counts = np.bincount(self.items.currency, minlength=len(self.currencies))
        used = [code for code in np.argsort(-counts, kind="stable") if counts[code]]
        return tuple(self.currencies[code] for code in used)

    def accounts(self) -> npt.NDArray[np.int64]:
        """The account of each item, as one number: customer row × number of currencies + currency row."""
        return self.items.customer.astype(np.int64) * len(self.currencies) + self.items.currency

    def sum_by_account(self, cents: Cents) -> Cents:
        """A sum per account, of a value per item.

        Args:
            cents: shape (items,), signed.

        Returns:
            shape (customers, currencies); 0 for an account without items.
        """
        shape = len(self.customers), len(self.currencies)
        return sum_by_row(self.accounts(), cents, shape[0] * shape[1]).reshape(shape)

    def items_frame(self) -> pd.DataFrame:
        """The items as a table: amounts in cents, customer code and name, currency code."""
        import pandas as pd  # noqa: PLC0415 - only where a table is wanted

        items = self.items
        return pd.DataFrame(
            {
                "number": items.number,
                "customer": self.customers.code[items.customer],
                "name": self.customers.name[items.customer],
                "kind": [Kind(kind).name for kind in items.kind],
                "issued": items.issued.astype("datetime64[s]"),
                "due": items.due.astype("datetime64[s]"),
                "amount": items.amount,
                "currency": [self.currencies[code] for code in items.currency],
                "sheet": items.sheet,
                "row": items.row,
            }
        )
