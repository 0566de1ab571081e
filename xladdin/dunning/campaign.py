"""What happens to a campaign (campagne) in the journal: recorded, sent, cancelled, overtaken by a payment."""

from __future__ import annotations

from typing import TYPE_CHECKING

from xladdin.dunning.journal import Journal, JournalEntry, Origin, State
from xladdin.dunning.reasons import Reason
from xladdin.dunning.run import DunningNotice
from xladdin.errors import ArgumentError
from xladdin.model.wording import french_date

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Collection

    from xladdin.dunning.run import DunningRun

WAITING = (State.PROPOSED, State.TO_SEND)


def record(journal: Journal, run: DunningRun, *, campaign: str, state: State, author: str = "") -> Journal:
    """The journal with one line per piece that advances in ``run``; recording twice is recording once.

    Args:
        campaign: id of the campaign, new for each generation.
        state: of the letters: ``SENT`` where letters are considered sent when generated, else ``TO_SEND``;
            ``PROPOSED`` as long as the user may still strike some out: that holds nothing back. A call or a
            check is at most to do: making a list of calls calls nobody.
    """
    for_actions = State.TO_SEND if state is State.SENT else state
    return journal.with_entries(
        JournalEntry(
            date=run.as_of,
            origin=Origin.CAMPAIGN,
            customer=proposal.customer,
            author=author,
            state=state if isinstance(proposal, DunningNotice) else for_actions,
            campaign=campaign,
            number=line.number,
            due=line.due,
            ref=step.ref,
            step=step.name,
            channel=proposal.channel if isinstance(proposal, DunningNotice) else step.channel,
        )
        for proposal, line, step in run.steps_taken()
    )


def mark_to_send(journal: Journal, campaign: str, on: dt.date, *, author: str = "") -> Journal:
    """The proposals of a campaign were made into documents, which now wait to be confirmed.

    Raises:
        ArgumentError: unknown campaign, or a date before it.
    """
    return _follow(journal, campaign, on, to=State.TO_SEND, of=(State.PROPOSED,), author=author)


def mark_sent(
    journal: Journal,
    campaign: str,
    on: dt.date,
    *,
    author: str = "",
    customers: Collection[str] | None = None,
) -> Journal:
    """The letters of a campaign left, and its calls were made, on ``on``; what is so marked stays so.

    Args:
        customers: codes; None for the whole campaign.

    Raises:
        ArgumentError: unknown campaign, or a date before it.
    """
    return _follow(journal, campaign, on, to=State.SENT, of=WAITING, author=author, customers=customers)


def cancel(
    journal: Journal,
    campaign: str,
    on: dt.date,
    *,
    author: str = "",
    customers: Collection[str] | None = None,
) -> Journal:
    """A campaign is undone: its pieces are back at the level they had, its lines stay as a trace.

    Args:
        customers: codes; None for the whole campaign.

    Raises:
        ArgumentError: unknown campaign, or a date before it.
    """
    return _follow(
        journal,
        campaign,
        on,
        to=State.CANCELLED,
        of=(*WAITING, State.SENT),
        author=author,
        customers=customers,
    )


def close_paid(journal: Journal, run: DunningRun, *, author: str = "") -> Journal:
    """What waits to be confirmed for a piece that ``run`` found paid is settled: nothing is left to send.

    An instalment is settled by itself; where no due date agrees any more, the piece must be paid in full.
    """
    paid = [(one.customer, one.line) for one in run.excluded if one.hold.reason is Reason.PAID]
    owed = {(one.customer, one.line.number) for one in run.excluded if one.hold.reason is not Reason.PAID}
    owed |= {(proposal.customer, line.number) for proposal, line, _ in run.steps_taken()}
    paid_instalments = {(customer, line.number, line.due) for customer, line in paid}
    paid_in_full = {(customer, line.number) for customer, line in paid} - owed
    return journal.with_entries(
        entry.followed_by(State.PAID, run.as_of, author=author)
        for entry in journal.heads
        if entry.state in WAITING
        and (
            (entry.customer, entry.number, entry.due) in paid_instalments
            or (entry.customer, entry.number) in paid_in_full
        )
    )


def _follow(
    journal: Journal,
    campaign: str,
    on: dt.date,
    *,
    to: State,
    of: Collection[State],
    author: str,
    customers: Collection[str] | None = None,
) -> Journal:
    """Moves the lines of a campaign that are in one of the states ``of`` to the state ``to``."""
    first = (entry.date for entry in journal.entries if entry.campaign == campaign and not entry.about)
    began = min(first, default=None)
    if began is None or not campaign:
        known = ", ".join(journal.campaigns) or "aucune"
        raise ArgumentError(
            f"La campagne « {campaign} » n’est pas au journal.", f"Campagnes connues : {known}."
        )
    if on < began:
        raise ArgumentError(
            f"La campagne « {campaign} » est du {french_date(began)} : "
            f"le {french_date(on)} est une date antérieure.",
            "Donnez une date égale ou postérieure.",
        )
    return journal.with_entries(
        entry.followed_by(to, on, author=author)
        for entry in journal.heads_of(campaign)
        if entry.state in of and (customers is None or entry.customer in customers)
    )
