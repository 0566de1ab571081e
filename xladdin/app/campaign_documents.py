"""The files of a campaign: letters, fiches d’appel, e-mail drafts, PDF, one merged document."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

from xladdin.app.campaign_folder import french_refusal
from xladdin.app.progress import silent
from xladdin.dunning.scenario import Channel
from xladdin.letters.compiled import CompiledTemplate, compile_template
from xladdin.letters.context import letter_context
from xladdin.letters.file_names import safe_file_name
from xladdin.letters.merged import merge_letters

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence
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
        others: PDF and the like.
        remarks: French, what could not be made as asked, and why.
    """

    letters: tuple[str, ...] = ()
    calls: tuple[str, ...] = ()
    others: tuple[str, ...] = ()
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
    filled: int = 0

    def documents(
        self,
        letters: Sequence[tuple[DunningNotice, Notice]],
        calls: Sequence[tuple[DunningAction, Notice]],
        outputs: Outputs,
    ) -> Documents:
        """Makes them all."""
        wanted = [one.step for one, _ in letters] + [one.step for one, _ in calls]
        for template in dict.fromkeys(step.template for step in wanted):
            if template:  # a faulty one is refused before the first letter
                self.compiled[template] = compile_template(self.templates.path(template))
        on_paper = [place for place, (one, _) in enumerate(letters) if one.channel is not Channel.EMAIL]
        filled = [self._fill(one.step.template, notice) for one, notice in letters]
        names = [""] * len(letters)
        merged = on_paper if outputs.merged else []
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
        return Documents(tuple(names), tuple(fiches))

    def _fill(self, template: str, notice: Notice) -> bytes:
        self.filled += 1
        self.progress(f"Lettre {self.filled} sur {self.size}", 0.2 + 0.5 * self.filled / self.size)
        context = letter_context(notice, self.sender, written_on=notice.as_of)
        return self.compiled[template].render(context)

    def _write(self, stem: str, content: bytes, suffix: str = _WORD) -> str:
        name = safe_file_name(stem, suffix, self.taken)
        self.taken.add(name)
        (self.staging / name).write_bytes(content)
        return name


def _stem(notice: Notice) -> str:
    """File name that says what it is and to whom it goes."""
    currency = "" if notice.currency == _USUAL else f" {notice.currency}"
    return f"{notice.recipient.name[:_NAME]} - {notice.step} - {notice.as_of}{currency}"
