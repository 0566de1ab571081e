"""An Office file opened safely and read lazily."""

from __future__ import annotations

from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Final

from lxml import etree

from xladdin.errors import UnreadableFileError
from xladdin.opc.files import file_content, refuse_too_large
from xladdin.opc.markup import parse_xml
from xladdin.opc.prolog import HEAD_BYTES, prolog_is_safe
from xladdin.opc.relationships import Relationship, parse_relationships, rels_name
from xladdin.opc.zip_records import Member, ZipError, inflated, members_of

if TYPE_CHECKING:
    from collections.abc import Iterator

CONTENT_TYPES: Final = "[Content_Types].xml"
CONTENT_TYPES_NS: Final = "http://schemas.openxmlformats.org/package/2006/content-types"

_CFB = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ENCRYPTED_STREAM = "EncryptedPackage".encode("utf-16-le")
_XML_ENDINGS = (".xml", ".rels", ".vml")
_ASK_AGAIN = "Redemandez le fichier à son auteur, ou ouvrez-le dans Excel et enregistrez-le à nouveau."
_SAVE_AS = "Ouvrez-le dans Excel et enregistrez-le au format « Classeur Excel (.xlsx) »."
_ZIP_ERRORS: Final = {
    "truncated": ("est endommagé ou incomplet", _ASK_AGAIN),
    "overlap": ("a une structure anormale", _ASK_AGAIN),
    "lying": ("est endommagé : un de ses éléments n’a pas la taille annoncée", _ASK_AGAIN),
    "method": ("emploie une compression qu’Excel n’utilise pas", _SAVE_AS),
    "encrypted": ("est protégé par un mot de passe", "Retirez le mot de passe, puis recommencez."),
    "zip64": ("est au format zip64, destiné aux très gros fichiers", _SAVE_AS),
}


class Package:
    """The members of an Office file, each inflated when it is asked for.

    The file is held compressed, as one snapshot: nothing stays open, and what is read later is what was
    there at the start. Names are compared without case, as Office does.

    Attributes:
        archive: the bytes of the file.
        label: name of the file, for messages.
        members: in the order of the file.
    """

    def __init__(self, archive: bytes, label: str, members: tuple[Member, ...]) -> None:
        self.archive = archive
        self.label = label
        self.members = members
        self._by_name = {member.name.lower(): member for member in members}
        self._relationships: dict[str, tuple[Relationship, ...]] = {}

    @property
    def names(self) -> tuple[str, ...]:
        """Names of the members, in the order of the file."""
        return tuple(member.name for member in self.members)

    def __contains__(self, name: str) -> bool:
        return name.lower() in self._by_name

    def actual_name(self, name: str) -> str | None:
        """The name under which the file holds ``name``, whatever the case; None when it does not."""
        member = self._by_name.get(name.lower())
        return member.name if member else None

    def member(self, name: str) -> Member:
        """The record of a member.

        Raises:
            UnreadableFileError: there is no such member.
        """
        try:
            return self._by_name[name.lower()]
        except KeyError:
            raise UnreadableFileError(
                f"Le fichier « {self.label} » est incomplet : l’élément {name} manque.", _ASK_AGAIN
            ) from None

    def chunks(self, name: str, size: int = 1 << 18) -> Iterator[bytes]:
        """The content of a member in pieces of about ``size`` bytes: a large sheet stays out of memory.

        Raises:
            UnreadableFileError: absent, damaged, or not of the size and checksum declared; it may come
                after some pieces.
        """
        try:
            yield from inflated(self.archive, self.member(name), size)
        except ZipError as error:
            raise _unreadable(self.label, error) from error

    def read(self, name: str) -> bytes:
        """The whole content of a member.

        Raises:
            UnreadableFileError: as ``chunks``.
        """
        return b"".join(self.chunks(name))

    def xml(self, name: str) -> etree._Element:
        """The root element of an XML member.

        Raises:
            UnreadableFileError: as ``chunks``, or the XML is not well formed.
        """
        try:
            return parse_xml(self.read(name))
        except etree.XMLSyntaxError as error:
            raise UnreadableFileError(
                f"Le fichier « {self.label} » est endommagé : {name} n’est pas du XML lisible.", _ASK_AGAIN
            ) from error

    def verify(self, name: str) -> None:
        """Inflate a member once for its size and checksum, for a reader that would trust what it declares.

        Raises:
            UnreadableFileError: as ``chunks``.
        """
        for _ in self.chunks(name):
            pass

    def content_type(self, name: str) -> str:
        """What the package says a part is; empty when it says nothing."""
        overrides, defaults = self._content_types
        return overrides.get(name.lower()) or defaults.get(name.rpartition(".")[2].lower(), "")

    def relationships(self, part: str = "") -> tuple[Relationship, ...]:
        """Where ``part`` points; ``""`` asks for the package's own pointers."""
        if part not in self._relationships:
            name = rels_name(part)
            found = parse_relationships(part, self.xml(name), self.actual_name) if name in self else []
            self._relationships[part] = tuple(found)
        return self._relationships[part]

    def related(self, part: str, kind: str) -> tuple[str, ...]:
        """Parts of the package that ``part`` points at as ``kind`` (``sharedStrings``, ``drawing`` …)."""
        return tuple(one.target for one in self.relationships(part) if one.kind == kind and not one.external)

    @property
    def main_part(self) -> str:
        """The part with which reading starts, for a workbook usually ``xl/workbook.xml``.

        Raises:
            UnreadableFileError: the package names none.
        """
        for name in self.related("", "officeDocument"):
            if name in self:
                return name
        raise UnreadableFileError(f"Le fichier « {self.label} » n’est pas un document Office.", _SAVE_AS)

    @property
    def workbook_part(self) -> str:
        """The main part, known to be a workbook in XML.

        Raises:
            UnreadableFileError: a binary workbook (.xlsb), or no workbook at all.
        """
        name = self.main_part
        kind = self.content_type(name)
        if "sheet.binary" in kind:
            raise UnreadableFileError(f"Le classeur « {self.label} » est au format binaire .xlsb.", _SAVE_AS)
        if "spreadsheetml" not in kind and "ms-excel" not in kind:
            raise UnreadableFileError(f"Le fichier « {self.label} » n’est pas un classeur Excel.", _SAVE_AS)
        return name

    @cached_property
    def _content_types(self) -> tuple[dict[str, str], dict[str, str]]:
        overrides, defaults = {}, {}
        for element in self.xml(CONTENT_TYPES).iterchildren(etree.Element):
            kind = element.get("ContentType", "")
            if element.get("PartName") is not None:
                overrides[element.get("PartName", "").lstrip("/").lower()] = kind
            elif element.get("Extension") is not None:
                defaults[element.get("Extension", "").lower()] = kind
        return overrides, defaults


def open_package(source: Path | str | bytes, label: str = "") -> Package:
    """Open an Office file, or the bytes of one.

    Costs the reading of the file as it is on disk, its directory and the first kilobytes of each XML part.

    Args:
        source: a path, or the content of a file.
        label: name for messages; the file's own by default.

    Raises:
        UnreadableFileError: absent or unreadable; not an Office file; truncated; encrypted; a binary .xls;
            zip64; more than 1 GiB of content; records that overlap or names that are doubled or lead
            outside; a DOCTYPE in a part.
    """
    if not isinstance(source, bytes):
        path = Path(source)
        label = label or path.name
        source = file_content(path)
    label = label or "(sans nom)"
    _refuse_other_kinds(source, label)
    try:
        members = members_of(source)
    except ZipError as error:
        raise _unreadable(label, error) from error
    _refuse_unsafe_names(members, label)
    refuse_too_large(sum(member.size for member in members), label)
    package = Package(source, label, members)
    if CONTENT_TYPES not in package:
        raise UnreadableFileError(f"Le fichier « {label} » n’est pas un document Office.", _SAVE_AS)
    _refuse_doctype(package)
    return package


def _refuse_other_kinds(content: bytes, label: str) -> None:
    if content.startswith(_CFB):
        if _ENCRYPTED_STREAM in content:
            message, remedy = _ZIP_ERRORS["encrypted"]
        else:
            message, remedy = "est à l’ancien format binaire (.xls)", _SAVE_AS
        raise UnreadableFileError(f"Le fichier « {label} » {message}.", remedy)
    if not content:
        raise UnreadableFileError(f"Le fichier « {label} » est vide.", _ASK_AGAIN)
    if not content.startswith(b"PK"):
        raise UnreadableFileError(f"Le fichier « {label} » n’est pas un classeur Excel.", _SAVE_AS)


def _refuse_unsafe_names(members: tuple[Member, ...], label: str) -> None:
    seen = set()
    for member in members:
        key = member.name.lower()
        steps = key.replace("\\", "/").split("/")
        if not steps[0] or ".." in steps or ":" in steps[0] or "\0" in key:
            raise UnreadableFileError(
                f"Le fichier « {label} » contient un élément au chemin dangereux ({member.name!r}).",
                _ASK_AGAIN,
            )
        if key in seen:
            raise UnreadableFileError(
                f"Le fichier « {label} » contient deux fois l’élément {member.name}.", _ASK_AGAIN
            )
        seen.add(key)


def _refuse_doctype(package: Package) -> None:
    first = (CONTENT_TYPES,)  # it says which of the others are XML
    for name in (*first, *package.names):
        if name not in first and not _is_xml(package, name):
            continue
        head = next(package.chunks(name, HEAD_BYTES), b"")
        if not prolog_is_safe(head):
            raise UnreadableFileError(
                f"Le fichier « {package.label} » contient une déclaration DOCTYPE ou un codage inattendu "
                f"dans {name} : il n’a pas été fait par Excel.",
                _SAVE_AS,
            )


def _is_xml(package: Package, name: str) -> bool:
    if name.lower().endswith(_XML_ENDINGS):
        return True
    kind = package.content_type(name)
    return kind.endswith(("/xml", "+xml")) and not kind.startswith("image/")  # pictures are never parsed


def _unreadable(label: str, error: ZipError) -> UnreadableFileError:
    message, remedy = _ZIP_ERRORS[error.reason]
    place = f" ({error.member})" if error.member else ""
    return UnreadableFileError(f"Le fichier « {label} » {message}{place}.", remedy)
