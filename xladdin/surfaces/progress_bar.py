"""A progress bar for long work: on the error output, and only where someone watches."""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING

from rich.console import Console
from rich.markup import escape
from rich.progress import BarColumn, Progress, SpinnerColumn, TextColumn, TimeElapsedColumn

if TYPE_CHECKING:
    from collections.abc import Iterator

    from xladdin.app.progress import Progress as Told


@contextmanager
def progress_bar(subject: str, console: Console | None = None) -> Iterator[Told]:
    """What to hand to a use case as its ``progress``; the bar is gone when the block ends.

    Standard output stays free for results. Outside a terminal nothing is written at all.

    Args:
        subject: what is being worked on, such as the name of the file.
        console: where to; the error output by default.
    """
    console = console or Console(stderr=True)
    bar = Progress(
        SpinnerColumn(),
        TextColumn("{task.description}"),
        BarColumn(bar_width=30),
        TimeElapsedColumn(),
        console=console,
        transient=True,
        disable=not console.is_terminal,
    )
    task = bar.add_task(escape(subject), total=1.0)
    with bar:
        yield lambda step, share: bar.update(task, completed=share, description=escape(f"{subject} · {step}"))
