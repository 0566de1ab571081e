"""The text of one letter, made fit to stand between others in one document."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from lxml import etree

from xladdin.letters.word_xml import NAMESPACES, finder, put_before, w

if TYPE_CHECKING:
    from collections.abc import Iterator

_LONGEST_BOOKMARK: Final = 40
_TOTAL_PAGES: Final = re.compile(r"\bNUMPAGES\b")
_WORDS: Final = re.compile(r"\w+")
_FIELDS: Final = finder("//w:instrText | //w:fldSimple")
_DRAWINGS: Final = finder("//wp:docPr")
_PARAGRAPHS_WITH_ID: Final = finder("//*[@w14:paraId or @w14:textId]")
_SECTIONS: Final = finder("//w:sectPr[not(ancestor::w:sectPrChange)]")
_AFTER_TYPE: Final = (
    "pgSz", "pgMar", "paperSrc", "pgBorders", "lnNumType", "pgNumType", "cols", "formProt", "vAlign",
    "noEndnote", "titlePg", "textDirection", "bidi", "rtlGutter", "docGrid", "printerSettings",
    "sectPrChange",
)  # fmt: skip
_AFTER_NUMBERS: Final = _AFTER_TYPE[_AFTER_TYPE.index("cols") :]
_ON_THE_SAME_PAGE: Final = ("continuous", "nextColumn")


def set_apart(body: etree._Element, place: int, ids: Iterator[int]) -> None:
    """Give what must be unique in a document names of its own, and the letter pages of its own.

    Args:
        body: of one letter; changed.
        place: of the letter among the others.
        ids: numbers not yet used in the document.
    """
    _name_bookmarks(body, place, ids)
    count_own_pages(body, place)
    for drawing in _DRAWINGS(body):
        drawing.set("id", str(next(ids)))
    for paragraph in _PARAGRAPHS_WITH_ID(body):
        for name in ("paraId", "textId"):
            paragraph.attrib.pop(f"{{{NAMESPACES['w14']}}}{name}", "")
    for box in body.iter(w("sdtPr")):
        for number in box.findall(w("id")):
            box.remove(number)
    _start_anew(_sections(body)[0])
    _mark_end(body, place, ids)


def sections_of(body: etree._Element) -> list[etree._Element]:
    """The sections of a letter, the one that ends it last."""
    return _sections(body)


def close(body: etree._Element) -> None:
    """End the last section of the letter within its text, so that another letter can follow."""
    section = _sections(body)[-1]
    body.remove(section)
    paragraph = body[-1]
    properties = paragraph.find(w("pPr"))
    if properties is None:
        properties = etree.Element(w("pPr"))
        paragraph.insert(0, properties)
    put_before(properties, section, ("pPrChange",))


def count_own_pages(root: etree._Element, place: int) -> None:
    """Let the total of pages be that of the letter: the number of its last page.

    Word knows a total by section too, LibreOffice does not; both know the page of a bookmark.
    """
    for field in _FIELDS(root):
        if field.tag == w("fldSimple"):
            code = field.get(w("instr"), "")
            field.set(w("instr"), _TOTAL_PAGES.sub(f"PAGEREF {_end_of(place)}", code))
        elif field.text:
            field.text = _TOTAL_PAGES.sub(f"PAGEREF {_end_of(place)}", field.text)


def _end_of(place: int) -> str:
    return f"_FinLettre{place + 1}"


def _mark_end(body: etree._Element, place: int, ids: Iterator[int]) -> None:
    """A bookmark on the last page of the letter, in a paragraph that can also hold its last section."""
    last = body[-2] if len(body) > 1 else None  # body[-1] is the section
    if last is None or last.tag != w("p") or last.find(f"{w('pPr')}/{w('sectPr')}") is not None:
        last = etree.Element(w("p"))
        properties = etree.SubElement(last, w("pPr"))
        flat = {w("before"): "0", w("after"): "0", w("line"): "20", w("lineRule"): "exact"}
        etree.SubElement(properties, w("spacing"), flat)
        body.insert(len(body) - 1, last)
    number = str(next(ids))
    etree.SubElement(last, w("bookmarkStart"), {w("id"): number, w("name"): _end_of(place)})
    etree.SubElement(last, w("bookmarkEnd"), {w("id"): number})


def _name_bookmarks(body: etree._Element, place: int, ids: Iterator[int]) -> None:
    names: dict[str, str] = {}
    numbers: dict[str, str] = {}
    for mark in body.iter(w("bookmarkStart")):
        name = mark.get(w("name"), "")
        number = numbers[mark.get(w("id"), "")] = str(next(ids))
        names[name] = f"_L{place + 1}_{number}_{name}"[:_LONGEST_BOOKMARK]
        mark.set(w("name"), names[name])
        mark.set(w("id"), number)
    for mark in body.iter(w("bookmarkEnd")):
        mark.set(w("id"), numbers.get(mark.get(w("id"), ""), mark.get(w("id"), "")))
    if names:
        _follow(body, names)


def _follow(body: etree._Element, names: dict[str, str]) -> None:
    """Let references within the letter follow its bookmarks."""
    for link in body.iter(w("hyperlink")):
        anchor = link.get(w("anchor"))
        if anchor in names:
            link.set(w("anchor"), names[anchor])
    for field in _FIELDS(body):
        if field.tag == w("fldSimple"):
            code = field.get(w("instr"), "")
            field.set(w("instr"), _WORDS.sub(lambda word: names.get(word[0], word[0]), code))
        elif field.text:
            field.text = _WORDS.sub(lambda word: names.get(word[0], word[0]), field.text)


def _sections(body: etree._Element) -> list[etree._Element]:
    """Sections in their order; one is added where the letter says nothing of its pages."""
    if body[-1].tag != w("sectPr"):
        etree.SubElement(body, w("sectPr"))
    return _SECTIONS(body)


def _start_anew(section: etree._Element) -> None:
    """Begin on a new page, which is page 1 unless the template says otherwise."""
    kind = section.find(w("type"))
    if kind is not None and kind.get(w("val")) in _ON_THE_SAME_PAGE:
        kind.set(w("val"), "nextPage")
    numbers = section.find(w("pgNumType"))
    if numbers is None:
        numbers = etree.Element(w("pgNumType"))
        put_before(section, numbers, _AFTER_NUMBERS)
    if numbers.get(w("start")) is None:
        numbers.set(w("start"), "1")
