"""The files of a campaign: letters, fiches d’appel, e-mail drafts, PDF, one merged document."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

from xladdin.app.campaign_folder import french_refusal
from xladdin.app.progress import silent
from xladdin.dunning.scenario import Channel
from xladdin.errors import ArgumentError, MissingDependencyError
from xladdin.letters.compiled import CompiledTemplate, compile_template
from xladdin.letters.context import letter_context
from xladdin.letters.email import Email, EmailTemplate, addresses_in
from xladdin.letters.email_drafts import save_drafts
from xladdin.letters.file_names import safe_file_name
from xladdin.letters.merged import merge_letters
from xladdin.letters.pdf import to_pdf

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping, Sequence
    from pathlib import Path

    from xladdin.app.progress import Progress
    from xladdin.dunning.run import DunningAction, DunningNotice
    from xladdin.letters.notice import Notice
    from xladdin.letters.templates import Templates
    from xladdin.model.settings import Sender

_WORD: Final = ".docx"
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
    work = _Work(staging, sender, templates, set(taken), progress, size=len(letters) + len(calls))
    with french_refusal(staging):
        return work.documents(letters, calls, outputs)


@dataclass(slots=True)
class _Work:
    """The documents of one campaign while they are made."""

    staging: Path
    sender: Sender
    templates: Templates
    taken: set[str]
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
        steps = [one.step for one, _ in letters] + [one.step for one, _ in calls]
        for template in dict.fromkeys(step.template for step in steps):
            if template:  # a faulty one is refused before the first letter
                self.compiled[template] = compile_template(self.templates.path(template))
        by_email = {place for place, (one, _) in enumerate(letters) if one.channel is Channel.EMAIL}
        filled = [self._fill(one.step.template, notice) for one, notice in letters]
        names = [""] * len(letters)
        merged = [place for place in range(len(letters)) if outputs.merged and place not in by_email]
        for family in merge_letters([filled[place] for place in merged]) if merged else ():
            name = self._write(f"Relances {letters[0][1].as_of}", family.document)
            for place in family.places:
                names[merged[place]] = name
        for place, (_, notice) in enumerate(letters):
            if not names[place]:
                names[place] = self._write(_stem(notice), filled[place])
        fiches = [
            self._write(_stem(notice), self._fill(one.step.template, notice)) if one.step.template else ""
            for one, notice in calls
        ]
        pdf = self._pdf([*names, *filter(None, fiches)] if outputs.pdf else [])
        emails = self._emails([(names[place], letters[place][1]) for place in sorted(by_email)])
        return Documents(tuple(names), tuple(fiches), (*pdf, *emails), emails, tuple(self.remarks))

    def _pdf(self, names: Sequence[str]) -> list[str]:
        """PDF of documents made before."""
        wanted = [self.staging / name for name in dict.fromkeys(names)]
        if not wanted:
            return []

        def told(done: int, of: int) -> None:
            self.progress(f"PDF {done} sur {of}", 0.7 + 0.1 * done / of)

        return [path.name for path in to_pdf(wanted, self.staging, progress=told)]

    def _emails(self, letters: Sequence[tuple[str, Notice]]) -> dict[str, Email]:
        """Drafts with their letter as PDF; as Word document where nothing here makes PDF."""
        if not letters:
            return {}
        attached = {name: name for name, _ in letters}
        try:
            missing = [name for name in attached if not (self.staging / _pdf_name(name)).exists()]
            self._pdf(missing)
            attached = {name: _pdf_name(name) for name in attached}
        except MissingDependencyError as error:
            self.remarks.append(f"Les courriels portent la lettre Word, faute de PDF. {error}")
        template = EmailTemplate(self.templates)
        emails: dict[str, Email] = {}
        for name, notice in letters:
            try:
                to = addresses_in(notice.recipient.email)
            except ArgumentError as error:
                self.remarks.append(f"{notice.recipient.name} : pas de courriel. {error}")
                continue
            file = (attached[name], (self.staging / attached[name]).read_bytes())
            sender = (self.sender.company, self.sender.email)
            words = template.fill(letter_context(notice, self.sender, written_on=notice.as_of))
            emails[self._take(_stem(notice), ".eml")] = Email(sender, to, words, (file,))
        save_drafts(emails, self.staging, written_on=letters[0][1].as_of)
        return emails

    def _fill(self, template: str, notice: Notice) -> bytes:
        self.filled += 1
        self.progress(f"Lettre {self.filled} sur {self.size}", 0.2 + 0.5 * self.filled / self.size)
        context = letter_context(notice, self.sender, written_on=notice.as_of)
        return self.compiled[template].render(context)

    def _write(self, stem: str, content: bytes, suffix: str = _WORD) -> str:
        name = self._take(stem, suffix)
        (self.staging / name).write_bytes(content)
        return name

    def _take(self, stem: str, suffix: str) -> str:
        """A name that nothing has yet, nor its PDF."""
        name = safe_file_name(stem, suffix, self.taken)
        self.taken |= {name, _pdf_name(name)}
        return name


def _pdf_name(name: str) -> str:
    return f"{name.removesuffix(_WORD)}.pdf"


def _stem(notice: Notice) -> str:
    """File name that says what it is and to whom it goes."""
    currency = "" if notice.currency == _USUAL else f" {notice.currency}"
    return f"{notice.recipient.name[:_NAME]} - {notice.step} - {notice.as_of}{currency}"
