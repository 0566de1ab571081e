"""Letters side by side in one document are what they are alone."""

from __future__ import annotations

import re
import zipfile
from io import BytesIO
from typing import TYPE_CHECKING, Any

import docx
import pytest
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls, qn
from letter_samples import SENDER, WRITTEN_ON, line, notice
from openxml_audit import OpenXmlValidator

from xladdin.errors import TemplateError
from xladdin.letters.compiled import compile_template
from xladdin.letters.context import letter_context
from xladdin.letters.merged import merge_letters
from xladdin.resources import letter_template

if TYPE_CHECKING:
    from pathlib import Path

NAMES = ("preventif", "rappel_1", "rappel_2", "mise_en_demeure", "releve")
TEMPLATES = {name: compile_template(letter_template(f"{name}.docx")) for name in NAMES}
PIXEL = bytes.fromhex(
    "89504e470d0a1a0a0000000d49484452000000010000000108060000001f15c4890000000d49444154789c6360f8cf5000000301"
    "01003c1cfb1e0000000049454e44ae426082"
)


def letter(name: str, customer: str, pieces: int = 1) -> bytes:
    lines = [line(f"F{number}", 100) for number in range(pieces)]
    return TEMPLATES[name].render(letter_context(notice(customer, *lines), SENDER, written_on=WRITTEN_ON))


def part(document: bytes, name: str) -> str:
    with zipfile.ZipFile(BytesIO(document)) as package:
        return package.read(name).decode()


def texts(document: bytes) -> list[str]:
    return [one.text for one in docx.Document(BytesIO(document)).paragraphs if one.text]


def restyled(content: bytes) -> bytes:
    """The same letter, its « Titre » in another size."""
    target = BytesIO()
    with zipfile.ZipFile(BytesIO(content)) as source, zipfile.ZipFile(target, "w") as package:
        for name in source.namelist():
            xml = source.read(name)
            if name == "word/styles.xml":
                xml = re.sub(rb'<w:sz w:val="\d+"/>', b'<w:sz w:val="77"/>', xml, count=1)
            package.writestr(name, xml)
    return target.getvalue()


def made_in_word(*, footer: str = "", bookmark: str = "client") -> bytes:
    """A letter with a numbered list, a picture and a bookmark that a field shows."""
    document = docx.Document()
    document.add_paragraph("un", style="List Number")
    document.add_paragraph("deux", style="List Number")
    document.add_picture(BytesIO(PIXEL))
    document.add_paragraph()._p.append(
        parse_xml(f'<w:bookmarkStart {nsdecls("w")} w:id="0" w:name="{bookmark}"/>')
    )
    document.paragraphs[-1]._p.append(parse_xml(f'<w:bookmarkEnd {nsdecls("w")} w:id="0"/>'))
    document.paragraphs[-1]._p.append(
        parse_xml(
            f'<w:fldSimple {nsdecls("w")} w:instr=" REF {bookmark} "><w:r><w:t>x</w:t></w:r></w:fldSimple>'
        )
    )
    if footer:
        document.sections[0].footer.paragraphs[0].text = footer
    target = BytesIO()
    document.save(target)
    return target.getvalue()


def values(document: Any, path: str) -> list[str]:
    return [str(one) for one in document.element.body.xpath(path)]


def test_letters_of_any_shipped_template_share_one_document() -> None:
    letters = [letter(name, f"Client {place} & Fils") for place, name in enumerate(NAMES)]
    (merged,) = merge_letters(letters)
    assert merged.places == (0, 1, 2, 3, 4)
    assert texts(merged.document) == [text for one in letters for text in texts(one)]


def test_each_letter_begins_on_page_1_of_its_own() -> None:
    (merged,) = merge_letters([letter("rappel_1", "A"), letter("rappel_2", "B"), letter("rappel_1", "C")])
    document = docx.Document(BytesIO(merged.document))
    assert values(document, "//w:sectPr/w:pgNumType/@w:start") == ["1"] * len(document.sections)
    assert not values(document, "//w:sectPr/w:type[@w:val='continuous']/@w:val")
    footers = [section.footer._element.xml for section in document.sections]
    for number, xml in enumerate(footers, start=1):
        assert f"PAGEREF _FinLettre{number} " in xml
        assert "NUMPAGES" not in xml
    assert values(document, "//w:bookmarkStart/@w:name") == [f"_FinLettre{place}" for place in (1, 2, 3)]


def test_the_audit_finds_nothing_to_repair(tmp_path: Path) -> None:
    letters = [letter(name, "Éts <Nord>", 3) for name in NAMES * 2]
    path = tmp_path / "lettres.docx"
    path.write_bytes(merge_letters(letters)[0].document)
    assert OpenXmlValidator().validate(path).is_valid


def test_equal_letters_give_equal_bytes() -> None:
    letters = [letter("rappel_1", "A"), letter("releve", "B")]
    assert merge_letters(letters) == merge_letters(letters)


def test_one_letter_alone_and_none() -> None:
    (merged,) = merge_letters([letter("rappel_1", "A")])
    assert texts(merged.document) == texts(letter("rappel_1", "A"))
    assert merge_letters([]) == ()


def test_letters_whose_styles_differ_go_into_a_document_each() -> None:
    letters = [letter("rappel_1", "A"), restyled(letter("rappel_2", "B")), letter("rappel_2", "C")]
    assert [one.places for one in merge_letters(letters)] == [(0, 2), (1,)]
    assert [one.places for one in merge_letters(letters, in_order=True)] == [(0,), (1,), (2,)]


def test_what_word_notes_about_its_work_makes_no_difference() -> None:
    def noted(content: bytes, mark: str) -> bytes:
        document = docx.Document(BytesIO(content))
        document.styles.element.append(
            parse_xml(f'<w:style {nsdecls("w")} w:styleId="X"><w:rsid w:val="{mark}"/></w:style>')
        )
        document.settings.element.append(
            parse_xml(f'<w:rsids {nsdecls("w")}><w:rsid w:val="{mark}"/></w:rsids>')
        )
        target = BytesIO()
        document.save(target)
        return target.getvalue()

    letters = [noted(letter("rappel_1", "A"), "00A1"), noted(letter("rappel_1", "B"), "00B2")]
    assert len(merge_letters(letters)) == 1


def test_a_letter_without_footer_does_not_take_that_of_the_letter_before() -> None:
    (merged,) = merge_letters([made_in_word(footer="Pied"), made_in_word()])
    document = docx.Document(BytesIO(merged.document))
    assert [section.footer.paragraphs[0].text for section in document.sections] == ["Pied", ""]
    assert not document.sections[1].footer.is_linked_to_previous


def test_numbered_lists_begin_anew() -> None:
    (merged,) = merge_letters([made_in_word(), made_in_word(), made_in_word()])
    document = docx.Document(BytesIO(merged.document))
    numbers = values(document, "//w:p/w:pPr/w:numPr/w:numId/@w:val")  # of the second and third letter
    assert len(numbers) == 4
    assert numbers[0] == numbers[1] != numbers[2] == numbers[3]
    lists = document.part.numbering_part.element
    for number in set(numbers):
        (element,) = lists.xpath(f"w:num[@w:numId='{number}']")
        assert element.xpath("w:lvlOverride[@w:ilvl='0']/w:startOverride/@w:val") == ["1"]


def test_pictures_are_kept_once_and_names_are_unique() -> None:
    (merged,) = merge_letters([made_in_word(), made_in_word()])
    document = docx.Document(BytesIO(merged.document))
    with zipfile.ZipFile(BytesIO(merged.document)) as package:
        assert len([name for name in package.namelist() if "media/" in name]) == 1
    for path in ("//wp:docPr/@id", "//w:bookmarkStart/@w:id", "//w:bookmarkStart/@w:name"):
        found = values(document, path)
        assert len(found) == len(set(found)) > 1
    starts = document.element.body.xpath("//w:bookmarkStart[contains(@w:name, 'client')]")
    shown = values(document, "//w:fldSimple/@w:instr")
    assert [one.split()[1] for one in shown] == [one.get(qn("w:name")) for one in starts]


def test_letters_with_notes_are_refused() -> None:
    document = docx.Document(BytesIO(made_in_word()))
    document.paragraphs[0]._p.append(parse_xml(f'<w:r {nsdecls("w")}><w:footnoteReference w:id="2"/></w:r>'))
    target = BytesIO()
    document.save(target)
    with pytest.raises(TemplateError, match="notes de bas de page"):
        merge_letters([target.getvalue()])


@pytest.mark.parametrize(
    "name", ["Éts <Nord> & {{7*7}} {%p endif %}", "NUMPAGES PAGEREF _FinLettre1", "é&" * 20_000]
)
def test_names_come_out_verbatim(name: str) -> None:
    (merged,) = merge_letters([letter("rappel_1", name), letter("releve", name)])
    assert texts(merged.document).count(name) == 2
