"""Readers of VBA projects that others wrote, as functions of bytes."""

from __future__ import annotations

import io
import warnings

with warnings.catch_warnings():  # olevba uses a spelling that its own parser library has given up
    warnings.simplefilter("ignore", DeprecationWarning)
    from oletools.olevba import VBA_Parser, decompress_stream
import olefile
from pyopenvba.cfb import CFB
from pyopenvba.vba import parse_vba_project


def opened(content: bytes) -> olefile.OleFileIO:
    """A compound file, by olefile, which is to refuse any defect."""
    return olefile.OleFileIO(io.BytesIO(content), raise_defects=olefile.DEFECT_UNSURE)


def decompressed(container: bytes) -> bytes:
    """What a compressed container holds, by olevba."""
    return bytes(decompress_stream(bytearray(container)))


def olevba_sources(project: bytes) -> dict[str, str]:
    """Source per module, by olevba."""
    parser = VBA_Parser("vbaProject.bin", data=project)
    return {stream.rpartition("/")[2]: source for _, stream, _, source in parser.extract_all_macros()}


def pyopenvba_sources(project: bytes) -> dict[str, str]:
    """Source per module, by pyOpenVBA."""
    return {module.name: module.source for module in parse_vba_project(CFB.from_bytes(project)).modules}
