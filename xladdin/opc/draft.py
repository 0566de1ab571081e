"""A package while it is being changed: what was read, overlaid by what will be written."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from lxml import etree

from xladdin.opc.markup import parse_xml, serialise
from xladdin.opc.package import CONTENT_TYPES, CONTENT_TYPES_NS, Package
from xladdin.opc.relationships import (
    RELATIONSHIPS_NS,
    Relationship,
    parse_relationships,
    relative,
    rels_name,
)
from xladdin.opc.rewrite import rewritten

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Sequence

_NUMBER: Final = re.compile(r"\d+(?=\.[^./]*$)")
_RELATIONSHIP_ID: Final = re.compile(r"rId(\d+)$")


class Draft:
    """Changes to a package, gathered in memory; the package itself stays as it is.

    Attributes:
        package: what the file holds.
    """

    def __init__(self, package: Package) -> None:
        self.package = package
        self._contents: dict[str, bytes] = {}
        self._dropped: set[str] = set()
        self._spelling = {name.lower(): name for name in package.names}

    def __contains__(self, name: str) -> bool:
        return name.lower() in self._spelling

    @property
    def names(self) -> tuple[str, ...]:
        """Names of all members as they will be."""
        return tuple(self._spelling.values())

    def read(self, name: str) -> bytes:
        """Content of a member as it will be."""
        name = self._spelling.get(name.lower(), name)
        return self._contents[name] if name in self._contents else self.package.read(name)

    def xml(self, name: str) -> etree._Element:
        """Root of a member as it will be; changes count only once they are ``put_xml``."""
        name = self._spelling.get(name.lower(), name)
        return parse_xml(self._contents[name]) if name in self._contents else self.package.xml(name)

    def put(self, name: str, content: bytes) -> None:
        """Set the content of a member."""
        name = self.package.actual_name(name) or name
        self._contents[name] = content
        self._dropped.discard(name.lower())
        self._spelling[name.lower()] = name

    def put_xml(self, name: str, root: etree._Element) -> None:
        """Set an XML member, unless it says what it already said: then its bytes stay."""
        content = serialise(root)
        if name not in self or serialise(self.xml(name)) != content:
            self.put(name, content)

    def drop(self, name: str) -> None:
        """Leave a member out, with its relationships and its content type."""
        self._forget(name)
        self._forget(rels_name(name))

    def free_name(self, pattern: str) -> str:
        """``pattern`` (``xl/charts/chart1.xml``) with the lowest number that no member has."""
        number = 1
        while (name := _NUMBER.sub(str(number), pattern, count=1)) in self:
            number += 1
        return name

    def relationships(self, part: str) -> tuple[Relationship, ...]:
        """Where ``part`` will point."""
        name = rels_name(part)
        if name not in self:
            return ()
        return tuple(parse_relationships(part, self.xml(name), lambda one: self._spelling.get(one.lower())))

    def reachable(self, part: str, without: Collection[str] = ()) -> set[str]:
        """Parts that ``part`` leads to, directly or not, itself included; never through those of ``without``.

        ``""`` starts from the package itself.
        """
        found: set[str] = set()
        waiting = [part]
        while waiting:
            here = waiting.pop()
            if here in found or here in without or (here and here not in self):
                continue
            found.add(here)
            waiting += [one.target for one in self.relationships(here) if not one.external]
        return found

    def relate(self, part: str, kind: str, target: str, *, external: bool = False) -> str:
        """Add a pointer of the type ``kind`` (a URI) from ``part``; gives its id.

        Args:
            target: a part; an address when it is ``external``.
        """
        name = rels_name(part)
        root = self.xml(name) if name in self else _empty_relationships()
        ids = [one.get("Id", "") for one in root]
        numbers = [int(match[1]) for one in ids if (match := _RELATIONSHIP_ID.match(one))]
        new = f"rId{max(numbers, default=0) + 1}"
        target = target if external else relative(part, target)
        element = etree.SubElement(root, _tag("Relationship"), Id=new, Type=kind, Target=target)
        if external:
            element.set("TargetMode", "External")
        self.put_xml(name, root)
        return new

    def unrelate(self, part: str, target: str) -> None:
        """Remove the pointers from ``part`` to the part ``target``."""
        name = rels_name(part)
        root = self.xml(name)
        ids = {one.id for one in self.relationships(part) if one.target.lower() == target.lower()}
        for element in [one for one in root if one.get("Id") in ids]:
            root.remove(element)
        self.put_xml(name, root)

    def put_relationships(self, part: str, relationships: Sequence[Relationship]) -> None:
        """Write all pointers of ``part``; no pointer, no member."""
        if not relationships:
            self._forget(rels_name(part))
            return
        root = _empty_relationships()
        for one in relationships:
            target = one.target if one.external else relative(part, one.target)
            element = etree.SubElement(root, _tag("Relationship"), Id=one.id, Type=one.type, Target=target)
            if one.external and not one.target.startswith("#"):
                element.set("TargetMode", "External")
        self.put_xml(rels_name(part), root)

    def declare_types(self, types: dict[str, str], defaults: Iterable[tuple[str, str]] = ()) -> None:
        """Bring the content types into line: parts that left are forgotten, new ones declared.

        Args:
            types: part -> content type, for parts that need an entry of their own.
            defaults: (ending, content type), added where the package has none for that ending.
        """
        root = self.xml(CONTENT_TYPES)
        declared = {}
        for element in root.findall(f"{{{CONTENT_TYPES_NS}}}Override"):
            name = element.get("PartName", "").lstrip("/")
            if name.lower() in self._dropped:
                root.remove(element)
            else:
                declared[name.lower()] = element
        endings = {one.get("Extension", "").lower() for one in root}
        for ending, kind in defaults:
            if ending.lower() not in endings:
                tag = f"{{{CONTENT_TYPES_NS}}}Default"
                root.insert(0, etree.Element(tag, Extension=ending, ContentType=kind))
                endings.add(ending.lower())
        for name, kind in types.items():
            if name.lower() in declared:
                declared[name.lower()].set("ContentType", kind)
            else:
                tag = f"{{{CONTENT_TYPES_NS}}}Override"
                etree.SubElement(root, tag, PartName=f"/{name}", ContentType=kind)
        self.put_xml(CONTENT_TYPES, root)

    def archive(self) -> bytes:
        """The whole file as it will be; what was not changed is copied record for record."""
        return rewritten(self.package, self._contents, self._dropped)

    def _forget(self, name: str) -> None:
        actual = self._spelling.pop(name.lower(), None)
        if actual:
            self._contents.pop(actual, None)
            self._dropped.add(actual.lower())


def _empty_relationships() -> etree._Element:
    return parse_xml(f'<Relationships xmlns="{RELATIONSHIPS_NS}"/>'.encode())


def _tag(name: str) -> str:
    return f"{{{RELATIONSHIPS_NS}}}{name}"
