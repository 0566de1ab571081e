"""The dossier as a Word document."""

from __future__ import annotations

from dataclasses import replace
from io import BytesIO
from typing import TYPE_CHECKING

import docx
from case_samples import kept, sage_office, step, work_of
from dunning_samples import day
from letter_samples import SENDER
from openxml_audit import OpenXmlValidator

from xladdin.dunning.by_hand import note
from xladdin.dunning.case_entries import PieceCharges
from xladdin.letters.case_context import TEMPLATE, case_context
from xladdin.letters.render import render_letter
from xladdin.model.settings import Sender
from xladdin.resources import letter_template

if TYPE_CHECKING:
    from pathlib import Path

    from golden import Golden

    from xladdin.dunning.case import Case

HOSTILE = "Dupont & <Fils> {{ 7*7 }} {% endif %}"


def a_case(reason: str = "prix contesté", notes: str = "") -> Case:
    office = sage_office()
    for late in (1, 2, 7, 10, 15, 18, 25):
        step(office, day(late))
    office.journal = note(office.journal, customer="C1", text="conteste F2", on=day(20), by_phone=True)
    opened = [replace(one, reason=reason, notes=notes) for one in kept(work_of(office, day(26)))]
    charges = {
        0: PieceCharges(12_34, 40_00),
        1: PieceCharges(None, 0, "Pénalités non calculées : taux inconnu."),
    }
    (case,) = work_of(office, day(30), *opened, charges=charges).cases
    return case


def document(case: Case, sender: Sender = SENDER) -> bytes:
    return render_letter(letter_template(TEMPLATE), case_context(case, sender))


def text_of(content: bytes) -> str:
    """Paragraphs and rows in the order of the page."""
    word = docx.Document(BytesIO(content))
    lines = []
    for block in word.iter_inner_content():
        if isinstance(block, docx.table.Table):
            lines += [" | ".join(cell.text for cell in row.cells) for row in block.rows]
        else:
            lines.append(block.text)
    return "\n".join(lines) + "\n"


def test_the_document_is_as_agreed(golden: Golden) -> None:
    golden.check("dossier", text_of(document(a_case(notes="avocat saisi"))))


def test_the_audit_finds_nothing_to_repair(tmp_path: Path) -> None:
    path = tmp_path / "dossier.docx"
    path.write_bytes(document(a_case()))
    assert OpenXmlValidator().validate(path).is_valid


def test_what_she_wrote_is_text_and_nothing_of_the_sender_is_required() -> None:
    shown = text_of(document(a_case(reason=HOSTILE, notes=HOSTILE), Sender()))
    assert shown.count(HOSTILE) == 2


def test_a_new_case_shows_what_is_not_known_as_a_dash() -> None:
    case = replace(a_case(), step="", step_on=None, risk="", loss_percent=None, done=(), to_do=())
    shown = text_of(document(case))
    assert "Étape atteinte | — | Depuis le | —" in shown
    assert "Interventions" not in shown
