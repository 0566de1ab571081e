"""A workbook on the disk: read it, put our sheets into it, take them out again."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from xladdin.errors import ArgumentError
from xladdin.hosts.titled import titled_plans
from xladdin.opc.locks import refuse_if_open
from xladdin.opc.package import open_package
from xladdin.opc.saving import save_package
from xladdin.sheets.render import render
from xladdin.workbook.graft import Grafted, GraftSheet, graft
from xladdin.workbook.graft_remove import remove
from xladdin.workbook.graft_survey import survey
from xladdin.workbook.reader import read_workbook

if TYPE_CHECKING:
    import os
    from collections.abc import Collection, Sequence

    from xladdin.app.ports import Applied
    from xladdin.model.sheet_plan import SheetPlan
    from xladdin.workbook.workbook import Workbook


def apply_plans(
    path: str | os.PathLike[str],
    plans: Sequence[SheetPlan],
    *,
    out: str | os.PathLike[str] | None = None,
    asked: Collection[str] = (),
) -> Applied:
    """Puts sheets into a workbook, or refreshes them where they are; everything else stays, byte for byte.

    Applying the same plans twice changes nothing the second time. A sheet of the user's is never
    overwritten: ours takes another title beside it. One of ours that she deleted stays deleted unless it is
    asked for.

    Args:
        path: .xlsx or .xlsm.
        plans: the sheets; of two with the same mark the last is an error.
        out: another file to write to; None to change the workbook itself, of which a dated copy is kept.
        asked: marks asked for by name, which brings deleted sheets back.

    Raises:
        ArgumentError: ``out`` cannot be what it is to be.
        UnreadableFileError: the workbook cannot be opened safely.
        WriteRefusedError: nothing was written; the message says why and what to do.
    """
    source = Path(path)
    target = target_of(source, out)
    package = open_package(source)
    found = survey(package, package.workbook_part)
    titled = titled_plans(found, plans, asked)
    grafted = Grafted(package.archive)
    if titled.plans:
        sheets = [
            GraftSheet(plan.mark, plan.name, hidden=plan.hidden, block=plan.block) for plan in titled.plans
        ]
        grafted = graft(package, render(titled.plans, date_1904=found.date_1904), sheets)
    base = None if out else package
    save_package(target, grafted.content, base=base, copied_from=package)
    return titled.applied(grafted.set_aside)


def remove_plans(
    path: str | os.PathLike[str],
    *,
    out: str | os.PathLike[str] | None = None,
    marks: Collection[str] | None = None,
    keep: Collection[str] = (),
) -> tuple[str, ...]:
    """Takes our sheets out of a workbook again; everything else stays as it is.

    Args:
        path: .xlsx or .xlsm.
        out: another file to write to; None to change the workbook itself, of which a dated copy is kept.
        marks: of the sheets to take out; None for all of ours.
        keep: marks of sheets that stay all the same, such as those she fills in.

    Returns:
        the titles that they had.

    Raises:
        ArgumentError: ``out`` cannot be what it is to be.
        UnreadableFileError: the workbook cannot be opened safely.
        WriteRefusedError: nothing was written; the message says why and what to do.
    """
    source = Path(path)
    target = target_of(source, out)
    package = open_package(source)
    ours = survey(package, package.workbook_part).ours
    leaving = {mark: entry.title for mark, entry in ours.items() if marks is None or mark in marks}
    leaving = {mark: title for mark, title in leaving.items() if mark not in keep}
    content = remove(package, leaving.keys())
    base = None if out else package
    save_package(target, content, base=base, copied_from=package)
    return tuple(leaving.values())


@dataclass(frozen=True, slots=True)
class FileHost:
    """The BookHost of a workbook on the disk.

    Attributes:
        path: where it is.
        out: where to write; None for the same file.
    """

    path: Path
    out: Path | None = None

    @property
    def label(self) -> str:
        """What to call the workbook in a message."""
        return self.path.name

    @property
    def folder(self) -> Path:
        """Where the workbook is kept."""
        return self.path.resolve().parent

    def check_writable(self) -> None:
        """Refuses a workbook that is open or read-only, before anything is made from it."""
        refuse_if_open(target_of(self.path, self.out).resolve())

    def read(self) -> Workbook:
        """Its lists as a ledger."""
        return read_workbook(self.path)

    def apply(self, plans: Sequence[SheetPlan], asked: Collection[str] = ()) -> Applied:
        """See ``apply_plans``."""
        return apply_plans(self.path, plans, out=self.out, asked=asked)

    def secure(self) -> None:
        """What was applied is on the disk already."""

    def remove(self, marks: Collection[str] | None = None) -> tuple[str, ...]:
        """See ``remove_plans``."""
        return remove_plans(self.path, out=self.out, marks=marks)


def target_of(source: Path, out: str | os.PathLike[str] | None) -> Path:
    """The file to write to: another one of the same kind, or the workbook itself for None.

    Raises:
        ArgumentError: a folder, the workbook itself under whatever name, or another kind of file: a name in
            .xlsx would drop the macros of a .xlsm, and Excel opens neither under the other's name.
    """
    if out is None:
        return source
    target = Path(out)
    if target.is_dir():
        raise ArgumentError(
            f"« {target} » est un dossier.",
            f"Indiquez un fichier, par exemple « {target / f'{source.stem} - suivi{source.suffix}'} ».",
        )
    if target.suffix.lower() != source.suffix.lower():
        raise ArgumentError(
            f"« {target.name} » n’est pas du même type que « {source.name} ».",
            f"Donnez un nom qui se termine par {source.suffix}.",
        )
    if target.exists() and source.exists() and target.samefile(source):
        raise ArgumentError(
            f"« {target} » est le classeur lui-même.",
            "Indiquez un autre nom, ou n’en indiquez aucun pour changer le classeur.",
        )
    return target
