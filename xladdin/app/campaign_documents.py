"""The files of a campaign: letters, fiches d’appel, e-mail drafts, PDF, one merged document."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

from xladdin.app.campaign_folder import french_refusal
from xladdin.app.progress import silent
from xladdin.dunning.scenario import Channel
from xladdin.errors import MissingDependencyError
from xladdin.letters.compiled import CompiledTemplate, compile_template
from xladdin.letters.context import letter_context
from xladdin.letters.email import Email, EmailTemplate
from xladdin.letters.email_drafts import save_drafts
from xladdin.letters.file_names import FileNames
from xladdin.letters.merged import merge_letters
from xladdin.letters.pdf import merged_pdf, to_pdf
from xladdin.model.email_addresses import addresses_in

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Collection, Iterable, Mapping, Sequence
    from pathlib import Path

    from xladdin.app.progress import Progress
    from xladdin.dunning.run import DunningAction, DunningNotice
    from xladdin.dunning.scenario import Step
    from xladdin.letters.notice import Notice
    from xladdin.letters.templates import Templates
    from xladdin.model.settings import Sender

_WORD, _PDF, _EML = ".docx", ".pdf", ".eml"
_NAME: Final = 60
"""Characters of a customer's name in a file name, so that the step and the date can be read."""
_USUAL: Final = "EUR"
"""Currency that a file name does not tell."""


@dataclass(frozen=True, slots=True)
class Outputs:
    """What is wanted.

    Attributes:
        folder: where to; None for a folder of the campaign's among the letters of the workbook.
        merged: one Word document of all letters on paper instead of one each.
        pdf: every Word document as PDF too.
    """

    folder: Path | None = None
    merged: bool = False
    pdf: bool = False


@dataclass(frozen=True, slots=True)
class Documents:
    """Names of the files made.

    Attributes:
        letters: one per notice, in their order; several have the same where they are merged.
        calls: one per action, ``""`` where its step has no template.
        others: PDF, e-mail drafts.
        emails: the drafts, by name of their file.
        remarks: French, what could not be made as asked, and why.
    """

    letters: tuple[str, ...] = ()
    calls: tuple[str, ...] = ()
    others: tuple[str, ...] = ()
    emails: Mapping[str, Email] = field(default_factory=dict)
    remarks: tuple[str, ...] = ()


def make_documents(
    staging: Path,
    letters: Sequence[tuple[DunningNotice, Notice]],
    calls: Sequence[tuple[DunningAction, Notice]],
    outputs: Outputs,
    *,
    sender: Sender,
    templates: Templates,
    taken: Collection[str] = (),
    progress: Progress = silent,
) -> Documents:
    """Writes the documents of a campaign into a folder.

    Args:
        staging: an empty folder.
        letters: proposals and what their letters say.
        calls: likewise.
        taken: names that are in use where the documents will go.
        progress: told of the share of the whole campaign, this being most of it.

    Raises:
        TemplateError: a template is missing or faulty; it is named.
        WriteRefusedError: the disk refuses.
    """
    work = _Work(staging, sender, templates, FileNames(taken), progress, size=len(letters) + len(calls))
    with french_refusal(staging):
        return work.documents(letters, calls, outputs)


@dataclass(slots=True)
class _Work:
    """The documents of one campaign while they are made."""

    staging: Path
    sender: Sender
    templates: Templates
    file_names: FileNames
    progress: Progress
    size: int
    compiled: dict[str, CompiledTemplate] = field(default_factory=dict)
    remarks: list[str] = field(default_factory=list)
    filled: int = 0

    def documents(
        self,
        letters: Sequence[tuple[DunningNotice, Notice]],
        calls: Sequence[tuple[DunningAction, Notice]],
        outputs: Outputs,
    ) -> Documents:
        """Makes them all."""
        self._compile([one.step for one, _ in letters] + [one.step for one, _ in calls])
        accounts = Counter((one.customer, one.currency) for one, _ in letters)
        stems = [_stem(notice, of_piece=accounts[one.customer, one.currency] > 1) for one, notice in letters]
        by_email = [one.channel is Channel.EMAIL for one, _ in letters]
        contents = [self._fill(one.step.template, notice) for one, notice in letters]
        names = [""] * len(letters)
        pdf: list[str] = []
        if outputs.merged:
            pdf += self._merge(contents, names, by_email, letters[0][1].as_of, pdf=outputs.pdf)
        single = [place for place, name in enumerate(names) if not name]
        for place in single:
            names[place] = self._write(stems[place], contents[place])
        fiches = [
            self._write(_stem(notice), self._fill(one.step.template, notice)) if one.step.template else ""
            for one, notice in calls
        ]
        if outputs.pdf:
            pdf += self._pdf([*(names[place] for place in single), *filter(None, fiches)])
        emails = self._emails(
            [(name, notice) for name, (_, notice), sent in zip(names, letters, by_email, strict=True) if sent]
        )
        return Documents(tuple(names), tuple(fiches), (*pdf, *emails), emails, tuple(self.remarks))

    def _compile(self, steps: Iterable[Step]) -> None:
        """Every template that is needed: a faulty one is refused before the first letter."""
        for template in dict.fromkeys(step.template for step in steps if step.template):
            self.compiled[template] = compile_template(self.templates.path(template))

    def _merge(
        self,
        contents: Sequence[bytes],
        names: list[str],
        by_email: Sequence[bool],
        as_of: dt.date,
        *,
        pdf: bool,
    ) -> list[str]:
        """Puts the letters on paper into one document, notes its name for each; names of the PDF."""
        on_paper = [place for place, sent in enumerate(by_email) if not sent]
        made = []
        for family in merge_letters([contents[place] for place in on_paper]) if on_paper else ():
            name = self._write(f"Relances {as_of}", family.document)
            for place in family.places:
                names[on_paper[place]] = name
            if pdf:
                letters = [contents[on_paper[place]] for place in family.places]
                merged_pdf(letters, self.staging / _beside(name, _PDF), progress=self._told_of_pdf)
                made.append(_beside(name, _PDF))
        return made

    def _pdf(self, names: Iterable[str]) -> list[str]:
        """PDF of documents made before."""
        wanted = [self.staging / name for name in names]
        if not wanted:
            return []
        return [path.name for path in to_pdf(wanted, self.staging, progress=self._told_of_pdf)]

    def _told_of_pdf(self, done: int, of: int) -> None:
        self.progress(f"PDF {done} sur {of}", 0.7 + 0.1 * done / of)

    def _emails(self, letters: Sequence[tuple[str, Notice]]) -> dict[str, Email]:
        """Drafts with their letter as PDF; as Word document where nothing here makes PDF."""
        if not letters:
            return {}
        attached = {name: name for name, _ in letters}
        try:
            self._pdf(name for name in attached if not (self.staging / _beside(name, _PDF)).exists())
            attached = {name: _beside(name, _PDF) for name in attached}
        except MissingDependencyError as error:
            self.remarks.append(f"Les courriels portent la lettre Word, faute de PDF. {error}")
        template = EmailTemplate(self.templates)
        emails: dict[str, Email] = {}
        for name, notice in letters:
            to = addresses_in(notice.recipient.email)
            file = (attached[name], (self.staging / attached[name]).read_bytes())
            sender = (self.sender.company, self.sender.email)
            words = template.fill(letter_context(notice, self.sender, written_on=notice.as_of))
            emails[_beside(name, _EML)] = Email(sender, to, words, (file,))
        save_drafts(emails, self.staging, written_on=letters[0][1].as_of)
        return emails

    def _fill(self, template: str, notice: Notice) -> bytes:
        self.filled += 1
        self.progress(f"Lettre {self.filled} sur {self.size}", 0.2 + 0.5 * self.filled / self.size)
        context = letter_context(notice, self.sender, written_on=notice.as_of)
        return self.compiled[template].render(context)

    def _write(self, stem: str, content: bytes) -> str:
        """The document under a name that nothing has yet, nor its PDF and its e-mail."""
        name = self.file_names.take(stem, _WORD, _PDF, _EML)
        (self.staging / name).write_bytes(content)
        return name


def _beside(name: str, suffix: str) -> str:
    """Name of what is made of a document."""
    return f"{name.removesuffix(_WORD)}{suffix}"


def _stem(notice: Notice, *, of_piece: bool = False) -> str:
    """File name that says what it is and to whom it goes.

    Args:
        of_piece: it goes there with others, and is told by its first piece.
    """
    currency = "" if notice.currency == _USUAL else f" {notice.currency}"
    piece = f" - {notice.lines[0].number}" if of_piece else ""
    return f"{notice.recipient.name[:_NAME]} - {notice.step}{piece} - {notice.as_of}{currency}"
