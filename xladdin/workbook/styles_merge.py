"""Cell formats of our sheets brought into the user's style sheet without adding one twice.

Her formats keep their numbers: ours are appended, and only those that she does not have already. What in
ours is merely the default of the scratch workbook (its font, its size) becomes the default of hers.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from lxml import etree

from xladdin.errors import WriteRefusedError
from xladdin.workbook.graft_survey import MAIN_NS

if TYPE_CHECKING:
    from collections.abc import Iterator

_ORDER: Final = (
    "numFmts", "fonts", "fills", "borders", "cellStyleXfs", "cellXfs", "cellStyles", "dxfs", "tableStyles",
    "colors", "extLst",
)  # fmt: skip
_FIRST_CUSTOM_FORMAT: Final = 164
_FIRST_FIXED_COLOUR: Final = 64  # indexed colours from here on are the system's, not the palette's
_FONT_DEFAULTS: Final = ("sz", "color", "name", "family", "charset", "scheme")
_FLAGS: Final = {"true": "1", "false": "0"}
_SILENT: Final = {("b", "val", "1"), ("i", "val", "1"), ("strike", "val", "1"), ("u", "val", "single")}

Key = tuple[str, tuple[tuple[str, str], ...], tuple["Key", ...], str]
"""Name, attributes, children and text of an element: equal when the formats are."""


class StyleMerge:
    """Translates the format numbers of a scratch workbook into those of the user's workbook.

    Args:
        theirs: root of her style sheet; grows as formats are asked for.
        scratch: root of the scratch workbook's style sheet.

    Attributes:
        plain: the number in hers of a cell format with nothing special, for cells that name none.
    """

    def __init__(self, theirs: etree._Element, scratch: etree._Element) -> None:
        self.theirs = theirs
        self._scratch = scratch
        self._known: dict[str, dict[Key, int]] = {}
        self._cells: dict[int, int] = {}
        self._differentials: dict[int, int] = {}
        self._palette = theirs.find(f"{{{MAIN_NS}}}colors/{{{MAIN_NS}}}indexedColors") is not None
        cell_formats = f"{{{MAIN_NS}}}numFmts/{{{MAIN_NS}}}numFmt"
        ours, hers = scratch.findall(cell_formats), theirs.findall(cell_formats)
        self._formats = {one.get("numFmtId", ""): one.get("formatCode", "") for one in ours}
        self._her_formats = {one.get("formatCode", ""): one.get("numFmtId", "") for one in hers}
        self._normal, self._normal_font = self._normal_style()
        self.plain = self.cell_format(0)

    def cell_format(self, number: int) -> int:
        """The user's number of a cell format (``cellXfs``) of the scratch workbook.

        Raises:
            WriteRefusedError: it needs a palette colour and her palette is her own.
        """
        if number not in self._cells:
            self._cells[number] = self._add(
                "cellXfs", self._translated(_group(self._scratch, "cellXfs")[number])
            )
        return self._cells[number]

    def differential(self, number: int) -> int:
        """The user's number of a differential format (``dxfs``: conditional formats, tables)."""
        if number not in self._differentials:
            ours = _copy(_group(self._scratch, "dxfs")[number])
            self._check_palette(ours)
            for one in ours.iter(f"{{{MAIN_NS}}}numFmt"):
                one.set(
                    "numFmtId", self._number_format(int(one.get("numFmtId", "0")), one.get("formatCode", ""))
                )
            self._differentials[number] = self._add("dxfs", ours)
        return self._differentials[number]

    def _translated(self, scratch: etree._Element) -> etree._Element:
        xf = _copy(scratch)
        xf.set("numFmtId", self._number_format(int(xf.get("numFmtId", "0"))))
        xf.set("fontId", str(self._font(int(xf.get("fontId", "0")))))
        for group, attribute in (("fills", "fillId"), ("borders", "borderId")):
            part = _group(self._scratch, group)[int(xf.get(attribute, "0"))]
            self._check_palette(part)
            xf.set(attribute, str(self._add(group, _copy(part))))
        xf.set("xfId", str(self._normal))
        return xf

    def _font(self, number: int) -> int:
        if number == 0:
            return self._normal_font
        fonts = _group(self._scratch, "fonts")
        her_default = list(_elements(_group(self.theirs, "fonts")))[self._normal_font]
        font = _copy(fonts[number])
        self._check_palette(font)
        for name in _FONT_DEFAULTS:
            tag = f"{{{MAIN_NS}}}{name}"
            mine, default, replacement = font.find(tag), fonts[0].find(tag), her_default.find(tag)
            if (mine is not None and key_of(mine)) != (default is not None and key_of(default)):
                continue
            if mine is not None:
                font.remove(mine)
            if replacement is not None:
                _insert_font_property(font, _copy(replacement))
        return self._add("fonts", font)

    def _number_format(self, number: int, code: str = "") -> str:
        if number < _FIRST_CUSTOM_FORMAT:
            return str(number)
        code = code or self._formats[str(number)]
        if code not in self._her_formats:
            taken = [int(one.get("numFmtId", "0")) for one in self.theirs.iter(f"{{{MAIN_NS}}}numFmt")]
            new = str(max([*taken, _FIRST_CUSTOM_FORMAT - 1]) + 1)
            element = etree.Element(f"{{{MAIN_NS}}}numFmt", numFmtId=new, formatCode=code)
            _append(_group(self.theirs, "numFmts"), element)
            self._her_formats[code] = new
        return self._her_formats[code]

    def _add(self, group: str, element: etree._Element) -> int:
        """The number of ``element`` in her ``group``, appended if she has none that is equal."""
        parent = _group(self.theirs, group)
        if group == "fills":
            _complete_fills(parent)
        if group not in self._known:
            known: dict[Key, int] = {}
            for place, one in enumerate(_elements(parent)):
                known.setdefault(key_of(one), place)
            self._known[group] = known
        known, key = self._known[group], key_of(element)
        if key not in known:
            known[key] = sum(1 for _ in _elements(parent))
            _append(parent, element)
        return known[key]

    def _normal_style(self) -> tuple[int, int]:
        """Place and font of her style « Normal », from which every format of ours descends."""
        styles = self.theirs.iter(f"{{{MAIN_NS}}}cellStyle")
        place = next((int(one.get("xfId", "0")) for one in styles if one.get("builtinId") == "0"), 0)
        formats = list(_elements(_group(self.theirs, "cellStyleXfs")))
        return place, int(formats[place].get("fontId", "0")) if place < len(formats) else 0

    def _check_palette(self, element: etree._Element) -> None:
        if not self._palette:
            return
        for one in element.iter():
            if int(one.get("indexed", str(_FIRST_FIXED_COLOUR))) < _FIRST_FIXED_COLOUR:
                raise WriteRefusedError(
                    "Le classeur a une palette de couleurs personnalisée, où les couleurs de nos feuilles "
                    "en désigneraient d’autres.",
                    "Rétablissez la palette d’origine (Fichier, Options, Enregistrement, Couleurs).",
                )


def key_of(element: etree._Element) -> Key:
    """What an element of a style sheet says, whatever the order and spelling in which it says it."""
    name = _local(element)
    attributes = tuple(
        sorted(
            (str(attribute), _FLAGS.get(str(value), str(value)))
            for attribute, value in element.attrib.items()
            if (name, attribute, _FLAGS.get(str(value), str(value))) not in _SILENT
        )
    )
    children = [key_of(one) for one in _elements(element)]
    ordered = sorted(children) if name == "font" else children
    return name, attributes, tuple(ordered), (element.text or "").strip()


def _group(styles: etree._Element, name: str) -> etree._Element:
    """A group of a style sheet, made where the schema wants it if it is absent."""
    found = styles.find(f"{{{MAIN_NS}}}{name}")
    if found is not None:
        return found
    group = etree.Element(f"{{{MAIN_NS}}}{name}", count="0")
    before = {f"{{{MAIN_NS}}}{one}" for one in _ORDER[: _ORDER.index(name)]}
    place = max((place + 1 for place, one in enumerate(styles) if one.tag in before), default=0)
    styles.insert(place, group)
    return group


def _append(parent: etree._Element, element: etree._Element) -> None:
    parent.append(element)
    parent.set("count", str(sum(1 for _ in _elements(parent))))


def _complete_fills(fills: etree._Element) -> None:
    """The first two fills are fixed: none and gray125; a shorter list would make ours one of them."""
    for pattern in ("none", "gray125")[sum(1 for _ in _elements(fills)) :]:
        fill = etree.Element(f"{{{MAIN_NS}}}fill")
        etree.SubElement(fill, f"{{{MAIN_NS}}}patternFill", patternType=pattern)
        _append(fills, fill)


def _insert_font_property(font: etree._Element, element: etree._Element) -> None:
    """Put a property of a font where the schema wants it: Excel minds the order."""
    order = _FONT_DEFAULTS
    before = set(order[: order.index(_local(element))])
    after = set(order) - before
    for place, one in enumerate(font):
        if _local(one) in after:
            font.insert(place, element)
            return
    font.append(element)


def _elements(parent: etree._Element) -> Iterator[etree._Element]:
    return parent.iterchildren(etree.Element)


def _local(element: etree._Element) -> str:
    return etree.QName(element).localname


def _copy(element: etree._Element) -> etree._Element:
    """A copy that leaves the namespaces of its old home behind."""
    copy = etree.Element(element.tag, {str(name): str(value) for name, value in element.attrib.items()})
    copy.text = element.text
    for one in _elements(element):
        copy.append(_copy(one))
    return copy
