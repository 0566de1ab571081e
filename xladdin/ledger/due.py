"""Due dates that the list does not give: from the terms, else from the issue date."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from xladdin.errors import ArgumentError
from xladdin.ledger.terms import due_date
from xladdin.model.arrays import to_date, to_day
from xladdin.model.problem import Problem, problems_at
from xladdin.model.source_map import Field
from xladdin.model.wording import Kind, french_date

if TYPE_CHECKING:
    from xladdin.ledger.draft import DraftItems
    from xladdin.model.arrays import Texts
    from xladdin.model.settings import EndOfMonth


def complete_due_dates(items: DraftItems, customer_terms: Texts, end_of_month: EndOfMonth) -> list[Problem]:
    """Fills ``items.due`` in place and says how.

    A row's own terms win over its customer's; with neither the issue date stands in, with a warning for
    an invoice. A bill or an invoice without any date stays without: never late, with an error.

    Args:
        customer_terms: terms of each item's customer.
    """
    missing = np.isnat(items.due)
    undated = missing & np.isnat(items.issued)
    invoices = items.kind == Kind.FACTURE
    rows = np.flatnonzero(missing & ~undated)
    computed: list[int] = []
    unknown: list[int] = []
    for row in rows.tolist():
        terms = items.terms[row] or customer_terms[row]
        items.due[row] = items.issued[row]
        if terms and invoices[row]:
            issued = to_date(items.issued[row])
            assert issued is not None  # noqa: S101 - undated rows were left out above
            try:
                items.due[row] = to_day(due_date(issued, terms, end_of_month=end_of_month))
                computed.append(row)
            except ArgumentError:
                unknown.append(row)
    by_issue = np.setdiff1d(rows, [*computed, *unknown])
    by_issue = by_issue[invoices[by_issue]]
    early = np.flatnonzero((items.due < items.issued) & invoices)

    def terms_of(row: int) -> dict[str, object]:
        return {"terms": items.terms[row] or customer_terms[row]}

    def number_of(row: int) -> dict[str, object]:
        return {"number": items.number[row]}

    return [
        *problems_at("echeance-calculee", items.spots(computed, Field.DUE, terms_of)),
        *problems_at("conditions-inconnues", items.spots(unknown, Field.TERMS, terms_of)),
        *problems_at(
            "echeance-absente",
            items.spots(by_issue, Field.DUE, lambda row: {"date": french_date(to_date(items.issued[row]))}),
        ),
        *problems_at("dates-absentes", items.spots(np.flatnonzero(undated), Field.DUE, number_of)),
        *problems_at(
            "emission-absente",
            items.spots(np.flatnonzero(np.isnat(items.issued) & ~missing), Field.ISSUED, number_of),
        ),
        *problems_at(
            "echeance-avant-emission",
            items.spots(
                early,
                Field.DUE,
                lambda row: {
                    "number": items.number[row],
                    "due": french_date(to_date(items.due[row])),
                    "issued": french_date(to_date(items.issued[row])),
                },
            ),
        ),
    ]
