"""The fast way gives the letters that docxtpl gives, part for part."""

from __future__ import annotations

import sys
import zipfile
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING, Any, cast

import docx
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from letter_samples import SENDER, WRITTEN_ON, line, notice

from xladdin.errors import TemplateError
from xladdin.letters.compiled import CompiledTemplate, compile_template
from xladdin.letters.context import letter_context
from xladdin.letters.render import render_letter
from xladdin.resources import letter_template

if TYPE_CHECKING:
    from xladdin.letters.context import Context

sys.path.insert(0, str(Path(__file__).parents[2] / "scripts"))
from word_package import paragraph, row, run, table, tag_row, write_document

SHIPPED = sorted(letter_template("rappel_2.docx").parent.glob("*.docx"))
COMPILED = compile_template(letter_template("rappel_2.docx"))
WIDTHS = (3000, 3000)
NAMES = st.text(
    st.sampled_from("aé&<>'\"{}%_#\n\t\r\x00\x07\x85\ud800\ufffe 日🙂\u00a0\u202f]-") | st.characters()
)

LINES = [
    row([("Pièce", "Tableau"), ("Total", "Tableau")], WIDTHS),
    tag_row("{%tr for piece in pieces %}", WIDTHS),
    row([("{{ piece.numero }}", "Tableau"), ("{{ piece.total_echu }}", "Tableau")], WIDTHS),
    tag_row("{%tr endfor %}", WIDTHS),
]
ROWS_ONLY_IN_A_LOOP = table(LINES[1:], WIDTHS)
COLUMNS = ("{%tc for piece in pieces %}", "{{ piece.numero }}", "{%tc endfor %}")
COLUMNS_IN_A_LOOP = table([row([(text, "Tableau") for text in COLUMNS], (2000,) * 3)], (2000,) * 3)
DRAWING = (
    "<w:p><w:r><w:drawing><wp:inline "
    'xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing">'
    '<wp:docPr id="7" name="x"/></wp:inline></w:drawing></w:r></w:p>'
)
NESTED = f"<w:tr><w:tc>{table(LINES, WIDTHS)}{paragraph()}</w:tc></w:tr>"
COLOURED = row([("{% cellbg devise %}{{ client.nom }}", "Tableau"), ("", "Tableau")], WIDTHS)
BODIES = {
    "values": [paragraph("{{ client.nom }} — {{ client.contact }}")],
    "a value in its own run": [paragraph(run("{{ client.contact }}") + run("{{ client.nom }}", bold=True))],
    "a choice within a text": [
        paragraph("A{% if client.contact %} {{ client.nom }}{% else %}'\"{% endif %}B")
    ],
    "a choice of nothing": [paragraph("{% if client.contact %}x{% endif %}")],
    "paragraphs by choice": list(
        map(paragraph, ["{%p if pieces %}", "oui", "{%p else %}", "non", "{%p endif %}"])
    ),
    "a loop": list(
        map(
            paragraph, ["{%p for piece in pieces %}", "{{ loop.index }}. {{ piece.numero }}", "{%p endfor %}"]
        )
    ),
    "a filter": [paragraph("{{ client.nom|upper }}{{ client.contact|default('rien', true) }}")],
    "something or something else": [paragraph("{{ client.contact or client.nom ~ '!' }}")],
    "a filter that gives markup": [paragraph("{{ client.adresse|join(' & ') }}")],
    "markup as it is": [paragraph("{{ '<w:br/>'|safe }}")],
    "a list as it is": [paragraph("{{ client.adresse }}")],
    "a variable": [paragraph("{% set nom = client.nom %}{{ nom }}")],
    "a macro": [paragraph("{% macro m(x) %}<{{ x }}>{% endmacro %}{{ m(client.nom) }}")],
    "joined lines": [paragraph("a {%- if pieces -%} b {%- endif -%} c")],
    "a run": [paragraph(run("{{r client.nom }}"))],
    "a tag that Word split": [
        paragraph(
            run("{") + run("{ cli", bold=True) + '<w:proofErr w:type="spellStart"/>' + run("ent.nom }}!")
        )
    ],
    "quotes that Word made round": [paragraph("{{ client.contact|default(‘l’, true) }}")],
    "braces": [paragraph("{_{ {{ client.nom }} }_} {_% %_}")],
    "entities": [paragraph("« & < > ' \" » {% if pieces|length > 1 %}plusieurs{% endif %}")],
    "a table": [table(LINES, WIDTHS)],
    "a table that may be empty": [ROWS_ONLY_IN_A_LOOP],
    "columns in a loop": [COLUMNS_IN_A_LOOP],
    "a table in a table": [table([NESTED], (6000,))],
    "merged columns": [table([row([("{% colspan 2 %}{{ client.nom }}", "Tableau")], (6000,))], WIDTHS)],
    "a coloured cell": [table([COLOURED], WIDTHS)],
    "white space": ["\n ", paragraph("{{ client.nom }}"), "\n\t"],
    "a drawing": [DRAWING, paragraph("{{ client.nom }}")],
}


def template_of(folder: Path, *body: str, footer: str = "", title: str = "essai") -> Path:
    path = folder / "modele.docx"
    write_document(path, body, [paragraph(footer)], title)
    return path


def parts(letter: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(BytesIO(letter)) as package:
        assert package.testzip() is None
        return {name: package.read(name) for name in package.namelist()}


def context(name: str = "Dupont & Fils", pieces: int = 2, contact: str = "") -> Context:
    lines = [line(f"F{number}", 1000 * number) for number in range(1, pieces + 1)]
    values = letter_context(notice(name, *lines), SENDER, written_on=WRITTEN_ON)
    cast("dict[str, object]", values["client"])["contact"] = contact
    if not pieces:
        values["pieces"] = []
    return values


def told(act: Any) -> object:
    """What came out, or the sentence of the refusal."""
    try:
        return parts(act())
    except TemplateError as error:
        return error.message


def assert_same(template: CompiledTemplate, values: Context) -> None:
    assert told(lambda: template.render(values)) == told(lambda: render_letter(template.path, values))


@pytest.mark.parametrize("path", SHIPPED, ids=lambda path: path.stem)
def test_shipped_templates_are_covered_and_never_read_again(path: Path) -> None:
    template = compile_template(path)
    assert template.covered
    assert template.is_plain


@pytest.mark.parametrize("pieces", [1, 25])
@pytest.mark.parametrize("path", SHIPPED, ids=lambda path: path.stem)
def test_letters_of_shipped_templates(path: Path, pieces: int) -> None:
    assert_same(compile_template(path), context("Éts <Nord> & 'Sud' \"Est\"", pieces, "M. O’Neil"))


@given(NAMES, NAMES, st.integers(0, 3))
@settings(max_examples=30, deadline=None)
def test_letters_with_any_values(name: str, contact: str, pieces: int) -> None:
    assert_same(COMPILED, context(name, pieces, contact))


@pytest.mark.parametrize("body", BODIES.values(), ids=BODIES)
@settings(max_examples=4, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(name=NAMES, contact=NAMES, pieces=st.integers(0, 2))
def test_any_template_code(tmp_path: Path, body: list[str], name: str, contact: str, pieces: int) -> None:
    template = compile_template(template_of(tmp_path, *body, footer="{{ client.nom }}"))
    assert template.covered
    for values in (context(), context("", 0, "x\ny"), context(name, pieces, contact)):
        assert_same(template, values)


@pytest.mark.parametrize(
    ("what", "plain"),
    [("values", True), ("a choice within a text", True), ("paragraphs by choice", True), ("a loop", True),
     ("a table", True), ("a table that may be empty", False), ("columns in a loop", False),
     ("a coloured cell", False), ("a filter that gives markup", False), ("a variable", False)],
)  # fmt: skip
def test_what_need_not_be_read_again(tmp_path: Path, what: str, plain: bool) -> None:
    assert compile_template(template_of(tmp_path, *BODIES[what])).is_plain is plain


def test_a_title_with_code_is_left_to_docxtpl(tmp_path: Path) -> None:
    template = compile_template(template_of(tmp_path, paragraph("x"), title="Lettre à {{ client.nom }}"))
    assert not template.covered
    assert_same(template, context())
    document = docx.Document(BytesIO(template.render(context())))
    assert document.core_properties.title == "Lettre à Dupont & Fils"


def test_a_footer_without_code_is_made_once(tmp_path: Path) -> None:
    template = compile_template(template_of(tmp_path, paragraph("{{ client.nom }}"), footer="« Page »"))
    assert template.covered
    assert_same(template, context())


def test_equal_letters_are_equal_bytes() -> None:
    assert COMPILED.render(context()) == COMPILED.render(context())


@pytest.mark.parametrize(
    ("code", "message"),
    [
        ("Cher {{ client.secret }} !", "« Cher {{ client.secret }} ! » : « secret » n’est pas un nom connu"),
        ("{{ inconnu }}", "« {{ inconnu }} » : « inconnu » n’est pas un nom connu"),
        ("{{ range(9) }}", "« range » n’est pas un nom connu"),
        ("{{ cycler.__init__.__globals__ }}", "code qui n’est pas permis"),
        ("{{ client.__class__ }}", "code qui n’est pas permis"),
        ("{{ pieces.append(1) }}", "code qui n’est pas permis"),
        ("{{ 9**9**9**9 }}", "code qui n’est pas permis"),
        ("{{ 'x' * 999999999999 }}", "code qui n’est pas permis"),
        ("{{ client.nom / 2 }}", "ce calcul n’est pas possible"),
        ("{{ client.nom|secret }}", "le filtre « secret » n’existe pas"),
        ("{% if client.nom is secret %}{% endif %}", "le test « secret » n’existe pas"),
        ("{% endfor %}", "la balise « endfor » n’existe pas"),
        ("{% if client.nom %}", "n’est pas fermée"),
        ("{{ client. }}", "« {{ client. }} » : une balise est mal écrite"),
    ],
)
def test_faults_are_named_with_their_paragraph(tmp_path: Path, code: str, message: str) -> None:
    path = template_of(tmp_path, paragraph("Bonjour"), paragraph(code), paragraph("Fin"))
    with pytest.raises(TemplateError) as fast:
        compile_template(path).render(context())
    with pytest.raises(TemplateError) as slow:
        render_letter(path, context())
    assert message in fast.value.message
    assert "modele.docx" in fast.value.message
    assert fast.value.message == slow.value.message


def test_tags_that_tear_the_document_are_refused(tmp_path: Path) -> None:
    cell = table([row([("{% endif %}b", "Tableau"), ("", "Tableau")], WIDTHS)], WIDTHS)
    path = template_of(tmp_path, paragraph("{% if pieces %}a"), cell)
    for values in (context(), context(pieces=0)):
        assert_same(compile_template(path), values)
    with pytest.raises(TemplateError, match="mal placée"):
        compile_template(path).render(context(pieces=0))


def test_a_name_of_40_000_characters() -> None:
    assert_same(COMPILED, context("é&" * 20_000))


def test_what_is_no_word_file_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "modele.docx"
    with pytest.raises(TemplateError, match="document Word"):
        compile_template(path)
    path.write_text("bonjour", encoding="utf-8")
    with pytest.raises(TemplateError, match="document Word"):
        compile_template(path)
