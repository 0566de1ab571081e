"""PDF and e-mail drafts of a campaign, where LibreOffice makes them and where nothing does."""

from __future__ import annotations

import email
from email import policy
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from live_samples import has_libreoffice
from pypdf import PdfReader
from reminder_samples import AS_OF, generate

from xladdin.app.campaign_documents import Outputs
from xladdin.app.generate_reminders import generate_reminders, prepare_reminders
from xladdin.app.new_workbook import create_workbook
from xladdin.errors import MissingDependencyError, WriteRefusedError
from xladdin.hosts.file import FileHost

if TYPE_CHECKING:
    from xladdin.letters.email import Email


@pytest.fixture
def host(tmp_path: Path) -> FileHost:
    create_workbook(tmp_path / "r.xlsx")
    return FileHost(tmp_path / "r.xlsx")


@pytest.mark.office
@pytest.mark.skipif(not has_libreoffice(), reason="LibreOffice is not here")
def test_one_document_and_its_pdf_and_a_draft_with_its_letter(host: FileHost) -> None:
    made = generate(host, outputs=Outputs(merged=True, pdf=True))
    (merged,) = {name for name in made.documents.letters if name.startswith("Relances")}
    pages = PdfReader(made.folder / merged.replace(".docx", ".pdf")).pages
    assert len(pages) >= len(made.documents.letters) - 1
    assert "Dupont & Fils" in pages[0].extract_text()
    (draft,) = made.folder.glob("*.eml")
    message = email.message_from_bytes(draft.read_bytes(), policy=policy.default)
    assert message["X-Unsent"] == "1"
    assert [part.get_content_type() for part in message.iter_attachments()] == ["application/pdf"]


def test_without_an_office_drafts_carry_the_word_letter_and_say_so(host: FileHost) -> None:
    made = generate(host)
    (remark,) = made.documents.remarks
    assert "faute de PDF" in remark
    (sent,) = made.documents.emails.values()
    assert [Path(name).suffix for name, _ in sent.attachments] == [".docx"]


def test_pdf_asked_for_without_an_office_is_refused_and_nothing_is_left(host: FileHost) -> None:
    before = host.path.read_bytes()
    with pytest.raises(MissingDependencyError):
        generate(host, outputs=Outputs(pdf=True))
    assert host.path.read_bytes() == before
    assert not list(host.folder.rglob("*.docx"))
    assert not list(host.folder.rglob("campagne-*"))


class FullMailbox:
    """A mail program that takes one draft, then no more."""

    def __init__(self, room: int) -> None:
        self.room = room

    def save(self, message: Email) -> None:
        del message
        self.room -= 1
        if self.room < 0:
            raise WriteRefusedError("Outlook n’a pas pris le brouillon.", "Ouvrez Outlook.")


@pytest.mark.parametrize(
    ("room", "said"), [(1, "brouillons d’Outlook"), (0, "attendent dans les fichiers .eml")]
)
def test_drafts_go_to_the_mail_program_too_and_the_result_says_so(
    host: FileHost, room: int, said: str
) -> None:
    preparation = prepare_reminders(host, today=AS_OF, author="", as_of=AS_OF)
    made = generate_reminders(host, preparation, Outputs(), author="", mail=FullMailbox(room))
    assert said in made.documents.remarks[-1]
    assert list(made.folder.glob("*.eml"))
