"""The buttons of the groups Suivi, Atelier and Classeur: one use case each, on the workbook that is open."""

from __future__ import annotations

import datetime as dt
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING, Final

from xladdin.addin.help_page import help_page
from xladdin.app.customer_sheet import add_customer_sheet
from xladdin.app.freeze import freeze
from xladdin.app.new_workbook import create_workbook
from xladdin.app.refresh import refresh
from xladdin.errors import ArgumentError, LayoutError
from xladdin.hosts.excel_freeze import FreezableExcel
from xladdin.hosts.excel_restore import copies_of, restore_copy
from xladdin.model.settings import Settings
from xladdin.sheets import aged_balance as aged_balance_sheet
from xladdin.sheets import collection as collection_sheet
from xladdin.sheets import follow_up as follow_up_sheet
from xladdin.sheets import parameters as parameters_sheet
from xladdin.sheets import problems as problems_sheet
from xladdin.sheets import schedule as schedule_sheet
from xladdin.surfaces.freeze_commands import freeze_summary
from xladdin.surfaces.ribbon_desk import Desk, pressed
from xladdin.surfaces.row_selection import customers_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from xladdin.app.ports import Applied
    from xladdin.model.problem import Problem

_MOST_COPIES: Final = 12
_HELP: Final = "xladdin-aide.html"


def refresh_all() -> None:
    """Actualiser."""
    pressed(do_refresh)


def show_aged_balance() -> None:
    """Balance âgée."""
    pressed(lambda desk: do_show(desk, aged_balance_sheet.MARK))


def show_schedule() -> None:
    """Échéancier."""
    pressed(lambda desk: do_show(desk, schedule_sheet.MARK))


def show_collection() -> None:
    """Efficacité."""
    pressed(lambda desk: do_show(desk, collection_sheet.MARK))


def show_follow_up() -> None:
    """Suivi des relances."""
    pressed(lambda desk: do_show(desk, follow_up_sheet.MARK))


def show_problems() -> None:
    """Anomalies."""
    pressed(lambda desk: do_show(desk, problems_sheet.MARK))


def show_customer() -> None:
    """Fiche client."""
    pressed(do_show_customer)


def open_new_workbook() -> None:
    """Nouveau classeur."""
    pressed(do_new_workbook)


def show_parameters() -> None:
    """Paramètres."""
    pressed(do_show_parameters)


def restore() -> None:
    """Restaurer."""
    pressed(do_restore)


def show_help() -> None:
    """Aide."""
    pressed(do_help)


def freeze_for_sharing() -> None:
    """Figer pour partage."""
    pressed(do_freeze)


def do_refresh(desk: Desk) -> None:
    """Every report sheet up to date; she stays where she is."""
    done = refresh(desk.host, today=desk.today, author=desk.author, progress=desk.window.progress)
    desk.window.tell(refreshed_words(done.applied, done.workbook.problems))


def do_show(desk: Desk, mark: str) -> None:
    """One report sheet up to date, and before her eyes."""
    done = refresh(
        desk.host, today=desk.today, sheets=[mark], author=desk.author, progress=desk.window.progress
    )
    desk.show(mark)
    told = remarks(done.applied)
    if told:
        desk.window.tell(told)


def do_show_customer(desk: Desk) -> None:
    """The fiche of the customer of the selected row, else of one that she names."""
    ledger = desk.host.read().ledger
    customers = customers_of(desk.selection(ledger), ledger)
    if len(customers) > 1:
        raise ArgumentError(
            f"La sélection concerne {len(customers)} clients.", "Sélectionnez la ligne d’un seul client."
        )
    wanted = customers[0] if customers else desk.window.ask("De quel client ? Code ou nom.")
    if not wanted:
        return
    applied = add_customer_sheet(desk.host, wanted, today=desk.today)
    desk.book.sheets[applied.titles[0]].activate()


def do_new_workbook(desk: Desk) -> None:
    """A workbook to start with, where she says, opened."""
    default = Path.home() / "Documents" / "Recouvrement.xlsx"
    given = desk.window.ask("Où créer le nouveau classeur ?", str(default))
    if not given:
        return
    path = Path(given).expanduser()
    if not path.is_absolute():
        raise ArgumentError(f"« {given} » n’est pas un chemin complet.", f"Par exemple {default}.")
    create_workbook(path)
    desk.book.app.books.open(str(path)).sheets[0].activate()


def do_show_parameters(desk: Desk) -> None:
    """The sheet Paramètres, added when there is none: there she can say where a list is that nobody finds."""
    if desk.show_parameters():
        return
    try:
        settings = desk.host.read().settings
    except LayoutError:
        settings = Settings()
    desk.host.apply([parameters_sheet.parameters_plan(settings, desk.today)], [parameters_sheet.MARK])
    desk.show_parameters()


def do_restore(desk: Desk) -> None:
    """The workbook as it was in one of its copies; its present state is saved and kept as a copy too."""
    copies = copies_of(desk.book)[:_MOST_COPIES]
    if not copies:
        raise ArgumentError(
            f"Il n’y a pas de copie de « {desk.host.label} ».",
            "xladdin n’a encore rien changé dans ce classeur, ou son dossier « sauvegardes » est ailleurs.",
        )
    listed = [f"{place:2}  {_saved_at(copy)}" for place, copy in enumerate(copies, 1)]
    given = desk.window.ask("\n".join(["Revenir à quelle copie ? Son numéro :", "", *listed]), "1")
    if not given:
        return
    if not given.strip().isdigit() or not 1 <= int(given) <= len(copies):
        raise ArgumentError(f"Il n’y a pas de copie « {given} ».", f"Donnez un numéro de 1 à {len(copies)}.")
    copy = copies[int(given) - 1]
    if desk.window.confirm(
        f"« {desk.host.label} » va être enregistré, fermé, puis rouvert tel qu’au {_saved_at(copy)}.\n"
        "Son état actuel reste parmi les copies. Continuer ?"
    ):
        restored = restore_copy(desk.book, copy)
        desk.window.tell(f"« {restored.name} » est de nouveau tel qu’au {_saved_at(copy)}.")


def do_help(desk: Desk) -> None:
    """The page of buttons and functions, in her browser."""
    page = Path(tempfile.gettempdir()) / _HELP
    page.write_text(help_page(), encoding="utf-8")
    desk.window.open(page)


def do_freeze(desk: Desk) -> None:
    """Our functions as values and, if she wants, our live sheets too; the workbook is not saved."""
    if not desk.window.confirm(
        f"Dans « {desk.host.label} », nos fonctions vont être remplacées par leurs valeurs : des collègues "
        "sans le complément y liront les mêmes chiffres, qui ne bougeront plus. Continuer ?"
    ):
        return
    live_sheets = desk.window.confirm("Figer aussi nos feuilles de suivi, tout entières ?")
    done = freeze(FreezableExcel(desk.book), live_sheets=live_sheets)
    lines = freeze_summary(done)
    if done.cells:
        lines.append("Enregistrez sous un autre nom la copie à partager, pour garder la vôtre vivante.")
    desk.window.tell("\n".join(lines))


def refreshed_words(applied: Applied, problems: Sequence[Problem]) -> str:
    """What a refresh did."""
    lines = [f"Feuilles à jour : {', '.join(applied.titles) or 'aucune'}."]
    if problems:
        count = len(problems)
        lines.append(f"{count} anomalie{'s' if count > 1 else ''} : voyez la feuille Anomalies.")
    told = remarks(applied)
    return "\n\n".join([*lines, told] if told else lines)


def remarks(applied: Applied) -> str:
    """What she did not expect: other titles, old sheets kept."""
    lines = [
        f"« {wanted} » est une feuille à vous : la nôtre s’appelle « {title} »."
        for wanted, title in applied.retitled
    ]
    lines += [
        f"« {title} » : l’ancienne feuille reste sous « {old} », car {what} n’a pas pu suivre."
        for title, old, what in applied.set_aside
    ]
    return "\n".join(lines)


def _saved_at(copy: Path) -> str:
    saved = dt.datetime.fromtimestamp(copy.stat().st_mtime)  # noqa: DTZ006 - the user's own clock
    return f"{saved:%d/%m/%Y à %H:%M:%S}"
