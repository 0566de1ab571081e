"""What is right and wrong with the add-in on a computer, each with its remedy."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Final

from xladdin.addin.builder import addin_bytes
from xladdin.addin.xlwings_vba import XLWINGS_VERSION
from xladdin.installing.excel import OFFICE, find_excel, is_running
from xladdin.installing.finding import note, right, wrong
from xladdin.installing.install import mac_script, refuse_unsupported, uses_store_python
from xladdin.installing.machine import System, expanded
from xladdin.installing.record import read_record
from xladdin.installing.settings_file import (
    adds_workbook_folder,
    interpreter_of,
    read_settings,
    settings_path,
)
from xladdin.installing.trust import disabled_findings, trust_findings
from xladdin.model.function_calls import ADDIN_FILE
from xladdin.version import __version__

if TYPE_CHECKING:
    from collections.abc import Iterator

    from xladdin.installing.excel import Excel
    from xladdin.installing.finding import Finding
    from xladdin.installing.machine import Machine

_INSTALL: Final = "Fermez Excel et lancez « xladdin complement installer »."
_ADDIN, _PYTHON, _EXCEL = "Complément", "Python", "Excel"
_ONEDRIVE_KEY: Final = r"HKCU\Software\Microsoft\OneDrive\Accounts"


def diagnose(machine: Machine) -> tuple[Finding, ...]:
    """Everything that decides whether the tab and the functions work, in the order in which to mend it.

    Raises:
        InstallationError: neither Windows nor a Mac.
    """
    refuse_unsupported(machine)
    excel = find_excel(machine)
    if excel is None:
        return (
            wrong(
                _EXCEL,
                "Excel n’a pas été trouvé pour cet utilisateur.",
                f"Installez Excel et ouvrez-le une fois. {_INSTALL}",
            ),
        )
    return (
        *_excel_findings(machine, excel),
        *_addin_findings(machine, excel),
        *_python_findings(machine, excel),
        *_place_findings(machine, excel),
        *(trust_findings(machine, excel.version, excel.startup[0]) if excel.version else ()),
        *(disabled_findings(machine, excel.version) if excel.version else ()),
        *(_mac_findings(machine) if machine.system is System.MAC else ()),
    )


def _excel_findings(machine: Machine, excel: Excel) -> Iterator[Finding]:
    words = [f"version {excel.version}" if excel.version else "pour Mac"]
    if excel.bits and excel.version:
        words.append(f"{excel.bits} bits")
    yield right(_EXCEL, f"Excel {', '.join(words)}.")
    if is_running(machine):
        yield note(
            _EXCEL,
            "Excel est ouvert.",
            "Un complément installé maintenant apparaîtra à sa prochaine ouverture.",
        )


def _addin_findings(machine: Machine, excel: Excel) -> Iterator[Finding]:
    addin, record = excel.startup[0] / ADDIN_FILE, read_record(machine)
    if not addin.is_file():
        yield wrong(_ADDIN, f"« {addin} » n’est pas là.", _INSTALL)
    elif addin.read_bytes() == addin_bytes():
        yield right(_ADDIN, f"« {addin} », version {__version__}.")
    else:
        version = record.version if record and record.holds(addin, addin.read_bytes()) else ""
        which = f"de la version {version}" if version else "d’une autre version, ou modifié"
        yield wrong(_ADDIN, f"« {addin} » est {which} ; xladdin est en {__version__}.", _INSTALL)
    for copy in _other_copies(machine, excel):
        yield wrong(
            _ADDIN,
            f"Un deuxième complément est chargé : « {copy} ».",
            "Fermez Excel et supprimez ce fichier ; dans Excel, décochez-le aussi sous Fichier, Options, "
            "Compléments, Gérer : Compléments Excel, Atteindre.",
        )


def _other_copies(machine: Machine, excel: Excel) -> list[Path]:
    """Files of our name that Excel may load besides ours."""
    folders = list(excel.startup[1:])
    if machine.system is System.WINDOWS:
        # Excel's own folder of add-ins, beside the one of startup: …\Microsoft\AddIns
        folders.append(excel.startup[0].parent.parent / "AddIns")
    copies = [folder / ADDIN_FILE for folder in folders]
    for name, value in machine.registry_values(rf"{OFFICE}\{excel.version}\Excel\Options").items():
        text = str(value).removeprefix("/R").removeprefix("/A").strip().strip('"')
        if name.startswith("open") and text.lower().endswith(ADDIN_FILE.lower()):
            copies.append(expanded(machine, text))
    ours = excel.startup[0] / ADDIN_FILE
    return [copy for copy in dict.fromkeys(copies) if copy != ours and copy.is_file()]


def _python_findings(machine: Machine, excel: Excel) -> Iterator[Finding]:
    settings = read_settings(machine)
    interpreter = interpreter_of(machine, settings)
    if not interpreter:
        yield wrong(_PYTHON, f"« {settings_path(machine)} » n’indique aucun Python.", _INSTALL)
        return
    if not Path(interpreter).is_file():
        yield wrong(_PYTHON, f"Le Python du complément n’est plus là : « {interpreter} ».", _INSTALL)
        return
    yield from _interpreter_findings(machine, interpreter)
    if interpreter != str(machine.interpreter):
        yield note(
            _PYTHON,
            f"Le complément emploie « {interpreter} », et non celui-ci : « {machine.interpreter} ».",
            "Pour changer, lancez « xladdin complement installer » depuis l’environnement voulu.",
        )
    if adds_workbook_folder(settings):
        yield wrong(
            _PYTHON,
            "Le dossier du classeur est sur le chemin de Python : un fichier .py voisin pourrait s’exécuter.",
            _INSTALL,
        )
    others = [path for path in machine.programs("xladdin") if path.parent != machine.interpreter.parent]
    if others:
        yield note(
            _PYTHON,
            f"xladdin est aussi installé ailleurs : {', '.join(f'« {path} »' for path in others)}.",
            "La commande « xladdin » lance le premier trouvé ; désinstallez ceux qui ne servent plus.",
        )
    if machine.system is System.WINDOWS:
        yield from _library_findings(interpreter, excel)


def _interpreter_findings(machine: Machine, interpreter: str) -> Iterator[Finding]:
    """Whether that Python can do what the add-in asks of it."""
    asked = "import xladdin, xlwings; print(xladdin.__version__, xlwings.__version__)"
    done = machine.run([interpreter, "-c", asked])
    found = done.output.split()
    if done.code or found != [__version__, XLWINGS_VERSION]:
        shown = " ".join(found[-12:]) or f"code {done.code}"
        yield wrong(
            _PYTHON,
            f"« {interpreter} » n’a pas xladdin {__version__} avec xlwings {XLWINGS_VERSION} : {shown}.",
            f"Réinstallez xladdin avec ce Python. {_INSTALL}",
        )
    else:
        yield right(_PYTHON, f"« {interpreter} », xladdin {__version__}, xlwings {XLWINGS_VERSION}.")


def _library_findings(interpreter: str, excel: Excel) -> Iterator[Finding]:
    """The library through which Excel reaches Python has the bits of Excel, whatever those of Python."""
    if not excel.bits:
        yield note("Bibliothèque xlwings", "Excel n’a pas dit s’il est en 32 ou en 64 bits.")
        return
    name = f"xlwings{excel.bits}-{XLWINGS_VERSION}.dll"
    folders = (Path(interpreter).parent, Path(interpreter).parent.parent)
    found = next((folder / name for folder in folders if (folder / name).is_file()), None)
    if found:
        yield right("Bibliothèque xlwings", f"« {found} », pour un Excel {excel.bits} bits.")
    else:
        yield wrong(
            "Bibliothèque xlwings",
            f"« {name} », qu’il faut à un Excel {excel.bits} bits, manque dans « {folders[0]} » et "
            f"« {folders[1]} ».",
            f'Lancez « "{interpreter}" -m pip install --force-reinstall xlwings=={XLWINGS_VERSION} ».',
        )


def _place_findings(machine: Machine, excel: Excel) -> Iterator[Finding]:
    """Folders that move, or that Excel does not see."""
    if uses_store_python(machine):
        yield wrong(
            _PYTHON,
            "Ce Python vient du Microsoft Store : Windows cache à Excel les fichiers qu’il écrit.",
            "Installez Python depuis python.org, puis xladdin avec lui.",
        )
    for what, path in (
        ("Python", machine.interpreter),
        ("Le dossier de démarrage d’Excel", excel.startup[0]),
    ):
        synchronised = next((root for root in _onedrive_folders(machine) if path.is_relative_to(root)), None)
        if synchronised:
            yield note(
                "OneDrive",
                f"{what} est dans un dossier synchronisé : « {path} ».",
                "OneDrive peut en retirer les fichiers de l’ordinateur : installez xladdin ailleurs, ou "
                "marquez le dossier « Toujours conserver sur cet appareil ».",
            )
    if str(excel.startup[0]).startswith(("\\\\", "//")):
        yield note(
            "Réseau",
            f"Le dossier de démarrage d’Excel est sur le réseau : « {excel.startup[0]} ».",
            "Excel n’approuve un dossier du réseau que si vous cochez « Autoriser les emplacements approuvés "
            "sur mon réseau » dans le Centre de gestion de la confidentialité.",
        )


def _onedrive_folders(machine: Machine) -> list[Path]:
    if machine.system is System.MAC:
        return [machine.home / "Library" / "CloudStorage", machine.home / "OneDrive"]
    named = [machine.environment.get(name) for name in ("ONEDRIVE", "ONEDRIVECONSUMER", "ONEDRIVECOMMERCIAL")]
    accounts = [
        machine.registry_values(rf"{_ONEDRIVE_KEY}\{key}").get("userfolder")
        for key in machine.registry_keys(_ONEDRIVE_KEY)
    ]
    return [Path(str(folder)) for folder in dict.fromkeys([*named, *accounts]) if folder]


def _mac_findings(machine: Machine) -> Iterator[Finding]:
    script = mac_script(machine)
    if script is not None and script.is_file():
        yield right("Lancement de Python", f"« {script} ».")
    else:
        yield wrong("Lancement de Python", f"« {script} » n’est pas là.", _INSTALL)
    yield note(
        "Fonctions",
        "Sur un Mac, l’onglet Recouvrement fonctionne, les fonctions de feuille comme =AGEING() non.",
        "C’est une limite de xlwings ; les feuilles de suivi donnent les mêmes chiffres.",
    )
