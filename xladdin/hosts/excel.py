"""The workbook that is open in Excel: read it, put our sheets into it, take them out again."""

from __future__ import annotations

import re
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Final

from xladdin.app.ports import Applied
from xladdin.errors import WriteRefusedError
from xladdin.hosts.excel_cells import live_cells
from xladdin.hosts.excel_native import has_locked_structure, is_protected
from xladdin.hosts.excel_place import keep_saved_state, local_path, refuse_unsavable, save
from xladdin.hosts.excel_read import book_of, survey_of
from xladdin.hosts.excel_sheets import (
    add_sheet,
    refresh_sheet,
    set_aside,
    what_cannot_follow,
    write_formulas,
)
from xladdin.hosts.excel_state import undisturbed
from xladdin.hosts.recalculate import recalculate_functions
from xladdin.hosts.titled import titled_plans
from xladdin.model.cells import quoted
from xladdin.model.marks import MARK_PREFIX
from xladdin.sheets.render import render
from xladdin.workbook.collector import collector_paused
from xladdin.workbook.graft_formulas import CannotFollowError
from xladdin.workbook.graft_survey import LONGEST_TITLE, free_title, sheet_of
from xladdin.workbook.graft_workbook import block_of
from xladdin.workbook.reader import understand

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Sequence

    import xlwings

    from xladdin.hosts.titled import TitledPlans
    from xladdin.model.sheet_plan import SheetPlan
    from xladdin.workbook.graft_survey import Survey
    from xladdin.workbook.workbook import Workbook

_OLD: Final = " (ancienne)"
_SCRATCH: Final = "xladdin-feuilles.xlsx"
_TOO_OLD: Final = frozenset({".xls", ".xlt", ".csv", ".txt"})
"""Kinds that hold fewer rows, or one sheet only."""


@dataclass(frozen=True, slots=True)
class ExcelHost:
    """The BookHost of a workbook open in Excel.

    Attributes:
        book: as xlwings has it.
        letters_folder: where letters go when the workbook is in the cloud and has no folder here; None while
            the user has not said.
    """

    book: xlwings.Book
    letters_folder: Path | None = None

    @property
    def label(self) -> str:
        """What to call the workbook in a message."""
        return str(self.book.name)

    @property
    def folder(self) -> Path:
        """Where the workbook is kept, or the folder that she gave for one in the cloud.

        Raises:
            WriteRefusedError: it was never saved, or has no folder on this machine and she gave none.
        """
        path = local_path(self.book)
        if path is not None:
            return path.parent
        if self.letters_folder is None:
            raise WriteRefusedError(
                f"Le classeur « {self.label} » est sur OneDrive ou SharePoint, sans copie sur ce poste.",
                "Indiquez un « Dossier des lettres » dans Paramètres, ou synchronisez le classeur.",
            )
        return self.letters_folder

    def check_writable(self) -> None:
        """Refuses a workbook that was never saved or is read-only, before anything is made from it."""
        refuse_unsavable(self.book)

    def read(self) -> Workbook:
        """Its lists as a ledger, as they are now, saved or not."""
        with collector_paused():
            return understand(book_of(self.book))

    def apply(self, plans: Sequence[SheetPlan], asked: Collection[str] = ()) -> Applied:
        """Writes the sheets: new ones as Excel's copy of the finished sheet, the others cell by cell.

        The workbook is not saved. Excel is left as it was found, on the same sheet and selection; the cells
        that call our functions are computed again.

        Raises:
            WriteRefusedError: nothing was written; a sheet, or the workbook's structure, is locked.
        """
        found = survey_of(self.book)
        titled = titled_plans(found, plans, asked)
        if not titled.plans:
            return Applied()
        self._refuse_old_kind()
        self._refuse_locked(titled)
        keep_saved_state(self.book)
        with undisturbed(self.book), self._scratch(titled.plans, found) as scratch:
            applied = titled.applied(_Writing(self.book, scratch, found).written(titled.plans))
        recalculate_functions(self.book)
        return applied

    def secure(self) -> None:
        """Saves the workbook, after a dated copy of the state that this replaces.

        Raises:
            WriteRefusedError: never saved before, read-only, or Excel could not.
        """
        save(self.book, self.folder)

    def remove(self, marks: Collection[str] | None = None) -> tuple[str, ...]:
        """Takes our sheets out again, all of them for None; returns the titles that they had.

        Raises:
            WriteRefusedError: nothing was removed: a formula of hers uses one, or none would be left.
        """
        found = survey_of(self.book)
        leaving = {mark: one.title for mark, one in found.ours.items() if marks is None or mark in marks}
        stale = {mark for mark in found.deleted if marks is None or mark in marks}
        titles = set(leaving.values())
        if titles:
            self._refuse_removal(titles)
            keep_saved_state(self.book)
        with undisturbed(self.book):
            self._forget_names({*leaving, *stale}, titles)
            for title in titles:
                self.book.sheets[title].delete()
        return tuple(leaving.values())

    def _refuse_old_kind(self) -> None:
        ending = Path(self.label).suffix.lower()
        if ending in _TOO_OLD:
            raise WriteRefusedError(
                f"« {self.label} » est au format {ending}, qui ne peut pas contenir nos feuilles.",
                "Enregistrez-le au format « Classeur Excel (.xlsx) », puis recommencez.",
            )

    def _refuse_locked(self, titled: TitledPlans) -> None:
        new = [place for place in titled.placed if not place.exists]
        if new and has_locked_structure(self.book):
            raise self._locked_structure()
        for place in titled.placed:
            if place.exists and is_protected(self.book.sheets[place.title]):
                raise WriteRefusedError(
                    f"La feuille « {place.title} » est protégée.",
                    "Ôtez sa protection (Révision, Ôter la protection de la feuille), puis recommencez.",
                )

    def _refuse_removal(self, titles: Collection[str]) -> None:
        if has_locked_structure(self.book):
            raise self._locked_structure()
        hers = [sheet for sheet in self.book.sheets if sheet.name not in titles]
        if not any(sheet.visible for sheet in hers):
            raise WriteRefusedError(
                f"Le classeur « {self.label} » n’aurait plus de feuille visible.",
                "Ajoutez ou affichez une autre feuille, puis recommencez.",
            )
        patterns = {title: re.compile(_reference_pattern(title), re.IGNORECASE) for title in titles}
        for sheet in hers:
            for formula in live_cells(sheet).formulas.values():
                for title, pattern in patterns.items():
                    if pattern.search(formula):
                        raise WriteRefusedError(
                            f"« {title} » est utilisé par des formules de la feuille « {sheet.name} » : "
                            "retirer la feuille les casserait.",
                            "Effacez-les ou collez-les en valeurs, puis recommencez.",
                        )

    def _locked_structure(self) -> WriteRefusedError:
        return WriteRefusedError(
            f"La structure du classeur « {self.label} » est verrouillée : aucune feuille ne peut être "
            "ajoutée ni retirée.",
            "Déverrouillez-la dans Excel (Révision, Protéger le classeur), puis recommencez.",
        )

    def _forget_names(self, marks: Collection[str], titles: Collection[str]) -> None:
        """Marks of the sheets that leave, and names that point at them."""
        mark_names = {MARK_PREFIX + mark for mark in marks}
        for name in list(self.book.names):
            points_there = sheet_of((name.refers_to or "").lstrip("=")) in titles
            if name.name in mark_names or (points_there and "!" not in name.name):
                name.delete()

    @contextmanager
    def _scratch(self, plans: Sequence[SheetPlan], found: Survey) -> Iterator[xlwings.Book]:
        """The finished sheets, opened in the same Excel, visible and without formulas."""
        bare = [
            replace(
                plan,
                hidden=False,
                cells={
                    place: cell if cell.formula is None else replace(cell, formula=None)
                    for place, cell in plan.cells.items()
                },
            )
            for plan in plans
        ]
        with TemporaryDirectory(prefix="xladdin-") as folder:
            path = Path(folder) / _SCRATCH
            path.write_bytes(render(bare, date_1904=found.date_1904))
            scratch = self.book.app.books.open(str(path), update_links=False, add_to_mru=False)
            try:
                yield scratch
            finally:
                scratch.close()


class _Writing:
    """One writing under way; lives as long as one call."""

    def __init__(self, book: xlwings.Book, scratch: xlwings.Book, found: Survey) -> None:
        self.book, self.scratch, self.found = book, scratch, found
        self.titles = {sheet.title.casefold() for sheet in found.sheets}
        self.set_aside: list[tuple[str, str, str]] = []

    def written(self, plans: Sequence[SheetPlan]) -> tuple[tuple[str, str, str], ...]:
        """What had to be set aside."""
        sheets = [(self._sheet(plan), plan) for plan in plans]
        for sheet, plan in sheets:
            write_formulas(sheet, plan)
        return tuple(self.set_aside)

    def _sheet(self, plan: SheetPlan) -> xlwings.Sheet:
        source = self.scratch.sheets[plan.name]
        entry = self.found.ours.get(plan.mark)
        if entry is None:
            return add_sheet(self.book, source, plan)
        sheet = self.book.sheets[entry.title]
        before = block_of(self.found, entry)
        reason = what_cannot_follow(sheet, plan, before)
        if not reason:
            try:
                refresh_sheet(sheet, source, plan, before, self._shelf)
            except CannotFollowError as error:
                reason = error.what
            else:
                return sheet
        self._put_aside(sheet, plan, reason)
        return add_sheet(self.book, source, plan)

    def _shelf(self) -> xlwings.Sheet:
        return self.scratch.sheets.add(after=self.scratch.sheets[-1])

    def _put_aside(self, sheet: xlwings.Sheet, plan: SheetPlan, reason: str) -> None:
        title = free_title(f"{plan.name[: LONGEST_TITLE - len(_OLD)]}{_OLD}", self.titles)
        self.titles.add(title.casefold())
        set_aside(sheet, title)
        self.set_aside.append((plan.name, title, reason))


def _reference_pattern(title: str) -> str:
    return rf"{re.escape(quoted(title))}!|(?<![\w.']){re.escape(title)}!"
