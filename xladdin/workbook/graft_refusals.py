"""Workbooks that a graft could harm: refused before anything is changed, and why."""

from __future__ import annotations

from typing import TYPE_CHECKING

from xladdin.errors import WriteRefusedError
from xladdin.workbook.graft_survey import MAIN_NS

if TYPE_CHECKING:
    from collections.abc import Collection

    from xladdin.opc.package import Package


def refuse_unwritable(package: Package, workbook_part: str) -> None:
    """Refuse a workbook whose kind we cannot add to without harm.

    Raises:
        WriteRefusedError: strict Open XML, an old shared workbook, a signed file, or no style sheet.
    """
    label = package.label
    if package.xml(workbook_part).tag != f"{{{MAIN_NS}}}workbook":
        raise WriteRefusedError(
            f"Le classeur « {label} » est au format « Open XML strict ».",
            "Enregistrez-le dans Excel au format « Classeur Excel (.xlsx) » ordinaire.",
        )
    kinds = {one.kind for one in package.relationships(workbook_part)}
    if "revisionHeaders" in kinds:
        raise WriteRefusedError(
            f"Le classeur « {label} » est partagé à l’ancienne manière (suivi des modifications).",
            "Cessez le partage dans Excel (Révision, Partager le classeur), puis enregistrez.",
        )
    if any(one.type.endswith("/digital-signature/origin") for one in package.relationships()):
        raise WriteRefusedError(
            f"Le classeur « {label} » porte une signature numérique, qu’une écriture rendrait nulle.",
            "Retirez la signature dans Excel (Fichier, Informations), ou travaillez sur une copie.",
        )
    if "styles" not in kinds:
        raise WriteRefusedError(
            f"Le classeur « {label} » n’a pas de feuille de styles.",
            "Ouvrez-le dans Excel et enregistrez-le, puis recommencez.",
        )


def refuse_locked_structure(package: Package, workbook_part: str) -> None:
    """Refuse to add or remove sheets where the user locked the structure.

    Raises:
        WriteRefusedError: the structure is locked.
    """
    lock = package.xml(workbook_part).find(f"{{{MAIN_NS}}}workbookProtection")
    if lock is not None and lock.get("lockStructure") in {"1", "true"}:
        raise WriteRefusedError(
            f"La structure du classeur « {package.label} » est verrouillée : aucune feuille ne peut être "
            "ajoutée ni retirée.",
            "Déverrouillez-la dans Excel (Révision, Protéger le classeur), enregistrez, puis recommencez.",
        )


def refuse_last_sheet(package: Package, workbook_part: str, leaving: Collection[int]) -> None:
    """Refuse to take out the last visible sheet: Excel opens no workbook without one.

    Raises:
        WriteRefusedError: none would be left.
    """
    tabs = package.xml(workbook_part).iter(f"{{{MAIN_NS}}}sheet")
    shown = [place for place, tab in enumerate(tabs) if tab.get("state", "visible") == "visible"]
    if set(shown) <= set(leaving):
        raise WriteRefusedError(
            f"Le classeur « {package.label} » n’aurait plus de feuille visible.",
            "Ajoutez ou affichez une autre feuille, enregistrez, puis recommencez.",
        )
