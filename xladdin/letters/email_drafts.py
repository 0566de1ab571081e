"""Where drafts wait: in Outlook on Windows, else as .eml files that any mail program opens."""

from __future__ import annotations

import tempfile
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final, Protocol

from xladdin.errors import WriteRefusedError, system_reason
from xladdin.letters.email import Email, email_draft
from xladdin.letters.file_names import safe_file_name
from xladdin.letters.windows_programs import windows_program
from xladdin.opc.atomic import write_atomically

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Callable, Mapping

OUTLOOK_DRAFTS: Final = "brouillons d’Outlook"
EML_FILES: Final = "fichiers .eml"
_MAIL_ITEM: Final = 0  # olMailItem


class MailProgram(Protocol):
    """A mail program that keeps drafts."""

    def save(self, message: Email) -> None:
        """Puts an e-mail among the drafts, unsent.

        Raises:
            WriteRefusedError: it cannot.
        """


class Outlook:
    """Classic Outlook on Windows.

    Args:
        start: gives the COM object of Outlook.
    """

    def __init__(self, start: Callable[[], Any]) -> None:
        self._start = start
        self._program: Any = None

    def save(self, message: Email) -> None:
        """Puts an e-mail among the drafts.

        Raises:
            WriteRefusedError: Outlook refuses.
        """
        try:
            self._program = self._program or self._start()
            item = self._program.CreateItem(_MAIL_ITEM)
            item.To = "; ".join(message.to)
            item.Subject = message.words.subject
            item.HTMLBody = message.words.html
            with tempfile.TemporaryDirectory(prefix="xladdin-", ignore_cleanup_errors=True) as folder:
                for name, content in message.attachments:
                    path = Path(folder) / safe_file_name(Path(name).stem, Path(name).suffix)
                    path.write_bytes(content)
                    item.Attachments.Add(str(path))
                item.Save()
        except Exception as error:  # a COM error, whose class is known on Windows only
            raise WriteRefusedError(
                "Outlook n’a pas pris le brouillon.", "Ouvrez Outlook, puis recommencez."
            ) from error


@dataclass(frozen=True, slots=True)
class Drafts:
    """Where the drafts are.

    Attributes:
        where: ``OUTLOOK_DRAFTS`` or ``EML_FILES``, for the user.
        files: names of the .eml files; empty for Outlook.
    """

    where: str
    files: tuple[str, ...] = ()


def save_drafts(
    messages: Mapping[str, Email], folder: Path, *, written_on: dt.date, program: MailProgram | None = None
) -> Drafts:
    """Keeps e-mails as drafts; none is sent.

    Args:
        messages: by the name that its file shall have, ``DUPONT - 1er rappel.eml``.
        folder: for the files; it must be there.
        written_on: date of the e-mails.
        program: Outlook, where it is wanted and there is one; None for files.

    Raises:
        WriteRefusedError: a file cannot be written, or the program refuses.
    """
    if program is not None:
        for message in messages.values():
            program.save(message)
        return Drafts(OUTLOOK_DRAFTS)
    for name, message in messages.items():
        try:
            write_atomically(folder / name, email_draft(message, written_on=written_on))
        except OSError as error:
            raise WriteRefusedError(
                f"Le brouillon « {name} » ne peut pas être écrit ({system_reason(error)}).",
                "Vérifiez les droits sur ce dossier et la place restante.",
            ) from error
    return Drafts(EML_FILES, tuple(messages))


def find_outlook() -> Outlook | None:
    """Classic Outlook where it is installed; None elsewhere, and with the new Outlook alone."""
    start = windows_program("Outlook.Application")
    return None if start is None else Outlook(start)
