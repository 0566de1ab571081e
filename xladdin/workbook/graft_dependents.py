"""What of the user's points at a sheet of ours: removing the sheet would break the file for Excel."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING
from xml.sax.saxutils import escape

from xladdin.errors import WriteRefusedError
from xladdin.workbook.graft_survey import quoted

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable

    from xladdin.opc.package import Package
    from xladdin.workbook.graft_survey import SheetEntry, Survey

_FORMULA = r"<(?:\w+:)?(?:f|formula|formula1|formula2|calculatedColumnFormula)(?:\s[^>]*)?>[^<]*?"


def refuse_pointed_at(
    package: Package, found: Survey, leaving: Collection[SheetEntry], private: Collection[str]
) -> None:
    """Refuse to remove a sheet of ours that a formula, a chart or a pivot of hers uses.

    Args:
        package: her workbook.
        found: its survey.
        leaving: the sheets to remove.
        private: their parts, which may point at each other.

    Raises:
        WriteRefusedError: naming the sheet, and where it is used.
    """
    parts = {entry.part for entry in leaving}
    tables = [name for name, part in found.tables.items() if part in parts]
    patterns = [(entry.title, re.compile(_title_pattern(entry.title))) for entry in leaving]
    patterns += [
        (table, re.compile(_FORMULA + r"\b" + re.escape(table) + r"\[", re.IGNORECASE)) for table in tables
    ]
    for name in _pointing_parts(package):
        if name in private:
            continue
        content = package.read(name).decode("utf-8", "replace")
        for title, pattern in patterns:
            if pattern.search(content):
                raise WriteRefusedError(
                    f"« {title} » est utilisé par des formules, un graphique ou un tableau croisé "
                    f"{_place(found, name)} : retirer la feuille les casserait.",
                    "Effacez-les ou collez-les en valeurs, enregistrez, puis recommencez.",
                )


def _title_pattern(title: str) -> str:
    inside = re.escape(escape(quoted(title)[1:-1]))
    reference = r"(?:(?:'|&apos;)" + inside + r"(?:'|&apos;)|(?<![\w.])" + inside + r")!"
    source = r'<worksheetSource\b[^>]*\bsheet="' + re.escape(escape(title)) + r'"'
    return r"(?i:" + _FORMULA + reference + r"|" + source + r")"


def _pointing_parts(package: Package) -> Iterable[str]:
    for name in package.names:
        kind = package.content_type(name)
        if kind.endswith(
            ("worksheet+xml", "chart+xml", "pivotCacheDefinition+xml", "table+xml", "chartex+xml")
        ):
            yield name


def _place(found: Survey, part: str) -> str:
    title = next((sheet.title for sheet in found.sheets if sheet.part == part), "")
    return f"de la feuille « {title} »" if title else "du classeur"
