"""Letters as PDF: one each, or all in one file, by one batch of an office program."""

from __future__ import annotations

import tempfile
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING, Final

from xladdin.errors import ArgumentError, WriteRefusedError, system_reason
from xladdin.letters.merged import merge_letters
from xladdin.letters.office import find_office
from xladdin.opc.atomic import write_atomically

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from xladdin.letters.office import Office

    Progress = Callable[[int, int], None]
    """Called with how many letters are done, and of how many."""

LETTERS_PER_DOCUMENT: Final = 100
"""LibreOffice lays out a document of 100 letters twice as fast as 100 documents, one of 1 500 slower."""
_PDF: Final = b"%PDF-"


def _silent(_done: int, _of: int) -> None:
    """For whoever does not want to know."""


def to_pdf(
    letters: Sequence[Path], folder: Path, *, office: Office | None = None, progress: Progress = _silent
) -> tuple[Path, ...]:
    """A PDF beside the others for each letter, ``DUPONT.docx`` giving ``DUPONT.pdf``.

    Args:
        letters: Word documents.
        folder: where to; PDF of the same name are replaced, once all are made.
        office: what makes them; by default Word on Windows, else LibreOffice.

    Raises:
        ArgumentError: two letters would give the same file.
        MissingDependencyError: no office program is installed.
        WriteRefusedError: a PDF could not be made or written; none is then left behind.
    """
    targets = [folder / f"{letter.stem}.pdf" for letter in letters]
    if len({path.name.casefold() for path in targets}) < len(targets):
        raise ArgumentError(
            "Deux lettres donneraient le même fichier PDF.", "Donnez-leur des noms différents."
        )
    names = [letter.name for letter in letters]
    contents = (letter.read_bytes() for letter in letters)
    made = _converted(contents, names, office or find_office(), progress)
    try:
        for target, content in zip(targets, made, strict=True):
            write_atomically(target, content)
    except OSError as error:
        raise _unwritable(folder, error) from error
    return tuple(targets)


def merged_pdf(
    letters: Sequence[bytes], target: Path, *, office: Office | None = None, progress: Progress = _silent
) -> None:
    """All letters in one PDF, each beginning on a page of its own, in the order given.

    Args:
        letters: each the bytes of a .docx.
        target: the PDF; replaced when it is there.
        office: as for ``to_pdf``.

    Raises:
        TemplateError: letters with footnotes cannot share a document.
        MissingDependencyError: no office program is installed.
        WriteRefusedError: the PDF could not be made or written.
    """
    documents = [
        run.document
        for start in range(0, len(letters), LETTERS_PER_DOCUMENT)
        for run in merge_letters(letters[start : start + LETTERS_PER_DOCUMENT], in_order=True)
    ]

    def told(done: int, of: int) -> None:
        progress(done * len(letters) // of, len(letters))

    made = _converted(documents, [f"{target.stem}.docx"] * len(documents), office or find_office(), told)
    try:
        write_atomically(target, _joined(made))
    except OSError as error:
        raise _unwritable(target.parent, error) from error


def _converted(
    documents: Iterable[bytes], names: Sequence[str], office: Office, progress: Progress
) -> list[bytes]:
    """The PDF of each document, made out of sight and known to be there.

    Args:
        documents: Word files.
        names: what the user calls them, for the message.
    """
    with tempfile.TemporaryDirectory(prefix="xladdin-pdf-", ignore_cleanup_errors=True) as place:
        work = Path(place).resolve()
        sources = []
        for number, content in enumerate(documents, start=1):  # plain names: no program trips over them
            sources.append(work / f"lettre{number:05}.docx")
            sources[-1].write_bytes(content)
        progress(0, len(sources))
        if sources:
            office.convert(sources, work, lambda done: progress(done, len(sources)))
        made = [_content(source.with_suffix(".pdf")) for source in sources]
    missing = [name for name, content in zip(names, made, strict=True) if not content.startswith(_PDF)]
    if missing:
        none = len(missing) == len(made)
        told = "n’a créé aucun PDF" if none else f"n’a pas créé le PDF de « {missing[0]} »"
        raise WriteRefusedError(f"{office.name} {told}.", office.remedy)
    progress(len(made), len(made))
    return made


def _content(path: Path) -> bytes:
    return path.read_bytes() if path.is_file() else b""


def _joined(parts: Sequence[bytes]) -> bytes:
    """One PDF of several; one alone stays as it is."""
    if len(parts) == 1:
        return parts[0]
    from pypdf import PdfWriter  # noqa: PLC0415 - rarely wanted

    whole, target = PdfWriter(), BytesIO()
    for part in parts:
        whole.append(BytesIO(part))
    whole.write(target)
    return target.getvalue()


def _unwritable(folder: Path, error: OSError) -> WriteRefusedError:
    return WriteRefusedError(
        f"Les PDF ne peuvent pas être écrits dans « {folder} » ({system_reason(error)}).",
        "Fermez les PDF ouverts, vérifiez les droits sur ce dossier et la place restante.",
    )
