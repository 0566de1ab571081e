"""What a button asks of the user and tells her, in Excel's own boxes."""

from __future__ import annotations

import subprocess
import sys
import webbrowser
from typing import TYPE_CHECKING, Final, Protocol

if TYPE_CHECKING:
    from pathlib import Path

    import xlwings

TITLE: Final = "Recouvrement"
_TEXT: Final = 2
"""Of Application.InputBox: the answer is a text."""
_MAC_QUESTION: Final = """on run argv
return text returned of (display dialog (item 1 of argv) ¬
default answer (item 2 of argv) ¬
with title (item 3 of argv))
end run"""


class Window(Protocol):
    """Where a button shows its boxes."""

    def tell(self, words: str) -> None:
        """Says how it went."""

    def warn(self, words: str) -> None:
        """Says what went wrong."""

    def confirm(self, words: str) -> bool:
        """Asks a yes-or-no question."""

    def ask(self, words: str, default: str = "") -> str | None:
        """Asks for a line of text; None when she gives up."""

    def progress(self, words: str, share: float) -> None:
        """Says how far the work is, ``share`` from 0 to 1."""

    def open(self, place: Path) -> None:
        """Opens a folder or a page in the program that is for it."""


class ExcelWindow:
    """The boxes of Excel.

    Args:
        app: the Excel that called.
    """

    def __init__(self, app: xlwings.App) -> None:
        self._app = app

    def tell(self, words: str) -> None:
        """A box with an information mark."""
        self._app.alert(words, TITLE, "ok", "info")

    def warn(self, words: str) -> None:
        """A box with a warning mark."""
        self._app.alert(words, TITLE, "ok", "critical")

    def confirm(self, words: str) -> bool:
        """A box with Oui and Non."""
        return self._app.alert(words, TITLE, "yes_no", "info") == "yes"

    def ask(self, words: str, default: str = "") -> str | None:
        """Excel's input box; on a Mac that of the system."""
        if sys.platform == "darwin":
            answer = subprocess.run(  # noqa: S603 - our own script, her words are arguments
                ["/usr/bin/osascript", "-e", _MAC_QUESTION, words, default, TITLE],
                capture_output=True, text=True, check=False,
            )  # fmt: skip
            return answer.stdout.rstrip("\n") if answer.returncode == 0 else None
        given = self._app.api.InputBox(Prompt=words, Title=TITLE, Default=default, Type=_TEXT)
        return given if isinstance(given, str) else None

    def progress(self, words: str, share: float) -> None:
        """The status bar, which ``told`` gives back to Excel."""
        self._app.status_bar = f"{TITLE} : {words} … {share:.0%}".replace("%", "\u00a0%")

    def open(self, place: Path) -> None:
        """The system decides by what."""
        webbrowser.open(place.absolute().as_uri())
