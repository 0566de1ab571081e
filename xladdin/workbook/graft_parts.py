"""The parts that hang on a scratch sheet (charts, tables, notes) under free names in the user's package."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING, Final

from xladdin.errors import WriteRefusedError
from xladdin.workbook.graft_survey import MAIN_NS

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Mapping

    from xladdin.opc.draft import Draft
    from xladdin.opc.package import Package

_TABLE_TYPE: Final = "spreadsheetml.table+xml"
_SHAPE_MAP: Final = re.compile(rb'<o:idmap\b[^>]*\bdata="([\d,]+)"')
_SHAPES_PER_MAP: Final = 1024


class PartGraft:
    """Copies parts of one scratch workbook into a draft, and remembers what it put where.

    Args:
        draft: the user's package being changed, old parts of ours already dropped.
        scratch: the workbook that XlsxWriter made.
        differential: scratch differential format -> the user's.
        kept_tables: lower-case name of a table of ours that existed -> (its part, its id).

    Attributes:
        types: content type of each new part that needs its own entry.
        defaults: content types by file ending that the new parts rely on.
    """

    def __init__(
        self,
        draft: Draft,
        scratch: Package,
        differential: Callable[[int], int],
        kept_tables: Mapping[str, tuple[str, str]],
    ) -> None:
        self.types: dict[str, str] = {}
        self.defaults: dict[str, str] = {}
        self._draft = draft
        self._scratch = scratch
        self._differential = differential
        self._kept_tables = kept_tables
        self._placed: dict[str, str] = {}
        self._shape_maps = set(_shape_maps(draft))
        self._table_ids, self._taken = _tables_and_names(draft)
        self._table_ids |= {int(number) for _, number in kept_tables.values()}

    def attach(self, scratch_part: str, part: str) -> None:
        """Copy all that ``scratch_part`` points at and write the pointers of ``part``, ids unchanged."""
        pointers = []
        for one in self._scratch.relationships(scratch_part):
            target = one.target if one.external else self._copy(one.target)
            pointers.append(replace(one, target=target))
        self._draft.put_relationships(part, pointers)

    def declare(self, scratch_part: str, part: str) -> None:
        """Note the content type of a part that is now in the draft."""
        kind = self._scratch.content_type(scratch_part)
        ending = part.rpartition(".")[2]
        if ending == "xml":
            self.types[part] = kind
        else:
            self.defaults[ending] = kind

    def _copy(self, scratch_part: str) -> str:
        if scratch_part not in self._placed:
            kind = self._scratch.content_type(scratch_part)
            if kind.endswith(_TABLE_TYPE):
                name = self._copy_table(scratch_part)
            else:
                name = self._draft.free_name(scratch_part)
                content = self._scratch.read(scratch_part)
                if name.endswith(".vml"):
                    content = self._renumbered_shapes(content)
                self._draft.put(name, content)
            self._placed[scratch_part] = name
            self.declare(scratch_part, name)
            self.attach(scratch_part, name)
        return self._placed[scratch_part]

    def _copy_table(self, scratch_part: str) -> str:
        root = self._scratch.xml(scratch_part)
        title = root.get("displayName", "")
        if title.lower() in self._taken:
            raise WriteRefusedError(
                f"Le classeur contient déjà un tableau ou un nom « {title} », que nos feuilles emploient.",
                "Renommez le vôtre (onglet Création de tableau, ou Gestionnaire de noms), puis recommencez.",
            )
        name, number = self._kept_tables.get(title.lower(), ("", ""))
        if not name:
            name = self._draft.free_name(scratch_part)
            number = str(max(self._table_ids, default=0) + 1)
            self._table_ids.add(int(number))
        root.set("id", number)
        for element in root.iter(f"{{{MAIN_NS}}}*"):
            for attribute, value in element.attrib.items():
                if str(attribute).lower().endswith("dxfid"):
                    element.set(attribute, str(self._differential(int(value))))
        self._draft.put_xml(name, root)
        return name

    def _renumbered_shapes(self, content: bytes) -> bytes:
        """Shape numbers of notes go by blocks of 1 024; take a block that no sheet of hers uses."""
        found = _SHAPE_MAP.search(content)
        if found is None:
            return content
        old, new = int(found[1]), 1
        while new in self._shape_maps:
            new += 1
        self._shape_maps.add(new)
        start, end = found.span(1)
        content = content[:start] + b"%d" % new + content[end:]
        first = old * _SHAPES_PER_MAP

        def shape(match: re.Match[bytes]) -> bytes:
            return b'"_x0000_s%d"' % (int(match[1]) - first + new * _SHAPES_PER_MAP)

        return re.sub(rb'"_x0000_s(\d+)"', shape, content)


def _shape_maps(draft: Draft) -> Collection[int]:
    found = set()
    for name in draft.names:
        if name.lower().endswith(".vml"):
            for match in _SHAPE_MAP.finditer(draft.read(name)):
                found |= {int(one) for one in match[1].split(b",") if one}
    return found


def _tables_and_names(draft: Draft) -> tuple[set[int], set[str]]:
    """Ids of the user's tables, and all names that ours may not take, in lower case."""
    ids, names = set(), set()
    for part in draft.names:
        if draft.package.content_type(part).endswith(_TABLE_TYPE):
            root = draft.xml(part)
            ids.add(int(root.get("id", "0")))
            names.add(root.get("displayName", "").lower())
    for name in draft.xml(draft.package.workbook_part).iter(f"{{{MAIN_NS}}}definedName"):
        names.add(name.get("name", "").lower())
    return ids, names
