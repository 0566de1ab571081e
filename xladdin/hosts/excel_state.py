"""Excel as the user left it, whatever happens while we write."""

from __future__ import annotations

from contextlib import ExitStack, contextmanager
from functools import partial
from typing import TYPE_CHECKING, Final

from xladdin.hosts.excel_native import selected_cells

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

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
        stack.callback(_way_back(book))
        yield


@contextmanager
def told(app: xlwings.App, words: str) -> Iterator[None]:
    """``words`` in the status bar meanwhile; afterwards Excel has it back."""
    app.status_bar = words
    try:
        yield
    finally:
        app.status_bar = False


def _way_back(book: xlwings.Book) -> Callable[[], object]:
    """What shows again the sheet, and the selection, that are before her eyes now."""
    active, selected = book.sheets.active, selected_cells(book.app)
    if active.name not in [one.name for one in book.sheets]:
        return active.activate  # a chart sheet, which no host writes or removes
    hers = selected is not None and selected.sheet.book.name == book.name
    return partial(_show, book, active.name, selected.address if selected and hers else "")


def _show(book: xlwings.Book, title: str, address: str) -> None:
    sheet = next((one for one in book.sheets if one.name == title), None)
    if sheet is None or not sheet.visible:
        return
    sheet.activate()
    if address:
        sheet.range(address).select()
