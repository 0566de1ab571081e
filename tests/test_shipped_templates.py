"""The shipped workbook and letters: built by their scripts to the byte, and read without a problem."""

from __future__ import annotations

import datetime as dt
import sys
from pathlib import Path

import numpy as np
import openpyxl
import pytest
from openxml_audit import OpenXmlValidator

from xladdin.dunning.shipped import SHIPPED_SCENARIOS
from xladdin.model.wording import Kind
from xladdin.resources import letter_template, workbook_template
from xladdin.workbook.reader import read_workbook

sys.path.insert(0, str(Path(__file__).parents[1] / "scripts"))
import build_letter_templates
import build_workbook_template

WORKBOOK = workbook_template("recouvrement.xlsx")
LETTERS = sorted(letter_template("rappel_2.docx").parent.glob("*.docx"))
AS_OF = dt.date(2026, 6, 30)


def test_the_workbook_is_what_its_script_builds(tmp_path: Path) -> None:
    build_workbook_template.build(tmp_path / "essai.xlsx")
    assert (tmp_path / "essai.xlsx").read_bytes() == WORKBOOK.read_bytes()


def test_the_letters_are_what_their_script_builds(tmp_path: Path) -> None:
    build_letter_templates.build(tmp_path)
    built = sorted(path.name for path in tmp_path.glob("*.docx"))
    assert built == [path.name for path in LETTERS]
    for name in built:
        assert (tmp_path / name).read_bytes() == letter_template(name).read_bytes()


@pytest.mark.parametrize("path", [WORKBOOK, *LETTERS], ids=lambda path: path.name)
def test_the_audit_finds_nothing_to_repair(path: Path) -> None:
    assert OpenXmlValidator().validate(path).is_valid


def test_lists_are_tables_with_true_dates_and_numbers() -> None:
    book = openpyxl.load_workbook(WORKBOOK)
    assert {name: list(book[name].tables) for name in ("Factures", "Règlements", "Clients")} == {
        "Factures": ["tFactures"],
        "Règlements": ["tReglements"],
        "Clients": ["tClients"],
    }
    for row in book["Factures"].iter_rows(min_row=2, min_col=3, max_col=7, values_only=True):
        issued, due, _, _, amount = row
        assert isinstance(issued, dt.datetime)
        assert isinstance(due, dt.datetime)
        assert isinstance(amount, int | float)


def test_it_is_read_without_a_problem_and_shows_every_situation() -> None:
    workbook = read_workbook(WORKBOOK)
    items = workbook.ledger.items
    assert workbook.problems == ()
    assert workbook.settings.as_of == AS_OF
    left = workbook.ledger.outstanding(AS_OF)
    assert set(items.kind) >= {Kind.FACTURE, Kind.AVOIR, Kind.EFFET, Kind.REGLEMENT}
    assert np.any((left > 0) & (left < items.amount)), "a part payment"
    assert np.any(workbook.ledger.settlements.amount < 0), "a returned debit"
    assert np.any(items.extra["dispute"] != "")
    assert not np.all(np.isnat(items.extra["promise"].astype("datetime64[D]")))
    assert np.any(workbook.ledger.customers.text("insolvency") != "")
    assert np.any(workbook.ledger.customers.text("payment_mode") == "Prélèvement")
    assert {rank for _, rank in workbook.history.sent} == {1, 2, 3, 4}


def test_every_letter_of_the_shipped_scenarios_is_there() -> None:
    named = {step.template for scenario in SHIPPED_SCENARIOS for step in scenario.steps if step.template}
    assert named <= {path.name for path in LETTERS}
