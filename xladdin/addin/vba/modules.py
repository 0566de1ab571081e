"""VBA modules as the text that a project stores: attributes first, one code page, CRLF."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import Enum
from typing import Final

from xladdin.errors import XladdinError

CODE_PAGE: Final = "cp1252"
_NAME: Final = re.compile(r"[A-Za-z][A-Za-z0-9_]{0,30}")
_EXPORT_HEADER: Final = re.compile(r"\AVERSION 1\.0 CLASS\s*?\nBEGIN\b.*?\nEND\s*?\n", re.DOTALL)


class ModuleKind(Enum):
    """What a module is to Excel; a DOCUMENT belongs to the workbook or to one of its sheets."""

    STANDARD = "Module"
    CLASS = "Class"
    DOCUMENT = "Document"


@dataclass(frozen=True, slots=True)
class VbaModule:
    """One module.

    Attributes:
        name: letters, digits and underscores, a letter first, 31 at most.
        source: as stored, ``Attribute`` lines included; any line ends.
    """

    name: str
    kind: ModuleKind
    source: str

    def encoded(self) -> bytes:
        """The source in cp1252 with CRLF line ends, the last line ended as well.

        Raises:
            XladdinError: a character that cp1252 lacks; the message names module, line and character.
        """
        lines = self.source.splitlines()
        for number, line in enumerate(lines, start=1):
            _check_line(self.name, number, line)
        return "".join(f"{line}\r\n" for line in lines).encode(CODE_PAGE)


def standard_module(name: str, code: str) -> VbaModule:
    """A module of procedures; ``code`` may be an exported .bas, its name line included."""
    return VbaModule(name, ModuleKind.STANDARD, _named(name, code))


def class_module(name: str, exported: str) -> VbaModule:
    """A class from an exported .cls; the header lines that only files have are left out."""
    return VbaModule(
        name, ModuleKind.CLASS, _named(name, _EXPORT_HEADER.sub("", "\n".join(exported.splitlines())))
    )


def workbook_module(name: str, code: str = "") -> VbaModule:
    """The code of the workbook itself (``ThisWorkbook``)."""
    return _document(name, "00020819", code)


def sheet_module(name: str, code: str = "") -> VbaModule:
    """The code of a worksheet."""
    return _document(name, "00020820", code)


def _document(name: str, base: str, code: str) -> VbaModule:
    attributes = (
        f'Attribute VB_Name = "{name}"',
        f'Attribute VB_Base = "0{{{base}-0000-0000-C000-000000000046}}"',
        "Attribute VB_GlobalNameSpace = False",
        "Attribute VB_Creatable = False",
        "Attribute VB_PredeclaredId = True",
        "Attribute VB_Exposed = True",
        "Attribute VB_TemplateDerived = False",
        "Attribute VB_Customizable = True",
    )
    return VbaModule(name, ModuleKind.DOCUMENT, "\n".join([*attributes, code]))


def _named(name: str, code: str) -> str:
    """The code with its name line."""
    if not _NAME.fullmatch(name):
        raise XladdinError(
            f"Le nom de module VBA « {name} » n’est pas permis.",
            "Prenez une lettre, puis des lettres sans accent, des chiffres ou « _ », 31 caractères au plus.",
        )
    line = f'Attribute VB_Name = "{name}"'
    if not code.startswith("Attribute VB_Name"):
        return f"{line}\n{code}"
    first, _, _ = code.partition("\n")
    if first.strip() != line:
        raise XladdinError(
            f"Le module VBA « {name} » porte un autre nom dans son texte ({first.strip()}).",
            "Donnez le même nom aux deux endroits.",
        )
    return code


def _check_line(module: str, number: int, line: str) -> None:
    try:
        line.encode(CODE_PAGE)
    except UnicodeEncodeError as error:
        wrong = line[error.start]
        raise XladdinError(
            f"Module VBA « {module} », ligne {number}, colonne {error.start + 1} : "
            f"le caractère « {wrong} » (U+{ord(wrong):04X}) n’existe pas dans le jeu de caractères de VBA.",
            "Remplacez-le par un caractère courant (espace, apostrophe, lettre).",
        ) from error
