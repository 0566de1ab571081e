"""Letters: what stands in the data comes out verbatim, what stands in a template is not trusted."""

from __future__ import annotations

import sys
import zipfile
from io import BytesIO
from pathlib import Path
from typing import Any, cast

import docx
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from letter_samples import SENDER, WRITTEN_ON, line, notice
from openxml_audit import OpenXmlValidator

from xladdin.errors import TemplateError
from xladdin.letters.context import letter_context
from xladdin.letters.render import render_letter
from xladdin.resources import letter_template

sys.path.insert(0, str(Path(__file__).parents[2] / "scripts"))
from word_package import paragraph, write_document

SECOND = letter_template("rappel_2.docx")


def letter(name: str = "Dupont & Fils", template: Path = SECOND) -> Any:
    content = render_letter(template, letter_context(notice(name), SENDER, written_on=WRITTEN_ON))
    return docx.Document(BytesIO(content))


def texts(document: Any) -> list[str]:
    return [paragraph.text for paragraph in document.paragraphs]


def plain(text: str) -> str:
    return text.replace("\u202f", " ").replace("\u00a0", " ")


def template_of(folder: Path, text: str) -> Path:
    path = folder / "modele.docx"
    write_document(path, [paragraph(text)], [paragraph("")], "essai")
    return path


def test_the_second_reminder_says_what_it_must() -> None:
    document = letter()
    said = [plain(text) for text in texts(document)]
    assert said[:5] == [
        "Les Papiers du Canal SAS",
        "18 rue des Entrepreneurs",
        "75010 Paris",
        "01 99 00 12 34",
        "recouvrement@papiers-du-canal.example",
    ]
    for expected in ("Dupont & Fils", "12 rue de la Liberté", "21000 Dijon", "Paris, le 1er juillet 2026"):
        assert expected in said
    assert "2ème RAPPEL" in said
    assert "V/Réf. : DUPONT" in said
    assert any("FR76 3000 6000 0112 3456 7890 189" in text for text in said)
    assert said[-2:] == ["Hélène Marchand", "Responsable du recouvrement"]


def test_its_table_lists_the_pieces_and_the_total() -> None:
    table = letter().tables[0]
    rows = [[plain(cell.text) for cell in row.cells] for row in table.rows]
    assert rows == [
        ["Date d’écriture", "Numéro de pièce", "Date d’échéance", "Total échu"],
        ["05/03/2026", "F26-0024", "30/04/2026", "4 875,60 €"],
        ["05/03/2026", "AV26-004", "30/04/2026", "-264,00 €"],
        ["TOTAL DÛ", "", "", "4 611,60 €"],
    ]


@pytest.mark.parametrize(
    "name",
    [
        "Dupont & Fils",
        "Éts <Nord>",
        "{{7*7}}",
        "{% for x in y %}",
        "{{ emetteur.iban }}",
        "{%p endif %}",
        "]]> &amp; \"quoted\" 'l’apostrophe'",
        "<w:p/>",
        "日本 🙂",
    ],
)
def test_names_come_out_verbatim(name: str) -> None:
    assert name in texts(letter(name))


@given(
    st.text(
        st.characters(min_codepoint=0x20, exclude_categories=["Cs", "Cc"], exclude_characters="\ufffe\uffff"),
        min_size=1,
    )
)
@settings(max_examples=25)
def test_any_printable_name_comes_out_verbatim(name: str) -> None:
    assert name in texts(letter(name))


def test_control_characters_are_left_out() -> None:
    assert "AB" in texts(letter("A\x00\x0b\x1f\x85\ud800B"))


def test_a_name_of_40_000_characters_is_written() -> None:
    assert "é" * 40_000 in texts(letter("é" * 40_000))


def test_equal_letters_are_equal_bytes() -> None:
    context = letter_context(notice(), SENDER, written_on=WRITTEN_ON)
    assert render_letter(SECOND, context) == render_letter(SECOND, context)


def test_a_long_table_repeats_its_headings_and_never_splits_a_row() -> None:
    pieces = [line(f"F{number:04}", 1000) for number in range(120)]
    context = letter_context(notice("X", *pieces), SENDER, written_on=WRITTEN_ON)
    with zipfile.ZipFile(BytesIO(render_letter(SECOND, context))) as package:
        xml = package.read("word/document.xml").decode()
    assert xml.count("<w:tblHeader/>") == 1
    assert xml.count("<w:cantSplit/>") == 122
    assert "{%" not in xml


def test_the_audit_finds_nothing_to_repair(tmp_path: Path) -> None:
    path = tmp_path / "lettre.docx"
    path.write_bytes(render_letter(SECOND, letter_context(notice(), SENDER, written_on=WRITTEN_ON)))
    assert OpenXmlValidator().validate(path).is_valid


def test_an_unknown_name_is_refused_and_named(tmp_path: Path) -> None:
    with pytest.raises(TemplateError, match="adresse_secrete"):
        letter(template=template_of(tmp_path, "{{ client.adresse_secrete }}"))


def test_template_code_that_cannot_be_read_is_refused(tmp_path: Path) -> None:
    with pytest.raises(TemplateError, match=r"modele\.docx"):
        letter(template=template_of(tmp_path, "{{ client.nom "))


@pytest.mark.parametrize(
    "code",
    [
        "{{ cycler.__init__.__globals__.os.popen('touch CASSE').read() }}",
        "{{ client.__class__.__mro__ }}",
        "{{ pieces.append(1) }}",
        "{{ ''.format.__globals__ }}",
    ],
)
def test_template_code_that_reaches_out_is_refused(tmp_path: Path, code: str) -> None:
    with pytest.raises(TemplateError):
        letter(template=template_of(tmp_path, code))
    assert not Path("CASSE").exists()


def test_what_is_no_word_file_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "modele.docx"
    path.write_text("bonjour", encoding="utf-8")
    with pytest.raises(TemplateError, match="document Word"):
        letter(template=path)


def test_every_value_of_a_template_is_text_or_a_list() -> None:
    context = letter_context(notice(), SENDER, written_on=WRITTEN_ON)
    client = cast("dict[str, object]", context["client"])
    assert {type(value) for value in client.values()} == {str, list}
