"""Each shipped letter: what it must say, nothing left blank, nothing to repair, pages that break well."""

from __future__ import annotations

import re
import shutil
import subprocess
import zipfile
from dataclasses import replace
from functools import cache
from io import BytesIO
from typing import TYPE_CHECKING, Any

import docx
import pytest
from letter_samples import SENDER, WRITTEN_ON, full_notice, line, notice
from openxml_audit import OpenXmlValidator

from xladdin.ledger.standing import Category
from xladdin.letters import context as documented
from xladdin.letters.charges import NO_CHARGES
from xladdin.letters.context import letter_context
from xladdin.letters.notice import Recipient
from xladdin.letters.render import render_letter
from xladdin.resources import letter_template

if TYPE_CHECKING:
    from pathlib import Path

    from xladdin.letters.notice import Notice

LETTERS = ("preventif", "rappel_1", "rappel_2", "rappel_3", "mise_en_demeure")
SHIPPED = (*LETTERS, "releve", "fiche_appel")
REMINDERS = LETTERS[1:]
NAME = "Dupont & Fils <Nord> {{7*7}}"
NOT_IN_SHIPPED = {
    "emetteur.ville",
    "emetteur.siret",
    "emetteur.telephone",
    "emetteur.courriel",
    "lettre.niveau",
    "lettre.titre",
    "lettre.canal",
    "charges.total",
    "devise",
}
"""Documented for the templates of users, and used by none of ours."""
BARE = replace(notice(), recipient=Recipient("X1", NAME))


@cache
def content(name: str, of: Notice) -> bytes:
    context = letter_context(of, SENDER, written_on=WRITTEN_ON)
    return render_letter(letter_template(f"{name}.docx"), context)


def document(name: str, of: Notice) -> Any:
    return docx.Document(BytesIO(content(name, of)))


def plain(text: str) -> str:
    return re.sub("[\u00a0\u202f]", " ", text)


def texts_of(letter: Any) -> list[str]:
    """Every paragraph, those of tables included."""
    cells = [cell.text for table in letter.tables for row in table.rows for cell in row.cells]
    return [*(one.text for one in letter.paragraphs), *cells]


def text_of(name: str, of: Notice) -> str:
    return plain("\n".join(texts_of(document(name, of))))


def tags(name: str) -> list[str]:
    """Template code, without the words of the language."""
    with zipfile.ZipFile(letter_template(f"{name}.docx")) as package:
        xml = "".join(package.read(part).decode() for part in ("word/document.xml", "word/footer1.xml"))
    return [re.sub(r"'[^']*'", "", code) for code in re.findall(r"\{[{%](.*?)[%}]\}", xml)]


def names_used(name: str) -> set[str]:
    words = {word for code in tags(name) for word in re.findall(r"[a-z_]+(?:\.[a-z_]+)*", code)}
    return words - {"p", "tr", "if", "else", "endif", "for", "in", "endfor", "or", "and", "not", "loop.last"}


def documented_names() -> set[str]:
    return set(re.findall(r"^``([a-z_.]+)``", documented.__doc__ or "", re.MULTILINE))


@pytest.mark.parametrize("name", SHIPPED)
def test_every_name_used_is_documented(name: str) -> None:
    items = {one.split(".")[0] for one in documented_names() if "." in one}
    assert names_used(name) - {"ligne", "retenue"} - items <= documented_names()


def test_every_documented_name_is_used_or_meant_for_users() -> None:
    used = set().union(*map(names_used, SHIPPED))
    assert documented_names() - used == NOT_IN_SHIPPED


@pytest.mark.parametrize("name", SHIPPED)
@pytest.mark.parametrize("of", [full_notice(NAME), BARE], ids=["full", "bare"])
def test_nothing_to_repair(name: str, of: Notice, tmp_path: Path) -> None:
    path = tmp_path / "lettre.docx"
    path.write_bytes(content(name, of))
    assert OpenXmlValidator().validate(path).is_valid


@pytest.mark.parametrize("name", SHIPPED)
@pytest.mark.parametrize("of", [full_notice(NAME), BARE], ids=["full", "bare"])
def test_names_come_out_verbatim_and_no_code_stays(name: str, of: Notice) -> None:
    text = text_of(name, of)
    assert NAME in text
    assert "{%" not in text


@pytest.mark.parametrize("name", LETTERS)
def test_what_is_missing_leaves_no_hole(name: str) -> None:
    blanks = [one for one in document(name, BARE).paragraphs if not one.text.strip()]
    assert {one.style.name for one in blanks} <= {"Émetteur", "Espace après un tableau"}
    assert len(blanks) == 2


@pytest.mark.parametrize("name", SHIPPED)
def test_marks_and_amounts_never_start_a_line(name: str) -> None:
    texts = [one.text for one in document(name, full_notice()).paragraphs]
    assert not [text for text in texts if re.search(r" [:;!?»€]|« ", text)]


@pytest.mark.parametrize("name", SHIPPED)
def test_a_long_table_repeats_its_heading_and_keeps_its_total(name: str) -> None:
    pieces = [line(f"F{number:04}", 1000) for number in range(200)]
    table = next(
        one
        for one in document(name, full_notice("X", *pieces)).tables
        if any(row.cells[0].text.startswith(("TOTAL", "SOLDE")) for row in one.rows)
    )
    assert all("cantSplit" in row._tr.xml for row in table.rows)
    assert ["tblHeader" in row._tr.xml for row in table.rows] == [True] + [False] * (len(table.rows) - 1)
    last_piece, total = table.rows[200], table.rows[201]
    kept = {one.paragraphs[0].style.name for one in last_piece.cells}
    assert all("dernière ligne" in style for style in kept)
    assert "dernière ligne" not in table.rows[199].cells[0].paragraphs[0].style.name
    assert plain(total.cells[-1].text) == "2 000,00 €"


@pytest.mark.parametrize("name", REMINDERS)
def test_charges_stand_below_the_total_when_asked(name: str) -> None:
    rows = [[plain(cell.text) for cell in row.cells] for row in document(name, full_notice()).tables[0].rows]
    assert [(row[0], row[-1]) for row in rows[4:]] == [
        ("TOTAL DÛ", "5 223,60 €"),
        ("Pénalités de retard au 30/06/2026", "141,13 €"),
        ("Indemnité forfaitaire de recouvrement (2 × 40,00 €)", "80,00 €"),
        ("Frais de recouvrement", "30,00 €"),
        ("TOTAL À RÉGLER, charges comprises", "5 474,73 €"),
    ]
    assert len(document(name, notice()).tables) == 1
    assert len(document(name, notice()).tables[0].rows) == 4


@pytest.mark.parametrize("name", REMINDERS)
def test_the_annex_explains_the_computation(name: str) -> None:
    letter = document(name, full_notice())
    rows = [[plain(cell.text) for cell in row.cells] for row in letter.tables[1].rows]
    assert rows[1] == [
        "F26-0024", "01/05/2026", "30/06/2026", "61", "4 875,60 €",
        "12,15 % (taux BCE 2,15 % + 10 points)", "99,00 €",
    ]  # fmt: skip
    assert (rows[3][0], rows[3][-1]) == ("Pièce F26-0024, échue le 30/04/2026", "141,13 €")
    assert "inconnu" in rows[5][5]
    assert "Pénalités non calculées : taux BCE du 2e semestre 2026 inconnu (pièce F26-0031)." in text_of(
        name, full_notice()
    )


@pytest.mark.parametrize("name", SHIPPED)
def test_consumers_read_nothing_of_the_code_de_commerce(name: str) -> None:
    one = full_notice()
    consumer = replace(one, recipient=replace(one.recipient, category=Category.CONSUMER), charges=NO_CHARGES)
    text = text_of(name, consumer)
    assert not re.search(r"L441|D441|commande publique|énalité|ndemnité", text)


@pytest.mark.parametrize(
    "expected",
    [
        "Par lettre recommandée avec accusé de réception",
        "MISE EN DEMEURE DE PAYER",
        "– 1er rappel du 11/05/2026",
        "– 2ème rappel du 26/05/2026 (F26-0024)",
        "la somme de 5 223,60 € au titre des pièces suivantes",
        "nous vous mettons en demeure de nous régler la somme de 5 474,73 €",
        "dans un délai de huit jours à compter de la réception",
        "articles L441-10 et D441-5 du code de commerce",
        "article 1344 du code civil",
        "F26-0040 *",
        "* Pièce également échue",
    ],
)
def test_the_mise_en_demeure_has_what_the_law_wants(expected: str) -> None:
    assert expected in text_of("mise_en_demeure", full_notice())


def test_a_mise_en_demeure_by_another_channel_is_not_called_registered() -> None:
    text = text_of("mise_en_demeure", BARE)
    assert "recommandée" not in text
    assert "amiables" not in text


@pytest.mark.parametrize(
    ("name", "title"),
    [
        ("preventif", "RAPPEL D’ÉCHÉANCE"),
        ("rappel_1", "1er RAPPEL"),
        ("rappel_2", "2ème RAPPEL"),
        ("rappel_3", "3ème RAPPEL"),
        ("releve", "RELEVÉ DE COMPTE"),
        ("fiche_appel", "FICHE D’APPEL"),
    ],
)
def test_each_has_its_title(name: str, title: str) -> None:
    assert title in text_of(name, BARE).splitlines()


def test_the_tone_of_the_third_reminder_names_what_follows() -> None:
    assert "mise en demeure" in text_of("rappel_3", BARE)
    assert "(11/05/2026, 26/05/2026)" in text_of("rappel_3", full_notice())
    assert not [name for name in LETTERS[:3] if "mise en demeure" in text_of(name, BARE)]


def test_the_statement_tells_due_from_not_due_and_bills_apart() -> None:
    text = text_of("releve", full_notice())
    for expected in ("dont échu", "dont à échoir", "dont crédits non affectés", "LCR-77", "900,00 €"):
        assert expected in text
    assert "IBAN" in text


def test_a_statement_in_credit_asks_for_nothing() -> None:
    text = text_of("releve", replace(notice(), lines=(line("AV1", -5000, "AVOIR"),)))
    assert "n’appelle aucun règlement" in text
    assert "IBAN" not in text


@pytest.mark.parametrize(
    "expected",
    [
        "03 99 00 45 67",
        "Claire Dupont",
        "Samir Benali",
        "non tenue",
        "ensemble du compte",
        "Rappelle demain, en attente d’une validation",
        "– F26-0024 : Bon de livraison demandé",
        "Compte rendu de l’appel",
    ],
)
def test_the_call_sheet_has_what_a_caller_needs(expected: str) -> None:
    assert expected in text_of("fiche_appel", full_notice())


def test_a_call_sheet_says_what_is_not_known() -> None:
    assert text_of("fiche_appel", BARE).count("non renseigné") == 4


@pytest.mark.office
def test_templates_saved_by_writer_give_the_same_letters(tmp_path: Path) -> None:
    office = shutil.which("soffice")
    if office is None:
        pytest.skip("LibreOffice is not installed")
    profile = (tmp_path / "profile").as_uri()
    ours = [str(letter_template(f"{name}.docx")) for name in SHIPPED]
    command = [office, f"-env:UserInstallation={profile}", "--headless", "--norestore"]
    command += ["--convert-to", "docx:MS Word 2007 XML", "--outdir", str(tmp_path), *ours]
    subprocess.run(command, check=True, capture_output=True, timeout=120)
    context = letter_context(full_notice(NAME), SENDER, written_on=WRITTEN_ON)
    for name in SHIPPED:
        saved = docx.Document(BytesIO(render_letter(tmp_path / f"{name}.docx", context)))
        assert texts_of(saved) == texts_of(document(name, full_notice(NAME))), name
