"""What becomes of a campaign: the buttons « Marquer envoyées » and « Annuler », and letters that wait."""

from __future__ import annotations

from typing import TYPE_CHECKING

from xladdin.app.campaigns import cancel, latest_campaign, mark_sent
from xladdin.app.journal_now import journal_now
from xladdin.dunning.journal import State
from xladdin.model.wording import french_date
from xladdin.surfaces.arguments import parse_date
from xladdin.surfaces.ribbon_desk import Desk, counted, pressed

if TYPE_CHECKING:
    from xladdin.app.campaigns import CampaignChange
    from xladdin.dunning.journal import Journal
    from xladdin.hosts.excel import ExcelHost


def confirm_sent() -> None:
    """Marquer envoyées."""
    pressed(do_confirm_sent)


def cancel_campaign() -> None:
    """Annuler la campagne."""
    pressed(do_cancel_campaign)


def do_confirm_sent(desk: Desk) -> None:
    """The last campaign left, on a date that she gives."""
    host = desk.host_with_folder()
    campaign = _latest(desk, host)
    given = desk.window.ask(
        f"À quelle date les lettres de la campagne {campaign} sont-elles parties ?", french_date(desk.today)
    )
    if not given:
        return
    on = parse_date(given)
    done = mark_sent(host, campaign, on=on, today=desk.today, author=desk.author)
    _tell_change(desk, done, f"partie le {french_date(on)}")


def do_cancel_campaign(desk: Desk) -> None:
    """The last campaign never happened; confirmed before."""
    host = desk.host_with_folder()
    campaign = _latest(desk, host)
    if desk.window.confirm(
        f"Annuler la campagne {campaign} ? Ses pièces reviennent au niveau qu’elles avaient ; "
        "ne l’annulez que si ses lettres ne sont pas parties."
    ):
        done = cancel(host, campaign, today=desk.today, author=desk.author)
        _tell_change(
            desk,
            done,
            "annulée ; le Journal en garde la trace",
            f"Ses documents sont toujours dans {done.folder} : ne les envoyez plus.",
        )


def settle_pending(desk: Desk, host: ExcelHost) -> None:
    """Asks of each campaign whose letters wait to be confirmed: sent on which day, or cancelled.

    What she answers neither way to stays as it is: its pieces do not advance until it is settled.
    """
    heads = _journal(desk, host).heads
    for campaign in dict.fromkeys(head.campaign for head in heads if head.state is State.TO_SEND):
        given = desk.window.ask(
            f"La campagne {campaign} n’est pas confirmée. À quelle date ses lettres sont-elles parties ?\n"
            "Laissez vide si elles ne sont pas parties.",
            "",
        )
        if given:
            mark_sent(host, campaign, on=parse_date(given), today=desk.today, author=desk.author)
        elif desk.window.confirm(
            f"Annuler la campagne {campaign}, pour que ses pièces puissent être relancées à nouveau ?"
        ):
            cancel(host, campaign, today=desk.today, author=desk.author)


def _latest(desk: Desk, host: ExcelHost) -> str:
    return latest_campaign(_journal(desk, host))


def _journal(desk: Desk, host: ExcelHost) -> Journal:
    return journal_now(host, host.read(), on=desk.today, author=desk.author).workbook.dunning.journal


def _tell_change(desk: Desk, done: CampaignChange, words: str, remark: str = "") -> None:
    if done.pieces:
        told = f"Campagne {done.campaign} {words} : {counted(done.pieces, 'ligne')} au Journal."
        desk.window.tell(f"{told} {remark}".strip())
    else:
        desk.window.tell(f"Campagne {done.campaign} : tout était déjà noté ainsi.")
