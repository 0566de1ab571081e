"""The rows of Dossiers read back, and their faults."""

from __future__ import annotations

import datetime as dt

from case_samples import CUSTOMER
from dunning_samples import invoice, ledger_of

from xladdin.dunning.case_record import CaseRecord
from xladdin.dunning.case_rows import CASE_HEADINGS, read_cases, unknown_customers
from xladdin.dunning.sheet_row import SheetRow

COLUMNS = {heading: column for column, heading in enumerate(CASE_HEADINGS, 1)}


def row(number: int, /, **values: object) -> SheetRow:
    named = {heading.replace(" ", "_"): heading for heading in CASE_HEADINGS}
    return SheetRow("Dossiers", number, {named[key]: value for key, value in values.items()}, COLUMNS)


def test_what_she_wrote_is_read_and_what_is_computed_is_not() -> None:
    one = row(
        5, Numéro="D2026-001", Code_Client="C1", Devise="eur", Ouverture=dt.date(2026, 2, 1), Motif="prix",
        Chargé="Anne", Contact="Mme Petit", Autres_contacts="Me Roy", Clôture="01/03/2026", Notes="à voir",
        Reste_dû=12.5, État="ouvert", Provision=3,
    )  # fmt: skip
    records, problems = read_cases([one])
    assert records == (
        CaseRecord(
            "D2026-001", "C1", "EUR", dt.date(2026, 2, 1), "prix", "Anne", "Mme Petit", "Me Roy",
            dt.date(2026, 3, 1), "à voir", {}, ("Dossiers", "B5"),
        ),
    )  # fmt: skip
    assert problems == ()


def test_room_for_new_cases_is_no_row() -> None:
    assert read_cases([row(5, Devise="EUR", État="x"), row(6)]) == ((), ())


def test_a_date_that_is_none_is_told_with_its_cell_and_kept() -> None:
    (record,), (fault,) = read_cases([row(7, Code_Client="C1", Clôture="bientôt")])
    assert (record.closed, record.unread) == (None, {"Clôture": "bientôt"})
    assert (fault.code, fault.sheet, fault.cell) == ("valeur-illisible", "Dossiers", "V7")


def test_a_number_that_stands_twice_is_the_first_rows() -> None:
    records, (fault,) = read_cases(
        [row(5, Numéro="D2026-001", Code_Client="C1"), row(6, Numéro="D2026-001", Code_Client="C2")]
    )
    assert [record.number for record in records] == ["D2026-001", ""]
    assert (fault.code, fault.cell) == ("dossier-numero-double", "A6")


def test_a_customer_of_no_list_is_told_with_its_cell() -> None:
    ledger = ledger_of(invoice(), customers=[CUSTOMER])
    records, _ = read_cases(
        [row(5, Code_Client="dupont & fils"), row(6, Code_Client="Inconnu"), row(7, Motif="?")]
    )
    faults = list(unknown_customers(records, ledger.customers))
    assert [(fault.code, fault.cell) for fault in faults] == [
        ("dossier-client-inconnu", "B6"),
        ("dossier-client-inconnu", "B7"),
    ]
    assert "« Inconnu »" in faults[0].message
