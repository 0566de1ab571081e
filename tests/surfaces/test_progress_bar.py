"""The bar is for eyes: on a terminal it names the step, anywhere else it writes nothing."""

from __future__ import annotations

from io import StringIO
from typing import TYPE_CHECKING

import pytest
from rich.console import Console

from xladdin.surfaces.cli import run
from xladdin.surfaces.progress_bar import progress_bar

if TYPE_CHECKING:
    from pathlib import Path


@pytest.mark.parametrize("terminal", [True, False])
def test_the_step_is_shown_where_someone_watches(*, terminal: bool) -> None:
    written = StringIO()
    console = Console(file=written, force_terminal=terminal, width=100)
    with progress_bar("[créances].xlsx", console) as progress:
        progress("lecture", 0.0)
        progress("écriture", 0.6)
    assert ("[créances].xlsx · écriture" in written.getvalue()) is terminal
    assert bool(written.getvalue()) is terminal


def test_a_refresh_into_a_pipe_writes_its_result_only(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "classeur.xlsx"
    run(["nouveau", str(path)])
    assert run(["actualiser", str(path)]) == 0
    assert capsys.readouterr().err == ""
