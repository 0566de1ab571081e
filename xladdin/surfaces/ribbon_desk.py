"""What every button of the ribbon works with, and the edge where errors become a French box."""

from __future__ import annotations

import getpass
import logging
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

import xlwings

from xladdin.errors import ArgumentError, XladdinError, notes_of
from xladdin.hosts.excel import ExcelHost
from xladdin.hosts.excel_additions import write_text
from xladdin.hosts.excel_cells import live_cells
from xladdin.hosts.excel_place import local_path
from xladdin.hosts.excel_read import survey_of
from xladdin.hosts.excel_selection import selected_rows
from xladdin.hosts.excel_state import told
from xladdin.model.parameter_labels import LETTERS_FOLDER, SHEET_NAME
from xladdin.model.text import fold
from xladdin.surfaces.excel_window import TITLE, ExcelWindow
from xladdin.surfaces.options import today
from xladdin.surfaces.row_selection import SheetRows, selection_of

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Callable

    from xladdin.dunning.selection import Selection
    from xladdin.ledger.ledger import Ledger
    from xladdin.surfaces.excel_window import Window

_LABEL_COLUMN, _VALUE_COLUMN = 1, 2
_HALF_DONE: Final = (
    "Si le classeur vous semble modifié à moitié, fermez-le sans l’enregistrer et rouvrez-le ; "
    "transmettez ce message à votre support."
)
_log: Final = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Desk:
    """One press of a button.

    Attributes:
        book: the workbook that was active.
        window: where to ask and tell.
        today: the user's day.
        author: name of the account, for the journal.
    """

    book: xlwings.Book
    window: Window
    today: dt.date
    author: str

    @property
    def host(self) -> ExcelHost:
        """The workbook, for what writes nothing beside it."""
        return ExcelHost(self.book)

    def host_with_folder(self) -> ExcelHost:
        """The workbook with a folder for its letters, which is asked for once when it lies in the cloud.

        Raises:
            ArgumentError: she gave none.
            WriteRefusedError: the workbook was never saved.
        """
        if local_path(self.book) is not None:
            return self.host
        sheet, row = self._parameter(LETTERS_FOLDER)
        known = str(sheet.range((row, _VALUE_COLUMN)).value or "").strip()
        if known and Path(known).is_absolute():
            return ExcelHost(self.book, Path(known))
        given = self.window.ask(
            "Ce classeur est sur OneDrive ou SharePoint, sans copie sur ce poste.\n"
            "Dans quel dossier de ce poste mettre les lettres ?",
            str(Path.home() / "Documents" / "Lettres"),
        )
        if not given or not Path(given).is_absolute():
            raise ArgumentError(
                "Aucun dossier n’a été donné pour les lettres.",
                f"Indiquez son chemin complet dans {SHEET_NAME}, ligne « {LETTERS_FOLDER} ».",
            )
        write_text(sheet.range((row, _LABEL_COLUMN)), LETTERS_FOLDER)
        write_text(sheet.range((row, _VALUE_COLUMN)), given)
        return ExcelHost(self.book, Path(given))

    def selection(self, ledger: Ledger) -> Selection:
        """What the selected rows are about."""
        return selection_of(SheetRows(*selected_rows(self.book)), ledger)

    def show(self, mark: str) -> None:
        """Brings the sheet of ours with that mark to the front."""
        entry = survey_of(self.book).ours.get(mark)
        if entry is not None:
            self.book.sheets[entry.title].activate()

    def show_parameters(self) -> bool:
        """Brings Paramètres to the front; False when there is none."""
        title = self._parameters_title()
        if title:
            self.book.sheets[title].activate()
        return bool(title)

    def _parameters_title(self) -> str:
        ours = survey_of(self.book).ours.get(fold(SHEET_NAME))
        if ours is not None:
            return ours.title
        return next((sheet.name for sheet in self.book.sheets if fold(sheet.name) == fold(SHEET_NAME)), "")

    def _parameter(self, label: str) -> tuple[Any, int]:
        """The sheet Paramètres, and the row of a label: an empty one under the others where it has none.

        Raises:
            ArgumentError: there is no sheet Paramètres.
        """
        title = self._parameters_title()
        if not title:
            raise ArgumentError(
                f"Ce classeur n’a pas de feuille {SHEET_NAME}.", "Cliquez d’abord sur « Paramètres »."
            )
        sheet = self.book.sheets[title]
        cells = live_cells(sheet, with_formulas=False)
        for row in range(cells.first_row, cells.last_row + 1):
            if fold(str(cells.value(row, _LABEL_COLUMN))) == fold(label):
                return sheet, row
        return sheet, cells.last_row + 2


def pressed(action: Callable[[Desk], None]) -> None:
    """Runs a button on the workbook that is active; whatever goes wrong becomes a box."""
    book = xlwings.Book.caller()
    window = ExcelWindow(book.app)
    run(action, Desk(book, window, today(), getpass.getuser()))


def run(action: Callable[[Desk], None], desk: Desk) -> None:
    """The same with everything given."""
    with told(desk.book.app, f"{TITLE} …"):
        try:
            action(desk)
        except XladdinError as error:
            parts = (error.message, *notes_of(error), error.remedy)
            desk.window.warn("\n\n".join(part for part in parts if part))
        except Exception as error:  # noqa: BLE001 - no trace may reach the user
            _log.exception("a button failed")
            parts = (
                f"Erreur inattendue ({type(error).__name__} : {error}).",
                *notes_of(error),
                _HALF_DONE,
            )
            desk.window.warn("\n\n".join(parts))


def counted(number: int, noun: str) -> str:
    """« 1 lettre », « 3 lettres »."""
    return f"{number} {noun}{'s' if number > 1 else ''}"
