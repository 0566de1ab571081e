"""Builds Recouvrement.xlam from text, on any system, always to the same bytes."""

from __future__ import annotations

from typing import TYPE_CHECKING

from xladdin.addin import autotest, wrappers, xlwings_vba
from xladdin.addin.buttons import GROUPS
from xladdin.addin.package import SHEET_CODE_NAME, WORKBOOK_CODE_NAME, addin_package
from xladdin.addin.ribbon import CALLBACKS_MODULE, callbacks_source, ribbon_xml
from xladdin.addin.sources import source_text
from xladdin.addin.vba.modules import class_module, sheet_module, standard_module, workbook_module
from xladdin.addin.vba.project import vba_project
from xladdin.errors import WriteRefusedError, system_reason
from xladdin.model.worksheet_functions import WORKSHEET_FUNCTIONS
from xladdin.version import __version__

if TYPE_CHECKING:
    from pathlib import Path

    from xladdin.addin.vba.modules import VbaModule


def build_addin(target: Path) -> Path:
    """Writes the add-in to ``target`` and returns it; a file that is there is replaced.

    Raises:
        MissingDependencyError: the installed xlwings is not the one whose VBA and DLL belong together.
        WriteRefusedError: not a .xlam, or the folder does not let it be written.
    """
    if target.suffix.lower() != ".xlam":
        raise WriteRefusedError(
            f"« {target.name} » n’a pas le nom d’un complément.", "Donnez un nom qui finit par .xlam."
        )
    content = addin_bytes()
    try:
        target.write_bytes(content)
    except OSError as error:
        raise WriteRefusedError(
            f"« {target} » ne peut pas être écrit : {system_reason(error)}.",
            "Fermez Excel s’il utilise ce complément, ou choisissez un autre dossier.",
        ) from error
    return target


def addin_bytes() -> bytes:
    """The add-in: the same bytes for the same version of xladdin, on every machine."""
    return addin_package(ribbon_xml(GROUPS), vba_project(addin_modules(), xlwings_vba.PROJECT_NAME))


def addin_modules() -> list[VbaModule]:
    """Every VBA module of the add-in."""
    return [
        workbook_module(WORKBOOK_CODE_NAME, source_text("ThisWorkbook.bas")),
        sheet_module(SHEET_CODE_NAME),
        standard_module("xlwings", xlwings_vba.xlwings_module()),
        standard_module(wrappers.MODULE, wrappers.wrappers_source(WORKSHEET_FUNCTIONS)),
        standard_module(wrappers.HELP_MODULE, wrappers.help_source(WORKSHEET_FUNCTIONS)),
        standard_module(autotest.MODULE, autotest.autotest_source()),
        standard_module("Ruban", source_text("Ruban.bas").replace("@VERSION@", __version__)),
        standard_module(CALLBACKS_MODULE, callbacks_source(GROUPS)),
        class_module("Dictionary", xlwings_vba.mac_dictionary()),
    ]
