"""The office programs that turn letters into PDF: LibreOffice anywhere, Word on Windows.

Each is a small port: it converts files of a folder and tells how many are done. Whether the files are really
there is checked by ``xladdin.letters.pdf``, for both.
"""

from __future__ import annotations

import contextlib
import os
import shutil
import signal
import subprocess
import tempfile
import time
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final, Protocol

from xladdin.errors import MissingDependencyError, WriteRefusedError
from xladdin.letters.windows_programs import windows_program

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    Told = Callable[[int], None]
    """Called with the number of files done so far."""

_FILES_PER_CALL: Final = 200
"""Keeps the command line below the 32 767 characters of Windows."""
_SECONDS_TO_START: Final = 120.0
_SECONDS_PER_FILE: Final = 10.0
_SECONDS_BETWEEN_LOOKS: Final = 0.2
_WORD_PDF: Final = 17  # wdExportFormatPDF
_WORD_NO_SAVE: Final = 0  # wdDoNotSaveChanges
_WORD_NO_ALERTS: Final = 0  # wdAlertsNone
_USUAL_PLACES: Final = (
    "/Applications/LibreOffice.app/Contents/MacOS/soffice",
    r"C:\Program Files\LibreOffice\program\soffice.exe",
    r"C:\Program Files (x86)\LibreOffice\program\soffice.exe",
)


class Office(Protocol):
    """A program that converts Word documents.

    Attributes:
        name: as the user knows it.
        remedy: what she can do when it makes nothing.
    """

    name: str
    remedy: str

    def convert(self, documents: Sequence[Path], folder: Path, told: Told) -> None:
        """Writes ``<stem>.pdf`` into ``folder`` for each document.

        Raises:
            WriteRefusedError: the program does not answer.
        """


class LibreOffice:
    """LibreOffice without a window, with a profile of its own: one that is open is left alone.

    Args:
        program: ``soffice``.
        patience: factor on the time given before the program counts as hung.
    """

    name = "LibreOffice"
    remedy = "Vérifiez que LibreOffice Writer est installé (sous Linux, paquet « libreoffice-writer »)."

    def __init__(self, program: Path, patience: float = 1) -> None:
        self._program = program
        self._patience = patience

    def convert(self, documents: Sequence[Path], folder: Path, told: Told) -> None:
        """Converts, two hundred files per start.

        Raises:
            WriteRefusedError: it does not come to an end, or cannot be started.
        """
        with tempfile.TemporaryDirectory(
            prefix="xladdin-libreoffice-", ignore_cleanup_errors=True
        ) as profile:
            for start in range(0, len(documents), _FILES_PER_CALL):
                self._call(documents[start : start + _FILES_PER_CALL], folder, Path(profile), told)

    def _call(self, documents: Sequence[Path], folder: Path, profile: Path, told: Told) -> None:
        command = [
            str(self._program),
            f"-env:UserInstallation={profile.resolve().as_uri()}",
            *("--headless", "--norestore", "--nologo", "--nodefault", "--nolockcheck"),
            *("--convert-to", "pdf:writer_pdf_Export", "--outdir", str(folder)),
            *map(str, documents),
        ]
        quiet = subprocess.DEVNULL
        try:
            running = subprocess.Popen(  # noqa: S603 - the program found, files of ours
                command, stdin=quiet, stdout=quiet, stderr=quiet, start_new_session=True
            )
        except OSError as error:
            raise WriteRefusedError(f"{self.name} ne peut pas être démarré.", self.remedy) from error
        limit = self._patience * (_SECONDS_TO_START + _SECONDS_PER_FILE * len(documents))
        deadline = time.monotonic() + limit
        try:
            while running.poll() is None:
                if time.monotonic() > deadline:
                    raise WriteRefusedError(
                        f"{self.name} n’a pas fini de créer les PDF après {limit:.0f} secondes.",
                        "Recommencez avec moins de lettres, ou enregistrez-les en PDF dans Word.",
                    )
                told(sum(1 for _ in folder.glob("*.pdf")))
                with contextlib.suppress(subprocess.TimeoutExpired):
                    running.wait(_SECONDS_BETWEEN_LOOKS)
        finally:
            _end(running)


class Word:
    """Microsoft Word on Windows, in an instance of its own.

    Args:
        start: gives the COM object of a Word just started.
    """

    name = "Word"
    remedy = "Ouvrez la lettre dans Word et enregistrez-la en PDF, ou installez LibreOffice."

    def __init__(self, start: Callable[[], Any]) -> None:
        self._start = start

    def convert(self, documents: Sequence[Path], folder: Path, told: Told) -> None:
        """Converts one file after the other.

        Raises:
            WriteRefusedError: Word refuses.
        """
        try:
            word = self._start()
        except Exception as error:  # a COM error, whose class is known on Windows only
            raise WriteRefusedError("Word ne peut pas être démarré.", self.remedy) from error
        try:
            word.Visible = False
            word.DisplayAlerts = _WORD_NO_ALERTS
            for done, path in enumerate(documents, start=1):
                document = word.Documents.Open(str(path), False, True, False)  # no question, read-only
                try:
                    document.ExportAsFixedFormat(str(folder / f"{path.stem}.pdf"), _WORD_PDF)
                finally:
                    document.Close(_WORD_NO_SAVE)
                told(done)
        except Exception as error:
            raise WriteRefusedError("Word n’a pas pu créer un PDF.", self.remedy) from error
        finally:
            word.Quit(_WORD_NO_SAVE)


def find_office() -> Office:
    """Word where it is installed (Windows), else LibreOffice.

    Raises:
        MissingDependencyError: neither is installed.
    """
    if (start := windows_program("Word.Application")) is not None:
        return Word(start)
    places = (shutil.which("soffice"), shutil.which("libreoffice"), *_USUAL_PLACES)
    for place in places:
        if place and Path(place).is_file():
            return LibreOffice(Path(place))
    raise MissingDependencyError(
        "Les PDF demandent Word (sous Windows) ou LibreOffice, et ni l’un ni l’autre n’a été trouvé.",
        "Installez LibreOffice, qui est gratuit (sous Linux : « apt install libreoffice-writer »), ou "
        "demandez les lettres sans PDF.",
    )


def _end(running: subprocess.Popen[bytes]) -> None:
    """Stop the program with all that it started; nothing happens when it has ended."""
    if running.poll() is None:
        if os.name == "posix":
            with contextlib.suppress(ProcessLookupError):
                os.killpg(running.pid, signal.SIGKILL)
        else:
            running.kill()
        running.wait()
