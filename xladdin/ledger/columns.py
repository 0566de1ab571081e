"""A ledger straight from columns, for whoever has them: worksheet functions, benchmarks, other programs."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from xladdin.errors import ArgumentError
from xladdin.ledger.identity import UNKNOWN_CUSTOMER
from xladdin.ledger.ledger import Ledger
from xladdin.ledger.schema import Customers, Items, Settlements
from xladdin.model.arrays import NO_DAY
from xladdin.model.wording import Kind

if TYPE_CHECKING:
    from typing import Any

    import numpy.typing as npt

    from xladdin.model.arrays import Cents, Days, Texts


def ledger_from_columns(
    customer: Texts,
    due: Days,
    amount: Cents,
    *,
    issued: Days | None = None,
    number: Texts | None = None,
    currency: str = "EUR",
) -> Ledger:
    """A ledger of open amounts, one item per row, without settlements.

    A negative amount is a credit note, any other an invoice. Nothing is checked or completed and no
    Problem is raised: see ``Ledger.from_records`` for that.

    Args:
        customer: code or name, compared as written; ``""`` is « client non renseigné ».
        due: ``NaT`` for never late.
        amount: signed cents still open.
        issued: None, or ``NaT``, for issued at every date.
        number: piece numbers; None for none.
        currency: of all amounts.

    Raises:
        ArgumentError: columns of different lengths.
    """
    import pandas as pd  # noqa: PLC0415 - its hash table codes a million strings in 60 ms

    rows = len(amount)
    for column in (customer, due, issued, number):
        if column is not None and len(column) != rows:
            raise ArgumentError(
                f"Les colonnes n’ont pas la même longueur : {len(column)} et {rows}.",
                "Donnez des plages de même hauteur.",
            )
    codes, names = pd.factorize(customer)
    names[names == ""] = UNKNOWN_CUSTOMER
    blank = _constant("", rows, object)
    kind = np.full(rows, Kind.FACTURE, dtype=np.int8)
    kind[amount < 0] = Kind.AVOIR
    return Ledger(
        items=Items(
            number=blank if number is None else number,
            customer=codes.astype(np.int32),
            kind=kind,
            issued=_constant(NO_DAY, rows, "datetime64[D]") if issued is None else issued,
            due=due,
            amount=amount,
            currency=_constant(0, rows, np.int32),
            sheet=blank,
            row=_constant(0, rows, np.int32),
            extra={},
        ),
        settlements=_no_settlements(),
        customers=Customers(code=names, name=names, extra={}),
        currencies=(currency,),
    )


def _constant(value: object, rows: int, dtype: npt.DTypeLike) -> npt.NDArray[Any]:
    """A column of one value that takes no memory (and, like every column, is not written to)."""
    return np.broadcast_to(np.array(value, dtype=dtype), rows)


def _no_settlements() -> Settlements:
    none = np.zeros(0, dtype=np.int64)
    return Settlements(
        item=none.astype(np.int32),
        date=none.astype("datetime64[D]"),
        amount=none,
        kind=none.astype(np.int8),
        matched=none.astype("datetime64[D]"),
        sheet=none.astype(object),
        row=none.astype(np.int32),
    )
