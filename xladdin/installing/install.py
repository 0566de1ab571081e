"""Installs the add-in for the user who runs this, and takes it away again."""

from __future__ import annotations

from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Final

from xladdin.addin.builder import addin_bytes
from xladdin.addin.xlwings_vba import XLWINGS_VERSION
from xladdin.errors import InstallationError, system_reason
from xladdin.installing.excel import find_excel, is_running
from xladdin.installing.machine import System
from xladdin.installing.record import Record, fingerprint, read_record, record_path
from xladdin.installing.settings_file import (
    interpreter_of,
    our_settings,
    read_settings,
    settings_content,
    settings_path,
)
from xladdin.model.function_calls import ADDIN_FILE
from xladdin.opc.atomic import write_atomically
from xladdin.version import __version__

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from xladdin.installing.machine import Machine

_STORE: Final = "windowsapps"
_CLOSE: Final = (
    "Enregistrez vos classeurs, fermez Excel, puis recommencez. S’il n’a plus de fenêtre, terminez "
    "« Microsoft Excel » dans le Gestionnaire des tâches."
)


@dataclass(frozen=True, slots=True)
class Installed:
    """What was done.

    Attributes:
        addin: where the add-in is now.
        settings: where its settings are.
        replaced: version of xladdin whose add-in was there; ``""`` for none.
        was_running_on: the Python that the add-in used before, when it was another; ``""`` otherwise.
    """

    addin: Path
    settings: Path
    replaced: str = ""
    was_running_on: str = ""


@dataclass(frozen=True, slots=True)
class Removed:
    """What was taken away, and what stays because it was changed since."""

    files: tuple[Path, ...]
    kept: tuple[Path, ...]


def install(machine: Machine) -> Installed:
    """Builds the add-in into the folder that Excel opens at start, and tells it which Python to run.

    Every file is written whole or not at all, after a note of what will be written: interrupted or run
    again, it ends in the same state. Settings that she added to ours stay.

    Raises:
        InstallationError: no Excel, a running Excel, a Python that Excel cannot use, a folder that cannot be
            written; the message says what to do.
    """
    refuse_unsupported(machine)
    excel = find_excel(machine)
    if excel is None:
        raise InstallationError(
            "Excel n’a pas été trouvé pour cet utilisateur.",
            "Installez Excel, ouvrez-le une fois puis fermez-le, et recommencez.",
        )
    _refuse_running(machine)
    before, old_settings = read_record(machine), read_settings(machine)
    addin = excel.startup[0] / ADDIN_FILE
    contents = {
        settings_path(machine): settings_content(machine, old_settings | our_settings(machine)),
        addin: addin_bytes(),
    }
    script = mac_script(machine)
    files = {str(addin): fingerprint(contents[addin])}
    if script and (not script.exists() or (before and str(script) in before.files)):
        files[str(script)] = ""  # xlwings writes it; if it was there already, it is not ours to remove
    folders = [*_missing_folders([*contents, record_path(machine)]), *(before.folders if before else ())]
    record = Record(__version__, str(machine.interpreter), files, tuple(dict.fromkeys(folders)))
    _write(record_path(machine), record.content())
    for path, content in contents.items():
        _write(path, content)
    if script:
        _enable_on_mac(machine)
    if before:
        _remove_files({path: known for path, known in before.files.items() if path not in files})
    previous = before.interpreter if before else ""
    return Installed(
        addin,
        settings_path(machine),
        replaced=before.version if before else "",
        was_running_on=previous if previous != str(machine.interpreter) else "",
    )


def uninstall(machine: Machine) -> Removed:
    """Takes away what ``install`` wrote; a file that was changed since stays, and so do folders in use.

    Of the settings, those that she added stay.

    Raises:
        InstallationError: not installed by this user, or Excel is running.
    """
    refuse_unsupported(machine)
    record = read_record(machine)
    if record is None:
        raise InstallationError(
            "Le complément n’a pas été installé par cette commande.",
            f"Si l’onglet Recouvrement est là, supprimez « {ADDIN_FILE} » du dossier qu’indique "
            "« xladdin complement diagnostic ».",
        )
    _refuse_running(machine)
    removed, kept = _remove_files(record.files)
    settings_removed, settings_kept = _remove_settings(machine, record.interpreter)
    removed, kept = (*removed, *settings_removed), (*kept, *settings_kept)
    if not kept:
        record_path(machine).unlink()
        for folder in sorted(map(Path, record.folders), key=lambda one: len(one.parts), reverse=True):
            with suppress(OSError):  # something else is in it
                folder.rmdir()
    return Removed(removed, kept)


def refuse_unsupported(machine: Machine) -> None:
    """Refuses a system without Excel.

    Raises:
        InstallationError: neither Windows nor a Mac.
    """
    if machine.system is System.OTHER:
        raise InstallationError(
            "Excel n’existe que sous Windows et sur Mac : il n’y a rien à installer sur cet ordinateur.",
            "Lancez cette commande là où est Excel. Ici, « xladdin complement construire » prépare le "
            "complément, et toutes les autres commandes travaillent sans Excel.",
        )


def uses_store_python(machine: Machine) -> bool:
    """Whether Python comes from the Microsoft Store: what it writes into AppData, Excel does not see."""
    parts = [*machine.base_prefix.parts, *machine.interpreter.parts]
    return machine.system is System.WINDOWS and _STORE in {part.lower() for part in parts}


def _refuse_running(machine: Machine) -> None:
    if is_running(machine):
        raise InstallationError("Excel est ouvert.", _CLOSE)
    if uses_store_python(machine):
        raise InstallationError(
            "Ce Python vient du Microsoft Store : Windows cache à Excel les fichiers qu’il écrit.",
            "Installez Python depuis python.org, puis xladdin avec lui, et recommencez.",
        )


def _missing_folders(files: list[Path]) -> list[str]:
    missing: dict[str, None] = {}
    for file in files:
        above = [folder for folder in file.parents if not folder.exists()]
        missing |= dict.fromkeys(map(str, reversed(above)))
    return list(missing)


def _write(path: Path, content: bytes) -> None:
    with _french_refusal(path):
        path.parent.mkdir(parents=True, exist_ok=True)
        write_atomically(path, content)


def mac_script(machine: Machine) -> Path | None:
    """The script through which Excel on a Mac starts Python; none on Windows."""
    if machine.system is not System.MAC:
        return None
    folder = machine.home / "Library" / "Application Scripts" / "com.microsoft.Excel"
    return folder / f"xlwings-{XLWINGS_VERSION}.applescript"


def _enable_on_mac(machine: Machine) -> None:
    done = machine.run([str(machine.interpreter), "-m", "xlwings.cli", "runpython", "install"])
    if done.code:
        raise InstallationError(
            f"« xlwings runpython install » a échoué : {done.output.strip() or f'code {done.code}'}.",
            "Dans Réglages Système, Confidentialité et sécurité, autorisez le Terminal à accéder aux données "
            "d’autres apps, puis recommencez.",
        )


def _remove_settings(machine: Machine, interpreter: str) -> tuple[tuple[Path, ...], tuple[Path, ...]]:
    """Our settings gone, hers kept; all stay when another Python was written there since."""
    path, settings = settings_path(machine), read_settings(machine)
    if not settings:
        return (), ()
    if interpreter_of(machine, settings) != interpreter:
        return (), (path,)
    hers = {name: value for name, value in settings.items() if name not in our_settings(machine)}
    if hers:
        _write(path, settings_content(machine, hers))
        return (), ()
    with _french_refusal(path):
        path.unlink()
    return (path,), ()


def _remove_files(files: Mapping[str, str]) -> tuple[tuple[Path, ...], tuple[Path, ...]]:
    """Files gone and files that stay, having been changed; an empty fingerprint asks for no comparison."""
    removed, kept = [], []
    for path, known in ((Path(name), known) for name, known in files.items()):
        with _french_refusal(path):
            if not path.exists():
                continue
            if known and fingerprint(path.read_bytes()) != known:
                kept.append(path)
                continue
            path.unlink()
            removed.append(path)
    return tuple(removed), tuple(kept)


@contextmanager
def _french_refusal(path: Path) -> Iterator[None]:
    try:
        yield
    except OSError as error:
        raise InstallationError(
            f"« {path} » ne peut pas être changé : {system_reason(error)}.",
            "Fermez Excel ; sur un Mac, autorisez le Terminal à accéder aux données d’autres apps (Réglages "
            "Système, Confidentialité et sécurité) ; sinon, demandez ce droit à votre service informatique.",
        ) from error
