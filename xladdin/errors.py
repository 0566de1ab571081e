"""The exception tree.

::

    XladdinError
    ├── ArgumentError              what was asked cannot be: a bad date, bad limits, an unknown customer
    │   └── SeveralCurrenciesError a report over several currencies, none named
    ├── UnreadableFileError        not a workbook or text file that can be opened safely
    ├── LayoutError                opened, but no invoice list can be made out
    ├── WriteRefusedError          nothing was written, the file is as it was
    ├── TemplateError              a letter or workbook template is missing or faulty
    ├── InstallationError          the add-in cannot be installed here, or taken away
    └── MissingDependencyError     an optional part is not installed

Every message is French, says what happened and where, and ``remedy`` says what to do about it.
What is merely wrong *inside* readable data is not an exception but a ``Problem``.
"""

from __future__ import annotations

import errno
from typing import Final

_SYSTEM_REASONS: Final = {
    errno.EACCES: "accès refusé",
    errno.EBUSY: "occupé par un autre programme",
    errno.EDQUOT: "quota dépassé",
    errno.EEXIST: "existe déjà",
    errno.EFBIG: "fichier trop grand",
    errno.EIO: "erreur du disque ou du réseau",
    errno.EISDIR: "c’est un dossier",
    errno.EMFILE: "trop de fichiers ouverts",
    errno.ENAMETOOLONG: "nom trop long",
    errno.ENOENT: "introuvable",
    errno.ENOSPC: "disque plein",
    errno.ENOTDIR: "un élément du chemin n’est pas un dossier",
    errno.EPERM: "opération interdite",
    errno.EROFS: "support en lecture seule",
}


class XladdinError(Exception):
    """Root of all errors that are reported to the user.

    Args:
        message: what happened and where, in French.
        remedy: what the user can do about it, in French.
    """

    def __init__(self, message: str, remedy: str = "") -> None:
        super().__init__(message)
        self.message = message
        self.remedy = remedy

    def __str__(self) -> str:
        return f"{self.message} {self.remedy}".strip()


class ArgumentError(XladdinError):
    """An argument has no meaning here: a bad date, unordered limits, an unknown customer."""


class SeveralCurrenciesError(ArgumentError):
    """Amounts in several currencies would be added; name one of ``currencies``."""

    def __init__(self, currencies: tuple[str, ...]) -> None:
        super().__init__(
            f"Le classeur contient plusieurs devises ({', '.join(currencies)}) : "
            "elles ne s’additionnent pas.",
            f"Précisez la devise voulue, par exemple {currencies[0]}.",
        )
        self.currencies = currencies


class UnreadableFileError(XladdinError):
    """The file cannot be opened safely: encrypted, truncated, unsafe or of another kind."""


class LayoutError(XladdinError):
    """The file opens, but no invoice list can be made out in it."""


class WriteRefusedError(XladdinError):
    """Nothing was written and the file is as it was: locked, protected, changed meanwhile, disk full."""


class TemplateError(XladdinError):
    """A template is missing or faulty."""


class InstallationError(XladdinError):
    """The add-in cannot be installed or taken away: no Excel, a running Excel, a folder that refuses."""


class MissingDependencyError(XladdinError, ImportError):
    """An optional part is not installed; ``remedy`` is the exact install line."""


def notes_of(error: BaseException) -> list[str]:
    """What was added to an error on its way up (``add_note``), in French: what had been done before it."""
    return list(getattr(error, "__notes__", ()))


def system_reason(error: OSError) -> str:
    """What the system refused, in French; the number of the error where we have no words for it."""
    return _SYSTEM_REASONS.get(error.errno or 0, f"erreur système {error.errno}")
