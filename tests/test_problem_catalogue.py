"""Every problem can be raised, is in order, and reads as a sentence."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

import xladdin
from xladdin.model.problem import Severity, Spot, problem, problems_at
from xladdin.model.problem_catalogue import CATALOGUE, Entry

SOURCES = [
    path.read_text(encoding="utf-8")
    for path in Path(xladdin.__file__).parent.rglob("*.py")
    if path.name != "problem_catalogue.py"
]


def test_codes_are_in_alphabetical_order() -> None:
    assert list(CATALOGUE) == sorted(CATALOGUE)


@pytest.mark.parametrize(("code", "entry"), CATALOGUE.items(), ids=list(CATALOGUE))
def test_an_entry_is_complete_and_in_use(code: str, entry: Entry) -> None:
    assert Severity(entry.severity)
    assert entry.message.endswith(".")
    assert entry.remedy == "" or entry.remedy.endswith(".")
    assert entry.remedy or entry.severity == "info", "what is wrong must say how to mend it"
    assert not re.search(r"'", entry.message + entry.remedy), "typographic apostrophes"
    assert any(f'"{code}"' in source for source in SOURCES), "nobody raises it"


def test_runs_of_neighbouring_cells_are_one_problem() -> None:
    rows = [2, 3, 4, 9, 10, 12]
    found = problems_at(
        "echeance-absente", (Spot("Factures", row, 4, {"date": f"0{row % 10}/01/2026"}) for row in rows)
    )
    assert [one.cell for one in found] == ["D2:D4", "D9:D10", "D12"]
    assert found[0].message == (
        "Échéance absente : la date de facture (02/01/2026) en tient lieu ; "
        "de même pour les 2 lignes suivantes."
    )
    assert found[1].message.endswith("de même pour la ligne suivante.")


def test_a_problem_names_what_its_message_needs() -> None:
    with pytest.raises(KeyError):
        problem("echeance-absente")


def test_every_problem_that_is_raised_is_known() -> None:
    raised = re.compile(r'\b(?:problem|problems_at|report)\(\s*"([a-z]+(?:-[a-z]+)*)"')
    codes = {code for source in SOURCES for code in raised.findall(source)}
    assert len(codes) > 50
    assert codes <= CATALOGUE.keys()
