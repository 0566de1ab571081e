"""Figer pour partage on a workbook on the disk."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from xladdin.app.freeze import Frozen
from xladdin.hosts.file import target_of
from xladdin.opc.package import open_package
from xladdin.opc.saving import save_package
from xladdin.workbook.freeze import freeze_package

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path


@dataclass(frozen=True, slots=True)
class FreezableFile:
    """The FreezableBook of a .xlsx or .xlsm.

    Attributes:
        path: where it is.
        out: where to write; None for the same file, of which a dated copy is kept.
    """

    path: Path
    out: Path | None = None

    def freeze(self, becomes_value: Callable[[str, str | None], bool]) -> Frozen:
        """See ``FreezableBook``; the values are those of the last calculation in Excel.

        Raises:
            ArgumentError: ``out`` cannot be what it is to be.
            UnreadableFileError: the workbook cannot be opened safely.
            WriteRefusedError: nothing was written; a formula has no value yet, or the file cannot be saved.
        """
        target = target_of(self.path, self.out)
        package = open_package(self.path)
        frozen = freeze_package(package, becomes_value)
        base = None if self.out else package
        save_package(target, frozen.content, base=base, copied_from=package)
        return Frozen({title: len(cells) for title, cells in frozen.cells.items()}, frozen.left)
