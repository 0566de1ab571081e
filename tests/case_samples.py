"""Short words for the tests of cases: an office that follows a scenario, and its work at one date."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Final

from dunning_samples import Office, following, invoice, ledger_of

from xladdin.dunning.campaign import mark_sent
from xladdin.dunning.case_record import CaseRecords
from xladdin.dunning.cases import recovery
from xladdin.dunning.shipped import SAGE_100

if TYPE_CHECKING:
    from collections.abc import Mapping

    from xladdin.dunning.case_entries import PieceCharges
    from xladdin.dunning.case_record import CaseRecord
    from xladdin.dunning.cases import Recovery

NO_RECORDS: Final = CaseRecords()
CUSTOMER: Final = {
    "code": "C1", "name": "Dupont & Fils", "collector": "Anne", "contact": "Mme Petit", "phone": "01 23",
    "email": "compta@dupont.example", "associate": "Me Roy",
}  # fmt: skip


def sage_office() -> Office:
    """Two late pieces of one customer, one of them partly paid, followed by the scenario of Sage."""
    ledger = ledger_of(
        invoice("F1", amount=1000),
        invoice("F2", amount=500, due=dt.date(2026, 2, 10), dispute="prix contesté"),
        invoice("A1", amount=-100, kind="AVOIR"),
        settlements=[{"customer": "C1", "number": "F1", "date": dt.date(2026, 2, 5), "amount": 400}],
        customers=[CUSTOMER],
    )
    return Office(ledger, SAGE_100)


def step(office: Office, as_of: dt.date) -> Mapping[str, str]:
    """One campaign of which everything is done on its day."""
    taken = office.generate(as_of)
    if taken:
        office.journal = mark_sent(office.journal, as_of.isoformat(), as_of)
    return taken


def work_of(
    office: Office,
    as_of: dt.date,
    *records: CaseRecord,
    last_numbers: tuple[str, ...] = (),
    charges: Mapping[int, PieceCharges] | None = None,
) -> Recovery:
    """Cases and things to do, from the rows of Dossiers."""
    return recovery(
        office.ledger,
        office.history,
        office.journal,
        records=CaseRecords(records, last_numbers),
        scenarios=following(office.scenario),
        run=office.propose(as_of),
        charges=charges or {},
        minimum_days=office.settings.minimum_days,
        fee_currency="EUR",
    )


def kept(work: Recovery) -> tuple[CaseRecord, ...]:
    """What the sheet holds after a refresh."""
    return tuple(case.record for case in work.cases)
