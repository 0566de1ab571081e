"""How parts of a package point at each other."""

from __future__ import annotations

import posixpath
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final
from urllib.parse import unquote

if TYPE_CHECKING:
    from collections.abc import Callable

    from lxml import etree

RELATIONSHIPS_NS: Final = "http://schemas.openxmlformats.org/package/2006/relationships"


@dataclass(frozen=True, slots=True)
class Relationship:
    """One pointer.

    Attributes:
        id: unique among the pointers of the same part.
        type: the URI that says what it is for.
        target: name of the part pointed at, without leading slash; when ``external``, what was written.
        external: points outside the package (a link), or within a sheet (``#Feuil2!A1``).
    """

    id: str
    type: str
    target: str
    external: bool = False

    @property
    def kind(self) -> str:
        """Last word of the type, the same in transitional and strict packages: ``worksheet``."""
        return self.type.rsplit("/", 1)[-1]


def rels_name(part: str) -> str:
    """Member that holds the relationships of ``part``; ``""`` stands for the package itself."""
    folder, _, base = part.rpartition("/")
    return f"{folder}/_rels/{base}.rels" if folder else f"_rels/{base}.rels"


def resolved(part: str, target: str) -> str:
    """Name of the part that ``target``, written in the relationships of ``part``, stands for."""
    joined = target if target.startswith("/") else posixpath.join(posixpath.dirname(part), target)
    return posixpath.normpath("/" + joined).lstrip("/")


def relative(part: str, target: str) -> str:
    """How to write a pointer from ``part`` to the part ``target``."""
    return posixpath.relpath("/" + target, posixpath.dirname("/" + part))


def parse_relationships(
    part: str, root: etree._Element, actual: Callable[[str], str | None]
) -> list[Relationship]:
    """The relationships of ``part``.

    Args:
        part: the part that points.
        root: root element of its relationships member.
        actual: gives the stored name of a part for any spelling of it, None when there is none.
    """
    found = []
    for element in root.iterchildren(f"{{{RELATIONSHIPS_NS}}}Relationship"):
        target = element.get("Target", "")
        external = element.get("TargetMode") == "External" or target.startswith("#")
        if not external:
            name = resolved(part, target)
            target = actual(name) or actual(unquote(name)) or name
        found.append(Relationship(element.get("Id", ""), element.get("Type", ""), target, external))
    return found
