"""xladdin demo, from the shipped workbook to a letter on the disk."""

from __future__ import annotations

import datetime as dt
from io import BytesIO
from typing import TYPE_CHECKING

import docx
import openpyxl
import pytest
from openxml_audit import OpenXmlValidator

from xladdin.app.demo import largest_notice, make_demo
from xladdin.errors import WriteRefusedError
from xladdin.hosts.file import FileHost
from xladdin.ledger.ledger import Ledger

if TYPE_CHECKING:
    from pathlib import Path

TODAY = dt.date(2026, 7, 1)
OWN_SHEETS = ["Factures", "Règlements", "Clients", "Paramètres"]


def test_the_demo_adds_sheets_and_writes_a_letter(tmp_path: Path) -> None:
    result = make_demo(tmp_path / "essai", FileHost, today=TODAY)
    book = openpyxl.load_workbook(result.workbook, data_only=True)
    assert [sheet.title for sheet in book if sheet.sheet_state == "visible"] == [*OWN_SHEETS, *result.sheets]
    balance = book["Balance âgée"]
    assert balance["A18"].value == "Total"
    assert balance["I18"].value == result.totals["Total"] / 100 == 78088.56
    assert result.as_of == dt.date(2026, 6, 30)
    assert all(result.totals.values())  # every bucket of the shipped data shows something
    assert result.problems == 0

    letter = docx.Document(BytesIO(result.letter.read_bytes()))
    assert "Dupont & Fils" in [paragraph.text for paragraph in letter.paragraphs]
    total = letter.tables[0].rows[-1].cells[-1].text
    assert total.replace("\u202f", "").replace("\u00a0", " ") == f"{result.notice.total / 100:.2f} €".replace(
        ".", ","
    )
    for path in (result.workbook, result.letter):
        assert OpenXmlValidator().validate(path).is_valid


def test_the_demo_can_be_run_again(tmp_path: Path) -> None:
    first = make_demo(tmp_path, FileHost, today=TODAY)
    before = [path.read_bytes() for path in (first.workbook, first.letter)]
    second = make_demo(tmp_path, FileHost, today=TODAY)
    assert [path.read_bytes() for path in (second.workbook, second.letter)] == before
    assert first == second


def test_a_folder_that_cannot_be_made_is_refused(tmp_path: Path) -> None:
    (tmp_path / "fichier").write_text("x", encoding="utf-8")
    with pytest.raises(WriteRefusedError):
        make_demo(tmp_path / "fichier", FileHost, today=TODAY)


@pytest.mark.parametrize(
    "spared",
    [
        {"invoice": {"dispute": "Oui"}},
        {"invoice": {"promise": dt.date(2026, 7, 1)}},
        {"customer": {"payment_mode": "Prélèvement"}},
        {"customer": {"insolvency": "Redressement judiciaire"}},
        {"invoice": {"due": "2026-07-01"}},
    ],
)
def test_who_must_not_be_reminded_is_not(spared: dict[str, dict[str, object]]) -> None:
    invoice = {"number": "F1", "customer": "C1", "issued": "2026-01-01", "due": "2026-02-01", "amount": 900}
    other = {"number": "F2", "customer": "C2", "issued": "2026-01-01", "due": "2026-02-01", "amount": 100}
    customers = [{"code": "C1", "name": "Un"}, {"code": "C2", "name": "Deux"}]
    as_of = dt.date(2026, 6, 30)
    plain = Ledger.from_records([invoice, other], customers=customers)
    assert largest_notice(plain, as_of, "EUR").recipient.code == "C1"
    customers[0] |= spared.get("customer", {})  # type: ignore[arg-type]
    ledger = Ledger.from_records([invoice | spared.get("invoice", {}), other], customers=customers)
    assert largest_notice(ledger, as_of, "EUR").recipient.code == "C2"


def test_nobody_late_is_said() -> None:
    with pytest.raises(WriteRefusedError, match="Aucune pièce en retard"):
        largest_notice(Ledger.from_records([]), TODAY, "EUR")
