"""What becomes of a campaign once its letters are made: sent, or undone."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from xladdin.app.dunning_sheets import dunning_plans
from xladdin.app.journal_now import LETTERS, journal_now, save_journal, tracking_day, with_journal
from xladdin.app.manifest import Manifest, about, read_manifest
from xladdin.dunning import campaign as journal_of
from xladdin.dunning.journal import State
from xladdin.errors import ArgumentError
from xladdin.ledger.find_customer import find_customer
from xladdin.model.text import fold

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Callable, Collection

    from xladdin.app.ports import Applied, BookHost
    from xladdin.dunning.journal import Journal

LATEST: Final = "derniere"
"""What a user may type for the latest campaign."""


@dataclass(frozen=True, slots=True)
class CampaignChange:
    """What was noted.

    Attributes:
        campaign: its id.
        pieces: how many journal lines changed their state; 0 when all was noted already.
        applied: what became of the sheets.
        folder: where its documents were put, and still are when it is cancelled.
    """

    campaign: str
    pieces: int
    applied: Applied
    folder: str


def mark_sent(
    host: BookHost,
    campaign: str,
    *,
    on: dt.date,
    today: dt.date,
    author: str,
    customers: Collection[str] = (),
) -> CampaignChange:
    """Notes that the letters of a campaign left, and that its calls were made, on one date.

    Args:
        campaign: its id, or ``LATEST``.
        on: when they left.
        today: date of the sheets that are written again, where Paramètres gives none.
        customers: codes or names; none for the whole campaign.

    Raises:
        ArgumentError: no such campaign or customer, or a date before it.
        WriteRefusedError: nothing was written.
    """

    def change(journal: Journal, named: str, codes: Collection[str] | None) -> Journal:
        return journal_of.mark_sent(journal, named, on, author=author, customers=codes)

    return _change(host, campaign, change, customers, today=today, author=author)


def cancel(
    host: BookHost,
    campaign: str,
    *,
    today: dt.date,
    author: str,
    customers: Collection[str] = (),
) -> CampaignChange:
    """Undoes a campaign: its pieces are back at the level they had; the journal keeps a trace.

    Args:
        campaign: its id, or ``LATEST``.
        today: date of the cancellation, or that of the campaign where that is later.
        customers: codes or names; none for the whole campaign.

    Raises:
        ArgumentError: no such campaign or customer.
        WriteRefusedError: nothing was written.
    """

    def change(journal: Journal, named: str, codes: Collection[str] | None) -> Journal:
        began = min((entry.date for entry in about(journal, named).entries), default=today)
        on = max(today, began)
        return journal_of.cancel(journal, named, on, author=author, customers=codes)

    return _change(host, campaign, change, customers, today=today, author=author)


def latest_campaign(journal: Journal) -> str:
    """Id of the last campaign in the journal of which something still stands.

    Raises:
        ArgumentError: there is none.
    """
    standing = {head.campaign for head in journal.heads if head.state is not State.CANCELLED}
    named = [campaign for campaign in journal.campaigns if campaign in standing]
    if not named:
        found = (
            "Toutes les campagnes du journal sont annulées"
            if journal.campaigns
            else "Aucune campagne n’est au journal"
        )
        raise ArgumentError(f"{found}.", "Générez d’abord des relances.")
    return named[-1]


def _change(
    host: BookHost,
    campaign: str,
    change: Callable[[Journal, str, Collection[str] | None], Journal],
    customers: Collection[str],
    *,
    today: dt.date,
    author: str,
) -> CampaignChange:
    host.check_writable()
    now = journal_now(host, host.read(), on=today, author=author)
    before = now.workbook.dunning.journal
    known = now.workbook.ledger.customers
    codes = {known.code[find_customer(known, customer)] for customer in customers} or None
    named = latest_campaign(before) if fold(campaign) == LATEST else campaign
    journal = change(before, named, codes)
    workbook = with_journal(now.workbook, journal)
    manifest = _manifest(host, journal, named)
    applied = save_journal(
        host,
        journal,
        dunning_plans(workbook, tracking_day(workbook, today)),
        changed=[manifest],
        behind=now.behind,
    )
    return CampaignChange(named, len(journal.entries) - len(before.entries), applied, manifest.folder)


def _manifest(host: BookHost, journal: Journal, campaign: str) -> Manifest:
    """The file of a campaign, made anew where somebody took it away."""
    home = host.folder / LETTERS
    as_of = min(entry.date for entry in about(journal, campaign).entries)
    new = Manifest(campaign, host.label, journal.campaigns[0], as_of, str(home))
    return read_manifest(home, campaign) or new
