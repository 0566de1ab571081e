"""Things of the user's on a sheet of ours that no cell-by-cell copy can carry: pictures, notes, pivots."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from lxml import etree

from xladdin.model.marks import OBJECT_PREFIX
from xladdin.workbook.graft_survey import MAIN_NS, OFFICE_RELS_NS

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence

    from xladdin.opc.draft import Draft
    from xladdin.opc.package import Package
    from xladdin.opc.relationships import Relationship

_CARRIED: Final = frozenset({"hyperlink", "printerSettings", "vmlDrawing", "image"})
_FRENCH: Final = {
    "drawing": "un graphique, une image ou une forme",
    "comments": "un commentaire",
    "threadedComment": "un commentaire",
    "pivotTable": "un tableau croisé dynamique",
    "table": "un tableau",
}
_OTHER: Final = "un objet"
_COLUMN: Final = re.compile(r"\$([A-Z]+)\$")


def cannot_follow(draft: Draft, pointers: Sequence[Relationship], scratch: Package, scratch_part: str) -> str:
    """What of hers stands on the old sheet and cannot be carried, in French; empty when nothing does.

    Args:
        draft: the user's package, the old sheet still whole.
        pointers: where the old sheet points.
        scratch: the new sheets.
        scratch_part: the one that replaces it.
    """
    for one in pointers:
        if one.kind in _CARRIED or one.external or one.target not in draft:
            continue
        if one.kind == "drawing":
            ours = _only_our_objects(draft.xml(one.target)) or _only_our_plots(
                draft, one.target, scratch, scratch_part
            )
        elif one.kind == "table":
            ours = draft.xml(one.target).get("displayName", "").lower() in tables_of(scratch, scratch_part)
        elif one.kind == "comments":
            ours = _notes(draft.xml(one.target)) <= _scratch_notes(scratch, scratch_part)
        else:
            ours = False
        if not ours:
            return _FRENCH.get(one.kind, _OTHER)
    return ""


def _only_our_objects(drawing: etree._Element) -> bool:
    names = (
        one.get("name", "") for one in drawing.iter(etree.Element) if etree.QName(one).localname == "cNvPr"
    )
    return all(name.startswith(OBJECT_PREFIX) for name in names)


def _only_our_plots(draft: Draft, drawing: str, scratch: Package, scratch_part: str) -> bool:
    """Our charts after a program that gives charts names of its own: they plot what the new ones plot.

    Columns are compared, since the rows of a list come and go, and its sheet may have been renamed.
    """
    mine = [
        _plotted(scratch.xml(chart))
        for place in scratch.related(scratch_part, "drawing")
        for chart in scratch.related(place, "chart")
    ]
    pointers = draft.relationships(drawing)
    hers = [_plotted(draft.xml(one.target)) for one in pointers if one.kind == "chart"]
    anchors = len(draft.xml(drawing))
    return anchors == len(pointers) == len(hers) and sorted(hers) == sorted(mine)


def _plotted(chart: etree._Element) -> list[str]:
    """Kinds of plot and columns of the series, in their order."""
    found = []
    for element in chart.iter(etree.Element):
        name = etree.QName(element).localname
        if name.endswith("Chart"):
            found.append(name)
        elif name == "f":
            found += _COLUMN.findall((element.text or "").rpartition("!")[2])
    return found


def give_up_tables(draft: Draft, part: str, tables: Collection[str]) -> None:
    """Make plain ranges of our tables on a sheet that is set aside: the new sheet bears their names.

    Its formulas become values, as some would speak of a table that is elsewhere now.

    Args:
        draft: the user's package.
        part: the sheet set aside.
        tables: lower-case names that the new sheet uses.
    """
    leaving = [
        one
        for one in draft.relationships(part)
        if one.kind == "table" and draft.xml(one.target).get("displayName", "").lower() in tables
    ]
    if not leaving:
        return
    root = draft.xml(part)
    ids = {one.id for one in leaving}
    for entry in list(root.iter(f"{{{MAIN_NS}}}tablePart")):
        group = entry.getparent()
        if group is not None and entry.get(f"{{{OFFICE_RELS_NS}}}id") in ids:
            group.remove(entry)
            group.set("count", str(len(group)))
            if not len(group):
                root.remove(group)
    for formula in list(root.iter(f"{{{MAIN_NS}}}f")):
        cell = formula.getparent()
        if cell is not None:
            cell.remove(formula)
    draft.put_xml(part, root)
    for one in leaving:
        draft.unrelate(part, one.target)
        draft.drop(one.target)


def tables_of(scratch: Package, part: str) -> set[str]:
    """Lower-case names of the tables of a scratch sheet."""
    return {scratch.xml(name).get("displayName", "").lower() for name in scratch.related(part, "table")}


def _scratch_notes(scratch: Package, part: str) -> set[str]:
    return set().union(*(_notes(scratch.xml(name)) for name in scratch.related(part, "comments")))


def _notes(comments: etree._Element) -> set[str]:
    return {
        "".join(text.text or "" for text in one.iter(f"{{{MAIN_NS}}}t"))
        for one in comments.iter(f"{{{MAIN_NS}}}comment")
    }
