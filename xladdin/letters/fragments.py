"""Whether the code of a template can only ever give whole XML, written as lxml would write it.

Reading and rewriting the XML of each letter costs more than filling it. It can be left out where it changes
nothing, and that shows in the template: between its tags stands plain text in plain places, each branch and
each turn of a loop holds whole elements, and every row of a table fills the columns of its table.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from jinja2 import nodes
from lxml import etree

from xladdin.letters.word_xml import NAMESPACES

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from jinja2 import Environment

NOT_ITS_OWN_GRID: Final = etree.XPath(
    "boolean(//w:tbl[not(w:tblGrid) or not(w:tr) or .//w:tbl]) or boolean(//w:tbl/w:tr["
    "count(w:tc) + sum(w:tc/w:tcPr/w:gridSpan/@w:val) - count(w:tc/w:tcPr/w:gridSpan)"
    " != count(../w:tblGrid/w:gridCol)])",
    namespaces=NAMESPACES,
)
"""Whether docxtpl might change the columns of a table: it leaves rows that fill their grid as they are."""

_VALUE, _BLOCK = "\ue000", "\ue001"
_LOOSE: Final = etree.XPath("boolean(/*/w:tc | /*/w:gridCol | /*/w:tblGrid)", namespaces=NAMESPACES)
_BARE_TABLE: Final = etree.XPath("boolean(//w:tbl[not(w:tr)])", namespaces=NAMESPACES)
_PLAIN_FILTERS: Final = frozenset([
    "capitalize", "count", "default", "first", "int", "last", "length", "list", "lower", "max", "min",
    "reject", "rejectattr", "reverse", "round", "select", "selectattr", "sort", "sum", "title", "trim",
    "unique", "upper",
])  # fmt: skip
"""Filters that never give markup."""
_MAY_BE_EMPTY: Final = re.compile(rf"<([\w:]+)([^<>]*)>[{_VALUE}{_BLOCK}]+</\1>")


def shortened_elements(environment: Environment, source: str) -> dict[str, str] | None:
    """Elements that may come out empty, ``<w:t></w:t>`` and how lxml writes it, ``<w:t/>``.

    Args:
        source: a body of a Word document with template code.

    Returns:
        None when the template does not show that its letters need not be read again.
    """
    tree = environment.parse(source)
    if {one.name for one in tree.find_all(nodes.Filter)} - _PLAIN_FILTERS:
        return None
    root = source[: source.index(">")].partition(" ")[2]
    try:
        fragments = list(_fragments(tree.body))
        every_branch = etree.fromstring(_all_of(tree.body))
    except (_NotPlainError, etree.XMLSyntaxError):
        return None
    if NOT_ITS_OWN_GRID(every_branch) or not all(_is_whole(one, root) for one in fragments):
        return None
    found = [match for one in fragments for match in _MAY_BE_EMPTY.finditer(one)]
    return {f"<{one[1]}{one[2]}></{one[1]}>": f"<{one[1]}{one[2]}/>" for one in found}


class _NotPlainError(Exception):
    """A kind of template code of which nothing is known."""


def _fragments(body: Sequence[nodes.Node]) -> Iterator[str]:
    """The text of each branch, with signs for its values and for the branches within it."""
    yield "".join(_BLOCK if isinstance(node, (nodes.If, nodes.For)) else _own_text(node) for node in body)
    for node in body:
        for branch in _branches(node):
            yield from _fragments(branch)


def _all_of(body: Sequence[nodes.Node]) -> str:
    """The text with every branch taken once."""
    return "".join(
        "".join(map(_all_of, branches)) if (branches := _branches(node)) else _own_text(node) for node in body
    )


def _branches(node: nodes.Node) -> list[list[nodes.Node]]:
    match node:
        case nodes.If():
            return [node.body, *(one.body for one in node.elif_), node.else_]
        case nodes.For(recursive=False):
            return [node.body, node.else_]
        case _:
            return []


def _own_text(node: nodes.Node) -> str:
    if not isinstance(node, nodes.Output):
        raise _NotPlainError
    return "".join(
        part.data.replace("\n<w:p ", "<w:p ").replace("\n<w:p>", "<w:p>")
        if isinstance(part, nodes.TemplateData)
        else _VALUE
        for part in node.nodes
    )


def _is_whole(text: str, namespaces: str) -> bool:
    """Whether ``text`` is a sequence of whole elements that lxml writes as they are."""
    head = f"<x {namespaces}>".encode()
    content = text.encode()
    try:
        root = etree.fromstring(head + content + b"</x>")
    except etree.XMLSyntaxError:
        return False
    written = etree.tostring(root, encoding="UTF-8")
    inner = written[written.index(b">") + 1 : written.rindex(b"<")]
    if inner != content:
        return False
    if _LOOSE(root) or _BARE_TABLE(root):
        return False
    return all(isinstance(one.tag, str) and not _signs(one) for one in root.iter())


def _signs(element: etree._Element) -> bool:
    """Whether an attribute holds a value of the letter."""
    return any(_VALUE in text or _BLOCK in text for text in element.attrib.values())
