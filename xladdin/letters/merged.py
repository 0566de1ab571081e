"""Many letters in one Word document, each as it is alone: its own pages, page numbers, header and footer.

What differs from letter to letter is put side by side: the text, headers, footers, pictures. What letters
share (styles, numbering, settings, theme) must be the same, or one letter would take on the looks of
another: letters made from templates whose looks differ go into a document each, and the result says which.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from itertools import count
from pathlib import PurePosixPath
from typing import TYPE_CHECKING, Final

from lxml import etree

from xladdin.errors import TemplateError
from xladdin.letters.merged_body import close, count_own_pages, sections_of, set_apart
from xladdin.letters.merged_lists import Lists
from xladdin.letters.word_xml import NAMESPACES, WORD, finder, w
from xladdin.opc.draft import Draft
from xladdin.opc.markup import parse_xml, serialise
from xladdin.opc.package import Package, open_package
from xladdin.opc.relationships import Relationship

if TYPE_CHECKING:
    from collections.abc import Sequence

_SHARED: Final = ("styles", "numbering", "theme", "settings")
_NOTES: Final = (b"<w:footnoteReference", b"<w:endnoteReference", b"<w:commentReference")
_NOT_LOOKS: Final = frozenset(["rsid", "rsids", "docId", "zoom", "proofState"])
"""What Word notes about its own work in styles and settings."""
_PAGES: Final = b"NUMPAGES"
_EDGE: Final = re.compile(rb'<w:(headerReference|footerReference)\b[^>]*?w:type="(\w+)"')
_EVERYTHING: Final = finder("//*")
_LINKING: Final = finder("//*[@r:*]")
_OFFICE: Final = NAMESPACES["r"]
_EDGE_KINDS: Final = ("header", "footer")
_WORD_TYPE: Final = "application/vnd.openxmlformats-officedocument.wordprocessingml"
_PREFIX: Final = "rLettre"


@dataclass(frozen=True, slots=True)
class MergedLetters:
    """One Word document.

    Attributes:
        document: the bytes of the .docx.
        places: which of the letters given are in it, in their order.
    """

    document: bytes
    places: tuple[int, ...]


def merge_letters(letters: Sequence[bytes], *, in_order: bool = False) -> tuple[MergedLetters, ...]:
    """The letters in as few documents as their looks allow: one, unless a template's styles were changed.

    Args:
        letters: each the bytes of a .docx.
        in_order: rather more documents than another order of the letters.

    Raises:
        TemplateError: a letter has footnotes or comments, which cannot stand beside those of another.
        UnreadableFileError: no sound Word file.
    """
    packages = [open_package(letter, f"lettre {place}") for place, letter in enumerate(letters, start=1)]
    families: dict[object, list[int]] = {}
    run, before = 0, None
    for place, package in enumerate(packages):
        looks = _looks(package)
        run += in_order and looks != before
        before = looks
        families.setdefault((run, looks), []).append(place)
    return tuple(
        MergedLetters(_merged([packages[place] for place in places]), tuple(places))
        for places in families.values()
    )


def _looks(package: Package) -> object:
    """Equal for letters that can share a document."""
    shared = [
        (one.kind, _essence(package.read(one.target)))
        for one in package.relationships(package.main_part)
        if one.kind in _SHARED
    ]
    return _frame(package.read(package.main_part))[0], tuple(sorted(shared))


@lru_cache(maxsize=64)
def _essence(content: bytes) -> bytes:
    """A part in canonical form, without what says nothing about looks."""
    root = parse_xml(content)
    for element in _EVERYTHING(root):
        for name in [str(one) for one in element.attrib if etree.QName(one).localname.startswith("rsid")]:
            del element.attrib[name]
        parent = element.getparent()
        if parent is not None and etree.QName(element).localname in _NOT_LOOKS:
            parent.remove(element)
    return etree.tostring(root, method="c14n")


def _frame(content: bytes) -> tuple[bytes, bytes, bytes]:
    """``document.xml`` before, within and after its body."""
    start = content.index(b">", content.index(b"<w:body")) + 1
    end = content.rindex(b"</w:body>")
    return content[:start], content[start:end], content[end:]


def _merged(packages: Sequence[Package]) -> bytes:
    document = _Document(packages[0])
    edges = {
        (edge.decode(), kind.decode())
        for package in packages
        for edge, kind in _EDGE.findall(package.read(package.main_part))
    }
    for place, package in enumerate(packages):
        document.add(place, package, sorted(edges), last=place == len(packages) - 1)
    return document.archive()


class _Document:
    """One document that grows by a letter at a time, upon the first of them."""

    def __init__(self, base: Package) -> None:
        self._base = base
        self._main = base.main_part
        self._draft = Draft(base)
        self._lists = Lists(self._draft, self._main)
        self._texts: list[bytes] = []
        self._relations: dict[tuple[str, str], Relationship] = {}
        self._parts: dict[object, str] = {}
        self._types: dict[str, str] = {}
        self._ids = count(1)
        self._names = count(1)

    def add(self, place: int, package: Package, edges: Sequence[tuple[str, str]], *, last: bool) -> None:
        """Put a letter after the others.

        Args:
            edges: kinds of headers and footers of all letters; where this one has none, that of the letter
                before would be taken over.
        """
        content = package.read(package.main_part)
        if any(note in content for note in _NOTES):
            raise TemplateError(
                "Une lettre contient des notes de bas de page ou des commentaires : elle ne peut pas être "
                "réunie aux autres dans un seul document.",
                "Retirez les notes du modèle, ou demandez un document par lettre.",
            )
        root = parse_xml(content)
        body = root[-1]
        set_apart(body, place, self._ids)
        if place:
            self._lists.begin_anew(body)
        self._link(package, place, body)
        self._fill_edges(body, edges)
        if not last:
            close(body)
        self._texts.append(_frame(etree.tostring(root, encoding="UTF-8"))[1])

    def archive(self) -> bytes:
        """The bytes of the .docx."""
        before, _, after = _frame(self._base.read(self._main))
        self._draft.put(self._main, b"".join([before, *self._texts, after]))
        self._lists.write()
        kept = [one for one in self._base.relationships(self._main) if one.kind not in _EDGE_KINDS]
        self._draft.put_relationships(self._main, [*kept, *self._relations.values()])
        self._draft.declare_types(self._types)
        return self._draft.archive()

    def _link(self, package: Package, place: int, body: etree._Element) -> None:
        """Let what the text points at be in this document."""
        known = {one.id: one for one in package.relationships(package.main_part)}
        for element in _LINKING(body):
            for name, link in element.attrib.items():
                relation = known.get(str(link))
                if relation is not None and etree.QName(name).namespace == _OFFICE:
                    target = self._taken_over(package, place, relation)
                    element.set(name, self._relate(relation.type, target, relation.external))

    def _relate(self, kind: str, target: str, external: bool = False) -> str:
        """The id of a pointer from the document to a part."""
        if (kind, target) not in self._relations:
            new = Relationship(f"{_PREFIX}{len(self._relations) + 1}", kind, target, external)
            self._relations[kind, target] = new
        return self._relations[kind, target].id

    def _taken_over(self, package: Package, place: int, relation: Relationship) -> str:
        """The part of this document that is what ``relation`` points at in its own."""
        if relation.external:
            return relation.target
        name = relation.target
        content = package.read(name)
        if relation.kind in _EDGE_KINDS and _PAGES in content:
            root = parse_xml(content)
            count_own_pages(root, place)
            content = serialise(root)
        links = [
            Relationship(one.id, one.type, self._taken_over(package, place, one), one.external)
            for one in package.relationships(name)
        ]
        return self._part(name, package.content_type(name), content, links, own=package is self._base)

    def _part(
        self, name: str, kind: str, content: bytes, links: Sequence[Relationship], *, own: bool = False
    ) -> str:
        """The name of a part with this content, put into the document unless it is there.

        Args:
            name: the name it had.
            own: it is a part of the document upon which this one grows, and keeps its name.
        """
        key = (kind, content, tuple(links))
        if key not in self._parts:
            if not own:
                path = PurePosixPath(name)
                name = str(path.with_name(f"{path.stem}_l{next(self._names)}{path.suffix}"))
                self._types[name] = kind
            self._draft.put(name, content)
            self._draft.put_relationships(name, links)
            self._parts[key] = name
        return self._parts[key]

    def _fill_edges(self, body: etree._Element, edges: Sequence[tuple[str, str]]) -> None:
        section = sections_of(body)[0]
        own = {(etree.QName(one).localname, one.get(w("type"))) for one in section}
        for edge, kind in edges:
            if (edge, kind) in own:
                continue
            what = edge.removesuffix("Reference")
            root = "hdr" if what == "header" else "ftr"
            blank = f'<w:{root} xmlns:w="{WORD}"><w:p/></w:{root}>'.encode()
            part = self._part(f"word/{what}.xml", f"{_WORD_TYPE}.{what}+xml", blank, ())
            reference = etree.Element(w(edge), {w("type"): kind})
            reference.set(f"{{{_OFFICE}}}id", self._relate(f"{_OFFICE}/{what}", part))
            section.insert(0, reference)
