"""One file replaced whole or not at all.

The new content is written beside the old, flushed to the disk, read back and only then put in its place by
one rename. Whatever happens before leaves the old file as it was; after it the new one is complete.
"""

from __future__ import annotations

import contextlib
import errno
import os
import stat
import tempfile
from glob import escape
from pathlib import Path
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Callable

_ABANDONED: Final = 3600.0
"""Seconds after which a temporary file can only come from a run that was killed."""


def write_atomically(path: Path, content: bytes, last_look: Callable[[], None] = lambda: None) -> None:
    """Replace ``path`` by ``content`` in one step, its access rights kept.

    Args:
        path: the file, which may be new.
        content: all of it.
        last_look: called when the new file is complete, just before the old one goes; may raise.

    Raises:
        OSError: as the system says; the old file is as it was.
    """
    descriptor, name = tempfile.mkstemp(prefix=_prefix(path), suffix=".tmp", dir=path.parent)
    temporary = Path(name)
    try:
        with os.fdopen(descriptor, "wb") as stream:
            stream.write(content)
            stream.flush()
            os.fsync(stream.fileno())
        if temporary.read_bytes() != content:
            raise OSError(errno.EIO, "what was written does not read back")
        temporary.chmod(_mode_of(path))
        last_look()
        temporary.replace(path)
    except BaseException:
        temporary.unlink(missing_ok=True)
        raise
    _flush_folder(path.parent)
    _sweep(path)


def _mode_of(path: Path) -> int:
    """Access rights of the file replaced, else those that the system gives to a new file."""
    if path.exists():
        return stat.S_IMODE(path.stat().st_mode)
    mask = os.umask(0)
    os.umask(mask)
    return 0o666 & ~mask


def _flush_folder(folder: Path) -> None:
    """Make the rename itself durable, where the system lets a folder be opened."""
    if os.name != "posix":
        return
    with contextlib.suppress(OSError):  # some network folders refuse; the rename has been done
        descriptor = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(descriptor)
        finally:
            os.close(descriptor)


def _sweep(path: Path) -> None:
    """Remove temporary files that a killed run left beside ``path``."""
    now = path.stat().st_mtime
    for left in path.parent.glob(f"{escape(_prefix(path))}*.tmp"):
        with contextlib.suppress(OSError):  # another run's business
            if now - left.stat().st_mtime > _ABANDONED:
                left.unlink()


def _prefix(path: Path) -> str:
    return f".xladdin-{path.stem}-"
