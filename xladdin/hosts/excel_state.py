"""Excel as the user left it, whatever happens while we write."""

from __future__ import annotations

from contextlib import ExitStack, contextmanager
from typing import TYPE_CHECKING, Any, Final

if TYPE_CHECKING:
    from collections.abc import Iterator

    import xlwings

_QUIET: Final = {
    "screen_updating": False,
    "enable_events": False,
    "display_alerts": False,
    "calculation": "manual",
}
"""In this order; put back in the reverse one, so that the screen moves last."""


@contextmanager
def undisturbed(book: xlwings.Book) -> Iterator[None]:
    """No screen, events, questions or calculation meanwhile; afterwards all is as it was.

    The sheet and the selection come back too, unless the sheet is gone, and each thing is put back even if
    another cannot be.
    """
    app = book.app
    with ExitStack() as stack:
        for name, value in _QUIET.items():
            before = getattr(app, name)
            setattr(app, name, value)
            stack.callback(setattr, app, name, before)
        stack.callback(_show, book, book.sheets.active.name, _selected(book))
        yield


@contextmanager
def told(app: xlwings.App, words: str) -> Iterator[None]:
    """``words`` in the status bar meanwhile; afterwards Excel has it back."""
    app.status_bar = words
    try:
        yield
    finally:
        app.status_bar = False


def _selected(book: xlwings.Book) -> str:
    """Address of what is selected; ``""`` for a chart or a picture."""
    selected: Any = book.app.selection
    own = selected is not None and selected.sheet.book.name == book.name
    return selected.address if own else ""


def _show(book: xlwings.Book, title: str, address: str) -> None:
    sheet = next((one for one in book.sheets if one.name == title), None)
    if sheet is None or not sheet.visible:
        return
    sheet.activate()
    if address:
        sheet.range(address).select()
