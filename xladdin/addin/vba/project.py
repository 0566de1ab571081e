"""``vbaProject.bin``: the streams of a VBA project ([MS-OVBA] 2.3) without any performance cache.

Excel compiles such a project from its sources when it opens the file, as it does for a project of another
version of Office.
"""

from __future__ import annotations

import struct
from typing import TYPE_CHECKING, Final

from xladdin.addin.vba.compound_file import compound_file
from xladdin.addin.vba.compression import compress
from xladdin.addin.vba.modules import CODE_PAGE, ModuleKind
from xladdin.errors import XladdinError

if TYPE_CHECKING:
    from collections.abc import Sequence

    from xladdin.addin.vba.modules import VbaModule

_PROJECT_ID: Final = "{7A1C4E52-9B0D-4F63-8E21-5D6C3B2A1908}"
"""Ours, made once: the same bytes on every machine."""
_SEED: Final = 0x54
_ENGLISH: Final = 0x0409
_WINDOWS_32: Final = 1
_NO_CACHE: Final = bytes.fromhex("CC61FFFF000000")
_REFERENCES: Final = {
    "stdole": (
        r"*\G{00020430-0000-0000-C000-000000000046}#2.0#0#"
        r"C:\Windows\System32\stdole2.tlb#OLE Automation"
    ),
    "Office": (
        r"*\G{2DF8D04C-5BFA-101B-BDE5-00AA0044DE52}#2.0#0#"
        r"C:\Program Files\Common Files\Microsoft Shared\OFFICE16\MSO.DLL#"
        r"Microsoft Office 16.0 Object Library"
    ),
}
"""The ribbon's types (IRibbonUI, IRibbonControl) are in the Office library; Excel's own are implied."""


def vba_project(modules: Sequence[VbaModule], name: str = "Recouvrement") -> bytes:
    """The bytes of ``vbaProject.bin``; the same for the same modules.

    Args:
        modules: the workbook's module and one per sheet among them, named like the code names in the
            workbook part.
        name: of the project, as other VBA code would refer to it.

    Raises:
        XladdinError: two modules of one name, or a character that VBA cannot hold.
    """
    folded = [module.name.upper() for module in modules]
    if twice := {name for name in folded if folded.count(name) > 1}:
        raise XladdinError(f"Deux modules VBA portent le nom {min(twice)}.", "Renommez l’un des deux.")
    storage = {module.name: compress(module.encoded()) for module in modules}
    storage["_VBA_PROJECT"] = _NO_CACHE
    storage["dir"] = compress(_directory(modules, name))
    return compound_file({"VBA": storage, "PROJECT": _project(modules, name), "PROJECTwm": _names(modules)})


def _directory(modules: Sequence[VbaModule], name: str) -> bytes:
    """The dir stream: project information, references, modules."""
    return b"".join(
        [
            _number(0x01, _WINDOWS_32, 4),
            _number(0x02, _ENGLISH, 4),
            _number(0x14, _ENGLISH, 4),
            _number(0x03, int(CODE_PAGE.removeprefix("cp")), 2),
            _record(0x04, name.encode(CODE_PAGE)),
            _text(0x05, 0x40, ""),  # description
            _record(0x06, b"") + _record(0x3D, b""),  # help file
            _number(0x07, 0, 4),  # help context
            _number(0x08, 0, 4),  # library flags
            struct.pack("<HIIH", 0x09, 4, 1, 1),  # version 1.1; its size does not count the minor number
            _text(0x0C, 0x3C, ""),  # constants
            *(_reference(*reference) for reference in _REFERENCES.items()),
            _number(0x0F, len(modules), 2),
            _number(0x13, 0xFFFF, 2),  # cookie
            *(_module(module) for module in modules),
            _record(0x10, b""),
        ]
    )


def _reference(name: str, library: str) -> bytes:
    encoded = library.encode(CODE_PAGE)
    return _text(0x16, 0x3E, name) + _record(0x0D, struct.pack("<I", len(encoded)) + encoded + bytes(6))


def _module(module: VbaModule) -> bytes:
    kind = 0x21 if module.kind is ModuleKind.STANDARD else 0x22
    return b"".join(
        [
            _text(0x19, 0x47, module.name),
            _text(0x1A, 0x32, module.name),  # the stream is named like the module
            _text(0x1C, 0x48, ""),  # description
            _number(0x31, 0, 4),  # the source starts at once: no cache before it
            _number(0x1E, 0, 4),  # help context
            _number(0x2C, 0xFFFF, 2),  # cookie
            _record(kind, b""),
            _record(0x2B, b""),
        ]
    )


def _record(code: int, content: bytes) -> bytes:
    return struct.pack("<HI", code, len(content)) + content


def _number(code: int, number: int, size: int) -> bytes:
    return _record(code, number.to_bytes(size, "little"))


def _text(code: int, unicode_code: int, text: str) -> bytes:
    return _record(code, text.encode(CODE_PAGE)) + _record(unicode_code, text.encode("utf-16-le"))


def _project(modules: Sequence[VbaModule], name: str) -> bytes:
    """The PROJECT stream: what the project holds, in lines of text."""
    lines = [
        f'ID="{_PROJECT_ID}"',
        *(
            f"Document={module.name}/&H00000000"
            if module.kind is ModuleKind.DOCUMENT
            else f"{module.kind.value}={module.name}"
            for module in modules
        ),
        f'Name="{name}"',
        'HelpContextID="0"',
        'VersionCompatible32="393222000"',
        f'CMG="{_obscured(bytes(4))}"',  # not protected
        f'DPB="{_obscured(bytes(1))}"',  # no password
        f'GC="{_obscured(bytes([0xFF]))}"',  # visible
        "",
        "[Host Extender Info]",
        "&H00000001={3832D640-CF90-11CF-8E43-00A0C911005A};VBE;&H00000000",
        "",
        "[Workspace]",
        *(f"{module.name}=0, 0, 0, 0, C" for module in modules),
        "",
    ]
    return "\r\n".join(lines).encode(CODE_PAGE)


def _names(modules: Sequence[VbaModule]) -> bytes:
    """The PROJECTwm stream: each name in the code page and in Unicode."""
    pairs = (
        module.name.encode(CODE_PAGE) + b"\0" + module.name.encode("utf-16-le") + b"\0\0"
        for module in modules
    )
    return b"".join(pairs) + b"\0\0"


def _obscured(secret: bytes) -> str:
    """[MS-OVBA] 2.4.3.2 with a fixed seed, in capital hexadecimal."""
    key = sum(_PROJECT_ID.encode(CODE_PAGE)) & 0xFF
    packed = [_SEED, _SEED ^ 2, _SEED ^ key]
    padding = bytes([7] * ((_SEED & 6) // 2))
    last, before_last, plain = packed[2], packed[1], key
    for byte in padding + len(secret).to_bytes(4, "little") + secret:
        packed.append(byte ^ (before_last + plain) & 0xFF)
        before_last, last, plain = last, packed[-1], byte
    return bytes(packed).hex().upper()
