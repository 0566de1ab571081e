"""A compound file ([MS-CFB] version 3): streams and storages in one file of 512-byte sectors."""

from __future__ import annotations

import struct
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Mapping

    Tree = Mapping[str, "bytes | Tree"]

_SECTOR: Final = 512
_MINI_SECTOR: Final = 64
_MINI_CUTOFF: Final = 4096
_MOST_FAT_SECTORS: Final = 109
"""As many as the header itself can list: 7 MB."""
_LONGEST_NAME: Final = 31
_ENTRY: Final = 128
_NOBODY: Final = 0xFFFFFFFF
_FREE: Final = 0xFFFFFFFF
_END_OF_CHAIN: Final = 0xFFFFFFFE
_FAT_SECTOR: Final = 0xFFFFFFFD
_UNUSED, _STORAGE, _STREAM, _ROOT = 0, 1, 2, 5
_RED, _BLACK = 0, 1


def compound_file(tree: Tree) -> bytes:
    """The bytes of a compound file that holds ``tree``; the same for the same tree.

    Args:
        tree: by name, of at most 31 characters: bytes for a stream, a mapping for a storage.

    Raises:
        ValueError: a name too long, or more than 7 MB.
    """
    directory = [_Entry("Root Entry", _ROOT)]
    _add_children(directory, directory[0], tree)
    sectors, mini = _Chains(_SECTOR), _Chains(_MINI_SECTOR)
    for entry in directory:
        if entry.kind == _STREAM:
            home = mini if len(entry.content) < _MINI_CUTOFF else sectors
            entry.start, entry.size = home.store(entry.content), len(entry.content)
    directory[0].start, directory[0].size = sectors.store(mini.content), len(mini.content)
    mini_fat = _sectors_of(mini.links)
    mini_fat_start = sectors.store(mini_fat)
    directory += [_Entry("", _UNUSED, start=0)] * (-len(directory) % (_SECTOR // _ENTRY))
    directory_start = sectors.store(b"".join(entry.pack() for entry in directory))
    fat_sectors = _add_fat(sectors)
    header = struct.pack(
        "<8s16xHHHHH6x9I",
        bytes.fromhex("D0CF11E0A1B11AE1"),
        0x003E,  # minor version
        3,  # major version
        0xFFFE,  # byte order
        9,  # 2^9-byte sectors
        6,  # 2^6-byte mini sectors
        0,  # directory sectors are not counted in version 3
        len(fat_sectors),
        directory_start,
        0,  # no transactions
        _MINI_CUTOFF,
        mini_fat_start,
        len(mini_fat) // _SECTOR,
        _END_OF_CHAIN,  # no further list of FAT sectors
        0,
    )
    listed = [*fat_sectors, *[_FREE] * (_MOST_FAT_SECTORS - len(fat_sectors))]
    return header + struct.pack(f"<{_MOST_FAT_SECTORS}I", *listed) + sectors.content


@dataclass
class _Entry:
    """An entry of the directory; ``left``, ``right`` and ``child`` are positions in it."""

    name: str
    kind: int
    content: bytes = b""
    colour: int = _BLACK
    left: int = _NOBODY
    right: int = _NOBODY
    child: int = _NOBODY
    start: int = _END_OF_CHAIN
    size: int = 0

    def pack(self) -> bytes:
        """128 bytes, without class id or time stamps."""
        name = f"{self.name}\0".encode("utf-16-le") if self.name else b""
        links = (self.left, self.right, self.child)
        return struct.pack(
            "<64sHBB3I36xIQ", name, len(name), self.kind, self.colour, *links, self.start, self.size
        )


@dataclass
class _Chains:
    """Contents cut into sectors of one size, and which sector follows which."""

    size: int
    content: bytes = b""
    links: list[int] = field(default_factory=list)

    def store(self, content: bytes) -> int:
        """Appends a chain and returns its first sector."""
        if not content:
            return _END_OF_CHAIN
        first = len(self.links)
        count = -(-len(content) // self.size)
        self.links += [*range(first + 1, first + count), _END_OF_CHAIN]
        self.content += content.ljust(count * self.size, b"\0")
        return first


def _add_children(directory: list[_Entry], parent: _Entry, tree: Tree) -> None:
    """Adds the entries of a storage as a red-black tree, sorted as the format wants: shorter first."""
    places = []
    for name in sorted(tree, key=lambda name: (len(name), name.upper())):
        if len(name) > _LONGEST_NAME:
            raise ValueError(f"name too long: {name!r}")
        content = tree[name]
        places.append(len(directory))
        if isinstance(content, bytes):
            directory.append(_Entry(name, _STREAM, content))
        else:
            storage = _Entry(name, _STORAGE, start=0)
            directory.append(storage)
            _add_children(directory, storage, content)
    parent.child = _link(directory, places, len(places).bit_length())


def _link(directory: list[_Entry], places: list[int], height: int) -> int:
    """Balances sorted siblings and returns their root; the entries of the last, unfilled level are red."""
    if not places:
        return _NOBODY
    middle = len(places) // 2
    entry = directory[places[middle]]
    entry.left = _link(directory, places[:middle], height - 1)
    entry.right = _link(directory, places[middle + 1 :], height - 1)
    entry.colour = _RED if height == 1 else _BLACK
    return places[middle]


def _add_fat(sectors: _Chains) -> list[int]:
    """Appends the table of all chains, itself included, and returns the sectors that hold it."""
    used = len(sectors.links)
    count = 0
    while count * (_SECTOR // 4) < used + count:
        count += 1
    if count > _MOST_FAT_SECTORS:
        raise ValueError("more than 7 MB")
    places = list(range(used, used + count))
    sectors.content += _sectors_of([*sectors.links, *[_FAT_SECTOR] * count])
    return places


def _sectors_of(links: list[int]) -> bytes:
    """A table of links, filled up to whole sectors."""
    table = struct.pack(f"<{len(links)}I", *links)
    return table + b"\xff" * (-len(table) % _SECTOR)
