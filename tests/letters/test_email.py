"""E-mail drafts: they open unsent, say what the letter says, and hold nothing but what they should."""

from __future__ import annotations

import datetime as dt
from email import message_from_bytes
from email.policy import SMTP, default
from pathlib import Path
from typing import TYPE_CHECKING, cast

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from letter_samples import SENDER, WRITTEN_ON, line, notice

from xladdin.errors import TemplateError, WriteRefusedError
from xladdin.letters.context import letter_context
from xladdin.letters.email import Email, EmailTemplate, EmailText, email_draft
from xladdin.letters.email_drafts import EML_FILES, OUTLOOK_DRAFTS, Outlook, find_outlook, save_drafts
from xladdin.letters.templates import Templates

if TYPE_CHECKING:
    from email.message import EmailMessage

TEMPLATE = EmailTemplate(Templates())
PDF = b"%PDF-1.7 \xe9\x00"
WORDS = EmailText("Relance — été", "Bonjour é\n", "<p>Bonjour é</p>")
MESSAGE = Email((SENDER.company, SENDER.email), ("a@b.example",), WORDS, (("Lettre é.pdf", PDF),))


def words(name: str = "Dupont & Fils", number: str = "F1") -> EmailText:
    return TEMPLATE.fill(letter_context(notice(name, line(number, 100000)), SENDER, written_on=WRITTEN_ON))


def read(draft: bytes) -> EmailMessage:
    return message_from_bytes(draft, policy=default)


def body(message: EmailMessage, kind: str) -> str:
    part = message.get_body((kind,))
    assert part is not None
    return str(part.get_content()).replace("\r\n", "\n")


def own_templates(folder: Path, text: str, html: str = "<p>x</p>") -> Templates:
    (folder / "courriel.txt").write_text(text, encoding="utf-8")
    (folder / "courriel.html").write_text(html, encoding="utf-8")
    return Templates(folder)


def test_the_shipped_texts_say_what_is_due() -> None:
    said = words(number="F26 & <1>")
    assert said.subject == "Les Papiers du Canal SAS — 2ème RAPPEL — DUPONT"
    assert "- F26 & <1>, échéance 30/04/2026 : 1\u202f000,00\u00a0€" in said.text
    assert "Total : 1\u202f000,00\u00a0€" in said.text
    assert "F26 &amp; &lt;1&gt;" in said.html
    assert SENDER.iban in said.text
    assert SENDER.iban in said.html
    assert "\n\n\n" not in said.text


def test_a_draft_opens_unsent_with_the_letter() -> None:
    message = read(email_draft(MESSAGE, written_on=WRITTEN_ON))
    assert message["X-Unsent"] == "1"
    assert message["To"] == "a@b.example"
    assert message["From"] == f"{SENDER.company} <{SENDER.email}>"
    assert message["Subject"] == "Relance — été"
    assert message["Date"].datetime == dt.datetime(2026, 7, 1, 12, tzinfo=dt.UTC)
    assert body(message, "plain") == "Bonjour é\n"
    assert body(message, "html").strip() == "<p>Bonjour é</p>"
    (attached,) = message.iter_attachments()
    assert attached.get_filename() == "Lettre é.pdf"
    assert attached.get_content_type() == "application/pdf"
    assert attached.get_content() == PDF


def test_equal_drafts_are_equal_bytes_and_others_have_another_id() -> None:
    first = email_draft(MESSAGE, written_on=WRITTEN_ON)
    assert first == email_draft(MESSAGE, written_on=WRITTEN_ON)
    assert first.isascii()
    other = email_draft(MESSAGE, written_on=WRITTEN_ON + dt.timedelta(days=1))
    assert read(first)["Message-ID"] != read(other)["Message-ID"]


@pytest.mark.parametrize("address", ["", "compta", "a@b\r\nBcc: x@y.example"])
def test_a_sender_without_address_is_left_to_the_mail_program(address: str) -> None:
    message = read(email_draft(Email(("Société", address), ("a@b.example",), WORDS), written_on=WRITTEN_ON))
    assert message["From"] is None
    assert message["Bcc"] is None
    assert message["Message-ID"].endswith("@xladdin.invalid>")


HOSTILE = st.text(st.sampled_from("aé&<>{}%\"'\r\n:;,@ \x00\x85\u2028\u202e\ud800日") | st.characters())


@given(HOSTILE, HOSTILE)
@settings(max_examples=60, deadline=None)
def test_no_name_can_pose_as_a_header(name: str, number: str) -> None:
    sender = (f"{name}\r\nBcc: x@y.example", SENDER.email)
    values = letter_context(notice(name, line(number, 100)), SENDER, written_on=WRITTEN_ON)
    cast("dict[str, object]", values["client"])["code"] = f"{number}\r\nBcc: x@y.example"
    message = read(email_draft(Email(sender, ("a@b.example",), TEMPLATE.fill(values)), written_on=WRITTEN_ON))
    assert sorted(message.keys()) == [
        "Content-Type", "Date", "From", "MIME-Version", "Message-ID", "Subject", "To", "X-Unsent",
    ]  # fmt: skip
    assert message["To"] == "a@b.example"
    assert message["X-Unsent"] == "1"


def test_a_name_of_40_000_characters_gives_a_short_subject() -> None:
    values = letter_context(notice("é" * 40_000), SENDER, written_on=WRITTEN_ON)
    cast("dict[str, object]", values["client"])["code"] = "x" * 40_000
    said = TEMPLATE.fill(values)
    assert len(said.subject) == 200
    draft = email_draft(Email(("é" * 40_000, SENDER.email), ("a@b.example",), said), written_on=WRITTEN_ON)
    assert max(map(len, draft.split(b"\r\n"))) < 1000


def test_her_own_text_wins(tmp_path: Path) -> None:
    templates = own_templates(
        tmp_path, "\ufeffobjet : Cher {{ client.nom }}\n\nBonjour\n", "<b>{{ client.nom }}</b>"
    )
    said = EmailTemplate(templates).fill(letter_context(notice("A & B"), SENDER, written_on=WRITTEN_ON))
    assert said == EmailText("Cher A & B", "Bonjour\n", "<b>A &amp; B</b>")


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("Bonjour\n", "ne commence pas par la ligne « Objet"),
        (
            "Objet : x\n\n{{ client. }}\n",
            r"courriel\.txt ne se lit pas, dans le paragraphe « {{ client. }} »",
        ),
        (
            "Objet : x\n\nCher {{ client.age }},\n",
            "« Cher {{ client.age }}, » : « age » n’est pas un nom connu",
        ),
        ("Objet : x\n\n{{ client.__class__ }}\n", "pas permis"),
    ],
)
def test_faulty_texts_are_refused(tmp_path: Path, text: str, message: str) -> None:
    with pytest.raises(TemplateError, match=message):
        EmailTemplate(own_templates(tmp_path, text)).fill(
            letter_context(notice(), SENDER, written_on=WRITTEN_ON)
        )


def test_a_text_of_another_encoding_is_refused(tmp_path: Path) -> None:
    (tmp_path / "courriel.txt").write_bytes("Objet : été\n".encode("cp1252"))
    with pytest.raises(TemplateError, match="UTF-8"):
        EmailTemplate(Templates(tmp_path))


def test_drafts_as_files(tmp_path: Path) -> None:
    done = save_drafts({"é.eml": MESSAGE}, tmp_path, written_on=WRITTEN_ON)
    assert (done.where, done.files) == (EML_FILES, ("é.eml",))
    assert message_from_bytes((tmp_path / "é.eml").read_bytes(), policy=SMTP)["X-Unsent"] == "1"
    with pytest.raises(WriteRefusedError, match=r"« é\.eml »"):
        save_drafts({"é.eml": MESSAGE}, tmp_path / "absent", written_on=WRITTEN_ON)


class FakeItem:
    """Of Outlook: what our code sets and calls."""

    def __init__(self, drafts: list[FakeItem]) -> None:
        self.To = self.Subject = self.HTMLBody = ""
        self.attached: list[tuple[str, bytes]] = []
        self.Attachments = self
        self._drafts = drafts

    def Add(self, path: str) -> None:  # noqa: N802 - Outlook's name
        self.attached.append((Path(path).name, Path(path).read_bytes()))

    def Save(self) -> None:  # noqa: N802
        self._drafts.append(self)


class FakeOutlook:
    def __init__(self) -> None:
        self.drafts: list[FakeItem] = []

    def CreateItem(self, kind: int) -> FakeItem:  # noqa: N802
        assert kind == 0
        return FakeItem(self.drafts)


def test_drafts_in_outlook(tmp_path: Path) -> None:
    fake = FakeOutlook()
    done = save_drafts({"x.eml": MESSAGE}, tmp_path, written_on=WRITTEN_ON, program=Outlook(lambda: fake))
    assert (done.where, done.files) == (OUTLOOK_DRAFTS, ())
    assert list(tmp_path.iterdir()) == []
    (item,) = fake.drafts
    assert (item.To, item.Subject, item.HTMLBody) == ("a@b.example", WORDS.subject, WORDS.html)
    assert item.attached == [("Lettre é.pdf", PDF)]


def test_an_outlook_that_refuses_is_told(tmp_path: Path) -> None:
    def fail() -> None:
        raise OSError

    with pytest.raises(WriteRefusedError, match="Outlook"):
        save_drafts({"x.eml": MESSAGE}, tmp_path, written_on=WRITTEN_ON, program=Outlook(fail))


def test_there_is_no_outlook_here() -> None:
    assert find_outlook() is None
