"""Dated copies of a workbook, kept in the folder « sauvegardes » beside it.

Visible and plainly named, so that she can open or copy one without us. A copy bears the time at which that
state of the workbook was saved; the latest ones stay, and the first of each of the last days.
"""

from __future__ import annotations

import datetime as dt
import os
import re
from itertools import groupby
from typing import TYPE_CHECKING, Final

from xladdin.opc.atomic import write_atomically

if TYPE_CHECKING:
    from pathlib import Path

FOLDER: Final = "sauvegardes"
LATEST_KEPT: Final = 5
DAYS_KEPT: Final = 10

_STAMP: Final = "%Y-%m-%d %Hh%Mm%S"
_STAMPED: Final = re.compile(r"^(?P<stem>.*) (?P<day>\d{4}-\d{2}-\d{2}) \d{2}h\d{2}m\d{2}(?:-\d+)?$")


def keep_backup(path: Path, content: bytes) -> Path:
    """Keep a copy of ``path`` as it is now, and let go of copies that are too old.

    Args:
        path: the workbook.
        content: what it holds.

    Raises:
        OSError: the copy could not be written; nothing should be overwritten then.
    """
    saved = path.stat().st_mtime
    folder = path.parent / FOLDER
    folder.mkdir(exist_ok=True)
    stamp = dt.datetime.fromtimestamp(saved).strftime(_STAMP)  # noqa: DTZ006 - her own clock
    copy = folder / f"{path.stem} {stamp}{path.suffix}"
    number = 1
    while copy.exists() and copy.read_bytes() != content:  # saved twice within a second
        number += 1
        copy = folder / f"{path.stem} {stamp}-{number}{path.suffix}"
    if not copy.exists():
        write_atomically(copy, content)
        os.utime(copy, (saved, saved))
    for old in _superfluous(backups_of(path)):
        old.unlink()
    return copy


def backups_of(path: Path) -> tuple[Path, ...]:
    """Copies of ``path``, newest first."""
    found = (path.parent / FOLDER).glob(f"*{path.suffix}") if path.suffix else iter(())
    stamped = ((one, _STAMPED.match(one.stem)) for one in found)
    ours = [one for one, match in stamped if match and match["stem"] == path.stem]
    return tuple(sorted(ours, key=lambda one: one.stem, reverse=True))


def _superfluous(copies: tuple[Path, ...]) -> list[Path]:
    by_day = [list(group) for _, group in groupby(copies, key=_day)]
    kept = {*copies[:LATEST_KEPT], *(group[-1] for group in by_day[:DAYS_KEPT])}
    return [one for one in copies if one not in kept]


def _day(copy: Path) -> str:
    match = _STAMPED.match(copy.stem)
    return match["day"] if match else ""
