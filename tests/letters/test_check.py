"""Templates are checked before a campaign needs them."""

from __future__ import annotations

import sys
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING

import docx
import pytest

from xladdin.errors import ArgumentError
from xladdin.letters.check import check_templates, preview_pdf
from xladdin.letters.templates import EMAIL_TEMPLATES, copy_templates
from xladdin.resources import letter_templates

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

sys.path.insert(0, str(Path(__file__).parents[2] / "scripts"))
from word_package import paragraph, write_document


def write(folder: Path, name: str, *texts: str, footer: str = "") -> None:
    write_document(folder / name, map(paragraph, texts), [paragraph(footer)], "essai")


def only_faults(folder: Path) -> tuple[str, ...]:
    (check,) = check_templates(folder)
    return check.faults


def test_the_shipped_templates_are_sound(tmp_path: Path) -> None:
    copy_templates(tmp_path)
    checks = check_templates(tmp_path, tmp_path / "apercu")
    assert {one.name for one in checks} == {*letter_templates(), " + ".join(EMAIL_TEMPLATES)}
    assert [fault for one in checks for fault in one.faults] == []
    previews = {one.name: one.preview for one in checks if one.preview}
    assert set(previews) == set(letter_templates())
    said = {
        name: " ".join(p.text for p in docx.Document(str(path)).paragraphs) for name, path in previews.items()
    }
    assert "2ème RAPPEL" in said["rappel_2.docx"]
    assert "1er RAPPEL" in said["rappel_1.docx"]
    assert "D2026-001" in said["dossier.docx"]


def test_every_unknown_name_is_told_with_its_paragraph(tmp_path: Path) -> None:
    write(
        tmp_path,
        "a.docx",
        "Cher {{ client.nome }},",
        "{{ piece.numero }}",
        "{{ client.nom }}",
        footer="{{ pied }}",
    )
    faults = only_faults(tmp_path)
    assert len(faults) == 3
    for fault, said in zip(
        faults,
        [
            "« Cher {{ client.nome }}, » : « nome » n’est pas un nom connu",
            "« {{ piece.numero }} » : « piece » n’est pas un nom connu",
            "« {{ pied }} » : « pied » n’est pas un nom connu",
        ],
        strict=True,
    ):
        assert said in fault


@pytest.mark.parametrize(
    "condition",
    [
        "lettre.niveau == 0", "lettre.niveau == 4", "client.contact", "not client.contact", "charges.lignes",
        "not charges.lignes", "not a_regler", "effets", "not relances", "promesses", "not emetteur.bic",
    ],
)  # fmt: skip
def test_no_branch_stays_untried(tmp_path: Path, condition: str) -> None:
    write(tmp_path, "a.docx", f"{{% if {condition} %}}{{{{ nulle_part }}}}{{% endif %}}")
    (fault,) = only_faults(tmp_path)
    assert "nulle_part" in fault


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("{% if client.nom %}", "n’est pas fermée"),
        ("{{ client.nom", "« {{ client.nom » : une balise est mal écrite"),
        ("{{ ''.__class__ }}", "n’est pas permis"),
        ("{% for x in inconnus %}{{ x }}{% endfor %}", "« inconnus » n’est pas un nom connu"),
        ("{{ client.nom|trouver }}", "filtre « trouver »"),
    ],
)
def test_faulty_code_is_told(tmp_path: Path, text: str, said: str) -> None:
    write(tmp_path, "a.docx", text)
    (fault,) = only_faults(tmp_path)
    assert said in fault
    assert "a.docx" in fault


@pytest.mark.parametrize("name", ["lettre.docx", "lettre.doc", "lettre.odt", "lettre.dotx"])
def test_what_is_no_word_file_is_told(tmp_path: Path, name: str) -> None:
    (tmp_path / name).write_bytes(b"bonjour")
    (fault,) = only_faults(tmp_path)
    assert name in fault
    assert "Enregistrez-le au format .docx" in fault


def test_a_faulty_email_text_is_told(tmp_path: Path) -> None:
    (tmp_path / "courriel.txt").write_text("Objet : x\n\n{{ client.age }}\n", encoding="utf-8")
    (fault,) = only_faults(tmp_path)
    assert "« {{ client.age }} » : « age » n’est pas un nom connu" in fault


def test_other_files_are_left_alone(tmp_path: Path) -> None:
    write(tmp_path, "a.docx", "x")
    (tmp_path / "~$a.docx").write_bytes(b"lock")
    (tmp_path / "notes.txt").write_text("x", encoding="utf-8")
    assert [one.name for one in check_templates(tmp_path)] == ["a.docx"]


@pytest.mark.parametrize("make", [lambda _: None, lambda folder: folder.mkdir()])
def test_a_folder_without_templates_is_refused(tmp_path: Path, make: Callable[[Path], None]) -> None:
    make(tmp_path / "modeles")
    with pytest.raises(ArgumentError, match="modeles"):
        check_templates(tmp_path / "modeles")


def test_previews_never_stand_among_the_templates(tmp_path: Path) -> None:
    write(tmp_path, "a.docx", "x")
    with pytest.raises(ArgumentError, match="aperçus"):
        check_templates(tmp_path, tmp_path / "." / "")


class FakeOffice:
    name = "Bureau"
    remedy = ""

    def convert(self, documents: Sequence[Path], folder: Path, told: Callable[[int], None]) -> None:
        for path in documents:
            assert docx.Document(BytesIO(path.read_bytes()))
            (folder / f"{path.stem}.pdf").write_bytes(b"%PDF-")
        told(len(documents))


def test_previews_as_pdf(tmp_path: Path) -> None:
    folder = tmp_path / "modeles"
    folder.mkdir()
    write(folder, "a.docx", "{{ client.nom }}")
    write(folder, "b.docx", "{{ client.age }}")
    checks = check_templates(folder, tmp_path / "apercu")
    assert [path.name for path in preview_pdf(checks, office=FakeOffice())] == ["aperçu a.pdf"]
    assert sorted(path.name for path in (tmp_path / "apercu").iterdir()) == ["aperçu a.docx", "aperçu a.pdf"]
    assert preview_pdf((), office=FakeOffice()) == ()
