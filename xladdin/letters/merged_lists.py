"""Numbered lists begin anew in each letter of a merged document."""

from __future__ import annotations

from itertools import count
from typing import TYPE_CHECKING, Final

from lxml import etree

from xladdin.letters.word_xml import put_before, w

if TYPE_CHECKING:
    from xladdin.opc.draft import Draft

_AFTER_LIST: Final = (
    "suppressLineNumbers", "pBdr", "shd", "tabs", "suppressAutoHyphens", "kinsoku", "wordWrap",
    "overflowPunct", "topLinePunct", "autoSpaceDE", "autoSpaceDN", "bidi", "adjustRightInd", "snapToGrid",
    "spacing", "ind", "contextualSpacing", "mirrorIndents", "suppressOverlap", "jc", "textDirection",
    "textAlignment", "textboxTightWrap", "outlineLvl", "divId", "cnfStyle", "rPr", "sectPr", "pPrChange",
)  # fmt: skip
_NO_LIST: Final = "0"


class Lists:
    """The lists of a document.

    Args:
        draft: the document.
        main: its main part.
    """

    def __init__(self, draft: Draft, main: str) -> None:
        self._draft = draft
        self._part = next((one.target for one in draft.relationships(main) if one.kind == "numbering"), "")
        self._root = draft.xml(self._part) if self._part else None
        self._starts = {} if self._root is None else _numbered(self._root)
        styles = next((one.target for one in draft.relationships(main) if one.kind == "styles"), "")
        self._of_style = _lists_of_styles(draft.xml(styles)) if styles and self._starts else {}
        self._new = count(1 + max(map(int, self._starts), default=0))
        self._changed = False

    def begin_anew(self, body: etree._Element) -> None:
        """Let the lists of one letter, other than the first, count from their beginning."""
        anew: dict[str, str] = {}
        for paragraph in body.iter(w("p")) if self._starts else ():
            level, number = _list_of(paragraph, self._of_style)
            if number not in self._starts:
                continue
            if number not in anew:
                anew[number] = self._add(number)
            _set_list(paragraph, level, anew[number])

    def write(self) -> None:
        """Put the lists that were added into the document."""
        if self._root is not None and self._changed:
            self._draft.put_xml(self._part, self._root)

    def _add(self, like: str) -> str:
        """A list that counts like another, from its beginning."""
        assert self._root is not None  # noqa: S101 - a list was found there
        abstract, starts = self._starts[like]
        number = str(next(self._new))
        element = etree.Element(w("num"), {w("numId"): number})
        etree.SubElement(element, w("abstractNumId"), {w("val"): abstract})
        for level, start in starts.items():
            override = etree.SubElement(element, w("lvlOverride"), {w("ilvl"): level})
            etree.SubElement(override, w("startOverride"), {w("val"): start})
        put_before(self._root, element, ("numIdMacAtCleanup",))
        self._changed = True
        return number


def _numbered(root: etree._Element) -> dict[str, tuple[str, dict[str, str]]]:
    """Lists that count: number of the list -> what it is made like, and where each of its levels starts."""
    starts: dict[str, dict[str, str]] = {}
    for abstract in root.findall(w("abstractNum")):
        levels = abstract.findall(w("lvl"))
        if any(_value(level, "numFmt") not in {"bullet", "none", ""} for level in levels):
            starts[abstract.get(w("abstractNumId"), "")] = {
                level.get(w("ilvl"), "0"): _value(level, "start") or "1" for level in levels
            }
    return {
        one.get(w("numId"), ""): (_value(one, "abstractNumId"), starts[_value(one, "abstractNumId")])
        for one in root.findall(w("num"))
        if _value(one, "abstractNumId") in starts
    }


def _lists_of_styles(root: etree._Element) -> dict[str, tuple[str, str]]:
    """Paragraph style -> level and number of its list, its own or that of the style it is based on."""
    styles = {one.get(w("styleId"), ""): one for one in root.findall(w("style"))}
    found: dict[str, tuple[str, str]] = {}
    for name, style in styles.items():
        seen: set[str] = set()
        here: etree._Element | None = style
        while here is not None and (own := here.get(w("styleId"), "")) not in seen:
            seen.add(own)
            properties = here.find(f"{w('pPr')}/{w('numPr')}")
            if properties is not None:
                found[name] = _value(properties, "ilvl") or "0", _value(properties, "numId")
                break
            here = styles.get(_value(here, "basedOn"))
    return found


def _list_of(paragraph: etree._Element, of_style: dict[str, tuple[str, str]]) -> tuple[str, str]:
    properties = paragraph.find(w("pPr"))
    if properties is None:
        return "0", _NO_LIST
    own = properties.find(w("numPr"))
    if own is not None:
        return _value(own, "ilvl") or "0", _value(own, "numId")
    return of_style.get(_value(properties, "pStyle"), ("0", _NO_LIST))


def _set_list(paragraph: etree._Element, level: str, number: str) -> None:
    properties = paragraph.find(w("pPr"))
    assert properties is not None  # noqa: S101 - its list was found there
    own = properties.find(w("numPr"))
    if own is None:
        own = etree.Element(w("numPr"))
        put_before(properties, own, _AFTER_LIST)
        etree.SubElement(own, w("ilvl"), {w("val"): level})
        etree.SubElement(own, w("numId"))
    target = own.find(w("numId"))
    if target is not None:
        target.set(w("val"), number)


def _value(parent: etree._Element, name: str) -> str:
    child = parent.find(w(name))
    return "" if child is None else child.get(w("val"), "")
