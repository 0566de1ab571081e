"""Many letters from one template, at least 25 times as fast as by docxtpl, and the same letters.

docxtpl reads the file, searches it for tags and writes it whole, for each letter anew. Here a template is
taken through docxtpl's own steps once; a letter then costs what differs from one to the next: its code is
run, the XML checked and written, the other parts copied as they are packed. What these steps do not cover is
found when the template is compiled, and such a template is left to docxtpl.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from io import BytesIO
from typing import TYPE_CHECKING, Final

from docx.opc.oxml import parse_xml, serialize_part_xml
from lxml import etree

from xladdin.letters.fragments import NOT_ITS_OWN_GRID, shortened_elements
from xladdin.letters.render import WordTemplate, code_text, open_template, render_letter, torn
from xladdin.letters.template_code import fault, line_of, printable, sandbox
from xladdin.opc.package import Package, open_package
from xladdin.opc.rewrite import rewritten

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence
    from pathlib import Path

    from docx.opc.part import Part
    from jinja2 import Template

    from xladdin.errors import TemplateError
    from xladdin.letters.context import Context

_BREAKS: Final = ("\n", "\t", "\a", "\f", "\r")
"""What docxtpl turns into Word's line breaks, tabs, paragraphs and pages; lxml writes the last otherwise."""
_PRINTED: Final = re.compile(r"\{\{.*?\}\}")
_FIRST_DRAWING: Final = 1000
_DRAWING: Final = "docPr"
_FOOTNOTES: Final = "application/vnd.openxmlformats-officedocument.wordprocessingml.footnotes+xml"


@dataclass(frozen=True, slots=True)
class _Code:
    """One part of the template, ready to be filled.

    Attributes:
        source: its XML with the template code, as the sandbox got it.
        template: the same, compiled.
    """

    source: str
    template: Template


class CompiledTemplate:
    """A template from which many letters are made.

    Attributes:
        path: the template.
        covered: whether letters are made the fast way; if not, docxtpl makes them.
    """

    def __init__(self, path: Path) -> None:
        self.path = path
        self._word = open_template(path)
        self._sandbox = sandbox()
        self._skeleton: Package | None = None
        self._code: dict[str, _Code] = {}
        self._before = self._after = b""
        self._shortened: dict[str, str] | None = None
        self._compile()

    @property
    def covered(self) -> bool:
        """Whether letters are made the fast way."""
        return self._skeleton is not None

    @property
    def is_plain(self) -> bool:
        """Whether the XML of a letter need not be read again, save where lines are broken."""
        return self._shortened is not None

    def render(self, context: Context) -> bytes:
        """The letter as the bytes of a .docx, its parts equal to those that ``render_letter`` gives.

        Args:
            context: of ``letter_context``.

        Raises:
            TemplateError: an unknown name, code that is not allowed, or tags that tear the document.
        """
        if self._skeleton is None:
            return render_letter(self.path, context)
        values = printable(context)
        main, *others = self._code
        contents = {main: self._document(self._filled(main, values))}
        for part in others:
            xml = self._with_breaks(self._filled(part, values))
            contents[part] = serialize_part_xml(self._parsed(xml, parse_xml))
        return rewritten(self._skeleton, contents)

    def faults(self, samples: Sequence[Context]) -> tuple[TemplateError, ...]:
        """What is wrong with the code of the template, each paragraph once.

        Args:
            samples: letters that between them take every branch.
        """
        found: dict[str, TemplateError] = {}
        for values in map(printable, samples):
            for code in self._code.values():
                for error in self._faults_of(code, values):
                    found.setdefault(error.message, error)
        return tuple(found.values())

    def _faults_of(self, code: _Code, values: Context) -> Iterator[TemplateError]:
        """The faults met in one letter: what is at fault is told, emptied, and the next one sought."""
        lines = code.source.split("\n")
        template = code.template
        while True:
            try:
                template.render(values)
            except Exception as error:  # noqa: BLE001 - code written by a user may raise anything
                yield fault(self.path.name, code.source, error)
                number = line_of(error)
                if not 0 < number <= len(lines) or not _PRINTED.search(lines[number - 1]):
                    return
                lines[number - 1] = _PRINTED.sub("", lines[number - 1])
                template = self._sandbox.from_string("\n".join(lines))
            else:
                return

    def _compile(self) -> None:
        """Take docxtpl's steps that are the same for every letter."""
        word = self._word
        document = word.docx.part
        edges = list(_edges(word))
        body = word.patch_xml(word.get_xml())
        self._put_code(document, body)
        for _, part in edges:
            self._put_code(part, word.patch_xml(word.get_part_xml(part)))
        if not self._is_covered([part for _, part in edges]):
            return
        for relation, part in edges:
            name = _name(part)
            if "{" not in self._code[name].source:  # the same in every letter
                xml = self._with_breaks(self._filled(name, {}))
                word.map_headers_footers_xml(relation, xml.encode())
                del self._code[name]
        word.render_properties({}, self._sandbox)
        word.render_footnotes({}, self._sandbox)
        archive = BytesIO()
        word.docx.save(archive)
        blanks = dict.fromkeys(self._code, b"")
        if _DRAWING not in body:
            self._shortened = shortened_elements(self._sandbox, self._code[_name(document)].source)
        self._skeleton = open_package(rewritten(open_package(archive.getvalue()), blanks))

    def _put_code(self, part: Part, xml: str) -> None:
        source = code_text(xml)
        try:
            template = self._sandbox.from_string(source)
        except Exception as error:
            raise fault(self.path.name, source, error) from error
        self._code[_name(part)] = _Code(source, template)

    def _is_covered(self, edges: list[Part]) -> bool:
        """Whether the steps of ``render`` say the same as docxtpl's."""
        word = self._word
        properties = word.docx.core_properties
        told = (
            properties.author, properties.comments, properties.identifier, properties.language,
            properties.subject, properties.title,
        )  # fmt: skip
        notes = [part.blob for part in word.docx.part.package.parts if part.content_type == _FOOTNOTES]
        if any("{" in text for text in told) or any(b"{" in blob for blob in notes):
            return False
        if len(edges) != len(set(map(_name, edges))):  # one footer shared by two sections
            return False
        return self._learn_the_frame()

    def _learn_the_frame(self) -> bool:
        """Keep what stands around the body in ``document.xml``; whether the body as it is fits into it."""
        root = self._word.docx._element  # noqa: SLF001 - as docxtpl does
        body = root.body
        alone = etree.tostring(body, encoding="UTF-8")
        root.replace(body, etree.fromstring(alone))
        whole = serialize_part_xml(root)
        start = whole.index(b"<w:body") if b"<w:body" in whole else 0
        self._before = whole[: whole.index(b">", start) + 1]
        self._after = whole[whole.rfind(b"</w:body>") :]
        return start > 0 and self._before + _inside(alone.decode()).encode() + self._after == whole

    def _filled(self, part: str, values: Context) -> str:
        """The XML of a part, its code run; the rest as docxtpl does it."""
        code = self._code[part]
        try:
            xml = code.template.render(values)
        except Exception as error:
            raise fault(self.path.name, code.source, error) from error
        xml = xml.replace("\n<w:p ", "<w:p ").replace("\n<w:p>", "<w:p>")
        if "{_" in xml or "_}" in xml:
            xml = xml.replace("{_{", "{{").replace("}_}", "}}").replace("{_%", "{%").replace("%_}", "%}")
        return xml

    def _document(self, xml: str) -> bytes:
        """``document.xml`` around a filled body, as lxml writes it."""
        if self._shortened is not None and not _has_breaks(xml):
            xml = xml.replace("&#39;", "'").replace("&#34;", '"')
            for element, short in self._shortened.items():
                xml = xml.replace(element, short)
            return self._before + _inside(xml).encode() + self._after
        xml = self._with_breaks(xml)
        body = self._parsed(xml, etree.fromstring)
        if NOT_ITS_OWN_GRID(body):
            body = self._word.fix_tables(xml)
        if _DRAWING in xml:
            self._word.docx_ids_index = _FIRST_DRAWING
            self._word.fix_docpr_ids(body)
        return self._before + _inside(etree.tostring(body, encoding="unicode")).encode() + self._after

    def _with_breaks(self, xml: str) -> str:
        return str(self._word.resolve_listing(xml)) if _has_breaks(xml) else xml

    def _parsed(self, xml: str, parse: Callable[[str], etree._Element]) -> etree._Element:
        try:
            return parse(xml)
        except etree.XMLSyntaxError as error:
            raise torn(self.path.name) from error


def compile_template(path: Path) -> CompiledTemplate:
    """A template made ready for many letters.

    Args:
        path: a .docx with the names of ``xladdin.letters.context``.

    Raises:
        TemplateError: no sound Word file, or code that cannot be read.
    """
    return CompiledTemplate(path)


def _edges(word: WordTemplate) -> Iterator[tuple[str, Part]]:
    """Headers and footers with the relation that leads to each, in docxtpl's order."""
    yield from word.get_headers_footers(word.HEADER_URI)
    yield from word.get_headers_footers(word.FOOTER_URI)


def _has_breaks(xml: str) -> bool:
    return any(sign in xml for sign in _BREAKS)


def _name(part: Part) -> str:
    return str(part.partname).lstrip("/")


def _inside(element: str) -> str:
    """An element without its start and end tags."""
    return element[element.index(">") + 1 : element.rindex("<")]
