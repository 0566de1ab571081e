"""The journal as it stands: the sheet, dates typed in Suivi, and what the campaigns' own files know."""

from __future__ import annotations

from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Final

from xladdin.app.campaign_folder import show
from xladdin.app.manifest import Stage, about, forget, read_manifests, write_manifest
from xladdin.app.typed_dates import with_typed_dates
from xladdin.dunning.journal import merge
from xladdin.dunning.journal_history import history_from_journal
from xladdin.errors import WriteRefusedError
from xladdin.model.marks import JOURNAL

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterable, Iterator, Sequence

    from xladdin.app.manifest import Manifest
    from xladdin.app.ports import Applied, BookHost
    from xladdin.dunning.journal import Journal
    from xladdin.ledger.ledger import Ledger
    from xladdin.model.settings import Settings
    from xladdin.model.sheet_plan import SheetPlan
    from xladdin.workbook.workbook import Workbook

LETTERS: Final = "lettres"
"""Folder beside the workbook: files of its campaigns and, unless told otherwise, their letters."""


@dataclass(frozen=True, slots=True)
class JournalNow:
    """A workbook whose journal and history lack nothing.

    Attributes:
        workbook: as read, with the journal as it stands and the history that follows from it.
        behind: campaigns of which the workbook on the disk does not know everything yet.
        has_news: the journal has lines that the workbook on the disk lacks.
        has_lost_its_journal: the workbook has none although it was saved with one.
    """

    workbook: Workbook
    behind: tuple[Manifest, ...] = ()
    has_news: bool = False
    has_lost_its_journal: bool = False


def journal_now(
    host: BookHost, workbook: Workbook, *, on: dt.date, author: str = "", listed: Ledger | None = None
) -> JournalNow:
    """What is known of reminders, wherever it stands.

    Of a campaign that was stopped while its documents were being made, nothing left: it is taken away. One
    that was stopped later may have left: its documents are brought to where they belong, its lines count.

    Args:
        workbook: as the host read it.
        on: day on which dates that she typed in Suivi are noted.
        author: who is at work, for their lines; ``""`` when unknown.
        listed: the pieces that Suivi will list; None for all.

    Raises:
        UnreadableFileError: the file of a campaign is damaged.
        WriteRefusedError: documents of an interrupted campaign can neither be moved nor taken away.
    """
    behind = tuple(_behind(host, workbook.dunning.journal))
    journal = workbook.dunning.journal
    for manifest in behind:
        journal = merge(journal, manifest.journal)
    complete = with_journal(workbook, journal)
    typed = with_typed_dates(complete, on, author, listed=listed)
    has_news = typed.entries != workbook.dunning.journal.entries
    lost = not workbook.dunning.journal.entries and any(one.stage is Stage.CLOSED for one in behind)
    return JournalNow(with_journal(complete, typed), behind, has_news, lost)


def _behind(host: BookHost, journal: Journal) -> Iterator[Manifest]:
    """Campaigns that the workbook does not know in full, brought to their end where they were stopped."""
    home = home_of(host)
    if home is None:
        return
    for manifest in read_manifests(home, journal):
        if not manifest.is_about(host.label, journal):
            continue
        if manifest.stage is Stage.PREPARING:
            forget(home, manifest)
            continue
        if manifest.stage is Stage.READY:
            show(Path(manifest.folder), manifest.campaign)
        yield manifest


def save_journal(
    host: BookHost,
    journal: Journal,
    plans: Sequence[SheetPlan],
    *,
    changed: Iterable[Manifest] = (),
    behind: Iterable[Manifest] = (),
) -> Applied:
    """Saves a journal: first the campaigns that changed, each in its own file, then the workbook.

    Whatever stops this, an old copy of the workbook put back included, the next run finds what is missing.

    Args:
        plans: the sheets that show it.
        changed: campaigns with new lines.
        behind: of ``JournalNow``.

    Raises:
        WriteRefusedError: a file or the workbook cannot be written.
    """
    home = host.folder / LETTERS
    told = [replace(one, stage=Stage.READY, journal=about(journal, one.campaign)) for one in changed]
    for manifest in told:
        write_manifest(home, manifest)
    applied = host.apply(plans, (JOURNAL,))
    host.secure()
    of_all = {manifest.campaign: manifest for manifest in (*behind, *told)}
    for manifest in of_all.values():
        closed = replace(manifest, stage=Stage.CLOSED, journal=about(journal, manifest.campaign))
        write_manifest(home, closed)
    return applied


def with_journal(workbook: Workbook, journal: Journal) -> Workbook:
    """The workbook as if this were its journal; the history follows."""
    return replace(
        workbook,
        history=history_from_journal(journal, workbook.history),
        dunning=replace(workbook.dunning, journal=journal),
    )


def tracking_day(workbook: Workbook, today: dt.date) -> dt.date:
    """The as-of date of what follows from the journal where none is asked for: not before its last campaign.

    Paramètres may still say 30/06 when the last letters left on 30/07: at close of 30/06 nobody knew of them.

    Args:
        today: where Paramètres says nothing.
    """
    day = workbook.settings.as_of or today
    last = workbook.history.last_run
    return day if last is None else max(day, last)


def letters_folder(host: BookHost, settings: Settings) -> Path:
    """Where letters go unless told otherwise: « Dossier des lettres », else beside the workbook.

    Raises:
        WriteRefusedError: the workbook was never saved.
    """
    return host.folder / (settings.letters_folder or LETTERS)


def home_of(host: BookHost) -> Path | None:
    """Folder of the campaigns' files; None for a workbook that was never saved and so has no campaign."""
    try:
        return host.folder / LETTERS
    except WriteRefusedError:
        return None
