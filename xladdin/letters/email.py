"""E-mails with a letter attached, as drafts that wait for her to send them."""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import dataclass
from email.headerregistry import Address
from email.message import EmailMessage
from email.policy import SMTP
from email.utils import format_datetime
from hashlib import sha256
from typing import TYPE_CHECKING, Final, cast

from xladdin.errors import TemplateError, system_reason
from xladdin.letters.template_code import fault, printable, sandbox
from xladdin.letters.templates import EMAIL_TEMPLATES
from xladdin.model.email_addresses import is_address

if TYPE_CHECKING:
    from pathlib import Path

    from jinja2 import Template

    from xladdin.letters.context import Context
    from xladdin.letters.templates import Templates

LONGEST_SUBJECT: Final = 200
LONGEST_NAME: Final = 100

_SUBJECT_LINE: Final = re.compile(r"\s*objet\s*:\s*(?P<subject>[^\n]*)\n", re.IGNORECASE)
_EMPTY_LINES: Final = re.compile(r"\n{3,}")
_UNSEEN: Final = re.compile(r"[\x00-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069]+")
_NO_DOMAIN: Final = "xladdin.invalid"


@dataclass(frozen=True, slots=True)
class EmailText:
    """What an e-mail says: one line of subject, and the same words plain and with their looks."""

    subject: str
    text: str
    html: str


@dataclass(frozen=True, slots=True)
class Email:
    """An e-mail not yet sent.

    Attributes:
        sender: company, and address; an address that is none is left to the mail program.
        to: addresses, of ``email_addresses.addresses_in``.
        attachments: file name and content, ``("DUPONT.pdf", b"%PDF…")``.
    """

    sender: tuple[str, str]
    to: tuple[str, ...]
    words: EmailText
    attachments: tuple[tuple[str, bytes], ...] = ()


class EmailTemplate:
    """The texts of e-mails, ready to be filled many times.

    ``courriel.txt`` begins with a line « Objet : … »; it and ``courriel.html`` may use what letters use.

    Raises:
        TemplateError: a text cannot be read, has no subject, or has faulty code.
    """

    def __init__(self, templates: Templates) -> None:
        plain, rich = map(templates.email_path, EMAIL_TEMPLATES)
        self._plain = _Text(plain, markup=False)
        self._rich = _Text(rich, markup=True)
        if not _SUBJECT_LINE.match(self._plain.source):
            raise TemplateError(
                f"Le modèle {plain.name} ne commence pas par la ligne « Objet : … ».",
                "Ajoutez-la, suivie d’une ligne vide et du texte du message.",
            )

    def fill(self, context: Context) -> EmailText:
        """The words of one e-mail.

        Args:
            context: of ``letter_context``.

        Raises:
            TemplateError: an unknown name, or code that is not allowed.
        """
        values = cast("Context", _on_lines_of_their_own(printable(context)))
        plain = self._plain.fill(values)
        heading = _SUBJECT_LINE.match(plain)
        subject = heading["subject"] if heading else ""
        text = _EMPTY_LINES.sub("\n\n", plain[heading.end() if heading else 0 :]).strip()
        return EmailText(_one_line(subject)[:LONGEST_SUBJECT], f"{text}\n", self._rich.fill(values))


def email_draft(message: Email, *, written_on: dt.date) -> bytes:
    """The e-mail as an .eml file, which a mail program opens as a draft; equal e-mails are equal bytes.

    Args:
        written_on: date of the e-mail; at noon, so that it is the same day everywhere.
    """
    content = EmailMessage(policy=SMTP)
    name, address = message.sender
    known = is_address(address.strip())
    if known:
        content["From"] = Address(_one_line(name)[:LONGEST_NAME], addr_spec=address.strip())
    content["To"] = [Address(addr_spec=one) for one in message.to]
    content["Subject"] = _one_line(message.words.subject)
    noon = dt.datetime.combine(written_on, dt.time(12), dt.UTC)
    content["Date"] = format_datetime(noon)
    content["X-Unsent"] = "1"
    content.set_content(message.words.text, cte="quoted-printable")
    content.add_alternative(message.words.html, subtype="html", cte="quoted-printable")
    for name, attached in message.attachments:
        kind = ("application", "pdf" if name.lower().endswith(".pdf") else "octet-stream")
        content.add_attachment(attached, *kind, filename=_one_line(name))
    digest = sha256(repr((message, written_on)).encode("utf-8", "surrogatepass")).hexdigest()[:32]
    domain = address.strip().rpartition("@")[2] if known else _NO_DOMAIN
    content["Message-ID"] = f"<{digest}@{domain}>"
    for number, part in enumerate(part for part in content.walk() if part.is_multipart()):
        part.set_boundary(f"=_{digest}_{number}")  # « =_ » stands in no quoted-printable text
    return content.as_bytes()


class _Text:
    """A text with template code."""

    def __init__(self, path: Path, *, markup: bool) -> None:
        self._name = path.name
        try:
            self.source = path.read_text(encoding="utf-8-sig")
        except OSError as error:
            raise TemplateError(
                f"Le modèle {path.name} ne peut pas être lu ({system_reason(error)}).", "Vérifiez ce fichier."
            ) from error
        except UnicodeDecodeError as error:
            raise TemplateError(
                f"Le modèle {path.name} n’est pas du texte en UTF-8.",
                "Enregistrez-le dans le Bloc-notes, avec le codage UTF-8.",
            ) from error
        self._template = self._compiled(markup)

    def _compiled(self, markup: bool) -> Template:
        try:
            return sandbox(markup=markup).from_string(self.source)
        except Exception as error:
            raise fault(self._name, self.source, error) from error

    def fill(self, values: Context) -> str:
        try:
            return self._template.render(values)
        except Exception as error:
            raise fault(self._name, self.source, error) from error


def _on_lines_of_their_own(value: object) -> object:
    """The same values, none of them over several lines: a name may not begin a paragraph of its own."""
    match value:
        case str():
            return _one_line(value)
        case dict():
            return {key: _on_lines_of_their_own(part) for key, part in value.items()}
        case list():
            return [_on_lines_of_their_own(part) for part in value]
        case _:
            return value


def _one_line(text: str) -> str:
    """Without line ends and other signs that nobody sees, so that nothing can pose as another header."""
    return _UNSEEN.sub(" ", text.encode("utf-8", "replace").decode()).strip()
