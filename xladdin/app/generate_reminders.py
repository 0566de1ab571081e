"""Générer relances: who is reminded of what, the documents, and the journal that remembers it.

On the disk, in this order: the campaign's own file, the documents where nobody looks, the file again to say
that they are whole, the documents where she looks, the workbook with its journal, the file closed. Stopped
anywhere, the next run goes on from there: nothing is sent twice, nothing sent is forgotten.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from hashlib import blake2s
from pathlib import Path
from typing import TYPE_CHECKING, Final

from xladdin.app.campaign_documents import Documents, make_documents
from xladdin.app.campaign_folder import flush, show, stage
from xladdin.app.dunning_sheets import dunning_plans
from xladdin.app.journal_now import (
    LETTERS,
    JournalNow,
    journal_now,
    letters_folder,
    save_journal,
    with_journal,
)
from xladdin.app.manifest import Manifest, Stage, forget, write_manifest
from xladdin.app.notices import NoticeMaker
from xladdin.app.progress import silent
from xladdin.app.propose import proposed_run
from xladdin.app.reminder_inputs import reminder_input_plans
from xladdin.app.report_sheets import input_plans
from xladdin.dunning.campaign import close_paid, record
from xladdin.dunning.journal import Journal, State, merge
from xladdin.dunning.scenario import Channel
from xladdin.errors import WriteRefusedError
from xladdin.letters.context import require_sender
from xladdin.letters.email_drafts import EML_FILES, OUTLOOK_DRAFTS
from xladdin.letters.templates import Templates
from xladdin.model.problem import Severity, problem
from xladdin.model.source_map import Field
from xladdin.reports.late_interest import late_interest, missing_rates
from xladdin.reports.penalty_rate import PenaltyRates
from xladdin.resources import OWN_TEMPLATES

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterator

    from xladdin.app.campaign_documents import Outputs
    from xladdin.app.ports import BookHost
    from xladdin.app.progress import Progress
    from xladdin.dunning.run import DunningRun
    from xladdin.dunning.selection import Selection
    from xladdin.letters.email_drafts import MailProgram
    from xladdin.letters.notice import Notice
    from xladdin.model.problem import Problem
    from xladdin.workbook.workbook import Workbook

_MOST_NAMES: Final = 10


@dataclass(frozen=True, slots=True)
class Preparation:
    """What a campaign would send, before anything is written.

    Attributes:
        run: letters, actions and why the rest does not advance.
        notices: what each letter says, in the order of ``run.notices``.
        calls: what each fiche says, in the order of ``run.actions``.
        problems: what was read wrongly or not at all, of which letters may be wrong; what is missing in
            letters that leave all the same.
        now: the workbook and its journal.
    """

    run: DunningRun
    notices: tuple[Notice, ...]
    calls: tuple[Notice, ...]
    problems: tuple[Problem, ...]
    now: JournalNow

    @property
    def workbook(self) -> Workbook:
        """As read, with the journal as it stands."""
        return self.now.workbook

    @property
    def is_empty(self) -> bool:
        """There is nothing to send and nobody to call."""
        return not self.run.notices and not self.run.actions


@dataclass(frozen=True, slots=True)
class Campaign:
    """What was made.

    Attributes:
        id: of the campaign; ``""`` when there was nothing to do.
        folder: where the documents are.
        documents: their file names.
        preparation: what they say.
        titles: of the sheets written.
    """

    id: str
    folder: Path
    documents: Documents
    preparation: Preparation
    titles: tuple[str, ...] = ()


def prepare_reminders(
    host: BookHost,
    *,
    today: dt.date,
    author: str,
    as_of: dt.date | None = None,
    selection: Selection | None = None,
    progress: Progress = silent,
) -> Preparation:
    """Finds what there is to send; writes nothing.

    Args:
        today: the as-of date when neither the argument nor Paramètres gives one.
        author: who does it, for dates typed in Suivi.
        as_of: date d’arrêté, inclusive, which is also the date of the letters; wins over Paramètres.
        selection: only these customers and pieces.

    Raises:
        ArgumentError: a date before the last campaign, an unknown customer or piece, a faulty scenario.
        UnreadableFileError: the workbook or the file of a campaign cannot be read.
        LayoutError: no invoice list in it.
    """
    progress("Lecture du classeur", 0)
    now = journal_now(host, host.read(), on=today, author=author)
    workbook = now.workbook
    day = as_of or workbook.settings.as_of or today
    progress("Choix des relances", 0.1)
    run = proposed_run(workbook, day, selection)
    charged = {
        proposal.currency for proposal in run.notices if any(line.penalties for line in proposal.lines)
    }
    rates = PenaltyRates.from_settings(workbook.settings, workbook.dunning.rates)
    interests = [
        late_interest(workbook.ledger, day, rates=rates, currency=currency) for currency in sorted(charged)
    ]
    maker = NoticeMaker(workbook, day, interests)
    notices = tuple(map(maker.notice_of, run.notices))
    withheld = missing_rates(item for notice in notices for item in notice.charges.interest)
    return Preparation(
        run=run,
        notices=notices,
        calls=tuple(map(maker.notice_of, run.actions)),
        problems=(*_errors(workbook), *_lost_notes(now), *withheld, *_missing_addresses(workbook, run)),
        now=now,
    )


def generate_reminders(
    host: BookHost,
    preparation: Preparation,
    outputs: Outputs,
    *,
    author: str,
    mail: MailProgram | None = None,
    progress: Progress = silent,
) -> Campaign:
    """Makes the documents of a campaign and notes it in the journal, safely whatever stops it.

    Args:
        preparation: of this workbook, just read.
        outputs: which documents, and where.
        author: who does it, for the journal.
        mail: a mail program that keeps the e-mails as drafts too, once all is noted.

    Raises:
        ArgumentError: Paramètres lacks something that every letter shows.
        TemplateError: a template is missing or faulty; nothing was written.
        WriteRefusedError: what could not be written; a note says whether letters were made.
    """
    host.check_writable()
    workbook, run, behind = preparation.workbook, preparation.run, preparation.now.behind
    campaign = _new_id(run, workbook.dunning.journal, host.label)
    folder = outputs.folder or letters_folder(host, workbook.settings) / f"campagne-{campaign}"
    if preparation.is_empty:
        titles: tuple[str, ...] = ()
        if preparation.now.has_news:
            plans = dunning_plans(workbook, run.as_of)
            titles = save_journal(host, workbook.dunning.journal, plans, behind=behind).titles
        return Campaign("", folder, Documents(), preparation, titles)
    require_sender(workbook.settings.sender, workbook.source_map)
    manifest = _manifest(host, preparation, campaign, folder, author)
    documents = _documents(host, manifest, preparation, outputs, progress)
    progress("Enregistrement du journal", 0.85)
    journal = merge(close_paid(workbook.dunning.journal, run, author=author), manifest.journal)
    done = with_journal(workbook, journal)
    plans = [
        *input_plans(done, None, run.as_of),
        *reminder_input_plans(done),
        *dunning_plans(done, run.as_of),
    ]
    try:
        applied = save_journal(host, journal, plans, changed=[manifest], behind=behind)
    except Exception as error:
        error.add_note(
            f"Les lettres sont faites, dans « {folder} » : le Journal les reprendra, sans les refaire."
        )
        raise
    if mail is not None and documents.emails:
        documents = replace(documents, remarks=(*documents.remarks, _drafts(documents, mail)))
    return Campaign(campaign, folder, documents, preparation, applied.titles)


def _drafts(documents: Documents, mail: MailProgram) -> str:
    """Puts the e-mails among the drafts of a mail program; says which way they went."""
    try:
        for email in documents.emails.values():
            mail.save(email)
    except WriteRefusedError as error:
        return f"Les courriels attendent dans les {EML_FILES} du dossier. {error}"
    return f"{len(documents.emails)} courriels dans les {OUTLOOK_DRAFTS}, et en {EML_FILES}."


def _manifest(host: BookHost, preparation: Preparation, campaign: str, folder: Path, author: str) -> Manifest:
    """The campaign's own file, with the lines that its journal will have."""
    workbook, run = preparation.workbook, preparation.run
    state = State.SENT if workbook.settings.dunning.sent_when_generated else State.TO_SEND
    return Manifest(
        campaign,
        host.label,
        root=(*workbook.dunning.journal.campaigns, campaign)[0],
        as_of=run.as_of,
        folder=str(folder.resolve()),
        journal=record(Journal(), run, campaign=campaign, state=state, author=author),
    )


def _documents(
    host: BookHost,
    manifest: Manifest,
    preparation: Preparation,
    outputs: Outputs,
    progress: Progress,
) -> Documents:
    """Makes them out of sight, says that they are whole, then shows them."""
    home, folder = host.folder / LETTERS, Path(manifest.folder)
    write_manifest(home, manifest)
    try:
        staging = stage(folder, manifest.campaign)
        documents = make_documents(
            staging,
            [*zip(preparation.run.notices, preparation.notices, strict=True)],
            [*zip(preparation.run.actions, preparation.calls, strict=True)],
            outputs,
            sender=preparation.workbook.settings.sender,
            templates=Templates(host.folder / OWN_TEMPLATES),
            taken=[path.name for path in folder.iterdir()],
            progress=progress,
        )
        flush(staging)
    except BaseException:
        forget(home, manifest)
        raise
    write_manifest(home, replace(manifest, stage=Stage.READY))
    show(folder, manifest.campaign)
    return documents


def _new_id(run: DunningRun, journal: Journal, label: str) -> str:
    """Date, and four signs that tell this campaign from any other of the same day."""
    pieces = [(line.number, line.due, step.ref) for _, line, step in run.steps_taken()]
    told = repr((label, run.as_of, journal.campaigns, pieces))
    return f"{run.as_of}-{blake2s(told.encode(), digest_size=2).hexdigest()}"


def _errors(workbook: Workbook) -> Iterator[Problem]:
    """A value of Paramètres in whose place the default is taken, a row that is not read."""
    return (one for one in workbook.problems if one.severity is Severity.ERROR)


def _lost_notes(now: JournalNow) -> Iterator[Problem]:
    """The journal is gone that campaigns were saved in; what she wrote in it herself stands nowhere else."""
    if now.has_lost_its_journal:
        yield problem("journal-absent")


def _missing_addresses(workbook: Workbook, run: DunningRun) -> Iterator[Problem]:
    """Customers to whom a letter on paper leaves without an address, in one problem."""
    customers = workbook.ledger.customers
    rows = {code: row for row, code in enumerate(customers.code)}
    addresses, cities = customers.text(Field.ADDRESS), customers.text(Field.CITY)
    written_to = dict.fromkeys(one.customer for one in run.notices if one.channel is not Channel.EMAIL)
    missing = [
        customers.name[row]
        for row in map(rows.__getitem__, written_to)
        if not str(addresses[row]).strip() or not str(cities[row]).strip()
    ]
    if missing:
        more = len(missing) - _MOST_NAMES
        named = ", ".join(f"« {name} »" for name in missing[:_MOST_NAMES])
        yield problem("adresse-absente", customers=f"{named} et {more} autres" if more > 0 else named)
