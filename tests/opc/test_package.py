"""Opening a file: what passes, what is refused and how it is said."""

from __future__ import annotations

import codecs
import re
import zipfile
from typing import TYPE_CHECKING

import pytest
from zip_samples import CONTENT_TYPES, MINIMAL, ROOT_RELS, archive, minimal, with_field

from xladdin.errors import UnreadableFileError
from xladdin.opc.files import LARGEST
from xladdin.opc.package import open_package

if TYPE_CHECKING:
    from pathlib import Path

LOCAL, CENTRAL, END = b"PK\x03\x04", b"PK\x01\x02", b"PK\x05\x06"
SOUND = minimal(xl__blob=b"0123456789" * 5000)


@pytest.mark.parametrize("method", [zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED])
def test_members_are_read_as_they_were_written(method: int) -> None:
    package = open_package(archive({**MINIMAL, "xl/Données.bin": b"x" * 700_000}, method))
    assert package.names == (*MINIMAL, "xl/Données.bin")
    assert package.read("XL/données.BIN") == b"x" * 700_000
    assert package.workbook_part == "xl/workbook.xml"


def test_a_member_comes_in_bounded_pieces() -> None:
    package = open_package(minimal(xl__blob=b"\0" * 3_000_000))
    pieces = list(package.chunks("xl/blob", 4096))
    assert max(map(len, pieces)) <= 4096
    assert sum(map(len, pieces)) == 3_000_000


def test_an_archive_behind_foreign_bytes_is_read() -> None:
    package = open_package(b"PK" + bytes(100) + SOUND)
    assert package.read("xl/workbook.xml") == MINIMAL["xl/workbook.xml"]


def test_a_path_gives_the_label(tmp_path: Path) -> None:
    path = tmp_path / "Suivi é.xlsx"
    path.write_bytes(SOUND)
    assert open_package(path).label == "Suivi é.xlsx"


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"", "est vide"),
        (b"N\xb0;Client;Montant\n", "n’est pas un classeur"),
        (SOUND[: len(SOUND) // 2], "endommagé ou incomplet"),
        (SOUND[:-3], "endommagé ou incomplet"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600), "ancien format binaire (.xls)"),
        (
            b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600) + "EncryptedPackage".encode("utf-16-le"),
            "mot de passe",
        ),
        (with_field(SOUND, CENTRAL, 8, "<H", 1), "mot de passe"),
        (with_field(SOUND, CENTRAL, 10, "<H", 12), "compression"),
        (with_field(SOUND, CENTRAL, 24, "<L", LARGEST), "1 Gio"),
        (with_field(SOUND, CENTRAL, 24, "<L", 0xFFFFFFFF), "zip64"),
        (with_field(SOUND, END, 10, "<H", 0xFFFF), "zip64"),
        (with_field(SOUND, CENTRAL, 42, "<L", 0, nth=1), "structure anormale"),
        (with_field(SOUND, CENTRAL, 20, "<L", 10_000), "structure anormale"),
        (minimal(**{"..__evil": b""}), "chemin dangereux"),
        (minimal(__etc__evil=b""), "chemin dangereux"),
        (minimal(**{"c:__evil": b""}), "chemin dangereux"),
        (minimal(XL__WORKBOOK__xml=b"", xl__workbook__XML=b""), "deux fois"),
        (archive({"a.txt": b"a"}), "n’est pas un document Office"),
    ],
)
def test_an_unsafe_file_is_refused_in_french(content: bytes, said: str) -> None:
    with pytest.raises(UnreadableFileError, match=re.escape(said)) as refusal:
        open_package(content, "suivi.xlsx")
    assert "« suivi.xlsx »" in refusal.value.message
    assert refusal.value.remedy


@pytest.mark.parametrize("declared", [20_000, 60_000])
def test_a_lying_size_is_found_on_reading(declared: int) -> None:
    package = open_package(with_field(SOUND, CENTRAL, 24, "<L", declared, nth=3))
    with pytest.raises(UnreadableFileError, match="taille annoncée"):
        package.verify("xl/blob")


def test_a_wrong_checksum_is_found_on_reading() -> None:
    package = open_package(with_field(SOUND, CENTRAL, 16, "<L", 1, nth=3))
    with pytest.raises(UnreadableFileError, match="xl/blob"):
        package.read("xl/blob")


DOCTYPE = '<!DOCTYPE a [<!ENTITY e "x">]><a/>'


@pytest.mark.parametrize(
    "content",
    [
        DOCTYPE.encode(),
        b"\xef\xbb\xbf" + DOCTYPE.encode(),
        b'<?xml version="1.0"?>\r\n<!-- a -->  <?p q?>' + DOCTYPE.encode(),
        codecs.BOM_UTF16_LE + DOCTYPE.encode("utf-16-le"),
        codecs.BOM_UTF16_BE + DOCTYPE.encode("utf-16-be"),
        DOCTYPE.encode("utf-16-le"),
        b'<?xml version="1.0" encoding="UTF-7"?>+ADwAIQ-DOCTYPE a>',
        ("<?xml version='1.0'?>" + DOCTYPE).encode("cp037"),
        b"<!--" + b"x" * 5000 + b"-->" + DOCTYPE.encode(),
    ],
)
@pytest.mark.parametrize("name", ["xl__a.xml", "xl__b.vml", "_rels__a.rels"])
def test_a_doctype_is_refused_wherever_it_hides(content: bytes, name: str) -> None:
    with pytest.raises(UnreadableFileError, match="DOCTYPE"):
        open_package(minimal(**{name: content}))


def test_a_doctype_hides_neither_in_the_content_types_nor_under_another_ending() -> None:
    with pytest.raises(UnreadableFileError, match="DOCTYPE"):
        open_package(archive({"a.bin": b"", "[Content_Types].xml": DOCTYPE.encode()}))
    declared = CONTENT_TYPES.replace(b"application/octet-stream", b"application/xml")
    with pytest.raises(UnreadableFileError, match="DOCTYPE"):
        open_package(archive({**MINIMAL, "[Content_Types].xml": declared, "xl/a.bin": DOCTYPE.encode()}))


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"<a/>",
        b"\xef\xbb\xbf<?xml version='1.0' encoding='utf-8'?>\n<a/>",
        codecs.BOM_UTF16_LE + "<a/>".encode("utf-16-le"),
    ],
)
def test_ordinary_xml_passes(content: bytes) -> None:
    assert open_package(minimal(**{"xl__a.xml": content})).read("xl/a.xml") == content


def test_a_picture_may_have_its_own_doctype() -> None:
    declared = CONTENT_TYPES.replace(b"application/octet-stream", b"image/svg+xml").replace(
        b'"bin"', b'"svg"'
    )
    content = archive({**MINIMAL, "[Content_Types].xml": declared, "xl/media/a.svg": DOCTYPE.encode()})
    assert "xl/media/a.svg" in open_package(content)


def test_other_documents_are_named_for_what_they_are() -> None:
    binary = CONTENT_TYPES.replace(b"spreadsheetml.sheet.main+xml", b"x").replace(
        b"application/vnd.openxmlformats-officedocument.x",
        b"application/vnd.ms-excel.sheet.binary.macroEnabled.main",
    )
    with pytest.raises(UnreadableFileError, match=r"\.xlsb"):
        _ = open_package(archive({**MINIMAL, "[Content_Types].xml": binary})).workbook_part
    word = CONTENT_TYPES.replace(b"spreadsheetml", b"wordprocessingml")
    with pytest.raises(UnreadableFileError, match="n’est pas un classeur Excel"):
        _ = open_package(archive({**MINIMAL, "[Content_Types].xml": word})).workbook_part
    with pytest.raises(UnreadableFileError, match="n’est pas un document Office"):
        _ = open_package(archive({**MINIMAL, "_rels/.rels": ROOT_RELS.replace(b"office", b"x")})).main_part


def test_an_absent_file_and_a_folder_are_refused(tmp_path: Path) -> None:
    with pytest.raises(UnreadableFileError, match="introuvable"):
        open_package(tmp_path / "rien.xlsx")
    with pytest.raises(UnreadableFileError, match="est un dossier"):
        open_package(tmp_path)


def test_broken_xml_is_reported_with_its_part() -> None:
    package = open_package(minimal(**{"xl___rels__workbook.xml.rels": b"<a><b></a>"}))
    with pytest.raises(UnreadableFileError, match=r"xl/_rels/workbook\.xml\.rels"):
        package.relationships("xl/workbook.xml")


def test_content_types_prefer_the_override() -> None:
    package = open_package(minimal(**{"xl__a.BIN": b""}))
    assert package.content_type("XL/workbook.xml").endswith("sheet.main+xml")
    assert package.content_type("xl/a.BIN") == "application/octet-stream"
    assert package.content_type("xl/a.unknown") == ""
