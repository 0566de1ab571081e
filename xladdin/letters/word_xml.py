"""Names of WordprocessingML, and where an element stands among its siblings."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from lxml import etree

if TYPE_CHECKING:
    from collections.abc import Callable, Collection

WORD: Final = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
NAMESPACES: Final = {
    "w": WORD,
    "r": "http://schemas.openxmlformats.org/officeDocument/2006/relationships",
    "w14": "http://schemas.microsoft.com/office/word/2010/wordml",
    "wp": "http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing",
}


def finder(path: str) -> Callable[[etree._Element], list[etree._Element]]:
    """A compiled XPath that gives elements; ``w``, ``r``, ``w14`` and ``wp`` are known to it."""
    found = etree.XPath(path, namespaces=NAMESPACES)
    return lambda element: list(found(element))  # type: ignore[arg-type]  # these paths lead to elements


def w(name: str) -> str:
    """``w:p`` as lxml names it."""
    return f"{{{WORD}}}{name}"


def put_before(parent: etree._Element, element: etree._Element, followers: Collection[str]) -> None:
    """Put ``element`` into ``parent`` before the first child that the schema wants after it.

    Args:
        followers: names of WordprocessingML, without prefix.
    """
    after = {w(name) for name in followers}
    for place, child in enumerate(parent):
        if child.tag in after:
            parent.insert(place, element)
            return
    parent.append(element)
